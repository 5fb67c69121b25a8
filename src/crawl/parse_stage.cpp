#include "crawl/parse_stage.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>

#include "crawl/article_parts.h"
#include "crawl/plan/moving.h"
#include "extract/extract.h"
#include "feed/feed.h"
#include "html/html.h"
#include "reading/reading.h"
#include "text/text.h"

namespace tearsheet::crawl {
namespace {

using store::FoundUrl;
using store::UrlKind;
using store::VisitState;

constexpr std::size_t kMaxFeedsOfPage =
    3;  // the site's own; further ones are sections and comments
constexpr std::size_t kMaxSectionsOfPage = 30;
constexpr std::size_t kMaxChildSitemaps = 1000;  // of one index, newest first as far as it says
// Of those that robots.txt names so many are read before the articles, the others as an archive's.
constexpr std::size_t kFirstSitemaps = 3;
constexpr int kMaxFeedPages = 20;         // behind the first, over a gap
constexpr std::size_t kMaxExample = 500;  // bytes of an address that shows what is refused
constexpr int kMaxSitemapDepth =
    3;  // an index of indexes of sitemaps; the protocol knows only one level

const char* origin_of(const FoundUrl& source) {
  switch (source.kind) {
    case UrlKind::kFeed:
      return "feed";
    case UrlKind::kSitemap:
      return "sitemap";
    case UrlKind::kHome:
      return source.depth == 0 ? "home" : "listing";
    default:
      return "listing";
  }
}

// What a page says of itself in its head; of a home page or a section, that is the site.
std::vector<std::string> descriptions_of(const html::Document& document) {
  std::vector<std::string> found;
  const html::Node head = document.head();
  for (html::Node node = head.first_child(); node; node = node.next_sibling()) {
    if (!node.is_element() || node.tag() != html::Tag::kMeta) continue;
    const std::string_view name =
        node.attribute("name").value_or(node.attribute("property").value_or(""));
    if (name != "description" && name != "og:description" && name != "twitter:description")
      continue;
    found.push_back(text::clean_line(node.attribute("content").value_or("")));
  }
  return found;
}

}  // namespace

// A page while it is read.
struct ParseStage::Page {
  fetch::FetchResult result;
  const SiteEntry& site;
  SysTime now;
  reading::HostWord host;
  PageOutcome out;
  store::Announced named{};

  [[nodiscard]] const site::SiteDefinition& definition() const { return *site.definition; }
  store::Visit& visit() { return out.record.visit; }
  void reject(VisitState state, std::string why) {
    visit().state = state;
    visit().note = std::move(why);
  }
  FoundUrl found(const url::Url& url, UrlKind kind, int depth) const {
    FoundUrl found;
    found.key = reading::hash_of(url, kind, definition().key_rules);
    found.site = site.row;
    found.kind = kind;
    found.source = out.task.found.source;
    found.depth = depth;
    found.url = url.without_fragment();
    return found;
  }
  void refuse(std::string_view url) {
    if (++named.refused == 1) named.example = text::truncate(url, kMaxExample);
  }
  void add_article(const url::Url& url, store::Hint hint, std::string_view guid = {}) {
    ++named.named;
    // A feed that somebody asked for may be of stories that stand elsewhere.
    const bool is_asked_for = definition().by_address && out.is_feed && out.task.found.depth == 0;
    const bool is_wanted = is_asked_for ? reading::is_sane(url) && url.path_and_query() != "/"
                                        : reading::is_wanted(url, result.url, definition());
    if (!is_wanted) return refuse(url.href());
    FoundUrl article = found(url, UrlKind::kArticle, 0);
    article.entry = entry_of(guid, article.url, hint);
    article.hint = std::move(hint);
    article.hint.origin = out.is_feed ? "feed" : origin_of(out.task.found);
    out.found.push_back(std::move(article));
  }
  // A section that somebody asked for is not the whole site.
  [[nodiscard]] bool is_in_scope(const url::Url& url) const {
    if (!definition().by_address || extract::is_front_page(result.url)) return true;
    const std::string_view path = result.url.path();
    return url.host() == result.url.host() &&
           url.path().starts_with(path.substr(0, path.rfind('/') + 1));
  }
  void add_source(const url::Url& url, UrlKind kind, int depth,
                  std::optional<dates::Timestamp> modified = std::nullopt) {
    if (!reading::is_sane(url) || !definition().owns(url, result.url)) return;
    out.sources.push_back(found(url, kind, depth));
    out.sources.back().hint.modified = modified;
  }
};

PageOutcome ParseStage::parse(FetchedPage fetched) {
  const SiteEntry& site = sites_[fetched.task.site];
  Page page{std::move(fetched.result), site, clock_.now(), std::move(fetched.host), {}};
  page.out.task = std::move(fetched.task);
  for (const std::string& sitemap : fetched.sitemaps) {
    if (page.out.sources.size() >= kMaxChildSitemaps) break;
    if (const auto url = url::Url::parse(sitemap, &page.result.url))
      page.add_source(*url, UrlKind::kSitemap, page.out.sources.size() < kFirstSitemaps ? 1 : 2);
  }
  page.out.held_bytes = page.result.body.capacity();
  page.out.record.url_id = page.out.task.url_id;
  page.out.record.site = site.row;
  store::Visit& visit = page.visit();
  visit.status = page.result.status;
  visit.visited_at = page.now;
  const fetch::Validators validators = page.result.validators();
  visit.etag = validators.etag;
  visit.last_modified = validators.last_modified;
  if (page.out.task.is_source() && page.out.task.hops > 0)
    visit.answered_by = page.result.url.without_fragment();
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

// A listing whose rules find nothing that the site wants is read without them: what was redesigned
// is still a list.
Result<records::Listing> ParseStage::find_items(Page& page, const reading::Page& opened) {
  const site::Source* const source = page.out.task.source;
  const extract::PageContext context = reading::context_of(opened, page.now);
  auto listing = extract::extract_listing(opened.tree, context, source);
  const bool has_rules = source != nullptr && source->kind == site::SourceKind::kListing &&
                         (source->item || !source->link.empty());
  if (!has_rules) return listing;
  const auto wanted_of = [&](const Result<records::Listing>& found) {
    if (!found) return 0;
    return static_cast<int>(std::count_if(
        found->items.begin(), found->items.end(), [&](const records::ListingItem& item) {
          return reading::is_wanted(item.url, page.result.url, page.definition());
        }));
  };
  ItemCounts counts{.by_rules = wanted_of(listing)};
  if (counts.by_rules == 0) {
    auto automatic = extract::extract_listing(opened.tree, context, nullptr);
    counts.missed = wanted_of(automatic);
    page.out.is_stand_in = counts.missed > 0;
    if (page.out.is_stand_in) listing = std::move(automatic);
  }
  // Behind the last page of a list stands nothing, and that is none of the rules' fault.
  if (page.out.task.found.depth == 0) page.out.items = counts;
  return listing;
}

void ParseStage::read_listing(Page& page) {
  const Task& task = page.out.task;
  const auto opened = reading::open_page(page.result.body, page.result.headers, page.result.url,
                                         &page.definition());
  if (!opened) {
    // A menu may name anything.
    const bool is_named = task.found.kind != UrlKind::kHome || task.found.depth == 0;
    return page.reject(is_named ? VisitState::kRetry : VisitState::kNotArticle,
                       opened.error().message);
  }
  robots::PageDirectives directives = opened->directives;
  directives.merge(reading::directives_of(opened->tree));
  for (const std::string& description : descriptions_of(opened->tree))
    summaries_.note_site(page.site.row, description);
  auto listing = find_items(page, *opened);
  if (!listing) return page.reject(VisitState::kRetry, listing.error().message);
  const bool is_odd = page.out.items && page.out.items->missed > 0;
  // What new rules can be learned from, once.
  if (is_odd && !directives.noarchive &&
      !rules_.are_items_alarmed(task.site, task.source->url.href())) {
    page.out.record.raw =
        reading::to_raw_page({page.result.body, page.result.headers, page.result.url, page.now,
                              page.result.status, page.result.address},
                             &page.definition(), packer_);
  }
  if (directives.nofollow) return;
  for (records::ListingItem& item : listing->items) {
    page.add_article(item.url, {"", std::move(item.title), std::move(item.summary), item.published,
                                std::nullopt, std::move(item.authors)});
  }
  const int max_depth = task.source != nullptr ? task.source->max_depth : 0;
  if (task.found.depth == 0) page.out.record.announced = page.named;
  if (listing->next && task.found.depth < max_depth && reading::is_sane(*listing->next) &&
      page.definition().owns(*listing->next, page.result.url)) {
    page.out.next = page.found(*listing->next, UrlKind::kListing, task.found.depth + 1);
  }
  if (task.found.kind == UrlKind::kHome && task.found.depth == 0) {
    take_feeds(page, opened->tree);
    take_sections(page, opened->tree, listing->items);
  }
}

void ParseStage::take_feeds(Page& page, const html::Document& tree) {
  std::size_t feeds = 0;
  std::vector<std::string_view> link_headers;
  for (const auto& [name, value] : page.result.headers) {
    if (name == "link") link_headers.emplace_back(value);
  }
  for (const url::Url& url : extract::discover_feeds(tree, page.result.url, link_headers)) {
    if (!page.is_in_scope(url)) continue;
    if (++feeds > kMaxFeedsOfPage) break;
    page.add_source(url, UrlKind::kFeed, 1);
  }
}

// Sections show what they are when they are read: those that list nothing are asked ever more
// rarely.
void ParseStage::take_sections(Page& page, const html::Document& tree,
                               const std::vector<records::ListingItem>& items) {
  std::unordered_set<std::string> articles;
  for (const records::ListingItem& item : items) articles.insert(item.url.without_fragment());
  std::size_t sections = 0;
  for (const url::Url& url : extract::discover_sections(tree, page.result.url)) {
    if (articles.contains(url.without_fragment())) continue;
    if (++sections > kMaxSectionsOfPage) break;
    page.add_source(url, UrlKind::kHome, 1);
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
  page.out.is_feed = true;
  std::size_t without_page = 0;
  for (feed::FeedEntry& entry : feed->entries) {
    const auto url = url::Url::parse(entry.link);
    // An entry that leads nowhere, or back to the feed ("#"), names no page.
    const bool has_page = url && url->without_fragment() != page.result.url.without_fragment() &&
                          url->without_fragment() != page.out.task.url.without_fragment();
    if (!has_page) {
      ++without_page;
      continue;
    }
    page.add_article(*url,
                     {"", std::move(entry.title), std::move(entry.summary), entry.published,
                      entry.updated, std::move(entry.authors)},
                     entry.id);
  }
  if (without_page > 0) {
    page.out.remarks.push_back(fmt::format("{} of {} entries of {} name no page and are left out",
                                           without_page, feed->entries.size(),
                                           page.result.url.href()));
  }
  if (feed->cut) {
    page.out.remarks.push_back(page.result.url.href() +
                               " is cut off within an entry, of which the rest is missing");
  }
  // Its pages are those of a listing: visited once, and not sources of their own.
  if (const auto next = url::Url::parse(feed->next);
      next && page.out.task.found.depth < kMaxFeedPages && reading::is_sane(*next) &&
      page.definition().owns(*next, page.result.url))
    page.out.next = page.found(*next, UrlKind::kListing, page.out.task.found.depth + 1);
  page.out.record.announced = page.named;
  store::Rhythm& rhythm = page.visit().rhythm.emplace();
  const Task& task = page.out.task;
  if (task.before && task.before->rhythm) rhythm = *task.before->rhythm;
  rhythm.told = feed->ttl.value_or(std::chrono::minutes(0));
  rhythm.base = feed->update_base;
  rhythm.skip_hours = feed->skip_hours;
  rhythm.skip_days = feed->skip_days;
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
        ++page.named.named;
        if (!url || !reading::is_wanted(*url, page.result.url, page.definition())) {
          page.refuse(url ? url->href() : entry.url);
          return true;
        }
        FoundUrl found = page.found(*url, UrlKind::kArticle, 0);
        found.hint = {
            "sitemap", std::move(entry.news_title), "", entry.news_published, entry.last_modified,
            {}};
        const auto moment = entry.news_published ? entry.news_published : entry.last_modified;
        urls.emplace_back(moment ? moment->to_sys() : SysTime{}, std::move(found));
        return true;
      });
  if (!summary) return page.reject(VisitState::kRetry, summary.error().message);
  page.out.record.announced = page.named;
  // Newest first: a page budget is then spent on news, not on the archive.
  std::stable_sort(urls.begin(), urls.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  for (auto& [moment, found] : urls) page.out.found.push_back(std::move(found));
  const int depth = page.out.task.found.depth + 1;
  if (depth > kMaxSitemapDepth) return;
  for (const feed::SitemapChild& child : summary->children) {
    if (page.out.sources.size() >= kMaxChildSitemaps) break;
    if (const auto url = url::Url::parse(child.url, &page.result.url))
      page.add_source(*url, UrlKind::kSitemap, depth, child.last_modified);
  }
}

void ParseStage::read_article(Page& page) {
  const Task& task = page.out.task;
  // A redirect to the front page or out of the site is how many servers say "gone".
  if (task.hops > 0 && !task.parts && !is_free(task, page.definition()) &&
      !reading::is_wanted(page.result.url, task.url, page.definition())) {
    const VisitState state = task.is_again() ? VisitState::kGone : VisitState::kNotArticle;
    return page.reject(
        state, "redirects to " + page.result.url.href() + ", which is no article's address");
  }
  std::vector<store::UrlHash> keys{task.found.key};
  if (task.hops > 0)
    keys = reading::keys_of(task.found.key, page.result.url, page.definition().key_rules);
  if (task.parts) keys.clear();
  // A site file's rules know its pages better than their pages tell.
  const bool is_learned = page.definition().articles.empty();
  const auto known = is_learned ? models_.knowledge(page.site.row) : nullptr;
  const bool is_noted =
      is_learned && !task.is_again() && !task.parts && models_.wants(page.site.row);
  extract::PageObservation observed;
  PageRules rules(rules_, task.site);
  reading::Reading read = reading::read_arrival(
      {page.result.body, page.result.headers, page.result.url, page.now, page.result.status,
       page.result.address},
      &page.definition(),
      {task.found.hint, std::move(keys), known.get(), is_noted ? &observed : nullptr,
       rules_.has_rules(task.site) && !task.parts ? &rules : nullptr,
       task.parts ? nullptr : &page.host},
      &packer_);
  const std::size_t bytes = page.result.body.size();
  if (task.parts) return go_on(page.out, std::move(read), bytes);
  if (!read.verdict.is_article()) {
    page.reject(read.verdict.state, std::move(read.verdict.why_not));
    return reading::hand_over(read, page.out.record);
  }
  // The later pages of the site will tell what these are read by.
  page.out.record.due_again = is_learned && models_.is_young(page.site.row);
  if (is_noted)
    models_.add(page.site.row, observed, {task.found.hint.published, task.found.hint.modified});
  rules_.remember(task.site, read.record.article);
  page.out.findings = std::move(read.findings);
  reading::settle_summary(page.site.row, task.found.hint, summaries_, read.record.article);
  begin_parts(page.out, std::move(read), page.definition(), bytes);
}

}  // namespace tearsheet::crawl
