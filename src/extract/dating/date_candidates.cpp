#include "extract/dating/date_candidates.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "base/ascii.h"
#include "extract/dating/date_labels.h"
#include "extract/dating/date_metas.h"
#include "extract/dating/date_order.h"
#include "extract/dating/date_places.h"
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
constexpr double kNamedMeta = 0.50;        // of a meta that only its name explains
constexpr double kProse = 0.70;            // of linked data that is written for people
constexpr std::uint32_t kShortLine = 110;  // bytes; longer texts speak of other days

class Gatherer {
 public:
  explicit Gatherer(const DatingInput& input)
      : input_(input), survey_(input.survey), places_(input), options_(input.options) {
    if (options_.order == dates::FieldOrder::kUnknown) options_.order = order_of_page();
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
      const std::size_t begin = places_.headline() < survey_.blocks.size()
                                    ? survey_.blocks[places_.headline()].text_begin
                                    : 0;
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
      double weight = page_only ? 0.85 : 0.97;
      // "Aug 21, 2025": a template printed there what it had, often the day of the last change.
      const auto raw = trimmed(own->published);
      if (!raw.empty() && is_alpha(raw.front()) && raw.find(':') == std::string_view::npos)
        weight = std::min(weight, kProse);
      add(out_.published, own->published, place("datePublished"), weight);
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
        return true;
      }
      return false;
    };
    const auto read_named = [&](List& list, const Meta& meta) {
      add(list, meta.value, {DateFamily::kMeta, "meta", "meta[" + meta.key + "]"}, kNamedMeta);
    };
    for (const auto& meta : input_.facts.metas) {
      const bool is_known = read(out_.published, meta, published_metas()) ||
                            read(out_.updated, meta, updated_metas());
      if (is_known) continue;
      if (names_publication(meta.key)) read_named(out_.published, meta);
      if (names_change(meta.key)) read_named(out_.updated, meta);
    }
  }

  void properties() {
    for (const auto& property : input_.facts.properties) {
      const bool is_published = property.name == "datepublished" || property.name == "pubdate";
      const bool is_updated = property.name == "datemodified";
      const bool is_created = property.name == "datecreated" || property.name == "created";
      if (!is_published && !is_updated && !is_created) continue;
      auto& list = is_updated ? out_.updated : out_.published;
      const bool elsewhere = places_.is_elsewhere(places_.block_of(property.node));
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
    const std::uint32_t block = places_.block_of(node);
    const Place place{DateFamily::kElement, source, {}, block, places_.is_elsewhere(block), node};
    for (const char* name : {"datetime", "content", "title", "data-datetime", "data-timestamp"}) {
      if (list.size() != before) return;
      if (const auto value = node.attribute(name)) add(list, *value, place, weight);
    }
    if (list.size() == before && node.end() - node.index() < 40)
      add(list, html::visible_text(node, kLongestDate), place, weight - 0.02);
  }

  void times() {
    std::size_t count = 0;
    for (const Node node : input_.facts.times) {
      if (++count > kMaxTimes) break;
      const std::uint32_t block = places_.block_of(node);
      double weight = 0.45 + 0.40 * places_.nearness(block);
      if (places_.is_elsewhere(block)) weight -= 0.25;
      // What a sentence names is the day of what it tells.
      if (places_.stands_in_sentence(node, block) || DatePlaces::is_of_event(node)) continue;
      if (node.attribute("pubdate") || contains_ignoring_case(class_of(node), "publish"))
        weight += 0.10;
      element(DatePlaces::tells_of_change(node) ? out_.updated : out_.published, node, "time",
              weight);
    }
  }

  [[nodiscard]] Place text_place(std::uint32_t block, const char* source) const {
    return {DateFamily::kText,
            source,
            {},
            block,
            places_.is_elsewhere(block),
            input_.document.node(survey_.blocks[block].holder)};
  }

  /// "二〇二五年三月十一日": year, month and day without a digit.
  static bool has_chinese_day(std::string_view text) {
    const auto year = text.find("年");
    return year != std::string_view::npos && text.find("月", year) != std::string_view::npos;
  }

  void visible() {
    const auto& blocks = survey_.blocks;
    const std::uint32_t begin = places_.headline() > 12 ? places_.headline() - 12 : 0;
    const std::uint32_t end =
        std::min<std::uint32_t>(places_.headline() + 25, static_cast<std::uint32_t>(blocks.size()));
    for (std::uint32_t i = begin; i < end; ++i) {
      const auto& block = blocks[i];
      const auto& ancestors = survey_.ancestors_of(block);
      const bool marked = ancestors.has(Hint::kDate) || ancestors.has(Hint::kMeta);
      // Longer texts speak of other days.
      if (block.text_size > (marked ? 200U : kShortLine) || i == places_.headline()) continue;
      if (block.digits < 2 && !has_chinese_day(survey_.text_of(block))) continue;
      if (block.is_prose() && block.ends_sentence) continue;
      if (places_.is_masthead(i) || places_.is_other_story(i) || places_.is_clock(block) ||
          DatePlaces::is_of_event(input_.document.node(block.holder)))
        continue;
      const auto text = survey_.text_of(block);
      if (!marked && DatePlaces::tells(block) && !ancestors.has(Hint::kAuthor) &&
          !says_published(text) && !says_updated(text))
        continue;
      List& list = says_updated(text) ? out_.updated : out_.published;
      if (is_wanted(list))
        add(list, spaced_text(input_.document, block), text_place(i, "headline"),
            places_.visible_weight(i));
    }
    if (!input_.headline.is_null() && places_.headline() < blocks.size()) behind_headline();
  }

  /// The lines that follow the headline in its own block, where a line break is all that parts
  /// them.
  void behind_headline() {
    constexpr int kMaxLines = 3;
    std::string_view rest = survey_.text_of(survey_.blocks[places_.headline()]);
    for (int i = 0; i < kMaxLines; ++i) {
      const std::size_t end = rest.find('\n');
      if (end == std::string_view::npos) return;
      rest.remove_prefix(end + 1);
      const std::string_view line = rest.substr(0, rest.find('\n'));
      if (line.size() > kShortLine) return;
      List& list = says_updated(line) ? out_.updated : out_.published;
      add(list, line, text_place(places_.headline(), "headline"),
          places_.visible_weight(places_.headline()));
    }
  }

  /// Far from the headline, but behind a word that says it: "Published on 28.04.2023".
  void labelled() {
    std::size_t count = 0;
    for (std::uint32_t i = 0; i < survey_.blocks.size() && count < 3; ++i) {
      const auto& block = survey_.blocks[i];
      if (block.digits < 4 || block.text_size > 80 || places_.is_elsewhere(i)) continue;
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
          places_.is_elsewhere(i))
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
    for (std::uint32_t i = places_.headline(); i < survey_.blocks.size() && prose < 2; ++i) {
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
          (i > places_.headline() && places_.is_heading_of_more(block)) || places_.is_masthead(i) ||
          places_.is_clock(block) || DatePlaces::tells(block))
        continue;
      add(out_.published, survey_.text_of(block), text_place(i, "auto"), 0.12);
    }
  }

  /// Where nothing names days but time elements in links to other stories, they are those stories'.
  void drop_other_stories(List& list) const {
    const bool all_theirs = std::all_of(list.begin(), list.end(), [&](const DateCandidate& one) {
      return one.candidate.source == "time" && places_.is_other_story(one.block);
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
  const DatePlaces places_;
  dates::DateOptions options_;
  mutable bool is_language_known_ = false;
  mutable std::string text_language_;
  DateCandidates out_;
};

}  // namespace

DateCandidates gather_dates(const DatingInput& input) {
  return Gatherer(input).run();
}

}  // namespace tearsheet::extract
