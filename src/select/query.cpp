#include <utility>

#include "select/data_scripts.h"
#include "select/query_program.h"
#include "select/select.h"
#include "select/xpath_check.h"

namespace tearsheet::select {
namespace {

/// "selector:7: unexpected ')'": names the input and the place, as every message does.
tl::unexpected<Error> located(const char* kind, Error error) {
  std::string place = kind;
  if (error.column > 0) place.append(":").append(std::to_string(error.column));
  error.message = place.append(": ").append(error.message);
  return fail(std::move(error));
}

}  // namespace

std::string Match::text() const {
  if (kind != Kind::kElement) return value;
  if (node.is_element() && node.tag() == html::Tag::kScript) {
    if (const auto data = DataScripts(node.document()).of(node.index()); !data.empty())
      return std::string(data);
  }
  return html::text_content(node);
}

Query::Query(std::shared_ptr<const Program> program) : program_(std::move(program)) {}
Query::Query(const Query&) = default;
Query::Query(Query&&) noexcept = default;
Query& Query::operator=(const Query&) = default;
Query& Query::operator=(Query&&) noexcept = default;
Query::~Query() = default;

Result<Query> Query::css(std::string_view selector) {
  auto compiled = compile_css(selector);
  if (!compiled) return located("selector", compiled.error());
  auto program = std::make_shared<Program>();
  program->source = selector;
  program->css = std::move(*compiled);
  return Query(std::move(program));
}

Result<Query> Query::xpath(std::string_view expression) {
  const auto checked = check_xpath(expression);
  if (!checked) return located("xpath", checked.error());
  auto program = std::make_shared<Program>();
  program->source = expression;
  program->is_text_comparison = checked->compares_text;
  return Query(std::move(program));
}

const std::string& Query::source() const {
  return program_->source;
}
bool Query::is_xpath() const {
  return !program_->css;
}

}  // namespace tearsheet::select
