// Plain values passed between the stages; no behaviour, no library types. Text is UTF-8, NFC,
// without control characters.
//
// What extract/ makes of a page, reading/ completes, store/ keeps and output/ writes. A new field
// of an article begins here (docs/architecture.md names the files that follow).
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "dates/dates.h"
#include "url/url.h"

namespace tearsheet::records {

/// Where a field came from: every field of a record can say it.
struct FieldSource {
  std::string field;   ///< "title", "date", "body" ...
  std::string source;  ///< "rule", "json-ld", "opengraph", "meta", "microdata", "time", "headline",
                       ///< "feed", "listing", "url", "model", "auto" ...
  std::string locator;  ///< CSS-like place in the page, JSON path, rule number: for people.
  std::string raw;      ///< As found, at most 200 characters.
  double confidence = 1.0;
};

enum class PageKind : std::uint8_t {
  kArticle,
  kListing,
  kLiveblog,
  kGallery,
  kPaywalled,
  kLoginWall,
  kConsentWall,
  kErrorPage,
  kScriptShell,
  kEmpty,
  kPage,
  kForum,
  kProduct,
  kOther,
};
/// "article", "listing", "liveblog", "gallery", "paywalled", "login-wall", "consent-wall",
/// "error-page", "script-shell", "empty", "page", "forum", "product", "other".
[[nodiscard]] const char* to_string(PageKind kind);

/// What a block stands in: a quotation, an item of a list, or a footnote.
struct Enclosure {
  enum class Kind : std::uint8_t { kQuote, kBullet, kNumbered, kFootnote };
  enum class Task : std::uint8_t { kNone, kOpen, kDone };
  Kind kind = Kind::kQuote;
  Task task = Task::kNone;   ///< Of an item with a check box.
  std::uint32_t list = 0;    ///< Which list, for items.
  std::uint32_t number = 0;  ///< Of a numbered item or a footnote.
  std::uint32_t id = 0;      ///< Neighbours in the same quotation, item or footnote have the same.
  friend bool operator==(const Enclosure&, const Enclosure&) = default;
};

/// A cell of a table's row.
struct Cell {
  std::string text;
  std::string html;      ///< As Block::html.
  bool is_head = false;  ///< A heading of its column or row.
};

struct Block {
  enum class Kind : std::uint8_t {
    kParagraph,
    kHeading,
    kQuote,
    kListItem,
    kCaption,
    kTableRow,
    kPreformatted,
    kImage,
    kFormula
  };
  Kind kind = Kind::kParagraph;
  std::uint8_t level = 0;  ///< Heading 1-6; list depth from 1.
  bool ordered = false;    ///< List items.
  std::string text;        ///< Plain text; an image's alternative text; a formula's TeX.
  std::string html;  ///< Sanitised inline HTML of the same (links, emphasis); empty: same as text.
  std::string url;   ///< kImage: absolute address.
  std::vector<Enclosure> within{};  ///< Outermost first.
  std::vector<Cell> cells{};        ///< kTableRow.
  std::string language{};           ///< kPreformatted: of the code, as the page names it; or empty.
  std::uint32_t table = 0;          ///< kTableRow: which; neighbours in one table have the same.
  bool is_beside = false;           ///< Shown with the body, but none of its plain text.
};

struct Article {
  std::string url;            ///< As fetched (after redirects), without fragment.
  std::string canonical_url;  ///< rel=canonical and the like where plausible, else url.
  std::string title;
  std::string summary;
  std::string body;           ///< Plain text, a blank line between paragraphs.
  std::vector<Block> blocks;  ///< The same body with its structure, for Markdown and HTML.
  std::string markdown;       ///< The same as CommonMark, without the title.
  std::optional<dates::Timestamp> published, updated;
  std::vector<std::string> authors;
  std::string language;  ///< BCP 47.
  std::string site_name;
  std::string image;          ///< Absolute URL.
  std::string image_caption;  ///< What the page says under that image, or of it.
  std::string section;
  std::vector<std::string> tags;
  PageKind kind = PageKind::kArticle;
  std::string kind_reason;  ///< In words, one line.
  double confidence = 0;    ///< Of the body, calibrated, 0 to 1.
  std::vector<FieldSource> sources;
  std::vector<std::string>
      next_pages;                  ///< Further pages of this article, absolute, not yet joined.
  std::string single_page;         ///< The address that has all pages in one; empty: none.
  std::vector<std::string> parts;  ///< The pages that were joined, in order; empty: one page.
  std::string incomplete;          ///< Why the body is not the whole text; empty: it is.
  /// Where rules found fields and the page was among those compared: a JSON object of the fields,
  /// 0 to 1 by how far the automatic extraction says the same. Empty: not compared.
  std::string agreement;
  /// What its publisher allows: "y", "n", or nothing was said. Mining of which the rights are
  /// reserved is "n"; of licenses the addresses, with a space between them.
  std::string use_search, use_train, use_ai_input, tdm, license;
  bool noindex = false, noarchive = false,
       nofollow = false;  ///< Meta robots; the header is merged in by the crawl.
};

/// Whether a rule of the site file found the field, as "title".
[[nodiscard]] bool is_by_rule(const Article& article, std::string_view field);

struct ListingItem {
  url::Url url;
  std::string title;    ///< May be empty or cut; the article's own page decides.
  std::string summary;  ///< Teaser.
  std::optional<dates::Timestamp> published;
  std::vector<std::string> authors;
  std::string image;  ///< Absolute address, or empty.
};
struct Listing {
  std::vector<ListingItem> items;  ///< Document order, each URL once.
  std::optional<url::Url> next;    ///< Pagination.
};

}  // namespace tearsheet::records
