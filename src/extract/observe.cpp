#include "extract/observe.h"

#include <algorithm>
#include <unordered_set>

#include "extract/listing/listing_card.h"
#include "extract/title/site_title.h"

namespace tearsheet::extract {
namespace {

// Lines that long hold as many letters of any script, and need no counting.
constexpr std::size_t kSurelyLong = 100;

// Shorter ones, of so many letters at least, are noted too: what stands on most pages is furniture
// all the same. They are told by an odd hash.
constexpr float kShortestOfAll = 10;

std::uint64_t hash_of(std::string_view line, bool in_card) {
  const bool is_long = line.size() >= kSurelyLong || weighed_size(line) >= kShortestLine;
  return (stable_hash(line) & ~std::uint64_t{1}) | (is_long && !in_card ? 0U : 1U);
}

// Of a story's card: so many nodes and blocks at most, so many levels above its text.
constexpr std::uint32_t kLargestCard = 60, kCardReach = 4;
constexpr int kCardLevels = 3;

/// Whether a block is told with a link to another story: its headline, its teaser. On that story's
/// own page the teaser may be its first paragraph. So these are furniture only where they stand on
/// most pages, and are told by an odd hash, too.
bool is_in_card(const Survey& survey, std::uint32_t at, const html::Document& page) {
  const auto is_headline = [&](const TextBlock& block) {
    return block.links > 0 && block.link_density() > 0.5F && block.size >= kShortestOfAll;
  };
  const TextBlock& block = survey.blocks[at];
  if (is_headline(block)) return true;
  html::Node card = page.node(block.holder);
  const std::uint32_t first = at > kCardReach ? at - kCardReach : 0;
  const auto last = std::min<std::uint32_t>(at + kCardReach,
                                            static_cast<std::uint32_t>(survey.blocks.size()) - 1);
  for (int level = 0; level < kCardLevels && !card.is_null(); ++level, card = card.parent()) {
    if (card.tag() == html::Tag::kBody || card.end() - card.index() > kLargestCard) return false;
    for (std::uint32_t i = first; i <= last; ++i) {
      if (i != at && card.contains(page.node(survey.blocks[i].begin)) &&
          is_headline(survey.blocks[i]))
        return true;
    }
  }
  return false;
}

bool is_telling(std::string_view line) {
  return line.size() >= kSurelyLong || (line.size() >= static_cast<std::size_t>(kShortestOfAll) &&
                                        weighed_size(line) >= kShortestOfAll);
}

template <class Each>
void each_line(std::string_view text, const Each& each) {
  while (!text.empty()) {
    const auto end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    if (is_telling(line)) each(line);
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
  }
}

}  // namespace

void observe(const Groundwork& ground, const records::Article& article, PageObservation& out) {
  std::unordered_set<std::uint64_t> seen;
  for (std::uint32_t i = 0; i < ground.survey.blocks.size(); ++i) {
    if (out.lines.size() >= kMostLines) break;
    const bool in_card = is_in_card(ground.survey, i, ground.page);
    each_line(ground.survey.text_of(ground.survey.blocks[i]), [&](std::string_view line) {
      const std::uint64_t hash = hash_of(line, in_card);
      if (out.lines.size() < kMostLines && seen.insert(hash).second) out.lines.push_back(hash);
    });
  }
  each_line(article.body, [&](std::string_view line) {
    if (out.body_lines.size() < kMostLines) out.body_lines.push_back(hash_of(line, false));
  });
  out.names = names_of(ground.facts, ground.context.url);
  const auto* hint = ground.context.hint;
  if (hint == nullptr || hint->title.empty()) return;
  out.has_listed_title = true;
  out.listed_name = stable_hash(title_key(hint->title));
  note_title_places(ground.page, ground.survey, hint->title, ground.context, out);
}

bool is_furniture(std::string_view text, bool in_card, const SiteKnowledge& known) {
  bool any = false, all = true;
  each_line(text, [&](std::string_view line) {
    any = true;
    all = all && known.furniture.contains(hash_of(line, in_card));
  });
  return any && all;
}

void drop_furniture(const html::Document& page, const Survey& survey, const SiteKnowledge& known,
                    std::vector<std::uint32_t>& body) {
  if (known.furniture.empty()) return;
  std::vector<std::uint32_t> kept = body;
  std::erase_if(kept, [&](std::uint32_t block) {
    return is_furniture(survey.text_of(survey.blocks[block]), is_in_card(survey, block, page),
                        known);
  });
  if (!kept.empty()) body = std::move(kept);
}

void drop_furniture(const SiteKnowledge& known, std::vector<records::Block>& blocks) {
  if (known.furniture.empty()) return;
  const auto is_one = [&](const records::Block& block) {
    return is_furniture(block.text, false, known);
  };
  if (!std::ranges::all_of(blocks, is_one)) std::erase_if(blocks, is_one);
}

}  // namespace tearsheet::extract
