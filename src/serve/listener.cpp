#include "serve/listener.h"

#include <fmt/format.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <memory>

namespace tearsheet::serve {
namespace {

int port_of(int socket) {
  sockaddr_storage bound{};
  socklen_t size = sizeof bound;
  if (::getsockname(socket, reinterpret_cast<sockaddr*>(&bound), &size) != 0) return 0;
  return ntohs(bound.ss_family == AF_INET6 ? reinterpret_cast<sockaddr_in6*>(&bound)->sin6_port
                                           : reinterpret_cast<sockaddr_in*>(&bound)->sin_port);
}

/// -1 with errno.
int listening_socket(const addrinfo& address) {
  const int made = ::socket(address.ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (made < 0) return -1;
  // Not SO_REUSEPORT, by which two reading rooms would share an address.
  const int yes = 1;
  ::setsockopt(made, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  if (::bind(made, address.ai_addr, address.ai_addrlen) == 0 && ::listen(made, SOMAXCONN) == 0)
    return made;
  const int reason = errno;
  ::close(made);
  errno = reason;
  return -1;
}

}  // namespace

Result<Listener> listen_on(const std::string& host, int port) {
  addrinfo wanted{};
  wanted.ai_family = AF_UNSPEC;
  wanted.ai_socktype = SOCK_STREAM;
  wanted.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
  addrinfo* found = nullptr;
  const int code = ::getaddrinfo(host.c_str(), std::to_string(port).c_str(), &wanted, &found);
  const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> addresses(found, ::freeaddrinfo);
  if (code != 0) {
    return fail(ErrorCode::kIo,
                fmt::format("{}:{} cannot be listened on: {}", host, port, ::gai_strerror(code)));
  }
  for (const addrinfo* address = found; address != nullptr; address = address->ai_next) {
    const int made = listening_socket(*address);
    if (made >= 0) return Listener{made, port_of(made)};
  }
  const int reason = errno;
  return fail(ErrorCode::kIo,
              fmt::format("{}:{} cannot be listened on: {}", host, port,
                          reason == EADDRINUSE ? "is it in use?" : std::strerror(reason)));
}

}  // namespace tearsheet::serve
