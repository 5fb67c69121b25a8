#include "learn/rules/selectors.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/ascii.h"
#include "learn/rules/names.h"

namespace tearsheet::learn {
namespace {

using html::Node;
using html::Tag;

constexpr int kClimb = 5;
constexpr std::size_t kMaxClasses = 8;
constexpr std::size_t kMaxSelectors = 240;
constexpr std::size_t kLongestValue = 40;
// What a second step costs, and how much its own cost counts.
constexpr double kStep = 0.7, kAround = 0.6;
constexpr double kDearestAround = 2.2;
constexpr int kChain = 3;
constexpr double kChainStep = 1.6;

// Attributes that say what an element is.
constexpr std::array<std::string_view, 12> kTelling = {
    "itemprop",  "property",  "name", "rel",      "data-testid", "data-component",
    "data-role", "data-type", "role", "itemtype", "data-qa",     "data-field"};

double cost_of_tag(Tag tag) {
  switch (tag) {
    case Tag::kH1:
    case Tag::kTime:
      return 1.7;
    case Tag::kMain:
    case Tag::kArticle:
      return 2.0;
    case Tag::kH2:
    case Tag::kH3:
    case Tag::kHeader:
    case Tag::kAddress:
      return 2.4;
    default:
      return 3.5;
  }
}

std::vector<std::string_view> classes_of(Node element) {
  std::vector<std::string_view> out;
  const std::string_view all = element.attribute("class").value_or("");
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= all.size() && out.size() < kMaxClasses; ++i) {
    if (i < all.size() && !is_html_space(all[i])) continue;
    if (i > begin) out.push_back(all.substr(begin, i - begin));
    begin = i + 1;
  }
  return out;
}

bool holds_avoided(std::string_view name, const Avoided& avoided) {
  const std::string lower = to_lower(name);
  if (avoided.contains(lower)) return true;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= lower.size(); ++i) {
    if (i < lower.size() && lower[i] != '-' && lower[i] != '_') continue;
    if (i >= begin + 4 && avoided.contains(lower.substr(begin, i - begin))) return true;
    begin = i + 1;
  }
  return false;
}

bool is_trusted(std::string_view name, const Avoided& avoided) {
  return is_plain_name(name) && !is_made_name(name) && !holds_avoided(name, avoided);
}

double cost_of_name(std::string_view name) {
  if (is_look_name(name)) return 3.0;
  return (is_telling_name(name) ? 1.0 : 1.5) + 0.01 * static_cast<double>(name.size());
}

bool is_plain_value(std::string_view value) {
  if (value.empty() || value.size() > kLongestValue || is_made_name(value)) return false;
  return std::ranges::all_of(
      value, [](char c) { return is_alnum(c) || c == '-' || c == '_' || c == ':' || c == '.'; });
}

void add_classes(Node element, const std::string& tag, const Avoided& avoided,
                 std::vector<Selector>& out) {
  std::vector<std::string_view> good;
  for (const std::string_view name : classes_of(element)) {
    if (is_trusted(name, avoided)) good.push_back(name);
  }
  for (const std::string_view name : good) {
    const double cost = cost_of_name(name);
    out.push_back({"." + std::string(name), cost});
    out.push_back({tag + "." + std::string(name), cost + 0.25});
  }
  for (std::size_t i = 0; i < good.size() && good.size() <= 4; ++i) {
    for (std::size_t k = i + 1; k < good.size(); ++k) {
      out.push_back({"." + std::string(good[i]) + "." + std::string(good[k]),
                     std::max(cost_of_name(good[i]), cost_of_name(good[k])) + 0.8});
    }
  }
}

void add_attributes(Node element, const std::string& tag, std::vector<Selector>& out) {
  for (const std::string_view name : kTelling) {
    const auto value = element.attribute(name);
    if (!value) continue;
    if (name == "itemtype") {
      const std::size_t slash = value->rfind('/');
      const std::string_view type =
          slash == std::string_view::npos ? *value : value->substr(slash + 1);
      if (is_plain_value(type)) {
        out.push_back({tag + "[itemtype$=\"" + std::string(type) + "\"]", 1.2});
        out.push_back({"[itemtype$=\"" + std::string(type) + "\"]", 1.2});
      }
      continue;
    }
    std::size_t begin = 0;  // rel and itemprop are lists of words
    for (std::size_t i = 0; i <= value->size(); ++i) {
      if (i < value->size() && !is_html_space((*value)[i])) continue;
      const std::string_view word = value->substr(begin, i - begin);
      begin = i + 1;
      if (!is_plain_value(word)) continue;
      const bool whole = word.size() == value->size();
      const std::string test =
          "[" + std::string(name) + (whole ? "=\"" : "~=\"") + std::string(word) + "\"]";
      const double cost = name == "itemprop" || name == "property" ? 0.9 : 1.3;
      out.push_back({test, cost});
      out.push_back({tag + test, cost + 0.1});
    }
  }
}

/// Tags below a name, child by child: for pages whose own names are all made by a build.
void add_chains(Node element, Node scope, const Avoided& avoided, std::vector<Selector>& out) {
  std::string chain(element.name());
  Node around = element.parent();
  for (int steps = 1; steps <= kChain && around && around.is_element(); ++steps) {
    if (!scope.is_null() && around.index() <= scope.index()) return;
    if (around.tag() == Tag::kBody || around.tag() == Tag::kHtml) return;
    for (const Selector& outer : units_of(around, avoided)) {
      if (outer.cost > kDearestAround || steps == 1) continue;
      out.push_back({outer.css + " > " + chain, outer.cost * kAround + kChainStep * (steps + 2)});
    }
    chain = std::string(around.name()) + " > " + chain;
    around = around.parent();
  }
}

std::vector<Selector> collect(Node element, Node scope, const Avoided& avoided) {
  std::vector<Selector> out = units_of(element, avoided);
  const std::vector<Selector> own = out;
  int climb = 0;
  for (Node around = element.parent(); around && around.is_element() && climb < kClimb;
       around = around.parent(), ++climb) {
    if (!scope.is_null() && around.index() <= scope.index()) break;
    if (around.tag() == Tag::kBody || around.tag() == Tag::kHtml) break;
    for (const Selector& outer : units_of(around, avoided)) {
      if (outer.cost > kDearestAround) continue;
      for (const Selector& inner : own) {
        const double cost = outer.cost * kAround + inner.cost + kStep;
        out.push_back({outer.css + " " + inner.css, cost});
        if (climb == 0) out.push_back({outer.css + " > " + inner.css, cost + 0.15});
      }
    }
  }
  add_chains(element, scope, avoided, out);
  std::ranges::stable_sort(out, {}, &Selector::cost);
  if (out.size() > kMaxSelectors) out.resize(kMaxSelectors);
  return out;
}

}  // namespace

std::vector<Selector> units_of(Node element, const Avoided& avoided) {
  std::vector<Selector> out;
  const std::string tag(element.name());
  if (const std::string_view id = element.id(); is_trusted(id, avoided))
    out.push_back({"#" + std::string(id), is_look_name(id) ? 1.6 : 1.0});
  add_classes(element, tag, avoided, out);
  add_attributes(element, tag, out);
  if (is_plain_name(tag)) out.push_back({tag, cost_of_tag(element.tag())});
  return out;
}

std::vector<Selector> selectors_of(Node element, const Avoided& avoided) {
  return collect(element, {}, avoided);
}

std::vector<Selector> selectors_within(Node element, Node scope, const Avoided& avoided) {
  return collect(element, scope, avoided);
}

}  // namespace tearsheet::learn
