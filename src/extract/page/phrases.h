// Phrases of many languages in short texts.
#pragma once

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace tearsheet::extract {

/// The words of a text, folded, one blank between them; characters of scripts without spaces are no
/// words of their own here.
[[nodiscard]] std::string words_of(std::string_view text);

/// Whether `words` (of words_of) hold a phrase that is folded in the same way, with word bounds.
[[nodiscard]] bool has_phrase(const std::string& words, std::string_view phrase);

template <std::size_t N>
[[nodiscard]] bool has_one(const std::string& words,
                           const std::array<std::string_view, N>& phrases) {
  return std::ranges::any_of(phrases, [&](std::string_view one) { return has_phrase(words, one); });
}

/// "Summary by AI", "Zusammenfassung (KI)": of a label, in words_of().
[[nodiscard]] bool announces_machine_summary(const std::string& words);

}  // namespace tearsheet::extract
