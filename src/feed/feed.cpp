// The public functions: unpack, settle the encoding, look at the front, and give it to the right
// reader.
#include "feed/feed.h"

#include <algorithm>
#include <functional>
#include <unordered_set>

#include "base/ascii.h"
#include "feed/encoding.h"
#include "feed/json_feed.h"
#include "feed/source.h"
#include "feed/text_sitemap.h"
#include "feed/xml_document.h"

namespace tearsheet::feed {
namespace {

constexpr std::string_view kSpace = " \t\r\n\f\v";
constexpr std::string_view kMark = "\xEF\xBB\xBF";

// Behind byte order marks, white space and NULs.
std::string_view without_junk(std::string_view front) {
  while (!front.empty()) {
    if (front.starts_with(kMark)) {
      front.remove_prefix(kMark.size());
    } else if (front.front() == '\0' || kSpace.find(front.front()) != std::string_view::npos) {
      front.remove_prefix(1);
    } else {
      break;
    }
  }
  return front;
}

bool begins_ignoring_case(std::string_view text, std::string_view lower_case) {
  return text.size() >= lower_case.size() &&
         std::ranges::equal(text.substr(0, lower_case.size()), lower_case,
                            [](char a, char b) { return to_lower(a) == b; });
}

bool is_url_line(std::string_view front) {
  return begins_ignoring_case(front, "http://") || begins_ignoring_case(front, "https://");
}

// Lines of which one is a URL, and no markup.
bool is_url_list(std::string_view front) {
  if (front.find_first_of("<{") != std::string_view::npos) return is_url_line(front);
  while (!front.empty()) {
    if (is_url_line(without_junk(front))) return true;
    const auto end = front.find_first_of("\r\n");
    front = end == std::string_view::npos ? std::string_view{} : without_junk(front.substr(end));
  }
  return false;
}

bool is_sitemap_format(std::string_view format) {
  return format == "sitemap" || format == "sitemapindex";
}

// Each once.
std::vector<SitemapChild> newest_first(std::vector<SitemapChild> children,
                                       std::optional<SysTime> now) {
  constexpr std::chrono::hours kRecent{7 * 24};
  const SysTime unknown = now ? *now - kRecent : SysTime::max();
  std::ranges::stable_sort(children, std::greater(), [&](const SitemapChild& child) {
    return child.last_modified ? child.last_modified->to_sys() : unknown;
  });
  std::unordered_set<std::string> seen;
  std::erase_if(children,
                [&](const SitemapChild& child) { return !seen.insert(child.url).second; });
  return children;
}

struct Document {
  FeedHead head;
  bool is_text = false;
};

Result<Document> read_any(ByteSource& source, const FeedOptions& options, const EachEntry& each) {
  std::string magic;
  while (magic.size() < 3) {
    const auto piece = source.next();
    if (!piece) return fail(piece.error());
    if (piece->empty()) break;
    magic.append(piece->substr(0, 3));
  }
  const bool is_packed = is_gzip(magic);
  if (auto done = source.rewind(); !done) return fail(done.error());
  const auto unpacked = is_packed ? unpack_gzip(source) : nullptr;
  auto text = settle_encoding(unpacked ? *unpacked : source, options);
  if (!text) return fail(text.error());
  const auto front = without_junk(text->front);
  Document document;
  Result<FeedHead> head;
  if (front.starts_with('{')) {
    head = read_json_feed(*text->source, options, each);
  } else if (is_url_list(front)) {
    head = read_text_sitemap(*text->source, options, each);
    document.is_text = true;
  } else if (front.find('<') != std::string_view::npos || text->front.size() == kFrontBytes) {
    head = XmlDocument(*text->source, options, each).read();
  } else {
    return fail(ErrorCode::kInvalid, front.empty() ? "empty" : "neither a feed nor a sitemap");
  }
  if (!head) return fail(head.error());
  document.head = std::move(*head);
  return document;
}

}  // namespace

Result<FeedHead> read_document(ByteSource& source, const FeedOptions& options,
                               const EachEntry& each) {
  auto document = read_any(source, options, each);
  if (!document) return fail(document.error());
  return std::move(document->head);
}

Result<Feed> parse_feed(std::string_view bytes, const FeedOptions& options) {
  const auto source = source_of(bytes);
  Feed feed;
  bool is_sitemap = false;
  auto head = read_document(*source, options, [&](const FeedHead& so_far, FeedEntry&& entry) {
    is_sitemap = is_sitemap_format(so_far.format);
    if (!is_sitemap) feed.entries.push_back(std::move(entry));
    return !is_sitemap;
  });
  if (!head) return fail(head.error());
  if (is_sitemap_format(head->format)) return fail(ErrorCode::kInvalid, "a sitemap, not a feed");
  static_cast<FeedHead&>(feed) = std::move(*head);
  return feed;
}

Result<SitemapSummary> parse_sitemap(std::string_view bytes, const FeedOptions& options,
                                     const std::function<bool(SitemapUrl&&)>& each) {
  const auto source = source_of(bytes);
  SitemapSummary summary;
  auto document = read_any(*source, options, [&](const FeedHead& head, FeedEntry&& entry) {
    if (entry.link.empty()) return true;
    if (head.format == "sitemapindex") {
      summary.children.push_back({std::move(entry.link), entry.updated});
      return true;
    }
    ++summary.urls;
    const bool is_feed = !is_sitemap_format(head.format);
    SitemapUrl url;
    url.url = std::move(entry.link);
    url.last_modified = is_feed && !entry.updated ? entry.published : entry.updated;
    url.news_title = std::move(entry.title);
    url.news_language = std::move(entry.language);
    url.news_published = entry.published;
    return each(std::move(url));
  });
  if (!document) return fail(document.error());
  summary.truncated = document->head.truncated;
  summary.cut = document->head.cut;
  summary.format = document->is_text                              ? "text"
                   : document->head.format.starts_with("rss")     ? "rss"
                   : document->head.format.starts_with("sitemap") ? document->head.format
                                                                  : "atom";
  summary.children = newest_first(std::move(summary.children), options.now);
  return summary;
}

DocumentKind sniff(std::string_view bytes, std::string_view content_type) {
  if (is_gzip(bytes)) return DocumentKind::kSitemap;  // HTTP's own compression is gone by here
  const auto front = without_junk(bytes.substr(0, kFrontBytes));
  std::string lower = to_lower(front);
  std::erase(lower, '\0');  // UTF-16
  const auto has = [&lower](std::string_view part) {
    return lower.find(part) != std::string::npos;
  };
  if (front.starts_with('{'))
    return has("jsonfeed.org") ? DocumentKind::kFeed : DocumentKind::kOther;
  if (is_url_list(front)) return DocumentKind::kSitemap;
  // The first tag that says something.
  for (auto at = lower.find('<'); at != std::string::npos; at = lower.find('<', at + 1)) {
    std::string_view tag = std::string_view(lower).substr(at + 1, 64);
    if (tag.starts_with("!doctype html")) return DocumentKind::kHtml;
    tag = tag.substr(0, tag.find_first_of(" \t\r\n/>"));
    if (const auto colon = tag.find(':'); colon != std::string_view::npos)
      tag.remove_prefix(colon + 1);
    if (tag == "rss" || tag == "rdf" || tag == "feed" || tag == "channel")
      return DocumentKind::kFeed;
    if (tag == "urlset" || tag == "sitemapindex") return DocumentKind::kSitemap;
    if (tag == "html" || tag == "head" || tag == "body") return DocumentKind::kHtml;
  }
  if (content_type.starts_with("text/html") && has("<")) return DocumentKind::kHtml;
  return DocumentKind::kOther;
}

}  // namespace tearsheet::feed
