// Whole pages in tests/golden/extract; beside each, under its name, the record that a careful reader
// would write of it (JSON) and its text. The records say what is right, not what is found today; how
// much of each has to be found stands in floors.txt: a change may raise a floor, and lowers none
// without a reason.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "base/files.h"
#include "extract/extract.h"

namespace tearsheet::extract {
namespace {

using Json = nlohmann::json;

std::filesystem::path folder() {
  return std::filesystem::path(TEARSHEET_TESTS_DIR) / "golden" / "extract";
}

/// Each 0 to 1.
struct Scores {
  double title = 0;    // the very same
  double date = 0;     // the day
  double authors = 0;  // F1 of the names
  double body = 0;     // F1 over runs of 12 bytes
  double others = 0;   // share of language, site name, summary, image, its caption, kind, next page
};

std::map<std::string, Scores> read_floors() {
  std::map<std::string, Scores> out;
  std::ifstream file(folder() / "floors.txt");
  std::string line;
  while (std::getline(file, line)) {
    if (line.empty() || line.front() == '#') continue;
    std::istringstream words(line);
    std::string name;
    Scores one;
    words >> name >> one.title >> one.date >> one.authors >> one.body >> one.others;
    EXPECT_FALSE(words.fail()) << line;
    out[name] = one;
  }
  return out;
}

std::map<std::string, int> grams(const std::string& text) {
  std::string squeezed;
  for (const char c : text) {
    if (c != ' ' && c != '\n') squeezed += c;
  }
  std::map<std::string, int> out;
  for (std::size_t i = 0; i + 12 <= squeezed.size(); ++i) ++out[squeezed.substr(i, 12)];
  return out;
}

double text_f1(const std::string& got, const std::string& known) {
  const auto a = grams(got), b = grams(known);
  double both = 0, all = 0;
  for (const auto& [gram, count] : a) {
    all += count;
    if (const auto it = b.find(gram); it != b.end()) both += std::min(count, it->second);
  }
  for (const auto& [gram, count] : b) all += count;
  return all > 0 ? 2 * both / all : 0;
}

double names_f1(const std::set<std::string>& got, const std::set<std::string>& known) {
  const auto both =
      std::count_if(got.begin(), got.end(), [&](const auto& name) { return known.contains(name); });
  const auto all = got.size() + known.size();
  return all == 0 ? 1 : 2 * static_cast<double>(both) / static_cast<double>(all);
}

struct Outcome {
  Scores scores;
  std::string wrong;  // in words
};

Outcome compare(const records::Article& article, const Json& known, const std::string& text) {
  Outcome out;
  const auto right = [&](const char* field, const std::string& got) {
    const std::string wanted = known.value(field, "");
    if (got != wanted) out.wrong += std::string(field) + ": " + got + " for " + wanted + '\n';
    return got == wanted ? 1.0 : 0.0;
  };
  out.scores.title = right("title", article.title);
  out.scores.date =
      right("date", article.published ? article.published->to_iso8601().substr(0, 10) : "");
  out.scores.authors = names_f1({article.authors.begin(), article.authors.end()},
                                known.at("authors").get<std::set<std::string>>());
  for (const auto& name : article.authors) out.wrong += "author: " + name + '\n';
  // The standfirst, where the page shows one, may be part of the body or not.
  out.scores.body = std::max(text_f1(article.body, text),
                             text_f1(article.body, known.value("summary", "") + text));
  out.scores.others =
      (right("language", article.language.substr(0, 2)) + right("site_name", article.site_name) +
       right("summary", article.summary) + right("image", article.image) +
       right("image_caption", article.image_caption) +
       right("kind", records::to_string(article.kind)) +
       right("next", article.next_pages.empty() ? "" : article.next_pages.front())) /
      7;
  return out;
}

class GoldenPage : public testing::TestWithParam<std::string> {};

TEST_P(GoldenPage, ReachesItsFloors) {
  const auto file = [](const char* extension) {
    return *read_file(folder() / (GetParam() + extension), 1'000'000);
  };
  const auto floors = read_floors();
  ASSERT_TRUE(floors.contains(GetParam())) << "no line in floors.txt";
  const Scores& floor = floors.at(GetParam());
  const Json known = Json::parse(file(".json"));
  const auto page = html::Document::parse(file(".html"));
  ASSERT_TRUE(page);
  PageContext context;
  context.url = *url::Url::parse(known.at("url").get<std::string>());
  const auto article = extract_article(*page, context);
  const auto [got, wrong] = compare(article, known, file(".txt"));
  SCOPED_TRACE(wrong + article.kind_reason + '\n' + article.body);
  constexpr double kRounding = 0.0005;  // of the floors
  EXPECT_GE(got.title, floor.title);
  EXPECT_GE(got.date, floor.date);
  EXPECT_GE(got.authors + kRounding, floor.authors);
  EXPECT_GE(got.body + kRounding, floor.body);
  EXPECT_GE(got.others + kRounding, floor.others);
  RecordProperty("floor", GetParam() + ' ' + std::to_string(got.title) + ' ' +
                              std::to_string(got.date) + ' ' + std::to_string(got.authors) + ' ' +
                              std::to_string(got.body) + ' ' + std::to_string(got.others));
}

std::vector<std::string> pages() {
  std::vector<std::string> out;
  for (const auto& entry : std::filesystem::directory_iterator(folder())) {
    if (entry.path().extension() == ".html") out.push_back(entry.path().stem().string());
  }
  std::sort(out.begin(), out.end());
  return out;
}

INSTANTIATE_TEST_SUITE_P(Golden, GoldenPage, testing::ValuesIn(pages()), [](const auto& one) {
  std::string name = one.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

TEST(GoldenFloors, NameEveryPageAndNoOther) {
  std::vector<std::string> named;
  for (const auto& [name, floor] : read_floors()) named.push_back(name);
  EXPECT_EQ(named, pages());
}

}  // namespace
}  // namespace tearsheet::extract
