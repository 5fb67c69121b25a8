// Site files: reading and checking selectors/*.toml (docs/site-files.md). Everything compiles once,
// at load.
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "dates/dates.h"
#include "select/select.h"
#include "url/url.h"

namespace tearsheet::site {

/// In `domains`: rules for pages of every host that no other file is for.
inline constexpr std::string_view kEveryHost = "*";

/// A compiled RE2 pattern; const, any thread.
class Pattern {
 public:
  static Result<Pattern> compile(std::string_view expression);
  [[nodiscard]] bool found_in(std::string_view text) const;
  /// The first group (or the whole match where there is none) of the first match.
  [[nodiscard]] std::optional<std::string> capture(std::string_view text) const;
  [[nodiscard]] const std::string& source() const { return source_; }

 private:
  struct Compiled;
  std::string source_;
  std::shared_ptr<const Compiled> compiled_;  // shared: const, and definitions are copied
};

/// One way to find a value. `automatic` is `{ auto = true }`: the generic extractor. `nothing`,
/// always alone, is `[]`: the field has no value, and none is looked for.
struct Rule {
  std::optional<select::Query> query;
  bool automatic = false;
  bool nothing = false;
  std::string attribute;  ///< Read this attribute instead of the text; may be empty.
  std::optional<Pattern> regex;
  std::vector<std::string> formats;   ///< Dates: strptime-like, or "iso".
  std::optional<select::Query> when;  ///< Only on pages where this finds something.
  int line = 0;                       ///< In the site file, for messages and provenance.
};
using Rules = std::vector<Rule>;  ///< Ordered alternatives: the first that yields something wins.

struct StripFrom {
  Pattern text;
  std::optional<select::Query> element;  ///< Only elements that match; empty: any block element.
};

struct ArticleRules {
  Rules canonical, title, date, updated, summary, author, image, image_caption, body, section, tags,
      language, next_page, single_page;
  std::optional<select::Query> paragraphs;
  std::vector<select::Query> strip;
  std::vector<StripFrom> strip_from;
  std::vector<Pattern> strip_text;
  std::size_t min_chars = 80;
  std::optional<dates::Timestamp> valid_until;
  /// Fields ("title", "body", "next_page") that are empty where their rules find nothing.
  std::vector<std::string> only_rules;

  /// Whether the automatic extractor may look for `field`, which rules (if any) did not find.
  [[nodiscard]] bool may_guess(std::string_view field) const;
};

/// What is changed of a page before its text is looked for. Rules for the other fields see the page
/// as it came.
struct PageEdits {
  struct Replacement {
    std::string find, with;
  };
  struct Wrap {
    select::Query query;
    std::string element;
  };
  std::vector<Replacement> replace;            ///< In the HTML as text, in order, before all else.
  std::vector<select::Query> strip;            ///< Elements, attributes and texts that go.
  std::vector<std::string> strip_id_or_class;  ///< Part of an id or class attribute.
  std::vector<std::string> strip_image;        ///< Part of an image's address.
  std::vector<select::Query> dissolve;         ///< Elements that go, but for what is in them.
  std::vector<Wrap> wrap;
  std::vector<std::string> lazy_images;  ///< Attributes that hold an image's real address.
  bool linked_data = true;               ///< JSON-LD is read.

  /// What is done to the tree of a page.
  [[nodiscard]] bool edits_tree() const;
  /// The HTML with the replacements made. One that would make too much of it is left out.
  [[nodiscard]] std::string replaced(std::string html) const;
};

enum class SourceKind { kListing, kFeed, kSitemap, kNewsSitemap, kAuto };
struct Source {
  SourceKind kind = SourceKind::kListing;
  url::Url url;
  std::optional<select::Query>
      item;  ///< Repeated block; the rules below are relative to it. Empty: links anywhere.
  Rules link, title, date, summary, next;
  int max_depth = 10;        ///< Pages of pagination.
  int stop_when_known = 20;  ///< Consecutive known items end the pagination.
  std::optional<std::chrono::milliseconds>
      interval;  ///< Between two visits, whatever else is said of it; empty: by its own rhythm.
};

struct Politeness {
  std::optional<std::chrono::milliseconds> delay;
  std::optional<int> max_pages;
  std::optional<std::chrono::milliseconds> timeout;
  std::optional<int> retries;
  std::string
      authorization_file;  ///< First line is sent as Authorization, to this site's origins alone.
  std::string authorization_command;
};

struct SiteTest {
  std::filesystem::path file;  ///< Absolute; empty: the page is to be fetched.
  url::Url url;
  int line = 0;
  std::optional<std::string> title, date, summary, language, body_starts, body_ends, first_link;
  std::vector<std::string> authors, body_contains, body_excludes;
  std::optional<int> paragraphs, items_min, items, source;
};

struct SiteDefinition {
  std::filesystem::path file;
  std::string id, name, language, timezone;
  std::vector<std::string> domains;
  bool enabled = true;
  bool by_address = false;  ///< Made of an address alone (site_of_addresses()): there is no file.
  bool rules_only = false;  ///< No sources: rules for pages that are come by otherwise.
  PageEdits edits;
  Politeness politeness;
  std::vector<Pattern> article_urls, excluded_urls;
  url::KeyRules key_rules;
  bool same_host = false;
  std::vector<Source> sources;
  std::vector<ArticleRules> articles;  ///< Newest layout first; may be empty: automatic.
  std::vector<SiteTest> tests;
  std::string
      hash;  ///< Of the file's bytes (xxh3-64 hex): which version of the rules made an article.
  std::string notice;  ///< What of the file is not obeyed, in words; empty: nothing.

  /// Rules for pages of every host that no other file is for: nobody's site.
  [[nodiscard]] bool is_everyones() const;
  [[nodiscard]] bool owns_host(std::string_view host) const;
  /// The same of a link on `from`, a page of the site: where nobody wrote down the domains, it may
  /// be on another host than the address that was given, and links on its own domain are its.
  [[nodiscard]] bool owns(const url::Url& url, const url::Url& from) const;
  /// Whether `url` counts as an article: a domain of ours, included, not excluded.
  [[nodiscard]] bool is_article(const url::Url& url) const;
};

/// What an address is known by as a site: its host without "www.", with a port that is not usual.
[[nodiscard]] std::string id_of_address(const url::Url& url);
/// A site of which nothing is known but addresses of it: front pages, sections, feeds. Not empty;
/// all of one id_of_address().
[[nodiscard]] SiteDefinition site_of_addresses(const std::vector<url::Url>& addresses);

/// Errors read "file:line:column: what, did you mean ...?".
Result<SiteDefinition> load_site(const std::filesystem::path& file);
Result<SiteDefinition> parse_site(std::string_view toml, const std::filesystem::path& file);

struct SiteSet {
  std::vector<SiteDefinition> sites;  ///< By id.
  std::vector<Error>
      errors;  ///< One per file that could not be used; the others are loaded all the same.
  std::vector<std::string>
      notices;  ///< Other people's files (*.txt) that are not used, and why. No errors of ours.
  [[nodiscard]] const SiteDefinition* find(std::string_view id) const;
  [[nodiscard]] const SiteDefinition* for_url(const url::Url& url) const;
};
/// A file of ftr-site-config as a site file: TOML, with comments for what cannot be carried over.
/// Rules of the folder's global.txt are among them. The errors are those of load_site().
Result<std::string> import_site(const std::filesystem::path& file);

/// Every *.toml directly in `folder`, and every *.txt, read as rules of ftr-site-config. Two files with one id are an error of the second.
Result<SiteSet> load_sites(const std::filesystem::path& folder);

}  // namespace tearsheet::site
