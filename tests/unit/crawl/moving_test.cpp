// Links that change at every fetch (crawl/plan/moving.h).
#include "crawl/plan/moving.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "round_fixture.h"

namespace tearsheet::crawl {
namespace {

constexpr store::UrlHash kSource = 1000;

store::Hint hint(const std::string& title, const char* published = "") {
  store::Hint hint;
  hint.title = title;
  hint.published = dates::parse_iso8601(published);
  return hint;
}

const char* const kLong = "The harbour of the town closes for eleven months";

struct EntryCase {
  const char* name;
  const char* guid_a;
  store::Hint a;
  const char* guid_b;
  store::Hint b;
  bool is_one;
};
class EntryOf : public testing::TestWithParam<EntryCase> {};
TEST_P(EntryOf, TellsAStoryBesidesItsAddress) {
  const EntryCase& given = GetParam();
  const auto a = entry_of(given.guid_a, "https://news.example/1?r=1", given.a);
  const auto b = entry_of(given.guid_b, "https://news.example/1?r=2", given.b);
  EXPECT_EQ(a != 0 && a == b, given.is_one);
}
INSTANTIATE_TEST_SUITE_P(
    Rows, EntryOf,
    testing::Values(
        EntryCase{"Guid", "g1", hint("Pier"), "g1", hint("Pier"), true},
        EntryCase{"GuidOfAnother", "g1", hint("Pier"), "g2", hint("Pier"), false},
        EntryCase{"GuidByPosition", "1", hint("Pier"), "1", hint("Quay"), false},
        EntryCase{"GuidWithAnotherDate", "g1", hint("Pier", "2025-11-01"), "g1",
                  hint("Pier", "2025-11-02"), true},
        EntryCase{"GuidIsTheAddress", "https://news.example/1?r=1", hint("Pier", "2025-11-01"),
                  "https://news.example/1?r=2", hint("Pier", "2025-11-01"), true},
        EntryCase{"Date", "", hint("Pier", "2025-11-01"), "", hint("Pier", "2025-11-01"), true},
        EntryCase{"AnotherDay", "", hint("Pier", "2025-11-01"), "", hint("Pier", "2025-11-02"),
                  false},
        EntryCase{"LongHeadline", "", hint(kLong), "", hint(kLong), true},
        EntryCase{"ShortHeadline", "", hint("Weather"), "", hint("Weather"), false},
        EntryCase{"NoHeadline", "g1", hint(""), "g1", hint(""), false}),
    [](const auto& row) { return row.param.name; });

// What a source names: entries 1 to 5 at addresses that begin with `first`.
std::vector<store::FoundUrl> answer(store::UrlHash first) {
  std::vector<store::FoundUrl> found(5);
  for (std::size_t i = 0; i < found.size(); ++i) {
    found[i].entry = i + 1;
    found[i].key = first + i;
  }
  return found;
}

class FollowEntries : public testing::Test {
 protected:
  // Answers `first` names; true: its addresses are asked for.
  bool follow(store::UrlHash first) {
    std::vector<store::FoundUrl> found = answer(first);
    has_changed_ = follow_entries(kSource, found, entries_, known_);
    for (const store::FoundUrl& each : found) seen_.insert(each.key);
    return found[0].key == first;
  }
  SeenSet seen_;
  Knowledge known_{seen_, {{}, {}, {}, {}, {100}}};
  store::Entries entries_;
  bool has_changed_ = false;
};

TEST_F(FollowEntries, AreLearnedFromTwoAnswersWhoseAddressesLedToWhatWasThere) {
  EXPECT_TRUE(follow(100));
  EXPECT_TRUE(follow(200));
  entries_.same += 5;
  EXPECT_TRUE(follow(300)) << "one answer may be a site that got new addresses";
  entries_.same += 5;
  EXPECT_FALSE(follow(400));
  EXPECT_FALSE(follow(500));
}

TEST_F(FollowEntries, AreNotLearnedWhereNewArticlesStand) {
  for (store::UrlHash first = 100; first < 2000; first += 100) {
    EXPECT_TRUE(follow(first));
    entries_.same += 4;
    entries_.other += 1;
  }
}

TEST_F(FollowEntries, AreNotLearnedBeforeTheAddressesWereRead) {
  for (store::UrlHash first = 100; first < 2000; first += 100) EXPECT_TRUE(follow(first));
}

TEST_F(FollowEntries, AreWrittenDownOnlyWhenTheyChange) {
  follow(100);
  EXPECT_TRUE(has_changed_);
  follow(100);
  EXPECT_FALSE(has_changed_);
}

TEST_F(FollowEntries, AreNothingWhereAnAnswerNamesThemTwice) {
  std::vector<store::FoundUrl> found = answer(100);
  for (store::FoundUrl& each : found) each.entry = 1;
  EXPECT_FALSE(follow_entries(kSource, found, entries_, known_));
}

class MovingLinks : public WholeRound {
 protected:
  // Five stories at addresses of this fetch; `path` makes them.
  int requests_of_round(const std::function<std::string(int story)>& path,
                        const std::string& guid) {
    std::string items;
    std::size_t before = 0;
    for (int i = 1; i <= 5; ++i) {
      items +=
          "<item><title>Story number " + std::to_string(i) + "</title><link>" +
          server_.url(path(i)) + "</link>" +
          (guid.empty() ? std::string("<pubDate>Fri, 14 Nov 2025 10:00:00 GMT</pubDate>")
                        : "<guid isPermaLink=\"false\">" + guid + std::to_string(i) + "</guid>") +
          "</item>";
      page(path(i), article(i));
    }
    page("/", "<rss version='2.0'><channel><title>T</title>" + items + "</channel></rss>",
         "application/rss+xml");
    before = server_.requests().size();
    crawl();
    return static_cast<int>(server_.requests().size() - before);
  }
};

TEST_F(MovingLinks, AreAskedForUntilTheyAreKnownToSayNothing) {
  for (const char* guid : {"", "g"}) {
    int requests = 0;
    for (int round = 0; round < 6; ++round) {
      requests = requests_of_round(
          [&](int i) {
            return "/s/" + std::to_string(i) + "?token=" + guid + std::to_string(97 * round + i);
          },
          guid);
    }
    EXPECT_LE(requests, 2) << "robots.txt and the source";
    EXPECT_EQ(stored().size(), 5U);
  }
}

TEST_F(MovingLinks, MayBeSegments) {
  int requests = 0;
  for (int round = 0; round < 6; ++round) {
    requests = requests_of_round(
        [&](int i) { return "/x" + std::to_string(97 * round) + "/s/" + std::to_string(i); }, "g");
  }
  EXPECT_LE(requests, 2);
  EXPECT_EQ(stored().size(), 5U);
}

}  // namespace
}  // namespace tearsheet::crawl
