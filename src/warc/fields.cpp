#include "warc/fields.h"

#include <algorithm>

#include "base/ascii.h"

namespace tearsheet::warc {

std::string_view find_field(const Fields& fields, std::string_view name) {
  for (const auto& [key, value] : fields) {
    if (std::equal(key.begin(), key.end(), name.begin(), name.end(),
                   [](char a, char b) { return to_lower(a) == to_lower(b); }))
      return value;
  }
  return {};
}

bool FieldParser::add(std::string_view line) {
  bytes_ += line.size();
  if (bytes_ > limits_.max_head || fields_.size() >= limits_.max_fields) return false;
  if (!line.empty() && (line[0] == ' ' || line[0] == '\t')) {
    if (!fields_.empty()) (fields_.back().second += ' ') += trimmed(line);
    return true;
  }
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || colon == 0) return true;
  std::string name(trimmed(line.substr(0, colon)));
  if (lower_case_) {
    for (char& c : name) c = to_lower(c);
  }
  fields_.emplace_back(std::move(name), trimmed(line.substr(colon + 1)));
  return true;
}

}  // namespace tearsheet::warc
