// What a page tells of its site, noted for whoever learns it; and what is known of a site, used on a
// body.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "extract/groundwork.h"
#include "extract/site_knowledge.h"

namespace tearsheet::extract {

/// All but the dates, which dating/ notes. O(size of the page).
void observe(const Groundwork& ground, const records::Article& article, PageObservation& out);

/// Whether all that a text says in lines of kShortestLine and more stands on other articles too.
[[nodiscard]] bool is_furniture(std::string_view text, bool in_card, const SiteKnowledge& known);

/// Takes blocks of the survey that are furniture out of a body; all of them stay where nothing else
/// would be left.
void drop_furniture(const html::Document& page, const Survey& survey, const SiteKnowledge& known,
                    std::vector<std::uint32_t>& body);
/// Likewise what was made of them, where furniture was a line of a block.
void drop_furniture(const SiteKnowledge& known, std::vector<records::Block>& blocks);

}  // namespace tearsheet::extract
