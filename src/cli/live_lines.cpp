#include "cli/live_lines.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>

#include "base/escape.h"
#include "base/utf8.h"

namespace tearsheet::cli {
namespace {

struct Size {
  std::size_t rows, columns;
};

// A terminal that does not say how large it is has the size of the first ones.
Size size_of(std::FILE* out) {
  winsize window{};
  const bool is_known = ::ioctl(::fileno(out), TIOCGWINSZ, &window) == 0;
  return {is_known && window.ws_row > 1 ? window.ws_row : std::size_t{24},
          is_known && window.ws_col > 1 ? window.ws_col : std::size_t{80}};
}

// Whole characters of at most so many columns. East Asian wide ones take two: everything above
// U+1100 is counted so, which can only leave room.
std::string cut(const std::string& text, std::size_t columns) {
  std::size_t used = 0, at = 0;
  while (at < text.size()) {
    const auto lead = static_cast<unsigned char>(text[at]);
    used += lead < 0xE1 ? 1 : 2;
    if (used > columns) break;
    at += length_by_lead(text[at]);
  }
  return text.substr(0, at);
}

}  // namespace

void LiveLines::show(const std::vector<std::string>& lines) {
  const Size size = size_of(out_);
  // The last row stays free: a line end there would scroll the first line away.
  const std::size_t room = std::max<std::size_t>(2, size.rows - 1);
  const std::size_t count = std::min(lines.size(), room);
  std::string text = drawn_ > 0 ? fmt::format("\033[{}A", drawn_) : std::string();
  for (std::size_t i = 0; i < count; ++i) {
    const std::string& line = i + 1 == count ? lines.back() : lines[i];
    text += "\r" + cut(to_printable(line), size.columns - 1) + "\033[K\n";
  }
  text += "\033[J";  // what was drawn below
  drawn_ = count;
  std::fputs(text.c_str(), out_);
  std::fflush(out_);
}

void LiveLines::clear() {
  if (drawn_ == 0) return;
  std::fputs(fmt::format("\033[{}A\r\033[J", drawn_).c_str(), out_);
  std::fflush(out_);
  drawn_ = 0;
}

}  // namespace tearsheet::cli
