// RFC 9309 clause by clause, and the leniencies of docs/robots.md; the files are our own.
#include <gtest/gtest.h>

#include "robots/robots.h"

namespace tearsheet::robots {
namespace {

using namespace std::chrono_literals;

struct AllowCase {
  const char* name;
  std::string_view file;
  std::string_view path;
  bool allow;
  std::string_view agent = "tearsheet";
};
class Allows : public testing::TestWithParam<AllowCase> {};

TEST_P(Allows, AsTheProtocolSays) {
  const AllowCase& c = GetParam();
  EXPECT_EQ(RobotsPolicy::parse(c.file, c.agent).allows_path(c.path), c.allow);
}

// "User-agent: *", "Disallow: /x"
const std::string_view kPacked(
    "\037\213\010\000\000\000\000\000\002\003\013\055\116\055\322\115\114\117\315\053"
    "\261\122\320\342\162\311\054\116\314\311\311\057\267\122\320\257\340\002\000\337"
    "\231\203\267\033\000\000\000",
    47);

const auto kCaseName = [](const auto& test) { return std::string(test.param.name); };

INSTANTIATE_TEST_SUITE_P(
    Groups, Allows,  // RFC 9309 2.2.1
    testing::Values(
        AllowCase{"NoFile", "", "/x", true},
        AllowCase{"Everybody", "User-agent: *\nDisallow: /x\n", "/x", false},
        AllowCase{"OwnGroupWins",
                  "User-agent: *\nDisallow: /\n\nUser-agent: TearSheet\nDisallow: /y\n", "/x",
                  true},
        AllowCase{"OwnGroupComesFirst",
                  "User-agent: tearsheet\nDisallow: /y\n\nUser-agent: *\nDisallow: /x\n", "/x",
                  true},
        AllowCase{"EmptyOwnGroupCounts", "User-agent: *\nDisallow: /\nUser-agent: tearsheet\n",
                  "/x", true},
        AllowCase{"OtherAgent", "User-agent: tearsheets\nDisallow: /\n", "/x", true},
        AllowCase{"VersionIsLeftOut", "User-agent: tearsheet/2.0\nDisallow: /\n", "/x", false},
        AllowCase{"WordsAfterTheToken", "User-agent: tearsheet or so\nDisallow: /\n", "/x", false},
        AllowCase{"TwoAgentsOneGroup", "User-agent: a\nUser-agent: tearsheet\nDisallow: /\n", "/x",
                  false},
        AllowCase{"RulesEndTheRow",
                  "User-agent: tearsheet\nDisallow: /y\nUser-agent: a\nDisallow: /x\n", "/x", true},
        AllowCase{"EmptyRulesEndTheRow",
                  "User-agent: tearsheet\nDisallow:\nUser-agent: a\nDisallow: /x\n", "/x", true},
        AllowCase{"SitemapsDoNot",
                  "User-agent: tearsheet\nSitemap: https://h/s\nUser-agent: a\nDisallow: /x\n",
                  "/x", false},
        AllowCase{"DelaysDoNot",
                  "User-agent: tearsheet\nCrawl-delay: 1\nUser-agent: a\nDisallow: /x\n", "/x",
                  false},
        AllowCase{"BlankLinesDoNot", "User-agent: tearsheet\n\n\nDisallow: /x\n", "/x", false},
        AllowCase{"SameAgentMerged",
                  "User-agent: tearsheet\nDisallow: /a\n\nUser-agent: b\nDisallow: "
                  "/\n\nUser-agent: tearsheet\nDisallow: /x\n",
                  "/x", false},
        AllowCase{"BeforeAnyAgent", "Disallow: /x\nUser-agent: *\nDisallow: /y\n", "/x", true}),
    kCaseName);

INSTANTIATE_TEST_SUITE_P(
    Rules, Allows,  // RFC 9309 2.2.2 and 2.2.3
    testing::Values(
        AllowCase{"LongestWins", "User-agent: *\nAllow: /a/b\nDisallow: /a\n", "/a/b/c", true},
        AllowCase{"LongestWinsWhateverTheOrder", "User-agent: *\nDisallow: /a/b\nAllow: /a\n",
                  "/a/b/c", false},
        AllowCase{"AllowWinsATie", "User-agent: *\nDisallow: /a\nAllow: /a\n", "/a", true},
        AllowCase{"CaseMatters", "User-agent: *\nDisallow: /A\n", "/a", true},
        AllowCase{"EmptyDisallowsNothing", "User-agent: *\nDisallow:\n", "/a", true},
        AllowCase{"RobotsTxtItself", "User-agent: *\nDisallow: /\n", "/robots.txt", true},
        AllowCase{"Query", "User-agent: *\nDisallow: /a?x=\n", "/a?x=1", false},
        AllowCase{"Star", "User-agent: *\nDisallow: /a*c\n", "/abbbcd", false},
        AllowCase{"StarMatchesNothing", "User-agent: *\nDisallow: /a*c\n", "/ac", false},
        AllowCase{"StarAtTheEnd", "User-agent: *\nDisallow: /a*\n", "/a", false},
        AllowCase{"StarFirst", "User-agent: *\nDisallow: *.gif$\n", "/x/y.gif", false},
        AllowCase{"End", "User-agent: *\nDisallow: /a$\n", "/a", false},
        AllowCase{"EndIsTheEnd", "User-agent: *\nDisallow: /a$\n", "/ab", true},
        AllowCase{"EndAfterStar", "User-agent: *\nDisallow: /*.php$\n", "/a.php?x", true},
        AllowCase{"LastPieceAtTheVeryEnd", "User-agent: *\nDisallow: /*ab$\n", "/ab/ab", false},
        AllowCase{"PiecesDoNotOverlap", "User-agent: *\nDisallow: /*aba*ba$\n", "/aba", true},
        AllowCase{"DollarInside", "User-agent: *\nDisallow: /a$b\n", "/a$b", false},
        AllowCase{"EscapedStarIsAStar", "User-agent: *\nDisallow: /a%2A\n", "/a*", false},
        AllowCase{"EscapedStarIsNoWildcard", "User-agent: *\nDisallow: /a%2Ab\n", "/axb", true},
        AllowCase{"EscapedDollarIsNoEnd", "User-agent: *\nDisallow: /a%24\n", "/a", true},
        AllowCase{"EscapedLetter", "User-agent: *\nDisallow: /%61\n", "/a", false},
        AllowCase{"EscapedLetterInThePath", "User-agent: *\nDisallow: /a\n", "/%61", false},
        AllowCase{"EscapedSlashIsNoSlash", "User-agent: *\nDisallow: /a/b\n", "/a%2Fb", true},
        AllowCase{"CaseOfEscapes", "User-agent: *\nDisallow: /a%2fb\n", "/a%2Fb", false},
        AllowCase{"NonAscii", "User-agent: *\nDisallow: /\xC3\xBC\n", "/%C3%BC", false},
        AllowCase{"NotFromTheRoot", "User-agent: *\nDisallow: a\n", "/a", true},
        AllowCase{"IndexPageAllowsItsDirectory",
                  "User-agent: *\nDisallow: /\nAllow: /a/index.html\n", "/a/", true},
        AllowCase{"ButNotWhatIsInIt", "User-agent: *\nDisallow: /\nAllow: /a/index.html\n", "/a/b",
                  false}),
    kCaseName);

INSTANTIATE_TEST_SUITE_P(
    Lines, Allows,
    testing::Values(
        AllowCase{"Comment", "User-agent: * # all\nDisallow: /x # secret\n", "/x", false},
        AllowCase{"CommentedOut", "User-agent: *\n#Disallow: /x\n", "/x", true},
        AllowCase{"KeyCase", "USER-AGENT: *\nDISALLOW: /x\n", "/x", false},
        AllowCase{"SpaceAround", "  User-agent  :  *  \n\t Disallow\t:/x \n", "/x", false},
        AllowCase{"CarriageReturns", "User-agent: *\rDisallow: /x\r", "/x", false},
        AllowCase{"NoLineEndAtTheEnd", "User-agent: *\nDisallow: /x", "/x", false},
        AllowCase{"ByteOrderMark", "\xEF\xBB\xBFUser-agent: *\nDisallow: /x", "/x", false},
        AllowCase{"TornByteOrderMark", "\xEF\xBBUser-agent: *\nDisallow: /x", "/x", false},
        AllowCase{
            "Utf16",
            std::string_view(
                "\xFF\xFEU\0s\0e\0r\0-\0a\0g\0e\0n\0t\0:\0*\0\n\0D\0i\0s\0a\0l\0l\0o\0w\0:\0/\0",
                48),
            "/x", false},
        AllowCase{"Utf16WithoutMark",
                  std::string_view(
                      "U\0s\0e\0r\0-\0a\0g\0e\0n\0t\0:\0*\0\n\0D\0i\0s\0a\0l\0l\0o\0w\0:\0/\0", 46),
                  "/x", false},
        AllowCase{"Utf16BigWithoutMark",
                  std::string_view(
                      "\0U\0s\0e\0r\0-\0a\0g\0e\0n\0t\0:\0*\0\n\0D\0i\0s\0a\0l\0l\0o\0w\0:\0/", 46),
                  "/x", false},
        AllowCase{"Gzip", kPacked, "/x", false},
        AllowCase{"CutGzip", kPacked.substr(0, kPacked.size() - 9), "/y", true},
        AllowCase{"NoColon", "User-agent *\nDisallow /x\n", "/x", false},
        AllowCase{"NoColonAndThreeWords", "User-agent *\nDisallow /x y\n", "/x", true},
        AllowCase{"Misspelt", "Useragent: *\nDissalow: /x\n", "/x", false},
        AllowCase{"Html", "<html>\n<p>User-agent: *</p>\n<p>Disallow: /</p></html>", "/x", true},
        AllowCase{"Nul", std::string_view("User-agent: *\nDisallow: /\0\nDisallow: /x\n", 40), "/x",
                  false},
        AllowCase{"UnknownKey", "User-agent: *\nNoindex: /y\nDisallow: /x\n", "/x", false}),
    kCaseName);

TEST(RobotsPolicy, AllowsAndDeniesAll) {
  EXPECT_TRUE(RobotsPolicy::allow_all().allows_path("/x"));
  EXPECT_FALSE(RobotsPolicy::deny_all().allows_path("/"));
  EXPECT_FALSE(RobotsPolicy::deny_all().allows_path("/x"));
  EXPECT_TRUE(RobotsPolicy::deny_all().allows_path("/robots.txt"));
}

TEST(RobotsPolicy, ReadsHalfAMebibyteAndNoTornLine) {
  std::string file = "User-agent: *\nDisallow: /early\n";
  const std::string last = "Disallow: /longer\n";
  file.append(RobotsPolicy::kMaxBytes - file.size() - 12, '#');
  file.append(1, '\n').append(last);  // cut after "Disallow: /"
  file.append("Disallow: /late\n");
  const auto policy = RobotsPolicy::parse(file, "tearsheet");
  EXPECT_FALSE(policy.allows_path("/early"));
  EXPECT_TRUE(policy.allows_path("/late"));
  EXPECT_TRUE(policy.allows_path("/other"));
}

TEST(RobotsPolicy, MatchesPiledUpStarsInLinearTime) {
  std::string pattern = "/";
  for (int i = 0; i < 5000; ++i) pattern += "*a";
  std::string file = "User-agent: *\nDisallow: " + pattern + "*b\n";
  EXPECT_TRUE(RobotsPolicy::parse(file, "tearsheet").allows_path("/" + std::string(100'000, 'a')));
  EXPECT_FALSE(
      RobotsPolicy::parse(file, "tearsheet").allows_path("/" + std::string(100'000, 'a') + "b"));
}

// The plain way: every rule, one after the other, with backtracking over the stars.
bool matches_slowly(std::string_view pattern, std::string_view path) {
  if (pattern.empty()) return true;
  if (pattern == "$") return path.empty();
  if (pattern.front() == '*') {
    for (std::size_t i = 0; i <= path.size(); ++i) {
      if (matches_slowly(pattern.substr(1), path.substr(i))) return true;
    }
    return false;
  }
  return !path.empty() && path.front() == pattern.front() &&
         matches_slowly(pattern.substr(1), path.substr(1));
}

TEST(RobotsPolicy, AgreesWithTryingEveryRule) {
  std::uint32_t random = 1;
  const auto draw = [&random](std::uint32_t below) {
    random = random * 1664525U + 1013904223U;
    return (random >> 16) % below;
  };
  constexpr std::string_view kLetters = "ab/*";
  for (int round = 0; round < 300; ++round) {
    struct Rule {
      std::string pattern;
      bool allow;
    };
    std::vector<Rule> rules;
    std::string file = "User-agent: *\n";
    for (std::uint32_t i = draw(12); i > 0; --i) {
      std::string pattern = "/";
      for (std::uint32_t n = draw(6); n > 0; --n) pattern += kLetters[draw(4)];
      if (draw(5) == 0) pattern += '$';
      rules.push_back({pattern, draw(2) == 0});
      file += (rules.back().allow ? "Allow: " : "Disallow: ") + pattern + "\n";
    }
    const auto policy = RobotsPolicy::parse(file, "tearsheet");
    for (int n = 0; n < 20; ++n) {
      std::string path = "/";
      for (std::uint32_t length = draw(8); length > 0; --length) path += kLetters[draw(3)];
      std::size_t best = 0;
      bool allow = true;
      for (const Rule& rule : rules) {
        if (!matches_slowly(rule.pattern, path) || rule.pattern.size() < best) continue;
        allow = rule.pattern.size() > best ? rule.allow : allow || rule.allow;
        best = rule.pattern.size();
      }
      EXPECT_EQ(policy.allows_path(path), allow) << file << path;
    }
  }
}

struct DelayCase {
  const char* name;
  std::string_view file;
  std::optional<std::chrono::milliseconds> delay;
};
class CrawlDelay : public testing::TestWithParam<DelayCase> {};

TEST_P(CrawlDelay, IsReadForOurGroup) {
  EXPECT_EQ(RobotsPolicy::parse(GetParam().file, "tearsheet").crawl_delay(), GetParam().delay);
}

INSTANTIATE_TEST_SUITE_P(
    Cases, CrawlDelay,
    testing::Values(
        DelayCase{"None", "User-agent: *\nDisallow: /\n", std::nullopt},
        DelayCase{"Seconds", "User-agent: *\nCrawl-delay: 10\n", 10s},
        DelayCase{"Decimal", "User-agent: *\nCrawl-delay: 0.25\n", 250ms},
        DelayCase{"Zero", "User-agent: *\nCrawl-delay: 0\n", 0s},
        DelayCase{"Negative", "User-agent: *\nCrawl-delay: -1\n", std::nullopt},
        DelayCase{"Word", "User-agent: *\nCrawl-delay: 10s\n", std::nullopt},
        DelayCase{"NotANumber", "User-agent: *\nCrawl-delay: nan\n", std::nullopt},
        DelayCase{"Huge", "User-agent: *\nCrawl-delay: 99999999999999999999\n", 24h},
        DelayCase{"HugerThanADouble",
                  "User-agent: *\nCrawl-delay: 1"
                  "00000000000000000000000000000000000000000000000000000000000000000000000000000000"
                  "00000000000000000000000000000000000000000000000000000000000000000000000000000000"
                  "00000000000000000000000000000000000000000000000000000000000000000000000000000000"
                  "00000000000000000000000000000000000000000000000000000000\n",
                  24h},
        DelayCase{"Longest", "User-agent: *\nCrawl-delay: 3\nCrawl-delay: 2\n", 3s},
        DelayCase{"OwnGroupWithoutOne",
                  "User-agent: *\nCrawl-delay: 3\nUser-agent: tearsheet\nDisallow: /\n",
                  std::nullopt},
        DelayCase{"OfTheAgentBefore",
                  "User-agent: tearsheet\nCrawl-delay: 3\nUser-agent: b\nCrawl-delay: 9\n", 3s},
        DelayCase{"NoAgent", "Crawl-delay: 3\n", std::nullopt}),
    kCaseName);

TEST(RobotsSitemaps, AreKeptInOrderWithoutRepeats) {
  const auto policy = RobotsPolicy::parse(
      "Sitemap: https://h/b.xml\nUser-agent: other\nSitemap: /a.xml\nDisallow: "
      "/\nsitemap:https://h/b.xml\nSitemap:\n",
      "tearsheet");
  EXPECT_EQ(policy.sitemaps(), (std::vector<std::string>{"https://h/b.xml", "/a.xml"}));
}

}  // namespace
}  // namespace tearsheet::robots
