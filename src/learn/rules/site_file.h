// A site file being put together.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "learn/learn.h"
#include "learn/rules/addresses.h"
#include "learn/rules/body_rule.h"
#include "learn/rules/listing_rules.h"
#include "learn/rules/value_rule.h"

namespace tearsheet::learn {

struct ArticlePart {
  std::vector<ValueRule> title, date, author;
  std::optional<BodyRule> body;
};

/// A test as it is pinned to a page; values are plain text.
struct PinnedTest {
  std::string saved, url;
  std::string title, date, body_starts, body_ends;
  int items_min = 0;
  std::string first_link;
  int source = 0;  ///< Of a listing: which source, from 1.
};

struct SiteFile {
  /// What one or two articles have in common need not be the site's: held out on real sites, rules
  /// of so few were right less often than the automatic extractor, in every field.
  static constexpr std::size_t kLeastArticles = 3;
  [[nodiscard]] bool has_few_articles() const { return articles_read < kLeastArticles; }

  std::string id, name, language;
  std::vector<std::string> domains;
  std::string front;  ///< Address of the front page.
  std::optional<std::chrono::milliseconds> delay;
  AddressPatterns addresses;
  std::vector<KnownSource> sources;
  ListingRules listing;
  std::vector<url::Url> unread;  ///< Listings that were not fetched and are like those that were.
  ArticlePart article;
  std::size_t articles_read = 0;
  std::vector<PinnedTest> tests;
};

[[nodiscard]] std::string to_toml(const SiteFile& file);
[[nodiscard]] std::vector<Finding> findings_of(const SiteFile& file);

}  // namespace tearsheet::learn
