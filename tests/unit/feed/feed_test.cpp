// What parse_feed() makes of each format and of its broken forms.
#include "feed/feed.h"

#include <gtest/gtest.h>

namespace tearsheet::feed {
namespace {

Feed read(std::string_view bytes, std::string url = "https://news.example/rss.xml") {
  FeedOptions options;
  options.url = std::move(url);
  auto feed = parse_feed(bytes, options);
  EXPECT_TRUE(feed) << (feed ? "" : feed.error().message);
  return feed ? std::move(*feed) : Feed{};
}
Feed read_item(std::string_view item, std::string url = "https://news.example/rss.xml") {
  return read(
      "<rss version='2.0'><channel><title>T</title><link>https://news.example/</link><item>" +
          std::string(item) + "</item></channel></rss>",
      std::move(url));
}
Feed read_atom_entry(std::string_view entry) {
  return read("<feed xmlns='http://www.w3.org/2005/Atom'><title>T</title><entry>" +
              std::string(entry) + "</entry></feed>");
}
std::string iso(const std::optional<dates::Timestamp>& time) {
  return time ? time->to_iso8601() : "-";
}
std::string joined(const std::vector<std::string>& list) {
  std::string all;
  for (const auto& each : list) all += (all.empty() ? "" : "|") + each;
  return all;
}

struct FormatCase {
  const char* name;
  std::string_view bytes;
  std::string_view format;
};
class FeedFormat : public testing::TestWithParam<FormatCase> {};
TEST_P(FeedFormat, IsToldByTheRoot) {
  EXPECT_EQ(read(GetParam().bytes).format, GetParam().format);
}
INSTANTIATE_TEST_SUITE_P(
    Cases, FeedFormat,
    testing::Values(
        FormatCase{"Rss20", "<rss version='2.0'><channel/></rss>", "rss2.0"},
        FormatCase{"Rss091", "<rss version='0.91'><channel/></rss>", "rss0.91"},
        FormatCase{"RssWithoutVersion", "<rss><channel/></rss>", "rss2.0"},
        FormatCase{"ChannelAlone", "<channel><item/></channel>", "rss2.0"},
        FormatCase{"Rss10",
                   "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
                   "xmlns='http://purl.org/rss/1.0/'><channel/></rdf:RDF>",
                   "rss1.0"},
        FormatCase{"Rss090",
                   "<rdf:RDF xmlns='http://my.netscape.com/rdf/simple/0.9/'><channel/></rdf:RDF>",
                   "rss0.90"},
        FormatCase{"Atom10", "<feed xmlns='http://www.w3.org/2005/Atom'/>", "atom1.0"},
        FormatCase{"Atom10Prefixed", "<a:feed xmlns:a='http://www.w3.org/2005/Atom'/>", "atom1.0"},
        FormatCase{"Atom03", "<feed version='0.3' xmlns='http://purl.org/atom/ns#'/>", "atom0.3"},
        FormatCase{"Json10", R"({"version":"https://jsonfeed.org/version/1","items":[]})",
                   "jsonfeed1.0"},
        FormatCase{"Json11", R"({"version":"https://jsonfeed.org/version/1.1","items":[]})",
                   "jsonfeed1.1"}),
    [](const auto& test) { return std::string(test.param.name); });

struct RefusedCase {
  const char* name;
  std::string_view bytes;
};
class NoFeed : public testing::TestWithParam<RefusedCase> {};
TEST_P(NoFeed, IsAnError) {
  const auto feed = parse_feed(GetParam().bytes, {});
  ASSERT_FALSE(feed);
  EXPECT_EQ(feed.error().code, ErrorCode::kInvalid);
}
INSTANTIATE_TEST_SUITE_P(
    Cases, NoFeed,
    testing::Values(RefusedCase{"Empty", ""}, RefusedCase{"Space", " \n"},
                    RefusedCase{"Text", "not found"},
                    RefusedCase{"Html", "<!DOCTYPE html><html><body>&nbsp;</body></html>"},
                    RefusedCase{"OtherXml", "<error><code>x</code></error>"},
                    RefusedCase{"OtherJson", R"({"a":1})"},
                    RefusedCase{"Bytes", "\x89PNG\r\n\x1a\n"}, RefusedCase{"Sitemap", "<urlset/>"}),
    [](const auto& test) { return std::string(test.param.name); });

struct TitleCase {
  const char* name;
  std::string_view entry;
  std::string_view title;
};
class RssTitle : public testing::TestWithParam<TitleCase> {};
TEST_P(RssTitle, IsPlainText) {
  EXPECT_EQ(read_item(GetParam().entry).entries.at(0).title, GetParam().title);
}
INSTANTIATE_TEST_SUITE_P(
    Cases, RssTitle,
    testing::Values(
        TitleCase{"EscapedTwice", "<title>A &amp;amp; B</title>", "A & B"},
        TitleCase{"Cdata", "<title><![CDATA[A & B]]></title>", "A & B"},
        TitleCase{"EscapedMarkup", "<title>&lt;b&gt;A&lt;/b&gt; B</title>", "A B"},
        TitleCase{"Inline", "<title><b>A</b> B</title>", "A B"},
        TitleCase{"Less", "<title>x &lt; y</title>", "x < y"},
        TitleCase{"EndTagMissing", "<title>One<link>https://news.example/1</link>", "One"},
        TitleCase{"FromDublinCore", "<dc:title>D</dc:title>", "D"},
        TitleCase{"NotTheMediaTitle",
                  "<title>A</title><media:content "
                  "url='a.jpg'><media:title>P</media:title></media:content>",
                  "A"},
        TitleCase{"NotTheImageTitle", "<image><title>P</title></image><title>A</title>", "A"}),
    [](const auto& test) { return std::string(test.param.name); });

class AtomTitle : public testing::TestWithParam<TitleCase> {};
TEST_P(AtomTitle, FollowsItsType) {
  EXPECT_EQ(read_atom_entry(GetParam().entry).entries.at(0).title, GetParam().title);
}
INSTANTIATE_TEST_SUITE_P(
    Cases, AtomTitle,
    testing::Values(
        TitleCase{"Text", "<title>&lt;b&gt;A&lt;/b&gt;</title>", "<b>A</b>"},
        TitleCase{"Html", "<title type='html'>&lt;b&gt;A&lt;/b&gt;</title>", "A"},
        TitleCase{"Xhtml",
                  "<title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>A "
                  "<i>B</i></div></title>",
                  "A B"},
        TitleCase{"Escaped", "<title type='text/html' mode='escaped'>&lt;b&gt;A&lt;/b&gt;</title>",
                  "A"},
        TitleCase{"Base64", "<title type='text/plain' mode='base64'>QSA8IEI=</title>", "A < B"}),
    [](const auto& test) { return std::string(test.param.name); });

struct LinkCase {
  const char* name;
  std::string_view item;
  std::string_view link;
};
class RssLink : public testing::TestWithParam<LinkCase> {};
TEST_P(RssLink, IsAbsoluteOrEmpty) {
  EXPECT_EQ(read_item(GetParam().item).entries.at(0).link, GetParam().link);
}
INSTANTIATE_TEST_SUITE_P(
    Cases, RssLink,
    testing::Values(
        LinkCase{"Relative", "<link>/1?a=1&amp;b</link>", "https://news.example/1?a=1&b"},
        LinkCase{"BareAmpersand", "<link>https://news.example/a?x=1&y=2</link>",
                 "https://news.example/a?x=1&y=2"},
        LinkCase{"EscapedTwice", "<link>https://news.example/a?x=1&amp;amp;y=2&amp;#038;z</link>",
                 "https://news.example/a?x=1&y=2&z"},
        LinkCase{"Href", "<link href='https://news.example/1'/>", "https://news.example/1"},
        LinkCase{"Permalink", "<guid>https://news.example/g</guid>", "https://news.example/g"},
        LinkCase{"NoPermalink", "<guid isPermaLink='false'>https://news.example/g</guid>", ""},
        LinkCase{"NameAsGuid", "<guid>urn:x:5</guid>", ""},
        LinkCase{"LinkBeforeGuid", "<guid>https://news.example/g</guid><link>/1</link>",
                 "https://news.example/1"},
        LinkCase{"EmptyLink", "<link/><guid>https://news.example/g</guid>",
                 "https://news.example/g"},
        LinkCase{"AtomLink", "<atom:link rel='alternate' href='/1'/>", "https://news.example/1"},
        LinkCase{"NotTheHub", "<atom:link rel='hub' href='/1'/>", ""},
        LinkCase{"Javascript", "<link>javascript:x()</link>", ""},
        LinkCase{"Data", "<link>data:text/html,x</link>", ""}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(AtomLinks, PreferTheHtmlAlternate) {
  const auto feed = read_atom_entry(
      "<link rel='self' href='/s'/><link type='application/json' href='/1.json'/><link "
      "type='text/html' href='/1'/>");
  EXPECT_EQ(feed.entries.at(0).link, "https://news.example/1");
}

TEST(AtomLinks, OfOtherRelationsAreNoAddressEvenAsText) {
  for (const char* rel : {"enclosure", "self", "replies", "related",
                          "http://www.iana.org/assignments/relation/enclosure"}) {
    const std::string other = std::string("<link rel='") + rel + "'>https://else.example/x</link>";
    const auto entry =
        read_atom_entry("<link rel='alternate' href='https://news.example/n'/>" + other).entries;
    ASSERT_EQ(entry.size(), 1U) << rel;
    EXPECT_EQ(entry[0].link, "https://news.example/n") << rel;
    EXPECT_EQ(read_item("<link>https://news.example/n</link>" + other).entries[0].link,
              "https://news.example/n")
        << rel;
  }
  const auto feed = read_atom_entry("<link rel='enclosure'>https://else.example/x.mp3</link>");
  ASSERT_EQ(feed.entries[0].enclosures.size(), 1U);
  EXPECT_EQ(feed.entries[0].enclosures[0].url, "https://else.example/x.mp3");
  EXPECT_EQ(read_atom_entry("<link>https://news.example/n</link>").entries[0].link,
            "https://news.example/n");
}

struct CutCase {
  const char* name;
  std::string_view item;
  std::string_view link, title;
  bool cut = true;
};
class CutFeed : public testing::TestWithParam<CutCase> {};
TEST_P(CutFeed, DropsTheFieldThatItEndsIn) {
  const auto feed = read(std::string("<rss version='2.0'><channel><title>T</title>"
                                     "<item><link>https://news.example/1</link></item>") +
                         std::string(GetParam().item));
  EXPECT_EQ(feed.cut, GetParam().cut);
  ASSERT_FALSE(feed.entries.empty());
  const auto& last = feed.entries.back();
  EXPECT_EQ(last.link, GetParam().link);
  EXPECT_EQ(last.title, GetParam().title);
}
INSTANTIATE_TEST_SUITE_P(
    Cases, CutFeed,
    testing::Values(
        CutCase{"InALink", "<item><title>A</title><link>https://news.example/2026/lon", "", "A"},
        CutCase{"InAGuid", "<item><title>A</title><guid>https://news.example/2026/lon", "", "A"},
        CutCase{"InATitle", "<item><link>https://news.example/2</link><title>Second sto",
                "https://news.example/2", ""},
        CutCase{"InAnEndTag", "<item><link>https://news.example/2</link><title>A</tit",
                "https://news.example/2", "A"},
        CutCase{"InAStartTag", "<item><link>https://news.example/2</link><title>A</title><gu",
                "https://news.example/2", "A"},
        CutCase{"BetweenFields", "<item><link>https://news.example/2</link><title>A</title>",
                "https://news.example/2", "A"},
        CutCase{"BehindTheEntry", "<item><link>https://news.example/2</link></item>",
                "https://news.example/2", "", false},
        CutCase{"Whole", "<item><link>https://news.example/2</link></item></channel></rss>",
                "https://news.example/2", "", false}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(Bases, NestAndFallBackToTheChannel) {
  const auto nested = read(
      "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='/a/'><entry xml:base='b/'><link "
      "href='c'/>"
      "<content type='xhtml'><div xml:base='d/'><a href='e'>x</a></div></content></entry></feed>");
  EXPECT_EQ(nested.entries.at(0).link, "https://news.example/a/b/c");
  EXPECT_EQ(nested.entries.at(0).content_html,
            "<div><a href=\"https://news.example/a/b/d/e\">x</a></div>");
  EXPECT_EQ(read_item("<link>/1</link>", "").entries.at(0).link, "https://news.example/1");
}

struct AuthorCase {
  const char* name;
  std::string_view item;
  std::string_view authors;
};
class Authors : public testing::TestWithParam<AuthorCase> {};
TEST_P(Authors, AreNames) {
  EXPECT_EQ(joined(read_item(GetParam().item).entries.at(0).authors), GetParam().authors);
}
INSTANTIATE_TEST_SUITE_P(
    Cases, Authors,
    testing::Values(
        AuthorCase{"AddressThenName", "<author>a@b.example (Kim Chol)</author>", "Kim Chol"},
        AuthorCase{"NameThenAddress", "<author>Kim Chol &lt;a@b.example&gt;</author>", "Kim Chol"},
        AuthorCase{"NameAndAddressInBrackets", "<author>Kim Chol (a@b.example)</author>",
                   "Kim Chol"},
        AuthorCase{"AddressAlone", "<author>a@b.example</author>", ""},
        AuthorCase{"TwoCreators", "<dc:creator>Kim</dc:creator><dc:creator>Ri</dc:creator>",
                   "Kim|Ri"},
        AuthorCase{"OneTwice", "<author>Kim</author><dc:creator>Kim</dc:creator>", "Kim"},
        AuthorCase{"AtomAuthor",
                   "<atom:author><atom:name>Kim</atom:name><atom:email>a@b.example</atom:email></"
                   "atom:author>",
                   "Kim"},
        AuthorCase{"ItunesBehindOthers", "<itunes:author>Show</itunes:author><author>Kim</author>",
                   "Kim"},
        AuthorCase{"CreditWithRole", "<media:credit role='author'>Kim</media:credit>", "Kim"},
        AuthorCase{"OtherCredit", "<media:credit role='photographer'>Kim</media:credit>", ""}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(AtomAuthors, ComeFromTheSourceThenTheFeed) {
  const auto feed = read(
      "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>1</title></entry>"
      "<entry><source><author><name>Source</name></author><title>Other</title></source></entry>"
      "<author><name>Agency</name></author></feed>");
  EXPECT_EQ(joined(feed.entries.at(0).authors), "Agency");
  EXPECT_EQ(joined(feed.entries.at(1).authors), "Source");
  EXPECT_EQ(feed.entries.at(1).title, "");
}

TEST(Entries, CarryEverythingElse) {
  const auto feed = read_item(
      "<guid>id-1</guid><pubDate>unknown</pubDate><dc:date>2025-11-14T10:00:00Z</"
      "dc:date><dcterms:modified>2025-11-15</dcterms:modified>"
      "<description>Short &amp; "
      "sweet</description><content:encoded><![CDATA[<p>Long</p>]]></content:encoded>"
      "<category>World</category><category> "
      "</category><dc:subject>Trade</dc:subject><media:keywords>a, b,,World</media:keywords>"
      "<enclosure url='/a.mp3' type='audio/mpeg' length='12'/><media:group><media:content "
      "url='/b.jpg' fileSize='x'/></media:group>"
      "<media:content url='/a.mp3'/>");
  const auto& entry = feed.entries.at(0);
  EXPECT_EQ(entry.id, "id-1");
  EXPECT_EQ(iso(entry.published), "2025-11-14T10:00:00Z");
  EXPECT_EQ(iso(entry.updated), "2025-11-15");
  EXPECT_EQ(entry.summary, "Short & sweet");
  EXPECT_EQ(entry.content_html, "<p>Long</p>");
  EXPECT_EQ(joined(entry.categories), "World|Trade|a|b");
  ASSERT_EQ(entry.enclosures.size(), 2U);
  EXPECT_EQ(entry.enclosures[0].url, "https://news.example/a.mp3");
  EXPECT_EQ(entry.enclosures[0].length, 12);
  EXPECT_EQ(entry.enclosures[1].length, std::nullopt);
}

TEST(Entries, WithEqualIdsStaySeparate) {
  const auto feed = read_item("<guid>same</guid></item><item><guid>same</guid>");
  EXPECT_EQ(feed.entries.size(), 2U);
}

TEST(Entries, AreKeptWhereTagsAreMissing) {
  EXPECT_EQ(read("<rss><channel><item><title>1</title><item><title>2</title></channel></rss>")
                .entries.size(),
            2U);
  EXPECT_EQ(read("<rss><channel/><item><title>1</title></item></rss>").entries.size(), 1U);
  const auto cut = read("<rss><channel><item><title>1</title><description>half a sen");
  ASSERT_EQ(cut.entries.size(), 1U);
  EXPECT_EQ(cut.entries[0].summary, "");
}

TEST(Entries, OfTheOtherFormatCount) {
  EXPECT_EQ(read("<feed xmlns='http://www.w3.org/2005/Atom'><item><title>1</title></item></feed>")
                .entries.size(),
            1U);
  EXPECT_EQ(read("<rss><channel><entry><title>1</title></entry></channel></rss>").entries.size(),
            1U);
}

TEST(Heads, SayHowOftenAndWhatIsNext) {
  const auto rss = read(
      "<rss><channel><ttl>45</ttl><atom:link rel='next' "
      "href='?p=2'/><language>ko-KP</language></channel></rss>");
  EXPECT_EQ(rss.ttl, std::chrono::minutes(45));
  EXPECT_EQ(rss.next, "https://news.example/rss.xml?p=2");
  EXPECT_EQ(rss.language, "ko-KP");
  const auto hinted = read(
      "<rss><channel><sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</"
      "sy:updateFrequency></channel></rss>");
  EXPECT_EQ(hinted.ttl, std::chrono::minutes(30));
}

TEST(Heads, SayWhenTheyDoNotWantToBeAsked) {
  const auto feed = read(
      "<rss><channel><title>T</title><skipHours><hour>0</hour><hour> 7 </hour><hour>24</hour>"
      "<hour>25</hour><hour>x</hour></skipHours><skipDays><day>Saturday</day><day>SUNDAY</day>"
      "<day>Noday</day></skipDays><hour>9</hour><item><title>1</title><hour>3</hour></item>"
      "</channel></rss>");
  EXPECT_EQ(feed.skip_hours, (1U << 0U) | (1U << 7U)) << "24 is midnight in RSS 0.91";
  EXPECT_EQ(feed.skip_days, (1U << 0U) | (1U << 6U));
  EXPECT_EQ(feed.title, "T");
  EXPECT_EQ(feed.entries.size(), 1U);
  std::string always = "<rss><channel><skipHours>";
  for (int hour = 0; hour < 24; ++hour) always += "<hour>" + std::to_string(hour) + "</hour>";
  EXPECT_EQ(read(always + "</skipHours></channel></rss>").skip_hours, 0U) << "never is no answer";
}

TEST(Heads, SayFromWhenTheirPeriodCounts) {
  const auto feed = read(
      "<rss><channel><sy:updatePeriod>daily</sy:updatePeriod>"
      "<sy:updateBase>2000-01-01T12:00+00:00</sy:updateBase></channel></rss>");
  ASSERT_TRUE(feed.update_base);
  EXPECT_EQ(to_iso8601(*feed.update_base), "2000-01-01T12:00:00Z");
}

TEST(Heads, AreNotThoseOfTheImage) {
  const auto feed = read(
      "<rss><channel><image><title>Logo</title><link>https://logo.example/</link></image><title>T</"
      "title>"
      "<textInput><link>https://search.example/</link></textInput></channel></rss>");
  EXPECT_EQ(feed.title, "T");
  EXPECT_EQ(feed.link, "");
}

TEST(Limits, CutTheListAndSaySo) {
  FeedOptions options;
  options.max_entries = 2;
  const auto feed = parse_feed("<rss><channel><item/><item/><item/></channel></rss>", options);
  ASSERT_TRUE(feed);
  EXPECT_EQ(feed->entries.size(), 2U);
  EXPECT_TRUE(feed->truncated);
}

TEST(Limits, RefuseTooManyBytes) {
  FeedOptions options;
  options.max_bytes = 100;
  const auto feed = parse_feed(
      "<rss><channel><title>" + std::string(1000, 'x') + "</title></channel></rss>", options);
  ASSERT_FALSE(feed);
  EXPECT_EQ(feed.error().code, ErrorCode::kTooLarge);
}

TEST(JsonFeeds, AreRead) {
  const auto feed = read(
      R"({"items":[{"id":7,"url":"/1","title":"A & B","content_text":"a < b","tags":["x",null,"y"],"author":{"name":"Kim","url":"u"},)"
      R"("date_published":"2025-11-14T10:00:00Z","attachments":[{"url":"/a.mp3","size_in_bytes":5,"x":{"url":"no"}}]},{"title":"Two",)"
      R"("content_html":"<p onclick='x'>h</p>"}],"title":"J","version":"https://jsonfeed.org/version/1.1","authors":[{"name":"Desk"}]})");
  ASSERT_EQ(feed.entries.size(), 2U);
  const auto& entry = feed.entries[0];
  EXPECT_EQ(entry.id, "7");
  EXPECT_EQ(entry.link, "https://news.example/1");
  EXPECT_EQ(entry.title, "A & B");
  EXPECT_EQ(entry.content_html, "a &lt; b");
  EXPECT_EQ(joined(entry.categories), "x|y");
  EXPECT_EQ(joined(entry.authors), "Kim");
  EXPECT_EQ(iso(entry.published), "2025-11-14T10:00:00Z");
  ASSERT_EQ(entry.enclosures.size(), 1U);
  EXPECT_EQ(entry.enclosures[0].url, "https://news.example/a.mp3");
  EXPECT_EQ(entry.enclosures[0].length, 5);
  EXPECT_EQ(joined(feed.entries[1].authors), "Desk");
  EXPECT_EQ(feed.entries[1].content_html, "<p>h</p>");
}

TEST(JsonFeeds, KeepWhatStandsBeforeABreak) {
  const auto feed = read(
      R"({"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","title":"One"},{"id":"2","title":"Two","url":"htt)");
  ASSERT_EQ(feed.entries.size(), 2U);
  EXPECT_EQ(feed.entries[1].title, "Two");
  EXPECT_TRUE(feed.cut);
}

TEST(JsonFeeds, AreBoundInDepth) {
  const std::string deep =
      R"({"version":"https://jsonfeed.org/version/1.1","x":)" + std::string(100'000, '[');
  EXPECT_TRUE(parse_feed(deep, {}));
  EXPECT_FALSE(parse_feed("{\"x\":" + std::string(100'000, '['), {}));
}

struct SniffCase {
  const char* name;
  std::string_view bytes;
  DocumentKind kind;
};
class Sniffing : public testing::TestWithParam<SniffCase> {};
TEST_P(Sniffing, TellsTheKind) {
  EXPECT_EQ(sniff(GetParam().bytes, ""), GetParam().kind);
}
INSTANTIATE_TEST_SUITE_P(
    Cases, Sniffing,
    testing::Values(
        SniffCase{"Rss", "\xEF\xBB\xBF\n<?xml version='1.0'?><!-- x --><rss>", DocumentKind::kFeed},
        SniffCase{"Rdf", "<rdf:RDF>", DocumentKind::kFeed},
        SniffCase{"Json", "{\"version\":\"https://jsonfeed.org/version/1\"", DocumentKind::kFeed},
        SniffCase{"Sitemap", "<URLSET>", DocumentKind::kSitemap},
        SniffCase{"Text", "https://news.example/1\n", DocumentKind::kSitemap},
        SniffCase{"Gzip", "\x1F\x8B\x08", DocumentKind::kSitemap},
        SniffCase{"Html", "<!DOCTYPE html><rss>", DocumentKind::kHtml},
        SniffCase{"Other", "<opml>", DocumentKind::kOther}),
    [](const auto& test) { return std::string(test.param.name); });

}  // namespace
}  // namespace tearsheet::feed
