// Feeds and sitemaps as publishers really send them: RSS 0.90-2.0, RDF, Atom, JSON Feed; sitemaps
// of every kind.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "dates/dates.h"
#include "url/url.h"

namespace tearsheet::feed {

struct FeedOptions {
  std::string url;           ///< Where it came from; base of relative links. May be empty.
  std::string content_type;  ///< The HTTP header.
  std::string zone;          ///< IANA; for dates without an offset.
  std::string language;      ///< BCP 47; for month names and the guess of an encoding.
  std::optional<SysTime> now;
  std::size_t max_bytes = 50'000'000;  ///< Decoded, after decompression.
  std::size_t max_entries = 10'000;    ///< Further ones are dropped and `truncated` is set.
  unsigned max_depth = 256;
  std::size_t max_urls = 50'000;  ///< Of a sitemap.
};

struct Enclosure {
  std::string url, type;
  std::optional<std::int64_t> length;
};
struct FeedEntry {
  std::string id, link, title;  ///< title is plain text
  std::optional<dates::Timestamp> published, updated;
  std::string summary;       ///< Plain text.
  std::string content_html;  ///< Sanitised, links absolute.
  std::vector<std::string> authors, categories;
  std::vector<Enclosure> enclosures;
  std::string language;  ///< BCP 47, where the entry has its own.
};
/// What is said of a feed as a whole.
struct FeedHead {
  /// "rss0.90" "rss0.91" "rss0.92" "rss0.93" "rss0.94" "rss1.0" "rss2.0" "atom0.3" "atom1.0"
  /// "jsonfeed1.0" "jsonfeed1.1"; from read_document() also "sitemap" and "sitemapindex".
  std::string format;
  std::string title, link, language;
  bool truncated = false;
  bool cut = false;  ///< The text ends within an entry, which lacks what was being said.
  std::optional<std::chrono::minutes> ttl;  ///< RSS ttl or sy:updatePeriod / sy:updateFrequency.
  std::optional<SysTime> update_base;       ///< sy:updateBase, which the period is counted from.
  std::uint32_t skip_hours = 0;  ///< RSS skipHours, bits 0 to 23 (UTC); none where all are set.
  std::uint8_t skip_days = 0;    ///< RSS skipDays, bit 0: Sunday; none where all are set.
  std::string next;              ///< rel=next (RFC 5005), absolute.
};
struct Feed : FeedHead {
  std::vector<FeedEntry> entries;
};
/// Any bytes; kInvalid when it is no feed in any reading, kTooLarge from the limits.
Result<Feed> parse_feed(std::string_view bytes, const FeedOptions& options);

struct SitemapUrl {
  std::string url;
  std::optional<dates::Timestamp> last_modified;
  std::string news_title, news_language;  ///< Google News sitemaps.
  std::optional<dates::Timestamp> news_published;
};
/// A sitemap that an index names.
struct SitemapChild {
  std::string url;  ///< Absolute.
  std::optional<dates::Timestamp> last_modified;
};
struct SitemapSummary {
  std::string format;  ///< "sitemap", "sitemapindex", "text", "rss", "atom"
  /// Of an index: further sitemaps, each once, the last modified first. Those that do not say when
  /// that was stand behind those of the last week.
  std::vector<SitemapChild> children;
  std::size_t urls = 0;
  bool truncated = false;
  bool cut = false;  ///< The text ends within an entry.
};
/// Streams the URLs of a sitemap to `each` (return false to stop) in constant memory; `.gz` is
/// known by its magic bytes.
Result<SitemapSummary> parse_sitemap(std::string_view bytes, const FeedOptions& options,
                                     const std::function<bool(SitemapUrl&&)>& each);

/// Bytes in pieces, for what should not be held in memory whole. One thread at a time.
class ByteSource {
 public:
  virtual ~ByteSource() = default;
  /// The next piece, empty at the end; it lives until the next call.
  virtual Result<std::string_view> next() = 0;
  /// Starts over: the encoding is settled before the first element is read.
  virtual Result<void> rewind() = 0;
};
/// `bytes` must outlive it.
[[nodiscard]] std::unique_ptr<ByteSource> source_of(std::string_view bytes);
/// A file that can be rewound; kNotFound, kIo.
Result<std::unique_ptr<ByteSource>> open_source(const std::filesystem::path& path);

/// Streams a feed or a sitemap of any kind; a sitemap's URLs come as entries (`link`, `updated`, a
/// news sitemap's `title`, `published`, `categories`). `each` is called as entries end, with the
/// head as far as it is known by then (return false to stop); the head that comes back is complete.
/// UTF-8 is read in constant memory; other encodings are converted whole.
using EachEntry = std::function<bool(const FeedHead& head, FeedEntry&& entry)>;
Result<FeedHead> read_document(ByteSource& source, const FeedOptions& options,
                               const EachEntry& each);

/// Whether these bytes look like a feed, a sitemap or a page: for sources of unknown kind.
enum class DocumentKind { kFeed, kSitemap, kHtml, kOther };
[[nodiscard]] DocumentKind sniff(std::string_view bytes, std::string_view content_type);

}  // namespace tearsheet::feed
