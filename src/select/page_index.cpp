#include "select/page_index.h"

#include <algorithm>
#include <bit>
#include <chrono>

#include "base/ascii.h"
#include "select/hashes.h"
#include "select/words.h"

namespace tearsheet::select {
namespace {

constexpr std::size_t kTagCount = static_cast<std::size_t>(html::Tag::kUnknown) + 1;

std::uint64_t make_multiplier(const void* address) {
  const auto ticks = std::chrono::steady_clock::now().time_since_epoch().count();
  const auto seed = static_cast<std::uint64_t>(ticks) ^ reinterpret_cast<std::uintptr_t>(address)
                                                            << 20;
  return (seed * 0x9E3779B97F4A7C15) | 1;
}

}  // namespace

PageIndex::PageIndex(const html::Document& document)
    : multiplier_(make_multiplier(this)), folds_case_(document.is_quirks()) {
  filters_.resize(document.size());
  elements_.reserve(document.size() / 2);
  std::vector<Entry> entries;
  entries.reserve(document.size() / 2);
  for (std::uint32_t i = 1; i < document.size(); ++i) {
    const html::Node node = document.node(i);
    if (!node.is_element()) continue;
    elements_.push_back(i);
    const Filters& parent = filters_[node.parent().index()];
    filters_[i].above = parent.above | parent.own;
    read_attributes(node, entries);
  }
  group_by_tag(document);
  group_by_key(entries);
}

void PageIndex::read_attributes(html::Node element, std::vector<Entry>& entries) {
  Filters& filters = filters_[element.index()];
  const auto add = [&](std::uint64_t key) {
    filters.own |= filter_bit(key);
    entries.push_back({key, 0, element.index()});
  };
  const bool is_foreign = element.name_space() != html::Namespace::kHtml;
  for (const html::Attribute& attribute : element.attributes()) {
    filters.attributes |= filter_bit(hash_name(attribute.name));
    if (attribute.name == "class") {
      any_word(attribute.value, [&](std::string_view name) {
        add(class_key(folds_case_ ? std::string_view(to_lower(name)) : name));
        return false;
      });
    } else if (attribute.name == "id" && !attribute.value.empty()) {
      add(id_key(folds_case_ ? std::string_view(to_lower(attribute.value)) : attribute.value));
    }
  }
  // SVG's attribute names have capitals, and [*|href] looks behind a prefix: no filter there.
  if (is_foreign) filters.attributes = ~std::uint64_t{0};
}

void PageIndex::group_by_tag(const html::Document& document) {
  // A counting sort keeps document order within each tag.
  tag_begins_.assign(kTagCount + 1, 0);
  const auto tag_of = [&document](std::uint32_t i) {
    return static_cast<std::size_t>(document.node(i).tag());
  };
  for (const std::uint32_t i : elements_) ++tag_begins_[tag_of(i) + 1];
  for (std::size_t tag = 1; tag <= kTagCount; ++tag) tag_begins_[tag] += tag_begins_[tag - 1];
  by_tag_.resize(elements_.size());
  std::vector<std::uint32_t> next(tag_begins_.begin(), tag_begins_.end() - 1);
  for (const std::uint32_t i : elements_) by_tag_[next[tag_of(i)]++] = i;
}

void PageIndex::group_by_key(std::vector<Entry>& entries) {
  slots_.resize(std::bit_ceil(entries.size() * 2 + 1));
  for (Entry& entry : entries) {
    entry.slot = static_cast<std::uint32_t>(find_slot(entry.key));
    slots_[entry.slot].key = entry.key;
    ++slots_[entry.slot].count;
  }
  std::uint32_t begin = 0;
  for (Slot& slot : slots_) {
    slot.begin = begin;
    begin += slot.count;
    if (slot.count != 0) slot.count = 1;  // stays taken; counted again below
  }
  by_key_.resize(entries.size());
  for (const Entry& entry : entries) {
    Slot& slot = slots_[entry.slot];
    by_key_[slot.begin + slot.count - 1] = entry.node;
    ++slot.count;
  }
  for (Slot& slot : slots_) {
    if (slot.count != 0) --slot.count;
  }
}

std::size_t PageIndex::find_slot(std::uint64_t key) const {
  const std::size_t mask = slots_.size() - 1;
  const auto bits = static_cast<unsigned>(std::countr_zero(slots_.size()));
  std::size_t at =
      bits == 0 ? 0 : key * multiplier_ >> (64 - bits);  // Dietzfelbinger's universal hashing
  while (slots_[at].count != 0 && slots_[at].key != key) at = (at + 1) & mask;
  return at;
}

std::span<const std::uint32_t> PageIndex::with_tag(html::Tag tag) const {
  const auto at = static_cast<std::size_t>(tag);
  return std::span(by_tag_).subspan(tag_begins_[at], tag_begins_[at + 1] - tag_begins_[at]);
}

std::span<const std::uint32_t> PageIndex::with_key(std::uint64_t key) const {
  const Slot& slot = slots_[find_slot(key)];
  return std::span(by_key_).subspan(slot.begin, slot.count);
}

}  // namespace tearsheet::select
