// What the reading room answers, without a socket.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "serve/serve.h"
#include "store/store.h"

namespace tearsheet::serve {
namespace {

using testing::HasSubstr;
using testing::Not;

class Room : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = testing::TempDir() + "tearsheet-serve-XXXXXX";
    folder_ = ::mkdtemp(pattern.data());
    auto opened = store::open_store(folder_ / "news.db", store::Access::kRun);
    ASSERT_TRUE(opened) << opened.error().message;
    store_ = std::move(*opened);
    ASSERT_TRUE(store_->begin_run(clock_.now(), "test"));
    site_ = *store_->site_id({"harbour", "Harbour Times", "en", "r1"}, clock_.now());
    room_ = std::make_unique<ReadingRoom>((folder_ / "news.db").string(), "news.db",
                                          folder_ / "selectors", clock_);
  }
  void TearDown() override {
    room_.reset();
    store_.reset();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }

  void put(std::uint64_t key, const std::string& title, const std::string& date = "2025-11-14",
           const std::string& markdown = {}) {
    ASSERT_TRUE(store_->begin());
    store::FoundUrl url;
    url.key = key;
    url.site = site_;
    url.url = "http://harbour.example/" + std::to_string(key);
    store::PageRecord page;
    page.url_id = *store_->add_url(url);
    page.site = site_;
    page.visit.visited_at = clock_.now();
    store::ArticleRecord& record = page.article.emplace();
    record.article.url = url.url;
    record.article.title = title;
    record.article.body = "The text of it.";
    record.article.markdown = markdown;
    record.article.language = "en";
    record.article.published = dates::parse_iso8601(date);
    record.keys = {key};
    ASSERT_TRUE(store_->put(page));
    ASSERT_TRUE(store_->commit());
  }
  Response ask(const std::string& path, std::map<std::string, std::string> query = {}) {
    return room_->answer({.path = path, .query = std::move(query), .if_none_match = {}});
  }

  FakeClock clock_;
  std::filesystem::path folder_;
  std::unique_ptr<store::Store> store_;
  std::unique_ptr<ReadingRoom> room_;
  std::int64_t site_ = 0;
};

TEST_F(Room, LeafsThroughAList) {
  for (std::uint64_t key = 1; key <= 120; ++key)
    put(key, "T" + std::to_string(key), "2025-11-14T00:00:" + std::string(key < 60 ? "01" : "02"));
  const std::string first = ask("/").body;
  EXPECT_THAT(first, HasSubstr(">T120</a>"));
  EXPECT_THAT(first, Not(HasSubstr(">T70</a>")));
  EXPECT_THAT(first, HasSubstr("<a href=\"/?skip=50\">Older</a>"));
  const std::string last = ask("/", {{"skip", "100"}, {"site", "harbour"}}).body;
  EXPECT_THAT(last, HasSubstr(">T1</a>"));
  EXPECT_THAT(last, HasSubstr("<a href=\"/?site=harbour&amp;skip=50\">Newer</a>"));
  EXPECT_THAT(last, Not(HasSubstr("Older")));
  EXPECT_EQ(ask("/", {{"skip", "10001"}}).status, 400);
  EXPECT_EQ(ask("/", {{"skip", "-1"}}).status, 400);
}

TEST_F(Room, ShowsWhatIsThereByNow) {
  EXPECT_THAT(ask("/").body, HasSubstr("No story matches"));
  put(1, "Ferry");
  EXPECT_THAT(ask("/").body, HasSubstr("Ferry"));
}

TEST_F(Room, ShowsTheStructureOfAnArticleAndLoadsNoPicture) {
  put(1, "Ferry", "2025-11-14",
      "## Part\n\n- one\n- two\n\n![A boat](https://elsewhere.example/b.jpg)");
  const Response response = ask("/article/1");
  EXPECT_EQ(response.status, 200);
  EXPECT_THAT(response.body, HasSubstr("<h2>Part</h2>"));
  EXPECT_THAT(response.body, HasSubstr("<li>one"));
  EXPECT_THAT(response.body, HasSubstr("A boat"));
  EXPECT_THAT(response.body, Not(HasSubstr("<img")));
  EXPECT_THAT(response.body, HasSubstr("lang=\"en\" dir=\"auto\""));
}

struct PathCase {
  const char *name, *path;
  int status;
};
class Paths : public Room, public testing::WithParamInterface<PathCase> {};

TEST_P(Paths, HaveTheirStatus) {
  put(1, "Ferry");
  const Response response = ask(GetParam().path);
  EXPECT_EQ(response.status, GetParam().status);
  if (response.status == 404) {
    EXPECT_THAT(response.body, HasSubstr("there is no"));
  }
}

INSTANTIATE_TEST_SUITE_P(
    Cases, Paths,
    testing::Values(PathCase{"Front", "/", 200}, PathCase{"Style", "/style.css", 200},
                    PathCase{"Article", "/article/1", 200},
                    PathCase{"NoArticle", "/article/2", 404}, PathCase{"NoId", "/article/one", 404},
                    PathCase{"Zero", "/article/0", 404}, PathCase{"Elsewhere", "/etc/passwd", 404},
                    PathCase{"Above", "/../news.db", 404}, PathCase{"Empty", "", 404},
                    PathCase{"Atom", "/feed.atom", 200}, PathCase{"Rss", "/feed.rss", 200},
                    PathCase{"OtherFeed", "/feed.exe", 404}, PathCase{"Api", "/api/articles", 200},
                    PathCase{"ApiArticle", "/api/article/1", 200},
                    PathCase{"ApiNoArticle", "/api/article/2", 404}),
    [](const auto& test) { return std::string(test.param.name); });

TEST_F(Room, SaysWhatIsWrongAsJsonToPrograms) {
  const Response response = ask("/api/search", {{"since", "soon"}});
  EXPECT_EQ(response.status, 400);
  EXPECT_EQ(response.type, "application/json");
  EXPECT_THAT(nlohmann::json::parse(response.body)["error"].get<std::string>(), HasSubstr("soon"));
}

TEST_F(Room, KeepsAFeedThatNobodyNeedsAgain) {
  put(1, "Ferry");
  const Response fresh = ask("/feed.atom");
  ASSERT_EQ(fresh.headers.front().first, "ETag");
  const Response known = room_->answer(
      {.path = "/feed.atom", .query = {}, .if_none_match = fresh.headers.front().second});
  EXPECT_EQ(known.status, 304);
  EXPECT_EQ(known.body, "");
}

TEST(RoomWithoutADatabase, SaysSo) {
  const FakeClock clock;
  ReadingRoom room("/nonexistent/news.db", "news.db", {}, clock);
  EXPECT_FALSE(room.open());
  const Response response = room.answer({.path = "/", .query = {}, .if_none_match = {}});
  EXPECT_GE(response.status, 400);
}

}  // namespace
}  // namespace tearsheet::serve
