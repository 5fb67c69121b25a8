#include "html/foreign.h"

#include <vector>

#include "base/ascii.h"
#include "html/raw_text.h"
#include "html/tag_scan.h"

namespace tearsheet::html {
namespace {

constexpr auto kNone = std::string_view::npos;
// Drawings are some ten deep; more would only cost memory.
constexpr std::size_t kMaxDepth = 256;

// Elements that end foreign content (13.2.6.5), those in which HTML begins again (integration
// points, 13.2.6), and <script>, whose end has rules of its own.
bool is_trouble(NameKey key) {
  switch (key) {
    case name_key("b"):
    case name_key("big"):
    case name_key("blockquote"):
    case name_key("body"):
    case name_key("br"):
    case name_key("center"):
    case name_key("code"):
    case name_key("dd"):
    case name_key("div"):
    case name_key("dl"):
    case name_key("dt"):
    case name_key("em"):
    case name_key("embed"):
    case name_key("font"):
    case name_key("h1"):
    case name_key("h2"):
    case name_key("h3"):
    case name_key("h4"):
    case name_key("h5"):
    case name_key("h6"):
    case name_key("head"):
    case name_key("hr"):
    case name_key("i"):
    case name_key("img"):
    case name_key("li"):
    case name_key("listing"):
    case name_key("main"):
    case name_key("menu"):
    case name_key("meta"):
    case name_key("nobr"):
    case name_key("ol"):
    case name_key("p"):
    case name_key("pre"):
    case name_key("ruby"):
    case name_key("s"):
    case name_key("script"):
    case name_key("small"):
    case name_key("span"):
    case name_key("strong"):
    case name_key("strike"):
    case name_key("sub"):
    case name_key("sup"):
    case name_key("table"):
    case name_key("tt"):
    case name_key("u"):
    case name_key("ul"):
    case name_key("var"):
    case name_key("annotation-xml"):
    case name_key("foreignobject"):
      return true;
    default:
      return false;
  }
}

// Text alone is harmless in these, markup is not: it is HTML.
bool holds_html(NameKey key) {
  switch (key) {
    case name_key("title"):
    case name_key("desc"):
    case name_key("mi"):
    case name_key("mo"):
    case name_key("mn"):
    case name_key("ms"):
    case name_key("mtext"):
      return true;
    default:
      return false;
  }
}

}  // namespace

std::size_t find_foreign_end(std::string_view html, std::size_t begin, std::string_view root) {
  std::vector<NameKey> open;
  open.push_back(name_key(root));
  for (std::size_t at = html.find('<', begin); at != kNone; at = html.find('<', at)) {
    const std::string_view rest = html.substr(at);
    if (rest.size() < 2) return kNone;
    if (rest[1] == '/' && rest.size() > 2 && is_alpha(rest[2])) {
      const TagScan tag = scan_tag(html, at + 2);
      // Gumbo does not take "</math/>" for an end.
      if (tag.end == kNone || tag.key != open.back() || tag.is_self_closing) return kNone;
      open.pop_back();
      if (open.empty()) return at;
      at = tag.end;
    } else if (is_alpha(rest[1])) {
      const TagScan tag = scan_tag(html, at + 1);
      if (tag.end == kNone || is_trouble(tag.key) || holds_html(open.back()) ||
          open.size() == kMaxDepth)
        return kNone;
      if (!tag.is_self_closing) open.push_back(tag.key);
      at = tag.end;
    } else if (rest.starts_with("<!--")) {
      at = find_comment_end(html, at + 4);
    } else if (rest.starts_with("<![CDATA[")) {
      if (holds_html(open.back())) return kNone;
      at = html.find("]]>", at + 9);
    } else if (rest[1] == '!' || rest[1] == '?' || rest[1] == '/') {
      at = html.find('>', at + 2);  // a bogus comment
    } else {
      ++at;
    }
    if (at == kNone) return kNone;
  }
  return kNone;
}

}  // namespace tearsheet::html
