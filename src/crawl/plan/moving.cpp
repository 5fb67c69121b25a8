#include "crawl/plan/moving.h"

#include <xxhash.h>

#include <cstring>
#include <unordered_map>

namespace tearsheet::crawl {
namespace {

// A shorter one is a column's, which comes every week: "Weather", "Letters to the editor".
constexpr std::size_t kTellingTitle = 30;
// Fewer known entries say nothing of a source.
constexpr int kFewestEntries = 3;

struct Pair {
  store::UrlHash entry = 0, address = 0;
};

std::vector<Pair> pairs_of(std::string_view bytes) {
  std::vector<Pair> pairs(bytes.size() / sizeof(Pair));
  if (!pairs.empty()) std::memcpy(pairs.data(), bytes.data(), pairs.size() * sizeof(Pair));
  return pairs;
}

// What one answer names twice tells nothing.
std::unordered_map<store::UrlHash, int> count(const std::vector<store::FoundUrl>& found) {
  std::unordered_map<store::UrlHash, int> counts;
  for (const store::FoundUrl& each : found) ++counts[each.entry];
  return counts;
}

}  // namespace

store::UrlHash entry_of(std::string_view guid, std::string_view address, const store::Hint& hint) {
  if (hint.title.empty()) return 0;
  std::string told = hint.title;
  // Many feeds write the link there once more.
  const bool is_link = guid.find('/') != std::string_view::npos && address.ends_with(guid);
  if (!guid.empty() && !is_link) {
    (told += '\n') += guid;
  } else if (hint.published) {
    (told += '\n') += hint.published->to_iso8601();
  } else if (told.size() < kTellingTitle) {
    return 0;
  }
  return XXH3_64bits(told.data(), told.size());
}

bool has_moving_links(const store::Entries& entries) {
  return entries.answers >= kMovingAnswers && entries.same >= kMovedAddresses &&
         kMovedToOther * entries.other <= entries.same;
}

bool follow_entries(store::UrlHash source, std::vector<store::FoundUrl>& found,
                    store::Entries& entries, const Knowledge& known) {
  const std::vector<Pair> before = pairs_of(entries.known);
  std::unordered_map<store::UrlHash, store::UrlHash> addresses;
  for (const Pair& pair : before) addresses.emplace(pair.entry, pair.address);
  const auto counts = count(found);
  const bool is_moving = has_moving_links(entries);
  int named = 0, moved = 0;
  std::vector<Pair> now;
  for (store::FoundUrl& each : found) {
    if (each.entry == 0 || counts.at(each.entry) > 1) continue;
    if (const auto at = addresses.extract(each.entry)) {
      ++named;
      if (at.mapped() != each.key && !known.is_seen(each.key)) {
        ++moved;
        is_moving ? each.key = at.mapped() : each.moved_in = source;
      }
    }
    now.push_back({each.entry, each.key});
  }
  const int answers = entries.answers + (named >= kFewestEntries && 2 * moved > named ? 1 : 0);
  const std::size_t most = now.size() + kMaxOlderEntries;
  for (const Pair& pair : before) {
    if (now.size() >= most) break;
    if (addresses.contains(pair.entry)) now.push_back(pair);
  }
  std::string bytes(now.size() * sizeof(Pair), '\0');
  if (!now.empty()) std::memcpy(bytes.data(), now.data(), bytes.size());
  if (bytes == entries.known && answers == entries.answers) return false;
  entries.known = std::move(bytes);
  entries.answers = answers;
  return true;
}

}  // namespace tearsheet::crawl
