// The room mend/: a site file whose rules no longer fit, with those of a new one put in. Text in,
// text out; comments and what still fits stay as they are.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tearsheet::learn {

/// What is to be taken from the proposal.
struct BrokenRules {
  std::vector<std::string> fields;  ///< Of an article, as sources call them: "title", "authors".
  std::vector<std::string> lists;   ///< Addresses of listings.
};

/// `file` and `proposal` are site files. A broken rule for which the proposal has none is made a
/// comment: the automatic extraction finds the field then.
[[nodiscard]] std::string mend_file(std::string_view file, std::string_view proposal,
                                    const BrokenRules& broken);

/// What was changed, line by line ("-" and "+"), with a line of context; empty: nothing.
[[nodiscard]] std::string line_diff(std::string_view before, std::string_view after);

}  // namespace tearsheet::learn
