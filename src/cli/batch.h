// The batch protocol: a JSON object a line in, one out, same order; a bad line is that line's
// error.
#pragma once

#include <functional>
#include <nlohmann/json.hpp>
#include <string>

#include "base/result.h"
#include "cli/console.h"

namespace tearsheet::cli {

using Json = nlohmann::ordered_json;

/// Longest line read; a longer one is answered with an error and skipped.
inline constexpr std::size_t kMaxBatchLine = 64'000'000;

/// Reads objects from stdin until its end and writes what `answer` gives. An `id` in the input is
/// copied to the answer. `threads` > 1 calls `answer` from several threads; the order of lines is
/// kept and memory stays bounded.
int run_batch(Console& console, const std::function<Result<Json>(const Json&)>& answer,
              unsigned threads = 1);

/// Reads objects from stdin until its end; a line that is none comes as its error. For commands
/// whose answers are final only when all lines were seen.
void read_batch(const std::function<void(Result<Json>)>& take);

/// The string at `key`, or `fallback` where there is none.
[[nodiscard]] std::string text_at(const Json& object, const char* key,
                                  std::string_view fallback = {});
/// One line, valid UTF-8 whatever the strings hold.
[[nodiscard]] std::string to_line(const Json& value);

}  // namespace tearsheet::cli
