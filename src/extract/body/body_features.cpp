#include "extract/body/body_features.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <unordered_map>

#include "extract/ascii.h"
#include "extract/body/brothers.h"
#include "extract/body/teaser_rows.h"
#include "extract/body/text_marks.h"
#include "text/text.h"

namespace tearsheet::extract {
namespace {

using html::Node;
using html::Tag;

constexpr float kFar = 14;  // "not around": farther than any distance that tells something

std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
  return (a ^ (b + 0x9E3779B97F4A7C15ULL + (a << 6U) + (a >> 2U))) * 0xFF51AFD7ED558CCDULL;
}

std::uint64_t hash_of(std::string_view text) {
  return std::hash<std::string_view>{}(text);
}

/// Tag and class of an element: elements of one kind on a page share it.
std::uint64_t signature_of(Node element) {
  if (element.is_null()) return 0;
  return mix(static_cast<std::uint64_t>(element.tag()),
             hash_of(element.attribute("class").value_or("")));
}

float logarithm(float value) {
  return std::log2(value + 1);
}

/// The holder's element as a number, running text first.
float holder_rank(Tag tag) {
  switch (tag) {
    case Tag::kP:
      return 0;
    case Tag::kBlockquote:
      return 1;
    case Tag::kPre:
      return 2;
    case Tag::kDiv:
    case Tag::kSection:
    case Tag::kArticle:
      return 3;
    case Tag::kLi:
      return 4;
    case Tag::kDd:
    case Tag::kDt:
      return 5;
    case Tag::kTd:
    case Tag::kTh:
      return 6;
    case Tag::kH1:
      return 7;
    case Tag::kH2:
      return 8;
    case Tag::kH3:
      return 9;
    case Tag::kH4:
    case Tag::kH5:
    case Tag::kH6:
      return 10;
    case Tag::kFigcaption:
    case Tag::kFigure:
    case Tag::kCaption:
      return 11;
    default:
      return 12;
  }
}

int heading_level(Tag tag) {
  const auto first = static_cast<int>(Tag::kH1);
  const int level = static_cast<int>(tag) - first + 1;
  return level >= 1 && level <= 6 ? level : 0;
}

class Builder {
 public:
  explicit Builder(const BodyQuestion& question)
      : question_(question),
        survey_(question.survey),
        linked_(question.linked_body),
        described_(question.description, 30),
        titled_(question.title, 20),
        teasers_(in_teaser_rows(question.page, question.survey)),
        site_name_(name_letters(question.site_name)) {
    top_ = top_container(question.page, survey_);
    headline_ = question.headline.is_null() ? 0 : survey_.first_block(question.headline.index());
    count_paths();
    count_repeats();
  }

  std::vector<FeatureRow> run() {
    const auto& blocks = survey_.blocks;
    std::vector<FeatureRow> rows(blocks.size());
    find_prose_distances();
    find_apart();
    const std::uint64_t title = text_key(question_.title),
                        description = text_key(question_.description);
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      row_ = &rows[i];
      const TextBlock& block = blocks[i];
      letters_ = letters_of(survey_.text_of(block));
      itself(block);
      around(block);
      apart(block);
      neighbours(i);
      place(i);
      containers(i);
      groups(i);
      const std::uint64_t key = keys_[i];
      const auto& repeat = repeats_.at(key);
      set(Feature::kRepeatBefore, key != 0 && repeat.first < i ? 1 : 0);
      set(Feature::kRepeatAfter, key != 0 && repeat.last > i ? 1 : 0);
      set(Feature::kRepeats, key != 0 ? logarithm(static_cast<float>(repeat.count)) : 0);
      set(Feature::kInDescription, described_.holds(letters_));
      set(Feature::kInTitle, titled_.holds(letters_));
      set(Feature::kTeaserRow, teasers_[i] ? 1 : 0);
      set(Feature::kIsTitle, key != 0 && key == title ? 1 : 0);
      set(Feature::kIsDescription, key != 0 && key == description ? 1 : 0);
      set(Feature::kInLinkedBody, linked_.holds(letters_));
      set(Feature::kPageProse, logarithm(survey_.prose_before.back()));
      set(Feature::kPageBlocks, logarithm(static_cast<float>(blocks.size())));
    }
    return rows;
  }

 private:
  struct Sums {
    float prose, size, links;
    std::uint32_t begin, end;
  };
  struct Repeat {
    std::size_t first = 0, last = 0;
    std::uint32_t count = 0;
  };
  struct Path {
    float prose = 0, size = 0;
    std::uint32_t blocks = 0, first = 0;
  };

  void set(Feature feature, float value) { (*row_)[static_cast<std::size_t>(feature)] = value; }

  void itself(const TextBlock& block) {
    const float size = std::max(block.size, 1.0F);
    set(Feature::kSize, logarithm(block.size));
    set(Feature::kWords, logarithm(static_cast<float>(block.words)));
    set(Feature::kWordLength, size / std::max(1.0F, static_cast<float>(block.words)));
    set(Feature::kLinkDensity, block.link_density());
    set(Feature::kLinks, static_cast<float>(std::min<int>(block.links, 20)));
    set(Feature::kStops, static_cast<float>(std::min<int>(block.stops, 12)));
    set(Feature::kCommas, static_cast<float>(std::min<int>(block.commas, 12)));
    set(Feature::kDigits, static_cast<float>(block.digits) / size);
    set(Feature::kCapitals, static_cast<float>(block.capitals) / size);
    set(Feature::kBold, block.bold_size / size);
    set(Feature::kItalic, block.italic_size / size);
    set(Feature::kEndsSentence, block.ends_sentence ? 1 : 0);
    const std::string_view text = survey_.text_of(block);
    set(Feature::kEndsCut, ends_cut(text) ? 1 : 0);
    set(Feature::kEndsInColon, text.ends_with(':') || text.ends_with("\xEF\xBC\x9A") ? 1 : 0);
    set(Feature::kSymbols, static_cast<float>(std::min(count_symbols(text), 12)));
    set(Feature::kExclaims,
        static_cast<float>(std::min<std::ptrdiff_t>(std::count(text.begin(), text.end(), '!'), 5)));
    set(Feature::kStartsWithSymbol, !text.empty() && is_symbol(text.front()) ? 1 : 0);
    set(Feature::kNamesSite, names_site() ? 1 : 0);
    set(Feature::kAddresses, static_cast<float>(count_addresses(text)));
    set(Feature::kStartsWithLink, block.starts_with_link ? 1 : 0);
    const Tag tag = question_.page.node(block.holder).tag();
    const auto& surroundings = survey_.around(block);
    int level = heading_level(tag);
    if (level == 0 && surroundings.in(Around::kHeading))
      level = heading_level(question_.page.node(surroundings.node(Around::kHeading)).tag());
    set(Feature::kHeading, static_cast<float>(level));
    set(Feature::kHolder, holder_rank(tag));
  }

  [[nodiscard]] bool names_site() const {
    return site_name_.size() >= 4 && letters_.all.find(site_name_) != std::string::npos;
  }

  void around(const TextBlock& block) {
    const auto& surroundings = survey_.around(block);
    const auto distance = [&](std::uint16_t depth) {
      return depth == 0 ? kFar
                        : std::min(kFar - 1, static_cast<float>(std::max(0, block.depth - depth)));
    };
    const auto near = [&](Feature feature, Around what) {
      set(feature, distance(surroundings.around_depth[static_cast<std::size_t>(what)]));
    };
    near(Feature::kNav, Around::kNav);
    near(Feature::kAside, Around::kAside);
    near(Feature::kFooter, Around::kFooter);
    near(Feature::kHeader, Around::kHeader);
    near(Feature::kForm, Around::kForm);
    near(Feature::kListItem, Around::kListItem);
    near(Feature::kTable, Around::kTable);
    near(Feature::kFigure, Around::kFigure);
    near(Feature::kFigcaption, Around::kFigcaption);
    near(Feature::kArticle, Around::kArticle);
    near(Feature::kMain, Around::kMain);
    near(Feature::kSection, Around::kSection);
    near(Feature::kQuote, Around::kQuote);
    near(Feature::kLink, Around::kLink);
    near(Feature::kHidden, Around::kHidden);
    near(Feature::kParagraph, Around::kParagraph);
    near(Feature::kDetails, Around::kDetails);
    set(Feature::kDepth, static_cast<float>(std::min<int>(block.depth, 60)));
    for (std::size_t i = 0; i < kHintCount; ++i) {
      (*row_)[static_cast<std::size_t>(Feature::kHintFirst) + i] =
          distance(surroundings.hint_depth.at(i));
    }
  }

  /// What of an element is no part of the article it stands in.
  struct Apart {
    Hints hints;
    float count = 0, share = 0, prose = 0;
    int depth = 0;  // of the outermost
  };

  void find_apart() {
    using enum Hint;
    constexpr Hints kUnwanted = hints_among({kComment, kRelated, kShare, kNav, kAd, kPromo, kAuthor,
                                             kTags, kConsent, kPaywall, kSidebar, kFooter, kLogin,
                                             kWidget, kContents, kTeaser, kMeta, kLegal, kControl});
    const float all = std::max(1.0F, survey_.size_before.back());
    const auto& surroundings = survey_.surroundings;
    apart_.assign(surroundings.size(), {});
    // What is around stands before what it is around of.
    for (std::size_t i = 1; i < surroundings.size(); ++i) {
      const auto& here = surroundings[i];
      Apart& out = apart_[i] = apart_[here.outer];
      if (here.hints.bits() == 0) continue;
      const Node element = question_.page.node(here.element);
      if (!question_.headline.is_null() && element.contains(question_.headline)) continue;
      if (!top_.is_null() && element.contains(top_)) continue;
      out.hints.add(here.hints);
      if (!here.hints.any_of(kUnwanted)) continue;
      out.count += 1;
      if (out.depth != 0) continue;
      const Sums sums = sums_of(element);
      out.share = sums.size / all;
      out.prose = logarithm(sums.prose);
      out.depth = std::max(1, depth_of(element));
    }
  }

  static int depth_of(Node node) {
    int depth = 0;
    for (node = node.parent(); !node.is_null() && node.tag() != Tag::kBody; node = node.parent())
      ++depth;
    return depth + 1;
  }

  void apart(const TextBlock& block) {
    using enum Hint;
    const Apart& here = apart_[block.surroundings];
    set(Feature::kApart, std::min(here.count, 12.0F));
    set(Feature::kApartShare, here.share);
    set(Feature::kApartProse, here.prose);
    set(Feature::kApartDepth,
        here.depth == 0 ? -1.0F : static_cast<float>(std::clamp(block.depth - here.depth, 0, 20)));
    const auto in = [&](Feature feature, Hints hints) {
      set(feature, here.hints.any_of(hints) ? 1 : 0);
    };
    in(Feature::kInComments, hints_among({kComment}));
    in(Feature::kInRelated, hints_among({kRelated, kTeaser}));
    in(Feature::kInPromo, hints_among({kPromo, kAd, kPaywall, kLogin, kConsent, kControl}));
    in(Feature::kInMargin, hints_among({kNav, kSidebar, kFooter, kHeader}));
    in(Feature::kInPeople, hints_among({kAuthor, kDate, kTags, kShare, kMeta}));
    in(Feature::kInWidget, hints_among({kWidget, kEmbed, kGallery, kContents, kLegal}));
  }

  void neighbours(std::size_t i) {
    const auto& blocks = survey_.blocks;
    const auto size = [&](std::size_t at) {
      return at < blocks.size() ? logarithm(blocks[at].size) : 0.0F;
    };
    const auto links = [&](std::size_t at) {
      return at < blocks.size() ? blocks[at].link_density() : 1.0F;
    };
    const auto holder = [&](std::size_t at) {
      return at < blocks.size() ? holder_rank(question_.page.node(blocks[at].holder).tag()) : 12.0F;
    };
    const std::size_t none = blocks.size();
    set(Feature::kSize1Before, size(i > 0 ? i - 1 : none));
    set(Feature::kSize2Before, size(i > 1 ? i - 2 : none));
    set(Feature::kSize1After, size(i + 1));
    set(Feature::kSize2After, size(i + 2));
    set(Feature::kLinks1Before, links(i > 0 ? i - 1 : none));
    set(Feature::kLinks1After, links(i + 1));
    set(Feature::kHolder1Before, holder(i > 0 ? i - 1 : none));
    set(Feature::kHolder1After, holder(i + 1));
    // How far apart in the tree: an image, an embed or another container between them.
    const auto gap = [&](std::size_t a, std::size_t b) {
      return b < blocks.size() ? logarithm(static_cast<float>(blocks[b].begin - blocks[a].end))
                               : 12.0F;
    };
    set(Feature::kGapBefore, i > 0 ? gap(i - 1, i) : 12.0F);
    set(Feature::kGapAfter, gap(i, i + 1));
  }

  void find_prose_distances() {
    const auto& blocks = survey_.blocks;
    since_.assign(blocks.size(), 0);
    until_.assign(blocks.size(), 0);
    float since = 40;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      since_[i] = since;
      since = blocks[i].is_prose() ? 0 : std::min(40.0F, since + 1);
    }
    float until = 40;
    for (std::size_t i = blocks.size(); i-- > 0;) {
      until_[i] = until;
      until = blocks[i].is_prose() ? 0 : std::min(40.0F, until + 1);
    }
  }

  void place(std::size_t i) {
    const float all = std::max(1.0F, survey_.prose_before.back());
    set(Feature::kPlace, static_cast<float>(i) / static_cast<float>(survey_.blocks.size()));
    const float after =
        question_.headline.is_null() ? 0 : static_cast<float>(i) - static_cast<float>(headline_);
    set(Feature::kAfterHeadline, std::clamp(after, -20.0F, 100.0F));
    set(Feature::kTextAfterHeadline,
        question_.headline.is_null() || after < 0
            ? -1
            : logarithm(survey_.size_before[i] - survey_.size_before[headline_]));
    set(Feature::kProseBefore, survey_.prose_before[i] / all);
    set(Feature::kProseAfter, (all - survey_.prose_before[i + 1]) / all);
    set(Feature::kSinceProse, since_[i]);
    set(Feature::kUntilProse, until_[i]);
    set(Feature::kHeadlineInContainer, 0);
  }

  [[nodiscard]] Sums sums_of(Node element) const {
    const std::uint32_t begin = survey_.first_block(element.index()),
                        end = survey_.first_block(element.end());
    return {survey_.prose_before[end] - survey_.prose_before[begin],
            survey_.size_before[end] - survey_.size_before[begin],
            survey_.link_before[end] - survey_.link_before[begin], begin, end};
  }

  void containers(std::size_t i) {
    const TextBlock& block = survey_.blocks[i];
    const float all = std::max(1.0F, survey_.prose_before.back());
    const Node holder = question_.page.node(block.holder);
    const Node parent = holder.parent().is_null() ? holder : holder.parent();
    const Node grand = parent.parent().is_null() ? parent : parent.parent();
    const Sums near = sums_of(parent), far = sums_of(grand);
    set(Feature::kParentProse, logarithm(near.prose));
    set(Feature::kParentShare, near.prose / all);
    set(Feature::kParentLinks, near.size > 0 ? near.links / near.size : 0);
    set(Feature::kParentBlocks, logarithm(static_cast<float>(near.end - near.begin)));
    set(Feature::kParentRepeats,
        near.size > 0 ? (repeated_before_[near.end] - repeated_before_[near.begin]) / near.size
                      : 0);
    set(Feature::kGrandProse, logarithm(far.prose));
    set(Feature::kGrandShare, far.prose / all);
    set(Feature::kGrandLinks, far.size > 0 ? far.links / far.size : 0);
    if (!question_.headline.is_null()) {
      set(Feature::kHeadlineInContainer, parent.contains(question_.headline)  ? 2.0F
                                         : grand.contains(question_.headline) ? 1.0F
                                                                              : 0.0F);
    }
    float distance = -1;
    if (!top_.is_null() && top_.contains(holder)) {
      distance = static_cast<float>(std::clamp<int>(block.depth - top_depth_, 0, 20));
    }
    set(Feature::kTopDistance, distance);
    set(Feature::kTopUp, levels_up_to(holder));
    records(parent);
    if (!top_.is_null()) {
      const Sums top = top_sums_;
      const float inside = std::max(1.0F, top.prose);
      const float before =
          std::clamp(survey_.prose_before[i] - survey_.prose_before[top.begin], 0.0F, top.prose);
      set(Feature::kTopPlace, before / inside);
      set(Feature::kTopShare, top.prose / all);
      set(Feature::kTopProseBefore, logarithm(before));
      set(Feature::kTopProseAfter,
          logarithm(std::max(0.0F, top.prose - before - (block.is_prose() ? block.size : 0))));
    }
    const Path& path = paths_.at(path_of_[i]);
    set(Feature::kPathShare, path.prose / all);
    set(Feature::kPathProse, path.size > 0 ? path.prose / path.size : 0);
    set(Feature::kPathPlace, logarithm(static_cast<float>(path.blocks)));
    set(Feature::kLongPathShare, long_paths_.at(long_path_of_[i]) / all);
    set(Feature::kSiblingsAlike, siblings_alike(holder));
    const auto& surroundings = survey_.around(block);
    float share = 0, prose = 0;
    if (surroundings.in(Around::kArticle)) {
      const Sums article = sums_of(question_.page.node(surroundings.node(Around::kArticle)));
      share = article.prose / all;
      prose = logarithm(article.prose);
    }
    set(Feature::kArticleShare, share);
    set(Feature::kArticleProse, prose);
  }

  /// How many levels above the top container the first element stands that holds `node` too.
  [[nodiscard]] float levels_up_to(Node node) const {
    int levels = 0;
    for (Node up = top_; !up.is_null() && levels < 20 && !up.contains(node); up = up.parent())
      ++levels;
    return static_cast<float>(levels);
  }

  struct Record {
    float alike = 0, level = 0, size = 0, links = 0, time = 0, share = 0, headline = 0;
  };

  /// The element around, some levels up, that has the most brothers like it.
  void records(Node parent) {
    if (parent.index() != record_of_ || record_of_ == 0) {
      record_of_ = parent.index();
      record_ = find_record(parent);
    }
    set(Feature::kRecords, record_.alike);
    set(Feature::kRecordLevel, record_.level);
    set(Feature::kRecordSize, record_.size);
    set(Feature::kRecordLinks, record_.links);
    set(Feature::kRecordTime, record_.time);
    set(Feature::kRecordsShare, record_.share);
    set(Feature::kRecordHoldsHeadline, record_.headline);
  }
  [[nodiscard]] Record find_record(Node parent) {
    const auto found = brothers_.record_around(parent);
    if (found.element.is_null()) return {};
    const Node element = found.element;
    const Sums sums = sums_of(element);
    Record out;
    out.alike = logarithm(static_cast<float>(found.brothers));
    out.level = static_cast<float>(found.level);
    out.size = logarithm(sums.size);
    out.links = sums.size > 0 ? sums.links / sums.size : 0;
    const auto time = std::lower_bound(times_.begin(), times_.end(), element.index());
    out.time = time != times_.end() && *time < element.end() ? 1.0F : 0.0F;
    if (!element.parent().is_null())
      out.share = sums_of(element.parent()).prose / std::max(1.0F, survey_.prose_before.back());
    out.headline =
        !question_.headline.is_null() && element.contains(question_.headline) ? 1.0F : 0.0F;
    return out;
  }

  /// The table, list and article around, the blocks of the same kind, and the stretch of the page
  /// it stands in.
  void groups(std::size_t i) {
    const TextBlock& block = survey_.blocks[i];
    const auto& surroundings = survey_.around(block);
    if (surroundings.in(Around::kTable)) {
      const Node table = question_.page.node(surroundings.node(Around::kTable));
      const Sums sums = sums_of(table);
      set(Feature::kTableSize, logarithm(sums.size));
      set(Feature::kTableDigits,
          sums.size > 0 ? (digits_before_[sums.end] - digits_before_[sums.begin]) / sums.size : 0);
    }
    if (surroundings.in(Around::kList)) {
      const Sums sums = sums_of(question_.page.node(surroundings.node(Around::kList)));
      set(Feature::kListSize, logarithm(sums.size));
      set(Feature::kListLinks, sums.size > 0 ? sums.links / sums.size : 0);
    }
    if (surroundings.in(Around::kArticle)) {
      // Comments and cards are articles inside the article or behind it.
      const Node article = question_.page.node(surroundings.node(Around::kArticle));
      const bool inside = !top_.is_null() && top_.contains(article) && article != top_;
      set(Feature::kArticleDepth, inside                                      ? 2.0F
                                  : !top_.is_null() && article.contains(top_) ? 1.0F
                                                                              : 3.0F);
    }
    const Node holder = question_.page.node(block.holder);
    Node around = holder.parent().is_null() ? holder : holder.parent();
    for (int up = 0; up < 2 && !around.parent().is_null() &&
                     around.parent().end() - around.parent().index() < 60;
         ++up)
      around = around.parent();
    const auto time = std::lower_bound(times_.begin(), times_.end(), around.index());
    set(Feature::kTimeNear, time != times_.end() && *time < around.end() ? 1 : 0);
    images(i, around);
    heading_above(i);
    const Path& path = paths_.at(path_of_[i]);
    set(Feature::kPathFirst,
        std::clamp(static_cast<float>(path.first) - static_cast<float>(headline_), -30.0F, 150.0F));
    set(Feature::kPathRank, best_path_ > 0 ? path.prose / best_path_ : 0);
    const std::size_t begin = i > 4 ? i - 4 : 0, end = std::min(i + 5, survey_.blocks.size());
    const float size = survey_.size_before[end] - survey_.size_before[begin];
    set(Feature::kWindowSize, logarithm(size / static_cast<float>(end - begin)));
    set(Feature::kWindowLinks,
        size > 0 ? (survey_.link_before[end] - survey_.link_before[begin]) / size : 0);
    set(Feature::kWindowStops,
        (stops_before_[end] - stops_before_[begin]) / static_cast<float>(end - begin));
    set(Feature::kMainHeadline, surroundings.in(Around::kArticle) &&
                                        !question_.headline.is_null() &&
                                        question_.page.node(surroundings.node(Around::kArticle))
                                            .contains(question_.headline)
                                    ? 1.0F
                                    : 0.0F);
  }

  /// Pictures between it and its neighbours, and within the small elements around: captions.
  void images(std::size_t i, Node around) {
    const auto& blocks = survey_.blocks;
    const auto between = [&](std::uint32_t begin, std::uint32_t end) {
      const auto first = std::lower_bound(images_.begin(), images_.end(), begin);
      return static_cast<float>(
          std::min<std::ptrdiff_t>(std::lower_bound(first, images_.end(), end) - first, 5));
    };
    set(Feature::kImagesBefore, between(i > 0 ? blocks[i - 1].end : 0, blocks[i].begin));
    set(Feature::kImagesAfter,
        between(blocks[i].end,
                i + 1 < blocks.size() ? blocks[i + 1].begin : question_.page.size()));
    set(Feature::kImageNear, between(around.index(), around.end()));
  }

  /// The nearest heading before: one that is a link makes what follows a teaser. Blocks come in
  /// order.
  void heading_above(std::size_t i) {
    const auto& blocks = survey_.blocks;
    if (i == 0) last_heading_ = blocks.size();
    const bool any = last_heading_ < i;
    set(Feature::kSinceHeading, any ? std::min(40.0F, static_cast<float>(i - last_heading_)) : 60);
    set(Feature::kHeadingAboveLinks, any ? blocks[last_heading_].link_density() : -1);
    set(Feature::kHeadingAboveLevel, any ? static_cast<float>(last_level_) : 0);
    const float level = (*row_)[static_cast<std::size_t>(Feature::kHeading)];
    if (level <= 0) return;
    last_heading_ = i;
    last_level_ = static_cast<int>(level);
  }

  /// How many brothers of the holder's parent look like it: cards in a list do, an article's
  /// container does not.
  float siblings_alike(Node holder) {
    const Node parent = holder.parent();
    if (parent.is_null() || parent.parent().is_null()) return 0;
    return logarithm(static_cast<float>(brothers_.of(parent)));
  }

  void count_paths() {
    const auto& blocks = survey_.blocks;
    path_of_.resize(blocks.size());
    long_path_of_.resize(blocks.size());
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      const Node holder = question_.page.node(blocks[i].holder);
      const std::uint64_t path = mix(signature_of(holder), signature_of(holder.parent()));
      path_of_[i] = path;
      const Node parent = holder.parent();
      long_path_of_[i] = mix(path, signature_of(parent.is_null() ? parent : parent.parent()));
      if (blocks[i].is_prose())
        long_paths_[long_path_of_[i]] += blocks[i].size - blocks[i].link_size;
      else
        long_paths_.try_emplace(long_path_of_[i], 0.0F);
      Path& sums = paths_[path];
      if (sums.blocks == 0) sums.first = static_cast<std::uint32_t>(i);
      sums.size += blocks[i].size;
      ++sums.blocks;
      if (blocks[i].is_prose()) sums.prose += blocks[i].size - blocks[i].link_size;
      best_path_ = std::max(best_path_, sums.prose);
    }
    digits_before_.assign(blocks.size() + 1, 0);
    stops_before_.assign(blocks.size() + 1, 0);
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      digits_before_[i + 1] = digits_before_[i] + static_cast<float>(blocks[i].digits);
      stops_before_[i + 1] =
          stops_before_[i] + static_cast<float>(std::min<int>(blocks[i].stops, 12));
    }
    for (std::uint32_t i = 0; i < question_.page.size(); ++i) {
      const Node node = question_.page.node(i);
      if (!node.is_element()) continue;
      if (node.tag() == Tag::kTime) times_.push_back(i);
      if (node.tag() == Tag::kImg) images_.push_back(i);
    }
    if (!top_.is_null()) {
      top_sums_ = sums_of(top_);
      top_depth_ = depth_of(top_);
    }
  }

  void count_repeats() {
    const auto& blocks = survey_.blocks;
    keys_.resize(blocks.size());
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      keys_[i] = text_key(survey_.text_of(blocks[i]));
      const auto [it, fresh] = repeats_.try_emplace(keys_[i], Repeat{i, i, 0});
      if (!fresh) it->second.last = i;
      ++it->second.count;
    }
    repeated_before_.assign(blocks.size() + 1, 0);
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      const bool repeated = keys_[i] != 0 && repeats_.at(keys_[i]).count > 1;
      repeated_before_[i + 1] = repeated_before_[i] + (repeated ? blocks[i].size : 0);
    }
  }

  const BodyQuestion& question_;
  const Survey& survey_;
  KnownText linked_, described_, titled_;
  Letters letters_;  // of the row's block
  std::vector<bool> teasers_;
  std::string site_name_;
  Node top_;
  int top_depth_ = 0;
  Sums top_sums_{};
  std::uint32_t headline_ = 0;
  std::vector<std::uint64_t> path_of_, long_path_of_, keys_;
  std::unordered_map<std::uint64_t, float> long_paths_;
  std::unordered_map<std::uint64_t, Path> paths_;
  std::unordered_map<std::uint64_t, Repeat> repeats_;
  Brothers brothers_;
  std::vector<float> since_, until_, digits_before_, stops_before_, repeated_before_;
  std::vector<std::uint32_t> times_;   // node indices, ascending
  std::vector<std::uint32_t> images_;  // node indices, ascending
  std::vector<Apart> apart_;           // one for each of Survey::surroundings
  std::size_t last_heading_ = 0;
  int last_level_ = 0;
  std::uint32_t record_of_ = 0;
  Record record_;
  float best_path_ = 0;
  FeatureRow* row_ = nullptr;
};

}  // namespace

std::vector<FeatureRow> body_features(const BodyQuestion& question) {
  if (question.survey.blocks.empty()) return {};
  return Builder(question).run();
}

Node top_container(const html::Document& page, const Survey& survey) {
  std::unordered_map<std::uint32_t, float> votes;
  for (const auto& block : survey.blocks) {
    if (!block.is_prose()) continue;
    const auto& around = survey.around(block);
    if (around.in(Around::kNav) || around.in(Around::kFooter) || around.has(Hint::kComment))
      continue;
    Node holder = page.node(block.holder);
    // Text straight in a container (split by <br>) votes for it; a paragraph for its parent.
    const Tag tag = holder.tag();
    Node parent = tag == Tag::kDiv || tag == Tag::kArticle || tag == Tag::kSection ||
                          tag == Tag::kTd || tag == Tag::kMain
                      ? holder
                      : holder.parent();
    if (parent.is_null()) continue;
    const float vote = block.size - block.link_size;
    votes[parent.index()] += vote;
    if (!parent.parent().is_null()) votes[parent.parent().index()] += vote / 2;
  }
  Node best;
  float best_votes = 0;
  for (const auto& [index, value] : votes) {
    const Node node = page.node(index);
    if (value > best_votes || (value == best_votes && !best.is_null() && index < best.index())) {
      best = node;
      best_votes = value;
    }
  }
  return best;
}

}  // namespace tearsheet::extract
