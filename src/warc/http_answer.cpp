// HTTP answers as archives keep them.
#include <algorithm>
#include <charconv>

#include "warc/fields.h"
#include "warc/warc.h"

namespace tearsheet::warc {
namespace {

// The line at `at` without its end, and the place behind it; npos where no line ends.
std::string_view line_at(std::string_view text, std::size_t& at) {
  const std::size_t end = text.find('\n', at);
  std::string_view line = text.substr(at, end == std::string_view::npos ? end : end - at);
  at = end == std::string_view::npos ? text.size() : end + 1;
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

}  // namespace

Result<HttpAnswer> parse_http(std::string_view block, const Limits& limits) {
  const auto broken = [] { return fail(ErrorCode::kInvalid, "no HTTP answer in this record"); };
  HttpAnswer answer;
  std::size_t at = 0;
  const std::string_view status = line_at(block, at);
  const std::size_t space = status.find(' ');
  if (!status.starts_with("HTTP/") || space == std::string_view::npos) return broken();
  const std::string_view number = status.substr(space + 1, 3);
  const auto read = std::from_chars(number.data(), number.data() + number.size(), answer.status);
  if (read.ec != std::errc() || read.ptr != number.data() + 3 || answer.status < 100)
    return broken();
  FieldParser parser(limits, true);
  while (at < block.size()) {
    const std::string_view line = line_at(block, at);
    if (line.empty()) break;
    if (line.size() > limits.max_line || !parser.add(line))
      return fail(ErrorCode::kTooLarge, "the HTTP headers of this record are too long");
  }
  answer.headers = parser.take();
  answer.body_at = at;
  return answer;
}

Fields parse_fields(std::string_view block, const Limits& limits) {
  FieldParser parser(limits);
  std::size_t at = 0;
  while (at < block.size()) {
    const std::string_view line = line_at(block, at);
    if (!line.empty() && !parser.add(line)) break;
  }
  return parser.take();
}

std::string dechunk(std::string_view body) {
  std::string out;
  std::size_t at = 0;
  while (at < body.size()) {
    std::string_view line = line_at(body, at);
    line = line.substr(0, std::min(line.find_first_of("; \t"), line.size()));
    std::uint64_t size = 0;
    const auto read = std::from_chars(line.data(), line.data() + line.size(), size, 16);
    const bool is_size =
        !line.empty() && read.ec == std::errc() && read.ptr == line.data() + line.size();
    // Not chunked at all, or damaged later on: what came before stands.
    if (!is_size) return out.empty() ? std::string(body) : out;
    if (size == 0) return out;
    out +=
        body.substr(at, static_cast<std::size_t>(std::min<std::uint64_t>(size, body.size() - at)));
    at += static_cast<std::size_t>(std::min<std::uint64_t>(size, body.size() - at));
    if (body.substr(at).starts_with("\r\n")) {
      at += 2;
    } else if (body.substr(at).starts_with("\n")) {
      ++at;
    }
  }
  return out;
}

}  // namespace tearsheet::warc
