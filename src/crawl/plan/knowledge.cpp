#include "crawl/plan/knowledge.h"

#include <utility>

namespace tearsheet::crawl {
namespace {

template <class Map>
const typename Map::mapped_type* find_in(const Map& map, const typename Map::key_type& key) {
  const auto found = map.find(key);
  return found != map.end() ? &found->second : nullptr;
}

template <class Map>
const typename Map::mapped_type* find_in(const Map& first, const Map& then,
                                         const typename Map::key_type& key) {
  const auto* const found = find_in(first, key);
  return found != nullptr ? found : find_in(then, key);
}

template <class Map>
void set_ids(Map& map, const AddedIds& ids) {
  for (auto& [key, value] : map) {
    if (const std::int64_t* const id = find_in(ids, key); id != nullptr && value.url_id == 0)
      value.url_id = *id;
  }
}

template <class Map>
void overwrite(Map& into, Map& from) {
  for (auto& [key, value] : from) into.insert_or_assign(key, std::move(value));
}

}  // namespace

bool Knowledge::is_seen(store::UrlHash key) const {
  return batch_.seen.contains(key) || seen_.contains(key);
}

const KnownSource* Knowledge::source(store::UrlHash key) const {
  return find_in(batch_.sources, base_.sources, key);
}

void Knowledge::set_source(store::UrlHash key, KnownSource source) {
  batch_.sources[key] = std::move(source);
}

bool Knowledge::start_source(store::UrlHash key) {
  return !base_.started.contains(key) && batch_.started.insert(key).second;
}

std::optional<std::int64_t> Knowledge::unsettled(store::UrlHash key) const {
  const std::int64_t* const id = find_in(base_.unsettled, key);
  return id != nullptr ? std::optional(*id) : std::nullopt;
}

const NewUrl* Knowledge::new_url(store::UrlHash key) const {
  return find_in(batch_.new_urls, new_urls_, key);
}

const std::string* Knowledge::statements(store::UrlHash source) const {
  return find_in(batch_.statements, source);
}

void Knowledge::set_statements(store::UrlHash source, std::string statements) {
  batch_.statements[source] = std::move(statements);
}

const store::Entries* Knowledge::entries(store::UrlHash source) const {
  return find_in(batch_.entries, source);
}

void Knowledge::set_entries(store::UrlHash source, store::Entries entries) {
  batch_.entries[source] = std::move(entries);
}

bool Knowledge::ask_again(std::int64_t url_id) {
  return !base_.asked_again.contains(url_id) && batch_.asked_again.insert(url_id).second;
}

int Knowledge::count_listing_page(store::UrlHash source) {
  const int* const before = find_in(listing_pages_, source);
  return (before != nullptr ? *before : 0) + ++batch_.listing_pages[source];
}

bool Knowledge::take_place(std::size_t site) {
  std::ptrdiff_t& taken = batch_.places[site];
  if (static_cast<std::ptrdiff_t>(base_.quotas[site]) + taken <= 0) return false;
  --taken;
  return true;
}

Knowledge::Pattern Knowledge::pattern(std::uint64_t shape) const {
  Pattern all;
  for (const auto* const part : {find_in(patterns_, shape), find_in(batch_.patterns, shape)}) {
    if (part == nullptr) continue;
    all.articles += part->articles;
    all.others += part->others;
  }
  return all;
}

void Knowledge::count_pattern(std::uint64_t shape, bool is_article) {
  Pattern& counts = batch_.patterns[shape];
  ++(is_article ? counts.articles : counts.others);
}

std::unordered_set<store::UrlHash> Knowledge::keep(const AddedIds& ids) {
  std::unordered_set<store::UrlHash> taken;
  set_ids(batch_.sources, ids);
  set_ids(batch_.new_urls, ids);
  for (const store::UrlHash key : batch_.seen) {
    if (!seen_.insert(key)) taken.insert(key);
  }
  base_.started.merge(batch_.started);
  base_.asked_again.merge(batch_.asked_again);
  overwrite(base_.sources, batch_.sources);
  overwrite(new_urls_, batch_.new_urls);
  for (const auto& [source, pages] : batch_.listing_pages) listing_pages_[source] += pages;
  for (const auto& [shape, counts] : batch_.patterns) {
    Pattern& all = patterns_[shape];
    all.articles += counts.articles;
    all.others += counts.others;
  }
  for (const auto& [site, places] : batch_.places)
    base_.quotas[site] =
        static_cast<std::size_t>(static_cast<std::ptrdiff_t>(base_.quotas[site]) + places);
  batch_ = {};
  return taken;
}

void Knowledge::take_up(Start more) {
  overwrite(base_.sources, more.sources);
  for (const store::UrlHash key : more.started) base_.started.insert(key);
  base_.asked_again.merge(more.asked_again);
  overwrite(base_.unsettled, more.unsettled);
}

void Knowledge::forget(const std::vector<store::FoundUrl>& added) {
  for (const store::FoundUrl& url : added) {
    batch_.seen.erase(url.key);
    batch_.started.erase(url.key);
    batch_.sources.erase(url.key);
    batch_.new_urls.erase(url.key);
  }
}

}  // namespace tearsheet::crawl
