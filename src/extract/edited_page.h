// A page as a site file's [edit] leaves it.
#pragma once

#include <optional>

#include "html/html.h"
#include "site/site.h"

namespace tearsheet::extract {

/// Nothing where the edits change nothing of this page. The page must outlive what is returned.
[[nodiscard]] std::optional<html::Document> edited_page(const html::Document& page,
                                                        const site::PageEdits& edits);

/// The page without JSON-LD, where the site file wants none read.
[[nodiscard]] std::optional<html::Document> without_linked_data(const html::Document& page,
                                                                const site::PageEdits& edits);

}  // namespace tearsheet::extract
