// `tearsheet fetch` against a real server on loopback: what it prints, what it says, how it ends.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>

#include "cli/batch.h"
#include "cli/parser.h"
#include "support/http_server.h"

namespace tearsheet::cli {
namespace {

using test::HttpServer;
using test::Response;

struct Ran {
  int exit = 0;
  std::string out, err;
};

class FetchCommandTest : public testing::Test {
 protected:
  static constexpr const char* kArticle =
      "<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>Council votes to dredge the "
      "old port</title></head><body>"
      "<main><article><h1>Council votes to dredge the old port</h1>"
      "<p>The city council voted on Tuesday to dredge the granite harbour after a debate of seven "
      "hours, the longest of its term.</p>"
      "<p>Engineers had warned since the spring that silt from the upper river leaves less than "
      "four metres of water at low tide, "
      "too little for the grain ships on which the town's two mills depend.</p>"
      "<p>The work is to begin in June and to cost eleven million, most of it borrowed. Fishermen "
      "asked for a longer pause during "
      "the herring season, and the mayor promised them an answer by the end of the "
      "month.</p></article></main></body></html>";

  Ran run(std::vector<std::string> arguments) {
    std::vector<const char*> argv = {"tearsheet", "fetch", "--timeout", "3"};
    for (const std::string& argument : arguments) argv.push_back(argument.c_str());
    std::vector<CommandGroup> groups(1);
    groups.front().commands.push_back(make_fetch_command());
    const auto configuration = Configuration::load({});
    testing::internal::CaptureStdout();
    testing::internal::CaptureStderr();
    Ran ran;
    ran.exit = run_command_line(static_cast<int>(argv.size()), argv.data(), groups, *configuration);
    std::fflush(stdout);
    ran.out = testing::internal::GetCapturedStdout();
    ran.err = testing::internal::GetCapturedStderr();
    return ran;
  }

  static auto lines(const std::string& text) { return std::count(text.begin(), text.end(), '\n'); }

  HttpServer server;
};

TEST_F(FetchCommandTest, PrintsTheArticleAsOneLineOfJson) {
  server.on("/a", Response{.body = kArticle});
  const Ran ran = run({"--allow-private-network", server.url("/a")});
  EXPECT_EQ(ran.exit, kDone);
  EXPECT_EQ(ran.err, "");
  EXPECT_EQ(lines(ran.out), 1);
  const Json article = Json::parse(ran.out, nullptr, false);
  ASSERT_TRUE(article.is_object());
  EXPECT_EQ(article["title"], "Council votes to dredge the old port");
  EXPECT_NE(article["body"].get<std::string>().find("granite harbour"), std::string::npos);
}

struct LeadingOnCase {
  const char* name;
  std::string body;
};
class LeadingOn : public FetchCommandTest, public testing::WithParamInterface<LeadingOnCase> {};
TEST_P(LeadingOn, IsFollowedLikeARedirect) {
  server.on("/r", Response{.body = GetParam().body});
  server.on("/a", Response{.body = kArticle});
  const Ran ran = run({"--allow-private-network", server.url("/r")});
  EXPECT_EQ(ran.exit, kDone) << ran.err;
  EXPECT_NE(ran.out.find(server.url("/a")), std::string::npos) << ran.out;
}
INSTANTIATE_TEST_SUITE_P(
    Cases, LeadingOn,
    testing::Values(LeadingOnCase{"MetaRefresh", "<meta http-equiv=Refresh content='0; URL=/a'>"},
                    LeadingOnCase{"WithoutUrlWord", "<meta http-equiv=refresh content=\"1,'/a'\">"},
                    LeadingOnCase{"InNoscript",
                                  "<html><head><noscript><meta http-equiv='refresh' "
                                  "content='3;url=/a'></noscript></head><body><p>You are being "
                                  "taken to the story.</p></body></html>"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST_F(FetchCommandTest, PrintsMarkdown) {
  server.on("/a", Response{.body = kArticle});
  const Ran ran = run({"--allow-private-network", "--format", "markdown", server.url("/a")});
  EXPECT_EQ(ran.exit, kDone);
  EXPECT_NE(ran.out.find("# Council votes"), std::string::npos);
}

TEST_F(FetchCommandTest, RefusesLoopbackWithoutTheFlag) {
  const Ran ran = run({server.url("/a")});
  EXPECT_EQ(ran.exit, kFailed);
  EXPECT_EQ(lines(ran.err), 1);
  EXPECT_EQ(server.connections(), 0);
}

TEST_F(FetchCommandTest, SomeFailuresAreDoneInPart) {
  server.on("/a", Response{.body = kArticle});
  const Ran ran = run({"--allow-private-network", server.url("/a"), "ftp://news.example/"});
  EXPECT_EQ(ran.exit, kDoneInPart);
  EXPECT_EQ(lines(ran.out), 1);
  EXPECT_EQ(lines(ran.err), 1);
}

struct NoArticleCase {
  const char* name;
  Response response;
  const char* says;
};
class NoArticle : public FetchCommandTest, public testing::WithParamInterface<NoArticleCase> {};
TEST_P(NoArticle, IsSaidInOneLine) {
  server.on("/a", GetParam().response);
  const Ran ran = run({"--allow-private-network", server.url("/a")});
  EXPECT_EQ(ran.exit, kFailed);
  EXPECT_EQ(ran.out, "");
  EXPECT_EQ(lines(ran.err), 1) << ran.err;
  EXPECT_NE(ran.err.find(GetParam().says), std::string::npos) << ran.err;
  EXPECT_NE(ran.err.find(server.url("/a")), std::string::npos) << ran.err;
}
INSTANTIATE_TEST_SUITE_P(
    Cases, NoArticle,
    testing::Values(
        NoArticleCase{"NotFound", {.status = 404, .body = "x"}, "404 Not Found"},
        NoArticleCase{"Empty", {.body = " \n"}, "empty page"},
        NoArticleCase{"Pdf", {.body = "%PDF-1.4", .content_type = "application/pdf"}, "PDF"},
        NoArticleCase{"MetaRefreshToItself",
                      {.body = "<meta http-equiv=Refresh content='0; URL=/a#top'>"},
                      "empty page"},
        NoArticleCase{"MetaRefreshToNothing",
                      {.body = "<meta http-equiv=Refresh content='0; URL=/gone'>"},
                      "404 Not Found"},
        NoArticleCase{
            "ScriptShell",
            {.body =
                 "<title>App</title><noscript>Please enable JavaScript to run this app.</noscript>"
                 "<div id=root></div><script src=a.js></script>"},
            "scripts"},
        NoArticleCase{"RedirectToNowhere", {.status = 302}, "302 without a Location"},
        NoArticleCase{
            "ControlCharacters", {.status = 302, .headers = {{"Location", "x:\x1b[31m"}}}, "x:"}),
    [](const auto& test) { return std::string(test.param.name); });

}  // namespace
}  // namespace tearsheet::cli
