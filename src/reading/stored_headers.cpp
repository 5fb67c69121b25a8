#include "reading/stored_headers.h"

#include <nlohmann/json.hpp>

#include "base/escape.h"

namespace tearsheet::reading {

fetch::Headers stored_headers(std::string_view json) {
  fetch::Headers headers;
  const nlohmann::json list = nlohmann::json::parse(json, nullptr, false);
  if (!list.is_array()) return headers;
  for (const auto& pair : list) {
    if (pair.is_array() && pair.size() == 2 && pair[0].is_string() && pair[1].is_string())
      headers.emplace_back(pair[0].get<std::string>(), pair[1].get<std::string>());
  }
  return headers;
}

// Everything that an article's row may be made of again; cookies are nobody's business.
std::string to_stored(const fetch::Headers& headers) {
  std::string out = "[";
  for (const auto& [name, value] : headers) {
    if (name == "set-cookie") continue;
    if (out.size() > 1) out += ',';
    out += "[" + to_json_string(name) + "," + to_json_string(value) + "]";
  }
  return out += ']';
}

}  // namespace tearsheet::reading
