// The summary of an article, by what its source and its site's other pages say: what one page alone
// cannot tell.
#pragma once

#include <cstdint>
#include <mutex>
#include <string_view>
#include <unordered_map>

#include "records/records.h"
#include "store/store.h"

namespace tearsheet::reading {

/// Which descriptions a site gives to all its pages. Any thread. Bounded: at kMostDescriptions
/// those that are no site's yet are forgotten.
class SummaryMemory {
 public:
  static constexpr std::size_t kMostDescriptions = 50'000;
  /// So many stories that say the same of themselves say nothing of themselves.
  static constexpr int kRepeats = 5;

  /// A story is described so. Stories are told apart by title: one may have several addresses.
  void note(std::int64_t site, std::string_view title, std::string_view description);
  /// A page that lists stories is described so.
  void note_site(std::int64_t site, std::string_view description);
  [[nodiscard]] bool is_of_site(std::int64_t site, std::string_view description) const;

 private:
  struct Known {
    std::uint64_t title = 0;  // of the last story
    int stories = 0;
  };
  Known& known(std::int64_t site, std::string_view description);

  mutable std::mutex mutex_;  // guards known_
  std::unordered_map<std::uint64_t, Known> known_;
};

/// What settle_summary() found of the site when it settled the stored summary, whose source is
/// `stored` ("listing teaser"): `article` is the same one, read again and not yet settled.
void recall_summary(std::int64_t site, std::string_view stored, SummaryMemory& memory,
                    const records::Article& article);

/// Puts the feed's own description first, where it is one; takes a description that the site gives
/// to all its pages away, for the listing's teaser or else the first paragraph. A summary that a
/// site file's rule found stays.
void settle_summary(std::int64_t site, const store::Hint& hint, SummaryMemory& memory,
                    records::Article& article);

}  // namespace tearsheet::reading
