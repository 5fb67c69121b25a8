// The models of the sites of a run, shared by the threads that read pages.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "learn/model/site_model.h"

namespace tearsheet::learn {

/// Any thread. Sites are known by their rows.
class SiteModels {
 public:
  /// As it was stored.
  void load(std::int64_t site, std::string_view bytes);
  /// What is known of a site by now; stays as it is while somebody holds it. Null: nothing yet.
  [[nodiscard]] std::shared_ptr<const extract::SiteKnowledge> knowledge(std::int64_t site) const;
  /// Whether a page of the site is worth being noted: of the first ones every one, then one of four.
  [[nodiscard]] bool wants(std::int64_t site);
  /// As SiteModel::add().
  void add(std::int64_t site, const extract::PageObservation& page, const Witness& witness);
  /// Whether so little is known of a site by now that its pages are worth being read again later.
  [[nodiscard]] bool is_young(std::int64_t site) const;
  /// Those that learned something since they were loaded, as they are to be stored.
  [[nodiscard]] std::vector<std::pair<std::int64_t, std::string>> changed() const;

 private:
  struct Entry {
    SiteModel model;
    std::shared_ptr<const extract::SiteKnowledge> knowledge;
    int asked = 0;
    bool changed = false;
  };
  mutable std::mutex mutex_;  // guards entries_
  std::unordered_map<std::int64_t, Entry> entries_;
};

}  // namespace tearsheet::learn
