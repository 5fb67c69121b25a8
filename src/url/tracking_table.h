// Which query parameters say where the reader came from, and nothing about the page.
#pragma once

#include <span>
#include <string_view>

namespace tearsheet::url {

/// Exact names, lower case, sorted.
[[nodiscard]] std::span<const std::string_view> tracking_names();
/// Beginnings of names, lower case.
[[nodiscard]] std::span<const std::string_view> tracking_prefixes();
/// Ends of names, lower case.
[[nodiscard]] std::span<const std::string_view> tracking_suffixes();
/// Names that count unless the value is a number, lower case.
[[nodiscard]] std::span<const std::string_view> maybe_tracking_names();
/// Names of session identifiers whatever their value, lower case.
[[nodiscard]] std::span<const std::string_view> session_names();
/// Names that hold a session identifier only if the value looks like one, lower case.
[[nodiscard]] std::span<const std::string_view> maybe_session_names();

}  // namespace tearsheet::url
