#include "extract/page/facts.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "base/ascii.h"
#include "base/utf8.h"
#include "extract/page/bounds.h"
#include "text/text.h"

namespace tearsheet::extract {
namespace {

using html::Node;
using html::Tag;

constexpr std::size_t kMaxFacts = 2000;  // of each kind; a page has about 50 metas
constexpr std::size_t kMaxSubheadings = 60, kMaxButtons = 40, kMaxImages = 200, kMaxRootLinks = 12;

// The references that stand in double-escaped titles; the parser has resolved every other.
constexpr std::array<std::pair<std::string_view, std::string_view>, 22> kReferences = {{
    {"amp", "&"},    {"lt", "<"},     {"gt", ">"},     {"quot", "\""}, {"apos", "'"},
    {"nbsp", " "},   {"ndash", "–"},  {"mdash", "—"},  {"lsquo", "‘"}, {"rsquo", "’"},
    {"ldquo", "“"},  {"rdquo", "”"},  {"hellip", "…"}, {"laquo", "«"}, {"raquo", "»"},
    {"eacute", "é"}, {"egrave", "è"}, {"agrave", "à"}, {"uuml", "ü"},  {"ouml", "ö"},
    {"auml", "ä"},   {"bdquo", "„"},
}};

/// Bytes eaten by the reference at `at` (which holds '&'), 0 if it is none.
std::size_t read_reference(std::string_view text, std::size_t at, std::string& out) {
  const auto end = text.substr(at, 12).find(';');
  if (end == std::string_view::npos || end < 3) return 0;
  const auto name = text.substr(at + 1, end - 1);
  if (name[0] == '#') {
    const bool hex = name.size() > 2 && to_lower(name[1]) == 'x';
    const auto number = name.substr(hex ? 2 : 1);
    std::uint32_t code = 0;
    const auto [stop, error] =
        std::from_chars(number.data(), number.data() + number.size(), code, hex ? 16 : 10);
    if (error != std::errc{} || stop != number.data() + number.size()) return 0;
    if (code == 0 || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) return 0;
    append_utf8(out, code);
    return end + 1;
  }
  for (const auto& [reference, character] : kReferences) {
    if (reference == name) {
      out += character;
      return end + 1;
    }
  }
  return 0;
}

std::string strip_prefix(std::string_view name) {
  const auto colon = name.rfind(':');
  return to_lower(colon == std::string_view::npos ? name : name.substr(colon + 1));
}

void add_meta(Facts& facts, Node node) {
  std::string_view value;
  for (const char* name : {"content", "value"}) {
    if (value.empty()) value = beginning(trimmed(node.attribute(name).value_or("")), kLongestValue);
  }
  if (value.empty()) return;
  for (const char* name : {"property", "name", "itemprop", "http-equiv"}) {
    const auto key = trimmed(node.attribute(name).value_or(""));
    if (!key.empty() && facts.metas.size() < kMaxFacts)
      facts.metas.push_back({to_lower(key), value, node.index()});
  }
}

void add_property(Facts& facts, Node node, std::string_view names) {
  std::size_t i = 0;
  while (i < names.size() && facts.properties.size() < kMaxFacts) {
    while (i < names.size() && is_space(names[i])) ++i;
    const std::size_t begin = i;
    while (i < names.size() && !is_space(names[i])) ++i;
    if (i > begin) facts.properties.push_back({strip_prefix(names.substr(begin, i - begin)), node});
  }
}

void add_link(Facts& facts, Node node) {
  const auto rel = node.attribute("rel");
  const auto href = node.attribute("href");
  if (!rel || !href || facts.links.size() >= kMaxFacts) return;
  facts.links.push_back(
      {to_lower(trimmed(*rel)), trimmed(*href), node.attribute("type").value_or(""),
       node.attribute("hreflang").value_or(""), node.attribute("title").value_or("")});
}

/// hAtom: <abbr class=published title="2020-04-28T21:11:00+02:00">
bool has_date_title(Node node) {
  const auto title = node.attribute("title").value_or("");
  return title.size() >= 10 && is_digit(title[0]) && is_digit(title[3]) && title[4] == '-' &&
         title[7] == '-';
}

/// "/", "/en/", "index.php", "https://lamp.example": perhaps the front page of some site.
bool may_be_root(std::string_view href) {
  constexpr std::size_t kLongestPath = 14;  // "/default.aspx"
  if (const auto scheme = href.find("//"); scheme != std::string_view::npos && scheme <= 6) {
    const auto path = href.find('/', scheme + 2);
    href = path == std::string_view::npos ? "/" : href.substr(path);
  }
  if (href.empty() || href.size() > kLongestPath || href.find_first_of(":?#") != href.npos)
    return false;
  if (href.front() == '/') href.remove_prefix(1);
  if (href.ends_with('/')) href.remove_suffix(1);
  return href.size() <= 5 || href.find('.') != href.npos;
}

void add_if_room(std::vector<Node>& list, Node node, std::size_t room) {
  if (list.size() < room) list.push_back(node);
}

/// Elements that a field looks for, by their tag.
void add_element(Facts& facts, Node node) {
  switch (node.tag()) {
    case Tag::kBase:
      if (facts.base.empty()) facts.base = trimmed(node.attribute("href").value_or(""));
      break;
    case Tag::kH1:
      add_if_room(facts.headlines, node, kMaxFacts);
      break;
    case Tag::kH2:
    case Tag::kH3:
      add_if_room(facts.subheadings, node, kMaxSubheadings);
      break;
    case Tag::kA:
      if (may_be_root(trimmed(node.attribute("href").value_or(""))))
        add_if_room(facts.root_links, node, kMaxRootLinks);
      break;
    case Tag::kButton:
      add_if_room(facts.buttons, node, kMaxButtons);
      break;
    case Tag::kImg:
      add_if_room(facts.images, node, kMaxImages);
      break;
    case Tag::kTime:
      add_if_room(facts.times, node, kMaxFacts);
      break;
    case Tag::kAbbr:
    case Tag::kSpan:
      if (has_date_title(node)) add_if_room(facts.times, node, kMaxFacts);
      break;
    default:
      break;
  }
  for (const auto& attribute : node.attributes()) {
    if (attribute.name == "itemprop" || attribute.name == "property")
      add_property(facts, node, attribute.value);
  }
}

void find_language(Facts& facts, Node root) {
  for (const char* name : {"lang", "xml:lang"}) {
    if (facts.language.empty())
      facts.language = std::string(trimmed(root.attribute(name).value_or("")));
  }
  for (const char* key :
       {"content-language", "og:locale", "language", "dc.language", "inlanguage"}) {
    if (facts.language.empty()) facts.language = facts.meta(key);
  }
  std::replace(facts.language.begin(), facts.language.end(), '_', '-');
}

}  // namespace

std::string clean_value(std::string_view value) {
  std::string out;
  out.reserve(value.size());
  for (std::size_t i = 0; i < value.size();) {
    if (value[i] == '&') {
      if (const auto eaten = read_reference(value, i, out); eaten > 0) {
        i += eaten;
        continue;
      }
    } else if (value[i] == '<' && i + 1 < value.size() &&
               (is_alpha(value[i + 1]) || value[i + 1] == '/')) {
      // A tag is at most 300 long here, so that a page of '<' costs no second look at the rest.
      const auto close = value.substr(i, 300).find('>');
      if (close != std::string_view::npos) {
        out += ' ';
        i += close + 1;
        continue;
      }
    }
    out += value[i++];
  }
  return text::clean_line(out);
}

const Meta* Facts::find_meta(std::string_view key) const {
  const auto it =
      std::find_if(metas.begin(), metas.end(), [&](const Meta& meta) { return meta.key == key; });
  return it == metas.end() ? nullptr : &*it;
}

std::string Facts::meta(std::string_view key) const {
  for (const auto& one : metas) {
    if (one.key != key) continue;
    if (std::string value = clean_value(one.value); !value.empty()) return value;
  }
  return {};
}

Facts gather_facts(const html::Document& page) {
  Facts facts;
  for (std::uint32_t i = 0; i < page.size(); ++i) {
    const Node node = page.node(i);
    if (!node.is_element()) continue;
    const Tag tag = node.tag();
    if (tag == Tag::kMeta) {
      add_meta(facts, node);
    } else if (tag == Tag::kLink) {
      add_link(facts, node);
    } else if (tag == Tag::kTitle && facts.title.empty() &&
               node.name_space() == html::Namespace::kHtml) {
      facts.title = clean_value(beginning(html::text_content(node), kLongestTitle));
    } else {
      add_element(facts, node);
    }
  }
  facts.linked = read_linked_data(page.data_scripts());
  if (const Meta* parsely = facts.find_meta("parsely-page"))
    read_parsely_page(parsely->value, facts.linked);
  find_language(facts, page.html());
  return facts;
}

}  // namespace tearsheet::extract
