#include "extract/switched_off.h"

#include <algorithm>
#include <array>
#include <string>

namespace tearsheet::extract {
namespace {

using records::Article;

struct Switch {
  site::Rules site::ArticleRules::*rules;
  const char* field;  ///< As sources and explanations call it.
  void (*empty)(Article&);
};
constexpr std::array<Switch, 10> kSwitches = {{
    {&site::ArticleRules::author, "authors", [](Article& out) { out.authors.clear(); }},
    {&site::ArticleRules::date, "date", [](Article& out) { out.published.reset(); }},
    {&site::ArticleRules::updated, "updated", [](Article& out) { out.updated.reset(); }},
    {&site::ArticleRules::summary, "summary", [](Article& out) { out.summary.clear(); }},
    {&site::ArticleRules::image, "image", [](Article& out) { out.image.clear(); }},
    {&site::ArticleRules::image_caption, "image_caption",
     [](Article& out) { out.image_caption.clear(); }},
    {&site::ArticleRules::section, "section", [](Article& out) { out.section.clear(); }},
    {&site::ArticleRules::tags, "tags", [](Article& out) { out.tags.clear(); }},
    {&site::ArticleRules::canonical, "canonical_url",
     [](Article& out) { out.canonical_url = out.url; }},
    {&site::ArticleRules::next_page, "next_pages",
     [](Article& out) {
       out.next_pages.clear();
       out.single_page.clear();
     }},
}};

bool is_off(const site::Rules& rules) {
  return std::any_of(rules.begin(), rules.end(), [](const auto& rule) { return rule.nothing; });
}

void empty(const Switch& one, const site::Rule& rule, std::vector<Explanation>* explain,
           Article& out) {
  one.empty(out);
  std::erase_if(out.sources, [&](const auto& source) { return source.field == one.field; });
  if (explain == nullptr) return;
  for (auto& other : *explain) other.won = other.won && other.field != one.field;
  explain->push_back({one.field, "rule", "line " + std::to_string(rule.line), "",
                      "the site file says that there is none", 1.0, true});
}

}  // namespace

void drop_switched_off(const site::ArticleRules& layout, std::vector<Explanation>* explain,
                       records::Article& out) {
  for (const Switch& one : kSwitches) {
    const site::Rules& rules = layout.*one.rules;
    if (is_off(rules)) empty(one, rules.front(), explain, out);
  }
  // What is said of a picture goes with it.
  if (out.image.empty() && is_off(layout.image)) {
    out.image_caption.clear();
    std::erase_if(out.sources, [](const auto& source) { return source.field == "image_caption"; });
  }
}

}  // namespace tearsheet::extract
