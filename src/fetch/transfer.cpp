// The request half of a transfer: options, headers, and how it ends.
#include "fetch/transfer.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace tearsheet::fetch {
namespace {

std::string_view accept_for(BodyKind kind) {
  switch (kind) {
    case BodyKind::kPage:
      return "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5";
    case BodyKind::kFeed:
      return "application/atom+xml,application/rss+xml,application/feed+json,application/"
             "xml;q=0.9,text/xml;q=0.9,*/*;q=0.5";
    case BodyKind::kRobots:
      return "text/plain,*/*;q=0.5";
    case BodyKind::kAsset:
      return "image/*,text/css,*/*;q=0.1";
  }
  return "*/*";
}

url::Url without_credentials(const url::Url& url) {
  if (url.username().empty() && url.password().empty()) return url;
  std::string text = request_url(url);
  if (!url.fragment().empty()) text.append("#").append(url.fragment());
  auto plain = url::Url::parse(text);
  return plain ? *std::move(plain) : url;
}

}  // namespace

Transfer::Transfer(TransferContext& context) : context_(context), easy_(curl_easy_init()) {
  if (easy_) set_constant_options();
}

void Transfer::set_constant_options() {
  CURL* easy = easy_.get();
  set_wire_options(easy, context_.options, context_.trust);
  set(easy, CURLOPT_PRIVATE, this);
  set(easy, CURLOPT_ERRORBUFFER, message_.data());
  set(easy, CURLOPT_HTTP_CONTENT_DECODING, 0L);  // content_decoder does it
  set(easy, CURLOPT_FORBID_REUSE, context_.options.close_connections ? 1L : 0L);
  set(easy, CURLOPT_HEADERFUNCTION, &Transfer::on_header);
  set(easy, CURLOPT_HEADERDATA, this);
  set(easy, CURLOPT_WRITEFUNCTION, &Transfer::on_body);
  set(easy, CURLOPT_WRITEDATA, this);
  set(easy, CURLOPT_OPENSOCKETFUNCTION, &Transfer::on_socket);
  set(easy, CURLOPT_OPENSOCKETDATA, this);
  set(easy, CURLOPT_PREREQFUNCTION, &Transfer::on_request);
  set(easy, CURLOPT_PREREQDATA, this);
}

bool Transfer::prepare(polite::Permit permit, FetchRequest request) {
  permit_ = std::move(permit);
  request_ = std::move(request);
  result_ = {};
  result_.id = request_.id;
  result_.url = without_credentials(permit_->url());
  result_.started = context_.clock.now();
  began_ = context_.clock.steady();
  allowed_time_ = request_.timeout.value_or(context_.options.limits.total);
  message_[0] = '\0';
  refused_address_.clear();
  is_too_late_ = false;
  header_bytes_ = 0;
  headers_over_ = body_began_ = is_enough_ = is_sniffed_ = false;
  set_cookies_.clear();
  decoder_.reset();

  if (!easy_) return refuse(ErrorCode::kIo, "out of memory");
  set_proxy();
  if (const auto refused = refused_host(context_.options.addresses, permit_->url()))
    return refuse(ErrorCode::kDenied, not_public(*refused));
  if (!set_url(easy_.get(), url_, permit_->url()))
    return refuse(ErrorCode::kInvalid, "libcurl reads this address in another way: refused");
  if (!is_header_safe(request_.authorization) || !is_header_safe(request_.validators.etag) ||
      !is_header_safe(request_.validators.last_modified)) {
    return refuse(ErrorCode::kInvalid, "a request header with control characters");
  }
  if (!set_headers()) return false;
  set(easy_.get(), CURLOPT_TIMEOUT_MS, std::max(1L, static_cast<long>(allowed_time_.count())));
  set(easy_.get(), CURLOPT_FRESH_CONNECT, 0L);
  is_sent_again_ = is_on_the_wire_ = wants_new_signature_ = false;
  return true;
}

void Transfer::set_proxy() {
  const std::string proxy(context_.proxies.for_url(permit_->url()));
  via_proxy_ = !proxy.empty();
  set(easy_.get(), CURLOPT_PROXY, proxy.c_str());  // "": none, whatever the environment says
}

bool Transfer::set_headers() {
  curl_slist* list = nullptr;
  const auto add = [&list](const std::string& line) {
    if (curl_slist* longer = curl_slist_append(list, line.c_str())) list = longer;
  };
  const url::Url& url = permit_->url();
  add(fmt::format("Accept: {}", accept_for(request_.kind)));
  add("Accept-Encoding: gzip, deflate, br, zstd");
  if (!request_.validators.etag.empty()) add("If-None-Match: " + request_.validators.etag);
  if (!request_.validators.last_modified.empty())
    add("If-Modified-Since: " + request_.validators.last_modified);
  if (!request_.authorization.empty()) {
    add("Authorization: " + request_.authorization);
  } else if (const std::string basic = basic_authorization(url); !basic.empty()) {
    add("Authorization: " + basic);
  }
  if (request_.kind != BodyKind::kRobots) {
    if (const std::string cookies = context_.cookies.header_for(url, result_.started);
        !cookies.empty()) {
      add("Cookie: " + cookies);
    }
  }
  std::optional<Error> unsigned_because;
  if (const identity::Identity* identity = context_.options.identity) {
    if (const auto fields = identity->sign(url, context_.clock.now())) {
      for (const auto& [name, value] : *fields) add(fmt::format("{}: {}", name, value));
    } else {
      unsigned_because = fields.error();
    }
  }
  // Before the old list goes, the handle must know the new one.
  set(easy_.get(), CURLOPT_HTTPHEADER, list);
  header_list_.reset(list);
  return unsigned_because ? refuse(unsigned_because->code, unsigned_because->message) : true;
}

curl_socket_t Transfer::on_socket(void* self, curlsocktype, curl_sockaddr* peer) {
  auto& transfer = *static_cast<Transfer*>(self);
  const bool is_any_allowed =
      transfer.via_proxy_ || transfer.context_.options.addresses.allow_private;
  return open_socket(*peer, is_any_allowed, transfer.refused_address_);
}

int Transfer::on_request(void* self, char* peer, char*, int, int) {
  auto& transfer = *static_cast<Transfer*>(self);
  const auto& latest = transfer.request_.start_before;
  if (latest && transfer.context_.clock.steady() > *latest) {
    transfer.is_too_late_ = true;
    return CURL_PREREQFUNC_ABORT;
  }
  transfer.result_.address = peer;
  // libcurl asks again by itself where a kept connection was closed under it: a signature is for
  // one request.
  if (transfer.context_.options.identity != nullptr && transfer.is_on_the_wire_) {
    transfer.wants_new_signature_ = true;
    return CURL_PREREQFUNC_ABORT;
  }
  transfer.is_on_the_wire_ = true;
  if (transfer.via_proxy_ || transfer.context_.options.addresses.allows(peer))
    return CURL_PREREQFUNC_OK;
  transfer.refused_address_ = peer;
  return CURL_PREREQFUNC_ABORT;
}

// libcurl does so itself for a stream that is refused, but not (7.88) when the GOAWAY was waiting
// in the connection that it took again: it reports an error of framing.
bool Transfer::is_to_be_sent_again(CURLcode code) {
  long connects = 1;
  curl_easy_getinfo(easy_.get(), CURLINFO_NUM_CONNECTS, &connects);
  const bool was_told_goodbye = code == CURLE_HTTP2 && connects == 0;
  const bool is_stale = code == CURLE_ABORTED_BY_CALLBACK && wants_new_signature_;
  if ((!was_told_goodbye && !is_stale) || header_bytes_ != 0 || is_sent_again_) return false;
  if (!set_headers()) return false;
  set(easy_.get(), CURLOPT_FRESH_CONNECT, 1L);
  message_[0] = '\0';
  is_on_the_wire_ = wants_new_signature_ = false;
  return is_sent_again_ = true;
}

Fetcher::Done Transfer::finish(CURLcode code) {
  if (result_.error) return done();
  if (code != CURLE_OK && !(is_enough_ && code == CURLE_WRITE_ERROR)) {
    if (code == CURLE_OUT_OF_MEMORY && !headers_over_) {
      refuse(ErrorCode::kTooLarge, "headers too large");  // libcurl says so of a line above 100 kB
    } else if (is_too_late_) {
      refuse(ErrorCode::kCancelled, "too late to ask");
    } else if (!refused_address_.empty()) {
      refuse(ErrorCode::kDenied, not_public(refused_address_));
    } else {
      long os_error = 0;
      curl_easy_getinfo(easy_.get(), CURLINFO_OS_ERRNO, &os_error);
      const Error error = transfer_error(code, os_error, message_.data(), allowed_time_);
      refuse(error.code, error.message);
    }
    return done();
  }
  body_ended();
  return done();
}

Fetcher::Done Transfer::cancelled() {
  if (!result_.error) refuse(ErrorCode::kCancelled, "stopped");
  return done();
}

Fetcher::Done Transfer::done() {
  result_.elapsed =
      std::chrono::duration_cast<std::chrono::milliseconds>(context_.clock.steady() - began_);
  if (result_.error) result_.body = {};
  Fetcher::Done done{*std::move(permit_), std::move(result_)};
  permit_.reset();
  return done;
}

bool Transfer::refuse(ErrorCode code, std::string_view what) {
  result_.error = Error{code, fmt::format("{}: {}", permit_->url().authority(), what)};
  return false;
}

}  // namespace tearsheet::fetch
