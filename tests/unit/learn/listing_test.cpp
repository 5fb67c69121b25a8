#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>

#include "learn/learn.h"

namespace tearsheet::learn {
namespace {

/// A site of three sections with four stories each, in the words of a small generator.
class Town {
 public:
  Town() {
    const std::vector<std::string> who = {"The ferry",  "A bakery",  "The library",  "One school",
                                          "The museum", "A quarry",  "The orchard",  "Our harbour",
                                          "The mill",   "A theatre", "The airfield", "One bridge"};
    const std::vector<std::string> what = {"opens again after the flood", "is sold to its workers",
                                           "asks for help from the state",
                                           "loses its roof in a storm"};
    for (std::size_t i = 0; i < who.size(); ++i) {
      const std::string section = kSections[i % 3];
      const std::string title = who[i] + " " + what[i % 4];
      const std::string path = "/" + section + "/" + std::to_string(7001 + i) + "-story.html";
      const std::string day = "2026-02-" + std::to_string(10 + i);
      std::string body;
      for (int p = 0; p < 4; ++p) {
        body += "<p>" + who[i] + " was in everybody's mouth for the " +
                std::to_string(static_cast<std::size_t>(p) + 2 + i) +
                "th time this year, and those who know it well told us that number " +
                std::to_string(i * 31 + static_cast<std::size_t>(p) * 7) +
                " of its many plans would come true before the summer ends.</p>";
      }
      pages_["https://town.example" + path] =
          frame("<article><h1 class=\"hl\">" + title + "</h1><time class=\"day\" datetime=\"" +
                day + "T09:00:00+01:00\">" + day + "</time><div class=\"story-text\">" + body +
                "</div></article>");
      items_[section] += "<div class=\"news-item\"><h3><a href=\"" + path + "\">" + title +
                         "</a></h3><span class=\"when\">" + day + "</span><p class=\"lead\">" +
                         who[i] + " made us write these lines of introduction here.</p></div>";
    }
    std::string all;
    for (const std::string& section : kSections) {
      const std::string next = "<a class=\"older\" href=\"/" + section + "/?page=2\">Older</a>";
      pages_["https://town.example/" + section + "/"] = frame(items_[section] + next);
      all += items_[section];
    }
    pages_["https://town.example/"] = frame(all);
  }

  [[nodiscard]] Web web() {
    Web web;
    web.fetch = [this](const url::Url& url, Wanted) -> Result<Fetched> {
      ++asked_;
      const auto found = pages_.find(url.href());
      if (found == pages_.end()) return fail(ErrorCode::kNotFound, "404");
      Fetched out;
      out.url = url;
      out.bytes = found->second;
      out.tree = std::make_unique<html::Document>(*html::Document::parse(out.bytes));
      return out;
    };
    web.sitemaps = [](const url::Url&) { return std::vector<url::Url>(); };
    return web;
  }
  [[nodiscard]] std::size_t asked() const { return asked_; }

 private:
  static std::string frame(const std::string& main) {
    return "<!doctype html><html lang=en><head><title>Town Post</title></head><body><nav>"
           "<a href=\"/city/\">City</a> <a href=\"/work/\">Work</a> <a href=\"/arts/\">Arts</a> "
           "<a href=\"/contact/\">Contact</a></nav><main>" +
           main + "</main><footer>Town Post, 1 Market Street</footer></body></html>";
  }
  const std::vector<std::string> kSections = {"city", "work", "arts"};
  std::map<std::string, std::string> pages_, items_;
  std::size_t asked_ = 0;
};

TEST(Listing, IsLearnedFromAnAddressAlone) {
  Town town;
  const auto home = url::Url::parse("https://town.example/");
  auto gathered = gather(*home, town.web());
  ASSERT_TRUE(gathered) << gathered.error().message;
  EXPECT_EQ(gathered->requests, town.asked() + 1);  // robots.txt
  EXPECT_LT(gathered->requests, 30U);
  for (std::size_t i = 0; i < gathered->material.samples.size(); ++i)
    gathered->material.samples[i].saved = "tests/town/" + std::to_string(i) + ".html";
  const auto proposal = propose(gathered->material);
  ASSERT_TRUE(proposal) << proposal.error().message;
  const auto site = site::parse_site(proposal->toml, "/sites/town.toml");
  ASSERT_TRUE(site) << site.error().message;

  std::vector<std::string> sections;
  for (const site::Source& source : site->sources) {
    if (source.kind == site::SourceKind::kListing) sections.push_back(source.url.href());
  }
  for (const char* section : {"city", "work", "arts"}) {
    EXPECT_NE(std::ranges::find(sections, "https://town.example/" + std::string(section) + "/"),
              sections.end())
        << proposal->toml;
  }
  EXPECT_NE(proposal->toml.find("item = \".news-item\""), std::string::npos) << proposal->toml;
  EXPECT_NE(proposal->toml.find("date = \".when\""), std::string::npos) << proposal->toml;
  EXPECT_NE(proposal->toml.find(".older"), std::string::npos) << proposal->toml;
  EXPECT_NE(proposal->toml.find("items_min"), std::string::npos) << proposal->toml;
  EXPECT_FALSE(site->is_article(*url::Url::parse("https://town.example/arts/")));
  EXPECT_TRUE(site->is_article(*url::Url::parse("https://town.example/sport/7999-new.html")));
}

TEST(Listing, GathersNoMoreThanItMay) {
  Town town;
  Web web = town.web();
  web.max_requests = 9;
  const auto gathered = gather(*url::Url::parse("https://town.example/"), web);
  ASSERT_TRUE(gathered);
  EXPECT_LE(gathered->requests, 9U);
}

TEST(Listing, GivesTheErrorOfAHomePageThatCannotBeHad) {
  Town town;
  const auto gathered = gather(*url::Url::parse("https://nowhere.example/"), town.web());
  ASSERT_FALSE(gathered);
  EXPECT_EQ(gathered.error().code, ErrorCode::kNotFound);
}

}  // namespace
}  // namespace tearsheet::learn
