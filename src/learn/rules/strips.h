// What stands in the body's element on several pages and is none of the body.
#pragma once

#include <string>
#include <vector>

#include "html/html.h"
#include "learn/rules/labelled.h"

namespace tearsheet::learn {

/// What is left of a page's containers.
struct Rest {
  std::size_t letters = 0, body = 0;
};

struct Strips {
  std::vector<std::string> elements, lines;  ///< Selectors; patterns.
  std::vector<Rest> rest;                    ///< By page.
};

/// `containers`: by page, none inside another. No strip takes what the labels call body.
[[nodiscard]] Strips find_strips(const Pages& pages,
                                 const std::vector<std::vector<html::Node>>& containers,
                                 const Avoided& avoided);

}  // namespace tearsheet::learn
