#include <optional>
#include <unordered_map>

#include "select/css_run.h"
#include "select/page.h"
#include "select/query_program.h"
#include "select/select.h"
#include "select/xpath_page.h"

namespace tearsheet::select {
namespace {

// Matchers that are kept between calls, each with what it learned of the page: strip rules ask
// matches() element by element. Few, because each may hold a byte per node and part.
constexpr std::size_t kMaxMatchers = 32;

}  // namespace

struct Evaluator::State {
  explicit State(const html::Document& document) : page(document) {}

  struct Kept {
    Query query;  // keeps the program alive, so that its address stays its name
    CssMatcher matcher;
  };

  CssMatcher& matcher(const Query& query, const CssProgram& program, html::Node scope) {
    const void* key = &program;
    if (const auto found = kept.find(key); found != kept.end()) {
      found->second.matcher.set_scope(scope);
      return found->second.matcher;
    }
    if (kept.size() >= kMaxMatchers) kept.clear();
    return kept.emplace(key, Kept{query, CssMatcher(program, page, scope)}).first->second.matcher;
  }
  XPathPage& xpath_page() {
    if (!xpath) xpath.emplace(page.document());
    return *xpath;
  }

  Page page;
  std::unordered_map<const void*, Kept> kept;
  std::optional<XPathPage> xpath;
};

Evaluator::Evaluator(const html::Document& document) : state_(std::make_unique<State>(document)) {}
Evaluator::~Evaluator() = default;

Result<std::vector<Match>> Evaluator::all(const Query& query, html::Node scope) {
  if (scope.is_null()) return std::vector<Match>{};
  if (query.is_xpath()) {
    return state_->xpath_page().run(query.source(), query.program_->is_text_comparison, scope);
  }
  const CssProgram& program = *query.program_->css;
  return run_css(program, state_->matcher(query, program, scope), scope);
}

Result<std::vector<Match>> Evaluator::all(const Query& query) {
  return all(query, state_->page.document().root());
}

std::vector<html::Node> Evaluator::nodes(const Query& query, html::Node scope) {
  if (scope.is_null()) return {};
  if (!query.is_xpath()) {
    const CssProgram& program = *query.program_->css;
    return run_css_nodes(program, state_->matcher(query, program, scope), scope);
  }
  std::vector<html::Node> elements;
  const auto matches = all(query, scope);
  if (!matches) return elements;
  for (const Match& match : *matches) {
    if (match.kind == Match::Kind::kElement && match.node.is_element())
      elements.push_back(match.node);
  }
  return elements;
}

bool Evaluator::matches(const Query& query, html::Node element) {
  if (query.is_xpath() || element.is_null() || !element.is_element()) return false;
  const CssProgram& program = *query.program_->css;
  return state_->matcher(query, program, state_->page.document().root())
      .matches_any(program.top, element);
}

}  // namespace tearsheet::select
