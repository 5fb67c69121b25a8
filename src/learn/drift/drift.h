// The room drift/: whether a rule of a site file still fits its site. Values in, verdicts out; no
// page, no database, no clock.
//
// A rule is held against its own history. What a page says of it (Sign) is likelier while the rule
// fits than after a redesign, or the other way round; the logarithms of these ratios are added up
// and never fall below nothing (a CUSUM test). So one odd page weighs little, pages that are odd in
// a row weigh much, and a rule that always missed a tenth of the pages may go on doing so.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/clock.h"

namespace tearsheet::learn {

/// What a page says of a rule.
struct Sign {
  bool is_found = false;      ///< The rule gave something ...
  bool is_a_lie = false;      ///< ... that something outside of it contradicts.
  bool is_elsewhere = false;  ///< Whatever it gave: the page has such a field.
  /// Whether the automatic extraction says the same; empty: nobody looked, or it has nothing.
  std::optional<bool> agrees{};
};

/// Whether every article has such a field: one that it may lack is missed now and then.
enum class Need : std::uint8_t { kAlways, kOften };

/// Above this the rule no longer fits: three pages against a rule that always fitted, four against
/// one that missed a tenth of them.
inline constexpr double kAlarmScore = 7.9;
/// Of one sign: two odd pages never are an alarm.
inline constexpr double kHeaviestSign = 3.9;
/// So many good pages in a row take an alarm back.
inline constexpr int kGoodPages = 5;
/// So many pages are a history by which a single page may be judged.
inline constexpr int kFewestPages = 10;
/// The history fades: it never stands for more pages than this.
inline constexpr double kLongestMemory = 400;

struct RuleCounts {
  double pages = 0, wrong = 0;        ///< Pages that have the field; where the rule missed or lied.
  double compared = 0, differed = 0;  ///< With the automatic extraction.
  friend bool operator==(const RuleCounts&, const RuleCounts&) = default;
};

/// Of one rule and one version of the site file. A plain value, small enough for a row.
struct RuleHistory {
  RuleCounts calm;   ///< Before `since`: what the pages since then are held against ...
  RuleCounts doubt;  ///< ... and of those, which become history when the doubt is over.
  double score = 0;  ///< Of the pages since `since`.
  int odd = 0;       ///< Pages since then that spoke against the rule.
  int lies = 0;      ///< Of them, where it found something false.
  int good = 0;      ///< While the alarm stands: good pages in a row.
  std::optional<SysTime> since{};  ///< The page with which it began; empty: all is well.
  bool is_alarmed = false;

  friend bool operator==(const RuleHistory&, const RuleHistory&) = default;
};

enum class Turn : std::uint8_t { kNone, kAlarm, kHealed };

/// Takes in a page. `weight`: how many pages' worth it tells (of lists: the items that it missed).
Turn observe(RuleHistory& rule, const Sign& sign, Need need, SysTime at, int weight = 1);

/// Whether one page on which the rule seems to lie is believed to be a lie: the rule hardly ever
/// seemed to, and there were enough pages.
[[nodiscard]] bool was_honest(const RuleHistory& rule);
/// Whether the automatic extraction is to be asked on every page: the rule is young or suspicious.
[[nodiscard]] bool wants_comparison(const RuleHistory& rule);
/// So many pages of a site file are all compared: enough to tell a rule that agrees from one that
/// was written because the automatic extraction errs, and few, since a comparison costs as much as
/// the page does without one.
inline constexpr double kYoungPages = kFewestPages + 2;

/// The last titles and paragraphs of a site: what stands on two articles is of neither. One thread
/// at a time. Bounded: of the last kPages articles.
class SharedTexts {
 public:
  static constexpr std::size_t kPages = 40;
  static constexpr std::size_t kParagraphs = 12;  ///< Of an article; the first.
  static constexpr std::size_t kShortest = 30;  ///< Bytes of a paragraph that is told by its text.

  /// `body`: paragraphs divided by blank lines. An article that was noted before is noted anew.
  void note(std::uint64_t article, std::string_view title, std::string_view body);
  /// Another article has this title.
  [[nodiscard]] bool is_title_of_another(std::uint64_t article, std::string_view title) const;
  /// How much of the body, 0 to 1, stands in other articles as well.
  [[nodiscard]] double repeated(std::uint64_t article, std::string_view body) const;

 private:
  struct Page {
    std::uint64_t article = 0;
    std::size_t title = 0;
    std::array<std::size_t, kParagraphs> paragraphs{};
  };
  std::array<Page, kPages> pages_{};
  std::size_t next_ = 0;
};

}  // namespace tearsheet::learn
