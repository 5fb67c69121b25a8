// XPath 1.0 on a page: a copy of the tree for libxml2, built on first use, each node knowing its
// original.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "select/select.h"

namespace tearsheet::select {

// libxml2 merges node sets at a quadratic cost: "//*//*" on 100,000 elements takes seconds, so more
// are refused.
inline constexpr std::size_t kMaxXPathElements = 100'000;
inline constexpr std::size_t kMaxXPathTextBytes = 4'000'000;

/// One page, one thread.
class XPathPage {
 public:
  explicit XPathPage(const html::Document& document);
  XPathPage(XPathPage&&) noexcept;
  XPathPage& operator=(XPathPage&&) noexcept;
  ~XPathPage();

  /// In document order. kTooLarge where the page is too large or the work too much; kInvalid for
  /// wrong types.
  Result<std::vector<Match>> run(const std::string& expression, bool compares_text,
                                 html::Node scope);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tearsheet::select
