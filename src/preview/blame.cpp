#include "preview/blame.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "text/text.h"

namespace tearsheet::preview {
namespace {

constexpr std::string_view kBadCharacter = "\xEF\xBF\xBD";
constexpr std::size_t kShownRaw = 60;

struct Field {
  std::string_view name;
  site::Rules site::ArticleRules::*rules;
};
constexpr std::array<Field, 11> kFields = {{{"title", &site::ArticleRules::title},
                                            {"date", &site::ArticleRules::date},
                                            {"updated", &site::ArticleRules::updated},
                                            {"summary", &site::ArticleRules::summary},
                                            {"language", &site::ArticleRules::language},
                                            {"authors", &site::ArticleRules::author},
                                            {"image", &site::ArticleRules::image},
                                            {"section", &site::ArticleRules::section},
                                            {"tags", &site::ArticleRules::tags},
                                            {"canonical_url", &site::ArticleRules::canonical},
                                            {"body", &site::ArticleRules::body}}};

std::string told(const records::FieldSource& source) {
  return source.locator.empty() ? source.source : source.source + " at " + source.locator;
}

}  // namespace

Stage Blame::stage_of(std::string_view field, std::string_view got) {
  const auto found = std::ranges::find(article_.sources, field, &records::FieldSource::field);
  const records::FieldSource* source = found == article_.sources.end() ? nullptr : &*found;
  if (got.find(kBadCharacter) != std::string_view::npos)
    return {"decode", "the page was read in another encoding than its own", true};
  if (source != nullptr && source->source == "rule") return {"rule", source->locator};
  if (!has_rules(field))
    return {"automatic", source != nullptr ? told(*source)
                         : got.empty()     ? "nothing was found"
                                           : "the page does not say it itself"};
  if (std::string text = undated(field); !text.empty()) return {"date", std::move(text), true};
  return {"rule",
          source == nullptr ? "no rule found anything"
                            : "no rule found anything; instead " + told(*source),
          true};
}

bool Blame::has_rules(std::string_view field) const {
  const auto found = std::ranges::find(kFields, field, &Field::name);
  if (site_ == nullptr || found == kFields.end()) return false;
  return std::ranges::any_of(site_->articles, [&](const site::ArticleRules& layout) {
    return std::ranges::any_of(layout.*found->rules,
                               [](const site::Rule& rule) { return rule.query.has_value(); });
  });
}

// What a rule for the date finds on the page, though it reads as none; empty: nothing.
std::string Blame::undated(std::string_view field) {
  if (field != "date" || site_ == nullptr) return {};
  for (const site::ArticleRules& layout : site_->articles) {
    for (const site::Rule& rule : layout.date) {
      if (!rule.query) continue;
      const auto matches = evaluator_.all(*rule.query);
      if (!matches || matches->empty()) continue;
      const std::string text = text::clean_line(matches->front().text());
      if (text.empty()) continue;
      return fmt::format(
          "line {} found \"{}\", which is no date{}", rule.line, text::truncate(text, kShownRaw),
          rule.formats.empty() ? std::string()
                               : fmt::format(" of the form {}", fmt::join(rule.formats, ", ")));
    }
  }
  return {};
}

}  // namespace tearsheet::preview
