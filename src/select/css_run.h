// All matches of a compiled selector.
#pragma once

#include <vector>

#include "select/css_matcher.h"
#include "select/select.h"

namespace tearsheet::select {

/// In document order, each once. An element alone matches only below `scope`; with ::text and
/// ::attr() the scope itself counts too, as users of Scrapy expect of item.css("::text").
std::vector<Match> run_css(const CssProgram& program, CssMatcher& matcher, html::Node scope);
/// The elements of the same.
std::vector<html::Node> run_css_nodes(const CssProgram& program, CssMatcher& matcher,
                                      html::Node scope);

}  // namespace tearsheet::select
