// A page for looking at: its tree as HTML of which nothing runs and nothing is fetched.
#pragma once

#include <string>
#include <vector>

#include "html/html.h"
#include "preview/marks.h"

namespace tearsheet::preview {

/// A whole document for a sandboxed frame: no scripts, styles, forms, links or addresses of the
/// page's own, images as placeholders, marked elements outlined and named.
[[nodiscard]] std::string to_harmless_html(const html::Document& page,
                                           const std::vector<Mark>& marks);

}  // namespace tearsheet::preview
