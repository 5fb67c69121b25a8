#include "extract/text_marks.h"

#include <algorithm>
#include <functional>

#include "extract/ascii.h"

namespace tearsheet::extract {
namespace {

constexpr std::size_t kGram = 12;

std::uint64_t hash_of(std::string_view text) {
  return std::hash<std::string_view>{}(text);
}

std::string squeeze(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    if (static_cast<unsigned char>(c) >= 0x80 || is_alnum(c)) out += lower(c);
  }
  return out;
}

}  // namespace

bool ends_cut(std::string_view text) {
  while (!text.empty() && (is_space(text.back()) || text.back() == ']' || text.back() == ')'))
    text.remove_suffix(1);
  return text.ends_with("...") || text.ends_with("\xE2\x80\xA6");
}

bool is_symbol(char c) {
  return std::string_view("|*#[]{}<>=+_\\/~@").find(c) != std::string_view::npos;
}

int count_symbols(std::string_view text) {
  int count = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto rest = text.substr(i);
    const auto byte = static_cast<unsigned char>(text[i]);
    count +=
        is_symbol(text[i]) || byte >= 0xF0 || rest.starts_with("\xC2\xA9") ||
                rest.starts_with("\xC2\xAB") || rest.starts_with("\xC2\xBB") ||
                rest.starts_with("\xE2\x80\xBA") || rest.starts_with("\xE2\x80\xA2") ||
                (byte == 0xE2 && rest.size() > 2 && static_cast<unsigned char>(rest[1]) >= 0x84 &&
                 static_cast<unsigned char>(rest[1]) <= 0xAF)
            ? 1
            : 0;
  }
  return count;
}

std::string name_letters(std::string_view name) {
  std::string out;
  for (const char c : name) {
    if (c == '.' && out.size() >= 4 && name.find(' ') == std::string_view::npos) break;
    if (static_cast<unsigned char>(c) >= 0x80 || is_alnum(c)) out += lower(c);
  }
  return out;
}

bool holds_letters(std::string_view text, std::string_view letters) {
  std::string squeezed;
  squeezed.reserve(text.size());
  for (const char c : text) {
    if (static_cast<unsigned char>(c) >= 0x80 || is_alnum(c)) squeezed += lower(c);
  }
  return squeezed.find(letters) != std::string::npos;
}

int count_addresses(std::string_view text) {
  int count = 0;
  for (std::size_t i = 0; i < text.size() && count < 6; ++i) {
    const auto rest = text.substr(i);
    count += text[i] == '@' || rest.starts_with("://") || rest.starts_with("www.") ? 1 : 0;
  }
  return count;
}

std::uint64_t text_key(std::string_view text) {
  std::uint64_t key = 1469598103934665603ULL;
  std::size_t used = 0;
  for (const char c : text.substr(0, 400)) {
    if (static_cast<unsigned char>(c) < 0x80 && !is_alnum(c)) continue;
    key = (key ^ static_cast<unsigned char>(lower(c))) * 1099511628211ULL;
    ++used;
  }
  return used < 2 ? 0 : key;
}

KnownText::KnownText(std::string_view body, std::size_t shortest) : known_(body.size() > shortest) {
  if (!known_) return;
  std::string letters = squeeze(body.substr(0, 400'000));
  for (std::size_t i = 0; i + kGram <= letters.size(); ++i) {
    if (i % 4 == 0 || i < 64) grams_.push_back(hash_of(std::string_view(letters).substr(i, kGram)));
  }
  std::sort(grams_.begin(), grams_.end());
}

float KnownText::holds(std::string_view text) const {
  if (!known_) return 0;
  const std::string letters = squeeze(text.substr(0, 600));
  if (letters.size() < kGram + 4) return 0;
  std::size_t found = 0, asked = 0;
  for (std::size_t i = 0; i + kGram <= letters.size(); ++i) {
    ++asked;
    found += std::binary_search(grams_.begin(), grams_.end(),
                                hash_of(std::string_view(letters).substr(i, kGram)))
                 ? 1U
                 : 0U;
  }
  // A quarter of all grams are kept, so a text that stands in it finds about a quarter of its
  // own.
  return static_cast<float>(found) * 5.0F >= static_cast<float>(asked) ? 1.0F : -1.0F;
}

}  // namespace tearsheet::extract
