// Reads a selector into a CssProgram; css_parser.cpp says by which rules.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "select/css_program.h"
#include "select/css_tokens.h"

namespace tearsheet::select {

/// Lists and compounds in css_parser.cpp, [attributes] and :pseudo-classes in files of their own.
class CssParser {
 public:
  enum class ListKind {
    kTop,
    kForgiving,  ///< :is, :where: alternatives may be empty.
    kReal,       ///< :not, "of": none may be.
    kRelative,   ///< :has: each may start with a combinator.
  };
  enum class Origin {
    kUser,
    kDefinition,  ///< What css_states_table.cpp says: may use its private names.
  };

  /// `source` must outlive the parser; `tokens` are its tokens.
  CssParser(CssProgram& program, std::string_view source, std::vector<Token> tokens, int nesting,
            Origin origin)
      : program_(program),
        source_(source),
        tokens_(std::move(tokens)),
        nesting_(nesting),
        origin_(origin) {}

  /// The whole source as one list.
  Result<List> parse_all(ListKind kind);

 private:
  struct Building {
    std::vector<Test> tests;
    Compound compound;
    bool has_type = false;  // a type selector or "*" stands at the front
  };

  // Tokens.
  [[nodiscard]] const Token& now() const { return tokens_[at_]; }
  [[nodiscard]] const Token& next() const { return tokens_[std::min(at_ + 1, tokens_.size() - 1)]; }
  bool skip_space();
  static tl::unexpected<Error> error(const Token& token, std::string message) {
    return fail(ErrorCode::kInvalid, std::move(message), token.column());
  }
  [[nodiscard]] std::string describe(const Token& token) const;
  [[nodiscard]] tl::unexpected<Error> unexpected() const;

  // Lists.
  [[nodiscard]] bool at_list_end() const {
    return now().kind == TokenKind::kEnd || now().kind == TokenKind::kCloseRound;
  }
  Result<List> parse_list(ListKind kind);
  /// A list between the parentheses of a function; the "(" is already taken.
  Result<std::uint32_t> parse_nested(ListKind kind);
  Result<void> expect_close();
  std::optional<Combinator> take_combinator();
  Result<Complex> parse_complex(ListKind kind);
  /// What stands left of a descendant or child combinator is above the element: siblings share
  /// their ancestors.
  static void set_ancestor_filter(Complex& complex, const std::vector<Compound>& compounds);

  // Compounds.
  Result<Compound> parse_compound(ListKind kind, Complex& complex);
  /// The part before "|" of a qualified name. No prefixes are declared here, so only "*|" and "|"
  /// are names.
  enum class Prefix { kNone, kAny, kNoNamespace };
  Result<Prefix> take_prefix();
  Result<void> parse_type(Building& building);
  template <class T>
  static void add(Building& building, Op op, const std::vector<T>& arguments) {
    building.tests.push_back({op, static_cast<std::uint32_t>(arguments.size() - 1)});
  }
  Result<void> parse_simple(Building& building, ListKind kind, Complex& complex);
  void add_name(Building& building, Op op, const std::string& name);

  // [attributes]
  Result<void> parse_attribute(Building& building);
  Result<void> parse_attribute_value(AttributeTest& test);
  [[nodiscard]] std::string source_of(const Token& token) const;

  // :pseudo-classes and ::pseudo-elements
  Result<void> parse_pseudo(Building& building, ListKind kind, Complex& complex);
  Result<void> parse_pseudo_element(const Token& colon, ListKind kind, Complex& complex);
  Result<void> parse_plain_pseudo(Building& building, const Token& colon);
  Result<void> add_pseudo_class(Building& building, const PseudoClass& known, const Token& colon);
  static tl::unexpected<Error> unknown_pseudo(const Token& colon, const std::string& name,
                                              const char* suffix);
  Result<void> parse_function(Building& building, const Token& colon);
  Result<void> add_list(Building& building, Op op, ListKind kind);
  Result<void> parse_nth(Building& building, bool from_end, bool of_type);
  Result<void> parse_lang(Building& building);
  Result<void> parse_dir(Building& building);
  /// Where the argument of a function that is not a selector ends: its ")" or the end.
  [[nodiscard]] std::size_t find_close() const;
  Result<void> parse_contains(Building& building);
  Result<void> parse_never(Building& building);

  CssProgram& program_;
  std::string_view source_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  int nesting_;
  Origin origin_;
};

}  // namespace tearsheet::select
