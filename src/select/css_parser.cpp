// Selectors Level 4, section 18 (grammar), into a CssProgram.
//
// Left on purpose: a selector that the grammar forbids is an error everywhere, also inside :is()
// and :where(), where a browser would drop it: in a site file a dropped alternative is a bug that
// nobody sees. Only empty alternatives there are let pass. Brackets must be closed. Accepted beyond
// the standard: ::text and ::attr(name), :contains(), [a!=b], and a bare number as attribute value.
#include "select/css_parser.h"

#include "base/ascii.h"
#include "select/hashes.h"

namespace tearsheet::select {

Result<List> CssParser::parse_all(ListKind kind) {
  auto list = parse_list(kind);
  if (!list) return list;
  if (now().kind != TokenKind::kEnd) return unexpected();
  return list;
}

bool CssParser::skip_space() {
  const std::size_t before = at_;
  while (now().kind == TokenKind::kSpace) ++at_;
  return at_ != before;
}

std::string CssParser::describe(const Token& token) const {
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

tl::unexpected<Error> CssParser::unexpected() const {
  return error(now(), "unexpected " + describe(now()));
}

Result<List> CssParser::parse_list(ListKind kind) {
  if (nesting_ > kMaxSelectorNesting) {
    return fail(ErrorCode::kTooLarge, "selectors are nested too deeply here", now().column());
  }
  std::vector<Complex> complexes;
  while (true) {
    skip_space();
    const bool is_empty = at_list_end() || now().kind == TokenKind::kComma;
    if (is_empty && kind != ListKind::kForgiving) return error(now(), "a selector is missing here");
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

Result<std::uint32_t> CssParser::parse_nested(ListKind kind) {
  ++nesting_;
  auto list = parse_list(kind);
  --nesting_;
  if (!list) return fail(list.error());
  if (auto closed = expect_close(); !closed) return fail(closed.error());
  program_.lists.push_back(*list);
  return static_cast<std::uint32_t>(program_.lists.size() - 1);
}

Result<void> CssParser::expect_close() {
  skip_space();
  if (now().kind == TokenKind::kEnd) return error(now(), "a ')' is missing here");
  if (now().kind != TokenKind::kCloseRound) return unexpected();
  ++at_;
  return {};
}

std::optional<Combinator> CssParser::take_combinator() {
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

Result<Complex> CssParser::parse_complex(ListKind kind) {
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

void CssParser::set_ancestor_filter(Complex& complex, const std::vector<Compound>& compounds) {
  bool is_above = false;
  for (std::size_t i = compounds.size(); i-- > 1;) {
    const Combinator combinator = compounds[i].combinator;
    const bool goes_up = combinator == Combinator::kDescendant || combinator == Combinator::kChild;
    is_above = is_above || goes_up;
    // A sibling of an ancestor is not itself an ancestor.
    if (!is_above || !goes_up) continue;
    for (std::size_t mode = 0; mode < 2; ++mode)
      complex.ancestor_filter[mode] |= compounds[i - 1].filter[mode];
  }
}

Result<Compound> CssParser::parse_compound(ListKind kind, Complex& complex) {
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

Result<CssParser::Prefix> CssParser::take_prefix() {
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

Result<void> CssParser::parse_type(Building& building) {
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

Result<void> CssParser::parse_simple(Building& building, ListKind kind, Complex& complex) {
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

void CssParser::add_name(Building& building, Op op, const std::string& name) {
  const std::string lower = to_lower(name);
  const auto key = op == Op::kId ? id_key : class_key;
  const NameTest test{name, {key(name), key(lower)}};
  for (std::size_t mode = 0; mode < 2; ++mode)
    building.compound.filter[mode] |= filter_bit(test.keys[mode]);
  program_.names.push_back(test);
  add(building, op, program_.names);
}

Result<CssProgram> compile_css(std::string_view selector) {
  if (selector.size() > kMaxSelectorBytes) {
    return fail(ErrorCode::kTooLarge,
                "the selector is longer than " + std::to_string(kMaxSelectorBytes) + " bytes");
  }
  auto tokens = tokenize(selector);
  if (!tokens) return fail(tokens.error());
  CssProgram program;
  CssParser parser(program, selector, std::move(*tokens), 0, CssParser::Origin::kUser);
  const auto top = parser.parse_all(CssParser::ListKind::kTop);
  if (!top) return fail(top.error());
  program.top = *top;
  return program;
}

}  // namespace tearsheet::select
