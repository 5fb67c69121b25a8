#include "extract/title/listed_title.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "base/ascii.h"
#include "extract/listing/listing_card.h"
#include "extract/page/home_links.h"
#include "text/text.h"

namespace tearsheet::extract {
namespace {

constexpr float kShortestHeard = 12;  // "News", "Home" name a feed, not a story
constexpr float kShortestPart = 20;
constexpr std::size_t kMostParts = 8;
constexpr std::size_t kMostFolds = 2000;  // lines as long as the title; real pages have some dozen

bool was_cut(std::string_view text) {
  return text.ends_with("…") || text.ends_with("...") || text.ends_with("…]") ||
         text.ends_with("...]");
}

constexpr std::string_view kMarks[] = {"|",  "-", "–", "—", ":",  "·",  "•", "»", "«", "/",
                                       "\\", ">", "<", "~", "：", "｜", "_", "‹", "›", "丨"};

/// Whether `rest`, what `whole` has before or behind a part, is set off from it: by a mark with a
/// space beside it, or by a colon behind a name.
bool is_set_off(std::string_view rest, bool stands_before) {
  const std::string_view near = trimmed(rest);
  const bool spaced = stands_before ? rest.ends_with(' ') : rest.starts_with(' ');
  for (const auto mark : kMarks) {
    const bool at = stands_before ? near.ends_with(mark) : near.starts_with(mark);
    if (at && (spaced || mark == ":" || mark.size() == 3)) return near.size() > mark.size();
  }
  return false;
}

struct Cut {
  std::size_t begin, end;
};

/// The separator that begins at `at`, however often its mark is repeated; empty: none.
Cut cut_at(std::string_view title, std::size_t at) {
  for (const auto mark : kMarks) {
    if (!title.substr(at).starts_with(mark)) continue;
    std::size_t end = at + mark.size();
    while (end < title.size() && title.substr(end).starts_with(mark)) end += mark.size();
    // Chinese and Japanese titles have "_" and "-" without spaces.
    const bool is_tight = (mark == "_" || mark == "-" || mark == "|") && at >= 3 &&
                          static_cast<unsigned char>(title[at - 3]) >= 0xE0;
    const bool is_wide = mark.size() == 3 || is_tight;
    const bool before = is_wide || mark == ":" || title[at - 1] == ' ';
    const bool behind = is_wide || (end < title.size() && title[end] == ' ');
    return before && behind ? Cut{at, end} : Cut{end, end};
  }
  return {at, at};
}

/// Every run of parts between separators, the longest first; not the whole.
std::vector<std::string_view> parts_of(std::string_view title) {
  std::vector<Cut> cuts{{0, 0}};
  for (std::size_t i = 1; i < title.size() && cuts.size() < kMostParts;) {
    const Cut cut = cut_at(title, i);
    if (cut.end > cut.begin) cuts.push_back(cut);
    i = std::max(i + 1, cut.end);
  }
  cuts.push_back({title.size(), title.size()});
  std::vector<std::string_view> out;
  for (std::size_t a = 0; a + 1 < cuts.size(); ++a) {
    for (std::size_t b = a + 1; b < cuts.size(); ++b) {
      if (a == 0 && b + 1 == cuts.size()) continue;
      out.push_back(trimmed(title.substr(cuts[a].end, cuts[b].begin - cuts[a].end)));
    }
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const auto& x, const auto& y) { return x.size() > y.size(); });
  return out;
}

/// `whole` is `part` and something set off from it.
bool holds_set_off(std::string_view whole, std::string_view part) {
  if (whole.size() <= part.size()) return false;
  if (whole.starts_with(part)) return is_set_off(whole.substr(part.size()), false);
  if (whole.ends_with(part)) return is_set_off(whole.substr(0, whole.size() - part.size()), true);
  // "Section | Story | Site"
  const auto at = whole.find(part);
  return at != std::string_view::npos && is_set_off(whole.substr(0, at), true) &&
         is_set_off(whole.substr(at + part.size()), false);
}

/// Menus and boxes of further stories say the titles of other pages.
bool is_of_other_pages(const Ancestors& ancestors) {
  return ancestors.in(AncestorKind::kNav) || ancestors.has(Hint::kRelated);
}

/// So do links, but for those of a page to itself.
bool links_elsewhere(const html::Document& page, const TextBlock& block, const Ancestors& ancestors,
                     const url::Url& url) {
  return (block.link_density() > 0.5F || ancestors.in(AncestorKind::kLink)) &&
         !links_to_itself(page.node(block.begin), url);
}

/// The block of which a line outside links says `folded`; the first in a heading or else the first.
std::optional<std::uint32_t> block_that_says(const html::Document& page, const Survey& survey,
                                             std::string_view folded, const url::Url& url) {
  std::optional<std::uint32_t> found;
  std::size_t folds = 0;
  for (std::uint32_t i = 0; i < survey.blocks.size(); ++i) {
    const TextBlock& block = survey.blocks[i];
    const Ancestors& ancestors = survey.ancestors_of(block);
    std::string_view text = survey.text_of(block);
    if (text.size() < folded.size() || is_of_other_pages(ancestors)) continue;
    while (!text.empty()) {
      const auto end = text.find('\n');
      const std::string_view line = text.substr(0, end);
      // Folding keeps or loses bytes, never many of them: most lines need no look.
      const bool may_be = line.size() >= folded.size() && line.size() <= folded.size() * 2 + 16;
      if (may_be && ++folds > kMostFolds) return found;
      if (may_be && text::fold(line) == folded && !links_elsewhere(page, block, ancestors, url)) {
        if (ancestors.in(AncestorKind::kHeading)) return i;
        if (!found) found = i;
      }
      text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    }
  }
  return found;
}

/// "Tides rise in the northThe Lamp": a heading that the title begins with, and goes on without any
/// sign.
bool settle_glued(const html::Document& page, const Survey& survey, const url::Url& url,
                  Headline& headline) {
  const std::string_view title = headline.text;
  for (const TextBlock& block : survey.blocks) {
    const std::string_view text = survey.text_of(block);
    if (text.size() >= title.size() || 2 * text.size() < title.size() || !title.starts_with(text))
      continue;
    const Ancestors& ancestors = survey.ancestors_of(block);
    const char next = title[text.size()];
    const bool is_glued = is_alnum(next) || static_cast<unsigned char>(next) >= 0xC3;
    if (!is_glued || weighed_size(text) < kShortestPart || !ancestors.in(AncestorKind::kHeading) ||
        is_of_other_pages(ancestors) || links_elsewhere(page, block, ancestors, url))
      continue;
    headline.element = page.node(block.holder);
    if (headline.source) headline.source->locator += " as " + html::locator(headline.element);
    headline.text = std::string(text);
    return true;
  }
  return false;
}

}  // namespace

bool settle_headline(const html::Document& page, const Survey& survey, std::string_view listed,
                     std::string_view site_name, const url::Url& url, Headline& headline) {
  if (!headline.element.is_null()) return false;  // the page shows what was found
  const std::string title = text::clean_line(listed);
  const std::string folded = text::fold(title);
  if (was_cut(title) || weighed_size(title) < kShortestHeard || folded == text::fold(site_name))
    return false;
  const std::string found = text::fold(headline.text);
  const auto block = block_that_says(page, survey, folded, url);
  if (block) headline.element = page.node(survey.blocks[*block].holder);
  if (found == folded || !(holds_set_off(found, folded) || block)) return false;
  headline.text = title;
  headline.source = records::FieldSource{
      "title", "listing",
      block ? html::locator(headline.element) : std::string("the found title without the rest"),
      std::string(text::truncate(title, 200)), block ? 0.95 : 0.85};
  return true;
}

bool settle_headline_by_text(const html::Document& page, const Survey& survey, const url::Url& url,
                             Headline& headline) {
  if (!headline.element.is_null() || headline.text.empty()) return false;
  if (block_that_says(page, survey, text::fold(headline.text), url)) return false;
  const float whole = weighed_size(headline.text);
  for (const auto part : parts_of(headline.text)) {
    // What is less than half of it is rather the site than the story.
    if (weighed_size(part) < std::max(kShortestPart, 0.5F * whole)) break;
    const auto block = block_that_says(page, survey, text::fold(part), url);
    if (!block) continue;
    headline.element = page.node(survey.blocks[*block].holder);
    std::string text(part);
    if (headline.source) headline.source->locator += " as " + html::locator(headline.element);
    headline.text = std::move(text);
    return true;
  }
  return settle_glued(page, survey, url, headline);
}

}  // namespace tearsheet::extract
