// What is printed below a command's options, taken apart for other forms; and rows that must be whole.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "cli/commands.h"
#include "cli/exit_codes.h"
#include "cli/manual/blocks.h"
#include "cli/manual/tables.h"
#include "cli/manual/writers.h"

namespace tearsheet::cli::manual {
namespace {

std::string shown(const std::vector<Block>& blocks) {
  std::string text;
  for (const Block& block : blocks) {
    switch (block.kind) {
      case Block::Kind::kParagraph:
        text += "P(" + block.text + ")";
        break;
      case Block::Kind::kTerm:
        text += "T(" + block.term + ": " + block.text + ")";
        break;
      case Block::Kind::kLiteral:
        text += "L(" + block.text + ")";
        break;
    }
  }
  return text;
}

struct BlockCase {
  const char* name;
  const char* epilog;
  const char* blocks;
};

class BlocksOf : public testing::TestWithParam<BlockCase> {};

TEST_P(BlocksOf, TakesApartWhatIsPrinted) {
  EXPECT_EQ(shown(blocks_of(GetParam().epilog)), GetParam().blocks);
}

INSTANTIATE_TEST_SUITE_P(
    Cases, BlocksOf,
    testing::Values(BlockCase{"Nothing", "", ""},
                    BlockCase{"FoldedSentence", "one\ntwo.", "P(one two.)"},
                    BlockCase{"SentencesOfTheirOwn", "One.\nTwo.", "P(One.)P(Two.)"},
                    BlockCase{"EmptyLine", "one\n\ntwo", "P(one)P(two)"},
                    BlockCase{"Examples", "Examples:\n  a b\n  c", "P(Examples:)L(a b\nc)"},
                    BlockCase{"Terms", "check    reads\n         all.\nprune    less",
                              "T(check: reads all.)T(prune: less)"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(Manual, KnowsEveryCommandWithEachOfItsOptionsOnce) {
  const Manual manual = gather(command_groups());
  ASSERT_FALSE(manual.commands.empty());
  for (const CommandPage& page : manual.commands) {
    std::set<std::string> names;
    for (const Option& option : page.options) {
      EXPECT_FALSE(option.help.empty()) << page.name;
      for (const std::string& name : option.names)
        EXPECT_TRUE(names.insert(name).second) << page.name << " " << name;
    }
  }
}

TEST(Manual, LimitsAreNamedAndHaveAValue) {
  for (const LimitGroup& group : limit_groups()) {
    for (const Limit& one : group.limits) {
      EXPECT_FALSE(one.what.empty()) << group.title;
      EXPECT_FALSE(one.value.empty()) << one.what;
    }
  }
}

TEST(Manual, OptionsThatChangeALimitAreThoseOfACommand) {
  std::set<std::string> names;
  for (const CommandPage& page : gather(command_groups()).commands) {
    for (const Option& option : page.options)
      names.insert(option.names.begin(), option.names.end());
  }
  for (const LimitGroup& group : limit_groups()) {
    for (const Limit& one : group.limits) {
      if (!one.change.starts_with("--")) continue;
      EXPECT_TRUE(names.contains(one.change.substr(0, one.change.find(';')))) << one.change;
    }
  }
}

TEST(ExitCodes, StandInHelpEachOnce) {
  std::string brief = exit_codes_in_brief();
  std::ranges::replace(brief, '\n', ' ');
  for (const ExitCode& one : kExitCodes)
    EXPECT_NE(brief.find(" " + std::to_string(one.code) + " "), std::string::npos) << one.code;
}

}  // namespace
}  // namespace tearsheet::cli::manual
