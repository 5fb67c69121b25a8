#include "learn/rules/names.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/ascii.h"

namespace tearsheet::learn {
namespace {

constexpr std::size_t kLongestName = 60;
constexpr std::size_t kLongestNumber = 3;

constexpr std::array<std::string_view, 12> kBuildPrefixes = {
    "css", "sc", "jsx", "svelte", "emotion", "style", "styles", "module", "jss", "tss", "ng", "v"};

// Words of looks and states, as whole parts of a name.
constexpr std::array<std::string_view, 74> kLookWords = {
    "active",   "align",   "aligncenter", "bg",       "block",  "bold",    "border",  "bottom",
    "btn",      "center",  "clear",       "clearfix", "cf",     "col",     "cols",    "column",
    "columns",  "current", "dark",        "desktop",  "even",   "fade",    "first",   "fixed",
    "flex",     "float",   "font",        "full",     "fw",     "gap",     "grid",    "gutter",
    "hide",     "hidden",  "hover",       "inline",   "inner",  "large",   "last",    "lazy",
    "lazyload", "left",    "lg",          "light",    "margin", "mb",      "md",      "mobile",
    "mt",       "mx",      "my",          "odd",      "offset", "open",    "padding", "pb",
    "pt",       "pull",    "px",          "py",       "right",  "rounded", "row",     "shadow",
    "show",     "sm",      "small",       "span",     "sticky", "top",     "visible", "w",
    "width",    "xs"};

constexpr std::array<std::string_view, 46> kTellingWords = {
    "abstract",  "anons",   "article",  "author",  "autor",  "auteur",   "body",     "byline",
    "card",      "content", "contents", "copy",    "date",   "dateline", "datum",    "deck",
    "dek",       "desc",    "entry",    "excerpt", "fecha",  "head",     "headline", "hl",
    "lead",      "lede",    "list",     "meta",    "name",   "news",     "next",     "post",
    "published", "story",   "subtitle", "summary", "teaser", "text",     "time",     "timestamp",
    "titel",     "title",   "titre",    "titulo",  "view",   "writer"};

template <std::size_t kSize>
bool has_word(const std::array<std::string_view, kSize>& words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

/// Calls `each` with the parts between '-', '_' and ':', as they are written.
template <class Each>
void for_parts(std::string_view name, const Each& each) {
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= name.size(); ++i) {
    if (i < name.size() && name[i] != '-' && name[i] != '_' && name[i] != ':') continue;
    if (i > begin) each(name.substr(begin, i - begin));
    begin = i + 1;
  }
}

/// Letters and digits in turns, or capitals where no word begins.
bool looks_made(std::string_view part) {
  std::size_t digits = 0, turns = 0, humps = 0, run = 0, longest = 0;
  for (std::size_t i = 0; i < part.size(); ++i) {
    digits += is_digit(part[i]) ? 1U : 0U;
    run = is_digit(part[i]) ? run + 1 : 0;
    longest = std::max(longest, run);
    if (i == 0) continue;
    turns += is_digit(part[i]) != is_digit(part[i - 1]) ? 1U : 0U;
    // "aBcD": a capital that no word of three letters follows or precedes
    const bool is_hump = is_upper(part[i]) && !is_upper(part[i - 1]) && !is_digit(part[i - 1]);
    humps += is_hump ? 1U : 0U;
  }
  if (longest > kLongestNumber) return true;
  if (digits != 0 && digits != part.size()) {
    if (turns >= 2 && part.size() >= 3) return true;
    if (is_digit(part.front()) && part.size() >= 3) return true;  // "3kd"
  }
  return part.size() >= 5 && humps >= 2 && part.size() < 4 * (humps + 1);
}

}  // namespace

bool is_made_name(std::string_view name) {
  if (name.size() > kLongestName) return true;
  if (name.starts_with('_') && name.size() >= 5) return true;
  const std::size_t dash = name.find_first_of("-_");
  if (dash != std::string_view::npos && has_word(kBuildPrefixes, name.substr(0, dash))) {
    // "style-guide" is a name, "css-abcdef" is not: a word has vowels, but nobody can tell.
    return name.substr(0, dash).size() <= 3 || name.size() - dash > 4;
  }
  bool made = false;
  for_parts(name, [&](std::string_view part) { made = made || looks_made(part); });
  return made;
}

bool is_look_name(std::string_view name) {
  if (name.size() < 2) return true;
  bool look = false, telling = false;
  for_parts(name, [&](std::string_view part) {
    const std::string lower = to_lower(part);
    look = look || has_word(kLookWords, lower);
    telling = telling || has_word(kTellingWords, lower);
    look = look || std::ranges::all_of(lower, [](char c) { return is_digit(c); });
  });
  return look && !telling;
}

bool is_telling_name(std::string_view name) {
  bool telling = false;
  for_parts(name, [&](std::string_view part) {
    telling = telling || has_word(kTellingWords, to_lower(part));
  });
  if (telling) return true;
  const std::string lower = to_lower(name);
  return std::ranges::any_of(kTellingWords, [&](std::string_view word) {
    return word.size() >= 4 && lower.find(word) != std::string::npos;
  });
}

bool is_plain_name(std::string_view name) {
  if (name.empty() || name.size() > kLongestName) return false;
  if (!is_alpha(name.front()) && name.front() != '_') return false;
  return std::ranges::all_of(name, [](char c) { return is_alnum(c) || c == '-' || c == '_'; });
}

}  // namespace tearsheet::learn
