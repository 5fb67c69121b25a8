// What of an XPath expression can be found wrong before it meets a page.
#pragma once

#include <string_view>

#include "base/result.h"

namespace tearsheet::select {

inline constexpr std::size_t kMaxXPathBytes = 16'384;
inline constexpr std::size_t kMaxXPathTokens = 2'000;
inline constexpr int kMaxXPathNesting =
    64;  ///< Of parentheses and predicates: libxml2 recurses on them.

struct XPathTraits {
  /// Compares the text of elements somewhere (". = 'x'"), which libxml2 does at a cost that it
  /// doesn't count.
  bool compares_text = false;
};

/// XPath 1.0 with re:test, re:match, re:replace and has-class. Syntax is libxml2's to judge;
/// unknown functions, variables and prefixes, and wrong numbers of arguments, which it notices only
/// when it gets there, are found here.
Result<XPathTraits> check_xpath(std::string_view expression);

}  // namespace tearsheet::select
