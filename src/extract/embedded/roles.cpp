#include "extract/embedded/roles.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/ascii.h"
#include "extract/page/characters.h"

namespace tearsheet::extract {
namespace {

constexpr std::size_t kLongestKey = 60;     // bytes; longer ones are data
constexpr std::size_t kShortestProse = 80;  // bytes

template <std::size_t N>
bool is_one_of(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::ranges::find(words, word) != words.end();
}
template <std::size_t N>
bool has_one_of(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::ranges::any_of(
      words, [&](std::string_view one) { return word.find(one) != std::string_view::npos; });
}

constexpr std::array<std::string_view, 12> kTypeKeys = {
    "type",       "_type", "__typename", "nodeType",  "blockName", "blockType",
    "block_type", "tag",   "tagName",    "component", "kind",      "element"};

constexpr std::array<std::string_view, 26> kBesideTypes = {
    "related", "newsletter",   "advert",     "promo",      "embed",     "video",  "audio",
    "podcast", "interstitial", "readmore",   "read-more",  "recommend", "teaser", "divider",
    "poll",    "pullquote",    "pull_quote", "pull-quote", "sponsor",   "tweet",  "youtube",
    "social",  "iframe",       "script",     "widget",     "storylist"};
constexpr std::array<std::string_view, 10> kBesideTags = {
    "ad", "nav", "footer", "aside", "style", "button", "form", "svg", "ads", "noscript"};

constexpr std::array<std::string_view, 27> kBesideKeys = {
    "related",    "recommend", "latest",    "trending",    "popular", "similar", "newsletter",
    "comment",    "author",    "byline",    "contributor", "sidebar", "footer",  "navigation",
    "advert",     "promo",     "mostread",  "readmore",    "teaser",  "suggest", "taxonomy",
    "breadcrumb", "social",    "copyright", "cookie",      "consent", "subscri"};
constexpr std::array<std::string_view, 22> kBesideNames = {
    "next", "prev",    "previous", "more",     "config",   "i18n",    "messages", "locale",
    "user", "menu",    "menus",    "tags",     "ads",      "seo",     "credits",  "credit",
    "alt",  "caption", "trans",    "keywords", "nextpost", "settings"};
constexpr std::array<std::string_view, 12> kTextNames = {
    "value", "rendered", "paragraph", "copy",     "markup", "raw",
    "p",     "story",    "data",      "children", "items",  "paragraphs"};
constexpr std::array<std::string_view, 11> kSummaryKeys = {
    "description", "summary", "excerpt", "abstract", "standfirst", "subtitle",
    "subheadline", "dek",     "intro",   "lead",     "snippet"};

std::string lower_key(std::string_view key) {
  return key.size() > kLongestKey ? std::string() : to_lower(key);
}

}  // namespace

bool is_text_key(std::string_view key) {
  const std::string name = lower_key(key);
  return is_one_of(name, kTextNames) || name.ends_with("text") || name.ends_with("html") ||
         name.ends_with("body") || name.ends_with("content") || name.ends_with("markdown");
}

bool is_beside_key(std::string_view key) {
  const std::string name = lower_key(key);
  return is_one_of(name, kBesideNames) || has_one_of(name, kBesideKeys);
}

bool is_summary_key(std::string_view key) {
  return has_one_of(lower_key(key), kSummaryKeys);
}

bool is_title_key(std::string_view key) {
  const std::string name = lower_key(key);
  return name == "name" || name.ends_with("title") || name.ends_with("headline");
}

bool is_prose(std::string_view text) {
  const bool is_wide_text = std::ranges::any_of(
      text.substr(0, 12), [](char c) { return static_cast<unsigned char>(c) >= 0xE3; });
  if (text.size() < kShortestProse) return false;
  if (is_wide_text) return true;
  const auto blanks = std::ranges::count(text.substr(0, 400), ' ');
  const std::size_t looked_at = std::min<std::size_t>(text.size(), 400);
  if (static_cast<std::size_t>(blanks) * 25 < looked_at) return false;
  return text.find_first_of(".!?") != std::string_view::npos ||
         std::ranges::any_of(text.substr(0, 400),
                             [](char c) { return static_cast<unsigned char>(c) >= 0xD8; });
}

bool is_said(const Value& value) {
  return value.kind == ValueKind::kString && !value.text.empty() &&
         (is_text_key(value.key) || is_prose(value.text));
}

Role role_of_tag(std::string_view tag, int& level) {
  if (tag.size() == 2 && tag[0] == 'h' && tag[1] >= '1' && tag[1] <= '6') {
    level = tag[1] - '0';
    return Role::kHeading;
  }
  if (tag == "p") return Role::kParagraph;
  if (tag == "li") return Role::kItem;
  if (tag == "ul" || tag == "ol") return Role::kList;
  if (tag == "a") return Role::kLink;
  if (tag == "br") return Role::kBreak;
  if (tag == "img" || tag == "figure") return Role::kImage;
  if (tag == "blockquote") return Role::kQuote;
  return is_one_of(tag, kBesideTags) || has_one_of(tag, kBesideTypes) ? Role::kBeside : Role::kNone;
}

Role role_of(const Values& values, std::uint32_t object, int& level) {
  level = 2;
  for (const std::string_view key : kTypeKeys) {
    std::string type = lower_key(values.string_at(object, key));
    if (type.empty()) continue;
    if (type == "block") type = lower_key(values.string_at(object, "style"));
    if (values.member(object, "listItem") != Values::kMissing) return Role::kItem;
    if (const Role tag = role_of_tag(type, level); tag != Role::kNone) return tag;
    const auto says = [&](std::string_view word) { return type.find(word) != std::string::npos; };
    if (says("headline")) return Role::kBeside;  // the title again
    if (says("heading") || says("header") || says("subhead")) {
      for (const char digit : type) {
        if (digit >= '1' && digit <= '6') level = digit - '0';
      }
      const std::uint32_t named = values.member(object, "level");
      if (named != Values::kMissing && values.all[named].kind == ValueKind::kInteger)
        level = static_cast<int>(std::clamp<std::uint32_t>(values.all[named].number, 2, 6));
      return Role::kHeading;
    }
    if (says("listitem") || says("list_item") || says("list-item")) return Role::kItem;
    if (says("list")) return Role::kList;
    if (says("quote")) return Role::kQuote;
    if (says("image") || says("photo") || says("picture") || says("figure")) return Role::kImage;
    if (says("paragraph") || type == "unstyled" || type == "normal") return Role::kParagraph;
    if (says("link")) return Role::kLink;
    if (says("break")) return Role::kBreak;
  }
  return Role::kNone;
}

std::string_view own_text(const Values& values, std::uint32_t object) {
  std::string_view best;
  for (std::uint32_t i = object + 1; i < values.all[object].end; i = values.all[i].end) {
    const Value& value = values.all[values.resolved(i)];
    if (value.kind != ValueKind::kString || value.text.empty()) continue;
    const std::string_view key = values.all[i].key;
    if (key.empty() || is_summary_key(key) || is_beside_key(key)) continue;
    if (!is_text_key(key)) continue;
    if (contains_ignoring_case(key, "html")) return value.text;
    if (best.empty()) best = value.text;
  }
  return best;
}

}  // namespace tearsheet::extract
