// Whole rounds over a site of which nothing is known but an address.
#include <algorithm>

#include "round_fixture.h"

namespace tearsheet::crawl {
namespace {

class ByAddress : public WholeRound {
 protected:
  std::vector<std::string> crawl_address(const std::string& address) {
    site::SiteDefinition site = site::site_of_addresses({*url::Url::parse(address)});
    site.politeness.delay = std::chrono::milliseconds(0);
    site.politeness.retries = 0;
    auto store = store::open_store(folder_ / "news.db", store::Access::kRun);
    EXPECT_TRUE(store) << store.error().message;
    Crawler crawler(**store, {&site}, options_, clock_, log_);
    auto report = crawler.run({});
    EXPECT_TRUE(report) << report.error().message;
    report_ = std::move(*report);
    store->reset();
    std::vector<std::string> paths = stored();
    std::ranges::sort(paths);
    return paths;
  }

  // A front page of two stories and a menu; each section has two pages of a story each.
  void lists_only() {
    page("/", R"(<nav><a href=/town/>Town</a><a href=/boats/>Boats</a><a href=/gone/>Gone</a></nav>
      <p><a href=/2025/the-tide-came-in-1>The tide came in early this year</a></p>
      <p><a href=/2025/the-tide-came-in-2>The tide came in late this year</a></p>)");
    int number = 3;
    for (const std::string section : {"/town/", "/boats/"}) {
      for (const std::string page_number : {"", "2"}) {
        const std::string story = "/2025/of-the-town-" + std::to_string(number);
        page(section + page_number,
             "<p><a href=" + story + ">A story of the town of number " + std::to_string(number) +
                 "</a></p><p><a href=/2025/the-tide-came-in-1>The tide came in early this year"
                 "</a></p>" +
                 (page_number.empty() ? "<a rel=next href=" + section + "2>Next</a>" : ""));
        page(story, article(number++));
      }
    }
    for (int i : {1, 2}) page("/2025/the-tide-came-in-" + std::to_string(i), article(i));
  }

  CrawlReport report_;
};

TEST_F(ByAddress, SectionsAndTheirPagesAreFollowed) {
  lists_only();
  EXPECT_EQ(crawl_address(server_.url("/")),
            (std::vector<std::string>{"/2025/of-the-town-3", "/2025/of-the-town-4",
                                      "/2025/of-the-town-5", "/2025/of-the-town-6",
                                      "/2025/the-tide-came-in-1", "/2025/the-tide-came-in-2"}));
  EXPECT_EQ(report_.all.failed, 0) << "what a menu names may be gone";
}

TEST_F(ByAddress, ArticlesBeginBeforeTheSectionsAreRead) {
  lists_only();
  crawl_address(server_.url("/"));
  const auto requests = server_.requests();
  const auto at = [&](std::string_view path) {
    return std::ranges::find_if(requests, [&](const auto& one) { return one.target == path; });
  };
  EXPECT_LT(at("/2025/the-tide-came-in-2"), at("/town/2"));
}

TEST_F(ByAddress, ASectionIsNotTheWholeSite) {
  lists_only();
  EXPECT_EQ(crawl_address(server_.url("/town/")),
            (std::vector<std::string>{"/2025/of-the-town-3", "/2025/of-the-town-4",
                                      "/2025/the-tide-came-in-1"}));
}

TEST_F(ByAddress, SectionsAreAskedAgainThoughTheFrontPageSaysNothing) {
  lists_only();
  crawl_address(server_.url("/"));
  page("/town/",
       "<p><a href=/2025/new-in-the-town-7>A new story of the town</a></p>"
       "<p><a href=/2025/new-in-the-town-8>Another story of the town</a></p>");
  page("/2025/new-in-the-town-7", article(7));
  page("/2025/new-in-the-town-8", article(8));
  make_due();
  EXPECT_EQ(crawl_address(server_.url("/")).size(), 8U);
  EXPECT_EQ(asked()["/2025/the-tide-came-in-1"], 1);
}

TEST_F(ByAddress, AFeedMayNameStoriesOfOtherHosts) {
  const std::string elsewhere = "http://127.0.0.2:" + std::to_string(server_.port());
  page("/feed.xml",
       "<rss version=2.0><channel><title>T</title><item><title>Story number 1 of the harbour"
       "</title><link>" +
           elsewhere + "/one</link></item></channel></rss>",
       "application/rss+xml");
  page("/one", article(1));
  crawl_address(server_.url("/feed.xml"));
  EXPECT_EQ(report_.all.stored, 1);
}

TEST_F(ByAddress, HttpIsTriedWhereHttpsFails) {
  lists_only();
  std::string address = server_.url("/");
  address.replace(0, 4, "https");
  EXPECT_EQ(crawl_address(address).size(), 6U);
}

}  // namespace
}  // namespace tearsheet::crawl
