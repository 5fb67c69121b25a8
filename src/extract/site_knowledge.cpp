#include "extract/site_knowledge.h"

#include <algorithm>

#include "base/ascii.h"
#include "extract/page/bounds.h"

namespace tearsheet::extract {
namespace {

using html::Node;
using html::Tag;

constexpr int kLevels = 5;
constexpr std::uint64_t kStart = 0xCBF29CE484222325ULL, kPrime = 0x100000001B3ULL;

std::uint64_t add(std::uint64_t hash, std::string_view bytes) {
  for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * kPrime;
  return (hash ^ 0xFFU) * kPrime;  // an end, so that "a" "b" is not "ab"
}

/// A name that a person gave: no number of the article's, no hash of a build.
bool is_meaningful(std::string_view name) {
  return name.size() >= 2 && name.size() <= 40 && std::none_of(name.begin(), name.end(), is_digit);
}

std::string_view first_meaningful(std::string_view names) {
  while (!names.empty()) {
    while (!names.empty() && is_space(names.front())) names.remove_prefix(1);
    std::size_t end = 0;
    while (end < names.size() && !is_space(names[end])) ++end;
    if (is_meaningful(names.substr(0, end))) return names.substr(0, end);
    names.remove_prefix(end);
  }
  return {};
}

// The lowest byte of a place is its element's name.
constexpr std::uint64_t kMark = 0xFF;

std::uint64_t mark_of(Node element) {
  return add(kStart, element.name()) & kMark;
}

}  // namespace

std::uint64_t stable_hash(std::string_view bytes) {
  return add(kStart, bytes);
}

bool may_be_at(Node element, std::uint64_t place) {
  return mark_of(element) == (place & kMark);
}

std::uint64_t place_of(Node element) {
  std::uint64_t hash = kStart;
  int levels = 0;
  for (Node node = element; !node.is_null() && levels < kLevels && node.is_element();
       node = node.parent(), ++levels) {
    if (node.tag() == Tag::kBody) break;
    hash = add(hash, node.name());
    hash = add(hash, first_meaningful(class_of(node)));
    const std::string_view id = node.id();
    if (!is_meaningful(id)) continue;
    hash = add(hash, id);
    break;
  }
  return (hash & ~kMark) | mark_of(element);
}

void SiteKnowledge::settle(std::optional<dates::Timestamp>& time) const {
  if (!time || time->precision < dates::Precision::kMinute || time->offset_minutes) return;
  if (time->month < 1 || time->month > 12) return;
  time->offset_minutes = offsets.at(time->month - 1U);
}

}  // namespace tearsheet::extract
