#include <gtest/gtest.h>

#include "extract/extract.h"
#include "learn/learn.h"

namespace tearsheet::learn {
namespace {

struct Story {
  const char* slug;
  const char* title;
  const char* day;
  const char* author;
  std::vector<const char*> paragraphs;
};

const std::vector<Story>& stories() {
  static const std::vector<Story> kStories = {
      {"rain",
       "Rain keeps the harbour closed for a third day",
       "2026-02-03T08:15:00+01:00",
       "Ada Noll",
       {"The harbour stayed closed on Tuesday while the rain went on, and the two ferries that "
        "should have left for the islands lay at the quay with their lights on.",
        "Nobody on the board wanted to say when the first ship could leave, although the forecast "
        "for the end of the week had become a little better during the night.",
        "Fishermen sat in the hall of the auction and played cards, as their fathers had done in "
        "the winter of the great storm, and told each other about it."}},
      {"bridge",
       "Council votes for a second bridge over the river",
       "2026-01-17T17:40:00+01:00",
       "Jonas Weil",
       {"A narrow majority of the council voted for a second bridge on Saturday, after eleven "
        "hours of speeches and with the mayor's own party divided.",
        "The bridge is to stand two kilometres above the old one, where the road from the quarry "
        "meets the river, and it is to be paid for by a loan over thirty years.",
        "Those who live there had collected four thousand signatures against it, and said that "
        "they would now go to the court of the province."}},
      {"opera",
       "Opera opens its season in a tent beside the ruins",
       "2025-11-29T21:05:00+01:00",
       "Mira Tal",
       {"Where the stage had burned down in spring, six hundred people sat in a tent on Friday "
        "and listened to an opera that had not been sung in this town for forty years.",
        "The tent was cold and the wind could be heard in every quiet place of the music, but "
        "the singers were called back nine times at the end.",
        "Money for a new house has been promised by the ministry, and by a foundation that does "
        "not want to be named before the contract is signed."}},
      {"grain",
       "Grain prices fall below those of the year before",
       "2025-12-08T06:30:00+01:00",
       "Ole Brandt",
       {"For the first time since the harvest before last, a tonne of wheat costs less than it "
        "did twelve months ago, the exchange said on Monday morning.",
        "Traders named the good rain in the south and two large ships from overseas, which had "
        "been expected in January and came in the same week.",
        "For bakers that makes no difference yet: most of them have bought what they need until "
        "the summer, at prices that were agreed in autumn."}}};
  return kStories;
}

std::string page_of(const Story& story) {
  std::string body;
  for (const char* paragraph : story.paragraphs) body += "<p>" + std::string(paragraph) + "</p>";
  return "<!doctype html><html lang=en><head><title>The Quay Herald</title>"
         "<meta property=\"og:title\" content=\"" +
         std::string(story.title) +
         "\"></head><body>"
         "<header><a href=\"/\">The Quay Herald</a><nav><a href=\"/town/\">Town</a> "
         "<a href=\"/about/\">About us</a></nav></header><main><article class=\"story css-9x1y2z\">"
         "<h1 class=\"headline\">" +
         story.title +
         "</h1><div class=\"byline\">By <span "
         "class=\"writer\">" +
         story.author + "</span>, <time class=\"when\" datetime=\"" + story.day + "\">" +
         std::string(story.day).substr(0, 10) + "</time></div><div class=\"story-text\">" + body +
         "<div class=\"offer\"><p>Read the Herald on paper: four weeks for the price of one, and "
         "the first of them is free for new readers.</p></div></div></article></main>"
         "<footer><p>The Quay Herald is printed by the Quay Press, 4 Harbour Street.</p></footer>"
         "</body></html>";
}

class Propose : public testing::Test {
 protected:
  void SetUp() override {
    for (const Story& story : stories()) {
      pages_.push_back(*html::Document::parse(page_of(story)));
    }
    material_.id = "herald";
    for (std::size_t i = 0; i < pages_.size(); ++i) {
      Sample sample;
      sample.page = &pages_[i];
      sample.url = *url::Url::parse("https://herald.example/2026/" +
                                    std::string(stories()[i].slug) + ".html");
      sample.saved = "tests/herald/" + std::to_string(i) + ".html";
      material_.samples.push_back(std::move(sample));
    }
  }

  std::vector<html::Document> pages_;
  Material material_;
};

TEST_F(Propose, WritesAFileThatReadsEveryPageRight) {
  const auto proposal = propose(material_);
  ASSERT_TRUE(proposal) << proposal.error().message;
  const auto site = site::parse_site(proposal->toml, "/sites/herald.toml");
  ASSERT_TRUE(site) << site.error().message << '\n' << proposal->toml;
  for (std::size_t i = 0; i < pages_.size(); ++i) {
    extract::PageContext context;
    context.url = material_.samples[i].url;
    context.site = &*site;
    const records::Article article = extract::extract_article(pages_[i], context);
    const Story& story = stories()[i];
    EXPECT_EQ(article.title, story.title) << proposal->toml;
    EXPECT_EQ(article.published->to_iso8601(), story.day) << proposal->toml;
    EXPECT_EQ(article.authors, std::vector<std::string>{story.author}) << proposal->toml;
    std::string body;
    for (const char* paragraph : story.paragraphs)
      body += (body.empty() ? "" : "\n\n") + std::string(paragraph);
    EXPECT_EQ(article.body, body) << proposal->toml;
    EXPECT_TRUE(site->is_article(context.url));
  }
}

TEST_F(Propose, PinsTestsAndSaysHowSureItIs) {
  const auto proposal = propose(material_);
  ASSERT_TRUE(proposal) << proposal.error().message;
  EXPECT_EQ(proposal->tested.size(), 3U);
  const auto site = site::parse_site(proposal->toml, "/sites/herald.toml");
  ASSERT_TRUE(site) << site.error().message;
  EXPECT_EQ(site->tests.size(), 3U);
  EXPECT_EQ(proposal->toml.find("css-9x1y2z"), std::string::npos);
  for (const Finding& finding : proposal->findings) {
    if (!finding.where.starts_with("article.")) continue;
    EXPECT_EQ(finding.right, 4U) << finding.where;
    EXPECT_EQ(finding.of, 4U) << finding.where;
  }
}

TEST_F(Propose, LeavesTheArticleToTheAutomaticExtractorWhereItSawTwo) {
  material_.samples.resize(2);
  const auto proposal = propose(material_);
  ASSERT_TRUE(proposal) << proposal.error().message;
  EXPECT_NE(proposal->toml.find("# What fewer than 3 articles have in common"), std::string::npos);
  for (const char* key : {"\ntitle = ", "\ndate = ", "\nauthor = ", "\nbody = "}) {
    const std::string article = proposal->toml.substr(proposal->toml.find("[article]"));
    EXPECT_EQ(article.substr(0, article.find("[[test]]")).find(key), std::string::npos) << key;
  }
}

TEST_F(Propose, PutsTheAutomaticExtractorBeforeABodyRuleThatIsNoBetter) {
  const auto has_first = [](const std::string& toml, std::string_view way) {
    return toml.find("\nbody = [" + std::string(way)) != std::string::npos;
  };
  // It takes the offer that stands on every page for text.
  auto proposal = propose(material_);
  ASSERT_TRUE(proposal) << proposal.error().message;
  EXPECT_FALSE(has_first(proposal->toml, "{ auto = true }, ")) << proposal->toml;
  for (std::size_t i = 0; i < pages_.size(); ++i) {
    std::string text = page_of(stories()[i]);
    const std::size_t begin = text.find("<div class=\"offer\">");
    text.erase(begin, text.find("</div>", begin) + 6 - begin);
    pages_[i] = *html::Document::parse(text);
  }
  proposal = propose(material_);
  ASSERT_TRUE(proposal) << proposal.error().message;
  EXPECT_TRUE(has_first(proposal->toml, "{ auto = true }, ")) << proposal->toml;
}

TEST_F(Propose, TakesWhatThePageCallsItsDescriptionForNoneOfItsText) {
  for (std::size_t i = 0; i < pages_.size(); ++i) {
    std::string text = page_of(stories()[i]);
    const std::string begin = "<div class=\"story-text\">";
    text.replace(text.find(begin), begin.size(),
                 "<div itemprop=\"description\"><p>What " + std::string(stories()[i].author) +
                     " saw there on that day, and what became of it in the end.</p></div>"
                     "<div itemprop=\"articleBody\">");
    pages_[i] = *html::Document::parse(text);
  }
  const auto proposal = propose(material_);
  ASSERT_TRUE(proposal) << proposal.error().message;
  EXPECT_NE(proposal->toml.find(R"(body = ['[itemprop="articleBody"]')"), std::string::npos)
      << proposal->toml;
}

TEST_F(Propose, TakesWhatIsKnownFromElsewhereForALabel) {
  // The page shows the day of printing; the feed knows when the story came out.
  for (std::size_t i = 0; i < pages_.size(); ++i) {
    std::string text = page_of(stories()[i]);
    const std::string day = stories()[i].day;
    for (std::size_t at = text.find(day); at != std::string::npos; at = text.find(day, at))
      text.replace(at, day.size(), "2026-03-01T00:00:00+01:00");
    const std::string words = day.substr(0, 10);
    const std::size_t at = text.find(words);
    text.replace(at, words.size(), "Printed today</time><time class=\"came\">" + words);
    pages_[i] = *html::Document::parse(text);
    material_.samples[i].known.published = dates::parse_iso8601(day);
  }
  const auto proposal = propose(material_);
  ASSERT_TRUE(proposal) << proposal.error().message;
  const auto site = site::parse_site(proposal->toml, "/sites/herald.toml");
  ASSERT_TRUE(site) << site.error().message;
  for (std::size_t i = 0; i < pages_.size(); ++i) {
    extract::PageContext context;
    context.url = material_.samples[i].url;
    context.site = &*site;
    const records::Article article = extract::extract_article(pages_[i], context);
    EXPECT_EQ(article.published->to_iso8601(), std::string(stories()[i].day).substr(0, 10))
        << proposal->toml;
  }
}

TEST_F(Propose, FindsNamesThatNoSinglePageTells) {
  for (std::size_t i = 0; i < pages_.size(); ++i) {
    const Story& story = stories()[i];
    std::string body;
    for (const char* paragraph : story.paragraphs) body += "<p>" + std::string(paragraph);
    pages_[i] = *html::Document::parse(
        "<html><title>Herald: " + std::string(story.title) +
        "</title><body><table><tr><td><a href=/town/>Town</a><td class=main><font class=hl><b>" +
        std::string(story.title) + "</b></font><br><font class=dt>" +
        std::string(story.day).substr(0, 10) + "</font> &nbsp; <font class=wr>" + story.author +
        "</font><hr>" + body + "<hr><a href=/print>Print this</a></table></body></html>");
  }
  const auto proposal = propose(material_);
  ASSERT_TRUE(proposal) << proposal.error().message;
  EXPECT_NE(proposal->toml.find("author = \".wr\""), std::string::npos) << proposal->toml;
}

TEST_F(Propose, SaysThatNoPageIsAnArticle) {
  for (Sample& sample : material_.samples) sample.role = Role::kOther;
  const auto proposal = propose(material_);
  ASSERT_FALSE(proposal);
  EXPECT_EQ(proposal.error().code, ErrorCode::kNotFound);
}

}  // namespace
}  // namespace tearsheet::learn
