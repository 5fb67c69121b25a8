#include "dates/names.h"

#include <algorithm>
#include <array>
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

std::size_t index_of_language(std::span<const std::string_view> languages, std::string_view tag) {
  const auto found = std::ranges::find(languages, canonical(primary(tag)));
  return found == languages.end() ? kMaxLanguages
                                  : static_cast<std::size_t>(found - languages.begin());
}

WordIndex::Match WordIndex::find_longest(std::string_view text, std::size_t preferred) const {
  Match best, own;
  const auto is_own = [preferred](const Sense& sense) {
    return preferred < kMaxLanguages && sense.languages[preferred];
  };
  auto low = table_->entries.begin();
  auto high = table_->entries.end();
  // Narrows the range of entries byte by byte: those that begin as the text does.
  for (std::size_t size = 0; size < text.size() && low != high; ++size) {
    const auto byte = static_cast<unsigned char>(text[size]);
    const auto byte_of = [&](const WordEntry& entry) {
      return size < entry.size
                 ? static_cast<int>(static_cast<unsigned char>(table_->letters[entry.begin + size]))
                 : -1;
    };
    low = std::ranges::lower_bound(low, high, static_cast<int>(byte), {}, byte_of);
    high = std::ranges::upper_bound(low, high, static_cast<int>(byte), {}, byte_of);
    if (low != high && low->size == size + 1U && ends_word(text, size + 1)) {
      best = {size + 1, senses_of(*low)};
      if (std::ranges::any_of(best.senses, is_own)) own = best;
    }
  }
  return own.size > 0 ? own : best;
}

std::vector<Sense> WordIndex::guess(std::string_view word) const {
  std::vector<Sense> found;
  if (count_code_points(word) < kLeastAbbreviation) return found;
  const auto add = [&found](const Sense& sense, LanguageSet languages) {
    if (!languages.any()) return;
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
  const auto to_word = [this](const WordEntry& entry) { return word_of(entry); };
  auto first = std::ranges::lower_bound(table_->entries, word, {}, to_word);
  for (; first != table_->entries.end() && word_of(*first).starts_with(word); ++first) {
    for (const Sense& sense : senses_of(*first)) {
      if (!is_guessed(sense.kind)) continue;
      if (sense.kind == WordKind::kUnit && count_code_points(word) < kLeastStem) continue;
      LanguageSet& seen = taken[sense.kind == WordKind::kMonth     ? 0
                                : sense.kind == WordKind::kWeekday ? 1
                                                                   : 2];
      add(sense, sense.languages.without(seen));
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
    const auto entry = std::ranges::lower_bound(table_->entries, stem, {}, to_word);
    if (entry == table_->entries.end() || word_of(*entry) != stem) continue;
    for (const Sense& sense : senses_of(*entry)) {
      if (is_guessed(sense.kind)) add(sense, sense.languages);
    }
    if (!found.empty()) break;
  }
  return found;
}

}  // namespace tearsheet::dates
