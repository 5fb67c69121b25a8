#include "archive/importer.h"

#include <utility>

#include "warc/warc.h"

namespace tearsheet::archive {
namespace {

// "listing" of "listing: forty links and hardly any text".
std::string kind_of(const reading::Verdict& verdict) {
  if (verdict.state == store::VisitState::kDenied) return "noindex";
  const std::string& why = verdict.why_not;
  const std::size_t colon = why.find(':');
  return colon < 20 ? why.substr(0, colon) : why.substr(0, 40);
}

}  // namespace

Result<void> Importer::start() {
  if (store_ == nullptr) return {};
  batch_.emplace(*store_, clock_, Meanwhile::kNobodyStores);
  if (others_ == Others::kStore) return {};
  // A collection may be of any time: the window counts from no day.
  const crawl::StoryLimits limits;
  auto loaded = crawl::load_clusters(*store_, limits, SysTime{} + limits.window);
  if (!loaded) return fail(loaded.error());
  clusters_ = std::move(*loaded);
  return {};
}

Result<void> Importer::write(ReadPage read) {
  if (read.skipped != nullptr) {
    ++report_.skipped[read.skipped];
    return {};
  }
  const bool is_revisit = read.page.revisit != 0;
  const bool is_article = read.reading.verdict.is_article();
  if (!is_revisit && !is_article) ++report_.not_articles[kind_of(read.reading.verdict)];
  if (store_ == nullptr) {
    report_.revisits += is_revisit ? 1 : 0;
    report_.stored += is_article ? 1 : 0;
    return {};
  }
  auto item = item_of(std::move(read));
  if (!item) return fail(item.error());
  std::size_t bytes = 0;
  if (item->record.raw) bytes += item->record.raw->compressed.size();
  if (item->record.article) bytes += 2 * item->record.article->article.body.size();
  return batch_->add(std::move(*item), bytes) ? commit() : Result<void>();
}

Result<void> Importer::commit() {
  if (!batch_) return {};
  const auto stored = batch_->commit([this](std::vector<Item>& items) { return put_all(items); });
  if (!stored) return fail(stored.error());
  for (const Item& item : *stored) count(item);
  return {};
}

// What depends on the pages before is settled here, once.
Result<Importer::Item> Importer::item_of(ReadPage read) {
  Item item;
  item.page = std::move(read.page);
  if (item.page.revisit != 0) return item;
  const auto site = site_row(item.page);
  if (!site) return fail(site.error());
  item.found.key = item.page.key;
  item.found.site = *site;
  item.found.url =
      item.page.asked_url.empty() ? item.page.url.without_fragment() : item.page.asked_url;
  item.found.hint = std::move(item.page.hint);
  store::PageRecord& record = item.record;
  record.site = *site;
  record.key = item.found.key;
  record.visit.state = read.reading.verdict.state;
  record.visit.status = 200;
  record.visit.visited_at = item.page.fetched_at;
  record.visit.note = read.reading.verdict.why_not;
  // So that a crawl that goes on from here can ask whether the page changed.
  record.visit.etag = warc::find_field(item.page.headers, "etag");
  record.visit.last_modified = warc::find_field(item.page.headers, "last-modified");
  reading::hand_over(read.reading, record);
  item.fingerprint = std::move(read.reading.fingerprint);
  if (record.article)
    reading::settle_summary(*site, item.found.hint, summaries_, record.article->article);
  return item;
}

Result<void> Importer::put_all(std::vector<Item>& items) {
  std::vector<store::UrlHash> keys;
  for (const Item& item : items) keys.push_back(item.page.key);
  const auto known = store_->article_urls(keys);
  if (!known) return fail(known.error());
  Urls urls;
  for (const store::ArticleUrl& url : *known) urls.emplace(url.key, url);
  for (Item& item : items) {
    auto done = item.page.revisit != 0 ? put_revisit(item) : put(item, urls);
    if (!done) return done;
  }
  return {};
}

// That a page which is here came again.
Result<void> Importer::put_revisit(Item& item) {
  const ArchivedPage& page = item.page;
  item.is_known = false;
  const auto article = store_->find_article(page.url.without_fragment(), page.key);
  if (!article) return fail(article.error());
  if (!*article) return {};
  const auto known = store_->put_revisit(**article, {page.fetched_at, page.revisit, page.address});
  if (!known) return fail(known.error());
  item.is_known = *known;
  return {};
}

Result<void> Importer::put(Item& item, Urls& urls) {
  store::PageRecord& record = item.record;
  const auto known = urls.find(item.found.key);
  // Whoever shares the database may have been there since the pages that are known were read.
  item.is_known = others_ == Others::kStore && known != urls.end() &&
                  known->second.visited >= item.page.fetched_at;
  if (item.is_known) return {};
  const auto stored = store_->article_at(item.found.key);
  if (!stored) return fail(stored.error());
  record.again = stored->has_value();
  if (known != urls.end()) {
    record.url_id = known->second.id;
  } else {
    const auto id = store_->add_url(item.found);
    if (!id) return fail(id.error());
    record.url_id = *id;
  }
  urls[item.found.key] = {item.found.key, record.url_id, item.page.fetched_at};
  auto put = store_->put(record);
  if (!put) return fail(put.error());
  item.put = std::move(*put);
  if (!record.article || others_ == Others::kStore) return {};
  const auto link =
      crawl::link_story(clusters_, record.article->article, item.fingerprint, item.put);
  return link ? store_->put_stories({*link}) : Result<void>();
}

void Importer::count(const Item& item) {
  if (item.page.revisit != 0) {
    ++(item.is_known ? report_.revisits : report_.skipped["revisit of a page that is not here"]);
  } else if (item.is_known) {
    ++report_.skipped["known already"];
  } else {
    count(item.put, tallies_[item.found.site], item.record.visit.state);
  }
}

std::vector<store::SiteTally> Importer::tallies() const {
  std::vector<store::SiteTally> all;
  for (const auto& [row, tally] : tallies_) all.push_back({row, tally, {}});
  return all;
}

Result<std::int64_t> Importer::site_row(const ArchivedPage& page) {
  const bool is_automatic = page.site == &automatic_;
  const std::string key = reading::site_key_of(page.site, page.url);
  const auto found = sites_.find(key);
  if (found != sites_.end()) return found->second;
  const std::string title = is_automatic || page.site->name.empty() ? key : page.site->name;
  auto row = store_->site_id({key, title, page.site->language, page.site->hash}, clock_.now());
  if (row) sites_[key] = *row;
  return row;
}

void Importer::count(const store::PutResult& put, store::Tally& tally, store::VisitState state) {
  using What = store::PutResult::What;
  switch (put.what) {
    case What::kInserted:
      ++report_.stored, ++tally.stored;
      if (put.duplicate_of != 0) ++report_.copies, ++tally.duplicates;
      break;
    case What::kUpdated:
    case What::kCorrected:
      ++report_.updated, ++tally.updated;
      break;
    case What::kUnchanged:
    case What::kKept:
      ++report_.unchanged, ++tally.unchanged;
      break;
    case What::kAlias:
      ++report_.aliases, ++tally.duplicates;
      break;
    case What::kNothing:
      ++(state == store::VisitState::kDenied ? tally.denied : tally.not_articles);
      break;
  }
}

store::Tally sum_of(const std::vector<store::SiteTally>& sites) {
  store::Tally all;
  for (const store::SiteTally& site : sites) {
    all.stored += site.tally.stored;
    all.updated += site.tally.updated;
    all.unchanged += site.tally.unchanged;
    all.duplicates += site.tally.duplicates;
    all.not_articles += site.tally.not_articles;
    all.denied += site.tally.denied;
  }
  return all;
}

}  // namespace tearsheet::archive
