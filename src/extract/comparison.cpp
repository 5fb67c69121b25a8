#include "extract/comparison.h"

#include <algorithm>
#include <functional>
#include <optional>

#include "extract/agreement.h"
#include "extract/body/body.h"
#include "extract/dating/dating.h"
#include "text/text.h"

namespace tearsheet::extract {
namespace {

// Rules fail by the layout, so a part of a site's pages tells as much as all.
constexpr std::size_t kCompareOneIn = 16;

bool is_by_rule(const records::Article& article, std::string_view field) {
  return std::any_of(article.sources.begin(), article.sources.end(), [&](const auto& source) {
    return source.field == field && source.source == "rule";
  });
}

}  // namespace

void compare_with_rules(Groundwork& ground, RuleReader& rules, Draft& draft) {
  records::Article& out = draft.article;
  if (draft.layout == nullptr || std::hash<std::string>{}(out.url) % kCompareOneIn != 0) return;
  Agreement agreement;
  if (is_by_rule(out, "title"))
    agreement.add("title", text::fold(ground.headline.text) == text::fold(out.title) ? 1 : 0);
  if (is_by_rule(out, "date")) {
    const Dating dating = find_dates(
        {ground.page, ground.facts, ground.article, ground.survey, ground.headline.element,
         ground.context.url, ground.dates, std::nullopt, std::nullopt},
        nullptr);
    agreement.add("date", same_day(dating.published, out.published) ? 1 : 0);
  }
  if (is_by_rule(out, "body")) {
    BodyChoice choice = find_body(ground.body_question(), nullptr);
    rules.strip(*draft.layout, ground.survey, choice.blocks);
    agreement.add("body", overlap(ground.survey, draft.body, choice.blocks));
  }
  out.agreement = agreement.take();
}

}  // namespace tearsheet::extract
