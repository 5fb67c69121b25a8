// What became of everything that feeds and sitemaps announced.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "base/result.h"
#include "store/store.h"

namespace tearsheet::cli {

/// By site (empty: all), with the reasons and their counts; as text for a terminal of this width
/// (TextTable), or an object a line. kInvalid: there is no such site.
[[nodiscard]] Result<std::string> coverage_report(store::StatusStore& store,
                                                  const std::string& site, bool as_json,
                                                  std::optional<std::size_t> width);
/// Every address that is not stored for a reason with these words in it, a line each.
[[nodiscard]] Result<std::string> list_missing(store::DossierStore& store, const std::string& site,
                                               const std::string& reason, bool as_json);

}  // namespace tearsheet::cli
