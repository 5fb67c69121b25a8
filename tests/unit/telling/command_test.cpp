// What a command is given, and what is said of one that fails.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>

#include "telling/telling.h"

namespace tearsheet::telling {
namespace {

using std::chrono::milliseconds;

TEST(Command, GetsTheTextOnItsInput) {
  const auto file = std::filesystem::path(testing::TempDir()) / "tearsheet-command-test";
  const std::string text(200'000, 'x');
  EXPECT_TRUE(run_with_input("cat > '" + file.string() + "'", text, milliseconds(20'000)));
  std::ifstream in(file);
  const std::string got{std::istreambuf_iterator<char>(in), {}};
  EXPECT_EQ(got, text);
  std::filesystem::remove(file);
}

TEST(Command, SaysWhatWentWrong) {
  const auto said = [](const char* command, int limit) {
    return run_with_input(command, "", milliseconds(limit)).error().message;
  };
  EXPECT_EQ(said("exit 4", 20'000), "it ended with 4");
  EXPECT_EQ(said("kill -9 $$", 20'000), "signal 9 ended it");
  EXPECT_EQ(said("sleep 60 & sleep 60", 1000), "it took more than 1 s and was ended");
}

TEST(Command, MayEndWhatItBeganWhenTheRunIsStopped) {
  std::stop_source stop;
  stop.request_stop();
  EXPECT_TRUE(run_with_input("sleep 0.2", "", milliseconds(20'000), stop.get_token()));
}

TEST(Command, IsKnownByItsTextAlone) {
  EXPECT_EQ(make_command("logger")->key(), make_command("logger")->key());
  EXPECT_NE(make_command("logger")->key(), make_command("logger -t news")->key());
  EXPECT_EQ(make_command("curl --user me:secret")->key().find("secret"), std::string::npos);
}

}  // namespace
}  // namespace tearsheet::telling
