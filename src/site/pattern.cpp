#include <re2/re2.h>

#include "site/site.h"

namespace tearsheet::site {

struct Pattern::Compiled {
  explicit Compiled(std::string_view expression, const RE2::Options& options)
      : regex(re2::StringPiece(expression.data(), expression.size()), options) {}
  RE2 regex;
};

Result<Pattern> Pattern::compile(std::string_view expression) {
  RE2::Options options(RE2::Quiet);
  options.set_max_mem(
      8 << 20);  // RE2's own default; an expression that needs more does not compile
  auto compiled = std::make_shared<const Compiled>(expression, options);
  if (!compiled->regex.ok())
    return fail(ErrorCode::kInvalid, "bad pattern: " + compiled->regex.error());
  Pattern pattern;
  pattern.source_ = expression;
  pattern.compiled_ = std::move(compiled);
  return pattern;
}

bool Pattern::found_in(std::string_view text) const {
  return RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), compiled_->regex);
}

std::optional<std::string> Pattern::capture(std::string_view text) const {
  const re2::StringPiece piece(text.data(), text.size());
  re2::StringPiece found[2];
  const int wanted = compiled_->regex.NumberOfCapturingGroups() > 0 ? 2 : 1;
  if (!compiled_->regex.Match(piece, 0, piece.size(), RE2::UNANCHORED, found, wanted))
    return std::nullopt;
  return std::string(found[wanted - 1]);
}

}  // namespace tearsheet::site
