// Pseudo-classes and pseudo-elements: names, arguments, and what to say of those that are not
// known.
#include "base/ascii.h"
#include "select/css_nth.h"
#include "select/css_parser.h"

namespace tearsheet::select {

Result<void> CssParser::parse_pseudo(Building& building, ListKind kind, Complex& complex) {
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

Result<void> CssParser::parse_pseudo_element(const Token& colon, ListKind kind, Complex& complex) {
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

Result<void> CssParser::parse_plain_pseudo(Building& building, const Token& colon) {
  const std::string name = to_lower(now().text);
  const bool is_private = name.starts_with("-tearsheet-") && origin_ == Origin::kUser;
  ++at_;
  if (name == "root") {
    building.tests.push_back({Op::kRoot, 0});
  } else if (name == "scope") {
    program_.uses_scope = true;
    program_.uses_scope_inside = program_.uses_scope_inside || nesting_ > 0;
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

Result<void> CssParser::add_pseudo_class(Building& building, const PseudoClass& known,
                                         const Token& colon) {
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
  CssParser definition(program_, known.selector, std::move(*tokens), nesting_ + 1,
                       Origin::kDefinition);
  const auto list = definition.parse_all(ListKind::kReal);
  if (!list) return fail(list.error().code, list.error().message, colon.column());
  program_.lists.push_back(*list);
  add(building, Op::kIs, program_.lists);
  return {};
}

tl::unexpected<Error> CssParser::unknown_pseudo(const Token& colon, const std::string& name,
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

Result<void> CssParser::parse_function(Building& building, const Token& colon) {
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

Result<void> CssParser::add_list(Building& building, Op op, ListKind kind) {
  const auto list = parse_nested(kind);
  if (!list) return fail(list.error());
  building.tests.push_back({op, *list});
  return {};
}

Result<void> CssParser::parse_nth(Building& building, bool from_end, bool of_type) {
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

Result<void> CssParser::parse_lang(Building& building) {
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

Result<void> CssParser::parse_dir(Building& building) {
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

std::size_t CssParser::find_close() const {
  int open = 0;
  for (std::size_t i = at_; i + 1 < tokens_.size(); ++i) {
    const TokenKind kind = tokens_[i].kind;
    if (kind == TokenKind::kOpenRound || kind == TokenKind::kFunction) ++open;
    if (kind == TokenKind::kCloseRound && open-- == 0) return i;
  }
  return tokens_.size() - 1;
}

Result<void> CssParser::parse_contains(Building& building) {
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

Result<void> CssParser::parse_never(Building& building) {
  at_ = find_close();
  building.tests.push_back({Op::kNever, 0});
  return expect_close();
}

}  // namespace tearsheet::select
