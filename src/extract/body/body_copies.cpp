#include "extract/body/body_copies.h"

#include <algorithm>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "text/text.h"

namespace tearsheet::extract {
namespace {

constexpr float kLeastCopied = 300;         // letters of a stretch of blocks that stands twice ...
constexpr std::size_t kLeastRepeated = 2;   // ... and so many blocks
constexpr std::size_t kLeastSentence = 30;  // bytes
constexpr float kMostlyCopied = 0.85F;
constexpr std::size_t kWholeText = 3;  // sentences of a block that may hold others

constexpr float kLeastWhole = 0.3F;  // of the body; a whole text on one line is no less

struct Sentence {
  std::size_t hash;
  std::size_t size;
};

/// Sentences by their words alone.
std::vector<Sentence> sentences_of(std::string_view text) {
  std::vector<Sentence> out;
  const auto add = [&](std::string_view sentence) {
    const std::string words = text::fold_words(sentence);
    if (words.size() >= kLeastSentence)
      out.push_back({std::hash<std::string>{}(words), words.size()});
  };
  std::size_t begin = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_wide_stop = text.substr(i, 3) == "。";
    if (text[i] != '.' && text[i] != '!' && text[i] != '?' && text[i] != '\n' && !is_wide_stop)
      continue;
    add(text.substr(begin, i - begin));
    begin = i + 1;
  }
  add(text.substr(begin));
  return out;
}

/// Of stretches of blocks that are the same in the same order the second: a question that stands
/// twice in an interview, or a dish in a plan, is none.
void drop_repeated_stretches(const Survey& survey, std::vector<std::uint32_t>& body) {
  float all = 0;
  for (const std::uint32_t i : body) all += survey.blocks[i].size;
  std::unordered_map<std::string_view, std::size_t> first;
  std::vector<std::size_t> same_as(body.size());
  for (std::size_t k = 0; k < body.size(); ++k)
    same_as[k] = first.emplace(survey.text_of(survey.blocks[body[k]]), k).first->second;
  std::vector<bool> is_copy(body.size(), false);
  for (std::size_t k = 0; k < body.size();) {
    std::size_t end = k;
    float size = 0;
    while (end < body.size() && same_as[end] != end && same_as[end] == same_as[k] + (end - k))
      size += survey.blocks[body[end++]].size;
    if (end - k >= kLeastRepeated && size >= std::max(kLeastCopied, kLeastWhole * all))
      std::fill(is_copy.begin() + static_cast<std::ptrdiff_t>(k),
                is_copy.begin() + static_cast<std::ptrdiff_t>(end), true);
    k = std::max(end, k + 1);
  }
  std::size_t next = 0;
  std::erase_if(body, [&](std::uint32_t) { return is_copy[next++]; });
}

}  // namespace

void drop_copies(const Survey& survey, std::vector<std::uint32_t>& body) {
  drop_repeated_stretches(survey, body);
  float longest = 0;
  for (const std::uint32_t i : body) longest = std::max(longest, survey.blocks[i].size);
  float all = 0;
  for (const std::uint32_t i : body) all += survey.blocks[i].size;
  if (longest < kLeastWhole * all) return;
  std::unordered_map<std::size_t, std::uint32_t> holders;  // how many blocks hold a sentence
  std::vector<std::vector<Sentence>> sentences;
  for (const std::uint32_t i : body) {
    sentences.push_back(sentences_of(survey.text_of(survey.blocks[i])));
    std::unordered_set<std::size_t> own;
    for (const Sentence& one : sentences.back()) {
      if (own.insert(one.hash).second) ++holders[one.hash];
    }
  }
  // The longest first: a whole text on one line gives way to its paragraphs.
  std::vector<std::size_t> order(body.size());
  for (std::size_t k = 0; k < order.size(); ++k) order[k] = k;
  std::ranges::stable_sort(order, std::greater<>(),
                           [&](std::size_t k) { return sentences[k].size(); });
  std::vector<bool> is_copy(body.size(), false);
  for (const std::size_t k : order) {
    std::size_t whole = 0, elsewhere = 0;
    for (const Sentence& one : sentences[k]) {
      whole += one.size;
      if (holders[one.hash] > 1) elsewhere += one.size;
    }
    if (sentences[k].size() < kWholeText || survey.blocks[body[k]].size < kLeastWhole * all ||
        static_cast<float>(elsewhere) < kMostlyCopied * static_cast<float>(whole))
      continue;
    is_copy[k] = true;
    std::unordered_set<std::size_t> own;
    for (const Sentence& one : sentences[k]) {
      if (own.insert(one.hash).second) --holders[one.hash];
    }
  }
  std::size_t next = 0;
  std::erase_if(body, [&](std::uint32_t) { return is_copy[next++]; });
}

}  // namespace tearsheet::extract
