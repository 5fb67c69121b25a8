// Site files are short: the table of the longest common subsequence, bounded.
#include <algorithm>
#include <cstdint>
#include <vector>

#include "learn/mend/mend.h"
#include "learn/mend/toml_lines.h"

namespace tearsheet::learn {
namespace {

constexpr std::size_t kMostLines = 2000;  // 16 MB of table

}  // namespace

std::string line_diff(std::string_view before, std::string_view after) {
  const std::vector<std::string> a = lines_of(before), b = lines_of(after);
  if (a == b) return {};
  if (a.size() > kMostLines || b.size() > kMostLines) return "(too long to be compared)\n";
  const std::size_t width = b.size() + 1;
  std::vector<std::uint32_t> common((a.size() + 1) * width, 0);
  for (std::size_t i = a.size(); i-- > 0;) {
    for (std::size_t k = b.size(); k-- > 0;) {
      common[i * width + k] =
          a[i] == b[k] ? common[(i + 1) * width + k + 1] + 1
                       : std::max(common[(i + 1) * width + k], common[i * width + k + 1]);
    }
  }
  std::string out;
  std::size_t i = 0, k = 0;
  std::string context;  // the line before a change
  const auto change = [&](char sign, const std::string& line) {
    if (!context.empty()) out += "  " + context + '\n';
    context.clear();
    out += std::string(1, sign) + ' ' + line + '\n';
  };
  while (i < a.size() || k < b.size()) {
    if (i < a.size() && k < b.size() && a[i] == b[k]) {
      context = a[i++];
      ++k;
    } else if (k == b.size() ||
               (i < a.size() && common[(i + 1) * width + k] >= common[i * width + k + 1])) {
      change('-', a[i++]);
    } else {
      change('+', b[k++]);
    }
  }
  return out;
}

}  // namespace tearsheet::learn
