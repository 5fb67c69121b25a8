// What several pages of a site tell that one cannot: a site file from pages.
//
// propose() knows nothing of where pages come from: a folder, the network, the database. It labels
// them (what their sources say, what the automatic extraction finds, and what pages have in
// common), finds selectors that give the labels on all of them, and writes a site file with tests,
// which it has read back and passed.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "dates/dates.h"
#include "html/html.h"
#include "site/site.h"
#include "url/url.h"

namespace tearsheet::learn {

/// What a page is taken for. kUnknown: the extraction says whether it is an article.
enum class Role { kUnknown, kArticle, kListing, kOther };

/// What is known of a page's article from elsewhere: its feed, a listing, the database. What is
/// empty is not known. Words that are not on the page are believed as little as the page's own.
struct Known {
  std::string title, body;
  std::optional<dates::Timestamp> published;
  std::vector<std::string> authors;
};

/// A page to learn from.
struct Sample {
  const html::Document* page = nullptr;  ///< Outlives the call.
  url::Url url;                          ///< Landed on.
  Role role = Role::kUnknown;
  Known known{};
  std::string content_language{};  ///< HTTP header.
  std::optional<SysTime> at{};     ///< When it was fetched; empty: nobody knows.
  /// Where the site file's tests find its bytes, relative to the site file; empty: nowhere, so that
  /// no test is made of it.
  std::string saved{};
  bool continues = false;  ///< A later page of another listing: no source of its own.
};

/// A feed or a sitemap that was read.
struct KnownSource {
  site::SourceKind kind = site::SourceKind::kFeed;
  url::Url url;
  std::size_t entries = 0;
};

/// All that is known of a site.
struct Material {
  std::string id;  ///< Of the site file; empty: made of the host.
  std::string name{};
  std::vector<Sample> samples;
  std::vector<KnownSource> sources{};
  /// Addresses that feeds, sitemaps or people say are articles ...
  std::vector<url::Url> articles{};
  /// ... and those of pages that list articles, whether they are among the samples or not.
  std::vector<url::Url> sections{};
  std::optional<std::chrono::milliseconds> delay{};  ///< Written into the file where given.
};

/// What was found of one key of the site file.
struct Finding {
  std::string where;              ///< "article.title", "source.item", "urls.article".
  std::string value;              ///< As it stands in the file (TOML); empty: no rule.
  std::size_t right = 0, of = 0;  ///< Pages on which it gives what is believed to be right.
  double survives = 1;  ///< Share of edited copies of the pages on which it still gives the same.
  std::string look{};   ///< What a person should look at; empty: nothing.
};

/// A site file, read back and passed.
struct Proposal {
  std::string id;
  std::string toml;
  std::vector<Finding> findings;
  std::vector<std::string> tested;  ///< Sample::saved of the pages that tests are pinned to.
};

/// What a site file of this address is called.
[[nodiscard]] std::string id_for(const url::Url& url);

/// kNotFound where no sample is an article. Takes time in proportion to the pages and no more than
/// some seconds for thirty of them.
[[nodiscard]] Result<Proposal> propose(const Material& material);

/// A page or a feed as it came.
struct Fetched {
  url::Url url;  ///< Landed on.
  std::string bytes;
  std::string content_type{}, content_language{};
  std::unique_ptr<html::Document> tree{};  ///< Null: no page.
  std::optional<SysTime> at{};
  std::size_t requests = 1;  ///< That it took, redirects among them.
};

enum class Wanted { kPage, kFeed };

/// How pages are had; blocks, and keeps to what the host wants. An error is no fault: others follow.
struct Web {
  std::function<Result<Fetched>(const url::Url&, Wanted)> fetch;
  /// Sitemaps that robots.txt names, once the first page was fetched.
  std::function<std::vector<url::Url>(const url::Url&)> sitemaps;
  std::size_t max_requests = 28;  ///< robots.txt among them.
};

/// What was gathered; the samples refer to the pages.
struct Gathered {
  std::vector<Fetched> pages;  ///< By sample.
  Material material;
  std::size_t requests = 0;
};

/// From a home page: its feed, sitemap, sections, the second page of one, and articles spread over
/// them. The error of the home page, if that cannot be had.
[[nodiscard]] Result<Gathered> gather(const url::Url& home, const Web& web);

/// Findings as lines of a table, for people.
[[nodiscard]] std::string to_table(const std::vector<Finding>& findings);

}  // namespace tearsheet::learn
