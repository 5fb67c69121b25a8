// The reading room on a socket: how much a request may ask for, and what goes out with each answer.
#include <fmt/format.h>
#include <microhttpd.h>
#include <unistd.h>

#include <condition_variable>
#include <exception>
#include <mutex>

#include "base/handle.h"
#include "serve/door.h"
#include "serve/listener.h"
#include "serve/serve.h"

namespace tearsheet::serve {
namespace {

/// Bytes of a request with its headers.
constexpr std::size_t kMaxRequest = 32'768;

/// What the server is given with each request.
struct Desk {
  ReadingRoom& room;
  const Doorkeeper& door;
};

std::string_view header(MHD_Connection* connection, const char* name) {
  const char* const value = ::MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name);
  return value == nullptr ? std::string_view() : std::string_view(value);
}

MHD_Result take_parameter(void* query, MHD_ValueKind /*kind*/, const char* name,
                          std::size_t name_size, const char* value, std::size_t value_size) {
  static_cast<std::map<std::string, std::string>*>(query)->emplace(
      std::string(name, name_size), value == nullptr ? "" : std::string(value, value_size));
  return MHD_YES;
}

std::map<std::string, std::string> query_of(MHD_Connection* connection) {
  std::map<std::string, std::string> query;
  ::MHD_get_connection_values_n(connection, MHD_GET_ARGUMENT_KIND, take_parameter, &query);
  return query;
}

Response answer(const Desk& desk, MHD_Connection* connection, const char* path,
                const char* method) {
  const Asked asked{.method = method,
                    .host = header(connection, "Host"),
                    .authorization = header(connection, "Authorization"),
                    .cookie = header(connection, "Cookie"),
                    .forwarded_proto = header(connection, "X-Forwarded-Proto")};
  Request request{.path = path,
                  .query = query_of(connection),
                  .if_none_match = std::string(header(connection, "If-None-Match")),
                  .origin = origin_of(asked)};
  const auto token = request.query.find("token");
  const bool has_token = token != request.query.end();
  if (auto refusal = desk.door.refusal(asked, has_token ? &token->second : nullptr))
    return *std::move(refusal);
  Response response = desk.room.answer(request);
  if (has_token && desk.door.wants_token())
    response.headers.emplace_back("Set-Cookie", desk.door.cookie());
  return response;
}

void free_body(void* body) {
  std::unique_ptr<std::string>(static_cast<std::string*>(body)).reset();
}

MHD_Result send(MHD_Connection* connection, Response response) {
  // 304 has no body and says nothing of one (RFC 9110, section 15.4.5).
  constexpr int kNotModified = 304;
  auto body = std::make_unique<std::string>(
      response.status == kNotModified ? std::string() : std::move(response.body));
  MHD_Response* const made = ::MHD_create_response_from_buffer_with_free_callback_cls(
      body->size(), body->data(), free_body, body.get());
  if (made == nullptr) return MHD_NO;
  (void)body.release();
  const auto set = [&](const char* name, const std::string& value) {
    (void)::MHD_add_response_header(made, name, value.c_str());
  };
  set("X-Content-Type-Options", "nosniff");
  set("Referrer-Policy", "no-referrer");
  set("Cross-Origin-Opener-Policy", "same-origin");
  set("Cross-Origin-Resource-Policy", "same-origin");
  bool has_caching = false;
  for (const auto& [name, value] : response.headers) {
    set(name.c_str(), value);
    has_caching = has_caching || name == "Cache-Control";
  }
  if (!has_caching) set("Cache-Control", "no-store");
  if (response.status != kNotModified) set("Content-Type", response.type);
  const MHD_Result queued =
      ::MHD_queue_response(connection, static_cast<unsigned int>(response.status), made);
  ::MHD_destroy_response(made);
  return queued;
}

/// Called when the headers of a request are there, then with its body, and when it is whole.
/// Nothing is ever sent here: what has a body is refused before it is read.
MHD_Result handle(void* argument, MHD_Connection* connection, const char* path, const char* method,
                  const char* /*version*/, const char* /*body*/, std::size_t* body_size,
                  void** seen) {
  // Through libmicrohttpd, which is C, nothing is thrown.
  try {
    static constexpr char kSeen = 0;
    const Desk& desk = *static_cast<const Desk*>(argument);
    if (*seen == nullptr) {
      *seen = const_cast<char*>(&kSeen);
      const std::string_view length = header(connection, "Content-Length");
      const bool has_body =
          (!length.empty() && length != "0") || !header(connection, "Transfer-Encoding").empty();
      if (!has_body) return MHD_YES;
    } else if (*body_size != 0) {
      return MHD_NO;
    }
    return send(connection, answer(desk, connection, path, method));
  } catch (const std::exception&) {
    return MHD_NO;
  }
}

using Daemon = Handle<MHD_Daemon, MHD_stop_daemon>;

}  // namespace

Result<void> serve(ReadingRoom& room, const ServeOptions& options,
                   const std::function<void(const std::string& address)>& ready,
                   const std::stop_token& stop) {
  if (options.token.empty() && !is_loopback(options.host)) {
    return fail(ErrorCode::kInvalid,
                fmt::format("others reach {}: say with --token (or TEARSHEET_TOKEN) who may read",
                            options.host));
  }
  if (!is_cookie_safe(options.token)) {
    return fail(ErrorCode::kInvalid,
                "a token is made of letters, digits and signs but comma, semicolon and quotes");
  }
  auto listener = listen_on(options.host, options.port);
  if (!listener) return fail(listener.error());

  const Doorkeeper door(options);
  Desk desk{room, door};
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-vararg): its options have no other form
  const Daemon daemon(::MHD_start_daemon(
      MHD_USE_EPOLL_INTERNAL_THREAD, 0, nullptr, nullptr, handle, &desk, MHD_OPTION_LISTEN_SOCKET,
      listener->socket, MHD_OPTION_THREAD_POOL_SIZE, static_cast<unsigned int>(kThreads),
      MHD_OPTION_CONNECTION_LIMIT, static_cast<unsigned int>(kMaxConnections),
      MHD_OPTION_CONNECTION_TIMEOUT, static_cast<unsigned int>(kPatience.count()),
      MHD_OPTION_CONNECTION_MEMORY_LIMIT, kMaxRequest, MHD_OPTION_STRICT_FOR_CLIENT, 1,
      MHD_OPTION_END));
  if (daemon == nullptr) {
    ::close(listener->socket);
    return fail(ErrorCode::kIo,
                fmt::format("{}:{}: the server cannot be started: too many open files or threads?",
                            options.host, listener->port));
  }
  const bool is_v6 = options.host.find(':') != std::string::npos;
  ready(fmt::format("http://{}{}{}:{}/", is_v6 ? "[" : "", options.host, is_v6 ? "]" : "",
                    listener->port));
  std::mutex mutex;
  std::condition_variable_any wait;
  std::unique_lock lock(mutex);
  wait.wait(lock, stop, [] { return false; });
  return {};
}

}  // namespace tearsheet::serve
