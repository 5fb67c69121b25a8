// Errors as values.
//
// base/ is what every folder may use and that knows nothing of news: Result (here), clocks,
// logging, ASCII and UTF-8, base64, escaping for terminals and CSV, files that appear whole or not
// at all (pending_file.h), bounded queues and the ordered pipeline between threads, a JSON writer.
// Each has a header of its own; there is none for all of them.
//
// tl::expected stands in for C++23's std::expected, which g++ 12 has without and_then and clang 14
// not at all; moving over changes this file alone.
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace tearsheet {

/// What a caller can do about it decides the code; the message is for people.
enum class ErrorCode {
  kInvalid,    ///< The input is wrong; trying again will not help.
  kNotFound,   ///< The thing named does not exist.
  kDenied,     ///< Forbidden by robots.txt, the address policy or file permissions.
  kTimeout,    ///< A deadline passed.
  kTooLarge,   ///< A limit was reached.
  kNetwork,    ///< The other side failed or broke the protocol.
  kIo,         ///< A local file could not be read or written.
  kBusy,       ///< Somebody else holds it (another run on the same database).
  kUnusable,   ///< The database is corrupt, foreign, newer, read-only or its disk is full.
  kCancelled,  ///< Stopped by the user.
};

struct Error {
  ErrorCode code = ErrorCode::kInvalid;
  std::string message;  ///< One line, names the input: "robots.txt:12: value too long". No newline.
  int column = 0;       ///< 1-based byte column in the input where the trouble is; 0 where unknown.
};

/// A value or the reason there is none.
template <class T>
class [[nodiscard]] Result : public tl::expected<T, Error> {
 public:
  using tl::expected<T, Error>::expected;
};

/// `return fail(ErrorCode::kInvalid, "...")` or `return fail(other.error())`.
[[nodiscard]] inline tl::unexpected<Error> fail(Error error) {
  return tl::unexpected<Error>(std::move(error));
}
[[nodiscard]] inline tl::unexpected<Error> fail(ErrorCode code, std::string message,
                                                int column = 0) {
  return tl::unexpected<Error>(Error{code, std::move(message), column});
}

}  // namespace tearsheet
