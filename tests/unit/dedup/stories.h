// Made stories: words of a small language of our own, so that two stories share nothing by chance.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace tearsheet::dedup {

inline std::string made_word(std::uint64_t n) {
  static const char* const kSyllables[] = {"ba", "ke", "li",  "mo",  "nu",  "ra",  "se",  "ti",
                                           "vo", "zu", "dar", "fen", "gil", "hob", "jun", "pal"};
  n = (n + 1) * 0x9E3779B97F4A7C15U;
  std::string word;
  for (int i = 0; i < 4; ++i) word += kSyllables[n >> (60 - 4 * i) & 15];
  return word;
}

inline std::string made_sentence(std::uint64_t seed, int words) {
  std::string text;
  for (int i = 0; i < words; ++i) {
    text +=
        (i == 0 ? "" : " ") + made_word(seed * 1'000'003 + static_cast<std::uint64_t>(i) * 7919);
  }
  return text + ".";
}

/// Paragraphs of some 30 words.
inline std::vector<std::string> made_story(std::uint64_t seed, int paragraphs) {
  std::vector<std::string> story;
  for (int i = 0; i < paragraphs; ++i) {
    story.push_back(made_sentence(seed * 1000 + static_cast<std::uint64_t>(i), 24 + i % 3 * 6));
  }
  return story;
}

inline std::string joined(const std::vector<std::string>& paragraphs,
                          const std::string& between = "\n\n") {
  std::string text;
  for (const std::string& paragraph : paragraphs) {
    text += (text.empty() ? "" : between) + paragraph;
  }
  return text;
}

}  // namespace tearsheet::dedup
