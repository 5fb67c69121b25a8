// Text for comparing: NFKD, marks dropped, case folded, white space collapsed.
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/time_limit.h"
#include "text/code_points.h"
#include "text/normal.h"
#include "text/text.h"
#include "text/utf8.h"

namespace tearsheet::text {
namespace {

// What a byte becomes: ASCII in small letters, white space a space, other controls 0; bytes beyond
// ASCII themselves.
constexpr std::array<char, 256> kByteFolds = [] {
  std::array<char, 256> folds{};
  for (unsigned i = ' '; i < folds.size(); ++i) folds.at(i) = static_cast<char>(i);
  for (unsigned c = '\t'; c <= '\r'; ++c) folds.at(c) = ' ';
  for (unsigned c = 'A'; c <= 'Z'; ++c) folds.at(c) = static_cast<char>(c + ('a' - 'A'));
  folds.at(0x7F) = 0;
  return folds;
}();

// Writes bytes as kByteFolds has them, white space collapsed.
class Writer {
 public:
  explicit Writer(std::size_t size) { out_.resize(size); }
  void put(std::string_view bytes) {
    // Each gives one at most, and before the first there may be a space.
    if (out_.size() - size_ < bytes.size() + 1) out_.resize(2 * out_.size() + bytes.size() + 1);
    char* const begin = out_.data();
    char* end = begin + size_;
    for (const char byte : bytes) {
      const char c = kByteFolds[static_cast<unsigned char>(byte)];
      if (c == ' ') {
        space_waits_ = true;
        continue;
      }
      if (c == 0) continue;
      if (space_waits_ && end != begin) *end++ = ' ';
      space_waits_ = false;
      *end++ = c;
    }
    size_ = static_cast<std::size_t>(end - begin);
  }
  std::string take() {
    out_.resize(size_);
    return std::move(out_);
  }

 private:
  std::string out_;
  std::size_t size_ = 0;
  bool space_waits_ = false;
};

// Marks that spell vowels in the scripts of India and South-East Asia are part of the word.
bool is_accent(UChar32 c) {
  return u_charType(c) == U_NON_SPACING_MARK &&
         (c < 0x0370 || (c >= 0x0483 && c <= 0x0487) || (c >= 0x0591 && c <= 0x05C7) ||
          (c >= 0x0610 && c <= 0x065F) || c == 0x0670 || (c >= 0x1AB0 && c <= 0x1AFF) ||
          (c >= 0x1DC0 && c <= 0x1DFF) || (c >= 0x20D0 && c <= 0x20FF) ||
          (c >= 0xFE20 && c <= 0xFE2F));
}

std::string fold_by_icu(std::string_view utf8) {
  icu::UnicodeString text = icu::UnicodeString::fromUTF8(clean_line(utf8));
  text = normalized(text.foldCase(), NormalForm::kNfkd);
  icu::UnicodeString bare;
  for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 c = text.char32At(i);
    if (!is_accent(c)) bare.append(c);
  }
  // Together again (Hangul), and once more folded: a compatibility form may have brought capitals.
  bare = normalized(bare.foldCase(), NormalForm::kNfc);
  std::string out;
  bare.toUTF8String(out);
  Writer writer(out.size() + 1);
  writer.put(out);
  return writer.take();
}

// What folding makes of single characters that neither change with their neighbours nor change
// them: those of is_nfc_alone(), if what they become begins with such a one too.
class SingleFolds {
 public:
  SingleFolds() {
    // All in one text, between ideographs, which stay what they are.
    static constexpr std::string_view kBetween = "一";
    std::string all;
    for (std::size_t i = 0; i < kCount; ++i) {
      if (is_nfc_alone(character(i))) append_utf8(all, character(i));
      all += kBetween;
    }
    const std::string folded = fold_by_icu(all);
    std::string_view rest = folded;
    for (std::size_t i = 0; i < kCount; ++i) {
      const std::string_view one = rest.substr(0, rest.find(kBetween));
      rest.remove_prefix(one.size() + kBetween.size());
      if (is_nfc_alone(character(i))) set(folds_.at(i), one);
    }
  }

  /// Whether `c` becomes `bytes` wherever it stands.
  bool find(char32_t c, std::string_view& bytes) const {
    const std::size_t i = index(c);
    if (i >= kCount || folds_[i].size > sizeof folds_[i].bytes) return false;
    bytes = {folds_[i].bytes.data(), folds_[i].size};
    return true;
  }

 private:
  struct Fold {
    std::array<char, 7> bytes{};
    std::uint8_t size = 0xFF;  // unknown
  };
  // Latin, Greek and Cyrillic; signs from U+2000; kana from U+3000.
  static constexpr std::size_t kLetters = 0x530, kSigns = 0x60, kKana = 0x100;
  static constexpr std::size_t kCount = kLetters + kSigns + kKana;

  static char32_t character(std::size_t i) {
    if (i < kLetters) return static_cast<char32_t>(i);
    i -= kLetters;
    return static_cast<char32_t>(i < kSigns ? 0x2000 + i : 0x3000 + (i - kSigns));
  }
  static std::size_t index(char32_t c) {
    if (c < kLetters) return c;
    if (c >= 0x2000 && c < 0x2000 + kSigns) return kLetters + (c - 0x2000);
    if (c >= 0x3000 && c < 0x3000 + kKana) return kLetters + kSigns + (c - 0x3000);
    return kCount;
  }
  static void set(Fold& fold, std::string_view bytes) {
    std::size_t at = 0;
    if (bytes.size() > fold.bytes.size() ||
        (!bytes.empty() && !is_nfc_alone(next_code_point(bytes, at))))
      return;
    std::copy(bytes.begin(), bytes.end(), fold.bytes.begin());
    fold.size = static_cast<std::uint8_t>(bytes.size());
  }

  std::array<Fold, kCount> folds_;
};

// Ideographs and Hangul syllables.
bool stays(char32_t c) {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7A3);
}

}  // namespace

std::string fold(std::string_view utf8) {
  TimeLimit::spend(utf8.size());
  std::size_t at = ascii_prefix(utf8);
  Writer out(utf8.size() + 1);
  out.put(utf8.substr(0, at));
  if (at == utf8.size()) return out.take();
  static const SingleFolds kFolds;
  while (at < utf8.size()) {
    const std::size_t begin = at;
    const char32_t c = next_code_point(utf8, at);
    std::string_view bytes = utf8.substr(begin, at - begin);
    if (c >= 0x80 && !stays(c) && !kFolds.find(c, bytes)) return fold_by_icu(utf8);
    out.put(bytes);
  }
  return out.take();
}

}  // namespace tearsheet::text
