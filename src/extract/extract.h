// From a parsed page to an article or a listing. A pure function of the page and its context.
//
// The way through the rooms: page/ surveys the tree once (blocks, hints of class names, metadata,
// JSON-LD); title/, dating/, authors/, body/ and kind/ each propose candidates of their field and
// choose by what agrees with what; listing/ reads pages that name articles; structure/ makes blocks
// of the body, render/ writes them as text, Markdown or HTML; model/ holds the names that fitted
// tables are checked against. Where a site has rules (rules.h), they come first, and the automatic
// choice fills what they leave open (docs/extraction.md).
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/parts.h"
#include "extract/site_knowledge.h"
#include "extract/trust.h"
#include "html/html.h"
#include "records/records.h"
#include "site/site.h"

namespace tearsheet::extract {

struct PageContext {
  url::Url url;  ///< After redirects; may be empty (a file from nowhere).
  const site::SiteDefinition* site =
      nullptr;  ///< Rules first, automatic for what they leave empty.
  const records::ListingItem* hint = nullptr;  ///< What a listing or feed said of this page.
  std::string content_language;                ///< HTTP header.
  std::string zone;                            ///< IANA; a site's timezone wins over it.
  std::optional<SysTime> now;
  const SiteKnowledge* known = nullptr;     ///< What other pages of the site tell; may be null.
  PageObservation* observed = nullptr;      ///< Filled with what this page tells; may be null.
  std::optional<dates::Timestamp> changed;  ///< When a sitemap says that it last was.
  const RuleTrust* trust = nullptr;         ///< How far the site's rules are believed.
  std::vector<RuleFinding>* findings = nullptr;  ///< What is found of them; may be null.
  /// Computing time for all that is done with the parsed page; one that takes more is given up.
  /// Real pages take some milliseconds.
  std::chrono::milliseconds max_time{5000};
};

/// A candidate that was weighed, for --explain.
struct Explanation {
  std::string field, source, locator, value, why;
  double score = 0;
  bool won = false;
};

/// Never fails: a page that holds no article gets a kind and a reason. `explain` may be null.
[[nodiscard]] records::Article extract_article(const html::Document& page,
                                               const PageContext& context,
                                               std::vector<Explanation>* explain = nullptr);

/// By a source's rules; with no `item` and `link` rules, or kind auto, the repeated blocks are
/// found automatically.
[[nodiscard]] Result<records::Listing> extract_listing(const html::Document& page,
                                                       const PageContext& context,
                                                       const site::Source* source);

/// Feeds and sitemaps that a page announces (<link rel=alternate>, visible feed links, HTTP's Link
/// headers, which say what link elements say), absolute, best first.
[[nodiscard]] std::vector<url::Url> discover_feeds(
    const html::Document& page, const url::Url& base,
    const std::vector<std::string_view>& link_headers = {});

/// Links of a front page, or of a page that is given as one, that may lead to its sections, absolute:
/// those of its menus first, in the page's order, at most 40. Only those beneath the folder of `url`
/// (of a front page: all of the site). What they lead to shows when they are read.
[[nodiscard]] std::vector<url::Url> discover_sections(const html::Document& page,
                                                      const url::Url& url);
/// Whether an address is that of a site's front page, or of a language's part of it ("/",
/// "/index.php", "/en/").
[[nodiscard]] bool is_front_page(const url::Url& url);

enum class BodyFormat { kText, kMarkdown, kHtml };
/// Title, date, authors and body as a document of their own.
[[nodiscard]] std::string render(const records::Article& article, BodyFormat format);

/// Goes up when the same page could give another article: tells what reextract has to redo.
inline constexpr int kExtractorVersion = 9;

}  // namespace tearsheet::extract
