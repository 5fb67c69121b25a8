#include "site/ftr/lines.h"

#include <algorithm>
#include <optional>

#include "base/ascii.h"

namespace tearsheet::site {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool is_name(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return is_alnum(c) || c == '_'; });
}

// "name(argument): value". What is in the brackets may hold colons and brackets: they end at the
// first bracket that a colon follows.
std::optional<FtrLine> with_argument(std::string_view line) {
  const auto open = line.find('(');
  if (open == std::string_view::npos || !is_name(trimmed(line.substr(0, open)))) return {};
  for (auto close = line.find(')', open); close != std::string_view::npos;
       close = line.find(')', close + 1)) {
    const std::string_view rest = line.substr(close + 1);
    const auto colon = rest.find_first_not_of(" \t");
    if (colon == std::string_view::npos || rest[colon] != ':') continue;
    FtrLine out;
    out.name = trimmed(line.substr(0, open));
    out.argument = line.substr(open + 1, close - open - 1);
    out.has_argument = true;
    out.value = trimmed(rest.substr(colon + 1));
    return out;
  }
  return {};
}

FtrLine read_line(std::string_view line) {
  if (const auto found = with_argument(line)) return *found;
  FtrLine out;
  const auto colon = line.find(':');
  const std::string_view name =
      colon == std::string_view::npos ? std::string_view{} : trimmed(line.substr(0, colon));
  if (!is_name(name)) {
    out.value = line;
  } else {
    out.name = name;
    out.value = trimmed(line.substr(colon + 1));
  }
  return out;
}

}  // namespace

std::vector<FtrLine> read_ftr_lines(std::string_view text) {
  std::vector<FtrLine> lines;
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  int number = 0;
  while (!text.empty()) {
    const auto end = text.find_first_of("\r\n");
    const std::string_view line = trimmed(text.substr(0, end));
    ++number;
    if (!line.empty() && line.front() != '#') {
      lines.push_back(read_line(line));
      lines.back().number = number;
    }
    if (end == std::string_view::npos) break;
    const bool is_pair = text.substr(end).starts_with("\r\n");
    text.remove_prefix(end + (is_pair ? 2 : 1));
  }
  return lines;
}

bool is_directive(const FtrLine& line, std::string_view name) {
  return equals_ignoring_case(line.name, name);
}

}  // namespace tearsheet::site
