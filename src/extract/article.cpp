// A page to its article: the site's rules first, automatic for what they leave empty.
//
// Here begins whoever reads src/extract/. groundwork.h is what every field is found with; by_rules.h
// fills what a site file's rules find (rules.h runs one rule), automatic.h the rest by asking the
// rooms title/, dating/, authors/, body/ and, for the smaller fields, fields.h; comparison.h holds
// both against each other, switched_off.h empties what a site file wants empty; kind/ judges the
// page. An article of several pages is joined by parts.h.
// Listings begin in listing/listing.cpp. Each room says at the top of its header what it owns:
// page/survey.h, body/body.h, authors/authors.h, dating/dating.h, listing/listing_auto.h,
// title/title.h, embedded/embedded.h, kind/page_kind.h, structure/blocks.h, render/markdown.h,
// model/trees.h.
#include "extract/automatic.h"

#include <string>

#include "base/time_limit.h"
#include "extract/by_rules.h"
#include "extract/comparison.h"
#include "extract/draft.h"
#include "extract/extract.h"
#include "extract/groundwork.h"
#include "extract/kind/page_kind.h"
#include "extract/observe.h"
#include "extract/page/candidates.h"
#include "extract/render/markdown.h"
#include "extract/rules.h"
#include "extract/switched_off.h"

namespace tearsheet::extract {
namespace {

records::Article read_article(const html::Document& page, const PageContext& context,
                              std::vector<Explanation>* explain) {
  Groundwork ground(page, context, explain);
  Draft draft = draft_of(ground, explain);
  judge_kind(kind_question(ground, draft), draft.article);
  if (context.observed != nullptr) observe(ground, draft.article, *context.observed);
  for (auto& source : draft.article.sources) clean_source(source);
  if (explain != nullptr) {
    for (auto& one : *explain) clean_explanation(one);
  }
  draft.article.markdown = to_markdown_body(draft.article.blocks);
  return std::move(draft.article);
}

/// A page that was given up: nothing that was found is kept, it may be half of something.
records::Article given_up(const PageContext& context) {
  records::Article out;
  out.url = out.canonical_url = context.url.without_fragment();
  out.kind = records::PageKind::kOther;
  out.kind_reason = "reading it took more than " + std::to_string(context.max_time.count()) +
                    " ms of computing time";
  return out;
}

}  // namespace

Draft draft_of(Groundwork& ground, std::vector<Explanation>* explain) {
  select::Evaluator evaluator(ground.page);
  RuleReader rules(ground.page, evaluator);
  Draft draft;
  draft.article.url = ground.context.url.without_fragment();
  draft.article.site_name = ground.site_name;
  fill_by_rules(ground, rules, explain, draft);
  fill_automatically(ground, rules, explain, draft);
  compare_with_rules(ground, rules, draft);
  if (draft.layout != nullptr) drop_switched_off(*draft.layout, explain, draft.article);
  return draft;
}

KindQuestion kind_question(const Groundwork& ground, const Draft& draft) {
  return {ground.page,        ground.facts,        ground.article,
          ground.survey,      draft.body,          ground.headline.element,
          ground.context.url, ground.context.hint, draft.embedded};
}

records::Article extract_article(const html::Document& page, const PageContext& context,
                                 std::vector<Explanation>* explain) {
  const TimeLimit limit(context.max_time);
  try {
    return read_article(page, context, explain);
  } catch (const TimeIsUp&) {
    return given_up(context);
  }
}

}  // namespace tearsheet::extract
