// Dates in every language of tests/cases/dates/*.tsv, with the language given and without.
#include <gtest/gtest.h>

#include <set>
#include <sstream>

#include "base/files.h"
#include "date_case.h"

namespace tearsheet::dates {
namespace {

struct LanguageCase {
  std::string language, text, iso;
};

std::vector<LanguageCase> load_cases(const std::string& name) {
  std::vector<LanguageCase> cases;
  const auto file = read_file(TEARSHEET_TESTS_DIR "/cases/dates/" + name, 1 << 20);
  std::istringstream lines(file ? *file : "");
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with('#')) continue;
    std::istringstream fields(line);
    LanguageCase one;
    std::getline(fields, one.language, '\t');
    std::getline(fields, one.text, '\t');
    std::getline(fields, one.iso, '\t');
    cases.push_back(one);
  }
  return cases;
}

std::string read(const LanguageCase& one, std::string_view language) {
  const auto now = parse_iso8601("2025-11-14T12:00Z")->to_sys();
  std::string iso = iso_or_empty(parse_date(one.text, {.now = now, .language = language}));
  // Hours ago are instants, and the cases leave the zone out.
  if (iso.ends_with('Z')) iso.pop_back();
  return iso;
}

TEST(Languages, AreReadWithTheirName) {
  std::set<std::string> languages;
  for (const LanguageCase& one : load_cases("languages.tsv")) {
    EXPECT_EQ(read(one, one.language), one.iso) << one.language << ": " << one.text;
    languages.insert(one.language);
  }
  EXPECT_GE(languages.size(), 80U);
}

// Short months, days and numbers in words, moments near to now, zones of Russia, glued times, and
// what is no day, time or zone of the earth.
TEST(Colloquial, IsReadWithItsLanguage) {
  std::size_t count = 0;
  for (const LanguageCase& one : load_cases("colloquial.tsv")) {
    EXPECT_EQ(read(one, one.language), one.iso) << one.language << ": " << one.text;
    ++count;
  }
  EXPECT_GE(count, 300U);
}

TEST(Languages, AreMostlyReadWithoutTheirName) {
  std::size_t right = 0;
  std::size_t all = 0;
  for (const LanguageCase& one : load_cases("languages.tsv")) {
    right += read(one, "") == one.iso ? 1 : 0;
    ++all;
  }
  // 98 % when written; what is lost are words that another language uses for another day.
  EXPECT_GE(right * 100, all * 97) << right << " of " << all;
}

}  // namespace
}  // namespace tearsheet::dates
