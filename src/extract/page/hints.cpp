#include "extract/page/hints.h"

#include <vector>

#include "base/ascii.h"
#include "base/time_limit.h"

namespace tearsheet::extract {
namespace {

constexpr std::size_t kMaxWord = 20;        // the longest word of the table has 20 letters
constexpr std::size_t kMaxAttribute = 400;  // utility-class soup: the telling names stand first

std::uint32_t hash_of(std::string_view word) {
  std::uint32_t hash = 2166136261U;  // FNV-1a
  for (const char c : word) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
  return hash ^ hash >> 15U;
}

/// The words of the table, each with all of its hints, by open addressing.
class WordHints {
 public:
  WordHints() {
    for (const HintWord& one : hint_words()) {
      Slot& slot = slots_[slot_of(one.word)];
      slot.word = one.word;
      slot.hints.add(one.hint);
    }
  }
  [[nodiscard]] Hints of(std::string_view word) const { return slots_[slot_of(word)].hints; }

 private:
  static constexpr std::size_t kSlots = 4096;  // five for each word
  struct Slot {
    std::string_view word;
    Hints hints;
  };
  [[nodiscard]] std::size_t slot_of(std::string_view word) const {
    std::size_t at = hash_of(word) % kSlots;
    while (!slots_[at].word.empty() && slots_[at].word != word) at = (at + 1) % kSlots;
    return at;
  }
  std::vector<Slot> slots_ = std::vector<Slot>(kSlots);
};

Hints look_up(std::string_view word) {
  static const WordHints kHints;
  return kHints.of(word);
}

}  // namespace

Hints hints_in(std::string_view value) {
  value = value.substr(0, kMaxAttribute);
  Hints all;
  bool follows_body_word = false;  // the word before, in the same name, was one of kBody's
  std::size_t i = 0;
  while (i < value.size()) {
    if (!is_alpha(value[i])) {
      if (is_space(value[i])) follows_body_word = false;
      ++i;
      continue;
    }
    std::array<char, kMaxWord> word{};
    std::size_t size = 0;
    const std::size_t begin = i;
    while (i < value.size() && is_alpha(value[i]) &&
           (i == begin || !is_upper(value[i]) || is_upper(value[i - 1]))) {
      if (size < kMaxWord) word.at(size) = to_lower(value[i]);
      ++size;
      ++i;
    }
    if (size < 2 || size > kMaxWord) {
      follows_body_word = false;
      continue;
    }
    const std::string_view name(word.data(), size);
    Hints hints = look_up(name);
    if (hints.bits() == 0 && size > 7) {
      // Names run together: "articlebody", "postcontent", "storytext".
      for (const std::string_view tail : {"body", "content", "text"}) {
        if (name.ends_with(tail) && look_up(name.substr(0, size - tail.size())).has(Hint::kBody)) {
          hints.add(Hint::kArticleBody);
          hints.add(Hint::kBody);
        }
      }
    }
    const bool body_word = hints.has(Hint::kBody);
    if (body_word && follows_body_word) hints.add(Hint::kArticleBody);
    follows_body_word = body_word;
    all.add(hints);
  }
  return all;
}

Hints hints_of(html::Node element) {
  TimeLimit::spend();
  Hints all;
  for (const auto& attribute : element.attributes()) {
    const auto name = attribute.name;
    if (name == "class" || name == "id" || name == "itemprop" || name == "role" ||
        name == "data-testid" || name == "data-component" || name == "data-qa" || name == "rel") {
      all.add(hints_in(attribute.value));
    }
  }
  return all;
}

}  // namespace tearsheet::extract
