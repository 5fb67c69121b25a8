// Pairs of characters stand in for words where nothing shows where words end: the usual way to
// search Chinese, Japanese and Korean (Nie, Gao, Zhang, Zhou 2000: pairs find as well as a
// dictionary, and find words that no dictionary has).
#include "text/text.h"
#include "text/utf8.h"
#include "text/words.h"

namespace tearsheet::text {
namespace {

// Characters of a run with the vowel signs that stand on them.
class Run {
 public:
  void add(std::string_view character, bool starts) {
    if (starts || starts_.empty()) starts_.push_back(text_.size());
    text_ += character;
  }
  [[nodiscard]] std::size_t size() const { return starts_.size(); }
  [[nodiscard]] std::string_view characters(std::size_t first, std::size_t count) const {
    const std::size_t last = first + count;
    const std::size_t end = last < starts_.size() ? starts_[last] : text_.size();
    return std::string_view(text_).substr(starts_[first], end - starts_[first]);
  }
  void clear() {
    text_.clear();
    starts_.clear();
  }

 private:
  std::string text_;
  std::vector<std::size_t> starts_;
};

void append_pairs(std::string& out, const Run& run, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    if (!out.empty() && out.back() != ' ' && out.back() != '\n') out += ' ';
    out += run.characters(i, i + 1 < run.size() ? 2 : 1);
  }
}

}  // namespace

std::string to_pairs(std::string_view utf8) {
  std::string out;
  out.reserve(utf8.size() * 2);
  Run run;
  for (std::size_t at = 0; at < utf8.size();) {
    const std::size_t begin = at;
    const char32_t c = next_code_point(utf8, at);
    const std::string_view character = utf8.substr(begin, at - begin);
    if (is_paired(c)) {
      run.add(character, !is_inside_word(c));
      continue;
    }
    if (run.size() > 0) {
      append_pairs(out, run, run.size());
      run.clear();
      out += ' ';
    }
    out += character;
  }
  append_pairs(out, run, run.size());
  return out;
}

PairPhrase to_pair_phrase(std::string_view utf8) {
  struct Piece {
    Run run;           // either characters of such a script ...
    std::string word;  // ... or a word of another
  };
  std::vector<Piece> pieces;
  enum class Last { kSign, kPaired, kWord } last = Last::kSign;
  for (std::size_t at = 0; at < utf8.size();) {
    const std::size_t begin = at;
    const char32_t c = next_code_point(utf8, at);
    const std::string_view character = utf8.substr(begin, at - begin);
    const Last kind = is_paired(c)                                 ? Last::kPaired
                      : is_letter_or_digit(c) || is_inside_word(c) ? Last::kWord
                                                                   : Last::kSign;
    if (kind != Last::kSign && kind != last) pieces.emplace_back();
    if (kind == Last::kPaired) pieces.back().run.add(character, !is_inside_word(c));
    if (kind == Last::kWord) pieces.back().word += character;
    last = kind;
  }
  PairPhrase phrase;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const Piece& piece = pieces[i];
    const std::size_t size = piece.run.size();
    if (!phrase.text.empty()) phrase.text += ' ';
    if (size == 0) {
      phrase.text += piece.word;
    } else if (i + 1 < pieces.size()) {
      append_pairs(phrase.text, piece.run, size);
    } else {
      phrase.is_prefix = size == 1;
      append_pairs(phrase.text, piece.run, size == 1 ? 1 : size - 1);
    }
  }
  return phrase;
}

}  // namespace tearsheet::text
