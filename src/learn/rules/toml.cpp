#include "learn/rules/toml.h"

#include "text/text.h"

namespace tearsheet::learn {

std::string toml_list(const std::vector<std::string>& values) {
  std::string out = "[";
  for (std::size_t i = 0; i < values.size(); ++i) out += (i == 0 ? "" : ", ") + values[i];
  return out + "]";
}

std::string comment_text(std::string_view text) {
  return text::clean_line(text);
}

}  // namespace tearsheet::learn
