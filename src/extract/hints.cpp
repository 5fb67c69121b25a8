#include "extract/hints.h"

#include <algorithm>

#include "extract/ascii.h"

namespace tearsheet::extract {
namespace {

constexpr std::size_t kMaxWord = 20;        // the longest word of the table has 20 letters
constexpr std::size_t kMaxAttribute = 400;  // utility-class soup: the telling names stand first

struct Range {
  std::uint16_t begin = 0, end = 0;
};

/// Where each first letter's words stand in the table.
std::array<Range, 26> make_index() {
  std::array<Range, 26> index{};
  const auto words = hint_words();
  for (std::size_t i = 0; i < words.size(); ++i) {
    auto& range = index.at(static_cast<std::size_t>(words[i].word[0] - 'a'));
    if (range.end == 0) range.begin = static_cast<std::uint16_t>(i);
    range.end = static_cast<std::uint16_t>(i + 1);
  }
  return index;
}

Hints look_up(std::string_view word) {
  static const std::array<Range, 26> kIndex = make_index();
  const Range range = kIndex.at(static_cast<std::size_t>(word[0] - 'a'));
  const auto words =
      hint_words().subspan(range.begin, static_cast<std::size_t>(range.end - range.begin));
  auto it = std::lower_bound(words.begin(), words.end(), word,
                             [](const HintWord& a, std::string_view b) { return a.word < b; });
  Hints out;
  for (; it != words.end() && it->word == word; ++it) out.add(it->hint);
  return out;
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
      if (size < kMaxWord) word.at(size) = lower(value[i]);
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
