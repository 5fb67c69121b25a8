#include "records/records.h"

#include <array>

namespace tearsheet::records {

const char* to_string(PageKind kind) {
  static constexpr std::array kNames = {"article",      "listing",    "liveblog",     "gallery",
                                        "paywalled",    "login-wall", "consent-wall", "error-page",
                                        "script-shell", "empty",      "page",         "forum",
                                        "product",      "other"};
  return kNames.at(static_cast<std::size_t>(kind));
}

}  // namespace tearsheet::records
