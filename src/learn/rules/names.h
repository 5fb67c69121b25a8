// Whether the name of a class or an id is worth to be relied on.
#pragma once

#include <string_view>

namespace tearsheet::learn {

/// Made by a build or a database: "css-1x2y3z", "post-18342", "Title_root__3kD9f".
[[nodiscard]] bool is_made_name(std::string_view name);

/// Says how something looks or what happens to it, not what it is: "mt-4", "active", "col-md-8".
[[nodiscard]] bool is_look_name(std::string_view name);

/// Says what an element of an article or a listing is: "headline", "entry-content".
[[nodiscard]] bool is_telling_name(std::string_view name);

/// Can stand in a selector as it is.
[[nodiscard]] bool is_plain_name(std::string_view name);

}  // namespace tearsheet::learn
