#include "archive/importer.h"

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
  // A collection may be of any time: the window counts from no day.
  const crawl::StoryLimits limits;
  auto loaded = crawl::load_clusters(*store_, limits, SysTime{} + limits.window);
  if (!loaded) return fail(loaded.error());
  clusters_ = std::move(*loaded);
  batch_.emplace(*store_, clock_);
  return {};
}

Result<void> Importer::write(ReadPage read) {
  if (read.skipped != nullptr) {
    ++report_.skipped[read.skipped];
    return {};
  }
  if (read.page.revisit != 0) return write_revisit(read.page);
  const bool is_article = read.reading.verdict.is_article();
  if (!is_article) ++report_.not_articles[kind_of(read.reading.verdict)];
  if (store_ == nullptr) {
    report_.stored += is_article ? 1 : 0;
    return {};
  }
  auto written = batch_->add([&] { return put(read); });
  if (!written) return fail(written.error());
  return {};
}

// That a page which is here came again.
Result<void> Importer::write_revisit(const ArchivedPage& page) {
  if (store_ == nullptr) {
    ++report_.revisits;
    return {};
  }
  const auto put = [&]() -> Result<void> {
    const auto article = store_->find_article(page.url.without_fragment(), page.key);
    if (!article) return fail(article.error());
    Result<bool> known = false;
    if (*article)
      known = store_->put_revisit(**article, {page.fetched_at, page.revisit, page.address});
    if (!known) return fail(known.error());
    ++(*known ? report_.revisits : report_.skipped["revisit of a page that is not here"]);
    return {};
  };
  auto written = batch_->add(put);
  if (!written) return fail(written.error());
  return {};
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

Result<void> Importer::put(ReadPage& read) {
  const auto site = site_row(read.page);
  if (!site) return fail(site.error());
  store::FoundUrl found;
  found.key = read.page.key;
  found.site = *site;
  found.url = read.page.asked_url.empty() ? read.page.url.without_fragment() : read.page.asked_url;
  found.hint = std::move(read.page.hint);
  store::PageRecord record;
  record.site = *site;
  record.key = found.key;
  const auto stored = store_->article_at(found.key);
  if (!stored) return fail(stored.error());
  record.again = stored->has_value();
  if (auto id = url_row(found); id) {
    record.url_id = *id;
  } else {
    return fail(id.error());
  }
  record.visit.state = read.reading.verdict.state;
  record.visit.status = 200;
  record.visit.visited_at = read.page.fetched_at;
  record.visit.note = read.reading.verdict.why_not;
  // So that a crawl that goes on from here can ask whether the page changed.
  record.visit.etag = warc::find_field(read.page.headers, "etag");
  record.visit.last_modified = warc::find_field(read.page.headers, "last-modified");
  reading::hand_over(read.reading, record);
  if (record.article) {
    reading::settle_summary(*site, found.hint, summaries_, record.article->article);
  }
  auto put = store_->put(record);
  if (!put) return fail(put.error());
  if (record.article) {
    const auto link =
        crawl::link_story(clusters_, record.article->article, read.reading.fingerprint, *put);
    if (link) {
      if (auto done = store_->put_stories({*link}); !done) return done;
    }
  }
  count(*put, tallies_[*site], record.visit.state);
  return {};
}

Result<std::int64_t> Importer::url_row(const store::FoundUrl& found) {
  if (const auto id = known_.row(found.key)) return *id;
  const auto made = made_.find(found.key);
  if (made != made_.end()) return made->second;
  auto id = store_->add_url(found);
  if (id) made_[found.key] = *id;
  return id;
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
