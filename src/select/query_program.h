// What a Query holds.
#pragma once

#include <optional>
#include <string>

#include "select/css_program.h"
#include "select/select.h"

namespace tearsheet::select {

struct Query::Program {
  std::string source;
  std::optional<CssProgram> css;  ///< Without it the source is XPath: libxml2 writes caches into
                                  ///< its compiled form, so every Evaluator compiles its own.
  bool is_text_comparison = false;
};

}  // namespace tearsheet::select
