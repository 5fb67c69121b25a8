// The answer half of a transfer: header lines, the body under its limits, and what is wrong with
// them.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <limits>
#include <utility>

#include "base/ascii.h"
#include "fetch/content_type.h"
#include "fetch/transfer.h"

namespace tearsheet::fetch {
namespace {

// The rest of an error page or redirect is read this far, so that the connection can be used again.
constexpr std::size_t kMaxUnwantedBody = 65'536;
constexpr std::size_t kMaxReserve =
    1'000'000;  // a Content-Length is a claim, not a reason for memory

bool is_redirect_status(int status) {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

std::string joined(const Headers& headers, std::string_view name) {
  std::string values;
  for (const auto& [key, value] : headers) {
    if (key != name) continue;
    if (!values.empty()) values += ", ";
    values += value;
  }
  return values;
}

std::optional<std::size_t> content_length(std::string_view value) {
  std::size_t length = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), length);
  if (error == std::errc::result_out_of_range) return std::numeric_limits<std::size_t>::max();
  if (error != std::errc() || end != value.data() + value.size()) return std::nullopt;
  return length;
}

}  // namespace

std::size_t Transfer::on_header(char* data, std::size_t size, std::size_t count, void* self) {
  const std::size_t bytes = size * count;
  return static_cast<Transfer*>(self)->take_header({data, bytes}) ? bytes : CURL_WRITEFUNC_ERROR;
}

std::size_t Transfer::on_body(char* data, std::size_t size, std::size_t count, void* self) {
  const std::size_t bytes = size * count;
  return static_cast<Transfer*>(self)->take_body({data, bytes}) ? bytes : CURL_WRITEFUNC_ERROR;
}

bool Transfer::take_header(std::string_view line) {
  const FetchLimits& limits = context_.options.limits;
  header_bytes_ +=
      line.size();  // of all answers, 1xx and trailers too: a server may send those without end
  if (header_bytes_ > limits.max_header_bytes ||
      result_.headers.size() >= limits.max_header_count) {
    return refuse(ErrorCode::kTooLarge, "headers too large");
  }
  if (body_began_) return true;  // trailers
  if (line.starts_with("HTTP/") && (headers_over_ || result_.headers.empty())) {
    take_status_line(line);
  } else if (trimmed(line).empty()) {
    headers_ended();
  } else {
    take_field(line);
  }
  return true;
}

void Transfer::take_status_line(std::string_view line) {
  result_.headers.clear();
  set_cookies_.clear();
  headers_over_ = false;
  result_.status = 0;
  const auto space = line.find(' ');
  if (space == std::string_view::npos) return;
  const std::string_view rest = line.substr(space + 1);
  std::from_chars(rest.data(), rest.data() + rest.size(), result_.status);
}

void Transfer::take_field(std::string_view line) {
  if (line.front() == ' ' || line.front() == '\t') {  // obs-fold, RFC 9112 5.2
    if (!result_.headers.empty()) result_.headers.back().second.append(" ").append(trimmed(line));
    return;
  }
  const auto colon = line.find(':');
  if (colon == std::string_view::npos || colon == 0) return;
  std::string name(trimmed(line.substr(0, colon)));
  for (char& c : name) c = to_lower(c);
  const std::string_view value = trimmed(line.substr(colon + 1));
  // Cookies are for the jar alone: a result may end in a database or an export.
  if (name == "set-cookie") {
    set_cookies_.append(value).append("\n");
  } else {
    result_.headers.emplace_back(std::move(name), std::string(value));
  }
}

void Transfer::headers_ended() {
  headers_over_ = true;
  if (result_.status < 200 || request_.kind == BodyKind::kRobots) return;
  std::string_view rest = set_cookies_;
  while (!rest.empty()) {
    const auto end = rest.find('\n');
    context_.cookies.store(permit_->url(), rest.substr(0, end), result_.started);
    rest.remove_prefix(end + 1);
  }
}

std::size_t Transfer::body_limit() const {
  switch (request_.kind) {
    case BodyKind::kFeed:
      return context_.options.limits.max_feed;
    case BodyKind::kRobots:
      return robots::RobotsPolicy::kMaxBytes;
    case BodyKind::kAsset:
      return context_.options.limits.max_asset;
    case BodyKind::kPage:
      break;
  }
  return context_.options.limits.max_page;
}

bool Transfer::begin_body() {
  body_began_ = true;
  if (!is_success()) return true;
  if (const auto foreign = foreign_type(request_.kind, result_.header("content-type"))) {
    return refuse(ErrorCode::kInvalid, fmt::format("is {}, not a web page", *foreign));
  }
  const std::string encoding = joined(result_.headers, "content-encoding");
  const auto length = content_length(result_.header("content-length"));
  // Codings hardly ever make anything longer, so that what is too long packed is too long unpacked.
  if (length && *length > body_limit() && request_.kind != BodyKind::kRobots) {
    return refuse(ErrorCode::kTooLarge, fmt::format("larger than {} bytes", body_limit()));
  }
  const bool may_be_gzip_file =
      request_.kind == BodyKind::kFeed || (request_.kind == BodyKind::kPage && encoding.empty());
  auto decoder = ContentDecoder::create(encoding, may_be_gzip_file, body_limit());
  if (!decoder) return refuse(decoder.error().code, decoder.error().message);
  decoder_ = *std::move(decoder);
  if (length && encoding.empty()) result_.body.reserve(std::min(*length, kMaxReserve));
  return true;
}

bool Transfer::take_body(std::string_view bytes) {
  if (!body_began_ && !begin_body()) return false;
  result_.wire_bytes += bytes.size();
  if (!is_success()) {
    is_enough_ = result_.wire_bytes > kMaxUnwantedBody;
    return !is_enough_;
  }
  if (!is_decoded(decoder_->write(bytes, result_.body))) return false;
  return is_sniffed_ || result_.body.size() < kSniffBytes || sniff();
}

bool Transfer::is_decoded(DecodeStatus status) {
  switch (status) {
    case DecodeStatus::kOk:
      return true;
    case DecodeStatus::kCutOff:
      return refuse(ErrorCode::kNetwork, "the answer was cut off within its compressed body");
    case DecodeStatus::kDamaged:
      return refuse(ErrorCode::kNetwork, "the answer's compression is damaged");
    case DecodeStatus::kTooLarge:
      break;
  }
  if (request_.kind == BodyKind::kRobots) {
    is_enough_ = true;  // the first 512 KiB count (RFC 9309 2.5)
    return false;
  }
  return refuse(ErrorCode::kTooLarge, fmt::format("larger than {} bytes", body_limit()));
}

bool Transfer::sniff() {
  is_sniffed_ = true;
  const std::string_view first = std::string_view(result_.body).substr(0, kSniffBytes);
  if (const auto foreign = foreign_bytes(request_.kind, result_.header("content-type"), first)) {
    return refuse(ErrorCode::kInvalid, fmt::format("is {}, not a web page", *foreign));
  }
  return true;
}

void Transfer::body_ended() {
  if (is_redirect_status(result_.status)) set_redirect();
  if (!is_success() || is_enough_) return;
  if (!body_began_ && !begin_body())
    return;  // no body at all, but the header still says what it would have been
  if (is_decoded(decoder_->finish(result_.body)) && !is_sniffed_) sniff();
}

void Transfer::set_redirect() {
  const std::string_view location = result_.header("location");
  if (location.empty()) {
    refuse(ErrorCode::kInvalid, fmt::format("{} without a Location", result_.status));
    return;
  }
  if (location.size() > context_.options.limits.max_location) {
    refuse(ErrorCode::kTooLarge,
           fmt::format("redirects to an address of {} bytes", location.size()));
    return;
  }
  auto target = url::Url::parse(location, &result_.url);
  if (!target) {
    refuse(ErrorCode::kInvalid, fmt::format("redirects to {}, which is no http or https address",
                                            location.substr(0, 200)));
    return;
  }
  // Credentials in a Location are the server's idea, not the user's: never sent.
  if (!target->username().empty() || !target->password().empty()) {
    target = url::Url::parse(target->origin() + std::string(target->path_and_query()));
    if (!target) return;
  }
  result_.redirect = *std::move(target);
}

}  // namespace tearsheet::fetch
