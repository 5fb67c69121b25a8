// A week of a paper, a round every twenty minutes: it publishes, edits, renames and deletes, names
// stories before their pages are there, asks for patience, breaks down and comes back, and changes
// its template.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <mutex>
#include <set>

#include "round_fixture.h"

namespace tearsheet::crawl {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using Moment = minutes;  // since the week began

constexpr int kStories = 160;
constexpr Moment kEvery{63};
constexpr Moment kWeek{7 * 24 * 60};
constexpr int kInFeed = 10;

struct Story {
  int number = 0;
  Moment published{0};
  Moment page_from{0};  // when its page is there
  std::optional<Moment> edited, renamed, deleted;
};

Story story_at(int number) {
  Story story;
  story.number = number;
  story.published = number * kEvery;
  story.page_from = story.published + (number % 8 == 3 ? minutes(45) : minutes(0));
  if (number % 20 == 5) story.edited = story.published + hours(3);
  if (number % 25 == 7) story.renamed = story.published + hours(6);
  if (number % 40 == 11) story.deleted = story.published + hours(24);
  return story;
}

// What the paper answers, moment by moment.
class Paper {
 public:
  Paper(SysTime begin, std::string base) : begin_(begin), base_(std::move(base)) {}

  void set(Moment now) {
    const std::lock_guard lock(mutex_);
    now_ = now;
  }
  test::Response answer(const test::Request& request) {
    const std::lock_guard lock(mutex_);
    test::Response response = answer_now(request.target);
    if (response.status != 200) return response;
    const std::string tag = "\"" + std::to_string(std::hash<std::string>{}(response.body)) + "\"";
    response.headers = {{"ETag", tag}};
    if (request.header("if-none-match") == tag) {
      response.body.clear();
      response.status = 304;
      return response;
    }
    if (!sent_.insert(request.target + " " + tag).second) again_.push_back(request.target);
    return response;
  }
  /// Targets that sent a body which had been sent before.
  [[nodiscard]] std::vector<std::string> sent_again() {
    const std::lock_guard lock(mutex_);
    return again_;
  }
  static std::string path_of(const Story& story, Moment now) {
    const bool is_renamed = story.renamed && now >= *story.renamed;
    return (is_renamed ? "/harbour/" : "/story/") + std::to_string(story.number);
  }

 private:
  [[nodiscard]] bool is_between(Moment from, Moment to) const { return now_ >= from && now_ < to; }

  test::Response answer_now(const std::string& target) {
    test::Response response;
    if (target == "/robots.txt") {
      response.status = 404;
      return response;
    }
    if (is_between(hours(60), hours(61))) {
      response.status = 503;
      return response;
    }
    if (is_between(hours(80), hours(80) + minutes(40))) {
      response.status = 429;
      response.headers = {{"Retry-After", "600"}};
      return response;
    }
    if (is_between(hours(98), hours(99))) {
      response.status = 502;
      return response;
    }
    if (target == "/feed.xml") {
      response.body = feed();
      response.content_type = "application/rss+xml";
      return response;
    }
    const int number = std::stoi(target.substr(target.rfind('/') + 1));
    const Story story = story_at(number);
    const bool is_there =
        number < kStories && now_ >= story.page_from && (!story.deleted || now_ < *story.deleted);
    if (!is_there) {
      response.status = 404;
    } else if (target != path_of(story, now_)) {
      response.status = 301;
      response.headers = {{"Location", path_of(story, now_)}};
    } else {
      response.body = page(story);
    }
    return response;
  }

  [[nodiscard]] std::string title_of(const Story& story) const {
    const bool is_edited = story.edited && now_ >= *story.edited;
    return "Story number " + std::to_string(story.number) + " of the harbour" +
           (is_edited ? ", corrected" : "");
  }
  [[nodiscard]] std::string page(const Story& story) const {
    const std::string date = to_iso8601(begin_ + story.published);
    std::string html = article(story.number, {}, date);
    const std::string plain = "Story number " + std::to_string(story.number) + " of the harbour";
    const std::string title = title_of(story);
    for (std::size_t at = html.find(plain); at != std::string::npos;
         at = html.find(plain, at + title.size()))
      html.replace(at, plain.size(), title);
    if (title != plain) {
      const std::size_t end = html.find("</article>");
      html.insert(end, "<p>An earlier version named another pier; this has been put right.</p>");
    }
    // The new template has its headline in an element of another name.
    if (now_ >= hours(130)) {
      for (const auto& [from, to] : {std::pair{"<h1>", "<h2 class=headline>"}, {"</h1>", "</h2>"}})
        html.replace(html.find(from), std::string_view(from).size(), to);
    }
    return html;
  }
  [[nodiscard]] std::string feed() const {
    std::string items;
    int newest = std::min(kStories - 1, static_cast<int>(now_ / kEvery));
    for (int i = 0; i < kInFeed && newest >= 0; ++i, --newest) {
      const Story story = story_at(newest);
      items += "<item><title>" + title_of(story) + "</title><link>" + base_ + "/story/" +
               std::to_string(newest) + "</link><guid>" + std::to_string(newest) +
               "</guid><pubDate>" + to_iso8601(begin_ + story.published) + "</pubDate></item>";
    }
    return "<rss version='2.0'><channel><title>The Quay</title>" + items + "</channel></rss>";
  }

  std::mutex mutex_;
  const SysTime begin_;
  const std::string base_;
  Moment now_{0};
  std::set<std::string> sent_;
  std::vector<std::string> again_;
};

class Week : public WholeRound {
 protected:
  CrawlReport round() {
    const auto site = site::parse_site(
        "version = 1\nid = \"quay\"\ndomains = [\"127.0.0.1\"]\n[politeness]\ndelay = 0.0\n"
        "retries = 0\n[[source]]\nkind = \"feed\"\nurl = \"" +
            server_.url("/feed.xml") + "\"\n[article]\ntitle = \"h1\"\nbody = \"article p\"\n",
        "quay.toml");
    EXPECT_TRUE(site) << site.error().message;
    auto store = store::open_store(folder_ / "news.db", store::Access::kRun);
    EXPECT_TRUE(store) << store.error().message;
    Crawler crawler(**store, {&*site}, options_, clock_, log_);
    auto report = crawler.run({});
    EXPECT_TRUE(report) << report.error().message;
    return std::move(*report);
  }
};

TEST_F(Week, LosesNoStoryAsksForNothingInVainAndTellsEachTroubleOnce) {
  Paper paper(clock_.now(), server_.url(""));
  const auto answer = [&](const test::Request& request) { return paper.answer(request); };
  server_.on("/feed.xml", answer);
  server_.on("/robots.txt", answer);
  for (int number = 0; number < kStories; ++number) {
    server_.on("/story/" + std::to_string(number), answer);
    server_.on("/harbour/" + std::to_string(number), answer);
  }
  std::multiset<std::string> told;
  for (Moment now{0}; now <= kWeek + hours(3); now += minutes(20)) {
    paper.set(now);
    for (const Problem& problem : round().problems) {
      if (problem.runs == 1) told.insert(problem.what);
    }
    clock_.advance(minutes(20));
  }

  EXPECT_EQ(stored().size(), static_cast<std::size_t>(kStories));
  EXPECT_THAT(paper.sent_again(), testing::IsEmpty());
  for (const std::string& what : told) EXPECT_EQ(told.count(what), 1U) << what;
  EXPECT_EQ(told.size(), 4U) << testing::PrintToString(told);

  const auto count = [&](const std::string& condition) { return column("sum(" + condition + ")"); };
  EXPECT_EQ(count("title LIKE '%, corrected'"), "8");
  EXPECT_EQ(count("version > 1"), "8") << "an edit makes a version, a template none";
  EXPECT_EQ(count("gone IS NOT NULL"), "3") << "the fourth went nine hours before the end";
}

}  // namespace
}  // namespace tearsheet::crawl
