// How languages say that a page is not there.
#pragma once

#include <span>
#include <string_view>

namespace tearsheet::extract {

/// Words and phrases of one language, parted by '|', as they are written.
struct ErrorWords {
  std::string_view language;    ///< BCP 47, for people.
  std::string_view nouns;       ///< What is not there: page, article, file ...
  std::string_view predicates;  ///< ... and that it is not: not found, was removed ...
  std::string_view fillers;     ///< What may stand around the two, and says nothing.
};

[[nodiscard]] std::span<const ErrorWords> error_words();

}  // namespace tearsheet::extract
