#include "crawl/parse_stage.h"

#include <algorithm>

#include "base/escape.h"
#include "crawl/address.h"
#include "extract/extract.h"
#include "feed/feed.h"
#include "html/html.h"
#include "text/text.h"

namespace tearsheet::crawl {
namespace {

using store::FoundUrl;
using store::UrlKind;
using store::VisitState;

constexpr std::size_t kMaxFeedsOfPage =
    3;  // the site's own; further ones are sections and comments
constexpr std::size_t kMaxChildSitemaps = 200;  // of one index, newest first as far as it says
constexpr int kMaxSitemapDepth =
    3;  // an index of indexes of sitemaps; the protocol knows only one level

// Everything that an article's row may be made of again; cookies are nobody's business.
std::string to_json(const fetch::Headers& headers) {
  std::string out = "[";
  for (const auto& [name, value] : headers) {
    if (name == "set-cookie") continue;
    if (out.size() > 1) out += ',';
    out += "[" + to_json_string(name) + "," + to_json_string(value) + "]";
  }
  return out += ']';
}

robots::PageDirectives directives_of(const fetch::FetchResult& result, std::string_view agent) {
  robots::PageDirectives all;
  for (const auto& [name, value] : result.headers) {
    if (name == "x-robots-tag") all.merge(robots::parse_x_robots_tag(value, agent));
  }
  return all;
}

robots::PageDirectives directives_of(const html::Document& document, std::string_view agent) {
  robots::PageDirectives all;
  const html::Node head = document.head();
  if (!head) return all;
  for (html::Node node = head.first_child(); node; node = node.next_sibling()) {
    if (!node.is_element() || node.tag() != html::Tag::kMeta) continue;
    const std::string name = text::fold(node.attribute("name").value_or(""));
    if (name == "robots" || name == agent)
      all.merge(robots::parse_meta_robots(node.attribute("content").value_or("")));
  }
  return all;
}

const char* origin_of(UrlKind kind) {
  switch (kind) {
    case UrlKind::kFeed:
      return "feed";
    case UrlKind::kSitemap:
      return "sitemap";
    case UrlKind::kHome:
      return "home";
    default:
      return "listing";
  }
}

// A page that a source announced, that has a date of its own and some text, is no listing however
// many headlines stand around it. 300: a short paragraph, or a long one in Chinese.
constexpr std::size_t kAnnouncedBytes = 300;

bool is_article(const records::Article& article, bool announced) {
  using enum records::PageKind;
  switch (article.kind) {
    case kArticle:
    case kLiveblog:
    case kGallery:
    case kPaywalled:
      return true;
    case kListing:
    case kOther:
      if (announced && article.published && article.body.size() >= kAnnouncedBytes) return true;
      // Guesses from how a page looks; a site file that says where the text stands knows better.
      return std::any_of(article.sources.begin(), article.sources.end(), [](const auto& source) {
        return source.field == "body" && source.source == "rule";
      });
    default:
      return false;
  }
}

}  // namespace

// A page while it is read.
struct ParseStage::Page {
  fetch::FetchResult result;
  const SiteEntry& site;
  robots::PageDirectives directives;
  SysTime now;
  PageOutcome out;

  [[nodiscard]] const site::SiteDefinition& definition() const { return *site.definition; }
  store::Visit& visit() { return out.record.visit; }
  void reject(VisitState state, std::string why) {
    visit().state = state;
    visit().note = std::move(why);
  }
  FoundUrl found(const url::Url& url, UrlKind kind, int depth) const {
    FoundUrl found;
    found.key = hash_of(url, kind, definition().key_rules);
    found.site = site.row;
    found.kind = kind;
    found.source = out.task.found.source;
    found.depth = depth;
    found.url = url.without_fragment();
    return found;
  }
  void add_article(const url::Url& url, store::Hint hint) {
    if (!is_wanted(url, result.url, definition())) return;
    FoundUrl article = found(url, UrlKind::kArticle, 0);
    article.hint = std::move(hint);
    article.hint.origin = origin_of(out.task.found.kind);
    out.found.push_back(std::move(article));
  }
  void add_source(const url::Url& url, UrlKind kind, int depth) {
    if (is_sane(url) && definition().owns_host(url.host()))
      out.sources.push_back(found(url, kind, depth));
  }
};

PageOutcome ParseStage::parse(FetchedPage fetched) {
  const SiteEntry& site = sites_[fetched.task.site];
  Page page{std::move(fetched.result), site, {}, clock_.now(), {}};
  page.out.task = std::move(fetched.task);
  for (const std::string& sitemap : fetched.sitemaps) {
    if (page.out.sources.size() >= kMaxChildSitemaps) break;
    if (const auto url = url::Url::parse(sitemap, &page.result.url))
      page.add_source(*url, UrlKind::kSitemap, 1);
  }
  page.out.held_bytes = page.result.body.size();
  page.out.record.url_id = page.out.task.url_id;
  page.out.record.site = site.row;
  page.directives = directives_of(page.result, agent_);
  store::Visit& visit = page.visit();
  visit.status = page.result.status;
  visit.visited_at = page.now;
  const fetch::Validators validators = page.result.validators();
  visit.etag = validators.etag;
  visit.last_modified = validators.last_modified;
  if (page.out.task.is_source()) {
    read_source(page);
  } else {
    read_article(page);
  }
  return std::move(page.out);
}

// What a source really is shows in its bytes: a site file may call a sitemap a listing, and a feed
// that broke down may answer with a page.
void ParseStage::read_source(Page& page) {
  switch (feed::sniff(page.result.body, page.result.header("content-type"))) {
    case feed::DocumentKind::kFeed:
      return read_feed(page);
    case feed::DocumentKind::kSitemap:
      return read_sitemap(page);
    case feed::DocumentKind::kHtml:
      break;
    case feed::DocumentKind::kOther:
      // Text sitemaps and feeds beyond recognition are taken for what they were announced as.
      if (page.out.task.found.kind == UrlKind::kFeed) return read_feed(page);
      if (page.out.task.found.kind == UrlKind::kSitemap) return read_sitemap(page);
      break;
  }
  if (page.out.task.found.kind == UrlKind::kFeed || page.out.task.found.kind == UrlKind::kSitemap) {
    return page.reject(VisitState::kRetry, "a page came instead of a feed or sitemap");
  }
  read_listing(page);
}

void ParseStage::read_listing(Page& page) {
  const Task& task = page.out.task;
  text::Decoded decoded =
      text::decode(page.result.body, {page.result.header("content-type"),
                                      page.definition().language, page.result.url.host(), true});
  const auto document = html::Document::parse(std::move(decoded.utf8));
  if (!document) return page.reject(VisitState::kRetry, document.error().message);
  page.directives.merge(directives_of(*document, agent_));
  extract::PageContext context;
  context.url = page.result.url;
  context.site = &page.definition();
  context.now = page.now;
  auto listing = extract::extract_listing(*document, context, task.source);
  if (!listing) return page.reject(VisitState::kRetry, listing.error().message);
  if (page.directives.nofollow) return;
  for (records::ListingItem& item : listing->items) {
    page.add_article(item.url, {"", std::move(item.title), std::move(item.summary), item.published,
                                std::nullopt, std::move(item.authors)});
  }
  const int max_depth = task.source != nullptr ? task.source->max_depth : 0;
  if (listing->next && task.found.depth < max_depth && is_sane(*listing->next) &&
      page.definition().owns_host(listing->next->host())) {
    page.out.next = page.found(*listing->next, UrlKind::kListing, task.found.depth + 1);
  }
  if (task.found.kind == UrlKind::kHome) {
    std::size_t feeds = 0;
    for (const url::Url& url : extract::discover_feeds(*document, page.result.url)) {
      if (++feeds > kMaxFeedsOfPage) break;
      page.add_source(url, UrlKind::kFeed, 1);
    }
  }
}

void ParseStage::read_feed(Page& page) {
  feed::FeedOptions options;
  options.url = page.result.url.href();
  options.content_type = page.result.header("content-type");
  options.zone = page.definition().timezone;
  options.language = page.definition().language;
  options.now = page.now;
  auto feed = feed::parse_feed(page.result.body, options);
  if (!feed) return page.reject(VisitState::kRetry, feed.error().message);
  for (feed::FeedEntry& entry : feed->entries) {
    const auto url = url::Url::parse(entry.link, &page.result.url);
    if (!url) continue;
    page.add_article(*url, {"", std::move(entry.title), std::move(entry.summary), entry.published,
                            entry.updated, std::move(entry.authors)});
  }
  // A publisher who names a rhythm is not asked more often; beyond a day it is taken for a mistake.
  if (feed->ttl) {
    page.visit().due_at =
        page.now + std::min<std::chrono::milliseconds>(*feed->ttl, std::chrono::hours(24));
  }
}

void ParseStage::read_sitemap(Page& page) {
  feed::FeedOptions options;
  options.url = page.result.url.href();
  options.content_type = page.result.header("content-type");
  options.zone = page.definition().timezone;
  options.now = page.now;
  std::vector<std::pair<SysTime, FoundUrl>> urls;
  const auto summary =
      feed::parse_sitemap(page.result.body, options, [&](feed::SitemapUrl&& entry) {
        const auto url = url::Url::parse(entry.url, &page.result.url);
        if (!url || !is_wanted(*url, page.result.url, page.definition())) return true;
        FoundUrl found = page.found(*url, UrlKind::kArticle, 0);
        found.hint = {
            "sitemap", std::move(entry.news_title), "", entry.news_published, entry.last_modified,
            {}};
        const auto moment = entry.news_published ? entry.news_published : entry.last_modified;
        urls.emplace_back(moment ? moment->to_sys() : SysTime{}, std::move(found));
        return true;
      });
  if (!summary) return page.reject(VisitState::kRetry, summary.error().message);
  // Newest first: a page budget is then spent on news, not on the archive.
  std::stable_sort(urls.begin(), urls.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  for (auto& [moment, found] : urls) page.out.found.push_back(std::move(found));
  const int depth = page.out.task.found.depth + 1;
  if (depth > kMaxSitemapDepth) return;
  for (const std::string& child : summary->children) {
    if (page.out.sources.size() >= kMaxChildSitemaps) break;
    if (const auto url = url::Url::parse(child, &page.result.url))
      page.add_source(*url, UrlKind::kSitemap, depth);
  }
}

void ParseStage::read_article(Page& page) {
  const Task& task = page.out.task;
  // A redirect to the front page or out of the site is how many servers say "gone".
  if (task.hops > 0 && !is_wanted(page.result.url, task.url, page.definition())) {
    return page.reject(VisitState::kNotArticle, "redirects to " + page.result.url.href() +
                                                    ", which is no article's address");
  }
  text::Decoded decoded =
      text::decode(page.result.body, {page.result.header("content-type"),
                                      page.definition().language, page.result.url.host(), true});
  const auto document = html::Document::parse(std::move(decoded.utf8));
  if (!document) return page.reject(VisitState::kNotArticle, document.error().message);
  records::ListingItem hint;
  hint.url = task.url;
  hint.title = task.found.hint.title;
  hint.summary = task.found.hint.summary;
  hint.published = task.found.hint.published;
  hint.authors = task.found.hint.authors;
  extract::PageContext context;
  context.url = page.result.url;
  context.site = &page.definition();
  context.hint = task.found.hint.empty() ? nullptr : &hint;
  context.content_language = page.result.header("content-language");
  context.zone = page.definition().timezone;
  context.now = page.now;
  records::Article article = extract::extract_article(*document, context);
  page.directives.merge({article.noindex, article.nofollow, article.noarchive});
  article.noarchive = page.directives.noarchive;
  article.nofollow = page.directives.nofollow;
  if (page.directives.noindex)
    return page.reject(VisitState::kDenied, "the page asks not to be indexed (noindex)");
  if (!page.directives.noarchive) keep_raw(page);
  if (!is_article(article, !task.found.hint.empty())) {
    return page.reject(VisitState::kNotArticle,
                       std::string(records::to_string(article.kind)) + ": " + article.kind_reason);
  }
  if (article.title.empty() || article.body.empty()) {
    return page.reject(VisitState::kNotArticle, article.title.empty() ? "no title" : "no text");
  }
  if (article.kind == records::PageKind::kListing || article.kind == records::PageKind::kOther) {
    article.kind = records::PageKind::kArticle;
  }
  store::ArticleRecord& record = page.out.record.article.emplace();
  record.keys = {task.found.key};
  const auto add_key = [&](const url::Url& url) {
    const store::UrlHash key = hash_of(url, UrlKind::kArticle, page.definition().key_rules);
    if (std::find(record.keys.begin(), record.keys.end(), key) == record.keys.end())
      record.keys.push_back(key);
  };
  if (task.hops > 0) add_key(page.result.url);
  if (const auto canonical = url::Url::parse(article.canonical_url)) add_key(*canonical);
  page.out.print = dedup::fingerprint(
      {.title = article.title, .text = article.body, .host = page.result.url.host()});
  record.exact = page.out.print.exact;
  record.fingerprint = page.out.print.bytes;
  record.hint = task.said;
  record.extractor = extract::kExtractorVersion;
  record.rules = page.definition().hash;
  record.article = std::move(article);
}

void ParseStage::keep_raw(Page& page) {
  store::RawPage& raw = page.out.record.raw.emplace();
  raw.url = page.result.url.href();
  raw.fetched_at = page.now;
  raw.status = page.result.status;
  raw.headers = to_json(page.result.headers);
  raw.size = page.result.body.size();
  raw.compressed = compressor_.compress(page.result.body);
}

}  // namespace tearsheet::crawl
