// The thin skin over libxml2's XPath compiler.
#pragma once

#include <memory>
#include <string>

#include "base/result.h"

struct _xmlXPathCompExpr;
struct _xmlXPathContext;

namespace tearsheet::select {

struct FreeCompiledXPath {
  void operator()(_xmlXPathCompExpr* expression) const noexcept;
};
using CompiledXPath = std::unique_ptr<_xmlXPathCompExpr, FreeCompiledXPath>;

/// Says nothing on stderr, whatever libxml2 finds, and leaves its handlers as they were: while it
/// lives, on this thread.
class SilenceLibxml {
 public:
  SilenceLibxml();
  ~SilenceLibxml();
  SilenceLibxml(const SilenceLibxml&) = delete;
  SilenceLibxml& operator=(const SilenceLibxml&) = delete;

 private:
  void (*generic_)(void*, const char*, ...);
  void* context_;
};

/// Errors of `context` go to its own record and nowhere else.
void keep_errors_in(_xmlXPathContext& context);
/// What went wrong last, in words; with the column where libxml2 knows it.
[[nodiscard]] Error last_xpath_error(const _xmlXPathContext& context);

/// kInvalid with the column.
Result<CompiledXPath> compile_xpath(const std::string& expression);

}  // namespace tearsheet::select
