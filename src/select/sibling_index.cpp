#include "select/sibling_index.h"

#include <string_view>
#include <unordered_map>

namespace tearsheet::select {
namespace {

/// A number for each expanded name (namespace and local name) of the page.
std::vector<std::uint32_t> number_names(const html::Document& document, std::uint32_t& count) {
  const auto known = static_cast<std::uint32_t>(html::Tag::kUnknown);
  std::vector<std::uint32_t> numbers(document.size());
  std::unordered_map<std::string_view, std::uint32_t> others[3];
  count = known;
  for (std::uint32_t i = 1; i < document.size(); ++i) {
    const html::Node node = document.node(i);
    if (!node.is_element()) continue;
    if (node.name_space() == html::Namespace::kHtml && node.tag() != html::Tag::kUnknown) {
      numbers[i] = static_cast<std::uint32_t>(node.tag());
      continue;
    }
    auto& names = others[static_cast<std::size_t>(node.name_space())];
    const auto [found, is_new] = names.try_emplace(node.name(), count);
    if (is_new) ++count;
    numbers[i] = found->second;
  }
  return numbers;
}

}  // namespace

SiblingIndex::SiblingIndex(const html::Document& document)
    : children_(document.size()), of_type_(document.size()) {
  std::uint32_t name_count = 0;
  const std::vector<std::uint32_t> names = number_names(document, name_count);
  struct Counter {
    std::uint32_t owner = 0;  // whose children it counts, plus one: no clearing between parents
    std::uint32_t count = 0;
  };
  std::vector<Counter> counters(name_count);
  std::vector<html::Node> siblings;
  for (std::uint32_t i = 0; i < document.size(); ++i) {
    siblings.clear();
    for (html::Node child = document.node(i).first_child(); child; child = child.next_sibling()) {
      if (child.is_element()) siblings.push_back(child);
    }
    const auto total = static_cast<std::uint32_t>(siblings.size());
    std::uint32_t position = 0;
    for (const html::Node child : siblings) {
      children_[child.index()] = {position + 1, total - position};
      ++position;
      Counter& counter = counters[names[child.index()]];
      if (counter.owner != i + 1) counter = {i + 1, 0};
      of_type_[child.index()].from_start = ++counter.count;
    }
    for (const html::Node child : siblings) {
      Position& place = of_type_[child.index()];
      place.from_end = counters[names[child.index()]].count - place.from_start + 1;
    }
  }
}

}  // namespace tearsheet::select
