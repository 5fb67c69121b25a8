// What a page says under its lead image, or of it.
#pragma once

#include "extract/fields.h"

namespace tearsheet::extract {

/// One line of at most 500 characters.
[[nodiscard]] std::string caption_of(std::string_view text);

/// Fills the caption of the image that `out` has, unless a rule gave one: the figcaption of the
/// figure that holds it, the ImageObject's caption, og:image:alt and twitter:image:alt where these
/// metas name the image, the alternative text in the page. Notes the source.
void fill_image_caption(const FieldInput& input, records::Article& out);

}  // namespace tearsheet::extract
