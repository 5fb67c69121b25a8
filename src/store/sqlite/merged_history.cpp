#include "store/sqlite/merged_history.h"

#include <algorithm>
#include <utility>

namespace tearsheet::store::sqlite {
namespace {

bool holds(const std::vector<HistoryText>& texts, const HistoryText& text) {
  return std::any_of(texts.begin(), texts.end(),
                     [&](const HistoryText& one) { return one.is_same(text); });
}

// The first stays: it is what was published.
void thin(std::vector<HistoryText>& earlier, std::int64_t newest, std::size_t max_earlier) {
  while (earlier.size() > std::max<std::size_t>(max_earlier, 1)) {
    const auto gap_around = [&](std::size_t i) {
      const std::int64_t next = i + 1 < earlier.size() ? earlier[i + 1].seconds : newest;
      return next - earlier[i - 1].seconds;
    };
    std::size_t least = 1;
    for (std::size_t i = 2; i < earlier.size(); ++i) {
      if (gap_around(i) < gap_around(least)) least = i;
    }
    earlier.erase(earlier.begin() + static_cast<std::ptrdiff_t>(least));
  }
}

}  // namespace

JoinedHistory join_histories(const std::vector<HistoryText>& ours,
                             const std::vector<HistoryText>& theirs, Newer newer,
                             bool takes_their_newest_as_earlier, std::size_t max_earlier) {
  JoinedHistory joined;
  joined.takes_other = newer != Newer::kOurs;
  joined.drops_ours = newer == Newer::kOtherSigns;
  joined.earlier.assign(ours.begin(), ours.end() - 1);
  if (newer == Newer::kOther) joined.earlier.push_back(ours.back());
  joined.has_changed = joined.takes_other;
  const HistoryText& newest = joined.takes_other ? theirs.back() : ours.back();
  if (ours.size() <= max_earlier) {
    for (std::size_t i = 0; i < theirs.size(); ++i) {
      const bool is_newest = i + 1 == theirs.size();
      if (is_newest && (joined.takes_other || !takes_their_newest_as_earlier)) continue;
      if (holds(joined.earlier, theirs[i]) || theirs[i].is_same(newest)) continue;
      if (joined.drops_ours && theirs[i].is_same(ours.back())) continue;
      joined.earlier.push_back(theirs[i]);
      joined.has_changed = true;
    }
    std::stable_sort(
        joined.earlier.begin(), joined.earlier.end(),
        [](const HistoryText& a, const HistoryText& b) { return a.stored < b.stored; });
  }
  thin(joined.earlier, newest.seconds, max_earlier);
  return joined;
}

}  // namespace tearsheet::store::sqlite
