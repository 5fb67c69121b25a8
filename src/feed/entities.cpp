#include "feed/entities.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/ascii.h"
#include "base/utf8.h"

namespace tearsheet::feed {
namespace {

constexpr std::size_t kLongestReference = 60;  // of numbers and of a document's own names
constexpr std::size_t kLongestName = 32;       // "CounterClockwiseContourIntegral;" has 32

// Numbers 0x80 to 0x9F mean windows-1252, as HTML has them (13.2.5.80).
constexpr char32_t kWindows1252[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

int digit_value(char c, int base) {
  const int value = hex_value(c);
  return value < base ? value : -1;
}

struct Reference {
  std::size_t size = 0;  // 0: no reference
  char32_t code_point = 0;
};

// "#8217;" or "#x2019;" behind the '&'.
Reference read_number(std::string_view text) {
  std::size_t at = 1;
  int base = 10;
  if (at < text.size() && (text[at] == 'x' || text[at] == 'X')) {
    base = 16;
    ++at;
  }
  const std::size_t first = at;
  char32_t value = 0;
  for (; at < text.size(); ++at) {
    const int digit = digit_value(text[at], base);
    if (digit < 0) break;
    if (value <= 0x10FFFF)
      value = value * static_cast<char32_t>(base) + static_cast<char32_t>(digit);
  }
  if (at == first || at > kLongestReference) return {};
  if (at < text.size() && text[at] == ';') ++at;
  if (value >= 0x80 && value <= 0x9F && kWindows1252[value - 0x80] != 0)
    value = kWindows1252[value - 0x80];
  return {at, value};
}

// The name of the table that `text` begins with.
const NamedCharacter* find_name(std::string_view text) {
  const auto table = named_characters();
  std::size_t length = 0;
  while (length < text.size() && length < kLongestName && is_alnum(text[length])) ++length;
  if (length == 0) return nullptr;
  // A name without a semicolon counts only whole and where no '=' follows: "&notice" and
  // "?a=1&copy=2" stay.
  if (length < text.size() && text[length] == '=') return nullptr;
  if (length < text.size() && text[length] == ';') ++length;
  const auto name = text.substr(0, length);
  const auto found = std::ranges::lower_bound(table, name, {}, &NamedCharacter::name);
  return found != table.end() && found->name() == name ? &*found : nullptr;
}

const std::string* find_own(std::string_view text, const OwnEntities* own, std::size_t& size) {
  if (own == nullptr || own->empty()) return nullptr;
  const auto end = text.substr(0, kLongestReference).find(';');
  if (end == std::string_view::npos) return nullptr;
  for (const auto& [name, value] : *own) {
    if (name == text.substr(0, end)) {
      size = end + 1;
      return &value;
    }
  }
  return nullptr;
}

// Nothing for surrogates, controls and numbers beyond Unicode.
void append_character(std::string& out, char32_t c) {
  if (c < 0x20 && c != '\t' && c != '\n' && c != '\r') return;
  if ((c >= 0x7F && c < 0xA0) || (c >= 0xD800 && c <= 0xDFFF) || c > 0x10FFFF) return;
  append_utf8(out, c);
}

}  // namespace

std::size_t resolvable_prefix(std::string_view text) {
  const auto last = text.rfind('&');
  if (last == std::string_view::npos || text.size() - last > kLongestReference + 2)
    return text.size();
  // The first half of a pair of surrogates waits for the second.
  const auto before = last == 0 ? std::string_view::npos : text.rfind('&', last - 1);
  if (before != std::string_view::npos && last - before <= kLongestReference &&
      text[before + 1] == '#') {
    const auto number = read_number(text.substr(before + 1, last - before - 1));
    const bool is_adjacent = number.size == last - before - 1;
    if (is_adjacent && number.code_point >= 0xD800 && number.code_point < 0xDC00) return before;
  }
  return last;
}

void append_resolved(std::string& out, std::string_view text, const OwnEntities* own) {
  while (!text.empty()) {
    const auto ampersand = text.find('&');
    if (ampersand == std::string_view::npos) {
      out.append(text);
      return;
    }
    out.append(text.substr(0, ampersand));
    text.remove_prefix(ampersand + 1);
    if (text.starts_with('#')) {
      auto number = read_number(text);
      if (number.size != 0) {
        text.remove_prefix(number.size);
        // A pair of surrogates written as two numbers: one character of a careless JavaScript.
        if (number.code_point >= 0xD800 && number.code_point < 0xDC00 && text.starts_with("&#")) {
          const auto low = read_number(text.substr(1));
          if (low.size != 0 && low.code_point >= 0xDC00 && low.code_point < 0xE000) {
            number.code_point =
                0x10000 + ((number.code_point - 0xD800) << 10) + (low.code_point - 0xDC00);
            text.remove_prefix(1 + low.size);
          }
        }
        append_character(out, number.code_point);
        continue;
      }
    } else if (std::size_t size = 0; const auto* value = find_own(text, own, size)) {
      out.append(*value);
      text.remove_prefix(size);
      continue;
    } else if (const auto* named = find_name(text)) {
      out.append(named->utf8());
      text.remove_prefix(named->name().size());
      continue;
    }
    out.push_back('&');
  }
}

}  // namespace tearsheet::feed
