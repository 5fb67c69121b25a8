#include "learn/model/site_models.h"

namespace tearsheet::learn {
namespace {

constexpr int kFirstPages = 60, kOneOf = 4, kYoungPages = 20;

}  // namespace

void SiteModels::load(std::int64_t site, std::string_view bytes) {
  Entry entry;
  entry.model = SiteModel::from_bytes(bytes);
  if (entry.model.pages() > 0)
    entry.knowledge = std::make_shared<const extract::SiteKnowledge>(entry.model.knowledge());
  const std::scoped_lock lock(mutex_);
  entries_.insert_or_assign(site, std::move(entry));
}

std::shared_ptr<const extract::SiteKnowledge> SiteModels::knowledge(std::int64_t site) const {
  const std::scoped_lock lock(mutex_);
  const auto found = entries_.find(site);
  return found == entries_.end() ? nullptr : found->second.knowledge;
}

bool SiteModels::wants(std::int64_t site) {
  const std::scoped_lock lock(mutex_);
  Entry& entry = entries_[site];
  return entry.model.pages() < kFirstPages || ++entry.asked % kOneOf == 0;
}

bool SiteModels::is_young(std::int64_t site) const {
  const std::scoped_lock lock(mutex_);
  const auto found = entries_.find(site);
  return found == entries_.end() || found->second.model.pages() < kYoungPages;
}

void SiteModels::add(std::int64_t site, const extract::PageObservation& page,
                     const Witness& witness) {
  const std::scoped_lock lock(mutex_);
  Entry& entry = entries_[site];
  entry.changed = true;
  if (entry.model.add(page, witness))
    entry.knowledge = std::make_shared<const extract::SiteKnowledge>(entry.model.knowledge());
}

std::vector<std::pair<std::int64_t, std::string>> SiteModels::changed() const {
  const std::scoped_lock lock(mutex_);
  std::vector<std::pair<std::int64_t, std::string>> all;
  for (const auto& [site, entry] : entries_) {
    if (entry.changed) all.emplace_back(site, entry.model.to_bytes());
  }
  return all;
}

}  // namespace tearsheet::learn
