#include "learn/rules/bylines.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "base/ascii.h"
#include "base/utf8.h"
#include "learn/rules/links.h"
#include "text/text.h"

namespace tearsheet::learn {
namespace {

using html::Node;

constexpr std::size_t kLeastPages = 3;
constexpr std::uint32_t kMostNodes = 200;  // between headline and body
constexpr std::size_t kLeastDistinct = 3;  // names: what is the same on all pages is none
constexpr std::size_t kLongestName = 40;   // bytes
constexpr std::size_t kMaxCandidates = 200;
constexpr std::uint32_t kLeastParagraph = 60;  // letters

/// Three or four syllables of Hangul, as names are written without a space.
bool is_hangul_name(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size(); i += 3, ++count) {
    if (sequence_length(text, i) != 3) return false;
    const char32_t c = code_point_of(text, i, 3);
    if (c < 0xAC00 || c > 0xD7A3) return false;
  }
  return count == 3 || count == 4;
}

/// Three to five characters of Chinese or Japanese: many other words are, so that it needs to be
/// said that it is a writer.
bool is_han_name(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size(); i += 3, ++count) {
    if (sequence_length(text, i) != 3) return false;
    const char32_t c = code_point_of(text, i, 3);
    if ((c < 0x4E00 || c > 0x9FFF) && (c < 0x3041 || c > 0x30FF)) return false;
  }
  return count >= 3 && count <= 5;
}

/// Whether the names of an element say that it holds who wrote.
bool is_marked(Node node) {
  for (const std::string_view name : {"class", "id", "itemprop", "rel"}) {
    const std::string value = to_lower(node.attribute(name).value_or(""));
    for (const std::string_view mark : {"author", "writer", "byline", "reporter", "kisha"}) {
      if (value.find(mark) != std::string::npos) return true;
    }
  }
  return false;
}

/// Two to four words, each with a capital first and none in capitals alone.
bool is_name(std::string_view text) {
  if (is_hangul_name(text)) return true;
  if (text.size() < 5 || text.size() > kLongestName) return false;
  std::size_t words = 0, begin = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && text[i] != ' ') {
      const char c = text[i];
      if (is_digit(c) || (!is_word_byte(c) && c != '.' && c != '-' && c != '\'')) return false;
      continue;
    }
    const std::string_view word = text.substr(begin, i - begin);
    begin = i + 1;
    ++words;
    if (word.empty()) return false;
    // Beyond ASCII folding tells: a capital is another letter when it is made small.
    std::size_t bad = 0;
    const std::size_t first = std::max<std::size_t>(sequence_length(word, 0, bad), 1);
    const std::string_view letter = word.substr(0, first);
    const bool is_capital = static_cast<unsigned char>(word.front()) < 0x80
                                ? is_upper(word.front())
                                : text::fold(letter) != letter;
    if (!is_capital || (words < 3 && word.size() < 2)) return false;
    if (word.size() > 2 && std::ranges::all_of(word, is_upper)) return false;
  }
  return words >= 2 && words <= 4;
}

/// Elements between headline and body.
struct Zone {
  std::uint32_t begin = 0, end = 0;
};

/// Whether a block is a paragraph of the body behind a node: a line of day and name is none, even
/// where it was taken for one.
bool opens_body(const Labelled& page, std::size_t block, std::uint32_t node) {
  const PageText::Block& one = page.text.blocks()[block];
  return page.is_body[block] && one.node >= node && one.end - one.begin >= kLeastParagraph;
}

/// From the headline to the first of the body behind it; of several lines that say the title, the
/// one that is nearest to the body.
Zone zone_of(const Labelled& page) {
  const std::string title = letters_of(page.title);
  Zone best;
  std::size_t block = 0;
  for (std::uint32_t i = page.page.body().index(); i < page.page.size() && !title.empty(); ++i) {
    const Node node = page.page.node(i);
    if (!node.is_element() || page.text.of(node) != title) continue;
    while (block < page.is_body.size() && !opens_body(page, block, node.end())) ++block;
    if (block == page.is_body.size()) break;
    const Zone zone{node.end(), page.text.blocks()[block].node};
    if (zone.end - zone.begin > kMostNodes) continue;
    if (best.end == 0 || zone.end - zone.begin < best.end - best.begin) best = zone;
  }
  return best;
}

std::string line_of(Node node) {
  return text::clean_line(html::visible_text(node, 2 * kLongestName));
}

std::set<std::string> link_texts(const Labelled& page) {
  std::set<std::string> out;
  for (const PageLink& link : links_of(page.page, page.sample.url)) {
    const std::string_view letters = page.text.of(link.node);
    if (letters.size() < kLongestName) out.emplace(letters);
  }
  return out;
}

/// The names that a selector gives, page by page, empty where it gives none; nothing at all where it
/// is no byline.
std::vector<std::string> names_by(const std::string& css, const Pages& pages,
                                  const std::vector<Zone>& zones) {
  const auto query = select::Query::css(css);
  if (!query) return {};
  std::vector<std::string> names;
  std::set<std::string> distinct;
  std::size_t missing = 0;
  for (std::size_t p = 0; p < pages.size(); ++p) {
    const auto nodes = pages[p]->evaluator.nodes(*query, pages[p]->page.root());
    const bool is_there =
        !nodes.empty() && (zones[p].end == 0 || (nodes.front().index() >= zones[p].begin &&
                                                 nodes.front().index() < zones[p].end));
    std::string name = is_there ? line_of(nodes.front()) : std::string();
    if (!is_name(name) && !(is_han_name(name) && is_marked(nodes.front()))) name.clear();
    missing += name.empty() ? 1U : 0U;
    if (!name.empty()) distinct.insert(name);
    names.push_back(std::move(name));
  }
  if (5 * missing > pages.size() || distinct.size() < 2) return {};
  if (distinct.size() < kLeastDistinct && 2 * distinct.size() < pages.size()) return {};
  return names;
}

}  // namespace

void label_bylines(Pages& pages) {
  if (pages.size() < kLeastPages) return;
  const auto labelled =
      std::ranges::count_if(pages, [](const auto& page) { return !page->authors.empty(); });
  if (3 * static_cast<std::size_t>(labelled) > pages.size()) return;
  std::vector<Zone> zones;
  for (const auto& page : pages) zones.push_back(zone_of(*page));
  const Labelled& first = *pages.front();
  const std::set<std::string> elsewhere = link_texts(*pages.back());
  std::multimap<double, std::string> candidates;
  for (std::uint32_t i = zones.front().begin; i < zones.front().end; ++i) {
    const Node node = first.page.node(i);
    if (!node.is_element()) continue;
    const std::string line = line_of(node);
    if (!is_name(line) && !(is_han_name(line) && is_marked(node))) continue;
    if (elsewhere.contains(std::string(first.text.of(node)))) continue;  // a section's name
    for (const Selector& selector : selectors_of(node, {})) {
      if (candidates.size() < kMaxCandidates) candidates.emplace(selector.cost, selector.css);
    }
  }
  for (const auto& [cost, css] : candidates) {
    const std::vector<std::string> names = names_by(css, pages, zones);
    if (names.empty()) continue;
    for (std::size_t p = 0; p < pages.size(); ++p) {
      pages[p]->authors.clear();
      if (!names[p].empty()) pages[p]->authors.push_back(names[p]);
    }
    return;
  }
}

}  // namespace tearsheet::learn
