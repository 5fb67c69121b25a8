#include "select/xpath_page.h"

#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

#include <algorithm>
#include <optional>

#include "base/handle.h"
#include "select/xpath_compile.h"
#include "select/xpath_functions.h"
#include "select/xpath_mirror.h"

namespace tearsheet::select {
namespace {

using XPathContext = Handle<xmlXPathContext, xmlXPathFreeContext>;
using XPathObject = Handle<xmlXPathObject, xmlXPathFreeObject>;

// libxml2's steps; "//div//a[contains(@class, 'x')]" on a page of 3,000 elements takes some 30,000.
constexpr std::uint64_t kMaxSteps = 10'000'000;
// Where elements are compared by their text, each step may read all text of the page: fewer steps
// then.
constexpr std::uint64_t kMaxComparedBytes = 5'000'000'000;

std::string to_string(xmlChar* owned) {
  std::string text = owned == nullptr ? "" : reinterpret_cast<const char*>(owned);
  xmlFree(owned);
  return text;
}

}  // namespace

struct XPathPage::State {
  explicit State(const html::Document& page) : document(page) {}

  const html::Document& document;
  std::optional<XPathMirror> mirror;

  [[nodiscard]] std::uint64_t step_limit(bool compares_text) const {
    if (!compares_text) return kMaxSteps;
    // A string value is made by a walk over all that is in the element: about two bytes a node.
    const std::uint64_t text = 1 + mirror->text_bytes() + std::uint64_t{2} * mirror->size();
    return std::min(kMaxComparedBytes / text, kMaxSteps);
  }

  [[nodiscard]] Match to_match(xmlNode* node) const {
    const auto original =
        node->type == XML_NAMESPACE_DECL ? std::nullopt : XPathMirror::original(node);
    const auto above = [this](const xmlNode* parent) {
      const auto index = parent == nullptr ? std::nullopt : XPathMirror::original(parent);
      return index ? document.node(*index) : html::Node{};
    };
    switch (node->type) {
      case XML_ATTRIBUTE_NODE:
        return {Match::Kind::kAttribute, above(node->parent), to_string(xmlNodeGetContent(node))};
      case XML_TEXT_NODE:
      case XML_COMMENT_NODE:
        return {Match::Kind::kText, above(node->parent), to_string(xmlNodeGetContent(node))};
      default:
        break;
    }
    if (original) return {Match::Kind::kElement, document.node(*original), {}};
    return {Match::Kind::kAtom, {}, to_string(xmlXPathCastNodeToString(node))};
  }

  [[nodiscard]] std::vector<Match> to_matches(xmlXPathObject& result) const {
    std::vector<Match> matches;
    if (result.type != XPATH_NODESET) {
      matches.push_back({Match::Kind::kAtom, {}, to_string(xmlXPathCastToString(&result))});
      return matches;
    }
    if (result.nodesetval == nullptr) return matches;
    xmlXPathNodeSetSort(result.nodesetval);
    for (int i = 0; i < result.nodesetval->nodeNr; ++i)
      matches.push_back(to_match(result.nodesetval->nodeTab[i]));
    return matches;
  }
};

XPathPage::XPathPage(const html::Document& document) : state_(std::make_unique<State>(document)) {}
XPathPage::XPathPage(XPathPage&&) noexcept = default;
XPathPage& XPathPage::operator=(XPathPage&&) noexcept = default;
XPathPage::~XPathPage() = default;

Result<std::vector<Match>> XPathPage::run(const std::string& expression, bool compares_text,
                                          html::Node scope) {
  xmlInitParser();
  const SilenceLibxml silence;
  if (!state_->mirror) {
    if (state_->document.element_count() > kMaxXPathElements) {
      return fail(ErrorCode::kTooLarge, "xpath: the page has more than " +
                                            std::to_string(kMaxXPathElements) + " elements");
    }
    state_->mirror.emplace(state_->document);
  }
  if (state_->mirror->text_bytes() > kMaxXPathTextBytes) {
    return fail(ErrorCode::kTooLarge, "xpath: the page has more than " +
                                          std::to_string(kMaxXPathTextBytes) + " bytes of text");
  }
  const auto compiled = compile_xpath(expression);
  if (!compiled) return fail(compiled.error());

  XPathCalls calls(*state_->mirror);
  const XPathContext context(xmlXPathNewContext(state_->mirror->document()));
  if (context == nullptr)
    return fail(ErrorCode::kTooLarge, "xpath: there is not enough memory for it");
  keep_errors_in(*context);
  context->node = state_->mirror->node(scope.index());
  context->opLimit = state_->step_limit(compares_text);
  register_functions(*context, calls);
  const XPathObject result(xmlXPathCompiledEval(compiled->get(), context.get()));
  if (result == nullptr) {
    Error error = last_xpath_error(*context);
    error.column = 0;  // of the running program, not of the source
    error.message = "xpath: " + (calls.error.empty() ? error.message : calls.error);
    return fail(std::move(error));
  }
  return state_->to_matches(*result);
}

}  // namespace tearsheet::select
