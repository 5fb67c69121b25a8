#include "dates/names.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include "base/utf8.h"
#include "dates/fold.h"

namespace tearsheet::dates {
namespace {

/// Letters that an abbreviation has at least, so that two-letter words of one language are no
/// months of another.
constexpr std::size_t kLeastAbbreviation = 3;
/// An inflected form keeps this much of the name and adds at most this much to it.
constexpr std::size_t kLeastStem = 5;
constexpr std::size_t kMostEnding = 3;

struct LineKind {
  std::string_view key;
  WordKind kind;
  int first_value;
};
constexpr LineKind kLineKinds[] = {
    {"month", WordKind::kMonth, 1},
    {"weekday", WordKind::kWeekday, 0},
    {"persian", WordKind::kPersianMonth, 1},
    {"islamic", WordKind::kIslamicMonth, 1},
    {"period", WordKind::kPeriod, 0},
    {"unit", WordKind::kUnit, 0},
    {"once", WordKind::kUnitOnce, 0},
    {"twice", WordKind::kUnitTwice, 0},
    {"half", WordKind::kUnitHalf, 0},
    {"unitago", WordKind::kUnitAgo, 0},
    {"ago", WordKind::kAgo, 0},
    {"day", WordKind::kRelativeDay, -2},
    {"last", WordKind::kLast, static_cast<int>(Unit::kWeek)},
    {"last2", WordKind::kLastButOne, static_cast<int>(Unit::kWeek)},
    {"number", WordKind::kNumber, 1},
    {"tens", WordKind::kNumber, 2},
    {"dayword", WordKind::kDayWord, 1},
    {"now", WordKind::kNow, 0},
    {"at", WordKind::kAt, 0},
    {"filler", WordKind::kFiller, 0},
    {"buddhist", WordKind::kEra, 0},
    {"era", WordKind::kEra, 0},
};

std::string_view cut(std::string_view& rest, char separator) {
  const std::size_t at = std::min(rest.find(separator), rest.size());
  const std::string_view part = rest.substr(0, at);
  rest.remove_prefix(std::min(at + 1, rest.size()));
  return part;
}

std::string_view primary(std::string_view tag) {
  return tag.substr(0, tag.find_first_of("-_"));
}

/// Codes that mean the same language in the tables.
std::string_view canonical(std::string_view language) {
  constexpr std::pair<std::string_view, std::string_view> kAliases[] = {
      {"nb", "no"}, {"nn", "no"}, {"tl", "fil"}, {"iw", "he"},
      {"in", "id"}, {"sh", "sr"}, {"mo", "ro"},  {"cmn", "zh"}};
  for (const auto& [alias, name] : kAliases) {
    if (language == alias) return name;
  }
  return language;
}

bool ends_word(std::string_view text, std::size_t at) {
  const CodePoint next = code_point_at(text, at);
  const auto is_digit = [](char32_t c) { return c >= '0' && c <= '9'; };
  if (is_digit(static_cast<unsigned char>(text[at - 1])) && is_digit(next.value)) return false;
  if (next.size == 0 || !is_word_character(next.value) || text[at - 1] == '\'') return true;
  // A Latin word ends where another script begins: "3:05 PMకి".
  if (static_cast<unsigned char>(text[at - 1]) < 0x80 && next.value >= 0x370) return true;
  std::size_t before = at - 1;
  while (before > 0 && is_continuation(text[before])) --before;
  return is_unspaced(code_point_at(text, before).value) || is_unspaced(next.value);
}

bool is_guessed(WordKind kind) {
  return kind == WordKind::kMonth || kind == WordKind::kWeekday || kind == WordKind::kUnit;
}

}  // namespace

FieldOrder order_of_language(std::string_view tag) {
  const auto rows = language_orders();
  std::string key(tag);
  std::ranges::replace(key, '_', '-');
  while (!key.empty()) {
    const auto row =
        std::ranges::lower_bound(rows, std::string_view(key), {}, &LanguageOrder::language);
    if (row != rows.end() && row->language == key) return row->order;
    const std::size_t dash = key.rfind('-');
    if (dash == std::string::npos) break;
    // "zh-Hant-HK" is listed with its script, "sr-Latn-RS" is not; a region alone comes before the
    // script.
    key.resize(dash);
  }
  const std::string_view alias = canonical(key);
  return alias != key ? order_of_language(alias) : FieldOrder::kUnknown;
}

const WordIndex& WordIndex::instance() {
  static const WordIndex kIndex;
  return kIndex;
}

WordIndex::WordIndex() {
  for (const auto& row : cldr_names()) languages_.push_back(row.language);
  add_table(cldr_names());
  add_table(more_words());
  add_table(colloquial_words());
  add_table(day_words());
  sort();
}

std::size_t WordIndex::language_index(std::string_view tag) const {
  const std::string_view language = canonical(primary(tag));
  const auto found = std::ranges::find(languages_, language);
  return found == languages_.end() ? kMaxLanguages
                                   : static_cast<std::size_t>(found - languages_.begin());
}

void WordIndex::add_table(std::span<const LanguageNames> table) {
  for (const auto& row : table) add_lines(language_index(row.language), row.lines);
}

void WordIndex::add_lines(std::size_t language, std::string_view lines) {
  while (!lines.empty()) {
    std::string_view line = cut(lines, '\n');
    const std::string_view key = cut(line, ' ');
    const auto kind = std::ranges::find(kLineKinds, key, &LineKind::key);
    if (kind == std::end(kLineKinds)) continue;
    for (std::size_t slot = 0; !line.empty(); ++slot) {
      int value = kind->first_value + static_cast<int>(slot);
      if (key == "buddhist") value = -543;
      if (key == "tens") value *= 10;
      if (key == "era") value = slot < era_offsets().size() ? era_offsets()[slot] : 0;
      for (std::string_view words = cut(line, ';'); !words.empty();) {
        add_word(language, kind->kind, value, cut(words, '|'));
      }
    }
  }
}

void WordIndex::add_word(std::size_t language, WordKind kind, int value, std::string_view word) {
  std::string folded = fold(word).text;
  while (folded.ends_with('.')) folded.pop_back();
  if (folded.empty() || language >= kMaxLanguages) return;
  raw_.push_back({std::move(folded), static_cast<std::uint8_t>(language), kind,
                  static_cast<std::int16_t>(value)});
}

void WordIndex::sort() {
  std::ranges::sort(raw_, [](const Raw& a, const Raw& b) {
    return std::tie(a.word, a.kind, a.value) < std::tie(b.word, b.kind, b.value);
  });
  for (Raw& raw : raw_) {
    const bool same_word = !entries_.empty() && entries_.back().word == raw.word;
    if (!same_word)
      entries_.push_back({std::move(raw.word), static_cast<std::uint32_t>(senses_.size()), 0});
    const bool same_sense =
        same_word && senses_.back().kind == raw.kind && senses_.back().value == raw.value;
    if (!same_sense) {
      senses_.push_back({raw.kind, raw.value, {}});
      ++entries_.back().count;
    }
    senses_.back().languages.set(raw.language);
  }
  raw_.clear();
  raw_.shrink_to_fit();
}

WordIndex::Match WordIndex::find_longest(std::string_view text, std::size_t preferred) const {
  Match best, own;
  const auto is_own = [preferred](const Sense& sense) {
    return preferred < kMaxLanguages && sense.languages[preferred];
  };
  auto low = entries_.begin();
  auto high = entries_.end();
  // Narrows the range of entries byte by byte: those that begin as the text does.
  for (std::size_t size = 0; size < text.size() && low != high; ++size) {
    const auto byte = static_cast<unsigned char>(text[size]);
    const auto byte_of = [size](const Entry& entry) {
      return size < entry.word.size()
                 ? static_cast<int>(static_cast<unsigned char>(entry.word[size]))
                 : -1;
    };
    low = std::ranges::lower_bound(low, high, static_cast<int>(byte), {}, byte_of);
    high = std::ranges::upper_bound(low, high, static_cast<int>(byte), {}, byte_of);
    if (low != high && low->word.size() == size + 1 && ends_word(text, size + 1)) {
      best = {size + 1, std::span(senses_).subspan(low->first, low->count)};
      if (std::ranges::any_of(best.senses, is_own)) own = best;
    }
  }
  return own.size > 0 ? own : best;
}

std::vector<Sense> WordIndex::guess(std::string_view word) const {
  std::vector<Sense> found;
  if (count_code_points(word) < kLeastAbbreviation) return found;
  const auto add = [&found](const Sense& sense, LanguageSet languages) {
    if (languages.none()) return;
    for (Sense& old : found) {
      if (old.kind == sense.kind && old.value == sense.value) {
        old.languages |= languages;
        return;
      }
    }
    found.push_back({sense.kind, sense.value, languages});
  };
  // Beginnings of names. The shortest names come first, and a longer one ("červenec") of the same
  // language does not take the abbreviation away from the shorter ("červen").
  std::array<LanguageSet, 3> taken;
  auto first = std::ranges::lower_bound(entries_, word, {}, &Entry::word);
  for (; first != entries_.end() && first->word.starts_with(word); ++first) {
    for (const Sense& sense : std::span(senses_).subspan(first->first, first->count)) {
      if (!is_guessed(sense.kind)) continue;
      if (sense.kind == WordKind::kUnit && count_code_points(word) < kLeastStem) continue;
      LanguageSet& seen = taken[sense.kind == WordKind::kMonth     ? 0
                                : sense.kind == WordKind::kWeekday ? 1
                                                                   : 2];
      add(sense, sense.languages & ~seen);
      seen |= sense.languages;
    }
  }
  if (!found.empty()) return found;
  // Names with an ending. `first` stands behind all entries that begin with the word; the stems are
  // before it.
  for (std::size_t size = word.size(); size > 0; --size) {
    if (size < word.size() && is_continuation(word[size])) continue;
    const std::string_view stem = word.substr(0, size);
    if (count_code_points(stem) < kLeastStem ||
        count_code_points(word) - count_code_points(stem) > kMostEnding) {
      if (count_code_points(stem) < kLeastStem) break;
      continue;
    }
    const auto entry = std::ranges::lower_bound(entries_, stem, {}, &Entry::word);
    if (entry == entries_.end() || entry->word != stem) continue;
    for (const Sense& sense : std::span(senses_).subspan(entry->first, entry->count)) {
      if (is_guessed(sense.kind)) add(sense, sense.languages);
    }
    if (!found.empty()) break;
  }
  return found;
}

}  // namespace tearsheet::dates
