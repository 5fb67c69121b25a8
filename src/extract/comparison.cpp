#include "extract/comparison.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

#include "extract/agreement.h"
#include "extract/body/body.h"
#include "extract/dating/dating.h"
#include "extract/rule_date.h"
#include "extract/teasers.h"
#include "text/text.h"

namespace tearsheet::extract {
namespace {

// Rules fail by the layout, so a part of a site's pages tells as much as all.
constexpr std::size_t kCompareOneIn = 8;
// Bodies that have half of their letters in common are one text, with other furniture.
constexpr double kSameBody = 0.5;
// The probabilities of the model's blocks: what is surely none of the article, and surely is.
constexpr double kSurelyNot = 0.3, kSurely = 0.6;

bool has_source(const records::Article& article, std::string_view field) {
  return std::any_of(article.sources.begin(), article.sources.end(),
                     [&](const auto& source) { return source.field == field; });
}

bool has_query(const site::Rules& rules) {
  return std::any_of(rules.begin(), rules.end(),
                     [](const site::Rule& rule) { return rule.query.has_value(); });
}

// The probability of the blocks, by their letters.
double mean_of(const Survey& survey, const BodyChoice& choice,
               std::span<const std::uint32_t> blocks) {
  double all = 0, likely = 0;
  for (const std::uint32_t i : blocks) {
    const auto size = static_cast<double>(survey.blocks[i].size);
    all += size;
    likely += i < choice.likely.size() ? size * static_cast<double>(choice.likely[i]) : 0;
  }
  return all > 0 ? likely / all : 0;
}

class Comparison {
 public:
  Comparison(Groundwork& ground, RuleReader& rules, Draft& draft)
      : ground_(ground),
        context_(ground.context),
        rules_(rules),
        draft_(draft),
        out_(draft.article),
        is_kept_(std::hash<std::string>{}(out_.url) % kCompareOneIn == 0) {}

  void run() {
    if (!is_kept_ && context_.findings == nullptr) return;
    for (std::size_t i = 0; i < kRuledFields.size(); ++i) {
      const auto field = static_cast<RuledField>(i);
      if (has_query(draft_.layout->*kRuledFields[i].rules)) compare(field);
    }
    // By the address alone, so that a page that is read again gives the same article.
    if (is_kept_) out_.agreement = agreement_.take();
  }

 private:
  [[nodiscard]] bool is_doubted(RuledField field) const {
    return context_.trust != nullptr && context_.trust->doubted.has(field);
  }
  [[nodiscard]] bool is_compared(RuledField field) const {
    return is_kept_ || (context_.trust != nullptr && context_.trust->compared.has(field));
  }

  void compare(RuledField field) {
    RuleFinding finding{.field = field};
    finding.is_found = records::is_by_rule(out_, spec_of(field).name);
    switch (field) {
      case RuledField::kTitle:
        compare_title(finding);
        break;
      case RuledField::kBody:
        compare_body(finding);
        break;
      case RuledField::kDate:
        compare_date(finding);
        break;
      default:
        if (is_doubted(field)) {
          finding.is_found = rules_
                                 .first(draft_.layout->*spec_of(field).rules, spec_of(field).name,
                                        ground_.page.root())
                                 .has_value();
          // Nothing compares these: that the rule finds something again is all that is known.
          finding.agrees = finding.is_found;
        }
    }
    finding.is_elsewhere = finding.is_found || has_source(out_, spec_of(field).name);
    if (context_.findings != nullptr) context_.findings->push_back(std::move(finding));
  }

  void compare_title(RuleFinding& finding) {
    std::string title = out_.title;
    if (is_doubted(finding.field)) {
      const auto value = rules_.first(draft_.layout->title, "title", ground_.page.root());
      finding.is_found = value.has_value();
      if (value) title = value->text;
    }
    if (!finding.is_found || ground_.headline.text.empty()) return;
    const std::string by_rule = text::fold(title), automatic = text::fold(ground_.headline.text);
    const std::string announced =
        context_.hint != nullptr ? text::fold(context_.hint->title) : std::string();
    finding.agrees = by_rule == automatic || (!announced.empty() && by_rule == announced);
    if (!*finding.agrees && !announced.empty() && automatic == announced)
      finding.lie = "its source and the page's headline have another title";
    if (is_kept_ && !is_doubted(finding.field))
      agreement_.add("title", by_rule == automatic ? 1 : 0);
  }

  void compare_date(RuleFinding& finding) {
    std::optional<dates::Timestamp> by_rule = out_.published;
    if (is_doubted(finding.field)) {
      by_rule = rule_date(ground_, rules_, draft_.layout->date, "date", nullptr);
      finding.is_found = by_rule.has_value();
    }
    if (!finding.is_found || !by_rule) return;
    finding.lie = date_lie(context_, *by_rule);
    if (!is_compared(finding.field) && finding.lie.empty()) return;
    const Dating dating = find_dates(
        {ground_.page, ground_.facts, ground_.article, ground_.survey, ground_.headline.element,
         context_.url, ground_.dates, std::nullopt, std::nullopt},
        nullptr);
    const bool is_announced =
        context_.hint != nullptr && same_day(context_.hint->published, by_rule);
    // A site file knows the order of day and month, which the page alone may not say.
    if (dating.published && !is_announced && differs_in_order_alone(*dating.published, *by_rule))
      return;
    if (dating.published || is_announced)
      finding.agrees = is_announced || same_day(dating.published, by_rule);
    // Where the whole page names the day it is the witness outside of it that errs; but a page that
    // prints the day of the visit prints it everywhere.
    if (finding.agrees.value_or(false) && !is_visit(context_, *by_rule)) finding.lie.clear();
    if (is_kept_ && !is_doubted(finding.field))
      agreement_.add("date", same_day(dating.published, by_rule) ? 1 : 0);
  }

  void compare_body(RuleFinding& finding) {
    std::vector<std::uint32_t> by_rule = draft_.body;
    if (is_doubted(finding.field)) {
      RuleReader::Body found;
      finding.is_found = rules_.body(*draft_.layout, ground_.survey, found) == RuleOutcome::kFound;
      by_rule = std::move(found.blocks);
    }
    if (!finding.is_found || !is_compared(finding.field)) return;
    BodyChoice choice = find_body(ground_.body_question(), nullptr);
    rules_.strip(*draft_.layout, ground_.survey, choice.blocks);
    const double shared = overlap(ground_.survey, by_rule, choice.blocks);
    if (!is_doubted(finding.field)) agreement_.add("body", shared);
    const double rule_mean = mean_of(ground_.survey, choice, by_rule);
    finding.agrees = shared >= kSameBody;
    if (*finding.agrees || mean_of(ground_.survey, choice, choice.blocks) < kSurely) return;
    if (are_teasers(ground_.survey, by_rule) && !are_teasers(ground_.survey, choice.blocks)) {
      finding.lie = "its paragraphs lead to other articles, and there is a text on the page";
    } else if (shared < kSurelyNot && rule_mean < kSurelyNot) {
      finding.lie = "its text is none of an article's, and another one on the page is";
    }
  }

  Groundwork& ground_;
  const PageContext& context_;
  RuleReader& rules_;
  Draft& draft_;
  records::Article& out_;
  const bool is_kept_;
  Agreement agreement_;
};

}  // namespace

void compare_with_rules(Groundwork& ground, RuleReader& rules, Draft& draft) {
  if (draft.layout != nullptr) Comparison(ground, rules, draft).run();
}

}  // namespace tearsheet::extract
