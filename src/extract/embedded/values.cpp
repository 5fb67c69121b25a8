#include "extract/embedded/values.h"

#include <optional>
#include <utility>

#include "base/ascii.h"

namespace tearsheet::extract {
namespace {

constexpr int kMaxHops = 8;  // references that name references

std::optional<std::size_t> place_in_key(std::string_view key) {
  if (key.size() < 2 || key.size() > 8 || key.front() != '_') return std::nullopt;
  std::size_t place = 0;
  for (const char c : key.substr(1)) {
    if (!is_digit(c)) return std::nullopt;
    place = place * 10 + static_cast<std::size_t>(c - '0');
  }
  return place;
}

}  // namespace

std::string_view Values::keep(std::string text) {
  return strings_.emplace_back(std::move(text));
}

void Values::link() {
  const auto refer = [&](std::uint32_t from, std::uint32_t to) {
    targets_.emplace(from, to);
    holders_.emplace(to, all[from].parent);
  };
  // Apollo: {"__ref": "Article:1"} or {"type": "id", "id": "Article:1"} means a member of that key.
  std::unordered_map<std::string_view, std::uint32_t> entities;
  for (std::uint32_t i = 0; i < all.size(); ++i) {
    if (all[i].kind == ValueKind::kObject && all[i].key.size() > 1 && all[i].key.size() < 400)
      entities.emplace(all[i].key, i);
  }
  for (std::uint32_t i = 0; i < all.size(); ++i) {
    if (all[i].kind != ValueKind::kObject) continue;
    std::string_view name = string_at(i, "__ref");
    if (name.empty() && string_at(i, "type") == "id") name = string_at(i, "id");
    if (name.empty()) continue;
    if (const auto found = entities.find(name); found != entities.end() && found->second != i)
      refer(i, found->second);
  }
  // Relay: {"__refs": ["Text:1", "Text:2"]}.
  for (std::uint32_t i = 0; i < all.size(); ++i) {
    if (all[i].kind != ValueKind::kArray || all[i].key != "__refs") continue;
    for (std::uint32_t k = i + 1; k < all[i].end; k = all[k].end) {
      const auto found = entities.find(all[k].text);
      if (found != entities.end()) refer(k, found->second);
    }
  }
  for (const StateRoot& root : roots) {
    if (!root.is_flat) continue;
    std::vector<std::uint32_t> items;
    for (std::uint32_t i = root.value + 1; i < all[root.value].end; i = all[i].end)
      items.push_back(i);
    for (std::uint32_t i = root.value + 1; i < all[root.value].end; ++i) {
      const bool names_item = all[i].kind == ValueKind::kInteger && all[i].parent != root.value &&
                              all[i].number < items.size();
      if (names_item) refer(i, items[all[i].number]);
      // Turbo stream: {"_3": 7} names the key by its place as well.
      if (const auto place = place_in_key(all[i].key); place && *place < items.size())
        all[i].key = all[items[*place]].text;
    }
    // ["Reactive", 7] is item 7.
    for (const std::uint32_t item : items) {
      if (all[item].kind != ValueKind::kArray || all[item].end != item + 3) continue;
      if (all[item + 1].kind != ValueKind::kString || all[item + 2].kind != ValueKind::kInteger)
        continue;
      const std::string_view name = all[item + 1].text;
      const bool is_wrapper = name.ends_with("Reactive") || name.ends_with("Ref");
      if (is_wrapper && all[item + 2].number < items.size())
        refer(item, items[all[item + 2].number]);
    }
  }
}

std::uint32_t Values::target(std::uint32_t value) const {
  const auto found = targets_.find(value);
  return found == targets_.end() ? value : found->second;
}

std::uint32_t Values::resolved(std::uint32_t value) const {
  if (targets_.empty()) return value;
  for (int hops = 0; hops < kMaxHops; ++hops) {
    const std::uint32_t next = target(value);
    if (next == value) break;
    value = next;
  }
  return value;
}

std::uint32_t Values::holder(std::uint32_t value) const {
  const auto found = holders_.find(value);
  return found == holders_.end() ? all[value].parent : found->second;
}

std::uint32_t Values::member(std::uint32_t object, std::string_view key) const {
  if (all[object].kind != ValueKind::kObject) return kMissing;
  for (std::uint32_t i = object + 1; i < all[object].end; i = all[i].end) {
    if (all[i].key == key) return resolved(i);
  }
  return kMissing;
}

std::string_view Values::string_at(std::uint32_t object, std::string_view key) const {
  const std::uint32_t found = member(object, key);
  return found == kMissing || all[found].kind != ValueKind::kString ? std::string_view()
                                                                    : all[found].text;
}

}  // namespace tearsheet::extract
