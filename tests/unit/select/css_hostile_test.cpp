// Shapes that cost a plain matcher quadratic time or worse. Each here takes milliseconds; a
// quadratic one would take minutes, so the bound may be far from tight.
#include <ctime>

#include "select_fixture.h"

namespace tearsheet::select {
namespace {

constexpr int kMany = 20'000;

std::string repeated(const std::string& part, int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text += part;
  return text;
}

class HostileSelector : public testing::TestWithParam<const char*> {};

TEST_P(HostileSelector, IsLinearOnWideAndOnDeepPages) {
  const std::string pages[] = {
      "<!DOCTYPE html><div>" + repeated("<i class=a></i>", kMany),
      "<!DOCTYPE html>" +
          repeated(repeated("<div class=a>", 200) + repeated("</div>", 200), kMany / 200)};
  for (const std::string& page : pages) {
    const auto document = parse(page);
    const auto query = Query::css(GetParam());
    ASSERT_TRUE(query) << query.error().message;
    const std::clock_t start = std::clock();  // processor time: the machine may be busy
    ASSERT_TRUE(Evaluator(document).all(*query));
    EXPECT_LT(std::clock() - start, 10 * CLOCKS_PER_SEC);
  }
}

INSTANTIATE_TEST_SUITE_P(
    Cases, HostileSelector,
    testing::Values("p ~ .a", "i + p ~ .a ~ .a ~ .a", ".a ~ .a ~ .a ~ .a ~ p, .a .a .a .a .a p",
                    "p .a .a .a .a .a .a > .a", ":has(~ .a ~ .a ~ p)", ".a:has(.a:has(.a:has(p)))",
                    ".a:nth-child(2n of .a:nth-child(odd of .a ~ .a))",
                    ".a:nth-last-of-type(3n+1):nth-of-type(odd)",
                    ".a:not(:is(.a ~ p) ~ :is(p ~ .a) ~ .a)",
                    ":is(.a .a, .a ~ .a):is(.a .a, .a ~ .a) :is(.a .a, .a ~ .a)",
                    ":contains(x) :contains(y)", "*:not(* > * > * ~ *) ::text",
                    "[class*=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab i]"));

}  // namespace
}  // namespace tearsheet::select
