// What the words of a text mean in a language, and which language it may be.
#include <algorithm>
#include <array>

#include "dates/reader.h"

namespace tearsheet::dates {
namespace {

constexpr std::size_t kEnglish = 0;

/// How much a word says about the language of a date.
int weight_of(WordKind kind) {
  switch (kind) {
    case WordKind::kMonth:
    case WordKind::kWeekday:
    case WordKind::kPersianMonth:
    case WordKind::kIslamicMonth:
    case WordKind::kRelativeDay:
    case WordKind::kLast:
    case WordKind::kLastButOne:
    case WordKind::kNow:
      return 4;
    case WordKind::kFiller:
    case WordKind::kAt:
      return 1;
    default:
      return 2;
  }
}

bool is_single_character(std::string_view text) {
  return code_point_at(text, 0).size == text.size();
}

/// Kinds that page makers leave in English whatever the page's language.
bool is_left_in_english(WordKind kind) {
  return kind == WordKind::kMonth || kind == WordKind::kWeekday || kind == WordKind::kPeriod;
}
/// Kinds whose words mean the same wherever they exist, if they are long enough not to be chance.
bool is_shared(WordKind kind, std::size_t bytes) {
  return bytes >= 3 && (kind == WordKind::kMonth || kind == WordKind::kWeekday ||
                        kind == WordKind::kEra || kind == WordKind::kPersianMonth);
}

/// Languages that name the unit first: "ngày 14 tháng 11 năm 2025".
constexpr std::string_view kUnitFirst[] = {"vi", "km", "lo", "th", "id", "ms", "jv", "su"};

}  // namespace

std::vector<std::size_t> likely_languages(const Lexemes& lexemes, std::size_t limit) {
  std::array<int, kMaxLanguages> score{};
  for (const Lexeme& item : lexemes.items) {
    // A word counts once for a language, as the most telling of its meanings.
    constexpr std::array kWeights{4, 2, 1};
    LanguageSet counted;
    for (const int weight : kWeights) {
      LanguageSet languages;
      for (const Sense& sense : item.senses) {
        // One Chinese character or two letters are a weekday in too many languages.
        const bool is_short =
            item.end - item.begin <= 2 || is_single_character(lexemes.text_of(item));
        const int most = is_short && sense.kind == WordKind::kWeekday ? 2 : 4;
        if (std::min(most, weight_of(sense.kind)) == weight) languages |= sense.languages;
      }
      languages = languages.without(counted);
      counted |= languages;
      for (std::size_t i = 0; languages.any() && i < kMaxLanguages; ++i) {
        if (languages[i]) score[i] += weight;
      }
    }
  }
  std::vector<std::size_t> order;
  while (order.size() < limit) {
    const auto best = std::ranges::max_element(score);
    if (*best == 0) break;
    order.push_back(static_cast<std::size_t>(best - score.begin()));
    *best = 0;
  }
  return order;
}

std::optional<int> Reading::as(std::size_t i, WordKind kind) const {
  if (i >= size()) return std::nullopt;
  const Sense* only = nullptr;
  const Sense* english = nullptr;
  int count = 0;
  bool is_own_word = false;
  for (const Sense& sense : at(i).senses) {
    const bool own = language_ < kMaxLanguages && sense.languages[language_];
    if (own && sense.kind == kind) return sense.value;
    is_own_word = is_own_word || own;
    if (sense.kind != kind) continue;
    if (sense.languages[kEnglish]) english = &sense;
    only = &sense;
    ++count;
  }
  // A word of the language itself has no borrowed meaning: Welsh "am" is no morning.
  if (is_own_word) return std::nullopt;
  if (english != nullptr && is_left_in_english(kind)) return english->value;
  if (count != 1 || !is_shared(kind, at(i).end - at(i).begin)) return std::nullopt;
  return only->value;
}

bool Reading::is_unit(std::size_t i, Unit unit) const {
  if (i >= size()) return false;
  return std::ranges::any_of(at(i).senses, [&](const Sense& sense) {
    return sense.kind == WordKind::kUnit && sense.value == static_cast<int>(unit) &&
           language_ < kMaxLanguages && sense.languages[language_];
  });
}

bool Reading::has_units_first() const {
  return language_ < kMaxLanguages &&
         std::ranges::find(kUnitFirst, WordIndex::instance().language_name(language_)) !=
             std::end(kUnitFirst);
}

std::size_t Reading::skip_fillers(std::size_t i) const {
  while (i < size() && (is_any_sign(i) || is_filler(i))) ++i;
  return i;
}

std::size_t Reading::skip_to_quantity(std::size_t i) const {
  const auto counts = [this](std::size_t k) {
    return is(k, WordKind::kUnit) || is(k, WordKind::kUnitOnce) || is(k, WordKind::kNumber) ||
           is(k, WordKind::kAgo);
  };
  while (i < size() && (is_any_sign(i) || (is_filler(i) && !counts(i)))) ++i;
  return i;
}

}  // namespace tearsheet::dates
