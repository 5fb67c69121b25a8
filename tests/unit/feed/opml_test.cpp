#include "feed/opml.h"

#include <gtest/gtest.h>
#include <libxml/parser.h>

namespace tearsheet::feed {
namespace {

// "title feed page" of each outline, "! title: why" of each trouble.
std::string told(const Result<Opml>& opml) {
  if (!opml) return "error: " + opml.error().message;
  std::string out;
  for (const auto& each : opml->outlines)
    out += each.title + "|" + each.feed + "|" + each.page + "\n";
  for (const auto& each : opml->troubles) out += "! " + each.outline + ": " + each.why + "\n";
  return out;
}

std::string body(std::string_view outlines) {
  return "<?xml version='1.0'?><opml version='2.0'><head><title>Mine</title></head><body>" +
         std::string(outlines) + "</body></opml>";
}

struct OpmlCase {
  const char* name;
  std::string bytes;
  std::string_view told;
};
class ReadsOpml : public testing::TestWithParam<OpmlCase> {};
TEST_P(ReadsOpml, AsMeant) {
  EXPECT_EQ(told(parse_opml(GetParam().bytes)), GetParam().told);
}

INSTANTIATE_TEST_SUITE_P(
    All, ReadsOpml,
    testing::Values(
        OpmlCase{"FeedWithItsPage",
                 body("<outline text='Lamp' type='rss' xmlUrl='https://lamp.example/feed' "
                      "htmlUrl='https://lamp.example/'/>"),
                 "Lamp|https://lamp.example/feed|https://lamp.example/\n"},
        OpmlCase{"Folders",
                 body("<outline text='News'><outline text='Far'><outline text='A' "
                      "xmlUrl='https://a.example/f'/></outline></outline>"
                      "<outline text='B' xmlUrl='https://b.example/f'></outline>"),
                 "A|https://a.example/f|\nB|https://b.example/f|\n"},
        OpmlCase{"FolderThatIsAFeed",
                 body("<outline text='A' xmlUrl='https://a.example/f'><outline text='B' "
                      "xmlUrl='https://b.example/f'/></outline>"),
                 "A|https://a.example/f|\nB|https://b.example/f|\n"},
        OpmlCase{"EachAddressOnce",
                 body("<outline text='A' xmlUrl='https://a.example/f'/><outline text='Again' "
                      "xmlUrl='HTTPS://A.example:443/f#top'/>"),
                 "A|https://a.example/f|\n"},
        OpmlCase{"VersionOne",
                 "<opml version=\"1.0\"><body><outline title=\"Old &amp; good\" text=\"x\" "
                 "xmlurl=\"http://old.example/rss.xml\"/><outline type=\"rss\" text=\"Radio\" "
                 "url=\"http://radio.example/rss.xml\"/></body></opml>",
                 "Old & good|http://old.example/rss.xml|\nRadio||http://radio.example/rss.xml\n"},
        OpmlCase{"PageAlone",
                 body("<outline text='A' htmlUrl='https://a.example/'/><outline text='B' "
                      "type='link' url='https://b.example/news/'/>"),
                 "A||https://a.example/\nB||https://b.example/news/\n"},
        OpmlCase{"FeedScheme",
                 body("<outline text='A' xmlUrl='feed://a.example/f'/><outline text='B' "
                      "xmlUrl=' feed:https://b.example/f '/>"),
                 "A|http://a.example/f|\nB|https://b.example/f|\n"},
        OpmlCase{
            "BadOnesAreToldAndTheOthersGoOn",
            body("<outline text='A' xmlUrl='gopher://a.example/f'/><outline "
                 "xmlUrl='nothing' htmlUrl='https://b.example/'/><outline text='C' "
                 "xmlUrl='https://c.example/f'/>"),
            "C|https://c.example/f|\n! A: 'gopher://a.example/f': neither http nor https\n! nothing: "
            "'nothing': relative, and there is no base\n"},
        OpmlCase{"ListsAreNotFetched",
                 body("<outline text='More' type='include' url='https://a.example/more.opml'/>"
                      "<outline text='Too' type='link' url='https://a.example/too.OPML'/>"),
                 "! More: another list: it is not fetched\n! Too: another list: it is not "
                 "fetched\n"},
        OpmlCase{"CommentsCountAsNothing",
                 body("<outline text='Off' isComment='true'><outline text='A' "
                      "xmlUrl='https://a.example/f'/></outline><outline text='B' "
                      "xmlUrl='https://b.example/f'/>"),
                 "B|https://b.example/f|\n"},
        OpmlCase{"Broken",
                 "<opml><body><outline text='A & B' xmlUrl='https://a.example/f?x=1&y=2'>"
                 "<outline text=C xmlUrl=https://c.example/f><outline text='D' xmlUrl='https://d",
                 "A & B|https://a.example/f?x=1&y=2|\nC|https://c.example/f|\n"},
        OpmlCase{"Latin1",
                 "<?xml version='1.0' encoding='iso-8859-1'?><opml><body><outline "
                 "text='Stra\xDF"
                 "e' xmlUrl='https://a.example/f'/></body></opml>",
                 "Straße|https://a.example/f|\n"},
        OpmlCase{"Utf16",
                 std::string("\xFF\xFE") +
                     [] {
                       std::string wide;
                       for (const char c : body("<outline text='A' xmlUrl='https://a.example/f'/>"))
                         wide += {c, '\0'};
                       return wide;
                     }(),
                 "A|https://a.example/f|\n"},
        OpmlCase{"NoFeeds", body("<outline text='Only a folder'/>"), ""},
        OpmlCase{"AFeed", "<rss version='2.0'><channel/></rss>",
                 "error: no OPML: it begins with <rss>"},
        OpmlCase{"Nothing", "", "error: no OPML"}),
    [](const auto& test) { return test.param.name; });

TEST(Opml, KeepsItsLimits) {
  std::string many, deep;
  for (int k = 0; k < 30; ++k) {
    many += "<outline text='A' xmlUrl='https://a.example/" + std::to_string(k) + "'/><outline " +
            "xmlUrl='x:" + std::to_string(k) + "'/>";
    deep += "<outline text='D' xmlUrl='https://d.example/" + std::to_string(k) + "'>";
  }
  OpmlLimits limits;
  limits.max_addresses = 10;
  limits.max_troubles = 7;
  const auto cut = parse_opml(body(many), limits);
  ASSERT_TRUE(cut);
  EXPECT_EQ(cut->outlines.size(), 10U);
  EXPECT_EQ(cut->left_out, 20U);
  EXPECT_EQ(cut->troubles.size(), 7U);
  EXPECT_EQ(cut->more_troubles, 23U);
  limits = {};
  limits.max_depth = 20;
  const auto shallow = parse_opml(body(deep), limits);
  ASSERT_TRUE(shallow);
  EXPECT_EQ(shallow->outlines.size(), 20U);
  ASSERT_EQ(shallow->troubles.size(), 1U);
  EXPECT_EQ(shallow->troubles[0].why, "nested too deep; further such outlines are left out");
  limits.max_bytes = 100;
  const auto large = parse_opml(body(many), limits);
  ASSERT_FALSE(large);
  EXPECT_EQ(large.error().code, ErrorCode::kTooLarge);
}

TEST(Opml, WhatIsWrittenIsReadTheSame) {
  const std::vector<OpmlOutline> outlines = {
      {"Lamp & <Light> \"Post\" 'x'", "https://lamp.example/feed?a=1&b=2", "https://lamp.example/"},
      {"燈台", "https://lamp.example/2", ""},
      {"Reef", "", "https://reef.example/"},
  };
  const std::string written = write_opml("Ours & <others>", outlines);
  const auto read = parse_opml(written);
  ASSERT_TRUE(read);
  ASSERT_EQ(read->outlines.size(), outlines.size());
  for (std::size_t k = 0; k < outlines.size(); ++k) {
    EXPECT_EQ(read->outlines[k].title, outlines[k].title);
    EXPECT_EQ(read->outlines[k].feed, outlines[k].feed);
    EXPECT_EQ(read->outlines[k].page, outlines[k].page);
  }
  xmlDoc* document = xmlReadMemory(written.data(), static_cast<int>(written.size()), nullptr,
                                   nullptr, XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  EXPECT_NE(document, nullptr) << written;
  xmlFreeDoc(document);
}

}  // namespace
}  // namespace tearsheet::feed
