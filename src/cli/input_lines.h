// "-" among the arguments: a line of standard input each.
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace tearsheet::cli {

/// Hands over each argument, and in place of "-" the lines of standard input as they come: without
/// the space around them, those that are empty or begin with '#' left out. `each` is false: enough.
void each_line(const std::vector<std::string>& arguments,
               const std::function<bool(const std::string&)>& each);

}  // namespace tearsheet::cli
