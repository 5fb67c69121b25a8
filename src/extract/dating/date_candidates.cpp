#include "extract/dating/date_candidates.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "base/ascii.h"
#include "extract/dating/date_labels.h"
#include "extract/dating/date_metas.h"
#include "extract/dating/date_order.h"
#include "extract/dating/dating.h"
#include "extract/dating/inline_text.h"
#include "extract/dating/state_dates.h"
#include "extract/page/apart.h"
#include "extract/page/bounds.h"
#include "extract/page/home_links.h"
#include "text/text.h"

namespace tearsheet::extract {
namespace {

using dates::Timestamp;
using html::Node;

constexpr std::size_t kMaxCandidates = 60;  // of each list
constexpr std::size_t kMaxTimes = 40;       // time elements looked at
constexpr std::size_t kMaxOrderTexts = 200;
constexpr std::size_t kLongestDate = 300;  // bytes, with what stands around it
constexpr std::uint32_t kShortLine = 110;  // bytes; longer texts speak of other days

class Gatherer {
 public:
  explicit Gatherer(const DatingInput& input)
      : input_(input), survey_(input.survey), options_(input.options) {
    if (options_.order == dates::FieldOrder::kUnknown) options_.order = order_of_page();
    at_ = input.headline.is_null() ? 0 : survey_.first_block(input.headline.index());
  }

  DateCandidates run() {
    if (input_.listed && input_.listed->precision >= dates::Precision::kDay) listed();
    linked();
    metas();
    properties();
    times();
    visible();
    if (!input_.known) labelled();
    marked_elements();
    if (!input_.known) {
      dateline();
      page_state();
      address();
      if (out_.updated.empty()) last_resort();
    }
    settle_orders(out_);
    drop_other_stories(out_.published);
    if (!input_.known) offer_changes();
    return std::move(out_);
  }

 private:
  using List = std::vector<DateCandidate>;
  struct Place {
    DateFamily family;
    const char* source;
    std::string_view locator;  ///< Or that of `node`, which costs more and few need.
    std::uint32_t block = kNoBlock;
    bool elsewhere = false;
    Node node{};
  };

  [[nodiscard]] bool is_wanted(const List& list) const {
    return !input_.known || &list == &out_.updated;
  }

  /// "© 1997-12-01": the years of a notice of rights.
  static bool is_notice(std::string_view raw) {
    return raw.starts_with("©") || starts_with_ignoring_case(raw, "copyright") ||
           starts_with_ignoring_case(raw, "(c)");
  }

  void add(List& list, std::string_view raw, const Place& place, double weight) {
    raw = trimmed(raw);
    if (raw.size() < 6 || raw.size() > kLongestDate || list.size() > kMaxCandidates ||
        !is_wanted(list) || is_notice(raw))
      return;
    bool open_order = false;
    const auto time = read(raw, open_order);
    if (!time || time->precision < dates::Precision::kDay || time->year < 1990) return;
    DateCandidate one;
    one.time = *time;
    one.has_open_order = open_order;
    one.candidate = {time->to_iso8601(),
                     place.source,
                     place.node.is_null() ? std::string(place.locator) : html::locator(place.node),
                     std::string(raw),
                     weight,
                     {}};
    one.family = place.family;
    one.block = place.block;
    one.is_elsewhere = place.elsewhere;
    one.is_ambiguous = is_ambiguous(raw, *time);
    list.push_back(std::move(one));
  }

  /// A date that is refused for its order alone is read day first for now: settle_orders() decides.
  [[nodiscard]] std::optional<Timestamp> read(std::string_view raw, bool& open_order) const {
    auto time = dates::parse_date(raw, options_);
    if (time && options_.order == dates::FieldOrder::kUnknown && is_ambiguous(raw, *time) &&
        raw.find('/') != std::string_view::npos && speaks_another_language()) {
      dates::DateOptions own = options_;
      own.language = text_language_;
      return dates::parse_date(raw, own);
    }
    if (time || options_.order != dates::FieldOrder::kUnknown || !has_numeric_day(raw)) return time;
    dates::DateOptions day_first = options_;
    day_first.order = dates::FieldOrder::kDayFirst;
    time = dates::parse_date(raw, day_first);
    open_order = time && is_ambiguous(raw, *time);
    return open_order ? time : std::nullopt;
  }

  /// Whether the text is in another language than the page says; templates say "en" to everything.
  [[nodiscard]] bool speaks_another_language() const {
    constexpr std::size_t kSample = 4000;  // bytes
    if (!is_language_known_) {
      is_language_known_ = true;
      const std::size_t begin = at_ < survey_.blocks.size() ? survey_.blocks[at_].text_begin : 0;
      const auto sample = beginning(std::string_view(survey_.text).substr(begin), kSample);
      text_language_ = text::detect_language(sample, options_.language);
    }
    const auto primary = [](std::string_view tag) {
      return to_lower(tag.substr(0, tag.find('-')));
    };
    return !text_language_.empty() && primary(text_language_) != primary(options_.language);
  }

  /// The order that the page's dates with one reading tell, day or month first.
  [[nodiscard]] dates::FieldOrder order_of_page() const {
    std::vector<std::string_view> texts;
    for (const Node node : input_.facts.times) {
      if (texts.size() < kMaxTimes) texts.push_back(node.attribute("datetime").value_or(""));
    }
    for (const auto& block : survey_.blocks) {
      if (block.digits < 6 || block.text_size > 120) continue;
      texts.push_back(survey_.text_of(block));
      if (texts.size() >= kMaxOrderTexts) break;
    }
    return dates::order_of_texts(texts);
  }

  void listed() {
    DateCandidate one;
    one.time = *input_.listed;
    const std::string day = one.time.to_iso8601();
    one.candidate = {day, "listing", "source", day, 0.80, {}};
    one.family = DateFamily::kListing;
    out_.published.push_back(std::move(one));
  }

  void linked() {
    const auto place = [](const char* key) {
      return Place{DateFamily::kLinkedData, "json-ld", key};
    };
    const LinkedArticle* own = input_.article;
    if (own != nullptr) {
      const bool page_only = equals_ignoring_case(own->type, "webpage");
      add(out_.published, own->published, place("datePublished"), page_only ? 0.85 : 0.97);
      add(out_.published, own->created, place("dateCreated"), 0.60);
      add(out_.updated, own->modified, place("dateModified"), 0.95);
    }
    for (const auto& other : input_.facts.linked.articles) {
      if (&other == own || other.is_nested) continue;
      add(out_.published, other.published, place("datePublished"), 0.75);
      add(out_.updated, other.modified, place("dateModified"), 0.60);
    }
  }

  void metas() {
    const auto read = [&](List& list, const Meta& meta, std::span<const DateMeta> keys) {
      for (const auto& [key, weight] : keys) {
        if (meta.key != key) continue;
        const std::string locator = "meta[" + meta.key + "]";
        add(list, meta.value, {DateFamily::kMeta, "meta", locator}, weight);
      }
    };
    for (const auto& meta : input_.facts.metas) {
      read(out_.published, meta, published_metas());
      read(out_.updated, meta, updated_metas());
    }
  }

  void properties() {
    for (const auto& property : input_.facts.properties) {
      const bool is_published = property.name == "datepublished" || property.name == "pubdate";
      const bool is_updated = property.name == "datemodified";
      const bool is_created = property.name == "datecreated" || property.name == "created";
      if (!is_published && !is_updated && !is_created) continue;
      auto& list = is_updated ? out_.updated : out_.published;
      const bool elsewhere = is_elsewhere(block_of(property.node));
      if (elsewhere && !list.empty()) continue;
      double weight = 0.88;
      if (is_created) weight = 0.70;
      if (elsewhere) weight = 0.45;
      weight -= 0.04 * static_cast<double>(std::min<std::size_t>(list.size(), 5));
      element(list, property.node, "microdata", weight);
    }
  }

  /// Its datetime, content or title attribute, else its text.
  void element(List& list, Node node, const char* source, double weight) {
    if (!is_wanted(list)) return;
    const std::size_t before = list.size();
    const std::uint32_t block = block_of(node);
    const Place place{DateFamily::kElement, source, {}, block, is_elsewhere(block), node};
    for (const char* name : {"datetime", "content", "title", "data-datetime", "data-timestamp"}) {
      if (list.size() != before) return;
      if (const auto value = node.attribute(name)) add(list, *value, place, weight);
    }
    if (list.size() == before && node.end() - node.index() < 40)
      add(list, html::visible_text(node, kLongestDate), place, weight - 0.02);
  }

  /// The block that an element is a part of, or else begins.
  [[nodiscard]] std::uint32_t block_of(Node node) const {
    const std::uint32_t next = survey_.first_block(node.index());
    const bool is_within = next > 0 && survey_.blocks[next - 1].end > node.index();
    return is_within ? next - 1 : next;
  }

  /// How near to the headline a place is believed: 1 right behind it, 0 far away.
  [[nodiscard]] double nearness(std::uint32_t block) const {
    if (input_.headline.is_null()) return 0.4;
    const double blocks = static_cast<double>(block) - static_cast<double>(at_);
    const double text = std::abs(static_cast<double>(survey_.size_before[block]) -
                                 static_cast<double>(survey_.size_before[at_]));
    if (blocks >= 0) return std::exp(-blocks / 12.0) * std::exp(-text / 1500.0);
    return 0.85 * std::exp(blocks / 6.0);
  }

  /// Dates of comments, teasers and sidebars are those of something else.
  [[nodiscard]] bool is_elsewhere(std::uint32_t block) const {
    if (block >= survey_.blocks.size()) return false;
    constexpr Hints kElsewhere =
        hints_among({Hint::kComment, Hint::kRelated, Hint::kSidebar, Hint::kTeaser});
    const Apart apart = apart_from(input_.document, survey_, block, input_.headline);
    return apart.hints.any_of(kElsewhere) || apart.in_nav || apart.in_footer || apart.in_aside;
  }

  /// Whether a time element tells of a change: by its class, its parent's, or what stands before
  /// it.
  static bool tells_of_change(Node node) {
    const auto own = class_of(node);
    const Node parent = node.parent();
    const auto outer = parent.is_null() ? std::string_view() : class_of(parent);
    for (const auto names : {own, outer}) {
      if (contains_ignoring_case(names, "updat") || contains_ignoring_case(names, "modif"))
        return true;
    }
    return !parent.is_null() && parent.end() - parent.index() <= 20 &&
           says_updated(html::visible_text(parent, kLongestDate));
  }

  /// Whether a time element is a part of a sentence: "The race is on <time>14 October</time>."
  [[nodiscard]] bool stands_in_sentence(Node node, std::uint32_t i) const {
    if (i >= survey_.blocks.size()) return false;
    const auto& block = survey_.blocks[i];
    if (!block.ends_sentence || block.begin >= node.end()) return false;
    const auto& ancestors = survey_.ancestors_of(block);
    if (ancestors.has(Hint::kDate) || ancestors.has(Hint::kMeta) || ancestors.has(Hint::kAuthor))
      return false;
    const auto text = survey_.text_of(block);
    return tells(block) && !says_published(text) && !says_updated(text);
  }

  /// Whether a block has words enough besides a date to be a sentence.
  static bool tells(const TextBlock& block) { return block.ends_sentence && block.size >= 40; }

  void times() {
    std::size_t count = 0;
    for (const Node node : input_.facts.times) {
      if (++count > kMaxTimes) break;
      const std::uint32_t block = block_of(node);
      double weight = 0.45 + 0.40 * nearness(block);
      if (is_elsewhere(block)) weight -= 0.25;
      // What a sentence names is the day of what it tells.
      if (stands_in_sentence(node, block) || is_of_event(node)) continue;
      if (node.attribute("pubdate") || contains_ignoring_case(class_of(node), "publish"))
        weight += 0.10;
      element(tells_of_change(node) ? out_.updated : out_.published, node, "time", weight);
    }
  }

  [[nodiscard]] Place text_place(std::uint32_t block, const char* source) const {
    return {DateFamily::kText,
            source,
            {},
            block,
            is_elsewhere(block),
            input_.document.node(survey_.blocks[block].holder)};
  }

  /// The weight of a date in a short text near the headline.
  [[nodiscard]] double visible_weight(std::uint32_t i) const {
    const auto& block = survey_.blocks[i];
    const auto& ancestors = survey_.ancestors_of(block);
    double weight = 0.25 + 0.35 * nearness(i);
    if (ancestors.has(Hint::kDate)) weight += 0.22;
    if (ancestors.has(Hint::kMeta) || ancestors.has(Hint::kAuthor)) weight += 0.05;
    if (block.size < 60) weight += 0.05;
    const Apart apart = apart_from(input_.document, survey_, i, input_.headline);
    if (apart.in_nav ||
        apart.hints.any_of(hints_among({Hint::kRelated, Hint::kComment, Hint::kSidebar})))
      weight -= 0.20;
    if (ancestors.in(AncestorKind::kFigure) || ancestors.has(Hint::kCaption)) weight -= 0.10;
    if (i < at_) weight -= 0.08;
    if (says_published(survey_.text_of(block))) weight += 0.15;
    return weight;
  }

  /// Whether a heading says something besides a day: the day is of what it is about.
  [[nodiscard]] bool is_heading_of_more(const TextBlock& block) const {
    constexpr float kLongestDay = 30;
    return block.size > kLongestDay && survey_.ancestors_of(block).in(AncestorKind::kHeading) &&
           !says_published(survey_.text_of(block));
  }

  /// Whether a class or id has a word, with no letter about it.
  static bool has_word(Node element, std::initializer_list<std::string_view> words) {
    for (const auto value : {class_of(element), element.id().substr(0, kLongestClass)}) {
      const std::string lower = to_lower(value);
      for (const auto word : words) {
        const auto at = lower.find(word);
        if (at == std::string::npos) continue;
        const auto end = at + word.size();
        if ((at == 0 || !is_alnum(lower[at - 1])) && (end == lower.size() || !is_alnum(lower[end])))
          return true;
      }
    }
    return false;
  }

  /// Whether a class or id says that it shows the day of the visit.
  static bool says_today(Node element) {
    return has_word(element, {"today", "current-date", "currentdate", "current_date", "date-today",
                              "datetoday", "heute", "fecha-actual"});
  }

  /// Whether a line shows the day of the visit: an element in it or around it says so.
  [[nodiscard]] bool is_clock(const TextBlock& block) const {
    constexpr int kMostSteps = 3;
    for (std::uint32_t i = block.begin; i < block.end; ++i) {
      const Node inner = input_.document.node(i);
      if (inner.is_element() && says_today(inner)) return true;
    }
    Node up = input_.document.node(block.begin).parent();
    for (int i = 0; i < kMostSteps && !up.is_null() && up.is_element(); ++i, up = up.parent()) {
      if (!input_.headline.is_null() && up.contains(input_.headline)) return false;
      if (says_today(up)) return true;
    }
    return false;
  }

  /// Whether a time element is of an event that the page announces.
  static bool is_of_event(Node node) {
    constexpr int kMostSteps = 3;
    for (int i = 0; i < kMostSteps && !node.is_null() && node.is_element(); ++i) {
      if (class_of(node) == "event" ||
          has_word(node, {"event-box", "eventbox", "event-info", "event-details", "event-card"}))
        return true;
      node = node.parent();
    }
    return false;
  }

  /// Whether a line stands in the head of the page, which shows the day of the visit.
  [[nodiscard]] bool is_masthead(std::uint32_t i) const {
    if (i >= at_ || input_.headline.is_null()) return false;
    const Apart apart = apart_from(input_.document, survey_, i, input_.headline);
    return apart.in_header || apart.in_nav;
  }

  /// "二〇二五年三月十一日": year, month and day without a digit.
  static bool has_chinese_day(std::string_view text) {
    const auto year = text.find("年");
    return year != std::string_view::npos && text.find("月", year) != std::string_view::npos;
  }

  void visible() {
    const auto& blocks = survey_.blocks;
    const std::uint32_t begin = at_ > 12 ? at_ - 12 : 0;
    const std::uint32_t end =
        std::min<std::uint32_t>(at_ + 25, static_cast<std::uint32_t>(blocks.size()));
    for (std::uint32_t i = begin; i < end; ++i) {
      const auto& block = blocks[i];
      const auto& ancestors = survey_.ancestors_of(block);
      const bool marked = ancestors.has(Hint::kDate) || ancestors.has(Hint::kMeta);
      // Longer texts speak of other days.
      if (block.text_size > (marked ? 200U : kShortLine) || i == at_) continue;
      if (block.digits < 2 && !has_chinese_day(survey_.text_of(block))) continue;
      if (block.is_prose() && block.ends_sentence) continue;
      if (is_masthead(i) || is_other_story(i) || is_clock(block) ||
          is_of_event(input_.document.node(block.holder)))
        continue;
      const auto text = survey_.text_of(block);
      if (!marked && tells(block) && !ancestors.has(Hint::kAuthor) && !says_published(text) &&
          !says_updated(text))
        continue;
      List& list = says_updated(text) ? out_.updated : out_.published;
      if (is_wanted(list))
        add(list, spaced_text(input_.document, block), text_place(i, "headline"),
            visible_weight(i));
    }
    if (!input_.headline.is_null() && at_ < blocks.size()) behind_headline();
  }

  /// The lines that follow the headline in its own block, where a line break is all that parts
  /// them.
  void behind_headline() {
    constexpr int kMaxLines = 3;
    std::string_view rest = survey_.text_of(survey_.blocks[at_]);
    for (int i = 0; i < kMaxLines; ++i) {
      const std::size_t end = rest.find('\n');
      if (end == std::string_view::npos) return;
      rest.remove_prefix(end + 1);
      const std::string_view line = rest.substr(0, rest.find('\n'));
      if (line.size() > kShortLine) return;
      List& list = says_updated(line) ? out_.updated : out_.published;
      add(list, line, text_place(at_, "headline"), visible_weight(at_));
    }
  }

  /// Far from the headline, but behind a word that says it: "Published on 28.04.2023".
  void labelled() {
    std::size_t count = 0;
    for (std::uint32_t i = 0; i < survey_.blocks.size() && count < 3; ++i) {
      const auto& block = survey_.blocks[i];
      if (block.digits < 4 || block.text_size > 80 || is_elsewhere(i)) continue;
      const auto text = survey_.text_of(block);
      if (!says_published(text)) continue;
      ++count;
      add(out_.published, text, text_place(i, "auto"), 0.58);
    }
  }

  /// Far from the headline, but marked as a date.
  void marked_elements() {
    std::size_t count = 0;
    for (std::uint32_t i = 0; i < survey_.blocks.size(); ++i) {
      const auto& block = survey_.blocks[i];
      const auto& ancestors = survey_.ancestors_of(block);
      if (!ancestors.has(Hint::kDate) || block.digits < 2 || block.text_size > 120 ||
          is_elsewhere(i))
        continue;
      if (block.depth > ancestors.hint_depth[static_cast<std::size_t>(Hint::kDate)] + 3) continue;
      if (++count > 12) break;
      const auto text = survey_.text_of(block);
      add(says_updated(text) ? out_.updated : out_.published, spaced_text(input_.document, block),
          text_place(i, "auto"), 0.30 - 0.01 * static_cast<double>(count));
    }
  }

  /// Places, names and signs before the first number; not "The race on 14 October 2031".
  static bool begins_as_dateline(std::string_view opening) {
    constexpr int kMostSmallWords = 1;  // "de", "den", "le"
    int small = 0;
    for (std::size_t i = 0; i < opening.size() && !is_digit(opening[i]); ++i) {
      const bool begins = i == 0 || opening[i - 1] == ' ';
      small += begins && opening[i] >= 'a' && opening[i] <= 'z' ? 1 : 0;
    }
    return small <= kMostSmallWords;
  }

  /// The day that opens the text: "RAJSHAHI, Dec 20, 2025 (BSS) - ...", "01.02.2022 The market".
  void dateline() {
    int prose = 0;
    for (std::uint32_t i = at_; i < survey_.blocks.size() && prose < 2; ++i) {
      const auto& block = survey_.blocks[i];
      if (!block.is_prose()) continue;
      ++prose;
      const auto text = survey_.text_of(block);
      auto opening =
          text.substr(0, text.find_first_of("-(|\n", std::min<std::size_t>(text.size(), 6)));
      if (opening.size() >= 70 && is_digit(text[0])) opening = text.substr(0, text.find(' ', 8));
      if (opening.size() < 70 && begins_as_dateline(opening))
        add(out_.published, opening, text_place(i, "auto"), 0.28);
    }
  }

  /// State that scripts draw the page from; their code only where nothing else says more.
  void page_state() {
    const bool is_known =
        std::any_of(out_.published.begin(), out_.published.end(),
                    [](const DateCandidate& one) { return one.candidate.weight >= 0.40; });
    for (const auto& one : dates_in_scripts(input_.document.data_scripts(), !is_known)) {
      const std::string locator = "page state " + std::string(one.key);
      add(out_.published, one.value, {DateFamily::kLinkedData, "auto", locator}, 0.30);
    }
  }

  void address() {
    if (input_.page.empty()) return;
    const auto day = date_in_path(input_.page.path());
    if (!day) return;
    DateCandidate one;
    one.time = *day;
    one.candidate = {day->to_iso8601(), "url", "path", std::string(input_.page.path()), 0.80, {}};
    one.family = DateFamily::kAddress;
    out_.published.push_back(std::move(one));
  }

  /// Anything short with a whole date, when nothing better was found.
  void last_resort() {
    const auto count =
        static_cast<std::uint32_t>(std::min<std::size_t>(survey_.blocks.size(), 3000));
    for (std::uint32_t i = 0; i < count && out_.published.empty(); ++i) {
      const auto& block = survey_.blocks[i];
      if (block.digits < 4 || block.size > 60) continue;
      const auto& ancestors = survey_.ancestors_of(block);
      if (ancestors.has(Hint::kComment) || ancestors.in(AncestorKind::kFooter) ||
          (i > at_ && is_heading_of_more(block)) || is_masthead(i) || is_clock(block) ||
          tells(block))
        continue;
      add(out_.published, survey_.text_of(block), text_place(i, "auto"), 0.12);
    }
  }

  /// A link beside the article, with a date in it.
  [[nodiscard]] bool is_other_story(std::uint32_t i) const {
    if (i >= survey_.blocks.size()) return false;
    const auto& block = survey_.blocks[i];
    const bool is_link =
        block.link_density() > 0.5F || survey_.ancestors_of(block).in(AncestorKind::kLink);
    if (!is_link || !is_elsewhere(i)) return false;
    // "Posted on <a href=(this page)>April 13</a>" is a link for keeping.
    for (std::uint32_t k = block.begin; k < block.end; ++k) {
      if (links_to_itself(input_.document.node(k), input_.page)) return false;
    }
    return true;
  }

  /// Where nothing names days but time elements in links to other stories, they are those stories'.
  void drop_other_stories(List& list) const {
    const bool all_theirs = std::all_of(list.begin(), list.end(), [&](const DateCandidate& one) {
      return one.candidate.source == "time" && is_other_story(one.block);
    });
    if (all_theirs) list.clear();
  }

  /// Better than nothing: a page that only says when it was changed.
  void offer_changes() {
    for (const auto& one : out_.updated) {
      auto copy = one;
      copy.candidate.weight *= 0.28;
      copy.is_of_change = true;
      out_.published.push_back(std::move(copy));
    }
  }

  const DatingInput& input_;
  const Survey& survey_;
  dates::DateOptions options_;
  std::uint32_t at_ = 0;
  mutable bool is_language_known_ = false;
  mutable std::string text_language_;
  DateCandidates out_;
};

}  // namespace

DateCandidates gather_dates(const DatingInput& input) {
  return Gatherer(input).run();
}

}  // namespace tearsheet::extract
