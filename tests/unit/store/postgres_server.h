// A PostgreSQL of the tests' own: on a socket in a temporary folder, gone with the process. One for
// all tests of a binary, each of which gets an empty database.
#pragma once

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>

#include "temporary_folder.h"

namespace tearsheet::testing_support {

class PostgresServer {
 public:
  /// Null: it is not installed.
  static PostgresServer* get() {
    static const std::unique_ptr<PostgresServer> server = start();
    return server.get();
  }
  static constexpr const char* kMissing =
      "PostgreSQL is not installed (scripts/install-deps postgres)";

  ~PostgresServer() { static_cast<void>(run("pg_ctl", "-m immediate stop")); }
  PostgresServer(const PostgresServer&) = delete;
  PostgresServer& operator=(const PostgresServer&) = delete;

  /// The address of an empty database.
  std::string new_database() {
    const std::string name = fmt::format("t{}", ++count_);
    static_cast<void>(
        run_tool(fmt::format("createdb -h '{}' -U postgres {}", folder_.path().string(), name)));
    return fmt::format("postgresql://postgres@/{}?host={}", name, folder_.path().string());
  }

 private:
  explicit PostgresServer(std::filesystem::path programs) : programs_(std::move(programs)) {}

  static std::unique_ptr<PostgresServer> start() {
    const std::filesystem::path programs = find_programs();
    if (programs.empty()) return nullptr;
    std::unique_ptr<PostgresServer> server(new PostgresServer(programs));
    const std::filesystem::path folder = server->folder_.path();
    std::filesystem::permissions(folder, std::filesystem::perms(0755));
    if (::geteuid() == 0 &&
        std::system(fmt::format("chown postgres '{}'", folder.string()).c_str()) != 0)
      return nullptr;
    if (server->run_tool(fmt::format("initdb -D '{}' -U postgres -A trust -E UTF8 "
                                     "--locale=C.UTF-8 --no-sync",
                                     (folder / "data").string())) != 0 ||
        server->run("pg_ctl", fmt::format("-w -l '{}' -o \"-c listen_addresses='' -c "
                                          "unix_socket_directories='{}' -c fsync=off\" start",
                                          (folder / "log").string(), folder.string())) != 0)
      return nullptr;
    return server;
  }

  static std::filesystem::path find_programs() {
    std::filesystem::path found;
    std::error_code ignored;
    for (const auto& version :
         std::filesystem::directory_iterator("/usr/lib/postgresql", ignored)) {
      const std::filesystem::path programs = version.path() / "bin";
      if (std::filesystem::exists(programs / "initdb", ignored)) found = std::max(found, programs);
    }
    return found;
  }

  int run(const std::string& program, const std::string& arguments) {
    return run_tool(
        fmt::format("{} -D '{}' {}", program, (folder_.path() / "data").string(), arguments));
  }
  // The server refuses to be root.
  int run_tool(const std::string& command) {
    const std::string line =
        fmt::format("cd / && '{}'/{} >/dev/null 2>&1", programs_.string(), command);
    return ::geteuid() == 0
               ? std::system(fmt::format("runuser -u postgres -- sh -c {}", quoted(line)).c_str())
               : std::system(line.c_str());
  }
  static std::string quoted(const std::string& text) {
    std::string out = "'";
    for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return out += '\'';
  }

  const std::filesystem::path programs_;
  TemporaryFolder folder_;
  int count_ = 0;
};

}  // namespace tearsheet::testing_support
