#include "cli/parser.h"

#include <gtest/gtest.h>

#include <fstream>

namespace tearsheet::cli {
namespace {

using std::chrono::milliseconds;

struct DurationCase {
  const char* name;
  std::string_view text;
  std::optional<std::int64_t> expected;
};
class Duration : public testing::TestWithParam<DurationCase> {};

TEST_P(Duration, ReadsTimesAsPeopleWriteThem) {
  const auto got = parse_duration(GetParam().text);
  EXPECT_EQ(got ? std::optional<std::int64_t>(got->count()) : std::nullopt, GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(Cases, Duration,
                         testing::Values(DurationCase{"Seconds", "90s", 90'000},
                                         DurationCase{"Minutes", "20m", 1'200'000},
                                         DurationCase{"Mixed", "1h30m", 5'400'000},
                                         DurationCase{"BareNumber", "1.5", 1500},
                                         DurationCase{"Milliseconds", "250ms", 250},
                                         DurationCase{"Zero", "0", 0},
                                         DurationCase{"Empty", "", std::nullopt},
                                         DurationCase{"Negative", "-5s", std::nullopt},
                                         DurationCase{"Word", "soon", std::nullopt},
                                         DurationCase{"UnitOnly", "m", std::nullopt},
                                         DurationCase{"UnknownUnit", "3w", std::nullopt},
                                         DurationCase{"Huge", "1e300s", std::nullopt},
                                         DurationCase{"NotANumber", "nan", std::nullopt}),
                         [](const auto& test) { return std::string(test.param.name); });

/// Keeps what it was given, so that a test can look.
class SpyCommand final : public Command {
 public:
  explicit SpyCommand(std::string& database) : database_(database) {}
  [[nodiscard]] std::string_view name() const override { return "spy"; }
  [[nodiscard]] std::string_view summary() const override { return "for tests"; }
  void declare(Arguments& arguments) override {
    arguments.action(action_, {{"look", "at it"}, {"dig", "in it"}});
    arguments.option("--db", value_, "FILE", "the database", {"TEARSHEET_TEST_DB", "db"});
    arguments.option("--max-time", time_, "TIME", "budget");
    arguments.flag("--deep", flag_, "dig: deep");
    arguments.flag("--far", flag_, "look: far");
    arguments.flag("--both", flag_, "look, dig: either");
  }
  int run(Console& /*console*/) override {
    database_ = value_;
    return kDone;
  }

 private:
  std::string& database_;
  std::string value_ = "default.db";
  std::optional<milliseconds> time_;
  std::string action_;
  bool flag_ = false;
};

class CommandLine : public testing::Test {
 protected:
  int run(std::vector<const char*> words, const Configuration& configuration = {}) {
    words.insert(words.begin(), "tearsheet");
    std::vector<CommandGroup> groups;
    groups.emplace_back().title = "Look";
    groups.back().commands.push_back(std::make_unique<SpyCommand>(database_));
    return run_command_line(static_cast<int>(words.size()), words.data(), groups, configuration);
  }
  ~CommandLine() override { ::unsetenv("TEARSHEET_TEST_DB"); }
  std::string database_;
};

TEST_F(CommandLine, TakesFlagBeforeEnvironmentBeforeFileBeforeDefault) {
  const std::string file = testing::TempDir() + "tearsheet-parser-config.toml";
  std::ofstream(file) << "db = \"file.db\"\n";
  const auto configuration = Configuration::load({file});
  ASSERT_TRUE(configuration);
  EXPECT_EQ(run({"spy", "look"}), kDone);
  EXPECT_EQ(database_, "default.db");
  EXPECT_EQ(run({"spy", "look"}, *configuration), kDone);
  EXPECT_EQ(database_, "file.db");
  ::setenv("TEARSHEET_TEST_DB", "environment.db", 1);
  EXPECT_EQ(run({"spy", "look"}, *configuration), kDone);
  EXPECT_EQ(database_, "environment.db");
  EXPECT_EQ(run({"spy", "look", "--db", "flag.db"}, *configuration), kDone);
  EXPECT_EQ(database_, "flag.db");
}

TEST_F(CommandLine, NamesTheOptionThatWasMeant) {
  testing::internal::CaptureStderr();
  EXPECT_EQ(run({"spy", "look", "--max-tiem", "5m"}), kUsage);
  EXPECT_NE(testing::internal::GetCapturedStderr().find("did you mean --max-time?"),
            std::string::npos);
}

TEST_F(CommandLine, NamesTheCommandThatWasMeant) {
  testing::internal::CaptureStderr();
  EXPECT_EQ(run({"spi"}), kUsage);
  const std::string said = testing::internal::GetCapturedStderr();
  EXPECT_NE(said.find("did you mean spy?"), std::string::npos);
  EXPECT_EQ(std::count(said.begin(), said.end(), '\n'), 1);
}

struct HelpCase {
  const char* name;
  std::vector<const char*> words;
  std::vector<std::string> has, has_not;
};
class Help : public CommandLine, public testing::WithParamInterface<HelpCase> {};

TEST_P(Help, ExplainsWhatWasAskedFor) {
  testing::internal::CaptureStdout();
  EXPECT_EQ(run(GetParam().words), kDone);
  const std::string said = testing::internal::GetCapturedStdout();
  for (const std::string& one : GetParam().has)
    EXPECT_NE(said.find(one), std::string::npos) << one << " in\n" << said;
  for (const std::string& one : GetParam().has_not)
    EXPECT_EQ(said.find(one), std::string::npos) << one << " in\n" << said;
}

INSTANTIATE_TEST_SUITE_P(
    Cases, Help,
    testing::Values(
        HelpCase{"All", {"help"}, {"\nLook:\n", "spy", "tearsheet help COMMAND"}, {"--db"}},
        HelpCase{"Command", {"help", "spy"}, {"tearsheet spy", "look: at it", "--max-time"}, {}},
        HelpCase{"Flag", {"spy", "--help"}, {"tearsheet spy", "look: at it", "--max-time"}, {}},
        HelpCase{"Action",
                 {"help", "spy", "look"},
                 {"spy look: at it", "tearsheet spy look", "--db", "--both", "--far"},
                 {"--deep", "ACTION"}},
        HelpCase{
            "FlagBehindAction", {"spy", "dig", "-h"}, {"spy dig: in it", "--deep"}, {"--far"}}),
    [](const auto& test) { return std::string(test.param.name); });

TEST_F(CommandLine, HelpNamesTheCommandOrActionThatWasMeant) {
  for (const auto& [words, meant] :
       {std::pair<std::vector<const char*>, const char*>{{"help", "spi"}, "did you mean spy?"},
        {{"help", "spy", "dgi"}, "did you mean dig?"},
        {{"spy", "dgi"}, "did you mean dig?"}}) {
    testing::internal::CaptureStderr();
    EXPECT_EQ(run(words), kUsage);
    EXPECT_NE(testing::internal::GetCapturedStderr().find(meant), std::string::npos) << meant;
  }
}

TEST_F(CommandLine, RefusesATimeThatIsNone) {
  EXPECT_EQ(run({"spy", "look", "--max-time", "soon"}), kUsage);
}

TEST(ConfigurationFile, SaysWhereAnUnknownKeyStands) {
  const std::string file = testing::TempDir() + "tearsheet-unknown-key.toml";
  std::ofstream(file) << "\nselektors = \"x\"\n";
  const auto loaded = Configuration::load({file});
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().message,
            file + ":2:1: unknown key \"selektors\", did you mean \"selectors\"?");
}

TEST(ConfigurationFile, MayBeMissing) {
  EXPECT_TRUE(Configuration::load({"/nonexistent/tearsheet.toml"}));
}

}  // namespace
}  // namespace tearsheet::cli
