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
// base/trees.h.
#include "extract/automatic.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/time_limit.h"
#include "extract/by_rules.h"
#include "extract/comparison.h"
#include "extract/draft.h"
#include "extract/edited_page.h"
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

bool is_of_body(std::string_view field) {
  return field == "body";
}

// What the edited page has of an article that the page as it came does not: its text. Fields are
// read where edits have taken nothing away.
void take_text(records::Article edited, records::Article& article) {
  std::erase_if(article.sources, [](const auto& one) { return is_of_body(one.field); });
  for (auto& source : edited.sources) {
    if (is_of_body(source.field)) article.sources.push_back(std::move(source));
  }
  article.blocks = std::move(edited.blocks);
  article.body = std::move(edited.body);
  article.markdown = std::move(edited.markdown);
  article.confidence = edited.confidence;
}

records::Article read_with_edits(const html::Document& page, const PageContext& context,
                                 std::vector<Explanation>* explain) {
  const auto edited = edited_page(page, context.site->edits);
  records::Article article = read_article(page, context, explain);
  if (!edited) return article;
  std::vector<Explanation> of_text;
  PageContext again = context;
  again.observed = nullptr;  // the page as it came tells of the site
  take_text(read_article(*edited, again, explain != nullptr ? &of_text : nullptr), article);
  if (explain == nullptr) return article;
  std::erase_if(*explain, [](const auto& one) { return is_of_body(one.field); });
  std::ranges::copy_if(of_text, std::back_inserter(*explain),
                       [](const auto& one) { return is_of_body(one.field); });
  return article;
}

records::Article read_as_wanted(const html::Document& page, const PageContext& context,
                                std::vector<Explanation>* explain) {
  if (context.site == nullptr || !context.site->edits.edits_tree())
    return read_article(page, context, explain);
  const auto plain = without_linked_data(page, context.site->edits);
  return read_with_edits(plain ? *plain : page, context, explain);
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
    return read_as_wanted(page, context, explain);
  } catch (const TimeIsUp&) {
    return given_up(context);
  }
}

}  // namespace tearsheet::extract
