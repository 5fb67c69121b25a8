// From what people type to FTS5. Every expected query is also run, so that none is a syntax error.
#include "store/sqlite/query.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <gtest/gtest.h>

#include <random>

namespace tearsheet::store::sqlite {
namespace {

// FTS5 has read it without complaint.
bool is_readable(const std::string& query) {
  SQLite::Database database(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
  database.exec("CREATE VIRTUAL TABLE t USING fts5(title, summary, body)");
  try {
    SQLite::Statement statement(database, "SELECT 1 FROM t WHERE t MATCH ?");
    statement.bind(1, query);
    statement.executeStep();
    return true;
  } catch (const SQLite::Exception&) {
    return false;
  }
}

struct QueryCase {
  const char* name;
  const char* typed;
  const char* words;
};
class PlainQuery : public testing::TestWithParam<QueryCase> {};

TEST_P(PlainQuery, BecomesFts5) {
  const auto query = parse_query(GetParam().typed);
  ASSERT_TRUE(query) << query.error().message;
  EXPECT_EQ(query->words, GetParam().words);
  EXPECT_TRUE(is_readable(query->words));
  EXPECT_TRUE(is_readable(query->pairs)) << query->pairs;
}

INSTANTIATE_TEST_SUITE_P(
    Cases, PlainQuery,
    testing::Values(
        QueryCase{"Word", "harbour", R"("harbour")"},
        QueryCase{"WordsAllCount", "harbour wall", R"(("harbour" AND "wall"))"},
        QueryCase{"AndIsUnderstood", "harbour AND wall", R"(("harbour" AND "wall"))"},
        QueryCase{"OrBindsLoosest", "harbour wall OR mill",
                  R"((("harbour" AND "wall") OR "mill"))"},
        QueryCase{"Phrase", "\"harbour wall\"", R"("harbour wall")"},
        QueryCase{"OpenPhrase", "\"harbour wall", R"("harbour wall")"},
        QueryCase{"CurlyQuotes", "\u201charbour wall\u201d", R"("harbour wall")"},
        QueryCase{"Beginning", "dredg*", R"("dredg*" *)"},
        QueryCase{"Excluded", "harbour -wall", R"(("harbour" NOT "wall"))"},
        QueryCase{"ExcludedByWord", "harbour NOT wall", R"(("harbour" NOT "wall"))"},
        QueryCase{"HyphenInside", "long-term", R"("long-term")"},
        QueryCase{"Column", "title:harbour", R"(title : "harbour")"},
        QueryCase{"ColumnOfPhrase", "Title:\"harbour wall\"", R"(title : "harbour wall")"},
        QueryCase{"ColumnOfGroup", "title:(a OR b)", R"(title : (("a" OR "b")))"},
        QueryCase{"NoColumn", "http://a.example", R"("http://a.example")"},
        QueryCase{"ColonAlone", "title: x", R"(("title:" AND "x"))"},
        QueryCase{"Parentheses", "(mill OR wall) harbour", R"((("mill" OR "wall") AND "harbour"))"},
        QueryCase{"UnbalancedParentheses", ")) harbour (", R"("harbour")"},
        QueryCase{"QuoteInside", "5\"inch", R"(("5" AND "inch"))"},
        QueryCase{"Signs", "C++ & \xe2\x82\xac 5", R"(("C++" AND "5"))"},
        QueryCase{"LowerCaseOperatorsAreWords", "this or that", R"(("this" AND "or" AND "that"))"},
        QueryCase{"OperatorsAlone", "OR harbour AND OR", R"("harbour")"}),
    [](const auto& test) { return std::string(test.param.name); });

struct PairsCase {
  const char* name;
  const char* typed;
  const char* pairs;
};
class PairsQuery : public testing::TestWithParam<PairsCase> {};

TEST_P(PairsQuery, LooksForPairsOfCharacters) {
  const auto query = parse_query(GetParam().typed);
  ASSERT_TRUE(query);
  std::string bare = query->pairs;
  std::erase(bare, '(');
  std::erase(bare, ')');
  EXPECT_EQ(bare, GetParam().pairs);
  EXPECT_TRUE(is_readable(query->pairs));
}

INSTANTIATE_TEST_SUITE_P(
    Cases, PairsQuery,
    testing::Values(PairsCase{"One", "港", "\"港\" *"}, PairsCase{"Two", "東京", "\"東京\""},
                    PairsCase{"Three", "東京都", "\"東京 京都\""},
                    PairsCase{"InFrontOfOthers", "東京tower", "\"東京 京 tower\""},
                    PairsCase{"BehindOthers", "iPhoneの新", "\"iPhone の新\""},
                    PairsCase{"WithSigns", "「東京・大阪」", "\"東京 京 大阪\""},
                    PairsCase{"Hangul", "학교에서", "\"학교 교에 에서\""},
                    PairsCase{"ThaiWithSigns", "กินข้าว", "\"กิน นข้ ข้า าว\""},
                    PairsCase{"Latin", "harb*", "\"harb\" *"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(PlainQueryErrors, SayWhatIsMissing) {
  for (const char* const typed :
       {"", "  ", "-", "\"\"", "()", "!!! ?", "OR", "-harbour", "a OR -b"}) {
    const auto query = parse_query(typed);
    ASSERT_FALSE(query) << typed;
    EXPECT_EQ(query.error().code, ErrorCode::kInvalid);
  }
  std::string many;
  for (int i = 0; i < 65; ++i) many += "w" + std::to_string(i) + " ";
  EXPECT_FALSE(parse_query(many));
}

// Any bytes: an error of ours, or a query that FTS5 reads.
TEST(PlainQueryErrors, NothingTypedIsASyntaxError) {
  const std::vector<std::string> pieces = {
      "a",     "\"",   "(",      ")",    "-",  "*",      ":",  "title:", "OR", "AND", "NOT",
      "NEAR(", " ",    "  ",     "東京", "の", "^",      "{",  "}",      "'",  "\\",  "+",
      "\xff",  "\xe6", "body:(", "b,c",  ";",  "\u201c", "กิน", "\t",     "--", "%",   "summary:"};
  std::mt19937 random(5);
  for (int round = 0; round < 3000; ++round) {
    std::string typed;
    for (auto count = random() % 12; count > 0; --count) typed += pieces[random() % pieces.size()];
    const auto query = parse_query(typed);
    if (!query) continue;
    ASSERT_TRUE(is_readable(query->words)) << typed << " -> " << query->words;
    ASSERT_TRUE(is_readable(query->pairs)) << typed << " -> " << query->pairs;
  }
}

}  // namespace
}  // namespace tearsheet::store::sqlite
