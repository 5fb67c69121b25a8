// Words in a text, for showing where a search hit.
#include <algorithm>

#include "text/text.h"
#include "text/utf8.h"
#include "text/words.h"

namespace tearsheet::text {
namespace {

struct Word {
  std::size_t begin = 0, end = 0;
  std::string folded;
};

// The apostrophe parts words here, as it does in the index.
bool joins(char32_t c) {
  return is_inside_word(c) && c != '\'' && c != 0x2019 && c != 0x200C && c != 0x200D && c != 0xAD;
}

std::vector<Word> words_of(std::string_view utf8) {
  std::vector<Word> words;
  bool open = false;  // the last word may go on
  for (std::size_t at = 0; at < utf8.size();) {
    const std::size_t begin = at;
    const char32_t c = next_code_point(utf8, at);
    const bool mark = joins(c);
    if (!mark && !is_letter_or_digit(c)) {
      open = false;
      continue;
    }
    const bool alone = !mark && is_paired(c);
    // A vowel sign belongs to the character that it stands on, whatever the script.
    if (mark && !words.empty() && words.back().end == begin) {
      words.back().end = at;
      continue;
    }
    if (!open || alone) words.push_back({begin, at, {}});
    words.back().end = at;
    open = !alone;
  }
  for (Word& word : words) word.folded = fold(utf8.substr(word.begin, word.end - word.begin));
  return words;
}

bool stands_at(const std::vector<Word>& words, std::size_t at, const std::vector<Word>& needle,
               bool is_prefix) {
  if (needle.empty() || words.size() - at < needle.size()) return false;
  for (std::size_t i = 0; i < needle.size(); ++i) {
    const std::string& word = words[at + i].folded;
    const bool may_go_on = is_prefix && i + 1 == needle.size();
    if (may_go_on ? !word.starts_with(needle[i].folded) : word != needle[i].folded) return false;
  }
  return true;
}

}  // namespace

std::vector<Range> find_words(std::string_view utf8, const std::vector<Needle>& needles) {
  std::vector<std::vector<Word>> parts;
  parts.reserve(needles.size());
  for (const Needle& needle : needles) parts.push_back(words_of(needle.words));
  const std::vector<Word> words = words_of(utf8);
  std::vector<Range> found;
  for (std::size_t at = 0; at < words.size();) {
    std::size_t longest = 0, which = 0;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (parts[i].size() > longest && stands_at(words, at, parts[i], needles[i].is_prefix)) {
        longest = parts[i].size();
        which = i;
      }
    }
    if (longest > 0) found.push_back({words[at].begin, words[at + longest - 1].end, which});
    at += std::max<std::size_t>(longest, 1);
  }
  return found;
}

}  // namespace tearsheet::text
