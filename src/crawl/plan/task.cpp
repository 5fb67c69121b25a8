#include "crawl/plan/task.h"

#include <algorithm>

#include "crawl/plan/shape.h"
#include "reading/reading.h"

namespace tearsheet::crawl {

SiteEntry::SiteEntry(const site::SiteDefinition& site, std::int64_t its_row)
    : definition(&site), row(its_row) {
  for (const site::Source& source : site.sources)
    source_keys.push_back(reading::hash_of(source.url, store::UrlKind::kListing, site.key_rules));
}

const site::Source* SiteEntry::source_of(store::UrlHash key) const {
  const auto found = std::find(source_keys.rbegin(), source_keys.rend(), key);
  return found == source_keys.rend()
             ? nullptr
             : &definition->sources[static_cast<std::size_t>(source_keys.rend() - found) - 1];
}

void Task::fold() {
  if (is_source() || at.href() != url.href()) return;
  url = {};
  at = {};
}

void Task::unfold() {
  if (!url.empty()) return;
  if (auto parsed = url::Url::parse(found.url)) url = std::move(*parsed);
  at = url;
}

namespace {

// An instant says more than the time of a clock whose place nobody names.
bool is_instant(const dates::Timestamp& time) {
  return time.precision >= dates::Precision::kMinute && time.offset_minutes.has_value();
}

bool says_more(const dates::Timestamp& other, const dates::Timestamp& one) {
  const bool is_of_a_clock =
      one.precision >= dates::Precision::kMinute && !one.offset_minutes.has_value();
  return dates::sharpens(other, one) || (is_of_a_clock && is_instant(other));
}

}  // namespace

void merge(const store::Hint& from, store::Hint& into) {
  if (into.title.empty()) into.title = from.title;
  if (into.summary.empty()) into.summary = from.summary;
  if (!into.published || (from.published && says_more(*from.published, *into.published)))
    into.published = from.published;
  if (!into.modified) into.modified = from.modified;
  if (into.authors.empty()) into.authors = from.authors;
}

unsigned fields_of(const store::Hint& hint) {
  const bool has_hour = hint.published && hint.published->precision >= dates::Precision::kMinute;
  const bool says[] = {!hint.title.empty(),
                       !hint.summary.empty(),
                       hint.published.has_value(),
                       has_hour,
                       hint.published && is_instant(*hint.published),
                       hint.modified.has_value(),
                       !hint.authors.empty()};
  unsigned fields = 0;
  for (const bool field : says) fields = fields << 1U | (field ? 1U : 0U);
  return fields;
}

int stop_when_known(const Task& task) {
  return task.source != nullptr ? task.source->stop_when_known : 0;
}

bool is_free(const Task& task, const site::SiteDefinition& site) {
  return site.by_address && !task.is_source() && !site.owns_host(task.url.host());
}

Task task_of(std::int64_t url_id, std::size_t site, const SiteEntry& entry, store::FoundUrl found,
             std::optional<store::Visit> before) {
  Task task;
  task.url_id = url_id;
  task.site = site;
  task.source = entry.source_of(found.source);
  if (auto url = url::Url::parse(found.url)) task.url = std::move(*url);
  task.at = task.url;
  task.found = std::move(found);
  if (before) task.before = std::make_shared<const store::Visit>(std::move(*before));
  if (!task.is_source()) task.shape = shape_of(task.url);
  return task;
}

Task again_task(store::KnownArticle known, std::size_t site, const SiteEntry& entry) {
  Task task = task_of(known.url_id, site, entry, std::move(known.url), std::move(known.visit));
  task.passed = std::move(known.keys);
  return task;
}

}  // namespace tearsheet::crawl
