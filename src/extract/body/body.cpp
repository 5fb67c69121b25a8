#include "extract/body/body.h"

#include <algorithm>
#include <unordered_map>

#include "base/ascii.h"
#include "extract/body/body_model.h"
#include "extract/body/contents_list.h"
#include "extract/body/top_container.h"
#include "extract/page/json_ld.h"

namespace tearsheet::extract {
namespace {

struct Choice {
  std::string name, why;
  std::vector<std::uint32_t> blocks;
  double right = 0;  // expected size of right text
  double size = 0;
  double expected_f1 = 0;
};

class Chooser {
 public:
  explicit Chooser(const BodyQuestion& question)
      : survey_(question.survey),
        rows_(body_features(question)),
        p_(body_probabilities(rows_)),
        trust_(body_trust(question, rows_)) {
    for (std::size_t i = 0; i < p_.size(); ++i) {
      p_[i] *= trust_[i];
      all_right_ += static_cast<double>(p_[i]) * survey_.blocks[i].size;
    }
    top_ = top_container(question.page, survey_);
  }

  std::vector<Choice> run() {
    std::vector<Choice> out;
    out.push_back(take("model",
                       "blocks that the fitted model thinks likelier of the article than not",
                       [&](std::uint32_t i) { return p_[i] >= 0.5F; }));
    if (!top_.is_null()) {
      const std::uint32_t begin = survey_.first_block(top_.index()),
                          end = survey_.first_block(top_.end());
      out.push_back(take("auto:container", "running text of the element that holds most of it",
                         [&](std::uint32_t i) {
                           const auto& block = survey_.blocks[i];
                           return i >= begin && i < end && (block.is_prose() || p_[i] >= 0.5F) &&
                                  !survey_.ancestors_of(block).has(Hint::kComment);
                         }));
    }
    out.push_back(take("auto:plain", "all running text outside navigation, footer and comments",
                       [&](std::uint32_t i) {
                         const auto& block = survey_.blocks[i];
                         const auto& ancestors = survey_.ancestors_of(block);
                         return block.is_prose() && !ancestors.in(AncestorKind::kNav) &&
                                !ancestors.in(AncestorKind::kFooter) &&
                                !ancestors.in(AncestorKind::kForm) &&
                                !ancestors.has(Hint::kComment);
                       }));
    return out;
  }

  /// The model's choice has the best expected F1 wherever its probabilities hold. They do not on a
  /// page unlike any that it was fitted to: it then finds next to nothing where there is a block of
  /// running text. 0.25 and 400: set by hand, on pages like that.
  static std::size_t choose(const std::vector<Choice>& choices) {
    if (choices.size() < 2 || choices[0].size >= 400) return 0;
    for (std::size_t i = 1; i < choices.size(); ++i) {
      if (choices[i].size >= 200 && choices[0].size < 0.25 * choices[i].size) return i;
    }
    return 0;
  }

  [[nodiscard]] html::Node top() const { return top_; }
  [[nodiscard]] std::vector<float> take_probabilities() { return std::move(p_); }

 private:
  template <class Wanted>
  Choice take(const char* name, const char* why, const Wanted& wanted) {
    Choice out{name, why, {}, 0, 0, 0};
    for (std::uint32_t i = 0; i < p_.size(); ++i) {
      if (trust_[i] <= 0 || !wanted(i)) continue;
      out.blocks.push_back(i);
      out.size += survey_.blocks[i].size;
      out.right += static_cast<double>(p_[i]) * survey_.blocks[i].size;
    }
    if (out.size > 0) out.expected_f1 = 2 * out.right / (out.size + all_right_);
    return out;
  }

  const Survey& survey_;
  std::vector<FeatureRow> rows_;
  std::vector<float> p_, trust_;
  double all_right_ = 0;
  html::Node top_;
};

// Pull quotes of a page that are looked for in its text: each costs a pass over it.
constexpr int kMostPullQuotes = 32;

/// Whether a text that is part of the page's stands in it a second time.
bool stands_twice(std::string_view page, std::string_view text) {
  const auto first = page.find(text);
  return first != std::string_view::npos && page.find(text, first + 1) != std::string_view::npos;
}

// A text that stands twice, and whose own element is marked as something beside the article, is
// that: a pull quote, the caption of a picture, the label of an advertisement. Of a pull quote the
// other place may be within a paragraph. Headings, items and cells stand twice for other reasons.
void distrust_repeats(const Survey& survey, std::vector<float>& trust) {
  const auto is_own = [&](const auto& block, Hint hint) {
    const auto& ancestors = survey.ancestors_of(block);
    return ancestors.has(hint) &&
           block.depth <= ancestors.hint_depth[static_cast<std::size_t>(hint)] + 1U;
  };
  const auto is_beside = [&](const auto& block) {
    const auto& ancestors = survey.ancestors_of(block);
    return !ancestors.in(AncestorKind::kHeading) && !ancestors.in(AncestorKind::kListItem) &&
           !ancestors.in(AncestorKind::kTable) &&
           (is_own(block, Hint::kPullQuote) || is_own(block, Hint::kCaption) ||
            is_own(block, Hint::kAd) || is_own(block, Hint::kPromo));
  };
  if (std::ranges::none_of(survey.blocks, is_beside)) return;
  std::unordered_map<std::string_view, int> times;
  for (const auto& block : survey.blocks) ++times[survey.text_of(block)];
  int sought = 0;
  for (std::size_t i = 0; i < trust.size(); ++i) {
    const auto& block = survey.blocks[i];
    if (!is_beside(block)) continue;
    const std::string_view text = survey.text_of(block);
    if (times[text] > 1 || (is_own(block, Hint::kPullQuote) && ++sought <= kMostPullQuotes &&
                            stands_twice(survey.text, text)))
      trust[i] = 0;
  }
}

}  // namespace

std::vector<float> body_trust(const BodyQuestion& question, std::span<const FeatureRow> rows) {
  // Pages with long comment threads are rare among those the model was fitted to, so it trusts the
  // hint too little. Held-out F1 of the set with such pages .951 -> .959, others unchanged.
  constexpr float kInComments = 0.3F;
  std::vector<float> out(question.survey.blocks.size(), 1.0F);
  for (std::size_t i = 0; i < out.size(); ++i) {
    const auto is = [&](Feature feature) { return rows[i][static_cast<std::size_t>(feature)] > 0; };
    if (is(Feature::kTeaserRow))
      out[i] = 0;
    else if (is(Feature::kInComments))
      out[i] = kInComments;
  }
  distrust_repeats(question.survey, out);
  distrust_contents(question.page, question.survey, out);
  return out;
}

BodyChoice find_body(const BodyQuestion& question, std::vector<Explanation>* explain) {
  Chooser chooser(question);
  auto choices = chooser.run();
  const std::size_t best = Chooser::choose(choices);
  BodyChoice out;
  out.blocks = std::move(choices[best].blocks);
  out.likely = chooser.take_probabilities();
  out.source = choices[best].name;
  out.why = choices[best].why;
  out.confidence = std::clamp(choices[best].expected_f1, 0.0, 1.0);
  if (!chooser.top().is_null()) out.locator = html::locator(chooser.top());
  if (explain != nullptr) {
    for (std::size_t i = 0; i < choices.size(); ++i) {
      explain->push_back({"body", choices[i].name, out.locator,
                          std::to_string(static_cast<long>(choices[i].size)) + " characters",
                          choices[i].why, choices[i].expected_f1, i == best});
    }
  }
  return out;
}

}  // namespace tearsheet::extract
