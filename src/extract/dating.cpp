#include "extract/dating.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "extract/ascii.h"

namespace tearsheet::extract {
namespace {

using dates::Timestamp;
using html::Node;

struct Keyed {
  std::string_view key;
  double weight;
};
// Meta keys that hold the day of publishing. Weights: how often each alone is right where it
// stands, in steps of .05.
constexpr std::array<Keyed, 34> kPublishedMetas = {{
    {"article:published_time", 0.95},
    {"og:article:published_time", 0.90},
    {"datepublished", 0.90},
    {"parsely-pub-date", 0.90},
    {"sailthru.date", 0.85},
    {"article.published", 0.85},
    {"cxenseparse:recs:publishtime", 0.85},
    {"cxenseparse:publishtime", 0.85},
    {"dc.date.issued", 0.85},
    {"dcterms.issued", 0.85},
    {"dc.date", 0.75},
    {"dcterms.date", 0.75},
    {"dcterms.created", 0.75},
    {"dc.date.created", 0.75},
    {"publish-date", 0.85},
    {"publish_date", 0.85},
    {"publishdate", 0.85},
    {"publication_date", 0.85},
    {"published_time", 0.85},
    {"pubdate", 0.85},
    {"pub_date", 0.85},
    {"published", 0.80},
    {"article_date_original", 0.85},
    {"originalpublicationdate", 0.85},
    {"citation_publication_date", 0.80},
    {"citation_online_date", 0.80},
    {"article:published", 0.85},
    {"date", 0.70},
    {"displaydate", 0.75},
    {"ptime", 0.75},
    {"rnews:datepublished", 0.85},
    {"og:published_time", 0.85},
    {"datecreated", 0.70},
    {"vr:published_time", 0.80},
}};
constexpr std::array<Keyed, 12> kUpdatedMetas = {{
    {"article:modified_time", 0.90},
    {"og:updated_time", 0.80},
    {"datemodified", 0.90},
    {"last-modified", 0.60},
    {"dc.date.modified", 0.80},
    {"dcterms.modified", 0.80},
    {"lastmod", 0.70},
    {"article:updated_time", 0.85},
    {"modified_time", 0.80},
    {"dateupdated", 0.80},
    {"revised", 0.60},
    {"updated", 0.60},
}};

/// Whether a label says that what follows is the day of a change: "Updated", "Zuletzt aktualisiert"
/// ... at its beginning.
bool says_updated(std::string_view text) {
  static constexpr std::array<std::string_view, 24> kWords = {"updated",
                                                              "last updated",
                                                              "last modified",
                                                              "modified",
                                                              "last edited",
                                                              "edited",
                                                              "aktualisiert",
                                                              "zuletzt",
                                                              "stand:",
                                                              "letzte aktualisierung",
                                                              "mis à jour",
                                                              "mis a jour",
                                                              "modifié",
                                                              "actualizado",
                                                              "última actualización",
                                                              "actualizada",
                                                              "aggiornato",
                                                              "ultimo aggiornamento",
                                                              "atualizado",
                                                              "bijgewerkt",
                                                              "oppdatert",
                                                              "uppdaterad",
                                                              "opdateret",
                                                              "zaktualizowano"};
  text = trim(text);
  return std::any_of(kWords.begin(), kWords.end(), [&](std::string_view word) {
    return text.size() > word.size() && equals_ignoring_case(text.substr(0, word.size()), word);
  });
}

struct Dated {
  Timestamp time;
  Candidate candidate;
};

std::int64_t day_of(const Timestamp& time) {
  return std::chrono::floor<std::chrono::days>(time.to_sys()).time_since_epoch().count();
}
bool same_local_day(const Timestamp& a, const Timestamp& b) {
  return a.year == b.year && a.month == b.month && a.day == b.day;
}
/// The same day as written, or less than a day apart where one of them states a zone.
bool agree(const Timestamp& a, const Timestamp& b) {
  if (same_local_day(a, b)) return true;
  if (!a.offset_minutes && !b.offset_minutes) return false;
  if (a.offset_minutes && b.offset_minutes) return day_of(a) == day_of(b);
  return std::abs(day_of(a) - day_of(b)) <= 1;
}

class Finder {
 public:
  Finder(const html::Document& document, const Facts& facts, const Survey& survey,
         const dates::DateOptions& options)
      : document_(document), facts_(facts), survey_(survey), options_(options) {}

  std::vector<Dated> published, updated;

  /// The day that a listing or feed gave for this page: a candidate, and the judge of 03/04/2025.
  void know(const Timestamp& day) {
    known_ = day;
    published.push_back({day, {day.to_iso8601(), "listing", "source", day.to_iso8601(), 0.80, {}}});
  }

  void add(std::vector<Dated>& list, std::string_view raw, std::string source, std::string locator,
           double weight) {
    raw = trim(raw);
    if (raw.size() < 6 || raw.size() > 300 || list.size() > 60) return;
    auto time = dates::parse_date(raw, options_);
    if (!time || time->precision < dates::Precision::kDay || time->year < 1990) return;
    if (known_) time = settle_order(raw, *time);
    list.push_back({*time,
                    {time->to_iso8601(),
                     std::move(source),
                     std::move(locator),
                     std::string(raw),
                     weight,
                     {}}});
  }

  void linked(const LinkedArticle* article) {
    if (article != nullptr) {
      const bool page_only = equals_ignoring_case(article->type, "webpage");
      add(published, article->published, "json-ld", "datePublished", page_only ? 0.85 : 0.97);
      add(published, article->created, "json-ld", "dateCreated", 0.60);
      add(updated, article->modified, "json-ld", "dateModified", 0.95);
    }
    for (const auto& other : facts_.linked.articles) {
      if (&other == article || other.is_nested) continue;
      add(published, other.published, "json-ld", "datePublished", 0.75);
      add(updated, other.modified, "json-ld", "dateModified", 0.60);
    }
  }

  void metas() {
    for (const auto& meta : facts_.metas) {
      for (const auto& [key, weight] : kPublishedMetas) {
        if (meta.key == key) add(published, meta.value, "meta", "meta[" + meta.key + "]", weight);
      }
      for (const auto& [key, weight] : kUpdatedMetas) {
        if (meta.key == key) add(updated, meta.value, "meta", "meta[" + meta.key + "]", weight);
      }
    }
  }

  void properties() {
    for (const auto& property : facts_.properties) {
      const bool is_published = property.name == "datepublished" || property.name == "pubdate";
      const bool is_updated = property.name == "datemodified";
      const bool is_created = property.name == "datecreated" || property.name == "created";
      if (!is_published && !is_updated && !is_created) continue;
      auto& list = is_updated ? updated : published;
      if (is_elsewhere(property.node.index()) && list.size() > 0) continue;
      const double weight = (is_created                            ? 0.70
                             : is_elsewhere(property.node.index()) ? 0.45
                                                                   : 0.88) -
                            0.04 * static_cast<double>(std::min<std::size_t>(list.size(), 5));
      element(list, property.node, "microdata", weight);
    }
  }

  /// Its datetime, content or title attribute, else its text.
  void element(std::vector<Dated>& list, Node node, const char* source, double weight) {
    const std::size_t before = list.size();
    for (const char* name : {"datetime", "content", "title", "data-datetime", "data-timestamp"}) {
      if (list.size() != before) return;
      if (const auto value = node.attribute(name))
        add(list, *value, source, html::locator(node), weight);
    }
    if (list.size() == before && node.end() - node.index() < 40) {
      add(list, html::visible_text(node), source, html::locator(node), weight - 0.02);
    }
  }

  /// How near to the headline a place is believed: 1 right behind it, 0 far away.
  [[nodiscard]] double nearness(std::uint32_t node, Node headline) const {
    if (headline.is_null()) return 0.4;
    const auto here = static_cast<double>(survey_.first_block(node));
    const auto there = static_cast<double>(survey_.first_block(headline.index()));
    const double blocks = here - there;
    const double text =
        std::abs(static_cast<double>(survey_.size_before[survey_.first_block(node)]) -
                 static_cast<double>(survey_.size_before[survey_.first_block(headline.index())]));
    if (blocks >= 0) return std::exp(-blocks / 12.0) * std::exp(-text / 1500.0);
    return 0.85 * std::exp(blocks / 6.0);
  }

  /// Dates of comments, teasers and sidebars are those of something else.
  [[nodiscard]] bool is_elsewhere(std::uint32_t node) const {
    const std::uint32_t block = survey_.first_block(node);
    if (block >= survey_.blocks.size()) return false;
    const auto& around = survey_.around(survey_.blocks[block]);
    return around.has(Hint::kComment) || around.has(Hint::kRelated) || around.has(Hint::kSidebar) ||
           around.has(Hint::kTeaser) || around.in(Around::kNav) || around.in(Around::kFooter) ||
           around.in(Around::kAside);
  }

  void times(Node headline) {
    std::size_t count = 0;
    for (const Node node : facts_.times) {
      if (++count > 40) break;
      double weight = 0.45 + 0.40 * nearness(node.index(), headline);
      if (is_elsewhere(node.index())) weight -= 0.25;
      const auto hints = node.attribute("class").value_or("");
      if (node.attribute("pubdate") || contains_ignoring_case(hints, "publish")) weight += 0.10;
      const Node around = node.parent();
      const auto outer =
          around.is_null() ? std::string_view() : around.attribute("class").value_or("");
      const std::string before = around.is_null() || around.end() - around.index() > 20
                                     ? std::string()
                                     : html::visible_text(around);
      if (contains_ignoring_case(hints, "updat") || contains_ignoring_case(hints, "modif") ||
          contains_ignoring_case(outer, "updat") || contains_ignoring_case(outer, "modif") ||
          says_updated(before)) {
        element(updated, node, "time", weight);
      } else {
        element(published, node, "time", weight);
      }
    }
  }

  void visible(Node headline) {
    const auto& blocks = survey_.blocks;
    if (blocks.empty()) return;
    const std::uint32_t at = headline.is_null() ? 0 : survey_.first_block(headline.index());
    const std::uint32_t begin = at > 12 ? at - 12 : 0;
    const std::uint32_t end =
        std::min<std::uint32_t>(at + 25, static_cast<std::uint32_t>(blocks.size()));
    for (std::uint32_t i = begin; i < end; ++i) {
      const auto& block = blocks[i];
      const auto text = survey_.text_of(block);
      const auto& around = survey_.around(block);
      // Longer texts speak of other days.
      if (block.digits < 2 ||
          text.size() > (around.has(Hint::kDate) || around.has(Hint::kMeta) ? 200U : 110U) ||
          i == at)
        continue;
      if (block.is_prose() && block.ends_sentence) continue;
      double weight = 0.25 + 0.35 * nearness(block.begin, headline);
      if (around.has(Hint::kDate)) weight += 0.15;
      if (around.has(Hint::kMeta) || around.has(Hint::kAuthor)) weight += 0.05;
      if (block.size < 60) weight += 0.05;
      if (around.has(Hint::kRelated) || around.has(Hint::kComment) || around.has(Hint::kSidebar) ||
          around.in(Around::kNav)) {
        weight -= 0.20;
      }
      if (i < at) weight -= 0.08;
      add(says_updated(text) ? updated : published, text, "headline",
          html::locator(survey_node(block)), weight);
    }
  }

  /// The day that opens the text: "RAJSHAHI, Dec 20, 2025 (BSS) - ...".
  void dateline(Node headline) {
    const std::uint32_t at = headline.is_null() ? 0 : survey_.first_block(headline.index());
    int prose = 0;
    for (std::uint32_t i = at; i < survey_.blocks.size() && prose < 2; ++i) {
      const auto& block = survey_.blocks[i];
      if (!block.is_prose()) continue;
      ++prose;
      const auto text = survey_.text_of(block);
      const auto opening =
          text.substr(0, text.find_first_of("-(|\n", std::min<std::size_t>(text.size(), 6)));
      if (opening.size() < 70) add(published, opening, "auto", "dateline", 0.28);
    }
  }

  /// State that scripts draw the page from: application/json with a well-known key.
  void page_state(const html::Document& page) {
    static constexpr std::array<std::string_view, 9> kKeys = {
        "datePublished", "publishedAt",     "published_at", "publishedDate", "firstPublished",
        "publishDate",   "publicationDate", "published",    "createdAt"};
    for (const auto& script : page.data_scripts()) {
      if (script.type.find("ld+json") != std::string_view::npos) continue;
      const auto text = script.content.substr(0, 2'000'000);
      for (const auto key : kKeys) {
        const std::string quoted = '"' + std::string(key) + '"';
        const auto place = text.find(quoted);
        if (place == std::string_view::npos) continue;
        const auto open = text.find_first_not_of(": \t\n", place + quoted.size());
        if (open == std::string_view::npos || text[open] != '"') continue;
        const auto value = text.substr(open + 1, 40);
        add(published, value.substr(0, value.find('"')), "auto", "page state " + std::string(key),
            0.30);
      }
    }
  }

  /// Anything short with a whole date, when nothing better was found.
  void last_resort() {
    std::size_t count = 0;
    for (const auto& block : survey_.blocks) {
      if (!published.empty() || ++count > 3000) return;
      if (block.digits < 4 || block.size > 60) continue;
      if (survey_.around(block).has(Hint::kComment) || survey_.around(block).in(Around::kFooter))
        continue;
      add(published, survey_.text_of(block), "auto", html::locator(survey_node(block)), 0.12);
    }
  }

  void any_dated_element() {
    // Far from the headline, but marked as a date.
    std::size_t count = 0;
    for (const auto& block : survey_.blocks) {
      const auto& around = survey_.around(block);
      if (!around.has(Hint::kDate) || block.digits < 2 || block.text_size > 120 ||
          is_elsewhere(block.begin))
        continue;
      if (block.depth > around.hint_depth[static_cast<std::size_t>(Hint::kDate)] + 3) continue;
      if (++count > 12) break;
      add(published, survey_.text_of(block), "auto", html::locator(survey_node(block)),
          0.30 - 0.01 * static_cast<double>(count));
    }
  }

  /// -> index of the winner, or the size.
  static std::size_t choose(std::vector<Dated>& list) {
    std::size_t best = list.size();
    double best_score = 0;
    for (std::size_t i = 0; i < list.size(); ++i) {
      double score = list[i].candidate.weight;
      double backing = 0;
      for (std::size_t j = 0; j < list.size(); ++j) {
        if (j == i || list[j].candidate.source == list[i].candidate.source) continue;
        if (agree(list[i].time, list[j].time)) backing += 0.25 * list[j].candidate.weight;
      }
      score += std::min(backing, 0.40);
      list[i].candidate.why =
          backing > 0 ? "other sources name the same day" : "no other source names this day";
      if (score > best_score + 1e-9) {
        best_score = score;
        best = i;
      }
    }
    return best;
  }

 private:
  [[nodiscard]] Node survey_node(const TextBlock& block) const {
    return document_node(block.holder);
  }
  [[nodiscard]] Node document_node(std::uint32_t index) const { return document_.node(index); }

  /// Day and month of a text that can be read both ways: as the known day has them, if one way is
  /// that day.
  Timestamp settle_order(std::string_view raw, const Timestamp& read) const {
    if (read.day > 12 || read.year != known_->year || read.day != known_->month ||
        read.month != known_->day)
      return read;
    for (const auto order : {dates::FieldOrder::kDayFirst, dates::FieldOrder::kMonthFirst}) {
      dates::DateOptions options = options_;
      options.order = order;
      const auto other = dates::parse_date(raw, options);
      if (other && same_local_day(*other, *known_)) return *other;
    }
    return read;
  }

  std::optional<Timestamp> known_;
  const html::Document& document_;
  const Facts& facts_;
  const Survey& survey_;
  const dates::DateOptions& options_;
};

void emit(std::vector<Dated>& list, const char* field, std::optional<Timestamp>& time,
          std::optional<records::FieldSource>& source, std::vector<Explanation>* explain) {
  std::size_t best = Finder::choose(list);
  // The same instant written with the zone of the place says more than in UTC.
  if (best < list.size() && list[best].time.offset_minutes == 0 &&
      list[best].time.precision >= dates::Precision::kMinute) {
    for (std::size_t i = 0; i < list.size(); ++i) {
      const auto& other = list[i].time;
      if (!other.offset_minutes || *other.offset_minutes == 0 ||
          other.precision < dates::Precision::kMinute)
        continue;
      const auto apart = other.to_sys() - list[best].time.to_sys();
      if (apart > std::chrono::minutes{-1} && apart < std::chrono::minutes{1}) {
        best = i;
        break;
      }
    }
  }
  std::vector<Candidate> candidates;
  if (explain != nullptr) {
    for (const auto& one : list) candidates.push_back(one.candidate);
    explain_all(explain, field, candidates, best, {});
  }
  if (best == list.size()) return;
  time = list[best].time;
  source =
      to_source(field, list[best].candidate, std::clamp(list[best].candidate.weight, 0.0, 1.0));
}

}  // namespace

std::optional<Timestamp> date_in_path(std::string_view path) {
  const auto number = [&](std::size_t at, std::size_t digits) -> int {
    int value = 0;
    for (std::size_t i = at; i < at + digits; ++i) {
      if (i >= path.size() || !is_digit(path[i])) return -1;
      value = value * 10 + (path[i] - '0');
    }
    return value;
  };
  for (std::size_t i = 0; i + 8 <= path.size(); ++i) {
    if (i > 0 && is_digit(path[i - 1])) continue;
    const int year = number(i, 4);
    if (year < 1990 || year > 2099) continue;
    const char separator = path[i + 4];
    const bool separated =
        separator == '/' || separator == '-' || separator == '_' || separator == '.';
    const std::size_t month_at = i + (separated ? 5 : 4);
    std::size_t month_digits = 2;
    int month = number(month_at, 2);
    if (separated && month < 0) {
      month = number(month_at, 1);
      month_digits = 1;
    }
    if (month < 1 || month > 12) continue;
    std::size_t day_at = month_at + month_digits;
    if (separated) {
      if (day_at >= path.size() || path[day_at] != separator) continue;
      ++day_at;
    }
    int day = number(day_at, 2);
    std::size_t end = day_at + 2;
    if (separated && day < 0) {
      day = number(day_at, 1);
      end = day_at + 1;
    }
    if (day < 1 || day > 31 || (end < path.size() && is_digit(path[end]))) continue;
    const auto date = std::chrono::year_month_day{std::chrono::year{year},
                                                  std::chrono::month{static_cast<unsigned>(month)},
                                                  std::chrono::day{static_cast<unsigned>(day)}};
    if (!date.ok()) continue;
    Timestamp out;
    out.year = year;
    out.month = static_cast<std::uint8_t>(month);
    out.day = static_cast<std::uint8_t>(day);
    out.precision = dates::Precision::kDay;
    return out;
  }
  return std::nullopt;
}

Dating find_dates(const html::Document& document, const Facts& facts, const LinkedArticle* article,
                  const Survey& survey, Node headline, const url::Url& page,
                  const dates::DateOptions& options, const std::optional<Timestamp>& listed,
                  std::vector<Explanation>* explain) {
  Finder finder(document, facts, survey, options);
  if (listed && listed->precision >= dates::Precision::kDay) finder.know(*listed);
  finder.linked(article);
  finder.metas();
  finder.properties();
  finder.times(headline);
  finder.visible(headline);
  finder.any_dated_element();
  finder.dateline(headline);
  finder.page_state(document);
  if (!page.empty()) {
    if (const auto day = date_in_path(page.path())) {
      finder.published.push_back(
          {*day, {day->to_iso8601(), "url", "path", std::string(page.path()), 0.80, {}}});
    }
  }
  if (finder.updated.empty()) finder.last_resort();
  for (const auto& one : finder.updated) {
    // Better than nothing: a page that only says when it was changed.
    auto copy = one;
    copy.candidate.weight *= 0.35;
    finder.published.push_back(std::move(copy));
  }
  Dating out;
  emit(finder.published, "date", out.published, out.published_source, explain);
  emit(finder.updated, "updated", out.updated, out.updated_source, explain);
  return out;
}

}  // namespace tearsheet::extract
