// One tag, from '<' to '>', by the tokenizer's rules (WHATWG HTML 13.2.5.6 to 13.2.5.40).
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "html/name_key.h"

namespace tearsheet::html {

/// An attribute as it is written; the value without quotes.
struct AttributeSpan {
  std::size_t name_begin;
  std::size_t name_end;
  std::size_t value_begin;
  std::size_t value_end;
  bool is_quoted;
};

struct TagScan {
  NameKey key = 0;
  std::size_t name_begin = 0;
  std::size_t name_end = 0;
  std::size_t end = 0;  ///< Behind '>'; npos: the page ends inside the tag, and the tag is none.
  std::size_t cut = 0;  ///< Behind the last attribute that is allowed; 0: there are no more.
  bool is_self_closing = false;
};

/// The tag whose name begins at `name_begin`; its attributes, up to the limit, are put into
/// `spans`. `html.data()[html.size()]` must be readable and 0, as std::string has it.
[[nodiscard]] TagScan scan_tag(std::string_view html, std::size_t name_begin,
                               unsigned max_attributes, std::vector<AttributeSpan>& spans);
/// The same for who does not care for attributes; there is no limit.
[[nodiscard]] TagScan scan_tag(std::string_view html, std::size_t name_begin);

/// Value of an attribute in `tag`, as written, without quotes; empty if there is none. `name` in
/// lower case.
[[nodiscard]] std::string_view raw_attribute(std::string_view html, const TagScan& tag,
                                             std::string_view name);

}  // namespace tearsheet::html
