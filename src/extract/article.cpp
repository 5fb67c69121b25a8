// A page to its article: the site's rules first, automatic for what they leave empty.
#include "extract/automatic.h"
#include "extract/by_rules.h"
#include "extract/comparison.h"
#include "extract/draft.h"
#include "extract/extract.h"
#include "extract/groundwork.h"
#include "extract/kind/page_kind.h"
#include "extract/page/candidates.h"
#include "extract/rules.h"

namespace tearsheet::extract {

records::Article extract_article(const html::Document& page, const PageContext& context,
                                 std::vector<Explanation>* explain) {
  Groundwork ground(page, context, explain);
  select::Evaluator evaluator(page);
  RuleReader rules(page, evaluator);
  Draft draft;
  draft.article.url = context.url.without_fragment();
  draft.article.site_name = ground.site_name;
  fill_by_rules(ground, rules, explain, draft);
  fill_automatically(ground, rules, explain, draft);
  compare_with_rules(ground, rules, draft);
  judge_kind({page, ground.facts, ground.article, ground.survey, draft.body,
              ground.headline.element, context.url},
             draft.article);
  for (auto& source : draft.article.sources) clean_source(source);
  if (explain != nullptr) {
    for (auto& one : *explain) clean_explanation(one);
  }
  return std::move(draft.article);
}

}  // namespace tearsheet::extract
