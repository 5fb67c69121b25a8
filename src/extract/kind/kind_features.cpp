#include "extract/kind/kind_features.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <string_view>
#include <unordered_set>

#include "base/ascii.h"
#include "extract/body/similar_siblings.h"
#include "extract/kind/class_words.h"
#include "extract/kind/schema_types.h"
#include "extract/listing/listing_auto.h"
#include "extract/listing/listing_card.h"

namespace tearsheet::extract {
namespace {

using html::Node;
using html::Tag;

float logarithm(float value) {
  return std::log2(1 + std::max(0.0F, value));
}

float logarithm(std::size_t count) {
  return logarithm(static_cast<float>(count));
}

float share(float part, float whole) {
  return whole > 0 ? part / whole : 0;
}

float flag(bool value) {
  return value ? 1.0F : 0.0F;
}

class Measurer {
 public:
  Measurer(const KindQuestion& question, const records::Article& found,
           const PageMeasures& measures)
      : question_(question), found_(found), measures_(measures), survey_(question.survey) {}

  KindRow run() {
    measure_text();
    measure_body();
    measure_records();
    measure_elements();
    measure_statements();
    measure_fields();
    measure_address();
    return row_;
  }

 private:
  void set(KindFeature feature, float value) { row_[static_cast<std::size_t>(feature)] = value; }

  [[nodiscard]] bool is_body(std::uint32_t block) const {
    return std::binary_search(question_.body.begin(), question_.body.end(), block);
  }

  void measure_text() {
    float links = 0, comments = 0;
    std::size_t link_count = 0, dated = 0, prices = 0, body_prices = 0;
    for (std::uint32_t i = 0; i < survey_.blocks.size(); ++i) {
      const TextBlock& block = survey_.blocks[i];
      links += block.link_size;
      link_count += block.links;
      const Ancestors& ancestors = survey_.ancestors_of(block);
      if (ancestors.has(Hint::kComment)) comments += block.size;
      // A day, a month and a year, or a clock, and little else.
      if (block.size <= 40 && block.digits >= 3) ++dated;
      const std::size_t found = count_prices(survey_.text_of(block));
      prices += found;
      if (is_body(i)) body_prices += found;
    }
    set(KindFeature::kAll, logarithm(measures_.all));
    set(KindFeature::kProse, logarithm(measures_.prose));
    set(KindFeature::kLinksOfAll, share(links, measures_.all));
    set(KindFeature::kLinks, logarithm(link_count));
    set(KindFeature::kBlocks, logarithm(survey_.blocks.size()));
    set(KindFeature::kComments, share(comments, measures_.all));
    set(KindFeature::kDatedBlocks, logarithm(dated));
    set(KindFeature::kPrices, logarithm(prices));
    set(KindFeature::kPricesInBody, logarithm(body_prices));
  }

  void measure_body() {
    float prose = 0, links = 0, list = 0, table = 0, comment = 0, teaser = 0;
    float longest = 0, digits = 0;
    std::size_t headings = 0, linked_headings = 0, cut = 0, sentences = 0, paragraphs = 0;
    for (const std::uint32_t i : question_.body) {
      const TextBlock& block = survey_.blocks[i];
      const Ancestors& ancestors = survey_.ancestors_of(block);
      links += block.link_size;
      digits += block.digits;
      if (ancestors.in(AncestorKind::kListItem)) list += block.size;
      if (ancestors.in(AncestorKind::kTable)) table += block.size;
      if (ancestors.has(Hint::kComment)) comment += block.size;
      if (ancestors.has(Hint::kTeaser) || ancestors.has(Hint::kRelated)) teaser += block.size;
      if (ancestors.in(AncestorKind::kHeading)) {
        ++headings;
        if (block.link_density() > 0.5F) ++linked_headings;
      }
      if (!block.is_prose()) continue;
      ++paragraphs;
      prose += block.size;
      longest = std::max(longest, block.size);
      const std::string_view text = trimmed(survey_.text_of(block));
      if (text.ends_with("...") || text.ends_with("\xE2\x80\xA6") || text.ends_with("]")) ++cut;
      if (block.ends_sentence) ++sentences;
    }
    set(KindFeature::kBody, logarithm(measures_.body));
    set(KindFeature::kBodyOfProse, share(prose, measures_.prose));
    set(KindFeature::kBodyOfAll, share(measures_.body, measures_.all));
    set(KindFeature::kConfidence, static_cast<float>(found_.confidence));
    set(KindFeature::kParagraphs, logarithm(paragraphs));
    set(KindFeature::kProseOfBody, share(prose, measures_.body));
    const auto count = static_cast<float>(paragraphs);
    set(KindFeature::kParagraphSize, share(prose, count));
    set(KindFeature::kLongest, logarithm(longest));
    set(KindFeature::kBodyLinks, share(links, measures_.body));
    set(KindFeature::kBodyList, share(list, measures_.body));
    set(KindFeature::kBodyTable, share(table, measures_.body));
    set(KindFeature::kBodyForm, share(measures_.body_form, measures_.body));
    set(KindFeature::kBodyComment, share(comment, measures_.body));
    set(KindFeature::kBodyTeaser, share(teaser, measures_.body));
    set(KindFeature::kHeadings, logarithm(headings));
    set(KindFeature::kLinkedHeadings, logarithm(linked_headings));
    set(KindFeature::kCutEnds, share(static_cast<float>(cut), count));
    set(KindFeature::kSentences, share(static_cast<float>(sentences), count));
    set(KindFeature::kBodyDigits, share(digits, measures_.body));
    if (question_.body.empty()) return;
    const auto& before = survey_.size_before;
    const float first = before[question_.body.front()];
    const float spread = before[question_.body.back() + 1] - first;
    set(KindFeature::kBodySpread, share(measures_.body, spread));
    set(KindFeature::kBodyPlace, share(first, measures_.all));
  }

  void measure_records() {
    SimilarSiblings siblings;
    SimilarSiblings::Record record;
    std::unordered_set<std::uint32_t> records;
    std::uint32_t last_parent = 0;
    float size = 0;
    int most = 0;
    std::size_t timed = 0;
    for (const std::uint32_t i : question_.body) {
      const TextBlock& block = survey_.blocks[i];
      if (!block.is_prose()) continue;
      const Node holder = question_.page.node(block.holder);
      const Node parent = holder.parent().is_null() ? holder : holder.parent();
      if (parent.index() != last_parent) {
        last_parent = parent.index();
        record = siblings.record_around(parent);
      }
      most = std::max(most, record.siblings);
      if (record.element.is_null() || record.siblings < 2) continue;
      size += block.size;
      if (records.insert(record.element.index()).second && holds_time(record.element)) ++timed;
    }
    set(KindFeature::kRecordShare, share(size, measures_.body));
    set(KindFeature::kRecords, logarithm(records.size()));
    set(KindFeature::kAlike, logarithm(static_cast<std::size_t>(most)));
    set(KindFeature::kTimedRecords, logarithm(timed));
    set(KindFeature::kLinkedHeadlines, logarithm(static_cast<float>(measures_.linked_headlines)));
    set(KindFeature::kTeasers, share(measures_.body_teasers, measures_.body));
    set(KindFeature::kEntries, logarithm(static_cast<float>(measures_.entries)));
    set(KindFeature::kTimes, logarithm(question_.facts.times.size()));
  }

  [[nodiscard]] bool holds_time(Node element) const {
    const auto& times = question_.facts.times;
    const auto at = std::ranges::lower_bound(times, element.index(), {},
                                             [](Node time) { return time.index(); });
    return at != times.end() && at->index() < element.end();
  }

  void measure_elements() {
    const auto set_count = [&](KindFeature feature, int count) {
      set(feature, logarithm(static_cast<float>(count)));
    };
    set_count(KindFeature::kImages, measures_.images);
    set_count(KindFeature::kBodyImages, measures_.body_images);
    set_count(KindFeature::kButtons, measures_.buttons);
    set_count(KindFeature::kForms, measures_.forms);
    set_count(KindFeature::kFields, measures_.fields);
    set_count(KindFeature::kFrames, measures_.frames);
    set_count(KindFeature::kArticleElements, measures_.articles);
    set_count(KindFeature::kShopMarks, measures_.shop_marks);
    set_count(KindFeature::kForumMarks, measures_.forum_marks);
  }

  void measure_statements() {
    const LinkedArticle* article = question_.article;
    const bool is_own = article != nullptr && !article->is_nested &&
                        !equals_ignoring_case(article->type, "webpage");
    set(KindFeature::kSaysArticle, flag(is_own));
    set(KindFeature::kHoldsArticles, logarithm(question_.facts.linked.articles.size()));
    int product = measures_.products, forum = measures_.posts, list = 0, place = 0;
    bool has_trail = false;
    for (const std::string& type : question_.facts.linked.types) {
      product += is_product_type(type) ? 1 : 0;
      forum += is_forum_type(type) ? 1 : 0;
      list += is_list_type(type) ? 1 : 0;
      place += is_place_type(type) ? 1 : 0;
      has_trail = has_trail || type == "BreadcrumbList";
    }
    set(KindFeature::kSaysProduct, logarithm(static_cast<float>(product)));
    set(KindFeature::kSaysForum, logarithm(static_cast<float>(forum)));
    set(KindFeature::kSaysList, logarithm(static_cast<float>(list)));
    set(KindFeature::kSaysPlace, logarithm(static_cast<float>(place)));
    set(KindFeature::kSaysTrail, flag(has_trail));
    const std::string og = question_.facts.meta("og:type");
    set(KindFeature::kOgArticle, flag(equals_ignoring_case(og, "article")));
    set(KindFeature::kOgOther, flag(!og.empty() && !equals_ignoring_case(og, "article")));
    std::size_t feeds = 0;
    for (const HeadLink& link : question_.facts.links)
      feeds += link.type.find("rss") != std::string_view::npos ||
                       link.type.find("atom") != std::string_view::npos
                   ? 1U
                   : 0U;
    set(KindFeature::kFeeds, logarithm(feeds));
  }

  void measure_fields() {
    set(KindFeature::kHasHeadline, flag(!question_.headline.is_null()));
    float place = -1;
    if (!question_.headline.is_null()) {
      const float before = survey_.size_before[survey_.first_block(question_.headline.index())];
      place = share(before, measures_.all);
    }
    set(KindFeature::kHeadlinePlace, place);
    set(KindFeature::kTopHeadings, logarithm(question_.facts.headlines.size()));
    set(KindFeature::kTitle, logarithm(weighed_size(found_.title)));
    set(KindFeature::kSummary, logarithm(weighed_size(found_.summary)));
    float dated = 0, authored = 0;
    bool is_text = false;
    const records::FieldSource *date = nullptr, *updated = nullptr;
    for (const records::FieldSource& source : found_.sources) {
      if (source.field == "date") {
        dated = static_cast<float>(source.confidence);
        is_text = source.source == "text";
        date = &source;
      }
      if (source.field == "updated") updated = &source;
      if (source.field == "authors") authored = static_cast<float>(source.confidence);
    }
    set(KindFeature::kDated, dated);
    set(KindFeature::kDateIsText, flag(is_text));
    set(KindFeature::kDatedByChange,
        flag(date != nullptr && updated != nullptr && date->source == updated->source &&
             date->locator == updated->locator));
    set(KindFeature::kAuthored, authored);
  }

  void measure_address() {
    const url::Url& url = question_.url;
    constexpr std::array kOfAddress = {KindFeature::kIsHome, KindFeature::kIsStory,
                                       KindFeature::kDepth, KindFeature::kSlug,
                                       KindFeature::kQuery};
    for (const KindFeature feature : kOfAddress) set(feature, -1);
    if (url.empty()) return;
    std::string_view path = url.path();
    set(KindFeature::kIsHome, flag(path == "/" && url.query().empty()));
    set(KindFeature::kIsStory, flag(looks_like_story(url)));
    while (path.ends_with('/')) path.remove_suffix(1);
    set(KindFeature::kDepth, static_cast<float>(std::ranges::count(path, '/')));
    const std::string_view last = path.substr(path.rfind('/') + 1);
    const auto words = std::ranges::count_if(last, [](char c) { return c == '-' || c == '_'; });
    set(KindFeature::kSlug, last.empty() ? 0 : static_cast<float>(words + 1));
    set(KindFeature::kQuery, logarithm(url.query().size()));
  }

  const KindQuestion& question_;
  const records::Article& found_;
  const PageMeasures& measures_;
  const Survey& survey_;
  KindRow row_{};
};

}  // namespace

KindRow kind_features(const KindQuestion& question, const records::Article& found,
                      const PageMeasures& measures) {
  return Measurer(question, found, measures).run();
}

}  // namespace tearsheet::extract
