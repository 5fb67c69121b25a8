#include "learn/rules/value_rule.h"

#include <algorithm>
#include <map>
#include <utility>

#include "learn/rules/toml.h"
#include "site/site.h"
#include "text/text.h"

namespace tearsheet::learn {
namespace {

constexpr std::size_t kMaxPlaces = 8;    // of a page
constexpr std::size_t kMaxTeachers = 4;  // pages that rules are made of
constexpr std::size_t kMaxCandidates = 900;
constexpr std::size_t kMaxValues = 12;  // of a page, that are read
constexpr std::size_t kFinalists = 16;
constexpr std::size_t kLongestValue = 4000;
// A rule that lies is worse than one that finds nothing: then others follow.
constexpr double kLie = 1.5;
constexpr double kSurvival = 0.5, kCost = 0.04;
constexpr double kBeside = 0.5, kMostBeside = 3;  // cost of each further match on a page

bool is_metadata(html::Node node) {
  return node.tag() == html::Tag::kMeta || node.tag() == html::Tag::kLink ||
         node.tag() == html::Tag::kTitle;
}

struct Candidate {
  ValueRule rule;
  std::size_t wrong = 0;
  double score = 0;
};

void add_candidates(const std::vector<Place>& places, const Avoided& avoided,
                    std::map<std::pair<std::string, std::string>, ValueRule>& out) {
  for (std::size_t i = 0; i < std::min(kMaxPlaces, places.size()); ++i) {
    const Place& place = places[i];
    for (const Selector& selector : selectors_of(place.node, avoided)) {
      if (out.size() >= kMaxCandidates) return;
      ValueRule rule{selector.css, place.attribute};
      rule.cost = selector.cost + place.cost;
      rule.is_metadata = is_metadata(place.node);
      out.try_emplace({rule.css, rule.attribute}, std::move(rule));
    }
  }
}

Candidate try_on(const ValueRule& rule, const Pages& pages, const Wish& wish) {
  Candidate out{rule};
  const RuleRunner runner(rule);
  std::size_t beside = 0;
  for (const auto& page : pages) {
    const std::vector<std::string> values = runner.values(page->evaluator, page->page.root());
    beside += values.empty() ? 0 : values.size() - 1;
    switch (wish.judge(*page, values)) {
      case Verdict::kRight:
        ++out.rule.right;
        ++out.rule.of;
        break;
      case Verdict::kWrong:
        ++out.wrong;
        ++out.rule.of;
        break;
      case Verdict::kNothing:
        ++out.rule.of;
        break;
      case Verdict::kNoLabel:
        break;
    }
  }
  if (!wish.takes_several && !rule.is_metadata) {
    out.rule.cost += std::min(
        kMostBeside, kBeside * static_cast<double>(beside) / static_cast<double>(pages.size()));
  }
  out.score = (static_cast<double>(out.rule.right) - kLie * static_cast<double>(out.wrong)) /
              static_cast<double>(std::max<std::size_t>(out.rule.of, 1));
  return out;
}

double survival(const ValueRule& rule, const std::vector<EditedPage>& copies, const Wish& wish) {
  std::size_t tried = 0, survived = 0;
  const RuleRunner runner(rule);
  for (const EditedPage& copy : copies) {
    if (wish.judge(*copy.of, runner.values(copy.of->evaluator, copy.of->page.root())) !=
        Verdict::kRight)
      continue;
    ++tried;
    survived +=
        wish.judge(*copy.of, runner.values(*copy.evaluator, copy.page->root())) == Verdict::kRight
            ? 1U
            : 0U;
  }
  return tried == 0 ? 0.5 : static_cast<double>(survived) / static_cast<double>(tried);
}

/// The best of one kind: agreement first, then what lasts and is short.
std::optional<ValueRule> best_of(std::vector<Candidate> candidates,
                                 const std::vector<EditedPage>& copies, const Wish& wish) {
  if (candidates.empty()) return std::nullopt;
  std::ranges::stable_sort(candidates, [](const Candidate& a, const Candidate& b) {
    return a.score != b.score ? a.score > b.score : a.rule.cost < b.rule.cost;
  });
  if (candidates.size() > kFinalists) candidates.resize(kFinalists);
  const double top = candidates.front().score;
  std::optional<ValueRule> best;
  double most = -1e9;
  for (Candidate& one : candidates) {
    if (one.score < top - 1e-9) break;
    one.rule.survives = one.rule.css.starts_with("script") ? 1.0 : survival(one.rule, copies, wish);
    const double worth = kSurvival * one.rule.survives - kCost * one.rule.cost;
    if (worth <= most) continue;
    most = worth;
    best = one.rule;
  }
  return best;
}

}  // namespace

std::string to_toml(const ValueRule& rule) {
  std::string css = rule.css;
  if (rule.regex.empty() && rule.formats.empty()) {
    if (!rule.attribute.empty()) css += "::attr(" + rule.attribute + ")";
    return toml_string(css);
  }
  std::string out = "{ css = " + toml_string(css);
  if (!rule.attribute.empty()) out += ", attr = " + toml_string(rule.attribute);
  if (!rule.regex.empty()) out += ", regex = " + toml_string(rule.regex);
  if (!rule.formats.empty()) {
    out += ", format = [";
    for (std::size_t i = 0; i < rule.formats.size(); ++i)
      out += (i == 0 ? "" : ", ") + toml_string(rule.formats[i]);
    out += ']';
  }
  return out + " }";
}

RuleRunner::RuleRunner(const ValueRule& rule) : attribute_(rule.attribute) {
  auto query = select::Query::css(rule.css);
  if (!query) return;
  query_ = std::move(*query);
  if (!rule.regex.empty()) {
    auto regex = site::Pattern::compile(rule.regex);
    if (!regex) return;
    regex_ = std::move(*regex);
  }
  is_sound_ = true;
}

std::vector<std::string> RuleRunner::values(select::Evaluator& evaluator, html::Node scope) const {
  std::vector<std::string> out;
  if (!is_sound_) return out;
  const auto matches = evaluator.all(*query_, scope);
  if (!matches) return out;
  for (const select::Match& match : *matches) {
    if (out.size() == kMaxValues) break;
    std::string text;
    if (!attribute_.empty()) {
      text = match.node.is_null() ? "" : match.node.attribute(attribute_).value_or("");
    } else if (match.kind == select::Match::Kind::kElement) {
      text = html::visible_text(match.node, kLongestValue);
    } else {
      text = match.value;
    }
    if (regex_) text = regex_->capture(text).value_or("");
    text = text::clean_line(text);
    if (!text.empty()) out.push_back(std::move(text));
  }
  return out;
}

std::vector<ValueRule> choose_rules(const Pages& pages, const std::vector<EditedPage>& copies,
                                    const Wish& wish, const Avoided& avoided) {
  std::map<std::pair<std::string, std::string>, ValueRule> made;
  std::size_t teachers = 0;
  for (const auto& page : pages) {
    if (teachers == kMaxTeachers) break;
    const std::vector<Place> places = wish.places(*page);
    if (places.empty()) continue;
    ++teachers;
    add_candidates(places, avoided, made);
  }
  std::vector<Candidate> seen, hidden;
  const auto weigh = [&](const ValueRule& rule) {
    Candidate one = try_on(rule, pages, wish);
    if (one.rule.right == 0 || one.score <= 0) return;
    (one.rule.is_metadata ? hidden : seen).push_back(std::move(one));
  };
  for (const auto& [key, rule] : made) weigh(rule);
  for (const ValueRule& rule : wish.more) weigh(rule);
  std::vector<ValueRule> out;
  for (auto* kind : {&seen, &hidden}) {
    if (auto best = best_of(std::move(*kind), copies, wish)) out.push_back(std::move(*best));
  }
  return out;
}

}  // namespace tearsheet::learn
