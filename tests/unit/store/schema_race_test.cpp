#include <gtest/gtest.h>

#include <barrier>
#include <string>
#include <thread>
#include <vector>

#include "postgres_server.h"
#include "store/share.h"

namespace tearsheet::store {
namespace {

TEST(FirstSchema, IsMadeByOneOfManyWorkersAndTakenByTheOthers) {
  auto* const server = testing_support::PostgresServer::get();
  if (server == nullptr) GTEST_SKIP() << testing_support::PostgresServer::kMissing;
  constexpr std::size_t kWorkers = 6, kRounds = 4;
  for (std::size_t round = 0; round < kRounds; ++round) {
    const std::string address = server->new_database();
    std::vector<std::string> complaints(kWorkers);
    std::barrier start(static_cast<std::ptrdiff_t>(kWorkers));
    {
      std::vector<std::jthread> workers;
      for (std::size_t i = 0; i < kWorkers; ++i) {
        workers.emplace_back([&, i] {
          start.arrive_and_wait();
          const auto opened = open_shared(address, "worker" + std::to_string(i));
          if (!opened) complaints[i] = opened.error().message;
        });
      }
    }
    for (const std::string& complaint : complaints) EXPECT_EQ(complaint, "");
  }
}

}  // namespace
}  // namespace tearsheet::store
