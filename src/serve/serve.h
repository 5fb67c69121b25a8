// The database as a local reading room in the browser: lists, articles, feeds. Read-only, while a
// crawl writes or not.
//
// ReadingRoom makes an answer of a request and knows nothing of sockets; serve() brings it both
// (libmicrohttpd), and says who may come in. Pages hold no script, load nothing from elsewhere, and
// what a stored page could have put into them is text. docs/serving.md has it from the outside.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/result.h"

namespace tearsheet::serve {

/// Requests that are answered at once; more wait.
inline constexpr std::size_t kThreads = 8;
/// Connections that are open at once, of all; more are closed unanswered.
inline constexpr std::size_t kMaxConnections = 512;
/// Of one connection that says nothing, and of one that takes nothing.
inline constexpr std::chrono::seconds kPatience{5};
/// Rows of a page of a list, entries of a feed.
inline constexpr std::int64_t kRows = 50;
/// How far lists are leafed through.
inline constexpr std::int64_t kDeepest = 10'000;
/// Bytes of a stored page that are shown.
inline constexpr std::size_t kMaxPage = 20'000'000;

struct Request {
  std::string path{};                          ///< Decoded, with its first '/'.
  std::map<std::string, std::string> query{};  ///< Decoded; of a name that comes twice the first.
  std::string if_none_match{};
  std::string origin{};  ///< As whoever asks knows this server: "http://localhost:7733"; or empty.
};

struct Response {
  int status = 200;
  std::string type = "text/html; charset=utf-8";
  std::string body{};
  std::vector<std::pair<std::string, std::string>> headers{};
};

/// Any thread.
class ReadingRoom {
 public:
  /// The database, a file or the address of a server's, and what it is called on its pages; and the
  /// folder of site files, which may be none, for previews.
  ReadingRoom(std::string database, std::string name, std::filesystem::path selectors,
              const Clock& clock);
  ~ReadingRoom();
  ReadingRoom(const ReadingRoom&) = delete;
  ReadingRoom& operator=(const ReadingRoom&) = delete;

  /// That the database can be read.
  Result<void> open();
  /// Always gives one; 404, 400 and 500 say why in words.
  Response answer(const Request& request);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

struct ServeOptions {
  std::string host = "127.0.0.1";
  int port = 7733;  ///< 0: any that is free.
  /// Who says it may come in: as password of HTTP authentication, as bearer, or once as ?token=.
  /// Empty: everybody who reaches the address, which must be a loopback one.
  std::string token;
};
/// Answers until `stop`. `ready` gets the address when it is listened on. kInvalid: an address that
/// others reach, without a token; kIo: it cannot be listened on.
Result<void> serve(ReadingRoom& room, const ServeOptions& options,
                   const std::function<void(const std::string& address)>& ready,
                   const std::stop_token& stop);

}  // namespace tearsheet::serve
