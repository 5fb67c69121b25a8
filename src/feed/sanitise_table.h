// What may stand in the HTML of an entry.
#pragma once

#include <string_view>

namespace tearsheet::feed {

enum class ElementRule {
  kForeign,  ///< No name of HTML: the tag goes, its content stays.
  kDropTag,  ///< The tag goes, its content stays.
  kInline,
  kBlock,        ///< As kInline, and divides words.
  kVoid,         ///< Has no content and no end tag.
  kDropWithAll,  ///< Goes with its content.
  kDropBlockTag  ///< The tag goes, its content stays, and it divides words.
};
[[nodiscard]] ElementRule rule_for_element(std::string_view lower_case_name);

enum class AttributeRule { kDrop, kText, kLink, kSourceSet };
[[nodiscard]] AttributeRule rule_for_attribute(std::string_view lower_case_name);

}  // namespace tearsheet::feed
