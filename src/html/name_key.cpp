#include "html/name_key.h"

#include <array>

namespace tearsheet::html {
namespace {

constexpr std::uint16_t kBlock = kSpecial | kClosesP;

constexpr NameTraits entry(std::string_view name, Content content, int traits,
                           Sibling sibling = Sibling::kNone) {
  return {name_key(name), content, static_cast<std::uint16_t>(traits), sibling};
}

// WHATWG HTML 13.2.4.2 (special, formatting), 13.2.4.3 (scopes), 13.2.6.4.7 (who closes a <p>).
constexpr NameTraits kElements[] = {
    entry("html", Content::kNormal, kUncounted | kSpecial),
    entry("head", Content::kNormal, kUncounted | kSpecial),
    entry("body", Content::kNormal, kUncounted | kSpecial),
    entry("area", Content::kNone, 0),
    entry("base", Content::kNone, 0),
    entry("basefont", Content::kNone, 0),
    entry("bgsound", Content::kNone, 0),
    entry("br", Content::kNone, 0),
    entry("col", Content::kNone, 0),
    entry("embed", Content::kNone, 0),
    entry("frame", Content::kNone, 0),
    entry("hr", Content::kNone, 0),
    entry("image", Content::kNone, 0),
    entry("img", Content::kNone, 0),
    entry("input", Content::kNone, 0),
    entry("isindex", Content::kNone, 0),
    entry("keygen", Content::kNone, 0),
    entry("link", Content::kNone, 0),
    entry("meta", Content::kNone, 0),
    entry("param", Content::kNone, 0),
    entry("source", Content::kNone, 0),
    entry("track", Content::kNone, 0),
    entry("wbr", Content::kNone, 0),
    entry("script", Content::kScript, 0),
    entry("style", Content::kStyle, 0),
    entry("title", Content::kRawText, 0),
    entry("textarea", Content::kRawText, 0),
    entry("iframe", Content::kRawText, 0),
    entry("noembed", Content::kRawText, 0),
    entry("noframes", Content::kRawText, 0),
    entry("xmp", Content::kRawText, 0),
    entry("plaintext", Content::kPlaintext, 0),
    entry("svg", Content::kSvg, 0),
    entry("math", Content::kMath, 0),
    entry("a", Content::kNormal, kFormatting),
    entry("b", Content::kNormal, kFormatting),
    entry("big", Content::kNormal, kFormatting),
    entry("code", Content::kNormal, kFormatting),
    entry("em", Content::kNormal, kFormatting),
    entry("font", Content::kNormal, kFormatting),
    entry("i", Content::kNormal, kFormatting),
    entry("nobr", Content::kNormal, kFormatting),
    entry("s", Content::kNormal, kFormatting),
    entry("small", Content::kNormal, kFormatting),
    entry("strike", Content::kNormal, kFormatting),
    entry("strong", Content::kNormal, kFormatting),
    entry("tt", Content::kNormal, kFormatting),
    entry("u", Content::kNormal, kFormatting),
    entry("address", Content::kNormal, kBlock),
    entry("article", Content::kNormal, kBlock | kListStop),
    entry("aside", Content::kNormal, kBlock | kListStop),
    entry("blockquote", Content::kNormal, kBlock | kListStop),
    entry("center", Content::kNormal, kBlock | kListStop),
    entry("details", Content::kNormal, kBlock | kListStop),
    entry("dir", Content::kNormal, kBlock | kListStop),
    entry("div", Content::kNormal, kBlock),
    entry("dl", Content::kNormal, kBlock | kListStop),
    entry("fieldset", Content::kNormal, kBlock | kListStop),
    entry("figcaption", Content::kNormal, kBlock | kListStop),
    entry("figure", Content::kNormal, kBlock | kListStop),
    entry("footer", Content::kNormal, kBlock | kListStop),
    entry("form", Content::kNormal, kBlock | kListStop),
    entry("h1", Content::kNormal, kBlock | kListStop),
    entry("h2", Content::kNormal, kBlock | kListStop),
    entry("h3", Content::kNormal, kBlock | kListStop),
    entry("h4", Content::kNormal, kBlock | kListStop),
    entry("h5", Content::kNormal, kBlock | kListStop),
    entry("h6", Content::kNormal, kBlock | kListStop),
    entry("header", Content::kNormal, kBlock | kListStop),
    entry("hgroup", Content::kNormal, kBlock | kListStop),
    entry("listing", Content::kNormal, kBlock | kListStop),
    entry("main", Content::kNormal, kBlock | kListStop),
    entry("menu", Content::kNormal, kBlock | kListStop),
    entry("nav", Content::kNormal, kBlock | kListStop),
    entry("ol", Content::kNormal, kBlock | kListStop),
    entry("pre", Content::kNormal, kBlock | kListStop),
    entry("section", Content::kNormal, kBlock | kListStop),
    entry("summary", Content::kNormal, kBlock | kListStop),
    entry("ul", Content::kNormal, kBlock | kListStop),
    entry("noscript", Content::kNormal, kSpecial | kListStop),
    entry("frameset", Content::kNormal, kSpecial | kListStop),
    entry("button", Content::kNormal, kSpecial | kListStop),
    entry("select", Content::kNormal, kSpecial | kListStop),
    entry("p", Content::kNormal, kBlock, Sibling::kP),
    entry("li", Content::kNormal, kBlock | kListStop, Sibling::kItem),
    entry("dd", Content::kNormal, kBlock | kListStop, Sibling::kDefinition),
    entry("dt", Content::kNormal, kBlock | kListStop, Sibling::kDefinition),
    entry("option", Content::kNormal, 0, Sibling::kOption),
    entry("optgroup", Content::kNormal, 0, Sibling::kOption),
    entry("rb", Content::kNormal, 0, Sibling::kRuby),
    entry("rt", Content::kNormal, 0, Sibling::kRuby),
    entry("rtc", Content::kNormal, 0, Sibling::kRuby),
    entry("rp", Content::kNormal, 0, Sibling::kRuby),
    entry("applet", Content::kNormal, kSpecial | kBarrier | kListStop),
    entry("marquee", Content::kNormal, kSpecial | kBarrier | kListStop),
    entry("object", Content::kNormal, kSpecial | kBarrier | kListStop),
    entry("template", Content::kNormal, kSpecial | kBarrier | kListStop),
    entry("table", Content::kNormal, kBlock | kBarrier | kListStop, Sibling::kTable),
    entry("caption", Content::kNormal, kSpecial | kBarrier | kListStop, Sibling::kSection),
    entry("colgroup", Content::kNormal, kSpecial | kListStop, Sibling::kSection),
    entry("tbody", Content::kNormal, kSpecial | kListStop, Sibling::kSection),
    entry("tfoot", Content::kNormal, kSpecial | kListStop, Sibling::kSection),
    entry("thead", Content::kNormal, kSpecial | kListStop, Sibling::kSection),
    entry("tr", Content::kNormal, kSpecial | kListStop, Sibling::kRow),
    entry("td", Content::kNormal, kSpecial | kBarrier | kListStop, Sibling::kCell),
    entry("th", Content::kNormal, kSpecial | kBarrier | kListStop, Sibling::kCell),
};

// Open addressing, multiplicative: a look-up is a multiplication and, nearly always, one
// comparison.
constexpr std::size_t kSlots = 512;
constexpr std::size_t slot_of(NameKey key) {
  return static_cast<std::size_t>((key * 0x9E3779B97F4A7C15U) >> 55);
}

constexpr std::array<NameTraits, kSlots> make_table() {
  std::array<NameTraits, kSlots> table{};
  for (const NameTraits& element : kElements) {
    std::size_t slot = slot_of(element.key);
    while (table[slot].key != 0) slot = (slot + 1) % kSlots;
    table[slot] = element;
  }
  return table;
}

constexpr std::array<NameTraits, kSlots> kTable = make_table();

}  // namespace

const NameTraits& traits_of(NameKey key) {
  std::size_t slot = slot_of(key);
  while (kTable[slot].key != key && kTable[slot].key != 0) slot = (slot + 1) % kSlots;
  return kTable[slot];  // an empty slot: an ordinary element
}

}  // namespace tearsheet::html
