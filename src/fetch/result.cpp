// What a result means: to its reader, to the gate.
#include <fmt/format.h>

#include <algorithm>

#include "fetch/fetch.h"

namespace tearsheet::fetch {
namespace {

std::string_view phrase(int status) {  // RFC 9110 15 and the IANA registry, those that are met
  switch (status) {
    case 204:
      return "No Content";
    case 205:
      return "Reset Content";
    case 206:
      return "Partial Content";
    case 300:
      return "Multiple Choices";
    case 304:
      return "Not Modified";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 402:
      return "Payment Required";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 406:
      return "Not Acceptable";
    case 410:
      return "Gone";
    case 418:
      return "I'm a teapot";
    case 429:
      return "Too Many Requests";
    case 451:
      return "Unavailable For Legal Reasons";
    case 500:
      return "Internal Server Error";
    case 502:
      return "Bad Gateway";
    case 503:
      return "Service Unavailable";
    case 504:
      return "Gateway Timeout";
    default:
      return "";
  }
}

}  // namespace

std::string_view FetchResult::header(std::string_view lower_case_name) const {
  const auto found = std::ranges::find(headers, lower_case_name, &Headers::value_type::first);
  return found == headers.end() ? std::string_view{} : std::string_view(found->second);
}

Validators FetchResult::validators() const {
  return {std::string(header("etag")), std::string(header("last-modified"))};
}

std::optional<Error> status_error(const FetchResult& result) {
  if (result.error) return result.error;
  if (result.status == 200 || result.status == 203) return std::nullopt;
  ErrorCode code = ErrorCode::kNetwork;
  if (result.status == 404 || result.status == 410) code = ErrorCode::kNotFound;
  if (result.status == 401 || result.status == 403 || result.status == 451)
    code = ErrorCode::kDenied;
  const std::string_view words = phrase(result.status);
  return Error{code, fmt::format("{}: answered {}{}{}", result.url.authority(), result.status,
                                 words.empty() ? "" : " ", words)};
}

polite::Outcome outcome_of(const FetchResult& result, SysTime now) {
  polite::Outcome outcome;
  // An answer that was cut off, or that never came in full, is the host's trouble; one that we did
  // not want is not.
  const bool is_trouble = result.error && (result.error->code == ErrorCode::kNetwork ||
                                           result.error->code == ErrorCode::kTimeout);
  outcome.status = is_trouble ? 0 : result.status;
  if (outcome.status == 0 && !is_trouble) outcome.status = 200;  // we ended it, the host is well
  outcome.retry_after = parse_retry_after(result.header("retry-after"), now);
  outcome.is_redirect = result.redirect.has_value();
  outcome.private_peer = is_private_address(result.address);
  return outcome;
}

void settle(polite::HostGate& gate, const Clock& clock, const Fetcher::Done& done) {
  const FetchResult& result = done.result;
  const bool is_cancelled = result.error && result.error->code == ErrorCode::kCancelled;
  const bool is_refused = result.error && (result.error->code == ErrorCode::kDenied ||
                                           result.error->code == ErrorCode::kInvalid);
  if (result.address.empty() && (is_cancelled || is_refused)) {
    gate.cancel(done.permit);  // nobody was asked anything
  } else {
    gate.finished(done.permit, outcome_of(result, clock.now()));
  }
  if (done.permit.purpose() != polite::Purpose::kRobots) return;
  if (is_cancelled) return;  // asked again, if anybody still wants it
  // A redirect that leads nowhere is an answer like 404; any other error means that the file could
  // not be had.
  const bool is_answer = !result.error || (result.status >= 300 && result.status < 400);
  fetch::Validators validators = result.validators();
  gate.robots_answered(done.permit, is_answer ? result.status : 0, result.body, result.redirect,
                       {std::move(validators.etag), std::move(validators.last_modified)});
}

}  // namespace tearsheet::fetch
