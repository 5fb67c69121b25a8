#include "extract/authors/author_features.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <string>

#include "base/ascii.h"
#include "extract/authors/person_names.h"

namespace tearsheet::extract {
namespace {

constexpr std::size_t kMaxLabels = 300;  // alternative texts and titles looked at
constexpr std::size_t kMaxLabelBytes = 60;

bool is_data(NameSource source) {
  return source <= NameSource::kState;
}

float flag(bool value) {
  return value ? 1.0F : 0.0F;
}

template <class Test>
float share(const AuthorCandidate& one, Test test) {
  const auto count = std::count_if(one.names.begin(), one.names.end(), test);
  return static_cast<float>(count) / static_cast<float>(one.names.size());
}

bool share_a_name(const AuthorCandidate& a, const AuthorCandidate& b) {
  return std::any_of(a.keys.begin(), a.keys.end(), [&](const std::string& key) {
    return std::find(b.keys.begin(), b.keys.end(), key) != b.keys.end();
  });
}

class Measurer {
 public:
  Measurer(const AuthorsInput& input, std::span<const AuthorCandidate> candidates)
      : input_(input),
        survey_(input.survey),
        candidates_(candidates),
        publication_(input.site_name, input.page),
        title_key_(name_key(input.title)) {
    at_ = input.headline.is_null() ? 0 : survey_.first_block(input.headline.index());
    read_blocks();
    read_labels();
    for (const auto& one : candidates_) {
      persons_.push_back(share(one, looks_like_person) > 0.5F);
      sites_.push_back(std::all_of(one.keys.begin(), one.keys.end(),
                                   [&](const auto& key) { return publication_.names_site(key); }));
    }
  }

  AuthorRow measure(std::size_t index) {
    row_.fill(0);
    itself(candidates_[index]);
    others(index);
    witnesses(index);
    place(candidates_[index]);
    return row_;
  }

 private:
  void set(AuthorFeature feature, float value) {
    row_.at(static_cast<std::size_t>(feature)) = value;
  }

  void read_blocks() {
    const auto count = static_cast<std::uint32_t>(survey_.blocks.size());
    for (std::uint32_t i = 0; i < count; ++i) {
      const auto& block = survey_.blocks[i];
      if (block.size < 90 && block.digits >= 4) dated_.push_back(i);
      if (i <= at_ || !block.is_prose()) continue;
      const auto& ancestors = survey_.ancestors_of(block);
      if (ancestors.has(Hint::kComment) || ancestors.has(Hint::kRelated) ||
          ancestors.has(Hint::kTeaser) || ancestors.in(AncestorKind::kFooter) ||
          ancestors.in(AncestorKind::kAside))
        continue;
      if (first_prose_ == 0) first_prose_ = i;
      last_prose_ = i;
    }
  }

  void read_labels() {
    const auto& page = input_.document;
    for (std::uint32_t i = 0; i < page.size(); ++i) {
      const html::Node node = page.node(i);
      if (!node.is_element()) continue;
      const bool image = node.tag() == html::Tag::kImg;
      if (!image && node.tag() != html::Tag::kA) continue;
      auto& keys = image ? alternates_ : link_titles_;
      if (keys.size() >= kMaxLabels) continue;
      const auto text = node.attribute(image ? "alt" : "title").value_or("");
      if (text.size() >= 5 && text.size() <= kMaxLabelBytes) keys.insert(name_key(text));
    }
  }

  static bool names(const std::set<std::string>& keys, const std::string& key) {
    return key.size() >= 5 && std::any_of(keys.begin(), keys.end(), [&](const std::string& label) {
             return label.ends_with(key);
           });
  }

  void itself(const AuthorCandidate& one) {
    using enum AuthorFeature;
    const std::string& first = one.names.front();
    set(kSource, static_cast<float>(one.source));
    set(kWeight, static_cast<float>(one.candidate.weight));
    set(kNames, static_cast<float>(one.names.size()));
    set(kWords, static_cast<float>(word_count(first)));
    set(kPersons, share(one, looks_like_person));
    set(kAccounts, share(one, is_account));
    set(kRoles, share(one, has_role_word));
    const auto sites = std::count_if(one.keys.begin(), one.keys.end(),
                                     [&](const auto& key) { return publication_.names_site(key); });
    set(kSites, static_cast<float>(sites) / static_cast<float>(one.keys.size()));
    set(kCapitals, flag(std::none_of(first.begin(), first.end(),
                                     [](char c) { return c >= 'a' && c <= 'z'; })));
    set(kWide, flag(std::none_of(first.begin(), first.end(), is_alpha)));
    set(kBlocks, static_cast<float>(one.blocks));
    set(kInTitle, flag(std::any_of(one.keys.begin(), one.keys.end(), [&](const auto& key) {
          return key.size() >= 4 && title_key_.find(key) != std::string::npos;
        })));
    set(kIsAlternate, flag(names(alternates_, one.keys.front())));
    set(kIsLinkTitle, flag(names(link_titles_, one.keys.front())));
  }

  /// The field it competes in.
  void others(std::size_t index) {
    using enum AuthorFeature;
    const auto& one = candidates_[index];
    double best_data = 0;
    int shown_persons = 0, of_source = 0, rank = 0;
    for (std::size_t j = 0; j < candidates_.size(); ++j) {
      const auto& other = candidates_[j];
      const bool shown = !is_data(other.source);
      if (!shown && persons_[j] && !sites_[j])
        best_data = std::max(best_data, other.candidate.weight);
      if (j == index) continue;
      of_source += other.source == one.source ? 1 : 0;
      rank += shown && j < index ? 1 : 0;
      shown_persons += shown && persons_[j] ? 1 : 0;
    }
    set(kBestData, static_cast<float>(best_data));
    set(kShownPersons, static_cast<float>(std::min(shown_persons, 20)));
    set(kOfSource, static_cast<float>(std::min(of_source, 20)));
    set(kRank, is_data(one.source) ? -1.0F : static_cast<float>(rank));
  }

  /// Who else names the same persons.
  void witnesses(std::size_t index) {
    using enum AuthorFeature;
    const auto& one = candidates_[index];
    double data = 0;
    int shown = 0, same = 0;
    for (std::size_t j = 0; j < candidates_.size(); ++j) {
      const auto& other = candidates_[j];
      if (j == index || !share_a_name(one, other)) continue;
      same += other.keys == one.keys ? 1 : 0;
      if (!is_data(other.source)) {
        shown += other.block != one.block ? 1 : 0;
      } else if (other.source != one.source) {
        data = std::max(data, other.candidate.weight);
      } else if (other.candidate.locator != one.candidate.locator) {
        data = std::max(data, other.candidate.weight * 0.9);
      }
    }
    set(kDataAgrees, static_cast<float>(data));
    set(kShownAgrees, static_cast<float>(std::min(shown, 6)));
    set(kSameSet, static_cast<float>(std::min(same, 6)));
  }

  /// Steps from `from` to block `to`, within -20 to 60.
  static float steps(std::uint32_t from, std::uint32_t to) {
    return std::clamp(static_cast<float>(to) - static_cast<float>(from), -20.0F, 60.0F);
  }

  [[nodiscard]] float to_date(std::uint32_t block) const {
    const auto behind = std::lower_bound(dated_.begin(), dated_.end(), block);
    std::uint32_t best = 20;
    if (behind != dated_.end()) best = std::min(best, *behind - block);
    if (behind != dated_.begin()) best = std::min(best, block - *(behind - 1));
    return static_cast<float>(best);
  }

  void place(const AuthorCandidate& one) {
    using enum AuthorFeature;
    if (one.block >= survey_.blocks.size()) {
      for (const auto feature : {kDistance, kText, kFirstProse, kLastProse, kDated, kMarkedDepth,
                                 kSize, kDigits, kLinked})
        set(feature, feature == kDistance || feature == kFirstProse || feature == kLastProse
                         ? -30.0F
                         : -1.0F);
      return;
    }
    const auto& block = survey_.blocks[one.block];
    const auto& ancestors = survey_.ancestors_of(block);
    set(kDistance, steps(at_, one.block));
    set(kText, std::log1p(std::abs(survey_.size_before[one.block] - survey_.size_before[at_])));
    set(kFirstProse, steps(first_prose_, one.block));
    set(kLastProse, steps(last_prose_, one.block));
    set(kDated, to_date(one.block));
    const auto depth = ancestors.hint_depth[static_cast<std::size_t>(Hint::kAuthor)];
    set(kMarkedDepth, depth == 0 ? -1.0F : static_cast<float>(std::max(0, block.depth - depth)));
    const std::array<std::pair<AuthorFeature, Hint>, 8> hints = {{{kMetaHint, Hint::kMeta},
                                                                  {kDateHint, Hint::kDate},
                                                                  {kRelatedHint, Hint::kRelated},
                                                                  {kTeaserHint, Hint::kTeaser},
                                                                  {kSidebarHint, Hint::kSidebar},
                                                                  {kCommentHint, Hint::kComment},
                                                                  {kCaptionHint, Hint::kCaption},
                                                                  {kHeaderHint, Hint::kHeader}}};
    for (const auto& [feature, hint] : hints) set(feature, flag(ancestors.has(hint)));
    set(kTitleHint, flag(ancestors.has(Hint::kTitle)));
    const std::array<std::pair<AuthorFeature, AncestorKind>, 7> elements = {
        {{kNavigation, AncestorKind::kNav},
         {kFooter, AncestorKind::kFooter},
         {kAside, AncestorKind::kAside},
         {kFigure, AncestorKind::kFigure},
         {kHeading, AncestorKind::kHeading},
         {kListItem, AncestorKind::kListItem},
         {kArticle, AncestorKind::kArticle}}};
    for (const auto& [feature, element] : elements) set(feature, flag(ancestors.in(element)));
    set(kSize, block.size);
    set(kDigits, static_cast<float>(block.digits));
    set(kLinked, block.link_density());
  }

  const AuthorsInput& input_;
  const Survey& survey_;
  std::span<const AuthorCandidate> candidates_;
  AuthorCollector publication_;
  std::string title_key_;
  std::uint32_t at_ = 0, first_prose_ = 0, last_prose_ = 0;
  std::vector<std::uint32_t> dated_;
  std::set<std::string> alternates_, link_titles_;
  std::vector<bool> persons_, sites_;
  AuthorRow row_{};
};

}  // namespace

std::vector<AuthorRow> author_features(const AuthorsInput& input,
                                       std::span<const AuthorCandidate> candidates) {
  std::vector<AuthorRow> rows;
  if (candidates.empty()) return rows;
  Measurer measurer(input, candidates);
  for (std::size_t i = 0; i < candidates.size(); ++i) rows.push_back(measurer.measure(i));
  return rows;
}

}  // namespace tearsheet::extract
