#include "output/output.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "base/files.h"

namespace tearsheet::output {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

store::StoredArticle sample() {
  using namespace store;
  StoredArticle a;
  a.id = 7;
  a.columns[kIdColumn] = "7";
  a.columns[kClusterColumn] = "3";
  a.columns[kVersionColumn] = "1";
  a.columns[kSiteColumn] = "harbour";
  a.columns[kUrlColumn] = a.columns[kCanonicalColumn] = "http://harbour.example/7?a=1&b=2";
  a.columns[kTitleColumn] = "A \"title\" <b> & more";
  a.columns[kDateColumn] = "2025-11-14";
  a.columns[kBodyColumn] = "First paragraph.\n\n1. Not a list.";
  a.columns[kAuthorsColumn] = "[\"N. N.\"]";
  a.columns[kTagsColumn] = "[]";
  a.columns[kKindColumn] = "article";
  a.columns[kDuplicateOfColumn] = "http://harbour.example/3";
  a.columns[kFirstSeenColumn] = a.columns[kChangedColumn] = "2025-11-15T00:00:00Z";
  return a;
}

std::unique_ptr<Writer> writer(const char* format, const char* title = "t") {
  return find_format(format)->make({title, SysTime{}});
}

std::unique_ptr<Writer> feed(const char* format, const FeedPlace& place) {
  return find_format(format)->make({.title = "t", .feed = place});
}

TEST(Formats, AreFoundByTheirNamesAlone) {
  for (const Format& format : formats()) EXPECT_EQ(find_format(format.name), &format);
  for (const char* const name : {"", "json", "ATOM", "jsonl "})
    EXPECT_EQ(find_format(name), nullptr) << name;
}

TEST(Formats, AreMadeAsTextOrByTheStore) {
  for (const Format& format : formats()) {
    if (format.make == nullptr) {
      EXPECT_EQ(format.name, "sqlite");
      continue;
    }
    const auto made = format.make({"t", SysTime{}});
    EXPECT_NE(made->article(sample()), "") << format.name;
  }
}

TEST(Jsonl, IsOneObjectALine) {
  const std::string line = writer("jsonl")->article(sample());
  ASSERT_EQ(line.find('\n'), line.size() - 1);
  const auto object = nlohmann::json::parse(line);
  EXPECT_EQ(object["title"], "A \"title\" <b> & more");
  EXPECT_EQ(object["authors"], nlohmann::json::array({"N. N."}));
  EXPECT_EQ(object["duplicate_of"], "http://harbour.example/3");
  EXPECT_EQ(object["cluster"], 3);
  EXPECT_TRUE(object["language"].is_null());
}

TEST(Jsonl, SaysOfWhatTheTextIsMade) {
  store::StoredArticle a = sample();
  auto object = nlohmann::json::parse(writer("jsonl")->article(a));
  EXPECT_FALSE(object.contains("sources"));
  EXPECT_EQ(object["parts"], nlohmann::json::array());
  EXPECT_TRUE(object["incomplete"].is_null());
  EXPECT_TRUE(object["agreement"].is_null());
  a.columns[store::kPartsColumn] =
      R"(["http://harbour.example/7","http://harbour.example/7?page=2"])";
  a.columns[store::kIncompleteColumn] = "page 3: 503";
  a.columns[store::kAgreementColumn] = R"({"body":0.93,"title":1})";
  object = nlohmann::json::parse(writer("jsonl")->article(a));
  EXPECT_EQ(object["parts"].size(), 2U);
  EXPECT_EQ(object["incomplete"], "page 3: 503");
  EXPECT_EQ(object["agreement"]["body"], 0.93);
  EXPECT_THAT(writer("csv")->article(a),
              HasSubstr(R"("page 3: 503","{""body"":0.93,""title"":1}")"));
}

TEST(Csv, QuotesAndDisarmsFormulas) {
  store::StoredArticle a = sample();
  a.columns[store::kTitleColumn] = "=HYPERLINK(\"http://x\")";
  const std::string line = writer("csv")->article(a);
  EXPECT_THAT(line, HasSubstr("\"'=HYPERLINK(\"\"http://x\"\")\""));
  EXPECT_TRUE(line.ends_with("\r\n"));
}

TEST(Csv, HasAsManyCellsAsItsHead) {
  const auto made = writer("csv");
  const std::string head = made->head(), line = made->article(sample());
  const auto commas = [](std::string_view text) {
    bool quoted = false;
    int count = 0;
    for (const char c : text) {
      if (c == '"') quoted = !quoted;
      if (c == ',' && !quoted) ++count;
    }
    return count;
  };
  EXPECT_EQ(commas(line), commas(head));
}

TEST(Columns, AreThoseThatWereNamedInTheirOrder) {
  Heading heading;
  ASSERT_TRUE(choose_columns("title, id", *find_format("csv"), heading));
  const auto csv = find_format("csv")->make(heading);
  EXPECT_EQ(csv->head(), "title,id\r\n");
  EXPECT_EQ(csv->article(sample()), "\"A \"\"title\"\" <b> & more\",7\r\n");
  const auto jsonl = find_format("jsonl")->make(heading);
  EXPECT_FALSE(jsonl->wants_sources());
  store::StoredArticle a = sample();
  a.sources = "{}";
  EXPECT_EQ(jsonl->article(a), R"({"title":"A \"title\" <b> & more","id":7})"
                               "\n");
}

TEST(Columns, MayBeTheSourcesAlone) {
  Heading heading;
  ASSERT_TRUE(choose_columns("sources", *find_format("jsonl"), heading));
  const auto jsonl = find_format("jsonl")->make(heading);
  EXPECT_TRUE(jsonl->wants_sources());
  store::StoredArticle a = sample();
  EXPECT_EQ(jsonl->article(a), "{}\n");
  a.sources = R"({"title":{"source":"rule"}})";
  EXPECT_EQ(jsonl->article(a), R"({"sources":{"title":{"source":"rule"}}})"
                               "\n");
}

struct WrongColumnsCase {
  const char *name, *format, *columns, *said;
};
class WrongColumns : public testing::TestWithParam<WrongColumnsCase> {};

TEST_P(WrongColumns, AreToldWithWhatWasMeant) {
  Heading heading;
  const auto chosen = choose_columns(GetParam().columns, *find_format(GetParam().format), heading);
  ASSERT_FALSE(chosen);
  EXPECT_EQ(chosen.error().code, ErrorCode::kInvalid);
  EXPECT_THAT(chosen.error().message, HasSubstr(GetParam().said));
}

INSTANTIATE_TEST_SUITE_P(
    Cases, WrongColumns,
    testing::Values(WrongColumnsCase{"Misspelt", "csv", "id,titel", "did you mean title?"},
                    WrongColumnsCase{"Twice", "jsonl", "id,url,id", "\"id\" is named twice"},
                    WrongColumnsCase{"Empty", "jsonl", "id,,url", "no column \"\""},
                    WrongColumnsCase{"Far", "csv", "wingspan", "there are id, url,"},
                    WrongColumnsCase{"SourcesInCsv", "csv", "sources", "no column of csv"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(Csv, MayBeginWithAByteOrderMark) {
  Heading heading;
  EXPECT_THAT(find_format("csv")->make(heading)->head(), StartsWith("id,"));
  heading.has_byte_order_mark = true;
  EXPECT_THAT(find_format("csv")->make(heading)->head(), StartsWith("\xEF\xBB\xBFid,"));
}

TEST(Markdown, EscapesMarkupAndLists) {
  const std::string text = writer("markdown")->article(sample());
  EXPECT_THAT(text, StartsWith("# A \"title\" \\<b\\> \\& more\n"));
  EXPECT_THAT(text, HasSubstr("\n1\\. Not a list."));
}

TEST(Markdown, HasTheBodyWithItsStructureWhereThatIsKnown) {
  store::StoredArticle article = sample();
  article.columns[store::kMarkdownColumn] = "First *paragraph*.\n\n1. A list.";
  EXPECT_THAT(writer("markdown")->article(article),
              HasSubstr("\n\nFirst *paragraph*.\n\n1. A list.\n\n"));
}

TEST(MarkdownFolder, HasAFileForEachArticleAndLeavesUnchangedOnesAlone) {
  std::string pattern = (std::filesystem::temp_directory_path() / "tearsheet.XXXXXX").string();
  const std::filesystem::path root = ::mkdtemp(pattern.data());
  const std::filesystem::path file = root / "out" / "harbour" / "7.md";
  const auto put = [&](const store::StoredArticle& article) {
    auto folder = MarkdownFolder::open(root / "out");
    ASSERT_TRUE(folder) << folder.error().message;
    (*folder)->article(article);
    EXPECT_TRUE((*folder)->commit());
  };
  put(sample());
  const std::string text = *read_file(file, 10'000);
  EXPECT_THAT(text, StartsWith("---\nid: 7\ntitle: \"A \\\"title\\\" <b> & more\"\ndate: "
                               "\"2025-11-14\"\nauthors: [\"N. N.\"]\n"));
  EXPECT_THAT(text, HasSubstr("---\n\n# A \"title\" \\<b\\> \\& more\n"));
  const auto before = std::filesystem::last_write_time(file) - std::chrono::hours(1);
  std::filesystem::last_write_time(file, before);
  put(sample());
  EXPECT_EQ(std::filesystem::last_write_time(file), before);
  store::StoredArticle changed = sample();
  changed.columns[store::kBodyColumn] = "Another text.";
  put(changed);
  EXPECT_THAT(*read_file(file, 10'000), HasSubstr("Another text."));

  store::StoredArticle elsewhere = sample();
  elsewhere.columns[store::kSiteColumn] = "../..";  // no site file can be called so
  put(elsewhere);
  EXPECT_TRUE(std::filesystem::exists(root / "out" / "_.._.." / "7.md"));
  auto folder = MarkdownFolder::open(root / "out");
  (*folder)->removed(7, "http://harbour.example/7");
  EXPECT_FALSE(std::filesystem::exists(file));
  std::filesystem::remove_all(root);
}

TEST(Atom, SaysWhoWroteItAndWhenItChanged) {
  store::StoredArticle a = sample();
  const auto made = writer("atom", "tearsheet: harbour, ferry");
  EXPECT_THAT(made->article(a), HasSubstr("<author><name>N. N.</name></author>"));
  EXPECT_THAT(made->article(a), HasSubstr("<updated>2025-11-14T00:00:00Z</updated>"));
  a.version = 2;
  EXPECT_THAT(made->article(a), HasSubstr("<updated>2025-11-15T00:00:00Z</updated>"));
  EXPECT_THAT(writer("rss", "t")->article(a), HasSubstr("<dc:creator>N. N.</dc:creator>"));
}

TEST(Rss, EscapesTwiceWhatIsHtml) {
  store::StoredArticle a = sample();
  a.columns[store::kSummaryColumn] = "a <i> & b";
  const auto made = writer("rss", "t");
  EXPECT_THAT(made->article(a),
              HasSubstr("<description>a &amp;lt;i&amp;gt; &amp;amp; b</description>"));
  EXPECT_THAT(made->article(a), HasSubstr("<pubDate>Fri, 14 Nov 2025 00:00:00 GMT</pubDate>"));
  EXPECT_THAT(made->article(a), HasSubstr("<link>http://harbour.example/7?a=1&amp;b=2</link>"));
}

TEST(Atom, LeavesOutWhatXmlCannotHold) {
  store::StoredArticle a = sample();
  a.columns[store::kTitleColumn] = "bell\x07";
  EXPECT_THAT(writer("atom", "t")->article(a), Not(HasSubstr("\x07")));
}

TEST(JsonFeed, IsOneObjectHoweverManyArticles) {
  for (int count = 0; count < 3; ++count) {
    const auto made = writer("jsonfeed", "a \"title\"");
    std::string text = made->head();
    for (int i = 0; i < count; ++i) text += made->article(sample());
    const auto feed = nlohmann::json::parse(text + made->tail());
    EXPECT_EQ(feed["version"], "https://jsonfeed.org/version/1.1");
    EXPECT_EQ(feed["title"], "a \"title\"");
    ASSERT_EQ(feed["items"].size(), static_cast<std::size_t>(count));
    if (count == 0) continue;
    const auto& item = feed["items"].back();
    EXPECT_EQ(item["id"], "http://harbour.example/7?a=1&b=2");
    EXPECT_EQ(item["content_html"], "<p>First paragraph.</p>\n<p>1. Not a list.</p>\n");
    EXPECT_EQ(item["date_published"], "2025-11-14T00:00:00Z");
    EXPECT_EQ(item["authors"][0]["name"], "N. N.");
  }
}

TEST(Feeds, HaveTheStructureOfTheText) {
  store::StoredArticle a = sample();
  a.columns[store::kMarkdownColumn] = "## Part\n\n- one\n- **two**\n";
  a.columns[store::kLanguageColumn] = "no";
  const auto item = nlohmann::json::parse(writer("jsonfeed")->article(a));
  EXPECT_THAT(item["content_html"].get<std::string>(), HasSubstr("<h2>Part</h2>"));
  EXPECT_EQ(item["language"], "no");
  EXPECT_THAT(writer("atom")->article(a), HasSubstr("&lt;li&gt;"));
  EXPECT_THAT(writer("atom")->article(a), StartsWith("<entry xml:lang=\"no\">"));
  EXPECT_THAT(writer("rss")->article(a), HasSubstr("<content:encoded>&lt;h2&gt;Part"));
}

TEST(Feeds, HaveIdsOfTheirDatabase) {
  const FeedPlace one{.origin = {.database = "00000000000000aa"}, .list = "site=harbour\n"};
  FeedPlace elsewhere = one, other = one;
  elsewhere.origin.database = "00000000000000bb";
  other.list = "site=ferry\n";
  const auto id_of = [](const std::string& atom) {
    const std::size_t begin = atom.find("<id>") + 4;
    return atom.substr(begin, atom.find("</id>") - begin);
  };
  const std::string id = id_of(feed("atom", one)->head());
  // RFC 9562, 5.8: version 8, variant 10. The digits are a promise: readers know entries by them.
  EXPECT_THAT(id, testing::MatchesRegex("urn:uuid:[0-9a-f-]{36}"));
  EXPECT_EQ(id[std::string("urn:uuid:xxxxxxxx-xxxx-").size()], '8');
  EXPECT_EQ(id_of(feed("atom", one)->head()), id);
  EXPECT_NE(id_of(feed("atom", elsewhere)->head()), id);
  EXPECT_NE(id_of(feed("atom", other)->head()), id);

  store::StoredArticle a = sample();
  const std::string entry = id_of(feed("atom", one)->article(a));
  EXPECT_EQ(entry, "urn:uuid:e22906ae-981f-8672-b710-066031e907a0");
  EXPECT_EQ(id_of(feed("atom", other)->article(a)), entry) << "in any list the same";
  EXPECT_NE(id_of(feed("atom", elsewhere)->article(a)), entry);
  EXPECT_THAT(feed("rss", one)->article(a),
              HasSubstr("<guid isPermaLink=\"false\">" + entry + "</guid>"));
  EXPECT_EQ(nlohmann::json::parse(feed("jsonfeed", one)->article(a))["id"], entry);
  a.version = 2;
  a.columns[store::kTitleColumn] = "Another title";
  a.columns[store::kCanonicalColumn] = "http://harbour.example/seven";
  EXPECT_EQ(id_of(feed("atom", one)->article(a)), entry) << "in any version";
}

TEST(Feeds, SayWhereTheyAreAndInWhichLanguage) {
  const FeedPlace place{.origin = {.database = "aa", .language = "no"},
                        .list = {},
                        .self = "https://news.example/feed?q=a&b",
                        .page = "https://news.example/?q=a&b"};
  EXPECT_THAT(feed("atom", place)->head(),
              testing::AllOf(HasSubstr("<link rel=\"self\" type=\"application/atom+xml\" "
                                       "href=\"https://news.example/feed?q=a&amp;b\"/>"),
                             HasSubstr("<link rel=\"alternate\" type=\"text/html\" "
                                       "href=\"https://news.example/?q=a&amp;b\"/>"),
                             HasSubstr("xml:lang=\"no\"")));
  EXPECT_THAT(feed("rss", place)->head(),
              testing::AllOf(HasSubstr("<atom:link rel=\"self\" type=\"application/rss+xml\" "
                                       "href=\"https://news.example/feed?q=a&amp;b\"/>"),
                             HasSubstr("<link>https://news.example/?q=a&amp;b</link>"),
                             HasSubstr("<language>no</language>")));
  const auto made = feed("jsonfeed", place);
  const auto json = nlohmann::json::parse(made->head() + made->tail());
  EXPECT_EQ(json["feed_url"], place.self);
  EXPECT_EQ(json["home_page_url"], place.page);
  EXPECT_EQ(json["language"], "no");

  EXPECT_THAT(feed("rss", {})->head(), HasSubstr("<link>urn:uuid:")) << "a channel must have one";
  EXPECT_THAT(feed("atom", {})->head(), Not(HasSubstr("<link")));
  EXPECT_THAT(feed("atom", {})->article(sample()),
              HasSubstr("<id>http://harbour.example/7?a=1&amp;b=2</id>"));
}

struct TeiCase {
  const char *name, *markdown, *tei;
};
class TeiBody : public testing::TestWithParam<TeiCase> {};

TEST_P(TeiBody, IsTheSameStructure) {
  store::StoredArticle a = sample();
  a.columns[store::kMarkdownColumn] = GetParam().markdown;
  EXPECT_THAT(writer("tei")->article(a), HasSubstr(GetParam().tei));
}

INSTANTIATE_TEST_SUITE_P(
    Cases, TeiBody,
    testing::Values(TeiCase{"Heading", "## Part", "<ab type=\"heading\">Part</ab>"},
                    TeiCase{"List", "1. one\n2. two", "<list rend=\"numbered\">\n<item>one</item>"},
                    TeiCase{"Quotation", "> said", "<quote>\n<p>said</p>"},
                    TeiCase{"Emphasis", "*a* **b**",
                            "<p><hi rend=\"italic\">a</hi> <hi rend=\"bold\">b</hi></p>"},
                    TeiCase{"Link", "[x](https://a.example/?b=1&c=2)",
                            "<ref target=\"https://a.example/?b=1&amp;c=2\">x</ref>"},
                    TeiCase{"Table", "| a |\n| --- |\n| 1 |", "<cell role=\"label\">a</cell>"},
                    TeiCase{"Rule", "a\n\n---\n\nb", "<milestone unit=\"section\"/>"},
                    TeiCase{"TextIsText", "a < b & c", "<p>a &lt; b &amp; c</p>"}),
    [](const auto& test_case) { return test_case.param.name; });

TEST(Tei, SaysWhereItStoodAndWhatMayBeDoneWithIt) {
  store::StoredArticle a = sample();
  a.columns[store::kDateColumn] = "2025-11-14T08:30Z";
  a.columns[store::kTdmColumn] = "n";
  a.columns[store::kLicenseColumn] = "https://a.example/l?x=1&y=2";
  a.columns[store::kTagsColumn] = "[\"ships\"]";
  const std::string text = writer("tei")->article(a);
  EXPECT_THAT(text,
              HasSubstr("<title level=\"a\">A &quot;title&quot; &lt;b&gt; &amp; more</title>"));
  EXPECT_THAT(text, HasSubstr("<date when=\"2025-11-14T08:30:00Z\">2025-11-14T08:30Z</date>"));
  EXPECT_THAT(text, HasSubstr("<ptr target=\"http://harbour.example/7?a=1&amp;b=2\"/>"));
  EXPECT_THAT(text, HasSubstr("<p>Text and data mining is reserved.</p>"));
  EXPECT_THAT(text, HasSubstr("<licence target=\"https://a.example/l?x=1&amp;y=2\">"));
  EXPECT_THAT(text, HasSubstr("<term>ships</term>"));
  EXPECT_THAT(text, HasSubstr("<p>First paragraph.</p>"));
}

TEST(AtomicFile, AppearsOnlyWithCommit) {
  std::string pattern = (std::filesystem::temp_directory_path() / "tearsheet.XXXXXX").string();
  const std::filesystem::path folder = ::mkdtemp(pattern.data());
  {
    auto file = AtomicFile::create(folder / "a");
    ASSERT_TRUE(file);
    EXPECT_TRUE(file->write("half"));
  }
  EXPECT_TRUE(std::filesystem::is_empty(folder));
  auto file = AtomicFile::create(folder / "a");
  ASSERT_TRUE(file);
  EXPECT_TRUE(file->write("whole"));
  ASSERT_TRUE(file->commit());
  EXPECT_EQ(*read_file(folder / "a", 100), "whole");
  std::filesystem::remove_all(folder);
}

TEST(AtomicFile, AFolderThatIsNotThereIsAnError) {
  EXPECT_FALSE(AtomicFile::create("/no/such/folder/a"));
}

StatusView hostile_view() {
  StatusView view;
  view.name = "news<&>.db";
  view.now = SysTime{std::chrono::seconds{1'763'164'800}};
  store::SiteStatus site;
  site.key = "harbour";
  site.title = "<script>alert(1)</script> \"Times\" & 'co'";
  site.problem = "<img src=x onerror=alert(1)>";
  site.articles = 1234567;
  view.status.sites = {site};
  view.status.articles = 1234567;
  view.health = {{"harbour", {{"503 <b>", 4, view.now}}, view.now, view.now, true}};
  view.days = {{"harbour", {0, 4, 2}, {1, 0, 0}, {9, 9, 9}}};
  view.news = {{"harbour",
                {{"javascript:alert(1)", "<b>Ferry</b> late", "en\" onload=\"", "2025-11-14"},
                 {"https://harbour.example/?a&\"b", "", "", "2025-11-14T08:30:00Z"}}}};
  return view;
}

TEST(StatusPage, HoldsNothingThatRunsOrLoadsAndNoMarkupOfStrangers) {
  const std::string page = to_html(hostile_view());
  EXPECT_THAT(page, StartsWith("<!DOCTYPE html>"));
  EXPECT_THAT(page, HasSubstr("default-src 'none'"));
  for (const char* forbidden : {"<script", "<img", "<b>503", "src=\"", "href=\"javascript", "<link",
                                "url(", "@import", "503 <b>", "<b>Ferry", "en\" onload"}) {
    EXPECT_THAT(page, Not(HasSubstr(forbidden)));
  }
  EXPECT_THAT(page,
              HasSubstr("&lt;script&gt;alert(1)&lt;/script&gt; &quot;Times&quot; &amp; 'co'"));
}

TEST(StatusPage, LeadsToTheSitesWhereTheyHavePages) {
  const auto address = [](std::string_view key) { return "/site/" + std::string(key) + "?a&b"; };
  EXPECT_THAT(to_sections(hostile_view(), address),
              HasSubstr("<a href=\"/site/harbour?a&amp;b\">"));
  EXPECT_THAT(to_sections(hostile_view(), nullptr), Not(HasSubstr("<a ")));
}

TEST(StatusPage, LinksTheNewestArticlesOfASiteWhereTheyWerePublished) {
  const std::string page = to_html(hostile_view());
  EXPECT_THAT(page, HasSubstr("<a href=\"#site-harbour\">"));
  EXPECT_THAT(page, HasSubstr("<section id=\"site-harbour\">"));
  EXPECT_THAT(page, HasSubstr("href=\"https://harbour.example/?a&amp;&quot;b\">"
                              "https://harbour.example/?a&amp;&quot;b</a>"
                              "<time datetime=\"2025-11-14T08:30:00Z\">2025-11-14 08:30</time>"));
  StatusView none = hostile_view();
  none.news.clear();
  EXPECT_THAT(to_html(none), Not(HasSubstr("<a ")));
}

TEST(StatusPage, ShowsNumbersPlotsAndAlarms) {
  const std::string page = to_html(hostile_view());
  EXPECT_THAT(page, HasSubstr("1,234,567"));
  EXPECT_THAT(page, HasSubstr("4 runs in a row"));
  EXPECT_THAT(page, HasSubstr("is silent"));
  EXPECT_THAT(page, HasSubstr("<title>11-14: 4</title>"));
  EXPECT_THAT(page, HasSubstr("<th scope=\"row\"><a href=\"#site-harbour\">harbour</a></th>"));
}

TEST(StatusPage, OfAnEmptyDatabaseIsAPageToo) {
  StatusView view;
  view.name = "news.db";
  EXPECT_THAT(to_html(view), HasSubstr("Nothing failed."));
}

TEST(Prometheus, EscapesLabelsAndDeclaresEveryFamilyOnce) {
  StatusView view = hostile_view();
  view.status.sites[0].key = view.health[0].key = "a\"b\\c\nd";
  const std::string text = to_prometheus(view);
  EXPECT_THAT(text, HasSubstr("tearsheet_site_articles{site=\"a\\\"b\\\\c\\nd\"} 1234567\n"));
  EXPECT_THAT(text, HasSubstr("tearsheet_site_silent{site=\"a\\\"b\\\\c\\nd\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("tearsheet_site_failing_runs{site=\"a\\\"b\\\\c\\nd\"} 4\n"));
  std::set<std::string> families;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("# TYPE ")) {
      EXPECT_TRUE(families.insert(line).second) << line;
    } else if (!line.starts_with('#')) {
      EXPECT_THAT(line, testing::MatchesRegex(R"([a-z_]+(\{[a-z]+=".*"\})? -?[0-9]+)"));
    }
  }
  EXPECT_GT(families.size(), 10U);
}

TEST(AtomicFile, WritesIntoADeviceInsteadOfReplacingIt) {
  auto null = AtomicFile::create("/dev/null");
  ASSERT_TRUE(null);
  EXPECT_TRUE(null->write("x"));
  EXPECT_TRUE(null->commit());
  EXPECT_EQ(std::filesystem::status("/dev/null").type(), std::filesystem::file_type::character);
  auto full = AtomicFile::create("/dev/full");
  ASSERT_TRUE(full);
  static_cast<void>(full->write("x"));
  const auto written = full->commit();
  ASSERT_FALSE(written);
  EXPECT_THAT(written.error().message, HasSubstr("/dev/full"));
}

}  // namespace
}  // namespace tearsheet::output
