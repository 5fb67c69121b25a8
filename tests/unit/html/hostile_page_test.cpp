// Pages made to break parsers: parsed or refused, in little time and memory, without a crash.
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <chrono>
#include <functional>

#include "html/html.h"

namespace tearsheet::html {
namespace {

// g++ says it by macros, clang by features.
#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define TEARSHEET_IS_SANITIZED
#endif
#elif defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define TEARSHEET_IS_SANITIZED
#endif
#if defined(TEARSHEET_IS_SANITIZED) || defined(TEARSHEET_COVERAGE)
constexpr bool kIsMeasurable = false;
#else
constexpr bool kIsMeasurable = true;
#endif

std::string repeated(std::string_view piece, std::size_t times) {
  std::string text;
  text.reserve(piece.size() * times);
  for (std::size_t i = 0; i < times; ++i) text += piece;
  return text;
}

std::string numbered(std::string_view before, std::size_t times, std::string_view after) {
  std::string text;
  for (std::size_t i = 0; i < times; ++i)
    text.append(before).append(std::to_string(i)).append(after);
  return text;
}

struct HostileCase {
  const char* name;
  std::function<std::string()> page;
};

std::chrono::microseconds cpu_time() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto of = [](const timeval& t) {
    return std::chrono::seconds(t.tv_sec) + std::chrono::microseconds(t.tv_usec);
  };
  return of(usage.ru_utime) + of(usage.ru_stime);
}

class HostilePage : public testing::TestWithParam<HostileCase> {};

TEST_P(HostilePage, IsParsedOrRefusedWithinTheLimits) {
  const std::string page = GetParam().page();
  const auto start = cpu_time();
  {
    const auto document = Document::parse(page);
    if (document) {
      EXPECT_GT(document->size(), 3U);
      // Whoever walks the tree meets nothing deeper than the limit either.
      unsigned deepest = 0;
      for (std::uint32_t i = document->size(); i-- > 0 && i + 1000 > document->size();) {
        unsigned depth = 0;
        for (Node at = document->node(i); at; at = at.parent()) ++depth;
        deepest = std::max(deepest, depth);
      }
      EXPECT_LE(deepest, 514U);
      EXPECT_LT(visible_text(document->root()).size(), 2 * page.size());
      EXPECT_LT(locator(document->node(document->size() - 1)).size(), page.size() + 100'000);
    } else {
      EXPECT_TRUE(document.error().code == ErrorCode::kTooLarge ||
                  document.error().code == ErrorCode::kTimeout);
      EXPECT_FALSE(document.error().message.empty());
      RecordProperty("refused", document.error().message);
    }
  }
  if (!kIsMeasurable) return;
  EXPECT_LT(cpu_time() - start, std::chrono::milliseconds(2500));
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  EXPECT_LT(usage.ru_maxrss, 300 * 1024);
  RecordProperty("milliseconds", std::to_string((cpu_time() - start).count() / 1000));
}

constexpr std::size_t kMany = 100'000;

INSTANTIATE_TEST_SUITE_P(
    Cases, HostilePage,
    testing::Values(
        HostileCase{"NestedDiv", [] { return repeated("<div>", kMany); }},
        HostileCase{"NestedDivWithText", [] { return repeated("<div>x", kMany); }},
        HostileCase{"NestedB", [] { return repeated("<b>", kMany); }},
        HostileCase{"NestedFont", [] { return numbered("<font size=", kMany, ">x"); }},
        HostileCase{"FontInParagraphs", [] { return numbered("<p><font size=", kMany, ">x"); }},
        HostileCase{"FontInDivs", [] { return numbered("<div><font size=", kMany, ">x</div>"); }},
        HostileCase{"NestedList", [] { return repeated("<ul><li>", kMany); }},
        HostileCase{"NestedTable", [] { return repeated("<table><tr><td>", kMany); }},
        HostileCase{"FosterParents", [] { return "<table>" + repeated("<b>x</b>", kMany); }},
        HostileCase{"FosterParentsNested", [] { return repeated("<table><b>x", kMany); }},
        HostileCase{"Misnested", [] { return repeated("<a><b><div></a>", kMany); }},
        HostileCase{"EndTagsOfNothing",
                    [] { return repeated("<div>", 500) + repeated("</b></x></p>", 500'000); }},
        HostileCase{"EndTagsBehindABarrier", [] { return repeated("<div><table></div>", kMany); }},
        HostileCase{"ManyAttributes", [] { return "<p" + numbered(" a", 200'000, "=x") + ">y"; }},
        HostileCase{"ManyAttributesOnce", [] { return "<p" + repeated(" a=x", 200'000) + ">y"; }},
        HostileCase{"ManyAttributesOfAnEndTag",
                    [] { return "<p>x</p" + numbered(" a", 200'000, "=x") + ">y"; }},
        HostileCase{"MuchText", [] { return "<p>" + repeated("some text &amp; more\n", 475'000); }},
        HostileCase{"OneLongWord", [] { return std::string(9'999'999, 'x'); }},
        HostileCase{"LongAttribute",
                    [] { return "<p title='" + std::string(1'000'000, 'x') + "'>y"; }},
        HostileCase{"LongName", [] { return "<" + std::string(1'000'000, 'x') + ">y"; }},
        HostileCase{"LongComment", [] { return "<!--" + repeated("-- >", 2'000'000) + "x"; }},
        HostileCase{"LongScript",
                    [] { return "<script>" + repeated("<!--<script></script>", 450'000); }},
        HostileCase{"OpenTags", [] { return repeated("<a b='", 1'000'000); }},
        HostileCase{"OpenComments", [] { return repeated("<!--", 2'000'000); }},
        HostileCase{"OpenTextareas", [] { return repeated("<textarea>", 900'000); }},
        HostileCase{"OpenDrawings", [] { return repeated("<svg>", 1'900'000); }},
        HostileCase{"DrawingsOneByOne", [] { return repeated("<svg><p></svg>", 600'000); }},
        HostileCase{"NestedMath", [] { return "<math>" + repeated("<mrow>", kMany); }},
        HostileCase{"NestedCustomElements", [] { return repeated("<x-y>", kMany); }},
        HostileCase{"NestedTemplates", [] { return repeated("<template>", kMany); }},
        HostileCase{"NestedInFrameset", [] { return "<p><frameset>" + repeated("<div>", kMany); }},
        HostileCase{"NestedInDrawing",
                    [] { return "<svg><foreignObject>" + repeated("<div>", kMany); }},
        HostileCase{"NestedInSelect", [] { return "<select>" + repeated("<div><select>", kMany); }},
        HostileCase{"OptionsInDivs", [] { return repeated("<div><option>", kMany); }},
        HostileCase{"OptionsInGroups", [] { return repeated("<optgroup><option>", kMany); }},
        HostileCase{"OptionsBehindASelect",
                    [] { return "<select><input>" + repeated("<b><option>", kMany); }},
        HostileCase{"RubyTextAlone", [] { return repeated("<rt>", kMany); }},
        HostileCase{"RubyTextInDivs", [] { return "<ruby>" + repeated("<rt><div>", kMany); }},
        HostileCase{"References",
                    [] { return repeated("&NotEqualTilde;&#x1F600;&notit;", 300'000); }},
        HostileCase{"EmptyElements", [] { return repeated("<i></i>", 1'400'000); }},
        HostileCase{"LineBreaks", [] { return repeated("<br>", 2'400'000); }},
        HostileCase{"Forms", [] { return repeated("<form><button><option>", kMany); }},
        HostileCase{"Headings", [] { return repeated("<h1><nobr>", kMany); }},
        HostileCase{"Ruby", [] { return repeated("<ruby><rt><rb>", kMany); }},
        HostileCase{"Isindex", [] { return repeated("<isindex prompt=x>", kMany); }},
        HostileCase{"Bodies", [] { return numbered("<body a", kMany, "=b>"); }},
        HostileCase{"Zeros", [] { return std::string(5'000'000, '\0'); }}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(ParseLimits, TooManyBytesAreRefused) {
  const auto document = Document::parse("<p>12345", {.max_bytes = 7});
  ASSERT_FALSE(document);
  EXPECT_EQ(document.error().code, ErrorCode::kTooLarge);
  EXPECT_EQ(document.error().message, "page of 8 bytes: the limit is 7");
}

// The arena stops the parser in the middle, by an exception through C code; what was open then is
// given back.
TEST(ParseLimits, TimeAndMemoryStopTheParser) {
  const std::string page = repeated("<p>text <b>bold</b>", 50'000);
  for (int i = 0; i < 20; ++i) {
    const auto late = Document::parse(page, {.max_time = std::chrono::milliseconds(0)});
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().code, ErrorCode::kTimeout);
    const auto large = Document::parse(page, {.max_arena_bytes = 1'000'000});
    ASSERT_FALSE(large);
    EXPECT_EQ(large.error().code, ErrorCode::kTooLarge);
  }
  EXPECT_TRUE(Document::parse(page));
}

}  // namespace
}  // namespace tearsheet::html
