#include "extract/body/text_marks.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "base/ascii.h"

namespace tearsheet::extract {
namespace {

constexpr std::size_t kGram = 12;

// Never 0.
std::uint64_t hash_of_gram(const char* at) {
  std::uint64_t head = 0;
  std::uint32_t tail = 0;
  std::memcpy(&head, at, sizeof head);
  std::memcpy(&tail, at + sizeof head, sizeof tail);
  static_assert(sizeof head + sizeof tail == kGram);
  const std::uint64_t mixed = (head ^ (head >> 29U)) * 0x9E37'79B9'7F4A'7C15ULL + tail;
  return ((mixed ^ (mixed >> 32U)) * 0xD6E8'FEB8'6659'FD93ULL) | 1U;
}

std::string squeeze(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    if (is_word_byte(c)) out += to_lower(c);
  }
  return out;
}

constexpr ByteSet kSymbols("|*#[]{}<>=+_\\/~@");
// What count_marks() looks at; 0xC2 and 0xE2 begin quotation marks, arrows and the like, 0xF0 to
// 0xF4 what is beyond the basic plane.
constexpr ByteSet kMarks(
    "|*#[]{}<>=+_\\/~@!:w\xC2\xE2\xF0\xF1\xF2\xF3\xF4\xF5\xF6\xF7\xF8\xF9\xFA\xFB\xFC"
    "\xFD\xFE\xFF");

bool begins_symbol(std::string_view rest) {
  const auto byte = [&](std::size_t i) {
    return i < rest.size() ? static_cast<unsigned char>(rest[i]) : 0U;
  };
  switch (byte(0)) {
    case 0xC2:
      return byte(1) == 0xA9 || byte(1) == 0xAB || byte(1) == 0xBB;
    case 0xE2:
      if (byte(1) == 0x80) return byte(2) == 0xBA || byte(2) == 0xA2;
      return rest.size() > 2 && byte(1) >= 0x84 && byte(1) <= 0xAF;
    default:
      return byte(0) >= 0xF0;
  }
}

}  // namespace

bool ends_cut(std::string_view text) {
  while (!text.empty() && (is_space(text.back()) || text.back() == ']' || text.back() == ')'))
    text.remove_suffix(1);
  return text.ends_with("...") || text.ends_with("\xE2\x80\xA6");
}

bool is_symbol(char c) {
  return kSymbols.has(c);
}

MarkCounts count_marks(std::string_view text) {
  MarkCounts counts;
  for (std::size_t i = kMarks.find_in(text); i < text.size(); i = kMarks.find_in(text, i + 1)) {
    const std::string_view rest = text.substr(i);
    switch (text[i]) {
      case '!':
        ++counts.exclaims;
        break;
      case ':':
        counts.addresses += rest.starts_with("://") ? 1 : 0;
        break;
      case 'w':
        counts.addresses += rest.starts_with("www.") ? 1 : 0;
        break;
      case '@':
        ++counts.addresses;
        ++counts.symbols;
        break;
      default:
        counts.symbols += is_symbol(text[i]) || begins_symbol(rest) ? 1 : 0;
    }
  }
  return counts;
}

std::string name_letters(std::string_view name) {
  std::string out;
  for (const char c : name) {
    if (c == '.' && out.size() >= 4 && name.find(' ') == std::string_view::npos) break;
    if (static_cast<unsigned char>(c) >= 0x80 || is_alnum(c)) out += to_lower(c);
  }
  return out;
}

Letters letters_of(std::string_view text) {
  Letters out{squeeze(text.substr(0, Letters::kMaxHead)), 0};
  out.head = out.all.size();
  if (text.size() > Letters::kMaxHead)
    out.all += squeeze(text.substr(Letters::kMaxHead, Letters::kMaxText - Letters::kMaxHead));
  return out;
}

std::uint64_t text_key(std::string_view text) {
  std::uint64_t key = 1469598103934665603ULL;
  std::size_t used = 0;
  for (const char c : text.substr(0, 400)) {
    if (static_cast<unsigned char>(c) < 0x80 && !is_alnum(c)) continue;
    key = (key ^ static_cast<unsigned char>(to_lower(c))) * 1099511628211ULL;
    ++used;
  }
  return used < 2 ? 0 : key;
}

KnownText::KnownText(std::string_view body, std::size_t shortest) : known_(body.size() > shortest) {
  if (!known_) return;
  std::string letters = squeeze(body.substr(0, 400'000));
  const std::size_t kept = letters.size() / 4 + 64;
  grams_.resize(std::bit_ceil(2 * kept));
  for (std::size_t i = 0; i + kGram <= letters.size(); ++i) {
    if (i % 4 != 0 && i >= 64) continue;
    const std::uint64_t gram = hash_of_gram(letters.data() + i);
    grams_[slot_of(gram)] = gram;
  }
}

/// Where a gram is or would be.
std::size_t KnownText::slot_of(std::uint64_t gram) const {
  const std::size_t mask = grams_.size() - 1;
  std::size_t at = (gram >> 20U) & mask;
  while (grams_[at] != 0 && grams_[at] != gram) at = (at + 1) & mask;
  return at;
}

float KnownText::holds(const Letters& letters) const {
  if (!known_) return 0;
  if (letters.head < kGram + 4) return 0;
  const std::size_t asked = letters.head - kGram + 1;
  std::size_t found = 0;
  for (std::size_t i = 0; i < asked; ++i)
    found += grams_[slot_of(hash_of_gram(letters.all.data() + i))] != 0 ? 1U : 0U;
  // A quarter of all grams are kept, so a text that stands in it finds about a quarter of its
  // own.
  return static_cast<float>(found) * 5.0F >= static_cast<float>(asked) ? 1.0F : -1.0F;
}

}  // namespace tearsheet::extract
