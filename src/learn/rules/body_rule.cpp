#include "learn/rules/body_rule.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "learn/rules/names.h"
#include "learn/rules/strips.h"

namespace tearsheet::learn {
namespace {

using html::Node;
using html::Tag;

constexpr double kHolds = 0.9;           // share of the body that the core has
constexpr double kLeastRecall = 0.85;    // of a selector, over all pages
constexpr double kLeastAgreement = 0.6;  // before anything is stripped: else it is no container
constexpr int kClimb = 4;
constexpr std::size_t kMaxTeachers = 4, kMaxCandidates = 1200, kMaxGroups = 6, kMaxOfGroup = 12;
constexpr double kFits = 0.95;

using Containers = std::vector<std::vector<Node>>;  // by page

struct Candidate {
  std::string css;
  double cost = 0;
};

// Paragraphs alone leave out what a later article has beside them.
constexpr double kParagraphsAlone = 0.03;

/// Candidates that find the same elements on every page.
struct Group {
  Containers containers;
  std::vector<Candidate> candidates;
  double recall = 0, agrees = 0;
};

double f1(std::size_t letters, std::size_t body, std::size_t wanted) {
  if (letters + wanted == 0) return 0;
  return 2.0 * static_cast<double>(body) / static_cast<double>(letters + wanted);
}

/// The innermost element with nearly all of the body.
Node core_of(const Labelled& page) {
  const double wanted = kHolds * static_cast<double>(page.body_letters());
  Node core = page.page.body();
  for (;;) {
    Node inner;
    for (Node child = core.first_child(); child; child = child.next_sibling()) {
      if (child.is_element() && static_cast<double>(page.share(child).body) >= wanted)
        inner = child;
    }
    if (inner.is_null() || inner.tag() == Tag::kP) return core;
    core = inner;
  }
}

/// Whether the last name of a selector says no more than how something looks.
bool names_looks(std::string_view css) {
  const std::size_t at = css.find_last_of(".# >");
  return at != std::string_view::npos && css[at] == '.' && is_look_name(css.substr(at + 1));
}

void add_candidates(const Labelled& page, const Avoided& avoided,
                    std::map<std::string, double>& out) {
  Node node = core_of(page);
  std::size_t in_paragraphs = 0;
  for (Node child = node.first_child(); child; child = child.next_sibling()) {
    if (child.is_element() && child.tag() == Tag::kP) in_paragraphs += page.share(child).body;
  }
  const bool has_paragraphs =
      static_cast<double>(in_paragraphs) > 0.8 * static_cast<double>(page.body_letters());
  // Paragraphs with a name of their own.
  std::size_t teachers = 0;
  for (Node child = node.first_child(); child && teachers < 3; child = child.next_sibling()) {
    if (!child.is_element() || page.share(child).body == 0) continue;
    ++teachers;
    for (const Selector& unit : units_of(child, avoided)) {
      if (unit.css == child.name() || unit.cost > 2.2) continue;
      out.try_emplace(unit.css, unit.cost + 0.6);
      for (const Selector& around : units_of(node, avoided)) {
        if (around.cost < 2.2)
          out.try_emplace(around.css + " > " + unit.css, around.cost + unit.cost);
      }
    }
  }
  for (int climb = 0;
       climb <= kClimb && node && node.tag() != Tag::kBody && node.tag() != Tag::kHtml;
       ++climb, node = node.parent()) {
    for (const Selector& selector : selectors_of(node, avoided)) {
      if (out.size() >= kMaxCandidates) return;
      if (selector.css == "div" || selector.css == "td") continue;  // names nothing
      if (names_looks(selector.css)) continue;
      out.try_emplace(selector.css, selector.cost);
      if (climb == 0 && has_paragraphs && selector.cost < 2.2) {
        out.try_emplace(selector.css + " > p", selector.cost + 1.0);
        out.try_emplace(selector.css + " > :is(p, h2, h3, ul, ol, blockquote)",
                        selector.cost + 1.6);
      }
    }
  }
}

/// Outermost matches.
std::vector<Node> containers_of(const select::Query& query, select::Evaluator& evaluator,
                                Node root) {
  std::vector<Node> out;
  std::uint32_t end = 0;
  for (const Node node : evaluator.nodes(query, root)) {
    if (node.index() < end) continue;
    out.push_back(node);
    end = node.end();
  }
  return out;
}

std::vector<Group> groups_of(const Pages& pages, const std::map<std::string, double>& candidates) {
  std::map<std::vector<std::uint32_t>, Group> groups;
  for (const auto& [css, cost] : candidates) {
    const auto query = select::Query::css(css);
    if (!query) continue;
    Containers containers;
    std::vector<std::uint32_t> key;
    double recall = 0, agrees = 0;
    for (const auto& page : pages) {
      containers.push_back(containers_of(*query, page->evaluator, page->page.root()));
      Labelled::Share sum;
      for (const Node node : containers.back()) {
        key.push_back(node.index());
        const Labelled::Share share = page->share(node);
        sum.letters += share.letters;
        sum.body += share.body;
      }
      key.push_back(0);
      recall += static_cast<double>(sum.body) /
                static_cast<double>(std::max<std::size_t>(page->body_letters(), 1));
      agrees += f1(sum.letters, sum.body, page->body_letters());
    }
    const auto count = static_cast<double>(pages.size());
    if (recall / count < kLeastRecall || agrees / count < kLeastAgreement) continue;
    Group& group = groups[key];
    group.containers = std::move(containers);
    group.recall = recall / count;
    group.agrees = agrees / count;
    group.candidates.push_back({css, cost});
  }
  std::vector<Group> out;
  for (auto& [key, group] : groups) {
    std::ranges::stable_sort(group.candidates, {}, &Candidate::cost);
    if (group.candidates.size() > kMaxOfGroup) group.candidates.resize(kMaxOfGroup);
    out.push_back(std::move(group));
  }
  std::ranges::stable_sort(out, [](const Group& a, const Group& b) { return a.agrees > b.agrees; });
  if (out.size() > kMaxGroups) out.resize(kMaxGroups);
  return out;
}

std::size_t letters_in(const PageText& text, const std::vector<Node>& nodes) {
  std::size_t sum = 0;
  for (const Node node : nodes) sum += text.of(node).size();
  return sum;
}

double survival(const std::string& css, const std::vector<EditedPage>& copies) {
  const auto query = select::Query::css(css);
  if (!query || copies.empty()) return 0.5;
  std::size_t survived = 0;
  for (const EditedPage& copy : copies) {
    const auto before = static_cast<double>(
        letters_in(copy.of->text, containers_of(*query, copy.of->evaluator, copy.of->page.root())));
    const auto after = static_cast<double>(
        letters_in(*copy.text, containers_of(*query, *copy.evaluator, copy.page->root())));
    survived += before > 0 && std::abs(after - before) < 0.1 * before + 60 ? 1U : 0U;
  }
  return static_cast<double>(survived) / static_cast<double>(copies.size());
}

BodyRule rule_of(const Group& group, const Pages& pages, const std::vector<EditedPage>& copies,
                 const Avoided& avoided) {
  Strips strips = find_strips(pages, group.containers, avoided);
  BodyRule rule;
  rule.worst = 1;
  for (std::size_t p = 0; p < pages.size(); ++p) {
    const double fit = f1(strips.rest[p].letters, strips.rest[p].body, pages[p]->body_letters());
    rule.agrees += fit / static_cast<double>(pages.size());
    rule.worst = std::min(rule.worst, fit);
    rule.right += fit >= kFits ? 1U : 0U;
    ++rule.of;
  }
  rule.strip = std::move(strips.elements);
  rule.strip_text = std::move(strips.lines);
  double most = -1e9;
  for (const Candidate& candidate : group.candidates) {
    const double survives = survival(candidate.css, copies);
    const double worth = 0.5 * survives - 0.05 * candidate.cost;
    if (worth <= most) continue;
    most = worth;
    rule.css = candidate.css;
    rule.survives = survives;
  }
  return rule;
}

}  // namespace

std::optional<BodyRule> body_rule(const Pages& pages, const std::vector<EditedPage>& copies,
                                  const Avoided& avoided) {
  std::map<std::string, double> candidates;
  for (std::size_t i = 0; i < std::min(kMaxTeachers, pages.size()); ++i)
    add_candidates(*pages[i], avoided, candidates);
  std::optional<BodyRule> best;
  double most = -1e9;
  for (const Group& group : groups_of(pages, candidates)) {
    BodyRule rule = rule_of(group, pages, copies, avoided);
    const double worth = rule.agrees + 0.05 * rule.survives -
                         0.005 * static_cast<double>(rule.strip.size() + rule.strip_text.size());
    const double risk = rule.css.find(" > ") == std::string::npos ? 0 : kParagraphsAlone;
    if (worth - risk <= most) continue;
    most = worth - risk;
    best = std::move(rule);
  }
  return best;
}

}  // namespace tearsheet::learn
