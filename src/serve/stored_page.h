// A page as it was fetched, in a frame that lets it do nothing. Private to the folder.
#pragma once

#include <string>

#include "serve/page.h"
#include "store/store.h"

namespace tearsheet::serve {

/// The stored pages of an article, of which `part` is one. kNotFound: there is none.
Result<std::vector<store::RawPage>> pages_of(store::Store& store, std::int64_t id,
                                             std::int64_t part);
/// Around the frame: when it was fetched, from where, and its parts. kNotFound: it was not kept.
Result<Response> stored_page(store::Store& store, std::int64_t id, std::int64_t part,
                             const std::string& name);
/// What the frame shows: the page's own bytes as UTF-8, in a sandbox without scripts, forms or an
/// origin, and nothing loaded but the styles that stand in it.
Result<Response> framed_page(store::Store& store, std::int64_t id, std::int64_t part);

}  // namespace tearsheet::serve
