// Whole pages in tests/golden/extract/ with their known text: a change may raise these scores, not
// lower them.
#include <gtest/gtest.h>

#include <filesystem>
#include <map>

#include "base/files.h"
#include "extract/extract.h"

namespace tearsheet::extract {
namespace {

constexpr double kFloor = 0.97;  // F1 over runs of 12 bytes, of each page

std::map<std::string, int> grams(const std::string& text) {
  std::string squeezed;
  for (const char c : text) {
    if (c != ' ' && c != '\n') squeezed += c;
  }
  std::map<std::string, int> out;
  for (std::size_t i = 0; i + 12 <= squeezed.size(); ++i) ++out[squeezed.substr(i, 12)];
  return out;
}

double f1(const std::string& got, const std::string& known) {
  const auto a = grams(got), b = grams(known);
  double both = 0, all = 0;
  for (const auto& [gram, count] : a) {
    all += count;
    if (const auto it = b.find(gram); it != b.end()) both += std::min(count, it->second);
  }
  for (const auto& [gram, count] : b) all += count;
  return all > 0 ? 2 * both / all : 0;
}

TEST(Golden, EveryPageReachesTheFloor) {
  const std::filesystem::path folder =
      std::filesystem::path(TEARSHEET_TESTS_DIR) / "golden" / "extract";
  int pages = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".html") continue;
    ++pages;
    auto known = entry.path();
    known.replace_extension(".txt");
    const auto page = html::Document::parse(*read_file(entry.path(), 1'000'000));
    ASSERT_TRUE(page);
    PageContext context;
    context.url = *url::Url::parse("https://lamp.example/news/harbour-wall");
    const auto article = extract_article(*page, context);
    EXPECT_GE(f1(article.body, *read_file(known, 1'000'000)), kFloor) << entry.path() << '\n'
                                                                      << article.body;
    EXPECT_EQ(article.published ? article.published->to_iso8601().substr(0, 10) : "", "2024-05-17")
        << entry.path();
    EXPECT_EQ(article.kind, records::PageKind::kArticle) << article.kind_reason;
    EXPECT_EQ(article.language.substr(0, 2), entry.path().stem().string().substr(8))
        << entry.path();
  }
  EXPECT_GE(pages, 3);
}

}  // namespace
}  // namespace tearsheet::extract
