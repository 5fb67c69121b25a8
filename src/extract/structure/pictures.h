// The picture that an <img> shows once the page's scripts have run.
#pragma once

#include <string>

#include "html/html.h"
#include "url/url.h"

namespace tearsheet::extract {

/// The absolute address: of a lazy attribute (data-src and its like), else of src where that is no
/// placeholder, else of the largest in srcset or in the sources of its <picture>. Empty for
/// placeholders, icons and pixels that count visitors.
[[nodiscard]] std::string picture_address(html::Node image, const url::Url& base);

/// The alternative text in one line.
[[nodiscard]] std::string picture_text(html::Node image);

}  // namespace tearsheet::extract
