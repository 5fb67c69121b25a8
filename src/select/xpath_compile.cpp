#include "select/xpath_compile.h"

#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

#include "base/handle.h"

namespace tearsheet::select {
namespace {

using XPathContext = Handle<xmlXPathContext, xmlXPathFreeContext>;

extern "C" {
void discard_generic(void*, const char*, ...) {}
void discard_structured(void*, xmlErrorPtr) {}
}

const char* describe(int code) {
  switch (code - XML_XPATH_EXPRESSION_OK) {
    case XPATH_NUMBER_ERROR:
      return "this number is not well-formed";
    case XPATH_UNFINISHED_LITERAL_ERROR:
      return "this string has no end";
    case XPATH_START_LITERAL_ERROR:
      return "a string is missing here";
    case XPATH_VARIABLE_REF_ERROR:
      return "variables are not supported";
    case XPATH_INVALID_PREDICATE_ERROR:
      return "this predicate is not finished";
    case XPATH_EXPR_ERROR:
      return "this cannot be read as XPath 1.0";
    case XPATH_UNCLOSED_ERROR:
      return "a bracket is not closed";
    case XPATH_UNKNOWN_FUNC_ERROR:
      return "this function is not known";
    case XPATH_INVALID_OPERAND:
      return "an operand is of the wrong type";
    case XPATH_INVALID_TYPE:
      return "an argument is of the wrong type (a set of nodes is wanted)";
    case XPATH_INVALID_ARITY:
      return "a function has the wrong number of arguments";
    case XPATH_MEMORY_ERROR:
      return "there is not enough memory for it";
    case XPATH_UNDEF_PREFIX_ERROR:
      return "a namespace prefix is not declared";
    case XPATH_INVALID_CHAR_ERROR:
      return "there is a character that XPath does not allow";
    case XPATH_OP_LIMIT_EXCEEDED:
      return "it takes too much work on this page";
    case XPATH_RECURSION_LIMIT_EXCEEDED:
      return "it is nested too deeply";
    default:
      return "this cannot be read as XPath 1.0";
  }
}

}  // namespace

void FreeCompiledXPath::operator()(_xmlXPathCompExpr* expression) const noexcept {
  xmlXPathFreeCompExpr(expression);
}

// Both are libxml2's thread-local settings. The context's own handler takes what has a context; a
// few messages (unknown functions) go to the generic one without asking.
SilenceLibxml::SilenceLibxml() : generic_(xmlGenericError), context_(xmlGenericErrorContext) {
  xmlSetGenericErrorFunc(nullptr, discard_generic);
}
SilenceLibxml::~SilenceLibxml() {
  xmlSetGenericErrorFunc(context_, generic_);
}

void keep_errors_in(_xmlXPathContext& context) {
  context.error = discard_structured;
}

Error last_xpath_error(const _xmlXPathContext& context) {
  const xmlError& error = context.lastError;
  const int reason = error.code - XML_XPATH_EXPRESSION_OK;
  const bool is_limit = reason == XPATH_OP_LIMIT_EXCEEDED ||
                        reason == XPATH_RECURSION_LIMIT_EXCEEDED || reason == XPATH_MEMORY_ERROR;
  return {is_limit ? ErrorCode::kTooLarge : ErrorCode::kInvalid, describe(error.code),
          error.str1 != nullptr ? error.int1 + 1 : 0};
}

Result<CompiledXPath> compile_xpath(const std::string& expression) {
  xmlInitParser();  // once per process, and safe to repeat from any thread
  const SilenceLibxml silence;
  const XPathContext context(xmlXPathNewContext(nullptr));
  if (context == nullptr) return fail(ErrorCode::kTooLarge, "there is not enough memory for it");
  keep_errors_in(*context);
  CompiledXPath compiled(
      xmlXPathCtxtCompile(context.get(), reinterpret_cast<const xmlChar*>(expression.c_str())));
  if (compiled == nullptr) {
    Error error = last_xpath_error(*context);
    xmlResetError(&context->lastError);
    return fail(std::move(error));
  }
  return compiled;
}

}  // namespace tearsheet::select
