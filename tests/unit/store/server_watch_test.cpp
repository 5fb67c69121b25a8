// What people hear of a server that goes away.
#include "store/server_watch.h"

#include <gmock/gmock.h>

#include <chrono>
#include <string>
#include <vector>

namespace tearsheet::store {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class Watched : public testing::Test {
 protected:
  static SteadyTime now() { return SystemClock().steady(); }

  std::vector<std::string> told_;
  ServerWatch watch_{[this](const std::string& message) { told_.push_back(message); }};
};

TEST_F(Watched, OfSeveralConnectionsTheFirstTells) {
  const SteadyTime made = now();
  watch_.lost("postgresql://db/news", "server closed the connection", made);
  watch_.lost("postgresql://db/news", "Connection refused", now());
  watch_.back("postgresql://db/news");
  watch_.back("postgresql://db/news");
  EXPECT_THAT(told_, ElementsAre(HasSubstr("postgresql://db/news: the connection is lost (server"
                                           " closed the connection)"),
                                 HasSubstr("is back after")));
}

TEST_F(Watched, OneThatHearsOfItWhenTheOthersAreBackSaysNothing) {
  const SteadyTime made = now();
  watch_.lost("db", "gone", made);
  watch_.back("db");
  watch_.lost("db", "gone", made);
  EXPECT_THAT(told_, SizeIs(2));
  watch_.lost("db", "gone", now() + std::chrono::seconds(1));
  EXPECT_THAT(told_, SizeIs(3)) << "it was made since, and is lost again";
}

TEST_F(Watched, AFirstConnectionIsNoNews) {
  watch_.back("db");
  EXPECT_THAT(told_, IsEmpty());
}

}  // namespace
}  // namespace tearsheet::store
