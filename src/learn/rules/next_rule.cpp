#include "learn/rules/next_rule.h"

#include <map>
#include <optional>

#include "extract/extract.h"
#include "learn/rules/toml.h"
#include "text/text.h"

namespace tearsheet::learn {
namespace {

constexpr std::size_t kMaxCandidates = 300;
constexpr std::size_t kLongestLabel = 40;  // bytes of a link that is found by its text

struct Step {
  const Listed* page;
  std::optional<std::string> key;  // of the next page; empty: there is none
  std::vector<PageLink> links;     // all, with those of the head
};

std::vector<Step> steps_of(const ListedPages& pages) {
  std::vector<Step> out;
  for (const auto& page : pages) {
    extract::PageContext context;
    context.url = page->sample.url;
    const auto listing = extract::extract_listing(*page->sample.page, context, nullptr);
    Step step{page.get(), std::nullopt, links_of(*page->sample.page, page->sample.url, true)};
    if (listing && listing->next) step.key = url::dedup_key(*listing->next).text;
    out.push_back(std::move(step));
  }
  return out;
}

const PageLink* link_at(const Step& step, html::Node node) {
  for (const PageLink& link : step.links) {
    if (link.node == node) return &link;
  }
  return nullptr;
}

/// On how many pages the first match leads where it should; none where it leads astray on one.
std::size_t right_on(const select::Query& query, const std::vector<Step>& steps) {
  std::size_t right = 0;
  for (const Step& step : steps) {
    const auto matches = step.page->evaluator.all(query, step.page->sample.page->root());
    if (!matches || matches->empty() || matches->front().node.is_null()) {
      right += step.key ? 0U : 1U;
      continue;
    }
    const PageLink* const link = link_at(step, matches->front().node);
    if (!step.key || link == nullptr || link->key != *step.key) return 0;
    ++right;
  }
  return right;
}

struct Found {
  std::string toml;
  std::size_t right = 0;
  double cost = 0;
};

void offer(Found one, Found& best) {
  const bool better = one.right > best.right || (one.right == best.right && one.cost < best.cost);
  if (one.right > 0 && better) best = std::move(one);
}

/// By the link's own text, which is what its reader goes by.
void offer_label(const PageLink& link, const std::vector<Step>& steps, Found& best) {
  const std::string label = text::clean_line(html::visible_text(link.node, 2 * kLongestLabel));
  if (label.empty() || label.size() > kLongestLabel || label.find_first_of("\"'") != label.npos)
    return;
  const std::string xpath = "//a[normalize-space(.)='" + label + "']";
  const auto query = select::Query::xpath(xpath);
  if (!query) return;
  offer({"{ xpath = " + toml_string(xpath) + ", attr = \"href\" }", right_on(*query, steps), 3.0},
        best);
}

}  // namespace

void find_next_rule(const ListedPages& pages, const ListingQuestion& question, ListingRules& out) {
  const std::vector<Step> steps = steps_of(pages);
  std::map<std::string, double> candidates;
  Found best;
  for (const Step& step : steps) {
    if (!step.key) continue;
    for (const PageLink& link : step.links) {
      if (link.key != *step.key) continue;
      for (const Selector& selector : selectors_of(link.node, question.avoided)) {
        if (candidates.size() < kMaxCandidates) candidates.try_emplace(selector.css, selector.cost);
      }
    }
  }
  for (const auto& [css, cost] : candidates) {
    if (const auto query = select::Query::css(css))
      offer({toml_string(css + "::attr(href)"), right_on(*query, steps), cost}, best);
  }
  for (const Step& step : steps) {
    if (!step.key) continue;
    for (const PageLink& link : step.links) {
      if (link.key == *step.key && link.node.tag() == html::Tag::kA) offer_label(link, steps, best);
    }
  }
  out.next = std::move(best.toml);
  out.next_right = best.right;
  out.next_of = steps.size();
}

}  // namespace tearsheet::learn
