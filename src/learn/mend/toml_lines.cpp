#include "learn/mend/toml_lines.h"

#include "base/ascii.h"

namespace tearsheet::learn {
namespace {

/// How far a value goes: brackets that are open, and a string over several lines.
class Extent {
 public:
  void read(std::string_view line) {
    for (std::size_t i = 0; i < line.size(); ++i) {
      const std::string_view rest = line.substr(i);
      if (!quote_.empty()) {
        if (quote_.front() == '"' && rest.front() == '\\') {
          ++i;
        } else if (rest.starts_with(quote_)) {
          i += quote_.size() - 1;
          quote_ = {};
        }
        continue;
      }
      if (rest.front() == '#') return;
      if (rest.starts_with("\"\"\"") || rest.starts_with("'''")) {
        quote_ = rest.substr(0, 3);
        i += 2;
      } else if (rest.front() == '"' || rest.front() == '\'') {
        quote_ = rest.substr(0, 1);
      } else if (rest.front() == '[' || rest.front() == '{') {
        ++open_;
      } else if (rest.front() == ']' || rest.front() == '}') {
        --open_;
      }
    }
    if (quote_.size() == 1) quote_ = {};  // a string of one line ends with it
  }
  [[nodiscard]] bool is_over() const { return open_ <= 0 && quote_.empty(); }

 private:
  int open_ = 0;
  std::string quote_;
};

}  // namespace

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    lines.emplace_back(text.substr(0, end));
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  }
  return lines;
}

std::vector<TomlStatement> statements_of(const std::vector<std::string>& lines) {
  std::vector<TomlStatement> statements;
  std::string table;
  std::size_t tables = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string_view line = trimmed(lines[i]);
    if (line.empty() || line.front() == '#') continue;
    if (line.front() == '[') {
      table = line.substr(0, line.find_first_of("# \t"));
      statements.push_back({table, ++tables, {}, {}, i, i + 1});
      continue;
    }
    const std::size_t equals = line.find('=');
    if (equals == std::string_view::npos) continue;
    TomlStatement statement{table, tables, std::string(trimmed(line.substr(0, equals))),
                            {},    i,      i + 1};
    Extent extent;
    extent.read(line.substr(equals + 1));
    statement.value = trimmed(line.substr(equals + 1));
    while (!extent.is_over() && i + 1 < lines.size()) {
      extent.read(lines[++i]);
      statement.value += '\n' + lines[i];
    }
    statement.end = i + 1;
    statements.push_back(std::move(statement));
  }
  return statements;
}

}  // namespace tearsheet::learn
