// The allow-lists of entry content. Elements: text-level, grouping, tabular and media elements of
// HTML (WHATWG HTML 4.4, 4.5, 4.8, 4.9) and the presentational ones of HTML 4.01 that feeds still
// use. Attributes: those of the same elements that neither load by themselves, nor style, nor run.
// Both sorted by name.
#include "feed/sanitise_table.h"

#include <algorithm>
#include <array>

namespace tearsheet::feed {
namespace {

template <class Rule>
struct Row {
  std::string_view name;
  Rule rule;
};

constexpr auto kElements = std::to_array<Row<ElementRule>>({
    {"a", ElementRule::kInline},
    {"abbr", ElementRule::kInline},
    {"acronym", ElementRule::kInline},
    {"address", ElementRule::kBlock},
    {"applet", ElementRule::kDropWithAll},
    {"area", ElementRule::kVoid},
    {"article", ElementRule::kBlock},
    {"aside", ElementRule::kBlock},
    {"audio", ElementRule::kInline},
    {"b", ElementRule::kInline},
    {"bdi", ElementRule::kInline},
    {"bdo", ElementRule::kInline},
    {"big", ElementRule::kInline},
    {"blockquote", ElementRule::kBlock},
    {"body", ElementRule::kBlockUnknown},
    {"br", ElementRule::kVoid},
    {"caption", ElementRule::kBlock},
    {"center", ElementRule::kBlock},
    {"cite", ElementRule::kInline},
    {"code", ElementRule::kInline},
    {"col", ElementRule::kVoid},
    {"colgroup", ElementRule::kBlock},
    {"data", ElementRule::kInline},
    {"dd", ElementRule::kBlock},
    {"del", ElementRule::kInline},
    {"details", ElementRule::kBlock},
    {"dfn", ElementRule::kInline},
    {"dir", ElementRule::kBlock},
    {"div", ElementRule::kBlock},
    {"dl", ElementRule::kBlock},
    {"dt", ElementRule::kBlock},
    {"em", ElementRule::kInline},
    {"embed", ElementRule::kDropWithAll},
    {"fieldset", ElementRule::kBlock},
    {"figcaption", ElementRule::kBlock},
    {"figure", ElementRule::kBlock},
    {"font", ElementRule::kInline},
    {"footer", ElementRule::kBlock},
    {"form", ElementRule::kBlockUnknown},
    {"frame", ElementRule::kDropWithAll},
    {"frameset", ElementRule::kDropWithAll},
    {"h1", ElementRule::kBlock},
    {"h2", ElementRule::kBlock},
    {"h3", ElementRule::kBlock},
    {"h4", ElementRule::kBlock},
    {"h5", ElementRule::kBlock},
    {"h6", ElementRule::kBlock},
    {"head", ElementRule::kDropWithAll},
    {"header", ElementRule::kBlock},
    {"hgroup", ElementRule::kBlock},
    {"hr", ElementRule::kVoid},
    {"html", ElementRule::kBlockUnknown},
    {"i", ElementRule::kInline},
    {"iframe", ElementRule::kDropWithAll},
    {"img", ElementRule::kVoid},
    {"ins", ElementRule::kInline},
    {"kbd", ElementRule::kInline},
    {"label", ElementRule::kInline},
    {"legend", ElementRule::kBlock},
    {"li", ElementRule::kBlock},
    {"main", ElementRule::kBlock},
    {"map", ElementRule::kInline},
    {"mark", ElementRule::kInline},
    {"math", ElementRule::kDropWithAll},
    {"menu", ElementRule::kBlock},
    {"meter", ElementRule::kInline},
    {"nav", ElementRule::kBlock},
    {"noembed", ElementRule::kDropWithAll},
    {"noframes", ElementRule::kDropWithAll},
    {"noscript", ElementRule::kDropWithAll},
    {"object", ElementRule::kDropWithAll},
    {"ol", ElementRule::kBlock},
    {"option", ElementRule::kBlockUnknown},
    {"output", ElementRule::kInline},
    {"p", ElementRule::kBlock},
    {"param", ElementRule::kDropWithAll},
    {"picture", ElementRule::kInline},
    {"plaintext", ElementRule::kDropWithAll},
    {"pre", ElementRule::kBlock},
    {"progress", ElementRule::kInline},
    {"q", ElementRule::kInline},
    {"rp", ElementRule::kInline},
    {"rt", ElementRule::kInline},
    {"ruby", ElementRule::kInline},
    {"s", ElementRule::kInline},
    {"samp", ElementRule::kInline},
    {"script", ElementRule::kDropWithAll},
    {"section", ElementRule::kBlock},
    {"select", ElementRule::kDropWithAll},
    {"small", ElementRule::kInline},
    {"source", ElementRule::kVoid},
    {"span", ElementRule::kInline},
    {"strike", ElementRule::kInline},
    {"strong", ElementRule::kInline},
    {"style", ElementRule::kDropWithAll},
    {"sub", ElementRule::kInline},
    {"summary", ElementRule::kBlock},
    {"sup", ElementRule::kInline},
    {"svg", ElementRule::kDropWithAll},
    {"table", ElementRule::kBlock},
    {"tbody", ElementRule::kBlock},
    {"td", ElementRule::kBlock},
    {"template", ElementRule::kDropWithAll},
    {"textarea", ElementRule::kDropWithAll},
    {"tfoot", ElementRule::kBlock},
    {"th", ElementRule::kBlock},
    {"thead", ElementRule::kBlock},
    {"time", ElementRule::kInline},
    {"title", ElementRule::kDropWithAll},
    {"tr", ElementRule::kBlock},
    {"track", ElementRule::kVoid},
    {"tt", ElementRule::kInline},
    {"u", ElementRule::kInline},
    {"ul", ElementRule::kBlock},
    {"var", ElementRule::kInline},
    {"video", ElementRule::kInline},
    {"wbr", ElementRule::kVoid},
    {"xmp", ElementRule::kDropWithAll},
});

constexpr auto kAttributes = std::to_array<Row<AttributeRule>>({
    {"abbr", AttributeRule::kText},        {"align", AttributeRule::kText},
    {"alt", AttributeRule::kText},         {"axis", AttributeRule::kText},
    {"border", AttributeRule::kText},      {"cellpadding", AttributeRule::kText},
    {"cellspacing", AttributeRule::kText}, {"char", AttributeRule::kText},
    {"charoff", AttributeRule::kText},     {"cite", AttributeRule::kLink},
    {"class", AttributeRule::kText},       {"color", AttributeRule::kText},
    {"cols", AttributeRule::kText},        {"colspan", AttributeRule::kText},
    {"compact", AttributeRule::kText},     {"controls", AttributeRule::kText},
    {"datetime", AttributeRule::kText},    {"dir", AttributeRule::kText},
    {"face", AttributeRule::kText},        {"height", AttributeRule::kText},
    {"href", AttributeRule::kLink},        {"hreflang", AttributeRule::kText},
    {"hspace", AttributeRule::kText},      {"id", AttributeRule::kText},
    {"itemprop", AttributeRule::kText},    {"kind", AttributeRule::kText},
    {"label", AttributeRule::kText},       {"lang", AttributeRule::kText},
    {"longdesc", AttributeRule::kLink},    {"loop", AttributeRule::kText},
    {"media", AttributeRule::kText},       {"muted", AttributeRule::kText},
    {"name", AttributeRule::kText},        {"noshade", AttributeRule::kText},
    {"nowrap", AttributeRule::kText},      {"open", AttributeRule::kText},
    {"poster", AttributeRule::kLink},      {"preload", AttributeRule::kText},
    {"rel", AttributeRule::kText},         {"rev", AttributeRule::kText},
    {"reversed", AttributeRule::kText},    {"rows", AttributeRule::kText},
    {"rowspan", AttributeRule::kText},     {"rules", AttributeRule::kText},
    {"scope", AttributeRule::kText},       {"shape", AttributeRule::kText},
    {"size", AttributeRule::kText},        {"sizes", AttributeRule::kText},
    {"span", AttributeRule::kText},        {"src", AttributeRule::kLink},
    {"srclang", AttributeRule::kText},     {"srcset", AttributeRule::kSourceSet},
    {"start", AttributeRule::kText},       {"summary", AttributeRule::kText},
    {"tabindex", AttributeRule::kText},    {"title", AttributeRule::kText},
    {"type", AttributeRule::kText},        {"usemap", AttributeRule::kText},
    {"valign", AttributeRule::kText},      {"value", AttributeRule::kText},
    {"vspace", AttributeRule::kText},      {"width", AttributeRule::kText},
});

template <class Rows, class Rule>
Rule look_up(const Rows& rows, std::string_view name, Rule otherwise) {
  const auto found =
      std::ranges::lower_bound(rows, name, {}, [](const auto& row) { return row.name; });
  return found != rows.end() && found->name == name ? found->rule : otherwise;
}

}  // namespace

ElementRule rule_for_element(std::string_view name) {
  return look_up(kElements, name, ElementRule::kUnknown);
}

AttributeRule rule_for_attribute(std::string_view name) {
  return look_up(kAttributes, name, AttributeRule::kDrop);
}

}  // namespace tearsheet::feed
