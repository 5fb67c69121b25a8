// Sites that look healthy and are not.
#include <gmock/gmock.h>

#include "round_fixture.h"

namespace tearsheet::crawl {
namespace {

using testing::HasSubstr;

class SiteChecks : public WholeRound {
 protected:
  static std::string told(const CrawlReport& report) {
    std::string all;
    for (const Problem& problem : report.problems)
      all += problem.what + " (" + problem.detail + ") x" + std::to_string(problem.runs) + "\n";
    return all;
  }
};

TEST_F(SiteChecks, ASiteThatNeverBroughtAnythingIsATroubleFromTheFirstRun) {
  const struct {
    const char* name;
    std::string home, more, what;
  } cases[] = {
      {"other hosts alone",
       listing({"https://www.quay.example/1", "https://www.quay.example/2"}),
       {},
       "lead to www.quay.example alone: add it to domains"},
      {"[urls] fits nothing", listing({"/a1", "/a2"}), "[urls]\narticle = [\"/stories/\"]\n",
       "[urls] refuses every address"},
      {"no page is an article", listing({"/a1", "/a2"}), {}, "gone (404)"},
  };
  for (const auto& [name, home, more, what] : cases) {
    SCOPED_TRACE(name);
    id_ = "quay" + std::to_string(&home - &cases[0].home);
    page("/", home);
    const CrawlReport first = crawl(more);
    EXPECT_THAT(told(first), HasSubstr("nothing stored so far: "));
    EXPECT_THAT(told(first), HasSubstr(what));
    EXPECT_TRUE(first.sites[0].empty);
    // The source answers 304 now, and the trouble stays.
    make_due();
    const CrawlReport second = crawl(more);
    EXPECT_THAT(told(second), HasSubstr(what));
    EXPECT_THAT(told(second), HasSubstr("x2"));
    std::filesystem::remove(folder_ / "news.db");
  }
}

TEST_F(SiteChecks, ASiteThatBroughtSomethingIsNone) {
  page("/", listing({"/a1"}));
  page("/a1", article(1));
  const CrawlReport report = crawl();
  EXPECT_EQ(told(report), "");
  EXPECT_FALSE(report.sites[0].wants_care());
}

TEST_F(SiteChecks, ARuleThatFindsNothingAnyMoreIsTold) {
  const auto renamed = [](int number) {
    std::string page = article(number);
    for (const char* tag : {"<h1>", "</h1>"}) {
      const std::size_t at = page.find(tag);
      page.replace(at + std::string(tag).size() - 2, 1, "2");
    }
    return page;
  };
  page("/", listing({"/a1", "/a2"}));
  page("/a1", renamed(1));
  page("/a2", renamed(2));
  EXPECT_EQ(told(crawl()), "") << "two pages prove nothing";
  page("/", listing({"/a1", "/a2", "/a3"}));
  page("/a3", renamed(3));
  make_due();
  const CrawlReport report = crawl();
  EXPECT_THAT(told(report), HasSubstr("a rule no longer fits: title"));
  EXPECT_THAT(told(report), testing::Not(HasSubstr("body")));
  EXPECT_TRUE(report.sites[0].wants_care());
  EXPECT_EQ(stored().size(), 3U) << "the automatic extraction stands in";
}

}  // namespace
}  // namespace tearsheet::crawl
