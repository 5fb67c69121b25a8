// From chosen blocks of text to the article's own blocks: headings, list items, quotes, images,
// with clean inline HTML.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "extract/page/survey.h"
#include "records/records.h"
#include "url/url.h"

namespace tearsheet::extract {

/// Structure of the chosen blocks, in order; images that stand between the first and the last are
/// put in their place.
[[nodiscard]] std::vector<records::Block> make_blocks(const html::Document& page,
                                                      const Survey& survey,
                                                      std::span<const std::uint32_t> chosen,
                                                      const url::Url& base);

/// The plain text of blocks: a blank line between paragraphs; images left out.
[[nodiscard]] std::string plain_text(std::span<const records::Block> blocks);

/// An absolute http(s) address, or empty.
[[nodiscard]] std::string absolute(std::string_view href, const url::Url& base);

}  // namespace tearsheet::extract
