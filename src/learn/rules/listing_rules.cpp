#include "learn/rules/listing_rules.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <utility>

#include "learn/rules/edited.h"
#include "learn/rules/item_parts.h"
#include "learn/rules/listed.h"
#include "learn/rules/next_rule.h"

namespace tearsheet::learn {
namespace {

using html::Node;
using html::Tag;

constexpr int kClimb = 10;
constexpr std::size_t kTeacherPages = 4, kTeacherLinks = 8;
constexpr std::size_t kMaxCandidates = 900, kFinalists = 14;
constexpr std::size_t kMaxItems = 1000;
constexpr std::size_t kItemsAPage = 8;  // that the inner rules are held against
constexpr double kLeastScore = 0.5;     // coverage times precision
constexpr double kClose = 0.03;         // candidates so near the best are told apart by what lasts

struct Candidate {
  std::string css;
  double cost = 0, score = 0, text = 0, survives = 1;
  std::size_t right = 0, of = 0;
};

/// The elements around a link that hold no other article.
std::vector<Node> cards_of(const Listed& page, const PageLink& link) {
  std::vector<Node> out;
  Node node = link.node;
  for (int climb = 0; climb < kClimb && node && node.is_element(); ++climb, node = node.parent()) {
    if (node.tag() == Tag::kBody || node.tag() == Tag::kMain || page.inside(node).articles != 1)
      break;
    out.push_back(node);
  }
  return out;
}

std::map<std::string, double> candidates_of(const ListedPages& pages, const Avoided& avoided) {
  std::map<std::string, double> out;
  for (std::size_t p = 0; p < std::min(kTeacherPages, pages.size()); ++p) {
    std::size_t links = 0;
    for (const PageLink& link : pages[p]->links) {
      if (!pages[p]->keys.contains(link.key) || links++ >= kTeacherLinks) continue;
      for (const Node card : cards_of(*pages[p], link)) {
        for (const Selector& selector : selectors_of(card, avoided)) {
          if (out.size() < kMaxCandidates) out.try_emplace(selector.css, selector.cost);
        }
      }
    }
  }
  return out;
}

Candidate weigh(const std::string& css, double cost, const ListedPages& pages) {
  Candidate out{css, cost};
  const auto query = select::Query::css(css);
  if (!query) return out;
  double good = 0, all = 0;
  std::size_t letters = 0, whole = 0;
  for (const auto& page : pages) {
    std::set<std::string> covered;
    for (const Node node : page->evaluator.nodes(*query, page->sample.page->root())) {
      const Listed::Inside inside = page->inside(node);
      all += inside.articles == 0 ? 0.5 : 1.0;
      if (inside.articles != 1 || !page->keys.contains(*inside.key)) continue;
      good += 1.0;
      covered.insert(*inside.key);
      letters += page->text.of(node).size();
    }
    out.right += covered.size();
    out.of += page->keys.size();
    whole += page->text.of(page->sample.page->body()).size();
  }
  if (all == 0 || out.of == 0) return out;
  const double coverage = static_cast<double>(out.right) / static_cast<double>(out.of);
  out.score = coverage * good / all;
  out.text = static_cast<double>(letters) / static_cast<double>(std::max<std::size_t>(whole, 1));
  return out;
}

/// On edited copies of a listing: how often as many items are found.
double survival(const std::string& css, const Listed& page, const std::vector<EditedPage>& copies) {
  const auto query = select::Query::css(css);
  if (!query || copies.empty()) return 0.5;
  const auto before =
      static_cast<double>(page.evaluator.nodes(*query, page.sample.page->root()).size());
  double kept = 0;
  for (const EditedPage& copy : copies) {
    const auto after = static_cast<double>(copy.evaluator->nodes(*query, copy.page->root()).size());
    if (before > 0) kept += 1.0 - std::min(1.0, std::abs(after - before) / before);
  }
  return kept / static_cast<double>(copies.size());
}

std::optional<Candidate> best_item(const ListedPages& pages, const Avoided& avoided) {
  std::vector<Candidate> all;
  for (const auto& [css, cost] : candidates_of(pages, avoided)) {
    Candidate one = weigh(css, cost, pages);
    if (one.score >= kLeastScore) all.push_back(std::move(one));
  }
  if (all.empty()) return std::nullopt;
  const double top = std::ranges::max(all, {}, &Candidate::score).score;
  std::erase_if(all, [top](const Candidate& one) { return one.score < top - kClose; });
  const auto quick = [](const Candidate& one) {
    return one.score + 0.3 * one.text - 0.04 * one.cost;
  };
  std::ranges::stable_sort(all, [&](const auto& a, const auto& b) { return quick(a) > quick(b); });
  if (all.size() > kFinalists) all.resize(kFinalists);
  const Listed& longest =
      **std::ranges::max_element(pages, {}, [](const auto& page) { return page->keys.size(); });
  const auto copies = edit(*longest.sample.page);
  const Candidate* best = nullptr;
  double most = 0;
  for (Candidate& one : all) {
    one.survives = survival(one.css, longest, copies);
    const double worth = quick(one) + 0.4 * one.survives;
    if (best != nullptr && worth <= most) continue;
    most = worth;
    best = &one;
  }
  return *best;
}

std::vector<Item> items_of(const std::string& css, const ListedPages& pages) {
  std::vector<Item> out;
  const auto query = select::Query::css(css);
  if (!query) return out;
  for (const auto& page : pages) {
    for (const Node node : page->evaluator.nodes(*query, page->sample.page->root())) {
      const Listed::Inside inside = page->inside(node);
      if (inside.articles == 1 && page->keys.contains(*inside.key) && out.size() < kMaxItems)
        out.push_back({page.get(), node, *inside.key});
    }
  }
  return out;
}

}  // namespace

ListingRules listing_rules(const ListingQuestion& question) {
  ListingRules out;
  const ListedPages pages = listed_pages(question);
  if (pages.empty()) return out;
  const auto best = best_item(pages, question.avoided);
  if (!best) return out;
  out.item = best->css;
  out.survives = best->survives;
  out.right = best->right;
  out.of = best->of;
  const std::vector<Item> items = items_of(best->css, pages);
  std::vector<Item> some;
  std::map<const Listed*, std::size_t> taken;
  for (const Item& item : items) {
    if (taken[item.page]++ < kItemsAPage) some.push_back(item);
  }
  find_item_parts(some, question, out);
  find_next_rule(pages, question, out);
  // Also those whose articles are all advertised elsewhere; the proof says which are read.
  for (const Sample& sample : question.samples) {
    if (sample.role == Role::kListing && !sample.continues) out.pages.push_back({&sample});
  }
  return out;
}

}  // namespace tearsheet::learn
