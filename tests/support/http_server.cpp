#include "support/http_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <map>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <thread>

namespace tearsheet::test {
namespace {

using std::chrono::steady_clock;

constexpr std::size_t kMaxHead = 1'000'000;

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return result;
}

std::optional<Request> parse_head(std::string_view head) {
  Request request;
  const auto line_end = head.find("\r\n");
  const std::string_view line = head.substr(0, line_end);
  const auto first = line.find(' '), last = line.rfind(' ');
  if (first == std::string_view::npos || last <= first) return std::nullopt;
  request.method = line.substr(0, first);
  request.target = line.substr(first + 1, last - first - 1);
  for (std::size_t at = line_end + 2; at < head.size();) {
    const auto end = std::min(head.find("\r\n", at), head.size());
    const std::string_view field = head.substr(at, end - at);
    at = end + 2;
    const auto colon = field.find(':');
    if (colon == std::string_view::npos) continue;
    std::string_view value = field.substr(colon + 1);
    while (value.starts_with(' ')) value.remove_prefix(1);
    request.headers.emplace_back(lower(field.substr(0, colon)), std::string(value));
  }
  return request;
}

bool send_all(int socket, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

bool says_how_long(const Headers& headers) {
  return std::ranges::any_of(headers, [](const auto& field) {
    const std::string name = lower(field.first);
    return name == "content-length" || name == "transfer-encoding";
  });
}

std::string to_bytes(const Response& response, bool is_head) {
  std::string text = "HTTP/1.1 " + std::to_string(response.status) + " Status\r\n";
  if (!response.content_type.empty()) text += "Content-Type: " + response.content_type + "\r\n";
  for (const auto& [name, value] : response.headers)
    text.append(name).append(": ").append(value).append("\r\n");
  const bool has_body = response.status != 204 && response.status != 304 && !is_head;
  if (!says_how_long(response.headers) && response.status != 204 && response.status != 304) {
    text += "Content-Length: " + std::to_string(response.body.size()) + "\r\n";
  }
  if (response.close) text += "Connection: close\r\n";
  text += "\r\n";
  if (has_body) text += response.body;
  return text;
}

std::string local_address(int socket) {
  sockaddr_in address{};
  socklen_t size = sizeof address;
  getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size);
  std::array<char, INET_ADDRSTRLEN> text{};
  inet_ntop(AF_INET, &address.sin_addr, text.data(), text.size());
  return text.data();
}

}  // namespace

std::string Request::header(std::string_view lower_case_name) const {
  for (const auto& [name, value] : headers) {
    if (name == lower_case_name) return value;
  }
  return {};
}

struct HttpServer::State {
  mutable std::mutex mutex;  // guards handlers, log, open
  std::map<std::string, Handler> handlers;
  std::vector<Request> log;
  std::vector<int> open;

  int port = 0;
  std::atomic<int> connections{0}, under_way{0}, most_at_once{0};
  std::atomic<bool> is_over{false};
  std::vector<int> listeners;
  std::vector<std::jthread> acceptors;
  std::mutex threads_mutex;  // guards threads
  std::vector<std::jthread> threads;

  void listen_on(const std::string& address) {
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in name{};
    name.sin_family = AF_INET;
    name.sin_port = htons(static_cast<std::uint16_t>(port));
    inet_pton(AF_INET, address.c_str(), &name.sin_addr);
    if (::bind(socket, reinterpret_cast<sockaddr*>(&name), sizeof name) != 0 ||
        ::listen(socket, 128) != 0) {
      ::close(socket);
      throw std::runtime_error("http_server: cannot listen on " + address);
    }
    socklen_t size = sizeof name;
    getsockname(socket, reinterpret_cast<sockaddr*>(&name), &size);
    port = ntohs(name.sin_port);
    listeners.push_back(socket);
  }

  void accept_loop(int listener) {
    for (;;) {
      const int socket = ::accept4(listener, nullptr, nullptr, SOCK_CLOEXEC);
      if (socket < 0 || is_over) {
        if (socket >= 0) ::close(socket);
        return;
      }
      const int number = ++connections;
      {
        const std::lock_guard lock(mutex);
        open.push_back(socket);
      }
      const std::lock_guard lock(threads_mutex);
      threads.emplace_back([this, socket, number] { serve(socket, number); });
    }
  }

  void serve(int socket, int number) {
    std::string buffer;
    while (!is_over && serve_one(socket, number, buffer)) {
    }
    const std::lock_guard lock(mutex);
    std::erase(open, socket);
    ::close(socket);
  }

  bool serve_one(int socket, int number, std::string& buffer) {
    std::size_t end = 0;
    std::array<char, 16384> bytes;
    while ((end = buffer.find("\r\n\r\n")) == std::string::npos) {
      const auto got = ::recv(socket, bytes.data(), bytes.size(), 0);
      if (got <= 0 || buffer.size() > kMaxHead) return false;
      buffer.append(bytes.data(), static_cast<std::size_t>(got));
    }
    auto request = parse_head(std::string_view(buffer).substr(0, end));
    buffer.erase(0, end + 4);
    if (!request) return false;
    const std::string length = request->header("content-length");
    const std::size_t body = length.empty() ? 0 : std::stoul(length);
    while (buffer.size() < body) {
      const auto got = ::recv(socket, bytes.data(), bytes.size(), 0);
      if (got <= 0) return false;
      buffer.append(bytes.data(), static_cast<std::size_t>(got));
    }
    request->body = buffer.substr(0, body);
    buffer.erase(0, body);
    request->local_address = local_address(socket);
    request->connection = number;
    request->began = steady_clock::now();
    const int now = ++under_way;
    int most = most_at_once;
    while (now > most && !most_at_once.compare_exchange_weak(most, now)) {
    }
    std::size_t index = 0;
    Handler handler;
    {
      const std::lock_guard lock(mutex);
      index = log.size();
      log.push_back(*request);
      handler = find(request->target);
    }
    // Over just before the last bytes go: the client may act on them sooner than we get to note it.
    const auto is_over_now = [&] {
      --under_way;
      const std::lock_guard lock(mutex);
      log[index].ended = steady_clock::now();
    };
    return answer(socket, *request,
                  handler ? handler(*request) : Response{.status = 404, .body = "nothing here"},
                  is_over_now);
  }

  Handler find(const std::string& target) const {
    auto found = handlers.find(target);
    if (found == handlers.end()) found = handlers.find(target.substr(0, target.find('?')));
    return found == handlers.end() ? Handler{} : found->second;
  }

  void pause(std::chrono::milliseconds time) const {
    const auto until = steady_clock::now() + time;
    while (!is_over && steady_clock::now() < until) {
      std::this_thread::sleep_for(std::min<steady_clock::duration>(std::chrono::milliseconds(20),
                                                                   until - steady_clock::now()));
    }
  }

  template <class Note>
  bool answer(int socket, const Request& request, const Response& response, Note note_end) const {
    pause(response.pause);
    bool is_alive = true;
    if (response.raw.empty()) {
      note_end();
      is_alive = send_all(socket, to_bytes(response, request.method == "HEAD"));
    } else {
      for (std::size_t i = 0; i < response.raw.size(); ++i) {
        pause(response.raw[i].pause);
        const bool is_last = i + 1 == response.raw.size();
        if (is_last) note_end();
        if (!is_over && send_all(socket, response.raw[i].bytes)) continue;
        if (!is_last) note_end();  // the client has gone
        break;
      }
      is_alive = false;
    }
    if (response.reset) {
      pause(std::chrono::milliseconds(50));  // let what was sent arrive first
      const linger at_once{1, 0};
      setsockopt(socket, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    }
    return is_alive && !response.close && !response.reset;
  }
};

HttpServer::HttpServer(const std::vector<std::string>& addresses)
    : state_(std::make_unique<State>()) {
  for (const std::string& address : addresses) state_->listen_on(address);
  for (const int listener : state_->listeners) {
    state_->acceptors.emplace_back(
        [state = state_.get(), listener] { state->accept_loop(listener); });
  }
}

HttpServer::~HttpServer() {
  state_->is_over = true;
  for (const int listener : state_->listeners) ::shutdown(listener, SHUT_RDWR);
  state_->acceptors.clear();  // joins
  for (const int listener : state_->listeners) ::close(listener);
  {
    const std::lock_guard lock(state_->mutex);
    for (const int socket : state_->open) ::shutdown(socket, SHUT_RDWR);
  }
  state_->threads.clear();  // joins
}

int HttpServer::port() const {
  return state_->port;
}

std::string HttpServer::url(std::string_view path, std::string_view address) const {
  return "http://" + std::string(address) + ":" + std::to_string(port()) + std::string(path);
}

void HttpServer::on(const std::string& path, Response response) {
  on(path, [answer = std::move(response)](const Request&) { return answer; });
}

void HttpServer::on(const std::string& path, Handler handler) {
  const std::lock_guard lock(state_->mutex);
  state_->handlers[path] = std::move(handler);
}

std::vector<Request> HttpServer::requests() const {
  const std::lock_guard lock(state_->mutex);
  return state_->log;
}

std::vector<Request> HttpServer::requests(std::string_view path) const {
  std::vector<Request> all = requests();
  std::erase_if(all, [path](const Request& request) {
    return request.target.substr(0, request.target.find('?')) != path;
  });
  return all;
}

int HttpServer::connections() const {
  return state_->connections;
}
int HttpServer::most_at_once() const {
  return state_->most_at_once;
}

}  // namespace tearsheet::test
