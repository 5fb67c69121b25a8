// <svg> and <math>: parts of a page where other rules hold.
#pragma once

#include <cstddef>
#include <string_view>

namespace tearsheet::html {

/// Position of the '<' of the end tag of the <svg> or <math> (`root`) whose start tag ends at
/// `begin`, if everything in it is well nested and keeps to the foreign vocabulary; else npos. Such
/// a part has no influence on what is around it (WHATWG HTML 13.2.6.5): no HTML element breaks out
/// of it, no end tag closes anything outside.
[[nodiscard]] std::size_t find_foreign_end(std::string_view html, std::size_t begin,
                                           std::string_view root);

}  // namespace tearsheet::html
