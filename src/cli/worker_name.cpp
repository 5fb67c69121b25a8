#include "cli/worker_name.h"

#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <chrono>

namespace tearsheet::cli {

std::string new_worker() {
  std::array<char, 256> host{};
  ::gethostname(host.data(), host.size() - 1);
  return fmt::format("{}:{}:{:x}", host.data(), ::getpid(),
                     std::chrono::system_clock::now().time_since_epoch().count());
}

std::shared_ptr<store::ServerWatch> server_watch(Console& console) {
  return std::make_shared<store::ServerWatch>(
      [&console](const std::string& message) { console.log().warning(message); });
}

}  // namespace tearsheet::cli
