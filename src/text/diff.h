// The parts of the word diff: tokens, and the shortest edit between two lists of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace tearsheet::text {

/// Together the two texts may have so many bytes to be compared by words.
inline constexpr std::size_t kMaxDiffBytes = 4'000'000;
/// Words removed and added, spaces and signs among them, in one comparison. Memory grows with its
/// square: 8 MB.
inline constexpr std::size_t kMaxDiffEdits = 2000;
/// Comparisons of tokens: time stays bounded whatever the texts repeat.
inline constexpr std::size_t kMaxDiffSteps = 100'000'000;

/// A word, a character of a script without spaces, a run of white space, or any other character.
/// The tokens follow each other without gaps.
[[nodiscard]] std::vector<std::string_view> word_tokens(std::string_view utf8);
/// Paragraphs, and the line ends between them.
[[nodiscard]] std::vector<std::string_view> paragraph_tokens(std::string_view utf8);

/// Which elements go and which come; the others are equal, in order.
struct Edits {
  std::vector<bool> removed, added;
};
/// The shortest way from `before` to `after`; empty if a limit was reached.
[[nodiscard]] std::optional<Edits> shortest_edits(const std::vector<std::uint32_t>& before,
                                                  const std::vector<std::uint32_t>& after,
                                                  std::size_t max_edits = kMaxDiffEdits,
                                                  std::size_t max_steps = kMaxDiffSteps);

}  // namespace tearsheet::text
