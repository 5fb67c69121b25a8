// MathML Core (and MathJax's own elements of the same names behind "mjx-") as TeX.
// Left on purpose: spaces, sizes and colours; what is not known is the row of its children.
#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "base/ascii.h"
#include "base/utf8.h"
#include "extract/structure/formulas.h"
#include "text/text.h"

namespace tearsheet::extract {
namespace {

using html::Node;

constexpr int kMaxDepth = 40;
constexpr int kMaxNodes = 3000;

struct Symbol {
  std::string_view character, tex;
};
constexpr std::array kSymbols = {
    Symbol{"α", "\\alpha"},     Symbol{"β", "\\beta"},       Symbol{"γ", "\\gamma"},
    Symbol{"δ", "\\delta"},     Symbol{"ε", "\\epsilon"},    Symbol{"ζ", "\\zeta"},
    Symbol{"η", "\\eta"},       Symbol{"θ", "\\theta"},      Symbol{"ι", "\\iota"},
    Symbol{"κ", "\\kappa"},     Symbol{"λ", "\\lambda"},     Symbol{"μ", "\\mu"},
    Symbol{"ν", "\\nu"},        Symbol{"ξ", "\\xi"},         Symbol{"π", "\\pi"},
    Symbol{"ρ", "\\rho"},       Symbol{"σ", "\\sigma"},      Symbol{"τ", "\\tau"},
    Symbol{"υ", "\\upsilon"},   Symbol{"φ", "\\phi"},        Symbol{"χ", "\\chi"},
    Symbol{"ψ", "\\psi"},       Symbol{"ω", "\\omega"},      Symbol{"Γ", "\\Gamma"},
    Symbol{"Δ", "\\Delta"},     Symbol{"Θ", "\\Theta"},      Symbol{"Λ", "\\Lambda"},
    Symbol{"Ξ", "\\Xi"},        Symbol{"Π", "\\Pi"},         Symbol{"Σ", "\\Sigma"},
    Symbol{"Φ", "\\Phi"},       Symbol{"Ψ", "\\Psi"},        Symbol{"Ω", "\\Omega"},
    Symbol{"∑", "\\sum"},       Symbol{"∏", "\\prod"},       Symbol{"∫", "\\int"},
    Symbol{"∂", "\\partial"},   Symbol{"∞", "\\infty"},      Symbol{"√", "\\sqrt"},
    Symbol{"≤", "\\leq"},       Symbol{"≥", "\\geq"},        Symbol{"≠", "\\neq"},
    Symbol{"≈", "\\approx"},    Symbol{"≡", "\\equiv"},      Symbol{"∼", "\\sim"},
    Symbol{"∈", "\\in"},        Symbol{"∉", "\\notin"},      Symbol{"⊂", "\\subset"},
    Symbol{"⊆", "\\subseteq"},  Symbol{"∪", "\\cup"},        Symbol{"∩", "\\cap"},
    Symbol{"∀", "\\forall"},    Symbol{"∃", "\\exists"},     Symbol{"→", "\\rightarrow"},
    Symbol{"←", "\\leftarrow"}, Symbol{"⇒", "\\Rightarrow"}, Symbol{"⇔", "\\Leftrightarrow"},
    Symbol{"↦", "\\mapsto"},    Symbol{"±", "\\pm"},         Symbol{"×", "\\times"},
    Symbol{"÷", "\\div"},       Symbol{"⋅", "\\cdot"},       Symbol{"·", "\\cdot"},
    Symbol{"∗", "*"},           Symbol{"…", "\\ldots"},      Symbol{"⋯", "\\cdots"},
    Symbol{"∇", "\\nabla"},     Symbol{"ℝ", "\\mathbb{R}"},  Symbol{"ℕ", "\\mathbb{N}"},
    Symbol{"ℤ", "\\mathbb{Z}"}, Symbol{"ℂ", "\\mathbb{C}"},  Symbol{"ℚ", "\\mathbb{Q}"},
    Symbol{"−", "-"},           Symbol{"\u2061", ""},        Symbol{"\u2062", ""},
    Symbol{"\u2063", ""},       Symbol{"\u2064", ""},        Symbol{"(", "\\left("},
    Symbol{")", "\\right)"},    Symbol{"{", "\\left\\{"},    Symbol{"}", "\\right\\}"},
    Symbol{"%", "\\%"},         Symbol{"#", "\\#"},          Symbol{"&", "\\&"},
    Symbol{"$", "\\$"},         Symbol{"∥", "\\|"},          Symbol{"∧", "\\land"},
    Symbol{"∨", "\\lor"},       Symbol{"¬", "\\neg"},        Symbol{"∅", "\\emptyset"},
};

/// Letters of the block of mathematical alphanumerics (U+1D400) as the letters that they are.
std::uint32_t plain_letter(std::uint32_t c) {
  if (c >= 0x1D400 && c <= 0x1D6A3) {
    const std::uint32_t at = (c - 0x1D400) % 52;
    return at < 26 ? 'A' + at : 'a' + (at - 26);
  }
  if (c >= 0x1D6A8 && c <= 0x1D7C9) {
    // Each alphabet: 25 capitals, nabla, 25 small letters, 7 variants.
    const std::uint32_t at = (c - 0x1D6A8) % 58;
    if (at < 25) return 0x391 + at;
    if (at == 25) return 0x2207;
    if (at < 51) return 0x3B1 + (at - 26);
  }
  if (c >= 0x1D7CE && c <= 0x1D7FF) return '0' + (c - 0x1D7CE) % 10;
  return c;
}

std::string in_tex(std::string_view raw) {
  std::string out;
  for (std::size_t i = 0; i < raw.size();) {
    std::uint32_t code = 0;
    std::size_t bytes = 1;
    const auto first = static_cast<unsigned char>(raw[i]);
    code = first;
    if (first >= 0xC0) {
      bytes = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
      code = first & (0xFFU >> (bytes + 1));
      for (std::size_t k = 1; k < bytes && i + k < raw.size(); ++k)
        code = code << 6 | (static_cast<unsigned char>(raw[i + k]) & 0x3FU);
    }
    std::string one(raw.substr(i, bytes));
    if (const std::uint32_t plain = plain_letter(code); plain != code) {
      one.clear();
      append_utf8(one, plain);
    }
    i += bytes;
    const auto* found = std::find_if(kSymbols.begin(), kSymbols.end(),
                                     [&](const Symbol& s) { return s.character == one; });
    if (found == kSymbols.end()) {
      out += one;
      continue;
    }
    out += found->tex;
    if (!found->tex.empty() && is_alpha(found->tex.back())) out += ' ';
  }
  return out;
}

class Converter {
 public:
  std::string run(Node math) { return row(math, 0); }

 private:
  static std::string_view name_of(Node node) {
    std::string_view name = node.name();
    if (name.starts_with("mjx-")) name.remove_prefix(4);
    return name;
  }
  /// What MathJax draws around the parts that have a meaning.
  static bool is_scaffold(std::string_view name) {
    static constexpr std::array<std::string_view, 16> kNames = {
        "frac", "num",  "den",   "dbox", "dtable", "row",    "script", "over",
        "box",  "base", "under", "sqrt", "table",  "itable", "block",  "texatom"};
    return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
  }
  static bool draws_only(std::string_view name) {
    return name == "nstrut" || name == "dstrut" || name == "line" || name == "surd" ||
           name == "assistive-mml" || name == "annotation" || name == "annotation-xml" ||
           name == "mspace" || name == "mphantom" || name == "stretchy-v" || name == "mark";
  }

  /// Element children that have a meaning, those within scaffolds too.
  void parts(Node node, int depth, std::vector<Node>& out) {
    for (Node one = node.first_child(); one; one = one.next_sibling()) {
      if (++nodes_ > kMaxNodes || depth > kMaxDepth) return;
      if (!one.is_element()) continue;
      const std::string_view name = name_of(one);
      if (draws_only(name)) continue;
      if (one.name().starts_with("mjx-") && is_scaffold(name)) {
        parts(one, depth + 1, out);
      } else {
        out.push_back(one);
      }
    }
  }

  std::string row(Node node, int depth) {
    std::vector<Node> children;
    parts(node, depth, children);
    std::string out;
    for (const Node one : children) {
      const std::string piece = element(one, depth + 1);
      if (piece.empty() || out.size() > kLongestFormula) continue;
      if (!out.empty() && out.back() != ' ') out += ' ';
      out += piece;
    }
    return std::string(trimmed(out));
  }

  std::string part(const std::vector<Node>& parts, std::size_t at, int depth) {
    return at < parts.size() ? element(parts[at], depth + 1) : std::string();
  }

  std::string element(Node node, int depth) {
    if (++nodes_ > kMaxNodes || depth > kMaxDepth) return {};
    const std::string_view name = name_of(node);
    if (name == "mi" || name == "mn" || name == "mo" || name == "mtext" || name == "ms") {
      const std::string text = text::clean_line(html::text_content(node));
      if (name == "mtext" || name == "ms") return text.empty() ? "" : "\\text{" + text + "}";
      return std::string(trimmed(in_tex(text)));
    }
    std::vector<Node> at;
    parts(node, depth, at);
    // The script of MathJax's stands before the base where it is drawn above it.
    if (name == "mfrac") return "\\frac{" + part(at, 0, depth) + "}{" + part(at, 1, depth) + "}";
    if (name == "msqrt") return "\\sqrt{" + row(node, depth) + "}";
    if (name == "mroot") return "\\sqrt[" + part(at, 1, depth) + "]{" + part(at, 0, depth) + "}";
    if (name == "msub" || name == "munder")
      return part(at, 0, depth) + "_{" + part(at, 1, depth) + "}";
    if (name == "msup") return part(at, 0, depth) + "^{" + part(at, 1, depth) + "}";
    if (name == "mover") return over(at, depth);
    if (name == "msubsup" || name == "munderover") {
      if (node.name().starts_with("mjx-") && name == "munderover" && at.size() == 2) {
        // Drawn as what is above, and a munder of base and what is below.
        return part(at, 1, depth) + "^{" + part(at, 0, depth) + "}";
      }
      if (node.name().starts_with("mjx-") && name == "msubsup")
        return part(at, 0, depth) + "_{" + part(at, 2, depth) + "}^{" + part(at, 1, depth) + "}";
      return part(at, 0, depth) + "_{" + part(at, 1, depth) + "}^{" + part(at, 2, depth) + "}";
    }
    if (name == "mtable") return table(at, depth);
    return row(node, depth);
  }

  std::string over(const std::vector<Node>& at, int depth) {
    const std::string mark = part(at, 1, depth), base = part(at, 0, depth);
    if (mark == "^" || mark == "ˆ") return "\\hat{" + base + "}";
    if (mark == "¯" || mark == "‾" || mark == "―") return "\\overline{" + base + "}";
    if (mark == "~" || mark == "˜") return "\\tilde{" + base + "}";
    if (mark == "\\rightarrow") return "\\vec{" + base + "}";
    if (mark == "˙" || mark == ".") return "\\dot{" + base + "}";
    return "\\overset{" + mark + "}{" + base + "}";
  }

  std::string table(const std::vector<Node>& rows, int depth) {
    std::string out = "\\begin{matrix}";
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (i > 0) out += " \\\\";
      std::vector<Node> cells;
      parts(rows[i], depth + 1, cells);
      for (std::size_t k = 0; k < cells.size(); ++k)
        out += (k > 0 ? " & " : " ") + row(cells[k], depth + 2);
      if (out.size() > kLongestFormula) break;
    }
    return out + " \\end{matrix}";
  }

  int nodes_ = 0;
};

}  // namespace

std::string tex_of_mathml(Node math) {
  std::string tex = Converter().run(math);
  if (tex.size() > kLongestFormula) tex.clear();
  return tex;
}

}  // namespace tearsheet::extract
