// Meta tags that hold dates, and how much each is believed.
#pragma once

#include <span>
#include <string_view>

namespace tearsheet::extract {

struct DateMeta {
  std::string_view key;  ///< Lower case.
  double weight;
};

[[nodiscard]] std::span<const DateMeta> published_metas();
[[nodiscard]] std::span<const DateMeta> updated_metas();

/// Whether the name alone of a meta that is in neither list says so: "site:published-on".
[[nodiscard]] bool names_publication(std::string_view key);
[[nodiscard]] bool names_change(std::string_view key);

}  // namespace tearsheet::extract
