// Rules for the pages that list articles.
#pragma once

#include <string>
#include <vector>

#include "learn/learn.h"
#include "learn/rules/labelled.h"
#include "learn/rules/value_rule.h"
#include "site/site.h"

namespace tearsheet::learn {

struct ListedPage {
  const Sample* sample = nullptr;
  std::size_t items = 0;
  std::string first_link{};
};

struct ListingRules {
  std::string item;  ///< Empty: no listing could be read.
  double survives = 1;
  std::size_t right = 0, of = 0;  ///< Articles in the lists that an item holds, of all.
  std::optional<ValueRule> link, title, date, summary;
  std::string next{};  ///< A rule in TOML; empty: none found.
  std::size_t next_right = 0, next_of = 0;
  std::vector<ListedPage> pages;  ///< All; after the proof those that the rules read.
};

/// `is_article`: the patterns of the site's addresses; none: what `known` says.
struct ListingQuestion {
  const std::vector<Sample>& samples;
  const Pages& articles;
  const std::vector<site::Pattern>& is_article;
  const std::vector<url::Url>& known;
  const Avoided& avoided;
};
[[nodiscard]] ListingRules listing_rules(const ListingQuestion& question);

}  // namespace tearsheet::learn
