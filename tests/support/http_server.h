// A real HTTP/1.1 server on loopback for tests: scripted answers, honest or not, and a record of
// who asked for what and when.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tearsheet::test {

using Headers = std::vector<std::pair<std::string, std::string>>;

struct Request {
  std::string method, target,
      local_address;  ///< Target with query; the address that was connected to.
  Headers headers;    ///< Names lower case.
  std::string body;   ///< As long as Content-Length says.
  std::chrono::steady_clock::time_point began, ended;  ///< Head read; answer written.
  int connection = 0;                                  ///< Number of the connection, from 1.
  [[nodiscard]] std::string header(std::string_view lower_case_name) const;
};

/// Bytes to send after a pause.
struct Piece {
  std::string bytes;
  std::chrono::milliseconds pause{0};
};

struct Response {
  int status = 200;
  std::string body{};
  Headers headers{};  ///< Content-Length is added unless they say how long the body is.
  std::string content_type = "text/html; charset=utf-8";  ///< Empty: none.
  std::chrono::milliseconds pause{0};                     ///< Before anything is sent.
  std::vector<Piece>
      raw{};           ///< If given, sent instead of all the above, then the connection is closed.
  bool reset = false;  ///< Ends with RST.
  bool close = false;
};

/// Each connection has a thread of its own. Paths without a script get 404. All members may be
/// called from any thread.
class HttpServer {
 public:
  using Handler = std::function<Response(const Request&)>;

  /// Listens on a free port of `addresses` (all in 127.0.0.0/8), the same on each.
  explicit HttpServer(const std::vector<std::string>& addresses = {"127.0.0.1"});
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  [[nodiscard]] int port() const;
  /// "http://127.0.0.1:PORT" + `path`.
  [[nodiscard]] std::string url(std::string_view path,
                                std::string_view address = "127.0.0.1") const;

  /// The answer for a target; without '?' in `path`, for all its queries too.
  void on(const std::string& path, Response response);
  void on(const std::string& path, Handler handler);

  [[nodiscard]] std::vector<Request> requests() const;  ///< In the order they began.
  [[nodiscard]] std::vector<Request> requests(std::string_view path) const;
  [[nodiscard]] int connections() const;
  [[nodiscard]] int most_at_once() const;  ///< Requests under way at the same time.

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tearsheet::test
