// How far the rules of a site file are believed, and what a page says of them: what the crawl holds
// against their history.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "site/site.h"

namespace tearsheet::extract {

/// Fields of an article that a rule may find by itself.
enum class RuledField : std::uint8_t {
  kTitle,
  kBody,
  kDate,
  kUpdated,
  kSummary,
  kAuthors,
  kImage,
  kImageCaption,
  kSection,
  kLanguage,
  kCanonical,
};
struct RuledFieldSpec {
  const char* name;  ///< As sources call it.
  site::Rules site::ArticleRules::*rules;
  bool is_everywhere;  ///< Every article has one.
};
inline constexpr std::array<RuledFieldSpec, 11> kRuledFields = {{
    {"title", &site::ArticleRules::title, true},
    {"body", &site::ArticleRules::body, true},
    {"date", &site::ArticleRules::date, true},
    {"updated", &site::ArticleRules::updated, false},
    {"summary", &site::ArticleRules::summary, false},
    {"authors", &site::ArticleRules::author, false},
    {"image", &site::ArticleRules::image, false},
    {"image_caption", &site::ArticleRules::image_caption, false},
    {"section", &site::ArticleRules::section, false},
    {"language", &site::ArticleRules::language, false},
    {"canonical_url", &site::ArticleRules::canonical, false},
}};
[[nodiscard]] inline const RuledFieldSpec& spec_of(RuledField field) {
  return kRuledFields.at(static_cast<std::size_t>(field));
}

class FieldSet {
 public:
  void add(RuledField field) { bits_ |= bit(field); }
  void add(FieldSet other) { bits_ |= other.bits_; }
  [[nodiscard]] bool has(RuledField field) const { return (bits_ & bit(field)) != 0; }
  [[nodiscard]] bool empty() const { return bits_ == 0; }

 private:
  static unsigned bit(RuledField field) { return 1U << static_cast<unsigned>(field); }
  unsigned bits_ = 0;
};

struct RuleTrust {
  FieldSet doubted{};   ///< Their rules are passed over: the automatic extraction is believed.
  FieldSet compared{};  ///< Held against it on this page; the others on one page in eight.
};

/// Of one field that the page's layout has a rule for.
struct RuleFinding {
  RuledField field = RuledField::kTitle;
  bool is_found = false;      ///< The rule gave a value.
  bool is_elsewhere = false;  ///< There is one, whoever found it.
  std::optional<bool>
      agrees{};       ///< Whether the automatic extraction says the same; empty: not compared.
  std::string lie{};  ///< What contradicts the rule's value, in words; empty: nothing does.
};

}  // namespace tearsheet::extract
