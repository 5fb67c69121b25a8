// Text as it is stored and shown: NFC, no control characters, white space collapsed.
#include <cstring>

#include "base/time_limit.h"
#include "text/code_points.h"
#include "text/normal.h"
#include "text/text.h"
#include "text/utf8.h"

namespace tearsheet::text {
namespace {

enum class LineEnds { kSpace, kKeepBlankLines };

// Whether eight bytes are printable ASCII without two spaces side by side.
bool are_words(std::uint64_t bytes) {
  constexpr std::uint64_t kOnes = 0x0101010101010101, kHigh = 0x80 * kOnes;
  // None has its high bit set, none is below the space, none is DEL; as none is above 0x7F, no sum
  // carries into the next byte.
  if ((bytes & kHigh) != 0 || ((bytes + 0x60 * kOnes) & kHigh) != kHigh ||
      ((bytes + kOnes) & kHigh) != 0)
    return false;
  const std::uint64_t spaces = ~((bytes ^ (' ' * kOnes)) + 0x7F * kOnes) & kHigh;
  return (spaces & (spaces << 8U)) == 0;
}

// Bytes from `at` on that are kept as they stand: most of most texts, words with one space between.
std::size_t plain_run(std::string_view text, std::size_t at) {
  std::size_t kept = at;  // behind the last word
  for (std::size_t next = at; next < text.size();) {
    const bool may_be_space = next == kept && next != at;
    if (text[next] == ' ' && !may_be_space) break;
    if (std::uint64_t bytes = 0; text.size() - next >= sizeof bytes) {
      std::memcpy(&bytes, text.data() + next, sizeof bytes);
      if (are_words(bytes)) {
        next += sizeof bytes;
        kept = text[next - 1] == ' ' ? next - 1 : next;
        continue;
      }
    }
    if (text[next] == ' ') {
      ++next;
      continue;
    }
    if (!is_plain(next_code_point(text, next))) break;
    kept = next;
  }
  return kept - at;
}

std::string_view gap(LineEnds line_ends, int line_ends_seen) {
  return line_ends == LineEnds::kKeepBlankLines && line_ends_seen > 1 ? "\n\n" : " ";
}

// Collapses white space; `text` may be any bytes. `is_nfc`: all of it is known to be NFC already.
std::string collapse(std::string_view text, LineEnds line_ends, bool& is_nfc) {
  std::string out;
  is_nfc = true;
  out.reserve(text.size());
  bool space_waits = false;
  int line_ends_seen = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t run = plain_run(text, at);
    if (run != 0) {
      if (space_waits && !out.empty()) out += gap(line_ends, line_ends_seen);
      space_waits = false;
      line_ends_seen = 0;
      out.append(text, at, run);
      at += run;
      continue;
    }
    const char32_t c = next_code_point(text, at);
    if (is_space(c)) {
      space_waits = true;
      if (c == '\n' || c == 0x2028) ++line_ends_seen;
      if (c == 0x2029) line_ends_seen += 2;
      continue;
    }
    if (is_dropped(c)) continue;
    if (space_waits && !out.empty()) out += gap(line_ends, line_ends_seen);
    space_waits = false;
    line_ends_seen = 0;
    is_nfc &= is_nfc_alone(c);
    append_utf8(out, c);
  }
  return out;
}

std::string clean(std::string_view utf8, LineEnds line_ends) {
  TimeLimit::spend(utf8.size());
  bool is_nfc = false;
  std::string collapsed = collapse(utf8, line_ends, is_nfc);
  return is_nfc ? collapsed : to_nfc(collapsed);
}

}  // namespace

std::string clean_line(std::string_view utf8) {
  return clean(utf8, LineEnds::kSpace);
}

std::string clean_paragraphs(std::string_view utf8) {
  return clean(utf8, LineEnds::kKeepBlankLines);
}

}  // namespace tearsheet::text
