// The reading room on a socket: who may come in, and how much a request may ask for.
#include <arpa/inet.h>
#include <fmt/format.h>
#include <httplib.h>
#include <sys/socket.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "base/ascii.h"
#include "base/base64.h"
#include "serve/serve.h"

namespace tearsheet::serve {
namespace {

constexpr std::size_t kMaxBody = 1024;  // nothing is ever sent here
constexpr std::string_view kCookie = "tearsheet-token=";

bool is_loopback(std::string_view host) {
  if (host == "localhost" || host == "::1") return true;
  in_addr address{};
  constexpr unsigned kFirstByte = 24, kLoopback = 127;
  return ::inet_pton(AF_INET, std::string(host).c_str(), &address) == 1 &&
         ntohl(address.s_addr) >> kFirstByte == kLoopback;
}

/// Without what stands behind the last colon, and without brackets.
std::string_view host_without_port(std::string_view host) {
  if (host.starts_with('[')) return host.substr(1, host.find(']') - 1);
  return host.substr(0, host.find(':'));
}

/// In a time that does not tell how much of it was right.
bool are_equal(std::string_view a, std::string_view b) {
  unsigned different = a.size() == b.size() ? 0U : 1U;
  for (std::size_t i = 0; i < a.size(); ++i)
    different |= static_cast<unsigned char>(a[i]) ^
                 static_cast<unsigned char>(b.empty() ? 0 : b[i % b.size()]);
  return different == 0;
}

/// RFC 6265 4.1.1.
bool is_cookie_safe(std::string_view token) {
  return std::ranges::all_of(token, [](char c) {
    return c > 0x20 && c < 0x7f && std::string_view("\",;\\").find(c) == std::string_view::npos;
  });
}

class Doorkeeper {
 public:
  explicit Doorkeeper(const ServeOptions& options) : options_(options) {}

  /// A page of the web can make a browser ask an address of this machine by another name (DNS
  /// rebinding), and would then be let read the answer.
  [[nodiscard]] bool knows_host(const httplib::Request& request) const {
    if (!options_.token.empty()) return true;
    const std::string host = request.get_header_value("Host");
    return is_loopback(host_without_port(host));
  }

  [[nodiscard]] bool lets_in(const httplib::Request& request) const {
    if (options_.token.empty()) return true;
    const std::string authorization = request.get_header_value("Authorization");
    if (starts_with_ignoring_case(authorization, "Bearer "))
      return is_token(std::string_view(authorization).substr(7));
    if (starts_with_ignoring_case(authorization, "Basic ")) {
      const std::string pair = from_base64(std::string_view(authorization).substr(6)).bytes;
      const std::size_t colon = pair.find(':');
      return colon != std::string::npos && is_token(std::string_view(pair).substr(colon + 1));
    }
    if (request.has_param("token")) return is_token(request.get_param_value("token"));
    return has_cookie(request.get_header_value("Cookie"));
  }

 private:
  [[nodiscard]] bool is_token(std::string_view given) const {
    return are_equal(given, options_.token);
  }
  [[nodiscard]] bool has_cookie(std::string_view cookies) const {
    for (std::size_t at = 0; at < cookies.size();) {
      const std::size_t end = std::min(cookies.find(';', at), cookies.size());
      const std::string_view one = trimmed(cookies.substr(at, end - at));
      if (one.starts_with(kCookie) && is_token(one.substr(kCookie.size()))) return true;
      at = end + 1;
    }
    return false;
  }

  const ServeOptions& options_;
};

void refuse(httplib::Response& response, int status, const std::string& sentence) {
  response.status = status;
  response.set_content(sentence + "\n", "text/plain; charset=utf-8");
}

void set_safe_headers(httplib::Response& response) {
  response.set_header("X-Content-Type-Options", "nosniff");
  response.set_header("Referrer-Policy", "no-referrer");
  response.set_header("Cross-Origin-Opener-Policy", "same-origin");
  response.set_header("Cross-Origin-Resource-Policy", "same-origin");
}

/// As whoever asks knows this server; a proxy in front of it may have the TLS.
std::string origin_of(const httplib::Request& asked) {
  const std::string host = asked.get_header_value("Host");
  const bool is_host = !host.empty() && std::ranges::all_of(host, [](char c) {
    return is_alpha(c) || is_digit(c) || std::string_view(".-:[]_").find(c) != std::string::npos;
  });
  if (!is_host) return {};
  const bool is_tls = equals_ignoring_case(asked.get_header_value("X-Forwarded-Proto"), "https");
  return (is_tls ? "https://" : "http://") + host;
}

Request request_of(const httplib::Request& asked) {
  Request request;
  request.path = asked.path;
  for (const auto& [name, value] : asked.params) request.query.emplace(name, value);
  request.origin = origin_of(asked);
  request.if_none_match = asked.get_header_value("If-None-Match");
  return request;
}

void answer(ReadingRoom& room, const Doorkeeper& door, const ServeOptions& options,
            const httplib::Request& asked, httplib::Response& response) {
  set_safe_headers(response);
  if (asked.method != "GET" && asked.method != "HEAD")
    return refuse(response, 405, "this is for reading: GET and HEAD");
  if (!door.knows_host(asked))
    return refuse(response, 421, "this is the reading room of another name: ask localhost");
  if (!door.lets_in(asked)) {
    response.set_header("WWW-Authenticate", "Basic realm=\"tearsheet\", charset=\"UTF-8\"");
    return refuse(response, 401, "the token is needed: as password, whatever the user's name");
  }
  if (!options.token.empty() && asked.has_param("token")) {
    response.set_header("Set-Cookie", std::string(kCookie) + options.token +
                                          "; Path=/; HttpOnly; SameSite=Strict; Max-Age=31536000");
  }
  Response made = room.answer(request_of(asked));
  response.status = made.status;
  bool has_caching = false;
  for (const auto& [name, value] : made.headers) {
    response.set_header(name, value);
    has_caching = has_caching || name == "Cache-Control";
  }
  if (!has_caching) response.set_header("Cache-Control", "no-store");
  if (made.status != 304) response.set_content(std::move(made.body), made.type);
}

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
  const Doorkeeper door(options);
  httplib::Server server;
  server.new_task_queue = [] { return std::make_unique<httplib::ThreadPool>(kThreads).release(); };
  server.set_payload_max_length(kMaxBody);
  server.set_read_timeout(kPatience);
  server.set_write_timeout(kPatience);
  server.set_keep_alive_timeout(kPatience.count());
  server.set_tcp_nodelay(true);
  // Not its own choice, SO_REUSEPORT, by which two reading rooms would share an address.
  server.set_socket_options([](socket_t socket) {
    const int yes = 1;
    ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  });
  // Before its routing, which matches paths by std::regex.
  server.set_pre_routing_handler([&](const httplib::Request& asked, httplib::Response& response) {
    answer(room, door, options, asked, response);
    return httplib::Server::HandlerResponse::Handled;
  });
  const bool is_any = options.port == 0;
  const int port = is_any ? server.bind_to_any_port(options.host) : options.port;
  if (port < 0 || (!is_any && !server.bind_to_port(options.host, port))) {
    return fail(ErrorCode::kIo, fmt::format("{}:{} cannot be listened on: is it in use?",
                                            options.host, options.port));
  }
  std::atomic<bool> is_over = false;
  std::jthread stopper([&](const std::stop_token& own) {
    std::mutex mutex;
    std::condition_variable_any wait;
    std::unique_lock lock(mutex);
    const std::stop_callback wake(stop, [&] { wait.notify_all(); });
    const std::stop_callback wake_too(own, [&] { wait.notify_all(); });
    while (!stop.stop_requested() && !own.stop_requested())
      wait.wait_for(lock, std::chrono::milliseconds(100));
    // It can be stopped once it runs.
    while (!is_over && !server.is_running())
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    server.stop();
  });
  const bool is_v6 = options.host.find(':') != std::string::npos;
  ready(fmt::format("http://{}{}{}:{}/", is_v6 ? "[" : "", options.host, is_v6 ? "]" : "", port));
  const bool is_fine = server.listen_after_bind();
  is_over = true;
  if (is_fine || stop.stop_requested()) return {};
  return fail(ErrorCode::kIo, fmt::format("{}:{}: listening broke off", options.host, port));
}

}  // namespace tearsheet::serve
