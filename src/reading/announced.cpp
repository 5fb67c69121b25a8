#include "reading/announced.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_set>

#include "text/text.h"

namespace tearsheet::reading {
namespace {

constexpr std::string_view kSaidByASource = "listing";  // extract's word for a hint

bool stands_on_page(const records::Article& article, std::string_view field) {
  return std::any_of(article.sources.begin(), article.sources.end(), [&](const auto& each) {
    return each.field == field && each.source != kSaidByASource;
  });
}

// Of a site file, which says where the text stands.
bool has_rule(const records::Article& article) {
  return std::any_of(article.sources.begin(), article.sources.end(), [](const auto& each) {
    return each.field == "body" && each.source == "rule";
  });
}

// "of" and "the" stand in every text; one sign of a script without spaces is a word.
bool is_telling(std::string_view word) {
  const bool is_ascii = std::all_of(word.begin(), word.end(),
                                    [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  return word.size() >= (is_ascii ? 4U : 3U);
}

template <class Each>
void each_word(std::string_view folded, Each each) {
  while (!folded.empty()) {
    const std::size_t end = std::min(folded.find(' '), folded.size());
    if (const std::string_view word = folded.substr(0, end); is_telling(word)) each(word);
    folded.remove_prefix(std::min(end + 1, folded.size()));
  }
}

}  // namespace

bool is_another_page(const records::Article& article, const store::Hint& said) {
  if (said.origin != "feed" || article.body.size() >= kTellingBytes) return false;
  if (stands_on_page(article, "date") || stands_on_page(article, "authors")) return false;
  if (has_rule(article)) return false;
  const std::string headline = text::fold_words(said.title);
  const std::string page = text::fold_words(article.title + "\n" + article.body);
  std::unordered_set<std::string_view> words;
  each_word(page, [&](std::string_view word) { words.insert(word); });
  std::size_t all = 0, found = 0;
  each_word(headline, [&](std::string_view word) {
    ++all;
    found += words.contains(word) ? 1 : 0;
  });
  // Fewer words than two may be a column's name, under which anything can stand.
  return all >= 2 && 3 * found < all;
}

}  // namespace tearsheet::reading
