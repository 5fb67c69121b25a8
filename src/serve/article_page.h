// One article: its text with structure, what is known of it and where that came from. Private to
// the folder.
#pragma once

#include <string>

#include "serve/page.h"
#include "store/store.h"

namespace tearsheet::serve {

/// kNotFound: there is none of this id.
Result<Response> article_page(store::Store& store, std::int64_t id, const std::string& name);

[[nodiscard]] Error no_article(std::int64_t id);
/// Names of a JSON array, with commas between.
[[nodiscard]] std::string names_of(std::string_view json_array);

}  // namespace tearsheet::serve
