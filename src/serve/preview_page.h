// What is read from a stored page, by the site files as they are now. Private to the folder.
#pragma once

#include <filesystem>

#include "serve/page.h"
#include "store/store.h"

namespace tearsheet::serve {

/// As `tearsheet site preview` shows it. The files of `selectors` are read anew each time, so that
/// whoever writes one sees what it does; the folder need not be there. kNotFound: no page was kept.
Result<Response> preview_page(store::Store& store, std::int64_t id, std::int64_t part,
                              const std::filesystem::path& selectors);

}  // namespace tearsheet::serve
