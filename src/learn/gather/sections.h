// Which links of a home page may lead to its sections.
#pragma once

#include <vector>

#include "learn/gather/statements.h"
#include "learn/learn.h"

namespace tearsheet::learn {

/// Best first: links of few segments and few words, first those in the navigation and those whose
/// path articles stand below.
[[nodiscard]] std::vector<url::Url> section_links(const html::Document& home, const url::Url& url,
                                                  const Statements& known);

}  // namespace tearsheet::learn
