// A compiled selector: flat arrays, so that matching follows indexes and allocates nothing.
//
//   List -> Complex ("a > b c") -> Compound ("b.x[y]") -> Test (".x")
//
// Lists nest through tests (:is, :not, :has, :nth-child(of)); everything refers to its parts by
// position.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "html/html.h"
#include "select/css_states.h"

namespace tearsheet::select {

enum class Op : std::uint8_t {
  kNever,  ///< States that a page at rest does not have (:hover), namespaces it cannot have (|p).
  kTag,    ///< tags[index]
  kId,     ///< names[index]
  kClass,  ///< names[index]
  kAttribute,  ///< attributes[index]
  kRoot,
  kScope,
  kEmpty,
  kFirstChild,
  kLastChild,
  kNth,       ///< nths[index]
  kIs,        ///< lists[index]
  kNot,       ///< lists[index]
  kHas,       ///< lists[index], relative selectors
  kLang,      ///< languages[index]
  kDir,       ///< index: 0 ltr, 1 rtl
  kContains,  ///< texts[index]
  kState,     ///< index: State
};

struct Test {
  Op op = Op::kNever;
  std::uint32_t index = 0;
};

struct TagTest {
  std::string lower;    ///< For HTML elements.
  std::string written;  ///< For SVG and MathML, whose names keep their case.
  html::Tag tag = html::Tag::kUnknown;
};

struct NameTest {
  std::string text;
  std::array<std::uint64_t, 2> keys;  ///< As written, and folded for quirks mode.
};

enum class AttributeOp : std::uint8_t {
  kExists,
  kEquals,
  kNotEquals,
  kWord,
  kDash,
  kPrefix,
  kSuffix,
  kSubstring
};
enum class CaseRule : std::uint8_t { kByName, kIgnore, kExact };

struct AttributeTest {
  AttributeOp op = AttributeOp::kExists;
  CaseRule rule = CaseRule::kByName;
  bool any_namespace = false;  ///< [*|href]: xlink:href of SVG counts too.
  bool is_value_caseless =
      false;  ///< HTML compares the values of this attribute without case (4.16.2).
  std::string lower;
  std::string written;
  std::string value;
  std::uint64_t filter = 0;  ///< Of the name in lower case, unless any_namespace.
};

struct NthTest {
  int step = 0;
  int offset = 0;
  bool from_end = false;
  bool of_type = false;
  std::uint32_t list = 0;  ///< "of" list, if has_list.
  bool has_list = false;
};

enum class Combinator : std::uint8_t { kNone, kDescendant, kChild, kNextSibling, kLaterSibling };

struct Compound {
  std::uint32_t first_test = 0;
  std::uint32_t test_count = 0;
  Combinator combinator =
      Combinator::kNone;  ///< To the compound on its left, or to the anchor of :has().
  std::array<std::uint64_t, 2>
      filter{};  ///< Ids and classes the element must have; [1] in quirks mode.
  std::uint64_t attribute_filter = 0;  ///< Attribute names it must have.
  bool is_universal = false;           ///< "*" or nothing but a pseudo-element.
};

enum class Yield : std::uint8_t { kElement, kText, kAttribute };

struct Complex {
  std::uint32_t first_compound = 0;  ///< Left to right.
  std::uint32_t compound_count = 0;
  std::array<std::uint64_t, 2>
      ancestor_filter{};  ///< Ids and classes that must be above the element.
  Yield yield = Yield::kElement;
  std::string attribute;  ///< kAttribute: its name, lower case.
};

struct List {
  std::uint32_t first_complex = 0;
  std::uint32_t complex_count = 0;
};

struct CssProgram {
  std::vector<Test> tests;
  std::vector<Compound> compounds;
  std::vector<Complex> complexes;
  std::vector<List> lists;
  std::vector<TagTest> tags;
  std::vector<NameTest> names;
  std::vector<AttributeTest> attributes;
  std::vector<NthTest> nths;
  std::vector<std::vector<std::string>> languages;
  std::vector<std::string> texts;
  List top;
  bool uses_scope = false;
  bool uses_scope_inside = false;  ///< In a nested list, so that what :has() found depends on it.
  bool yields_values = false;      ///< Some alternative ends in ::text or ::attr().
};

inline constexpr std::size_t kMaxSelectorBytes = 16'384;
inline constexpr int kMaxSelectorNesting =
    16;  ///< :is(:not(:has(...))): matching recurses this deep.
inline constexpr std::size_t kMaxSelectorParts =
    4'096;  ///< Tests in all; bounds the memory of a match.
inline constexpr std::size_t kMaxCompounds =
    64;  ///< In one complex selector: matching recurses this deep.

/// Errors: kInvalid or kTooLarge, with the column.
Result<CssProgram> compile_css(std::string_view selector);

}  // namespace tearsheet::select
