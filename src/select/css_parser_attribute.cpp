// [attribute] selectors (Selectors 4, section 6).
#include "base/ascii.h"
#include "select/css_parser.h"
#include "select/css_value_case.h"
#include "select/hashes.h"

namespace tearsheet::select {

Result<void> CssParser::parse_attribute(Building& building) {
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

Result<void> CssParser::parse_attribute_value(AttributeTest& test) {
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

std::string CssParser::source_of(const Token& token) const {
  return std::string(source_.substr(token.begin, token.end - token.begin));
}

}  // namespace tearsheet::select
