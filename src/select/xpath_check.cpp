#include "select/xpath_check.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "base/ascii.h"
#include "base/nearest.h"
#include "select/xpath_compile.h"

namespace tearsheet::select {
namespace {

enum class TokenKind { kName, kLiteral, kNumber, kOperator, kEnd };

struct Token {
  TokenKind kind = TokenKind::kEnd;
  std::string_view text;
  int column = 0;
};

struct Function {
  std::string_view name;
  int min_arguments;
  int max_arguments;
};
constexpr int kAny = 1000;
constexpr std::array kFunctions{
    // XPath 1.0, section 4.
    Function{"last", 0, 0}, Function{"position", 0, 0}, Function{"count", 1, 1},
    Function{"id", 1, 1}, Function{"local-name", 0, 1}, Function{"namespace-uri", 0, 1},
    Function{"name", 0, 1}, Function{"string", 0, 1}, Function{"concat", 2, kAny},
    Function{"starts-with", 2, 2}, Function{"contains", 2, 2}, Function{"substring-before", 2, 2},
    Function{"substring-after", 2, 2}, Function{"substring", 2, 3}, Function{"string-length", 0, 1},
    Function{"normalize-space", 0, 1}, Function{"translate", 3, 3}, Function{"boolean", 1, 1},
    Function{"not", 1, 1}, Function{"true", 0, 0}, Function{"false", 0, 0}, Function{"lang", 1, 1},
    Function{"number", 0, 1}, Function{"sum", 1, 1}, Function{"floor", 1, 1},
    Function{"ceiling", 1, 1}, Function{"round", 1, 1},
    // EXSLT regular expressions, and parsel's test of classes.
    Function{"re:test", 2, 3}, Function{"re:match", 2, 3}, Function{"re:replace", 4, 4},
    Function{"has-class", 1, kAny}};

bool is_node_type(std::string_view name) {
  return name == "text" || name == "node" || name == "comment" || name == "processing-instruction";
}
bool is_comparison(std::string_view text) {
  return text == "=" || text == "!=" || text == "<" || text == "<=" || text == ">" || text == ">=";
}

tl::unexpected<Error> error_at(int column, std::string message) {
  return fail(ErrorCode::kInvalid, std::move(message), column);
}

/// Tokens of XPath 1.0, 3.7. Whatever is no token passes as an operator: libxml2 will refuse it.
std::vector<Token> cut(std::string_view source) {
  std::vector<Token> tokens;
  const auto is_name_start = [](char c) {
    return is_alpha(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80;
  };
  const auto is_name = [&](char c) {
    return is_name_start(c) || is_digit(c) || c == '-' || c == '.';
  };
  std::size_t at = 0;
  while (at < source.size()) {
    const char c = source[at];
    if (is_html_space(c)) {
      ++at;
      continue;
    }
    const std::size_t begin = at;
    const char next = at + 1 < source.size() ? source[at + 1] : '\0';
    Token token{TokenKind::kOperator, {}, static_cast<int>(at) + 1};
    if (c == '"' || c == '\'') {
      token.kind = TokenKind::kLiteral;
      const std::size_t end = source.find(c, at + 1);
      at = end == std::string_view::npos ? source.size() : end + 1;
    } else if (is_digit(c) || (c == '.' && is_digit(next))) {
      token.kind = TokenKind::kNumber;
      while (at < source.size() && (is_digit(source[at]) || source[at] == '.')) ++at;
    } else if (is_name_start(c)) {
      token.kind = TokenKind::kName;
      const auto take_name = [&] {
        while (at < source.size() && is_name(source[at])) ++at;
      };
      take_name();
      // One colon joins a prefix; two follow an axis.
      if (at + 1 < source.size() && source[at] == ':' &&
          (is_name_start(source[at + 1]) || source[at + 1] == '*')) {
        ++at;
        take_name();
      }
    } else {
      const bool is_pair = (c == next && (c == '/' || c == '.' || c == ':')) ||
                           (next == '=' && (c == '!' || c == '<' || c == '>'));
      at += is_pair ? 2 : 1;
    }
    token.text = source.substr(begin, at - begin);
    tokens.push_back(token);
  }
  tokens.push_back({TokenKind::kEnd, {}, static_cast<int>(source.size()) + 1});
  return tokens;
}

class Checker {
 public:
  explicit Checker(std::vector<Token> tokens) : tokens_(std::move(tokens)) {}

  Result<XPathTraits> run() {
    if (tokens_.size() > kMaxXPathTokens)
      return fail(ErrorCode::kTooLarge, "this expression has too many parts");
    for (at_ = 0; at_ + 1 < tokens_.size(); ++at_) {
      if (auto fine = check_token(); !fine) return fail(fine.error());
    }
    return traits_;
  }

 private:
  struct Open {
    char bracket;
    const Function* function;  // null: a group, a node type, or a predicate
    int column;
    int commas = 0;
    std::size_t token;  // of the bracket
  };

  [[nodiscard]] const Token& token(std::size_t i) const { return tokens_[i]; }

  Result<void> check_token() {
    const Token& here = token(at_);
    if (here.kind == TokenKind::kName) return check_name(here);
    if (here.kind != TokenKind::kOperator) return {};
    if (here.text == "$") return error_at(here.column, "variables are not supported");
    if (here.text == "(" || here.text == "[") {
      if (open_.size() == static_cast<std::size_t>(kMaxXPathNesting)) {
        return fail(ErrorCode::kTooLarge, "brackets are nested too deeply here", here.column);
      }
      open_.push_back({here.text[0], pending_, here.column, 0, at_});
      pending_ = nullptr;
    } else if (here.text == "," && !open_.empty()) {
      ++open_.back().commas;
    } else if (here.text == ")" || here.text == "]") {
      return check_close(here);
    } else if (is_comparison(here.text) && !is_cheap_comparison()) {
      traits_.compares_text = true;
    }
    return {};
  }

  Result<void> check_close(const Token& here) {
    if (open_.empty() || (open_.back().bracket == '(') != (here.text == ")"))
      return {};  // libxml2 will say so
    const Open done = open_.back();
    open_.pop_back();
    if (done.function == nullptr) return {};
    const int arguments = at_ == done.token + 1 ? 0 : done.commas + 1;
    const Function& function = *done.function;
    if (arguments >= function.min_arguments && arguments <= function.max_arguments) return {};
    std::string wanted = std::to_string(function.min_arguments);
    if (function.max_arguments == kAny) {
      wanted += " or more";
    } else if (function.max_arguments != function.min_arguments) {
      wanted += " to " + std::to_string(function.max_arguments);
    }
    return error_at(done.column, std::string(function.name) + "() takes " + wanted +
                                     " arguments, not " + std::to_string(arguments));
  }

  Result<void> check_name(const Token& name) {
    const bool is_call = token(at_ + 1).text == "(";
    const bool is_axis = token(at_ + 1).text == "::";
    const std::size_t colon = name.text.find(':');
    if (is_axis) return {};
    if (!is_call || is_operator_name()) {
      if (colon == std::string_view::npos) return {};
      return error_at(name.column,
                      "the prefix '" + std::string(name.text.substr(0, colon)) +
                          "' is not declared; elements have plain names here, or write *[name()='" +
                          std::string(name.text) + "']");
    }
    if (is_node_type(name.text)) return {};
    const auto known =
        std::find_if(kFunctions.begin(), kFunctions.end(),
                     [&](const Function& function) { return function.name == name.text; });
    if (known != kFunctions.end()) {
      pending_ = &*known;
      return {};
    }
    std::vector<std::string_view> names;
    for (const Function& function : kFunctions) names.push_back(function.name);
    const std::string_view similar = nearest(name.text, names);
    std::string message = "the function '" + std::string(name.text) + "()' is not known";
    if (!similar.empty()) message += "; did you mean '" + std::string(similar) + "()'?";
    return error_at(name.column, std::move(message));
  }

  /// "and", "or", "mod", "div" behind an operand are operators, also before a bracket (3.7).
  [[nodiscard]] bool is_operator_name() const {
    const std::string_view text = token(at_).text;
    if (text != "and" && text != "or" && text != "mod" && text != "div") return false;
    if (at_ == 0) return false;
    const Token& before = token(at_ - 1);
    if (before.kind != TokenKind::kOperator) return true;
    return before.text == ")" || before.text == "]" || before.text == "." || before.text == ".." ||
           before.text == "*";
  }

  /// An attribute or what a function gives, against a literal: short strings. Anything else may be
  /// an element.
  [[nodiscard]] bool is_cheap_comparison() const {
    const auto is_constant = [](const Token& t) {
      return t.kind == TokenKind::kLiteral || t.kind == TokenKind::kNumber;
    };
    const auto is_cheap_end = [this](std::size_t i) {
      return token(i).text == ")" ||
             (i > 0 && token(i).kind == TokenKind::kName && token(i - 1).text == "@");
    };
    if (at_ == 0) return false;
    const Token& after = token(at_ + 1);
    if (is_constant(after) && (is_constant(token(at_ - 1)) || is_cheap_end(at_ - 1))) return true;
    return is_constant(token(at_ - 1)) && after.text == "@";
  }

  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  std::vector<Open> open_;
  const Function* pending_ = nullptr;
  XPathTraits traits_;
};

}  // namespace

Result<XPathTraits> check_xpath(std::string_view expression) {
  if (expression.size() > kMaxXPathBytes) {
    return fail(ErrorCode::kTooLarge,
                "the expression is longer than " + std::to_string(kMaxXPathBytes) + " bytes");
  }
  if (expression.find('\0') != std::string_view::npos)
    return fail(ErrorCode::kInvalid, "it holds a NUL character");
  if (trimmed_html(expression).empty()) return error_at(1, "an expression is missing here");
  auto traits = Checker(cut(expression)).run();
  if (!traits) return traits;
  if (auto compiled = compile_xpath(std::string(expression)); !compiled)
    return fail(compiled.error());
  return traits;
}

}  // namespace tearsheet::select
