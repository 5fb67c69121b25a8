#include "extract/structure/formulas.h"

#include <string_view>

#include "base/ascii.h"
#include "extract/page/bounds.h"
#include "text/text.h"

namespace tearsheet::extract {
namespace {

using html::Node;
using html::Tag;

constexpr std::uint32_t kMaxNodes = 5000;  // of one formula that are looked at

bool has_word(std::string_view classes, std::string_view part) {
  return classes.find(part) != std::string_view::npos;
}

/// "{\displaystyle x}" -> "x".
std::string cleaned(std::string_view tex) {
  std::string line = text::clean_line(tex.substr(0, kLongestFormula));
  static constexpr std::string_view kStyle = "{\\displaystyle ";
  if (line.starts_with(kStyle) && line.ends_with('}'))
    line = std::string(
        trimmed(std::string_view(line).substr(kStyle.size(), line.size() - kStyle.size() - 1)));
  return tex.size() > kLongestFormula ? std::string() : line;
}

std::string annotation_in(Node math) {
  for (std::uint32_t i = math.index() + 1; i < math.end() && i < math.index() + kMaxNodes; ++i) {
    const Node node = math.document().node(i);
    if (!node.is_element() || node.name() != "annotation") continue;
    const auto encoding = node.attribute("encoding").value_or("");
    if (encoding.find("tex") == std::string_view::npos &&
        encoding.find("TeX") == std::string_view::npos)
      continue;
    return cleaned(html::text_content(node));
  }
  return {};
}

Formula of_mathml(Node math) {
  Formula out;
  out.end = math.end();
  out.tex = annotation_in(math);
  if (out.tex.empty()) {
    const auto alt = math.attribute("alttext").value_or("");
    out.tex = cleaned(beginning(alt, kLongestFormula + 1));
  }
  if (out.tex.empty()) out.tex = tex_of_mathml(math);
  out.is_display = math.attribute("display").value_or("") == "block";
  return out;
}

/// A wrapper of a script's: what it shows is for the eye alone, its MathML says it.
Formula in_wrapper(Node wrapper, bool is_display) {
  for (std::uint32_t i = wrapper.index() + 1; i < wrapper.end() && i < wrapper.index() + kMaxNodes;
       ++i) {
    const Node node = wrapper.document().node(i);
    if (!node.is_element()) continue;
    if (node.tag() == Tag::kMath) {
      Formula out = of_mathml(node);
      out.is_display |= is_display;
      out.end = wrapper.end();
      return out;
    }
    if (node.name() == "mjx-math") return {tex_of_mathml(node), is_display, wrapper.end()};
  }
  return {{}, is_display, wrapper.end()};
}

/// A command with something behind it to work on, or a sub- or superscript in braces.
bool is_tex(std::string_view text) {
  const auto back = text.find('\\');
  if (back != std::string_view::npos && back + 1 < text.size() && is_alpha(text[back + 1]))
    return text.find_first_of("{(^_ ") != std::string_view::npos;
  return text.find("^{") != std::string_view::npos || text.find("_{") != std::string_view::npos;
}

std::optional<Formula> of_picture(Node image) {
  const auto alt = image.attribute("alt").value_or("");
  if (alt.empty() || alt.size() > kLongestFormula) return std::nullopt;
  const std::string_view classes = class_of(image);
  const bool is_marked = classes == "tex" || has_word(classes, "latex") ||
                         has_word(classes, "mwe-math") || has_word(classes, "math-tex");
  if (!is_marked && !is_tex(alt)) return std::nullopt;
  return Formula{cleaned(alt), has_word(classes, "center") || has_word(classes, "display"),
                 image.end()};
}

}  // namespace

std::optional<Formula> formula_at(Node element) {
  if (!element.is_element()) return std::nullopt;
  switch (element.tag()) {
    case Tag::kMath:
      return of_mathml(element);
    case Tag::kImg:
      return of_picture(element);
    case Tag::kSpan:
    case Tag::kDiv: {
      if (element.attributes().empty()) return std::nullopt;
      const std::string_view classes = class_of(element);
      if (!has_word(classes, "ath") && !has_word(classes, "katex")) return std::nullopt;
      if (element.has_class("katex-display") || element.has_class("MathJax_Display"))
        return in_wrapper(element, true);
      if (element.has_class("katex") || has_word(classes, "mwe-math-element") ||
          element.has_class("MathJax"))
        return in_wrapper(element, has_word(classes, "mwe-math-element-block"));
      return std::nullopt;
    }
    case Tag::kUnknown:
      if (element.name() != "mjx-container") return std::nullopt;
      return in_wrapper(element, element.attribute("display").value_or("") == "true");
    default:
      return std::nullopt;
  }
}

}  // namespace tearsheet::extract
