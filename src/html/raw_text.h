// Where elements end whose content is not markup.
#pragma once

#include <cstddef>
#include <string_view>

namespace tearsheet::html {

/// Position of the '<' of the end tag that ends RCDATA or RAWTEXT beginning at `begin`; npos where
/// there is none (WHATWG HTML 13.2.5.9 to 13.2.5.14). `name` in lower case.
[[nodiscard]] std::size_t find_raw_text_end(std::string_view html, std::size_t begin,
                                            std::string_view name);

/// The same for script data, with its escaped and double escaped states (13.2.5.15 to 13.2.5.31).
[[nodiscard]] std::size_t find_script_end(std::string_view html, std::size_t begin);

/// Behind the '>' of the comment whose "<!--" ends at `begin`; npos where the page ends in it
/// (13.2.5.43 to 13.2.5.52).
[[nodiscard]] std::size_t find_comment_end(std::string_view html, std::size_t begin);

}  // namespace tearsheet::html
