// The stream of React's server components: rows of "id:value", cut anywhere into the strings that
// Next pushes to self.__next_f.
#pragma once

#include <string>
#include <string_view>

#include "extract/embedded/literal.h"
#include "extract/embedded/values.h"

namespace tearsheet::extract {

class NextStream {
 public:
  /// Whether what follows this code is a piece of the stream.
  [[nodiscard]] static bool takes(std::string_view code_before);
  /// Takes the text out of the literal [1, "text"] that begins at `at`; gives the place behind it.
  std::size_t add(std::string_view code, std::size_t at);
  /// Appends the rows that are data, each a root; rows of text stand where "$id" names them.
  void finish(LiteralBudget& budget, Values& out);

 private:
  std::string text_;
};

}  // namespace tearsheet::extract
