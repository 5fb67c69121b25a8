// Selectors Level 4, section 18 (grammar), into a CssProgram.
//
// Left on purpose: a selector that the grammar forbids is an error everywhere, also inside :is()
// and :where(), where a browser would drop it: in a site file a dropped alternative is a bug that
// nobody sees. Only empty alternatives there are let pass. Brackets must be closed. Accepted beyond
// the standard: ::text and ::attr(name), :contains(), [a!=b], and a bare number as attribute value.
#include <optional>
#include <utility>

#include "select/ascii.h"
#include "select/css_nth.h"
#include "select/css_program.h"
#include "select/css_tokens.h"
#include "select/css_value_case.h"
#include "select/hashes.h"

namespace tearsheet::select {
namespace {

enum class ListKind {
  kTop,
  kForgiving,  ///< :is, :where: alternatives may be empty.
  kReal,       ///< :not, "of": none may be.
  kRelative,   ///< :has: each may start with a combinator.
};

class Parser {
 public:
  Parser(CssProgram& program, std::vector<Token> tokens, int nesting, bool is_definition)
      : program_(program),
        tokens_(std::move(tokens)),
        nesting_(nesting),
        is_definition_(is_definition) {}

  /// The whole source as one list.
  Result<List> parse_all(ListKind kind) {
    auto list = parse_list(kind);
    if (!list) return list;
    if (now().kind != TokenKind::kEnd) return unexpected();
    return list;
  }

 private:
  struct Building {
    std::vector<Test> tests;
    Compound compound;
    bool has_type = false;  // a type selector or "*" stands at the front
  };

  // --- tokens ---

  [[nodiscard]] const Token& now() const { return tokens_[at_]; }
  [[nodiscard]] const Token& next() const { return tokens_[std::min(at_ + 1, tokens_.size() - 1)]; }
  bool skip_space() {
    const std::size_t before = at_;
    while (now().kind == TokenKind::kSpace) ++at_;
    return at_ != before;
  }
  static tl::unexpected<Error> error(const Token& token, std::string message) {
    return fail(ErrorCode::kInvalid, std::move(message), token.column());
  }
  [[nodiscard]] std::string describe(const Token& token) const {
    switch (token.kind) {
      case TokenKind::kEnd:
        return "the end of the selector";
      case TokenKind::kIdent:
        return "'" + token.text + "'";
      case TokenKind::kFunction:
        return "'" + token.text + "('";
      case TokenKind::kHash:
        return "'#" + token.text + "'";
      case TokenKind::kString:
        return "a string";
      case TokenKind::kNumber:
      case TokenKind::kDimension:
      case TokenKind::kPercentage:
        return "a number";
      case TokenKind::kSpace:
        return "a space";
      case TokenKind::kColon:
        return "':'";
      case TokenKind::kComma:
        return "','";
      case TokenKind::kOpenSquare:
        return "'['";
      case TokenKind::kCloseSquare:
        return "']'";
      case TokenKind::kOpenRound:
        return "'('";
      case TokenKind::kCloseRound:
        return "')'";
      case TokenKind::kDelimiter:
        return "'" + token.text + "'";
    }
    return "this";
  }
  [[nodiscard]] tl::unexpected<Error> unexpected() const {
    return error(now(), "unexpected " + describe(now()));
  }

  // --- lists ---

  [[nodiscard]] bool at_list_end() const {
    return now().kind == TokenKind::kEnd || now().kind == TokenKind::kCloseRound;
  }

  Result<List> parse_list(ListKind kind) {
    if (nesting_ > kMaxSelectorNesting) {
      return fail(ErrorCode::kTooLarge, "selectors are nested too deeply here", now().column());
    }
    std::vector<Complex> complexes;
    while (true) {
      skip_space();
      const bool is_empty = at_list_end() || now().kind == TokenKind::kComma;
      if (is_empty && kind != ListKind::kForgiving)
        return error(now(), "a selector is missing here");
      if (!is_empty) {
        auto complex = parse_complex(kind);
        if (!complex) return fail(complex.error());
        complexes.push_back(std::move(*complex));
      }
      if (now().kind != TokenKind::kComma) break;
      ++at_;
    }
    List list{static_cast<std::uint32_t>(program_.complexes.size()),
              static_cast<std::uint32_t>(complexes.size())};
    std::move(complexes.begin(), complexes.end(), std::back_inserter(program_.complexes));
    return list;
  }

  /// A list between the parentheses of a function; the "(" is already taken.
  Result<std::uint32_t> parse_nested(ListKind kind) {
    ++nesting_;
    auto list = parse_list(kind);
    --nesting_;
    if (!list) return fail(list.error());
    if (auto closed = expect_close(); !closed) return fail(closed.error());
    program_.lists.push_back(*list);
    return static_cast<std::uint32_t>(program_.lists.size() - 1);
  }
  Result<void> expect_close() {
    skip_space();
    if (now().kind == TokenKind::kEnd) return error(now(), "a ')' is missing here");
    if (now().kind != TokenKind::kCloseRound) return unexpected();
    ++at_;
    return {};
  }

  std::optional<Combinator> take_combinator() {
    const bool has_space = skip_space();
    const auto take = [this](Combinator combinator) {
      ++at_;
      skip_space();
      return combinator;
    };
    if (now().is_delimiter('>')) return take(Combinator::kChild);
    if (now().is_delimiter('+')) return take(Combinator::kNextSibling);
    if (now().is_delimiter('~')) return take(Combinator::kLaterSibling);
    if (!has_space || at_list_end() || now().kind == TokenKind::kComma) return std::nullopt;
    return Combinator::kDescendant;
  }

  Result<Complex> parse_complex(ListKind kind) {
    Complex complex;
    std::vector<Compound> compounds;
    Combinator combinator = Combinator::kNone;
    if (now().is_delimiter('>') || now().is_delimiter('+') || now().is_delimiter('~')) {
      if (kind != ListKind::kRelative)
        return error(now(), "a selector cannot start with " + describe(now()));
      combinator = *take_combinator();
    } else if (kind == ListKind::kRelative) {
      combinator = Combinator::kDescendant;
    }
    while (true) {
      auto compound = parse_compound(kind, complex);
      if (!compound) return fail(compound.error());
      compound->combinator = combinator;
      compounds.push_back(*compound);
      if (complex.yield != Yield::kElement) {
        skip_space();
        if (!at_list_end() && now().kind != TokenKind::kComma) {
          return error(now(), "nothing may follow ::text or ::attr()");
        }
        break;
      }
      const auto following = take_combinator();
      if (!following) break;
      combinator = *following;
      if (compounds.size() == kMaxCompounds) {
        return fail(ErrorCode::kTooLarge, "too many combinators in one selector", now().column());
      }
    }
    set_ancestor_filter(complex, compounds);
    complex.first_compound = static_cast<std::uint32_t>(program_.compounds.size());
    complex.compound_count = static_cast<std::uint32_t>(compounds.size());
    program_.compounds.insert(program_.compounds.end(), compounds.begin(), compounds.end());
    return complex;
  }

  /// What stands left of a descendant or child combinator is above the element: siblings share
  /// their ancestors.
  static void set_ancestor_filter(Complex& complex, const std::vector<Compound>& compounds) {
    bool is_above = false;
    for (std::size_t i = compounds.size(); i-- > 1;) {
      const Combinator combinator = compounds[i].combinator;
      const bool goes_up =
          combinator == Combinator::kDescendant || combinator == Combinator::kChild;
      is_above = is_above || goes_up;
      // A sibling of an ancestor is not itself an ancestor.
      if (!is_above || !goes_up) continue;
      for (std::size_t mode = 0; mode < 2; ++mode)
        complex.ancestor_filter[mode] |= compounds[i - 1].filter[mode];
    }
  }

  // --- compounds ---

  Result<Compound> parse_compound(ListKind kind, Complex& complex) {
    Building building;
    const Token& first = now();
    if (auto type = parse_type(building); !type) return fail(type.error());
    bool has_any = building.has_type;
    while (complex.yield == Yield::kElement) {
      const std::size_t before = at_;
      if (auto simple = parse_simple(building, kind, complex); !simple) return fail(simple.error());
      if (at_ == before) break;
      has_any = true;
    }
    if (!has_any) {
      return now().kind == TokenKind::kEnd && &first == &now()
                 ? error(now(), "a selector is missing here")
                 : unexpected();
    }
    if (program_.tests.size() + building.tests.size() > kMaxSelectorParts) {
      return fail(ErrorCode::kTooLarge, "this selector has too many parts", first.column());
    }
    building.compound.is_universal = building.tests.empty();
    building.compound.first_test = static_cast<std::uint32_t>(program_.tests.size());
    building.compound.test_count = static_cast<std::uint32_t>(building.tests.size());
    program_.tests.insert(program_.tests.end(), building.tests.begin(), building.tests.end());
    return building.compound;
  }

  /// The part before "|" of a qualified name. No prefixes are declared here, so only "*|" and "|"
  /// are names.
  enum class Prefix { kNone, kAny, kNoNamespace };
  Result<Prefix> take_prefix() {
    const auto is_bar = [this](std::size_t ahead) {
      return at_ + ahead + 1 < tokens_.size() && tokens_[at_ + ahead].is_delimiter('|') &&
             !tokens_[at_ + ahead + 1].is_delimiter('=') &&
             !tokens_[at_ + ahead + 1].is_delimiter('|');
    };
    if (is_bar(0)) {
      ++at_;
      return Prefix::kNoNamespace;
    }
    if (now().is_delimiter('*') && is_bar(1)) {
      at_ += 2;
      return Prefix::kAny;
    }
    if (now().kind == TokenKind::kIdent && is_bar(1)) {
      return error(now(), "the namespace prefix '" + now().text +
                              "' is not declared; '*|name' matches any namespace");
    }
    return Prefix::kNone;
  }

  Result<void> parse_type(Building& building) {
    const auto prefix = take_prefix();
    if (!prefix) return fail(prefix.error());
    if (now().is_delimiter('*')) {
      ++at_;
    } else if (now().kind == TokenKind::kIdent) {
      TagTest tag{to_lower(now().text), now().text, html::Tag::kUnknown};
      tag.tag = html::tag_from_name(tag.lower);
      program_.tags.push_back(std::move(tag));
      add(building, Op::kTag, program_.tags);
      ++at_;
    } else {
      if (*prefix != Prefix::kNone) return error(now(), "an element name is missing behind '|'");
      return {};
    }
    building.has_type = true;
    // Every element of a page is in the namespace of HTML, SVG or MathML.
    if (*prefix == Prefix::kNoNamespace) building.tests.push_back({Op::kNever, 0});
    return {};
  }

  template <class T>
  static void add(Building& building, Op op, const std::vector<T>& arguments) {
    building.tests.push_back({op, static_cast<std::uint32_t>(arguments.size() - 1)});
  }

  Result<void> parse_simple(Building& building, ListKind kind, Complex& complex) {
    switch (now().kind) {
      case TokenKind::kHash:
        if (!now().is_identifier) {
          return error(now(), "an id cannot start with a digit; write it as #\\3" +
                                  now().text.substr(0, 1) + " ...");
        }
        add_name(building, Op::kId, now().text);
        ++at_;
        return {};
      case TokenKind::kOpenSquare:
        return parse_attribute(building);
      case TokenKind::kColon:
        return parse_pseudo(building, kind, complex);
      case TokenKind::kDelimiter:
        if (!now().is_delimiter('.')) return {};
        if (next().kind != TokenKind::kIdent)
          return error(next(), "a class name is missing behind '.'");
        ++at_;
        add_name(building, Op::kClass, now().text);
        ++at_;
        return {};
      case TokenKind::kNumber:
      case TokenKind::kDimension:
        if (!building.tests.empty() || building.has_type) return unexpected();
        return error(now(), "a name cannot start with a digit");
      case TokenKind::kIdent:
        if (!building.tests.empty() || building.has_type) {
          return error(now(), "an element name must come first in its part: '" + now().text + "'");
        }
        return {};
      default:
        return {};
    }
  }

  void add_name(Building& building, Op op, const std::string& name) {
    const std::string lower = to_lower(name);
    const auto key = op == Op::kId ? id_key : class_key;
    const NameTest test{name, {key(name), key(lower)}};
    for (std::size_t mode = 0; mode < 2; ++mode)
      building.compound.filter[mode] |= filter_bit(test.keys[mode]);
    program_.names.push_back(test);
    add(building, op, program_.names);
  }

  // --- [attributes] ---

  Result<void> parse_attribute(Building& building) {
    ++at_;
    skip_space();
    AttributeTest test;
    const auto prefix = take_prefix();
    if (!prefix) return fail(prefix.error());
    test.any_namespace = *prefix == Prefix::kAny;
    if (now().kind != TokenKind::kIdent) return error(now(), "an attribute name is missing here");
    test.written = now().text;
    test.lower = to_lower(test.written);
    ++at_;
    skip_space();
    if (now().kind != TokenKind::kCloseSquare) {
      if (auto value = parse_attribute_value(test); !value) return value;
    }
    ++at_;
    test.is_value_caseless = is_value_caseless(test.lower);
    if (!test.any_namespace && test.op != AttributeOp::kNotEquals) {
      test.filter = filter_bit(hash_name(test.lower));
      building.compound.attribute_filter |= test.filter;
    }
    program_.attributes.push_back(std::move(test));
    add(building, Op::kAttribute, program_.attributes);
    return {};
  }

  Result<void> parse_attribute_value(AttributeTest& test) {
    if (now().is_delimiter('=')) {
      test.op = AttributeOp::kEquals;
    } else if (now().kind == TokenKind::kDelimiter && next().is_delimiter('=')) {
      switch (now().text[0]) {
        case '~':
          test.op = AttributeOp::kWord;
          break;
        case '|':
          test.op = AttributeOp::kDash;
          break;
        case '^':
          test.op = AttributeOp::kPrefix;
          break;
        case '$':
          test.op = AttributeOp::kSuffix;
          break;
        case '*':
          test.op = AttributeOp::kSubstring;
          break;
        case '!':
          test.op = AttributeOp::kNotEquals;
          break;
        default:
          return unexpected();
      }
      ++at_;
    } else {
      if (now().kind == TokenKind::kEnd) return error(now(), "a ']' is missing here");
      return error(now(),
                   "expected ']' or an operator (=, ~=, |=, ^=, $=, *=), not " + describe(now()));
    }
    ++at_;
    skip_space();
    if (now().kind == TokenKind::kNumber) {
      test.value = source_of(now());
    } else if (now().kind == TokenKind::kIdent || now().kind == TokenKind::kString) {
      test.value = now().text;
    } else {
      return error(now(),
                   "expected a name or a quoted string as attribute value, not " + describe(now()));
    }
    ++at_;
    skip_space();
    if (now().kind == TokenKind::kIdent) {
      const std::string flag = to_lower(now().text);
      if (flag != "i" && flag != "s")
        return error(now(), "expected ']', 'i' or 's', not '" + now().text + "'");
      test.rule = flag == "i" ? CaseRule::kIgnore : CaseRule::kExact;
      ++at_;
      skip_space();
    }
    if (now().kind == TokenKind::kEnd) return error(now(), "a ']' is missing here");
    if (now().kind != TokenKind::kCloseSquare)
      return error(now(), "expected ']', not " + describe(now()));
    return {};
  }

  [[nodiscard]] std::string source_of(const Token& token) const {
    return std::string(source_.substr(token.begin, token.end - token.begin));
  }

  // --- :pseudo-classes and ::pseudo-elements ---

  Result<void> parse_pseudo(Building& building, ListKind kind, Complex& complex) {
    const Token& colon = now();
    ++at_;
    if (now().kind == TokenKind::kColon) {
      ++at_;
      return parse_pseudo_element(colon, kind, complex);
    }
    if (now().kind == TokenKind::kIdent) return parse_plain_pseudo(building, colon);
    if (now().kind == TokenKind::kFunction) return parse_function(building, colon);
    return error(now(), "the name of a pseudo-class is missing behind ':'");
  }

  Result<void> parse_pseudo_element(const Token& colon, ListKind kind, Complex& complex) {
    const Token& name = now();
    const std::string lower = to_lower(name.text);
    if (name.kind == TokenKind::kIdent && lower == "text") {
      complex.yield = Yield::kText;
      ++at_;
    } else if (name.kind == TokenKind::kFunction && lower == "attr") {
      ++at_;
      skip_space();
      if (now().kind != TokenKind::kIdent && now().kind != TokenKind::kString) {
        return error(now(), "::attr() wants the name of an attribute");
      }
      complex.yield = Yield::kAttribute;
      complex.attribute = to_lower(now().text);
      ++at_;
      if (auto closed = expect_close(); !closed) return closed;
    } else if (lower == "text") {
      return error(colon, "::text takes no argument");
    } else if (lower == "attr") {
      return error(colon, "::attr needs the name of an attribute: ::attr(href)");
    } else {
      return error(colon, "the pseudo-element '::" + name.text +
                              "' is not supported; ::text and ::attr(name) are");
    }
    if (kind != ListKind::kTop)
      return error(colon, "::text and ::attr() cannot stand inside parentheses");
    program_.yields_values = true;
    return {};
  }

  Result<void> parse_plain_pseudo(Building& building, const Token& colon) {
    const std::string name = to_lower(now().text);
    const bool is_private = name.starts_with("-tearsheet-") && !is_definition_;
    ++at_;
    if (name == "root") {
      building.tests.push_back({Op::kRoot, 0});
    } else if (name == "scope") {
      program_.uses_scope = true;
      building.tests.push_back({Op::kScope, 0});
    } else if (name == "empty") {
      building.tests.push_back({Op::kEmpty, 0});
    } else if (name == "first-child") {
      building.tests.push_back({Op::kFirstChild, 0});
    } else if (name == "last-child") {
      building.tests.push_back({Op::kLastChild, 0});
    } else if (const PseudoClass* known = is_private ? nullptr : find_pseudo_class(name)) {
      return add_pseudo_class(building, *known, colon);
    } else {
      return unknown_pseudo(colon, name, "");
    }
    return {};
  }

  Result<void> add_pseudo_class(Building& building, const PseudoClass& known, const Token& colon) {
    switch (known.kind) {
      case PseudoClass::Kind::kNever:
        building.tests.push_back({Op::kNever, 0});
        return {};
      case PseudoClass::Kind::kState:
        building.tests.push_back({Op::kState, static_cast<std::uint32_t>(known.state)});
        return {};
      case PseudoClass::Kind::kSelector:
        break;
    }
    auto tokens = tokenize(known.selector);
    if (!tokens) return fail(tokens.error());
    Parser definition(program_, std::move(*tokens), nesting_ + 1, true);
    definition.source_ = known.selector;
    const auto list = definition.parse_all(ListKind::kReal);
    if (!list) return fail(list.error().code, list.error().message, colon.column());
    program_.lists.push_back(*list);
    add(building, Op::kIs, program_.lists);
    return {};
  }

  static tl::unexpected<Error> unknown_pseudo(const Token& colon, const std::string& name,
                                              const char* suffix) {
    std::string message = "the pseudo-class ':" + name + suffix + "' is not supported";
    if (name == "before" || name == "after" || name == "first-line" || name == "first-letter") {
      message = "the pseudo-element ':" + name +
                "' has no content in a page; ::text and ::attr(name) are supported";
    } else if (const auto similar = similar_pseudo_class(name); !similar.empty()) {
      message += similar == name
                     ? (*suffix == '\0' ? "; it wants an argument" : "; it takes no argument")
                     : "; did you mean ':" + std::string(similar) + "'?";
    }
    return error(colon, std::move(message));
  }

  Result<void> parse_function(Building& building, const Token& colon) {
    const std::string name = to_lower(now().text);
    ++at_;
    if (name == "is" || name == "where" || name == "matches" || name == "any") {
      return add_list(building, Op::kIs, ListKind::kForgiving);
    }
    if (name == "not") return add_list(building, Op::kNot, ListKind::kReal);
    if (name == "has") return add_list(building, Op::kHas, ListKind::kRelative);
    if (name.starts_with("nth-")) {
      const bool of_type = name.ends_with("-of-type");
      if (name == "nth-child" || name == "nth-of-type") return parse_nth(building, false, of_type);
      if (name == "nth-last-child" || name == "nth-last-of-type")
        return parse_nth(building, true, of_type);
    }
    if (name == "lang") return parse_lang(building);
    if (name == "dir") return parse_dir(building);
    if (name == "contains") return parse_contains(building);
    if (is_never_function(name)) return parse_never(building);
    return unknown_pseudo(colon, name, "()");
  }

  Result<void> add_list(Building& building, Op op, ListKind kind) {
    const auto list = parse_nested(kind);
    if (!list) return fail(list.error());
    building.tests.push_back({op, *list});
    return {};
  }

  Result<void> parse_nth(Building& building, bool from_end, bool of_type) {
    skip_space();
    const Token& start = now();
    const auto formula = parse_an_plus_b(tokens_, at_);
    if (!formula) return error(start, "expected a position such as 2, odd or 2n+1");
    NthTest test{formula->step, formula->offset, from_end, of_type, 0, false};
    const bool has_space = skip_space();
    if (has_space && !of_type && now().kind == TokenKind::kIdent && to_lower(now().text) == "of") {
      ++at_;
      const auto list = parse_nested(ListKind::kReal);
      if (!list) return fail(list.error());
      test.list = *list;
      test.has_list = true;
    } else if (auto closed = expect_close(); !closed) {
      return closed;
    }
    program_.nths.push_back(test);
    add(building, Op::kNth, program_.nths);
    return {};
  }

  Result<void> parse_lang(Building& building) {
    std::vector<std::string> ranges;
    while (true) {
      skip_space();
      if (now().kind != TokenKind::kIdent && now().kind != TokenKind::kString) {
        return error(now(), "expected a language such as en or \"*-CH\", not " + describe(now()));
      }
      ranges.push_back(to_lower(now().text));
      ++at_;
      skip_space();
      if (now().kind != TokenKind::kComma) break;
      ++at_;
    }
    program_.languages.push_back(std::move(ranges));
    add(building, Op::kLang, program_.languages);
    return expect_close();
  }

  Result<void> parse_dir(Building& building) {
    skip_space();
    if (now().kind != TokenKind::kIdent) return error(now(), "expected ltr or rtl");
    const std::string direction = to_lower(now().text);
    ++at_;
    if (direction == "ltr" || direction == "rtl") {
      building.tests.push_back({Op::kDir, direction == "rtl" ? 1U : 0U});
    } else {
      building.tests.push_back(
          {Op::kNever, 0});  // the grammar leaves room for other directions; none exists
    }
    return expect_close();
  }

  /// Where the argument of a function that is not a selector ends: its ")" or the end.
  [[nodiscard]] std::size_t find_close() const {
    int open = 0;
    for (std::size_t i = at_; i + 1 < tokens_.size(); ++i) {
      const TokenKind kind = tokens_[i].kind;
      if (kind == TokenKind::kOpenRound || kind == TokenKind::kFunction) ++open;
      if (kind == TokenKind::kCloseRound && open-- == 0) return i;
    }
    return tokens_.size() - 1;
  }

  Result<void> parse_contains(Building& building) {
    skip_space();
    const std::size_t close = find_close();
    if (at_ == close) return error(now(), ":contains() wants a text");
    std::size_t last = close;
    while (tokens_[last - 1].kind == TokenKind::kSpace) --last;
    const bool is_one = last == at_ + 1;
    const bool is_plain = now().kind == TokenKind::kString || now().kind == TokenKind::kIdent;
    program_.texts.push_back(
        is_one && is_plain
            ? now().text
            : std::string(source_.substr(now().begin, tokens_[last - 1].end - now().begin)));
    at_ = close;
    add(building, Op::kContains, program_.texts);
    return expect_close();
  }

  Result<void> parse_never(Building& building) {
    at_ = find_close();
    building.tests.push_back({Op::kNever, 0});
    return expect_close();
  }

  CssProgram& program_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  int nesting_;
  bool is_definition_;

 public:
  std::string_view source_;
};

}  // namespace

Result<CssProgram> compile_css(std::string_view selector) {
  if (selector.size() > kMaxSelectorBytes) {
    return fail(ErrorCode::kTooLarge,
                "the selector is longer than " + std::to_string(kMaxSelectorBytes) + " bytes");
  }
  auto tokens = tokenize(selector);
  if (!tokens) return fail(tokens.error());
  CssProgram program;
  Parser parser(program, std::move(*tokens), 0, false);
  parser.source_ = selector;
  const auto top = parser.parse_all(ListKind::kTop);
  if (!top) return fail(top.error());
  program.top = *top;
  return program;
}

}  // namespace tearsheet::select
