#include "extract/kind/class_words.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/ascii.h"
#include "extract/page/bounds.h"

namespace tearsheet::extract {
namespace {

constexpr std::array<std::string_view, 19> kShopWords = {
    "addtocart", "basket",  "buy",     "cart",     "checkout", "offers",   "price",
    "prices",    "pricing", "product", "products", "qty",      "quantity", "shipping",
    "sku",       "stock",   "variant", "variants", "wishlist"};
constexpr std::array<std::string_view, 22> kForumWords = {
    "answer",  "answercount", "answers",   "downvote", "forum",    "forums",
    "karma",   "member",      "postbody",  "poster",   "question", "questions",
    "replies", "reply",       "signature", "thread",   "threads",  "topic",
    "topics",  "upvote",      "usertitle", "votes"};
static_assert(std::ranges::is_sorted(kShopWords) && std::ranges::is_sorted(kForumWords));

constexpr std::size_t kLongestWord = 11;

/// By their first letter, the sizes that words of either list have: a bit each. A page has thousands
/// of names, and hardly one is among them.
constexpr std::array<std::uint32_t, 26> kSizes = [] {
  std::array<std::uint32_t, 26> sizes{};
  const auto note = [&](std::string_view word) {
    sizes[static_cast<std::size_t>(word[0] - 'a')] |= 1U << word.size();
  };
  for (const std::string_view word : kShopWords) note(word);
  for (const std::string_view word : kForumWords) note(word);
  return sizes;
}();

void take(std::string_view word, ClassMarks& out) {
  if ((kSizes[static_cast<std::size_t>(word[0] - 'a')] >> word.size() & 1U) == 0) return;
  out.shop = out.shop || std::ranges::binary_search(kShopWords, word);
  out.forum = out.forum || std::ranges::binary_search(kForumWords, word);
}

/// Words end at anything that is no letter and where a capital follows a small letter.
void read(std::string_view value, ClassMarks& out) {
  std::array<char, kLongestWord + 1> word{};
  std::size_t size = 0;
  char before = 0;
  const auto end_word = [&] {
    if (size >= 3 && size <= kLongestWord) take({word.data(), size}, out);
    size = 0;
  };
  for (const char c : value) {
    const bool is_upper = c >= 'A' && c <= 'Z';
    const bool is_lower = c >= 'a' && c <= 'z';
    if ((!is_upper && !is_lower) || (is_upper && before >= 'a' && before <= 'z')) end_word();
    if (is_upper || is_lower) {
      if (size <= kLongestWord) word[std::min(size, kLongestWord)] = to_lower(c);
      ++size;
    }
    before = c;
  }
  end_word();
}

/// The length of a currency's sign at `at`; 0: none stands there.
std::size_t sign_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
  };
  if (text[at] == '$') return 1;
  if (byte(at) == 0xC2 && byte(at + 1) >= 0xA2 && byte(at + 1) <= 0xA5) return 2;
  if (byte(at) == 0xE2 && byte(at + 1) == 0x82 && byte(at + 2) >= 0xA0) return 3;
  return 0;
}

}  // namespace

ClassMarks class_marks(html::Node element) {
  ClassMarks out;
  for (const html::Attribute& attribute : element.attributes()) {
    if (attribute.name == "class" || attribute.name == "id" || attribute.name == "itemprop")
      read(beginning(attribute.value, kLongestAddress), out);
  }
  return out;
}

std::size_t count_prices(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::size_t size = sign_at(text, i);
    if (size == 0) continue;
    std::size_t after = i + size;
    while (after < text.size() && text[after] == ' ') ++after;
    std::size_t before = i;
    while (before > 0 && text[before - 1] == ' ') --before;
    if ((after < text.size() && is_digit(text[after])) ||
        (before > 0 && is_digit(text[before - 1])))
      ++count;
    i += size - 1;
  }
  return count;
}

}  // namespace tearsheet::extract
