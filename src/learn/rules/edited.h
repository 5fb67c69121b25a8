// Copies of pages as a site's next small redesigns would leave them: what a rule has to survive.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "html/html.h"
#include "learn/rules/labelled.h"
#include "learn/rules/page_text.h"
#include "select/select.h"

namespace tearsheet::learn {

/// The page as HTML with random edits: elements wrapped, advertisements put between them, classes
/// added and dropped, names that a build made renamed, tags replaced. The same for the same seed.
[[nodiscard]] std::string edited(const html::Document& page, std::uint64_t seed);

struct EditedPage {
  const Labelled* of = nullptr;
  std::unique_ptr<html::Document> page;
  std::unique_ptr<PageText> text;
  std::unique_ptr<select::Evaluator> evaluator;
};

/// Of the first pages, some copies each.
[[nodiscard]] std::vector<EditedPage> edit(const Pages& pages);

/// Of one page, which is no article: a listing.
[[nodiscard]] std::vector<EditedPage> edit(const html::Document& page);

}  // namespace tearsheet::learn
