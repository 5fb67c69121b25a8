// A page that lists articles, as its rules are learned from it.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "learn/rules/links.h"
#include "learn/rules/listing_rules.h"
#include "learn/rules/page_text.h"
#include "select/select.h"

namespace tearsheet::learn {

struct Listed {
  explicit Listed(const Sample& from);
  Listed(const Listed&) = delete;
  Listed& operator=(const Listed&) = delete;

  /// Of the articles that links in [begin, end) lead to: the only one, none, or several.
  struct Inside {
    std::size_t articles = 0;  ///< 2: two or more.
    const std::string* key = nullptr;
  };
  [[nodiscard]] Inside inside(html::Node element) const;

  const Sample& sample;
  PageText text;
  mutable select::Evaluator evaluator;
  std::vector<PageLink> links;  ///< That lead to articles.
  std::set<std::string> keys;   ///< Articles that stand in its list, and not on all pages.
};

using ListedPages = std::vector<std::unique_ptr<Listed>>;

/// The samples that list at least two articles. What most pages of the site link to belongs to no
/// list.
[[nodiscard]] ListedPages listed_pages(const ListingQuestion& question);

/// An item found by a selector.
struct Item {
  const Listed* page = nullptr;
  html::Node node;
  std::string key;
};

}  // namespace tearsheet::learn
