// What must hold for the words of any bytes, and for the print made of them.
#pragma once

#include <cstdlib>
#include <string>
#include <string_view>

#include "dedup/dedup.h"
#include "dedup/sketch.h"
#include "dedup/words.h"

namespace tearsheet::dedup {

inline void check_words_properties(std::string_view input) {
  const auto require = [](bool holds) {
    if (!holds) std::abort();
  };
  const auto hashes = [](std::string_view text) {
    std::vector<std::uint64_t> found;
    for (const Word& word : to_words(text)) found.push_back(word.hash);
    return found;
  };
  const auto words = hashes(input);
  require(words.size() <= input.size());
  // A line that ends parts words, however often the text is read; what is before it stays as it is.
  const std::string text(input);
  auto twice = words;
  twice.insert(twice.end(), words.begin(), words.end());
  require(hashes(text + " \n " + text) == twice);
  // ASCII letters have no case, and signs around words are nothing.
  std::string upper = text;
  bool is_ascii = true;
  for (char& c : upper) {
    is_ascii = is_ascii && static_cast<signed char>(c) >= 0;
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  if (is_ascii) require(hashes("(" + upper + " !") == words);

  const Story story{.title = input.substr(0, input.size() / 4), .text = input, .host = "a.example"};
  const Fingerprint print = fingerprint(story);
  require(print.bytes.size() <= Fingerprint::kMaxBytes && read_sketch(print.bytes).has_value());
  require((print.exact == 0) == words.empty());
  require(print.shingles.size() <= std::max<std::size_t>(1, words.size()));
  Clusters clusters;
  clusters.add(1, print, std::nullopt);
  const auto again = clusters.without_boilerplate(story, print);
  require(again.bytes == print.bytes);
}

}  // namespace tearsheet::dedup
