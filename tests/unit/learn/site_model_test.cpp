// What the pages of a site tell together.
#include "learn/model/site_model.h"

#include <gtest/gtest.h>

#include <unordered_set>

namespace tearsheet::learn {
namespace {

using extract::PageObservation;

// An article of its own text: a body of ten lines, and what is given.
PageObservation page(int number, std::vector<std::uint64_t> lines = {}) {
  PageObservation page;
  page.lines = std::move(lines);
  for (int i = 0; i < 10; ++i) {
    page.lines.push_back(static_cast<std::uint64_t>(number * 1000 + i));
    page.body_lines.push_back(page.lines.back());
  }
  return page;
}

dates::Timestamp time(const char* text) {
  return *dates::parse_iso8601(text);
}

TEST(SiteModel, CallsFurnitureWhatStandsOnSeveralArticles) {
  SiteModel model;
  model.add(page(1, {70, 80}), {});
  model.add(page(2, {70, 80}), {});
  EXPECT_TRUE(model.knowledge().furniture.empty()) << "two may quote one source";
  model.add(page(3, {70}), {});
  EXPECT_TRUE(model.knowledge().furniture.contains(70));
  EXPECT_FALSE(model.knowledge().furniture.contains(80));
}

TEST(SiteModel, AShortLineIsFurnitureOnHalfOfThePagesAlone) {
  SiteModel model;
  for (int i = 1; i <= 10; ++i) {
    std::vector<std::uint64_t> lines{501};
    if (i <= 4) lines.push_back(503);
    model.add(page(i, lines), {});
  }
  EXPECT_TRUE(model.knowledge().furniture.contains(501));
  EXPECT_FALSE(model.knowledge().furniture.contains(503));
}

TEST(SiteModel, LearnsNothingFromACopy) {
  SiteModel model;
  for (int i = 0; i < 5; ++i) model.add(page(1), {});
  EXPECT_EQ(model.pages(), 1);
  EXPECT_TRUE(model.knowledge().furniture.empty());
}

TEST(SiteModel, TellsWhatAllPagesAreCalledFromWhatOneIs) {
  SiteModel model;
  for (int i = 0; i < 4; ++i) {
    PageObservation one = page(i);
    one.names = {1, static_cast<std::uint64_t>(100 + i)};
    model.add(one, {});
  }
  EXPECT_EQ(model.knowledge().names, (std::unordered_set<std::uint64_t>{1}));
}

TEST(SiteModel, ATitleThatASourceGaveNamesNoSite) {
  SiteModel model;
  for (int i = 0; i < 4; ++i) {
    PageObservation one = page(i);
    one.names = {1};
    one.has_listed_title = i == 3;
    one.listed_name = 1;
    model.add(one, {});
  }
  EXPECT_TRUE(model.knowledge().names.empty());
}

TEST(SiteModel, FindsWhereTitlesStand) {
  SiteModel model;
  for (int i = 0; i < 3; ++i) {
    PageObservation one = page(i);
    one.has_listed_title = true;
    one.listed_name = static_cast<std::uint64_t>(50 + i);
    one.title_places = {11};
    if (i == 0) one.title_places.push_back(12);
    model.add(one, {});
  }
  EXPECT_EQ(model.knowledge().title_places, std::vector<std::uint64_t>{11});
}

TEST(SiteModel, APlaceOfOtherTitlesIsNone) {
  SiteModel model;
  for (int i = 0; i < 4; ++i) {
    PageObservation one = page(i);
    one.has_listed_title = true;
    one.listed_name = static_cast<std::uint64_t>(50 + i);
    (i < 2 ? one.title_places : one.other_titles) = {11};
    model.add(one, {});
  }
  EXPECT_TRUE(model.knowledge().title_places.empty());
}

TEST(SiteModel, TellsDaysFromClocks) {
  SiteModel model;
  for (int i = 0; i < 4; ++i) {
    PageObservation one = page(i);
    const std::int64_t day = 20'400 + 3 * i;
    one.dates = {{1, day}, {2, 20'500}};
    Witness witness;
    witness.published = time("2025-11-08");
    const auto civil = std::chrono::year_month_day(std::chrono::sys_days(std::chrono::days(day)));
    witness.published->year = static_cast<int>(civil.year());
    witness.published->month = static_cast<std::uint8_t>(static_cast<unsigned>(civil.month()));
    witness.published->day = static_cast<std::uint8_t>(static_cast<unsigned>(civil.day()));
    model.add(one, witness);
  }
  EXPECT_EQ(model.knowledge().date_places, (std::unordered_set<std::uint64_t>{1}));
  EXPECT_EQ(model.knowledge().false_dates, (std::unordered_set<std::uint64_t>{2}));
}

struct ClockRow {
  const char* name;
  std::vector<std::pair<const char*, const char*>> shown_and_told;
  const char *asked, *settled;
};
void PrintTo(const ClockRow& row, std::ostream* out) {
  *out << row.name;
}
class Clocks : public testing::TestWithParam<ClockRow> {};

TEST_P(Clocks, AreSettledByInstants) {
  SiteModel model;
  int number = 0;
  for (const auto& [shown, told] : GetParam().shown_and_told) {
    PageObservation one = page(number++);
    one.published = time(shown);
    Witness witness;
    if (*told != '\0') witness.published = time(told);
    model.add(one, witness);
  }
  std::optional<dates::Timestamp> asked = time(GetParam().asked);
  model.knowledge().settle(asked);
  EXPECT_EQ(asked->to_iso8601(), GetParam().settled);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, Clocks,
    testing::Values(ClockRow{"OfAPlaceEastOfUtc",
                             {{"2025-11-14T19:30", "2025-11-14T10:30Z"},
                              {"2025-11-15T08:00", "2025-11-14T23:00Z"}},
                             "2025-11-20T12:00",
                             "2025-11-20T12:00+09:00"},
                    ClockRow{"ByOffsetsThatOtherPagesGive",
                             {{"2025-11-14T19:30+01:00", ""}, {"2025-11-15T08:00+01:00", ""}},
                             "2025-12-20T12:00",
                             "2025-12-20T12:00+01:00"},
                    ClockRow{"OfUtc",
                             {{"2025-11-14T10:30", "2025-11-14T10:30Z"},
                              {"2025-11-14T23:00", "2025-11-14T23:00Z"}},
                             "2025-11-20T12:00",
                             "2025-11-20T12:00Z"},
                    ClockRow{"NotByOneWitness",
                             {{"2025-11-14T19:30", "2025-11-14T10:30Z"}},
                             "2025-11-20T12:00",
                             "2025-11-20T12:00"},
                    ClockRow{"NotInSummerByWinter",
                             {{"2025-11-14T11:30", "2025-11-14T10:30Z"},
                              {"2025-11-15T00:00", "2025-11-14T23:00Z"}},
                             "2025-07-20T12:00",
                             "2025-07-20T12:00"},
                    ClockRow{"NotWhereWitnessesDisagree",
                             {{"2025-11-14T11:30", "2025-11-14T10:30Z"},
                              {"2025-11-15T09:00", "2025-11-14T23:00Z"}},
                             "2025-11-20T12:00",
                             "2025-11-20T12:00"},
                    ClockRow{"AllTheYearWhereNobodyPutsClocksForward",
                             {{"2025-11-14T19:30+09:00", ""}, {"2025-11-15T08:00+09:00", ""}},
                             "2025-07-20T12:00",
                             "2025-07-20T12:00+09:00"},
                    ClockRow{"NotWhereOtherMonthsHaveOtherOffsets",
                             {{"2025-11-14T19:30+09:00", ""},
                              {"2025-11-15T08:00+09:00", ""},
                              {"2025-03-15T08:00+01:00", ""}},
                             "2025-07-20T12:00",
                             "2025-07-20T12:00"},
                    ClockRow{"NotDays",
                             {{"2025-11-14T19:30+09:00", ""}, {"2025-11-15T08:00+09:00", ""}},
                             "2025-11-20",
                             "2025-11-20"}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(SiteModel, FindsWhereAuthorsStand) {
  SiteModel model;
  for (int i = 0; i < 4; ++i) {
    PageObservation one = page(i);
    one.persons = {{1, static_cast<std::uint64_t>(100 + i % 2)}, {2, 7}};
    if (i == 0) one.persons.push_back({3, 50});
    model.add(one, {});
  }
  EXPECT_EQ(model.knowledge().author_places, std::unordered_set<std::uint64_t>{1})
      << "2 says the same on all pages, 3 stands on one";
}

TEST(SiteModel, RemembersWhoWroteOnSeveralPages) {
  SiteModel model;
  for (int i = 0; i < 3; ++i) {
    PageObservation one = page(i);
    one.author_names = {static_cast<std::uint64_t>(i == 0 ? 6 : 7)};
    model.add(one, {});
  }
  EXPECT_EQ(model.knowledge().author_names, std::unordered_set<std::uint64_t>{7});
}

TEST(SiteModel, ComesBackFromItsBytes) {
  SiteModel model;
  for (int i = 0; i < 4; ++i) {
    PageObservation one = page(i, {70});
    one.names = {1};
    one.published = time("2025-11-14T19:30+09:00");
    one.persons = {{5, static_cast<std::uint64_t>(100 + i)}};
    one.author_names = {9};
    model.add(one, {});
  }
  const SiteModel back = SiteModel::from_bytes(model.to_bytes());
  EXPECT_EQ(back.pages(), 4);
  EXPECT_EQ(back.knowledge().furniture, model.knowledge().furniture);
  EXPECT_EQ(back.knowledge().names, model.knowledge().names);
  EXPECT_EQ(back.knowledge().offsets, model.knowledge().offsets);
  EXPECT_EQ(back.knowledge().author_places, model.knowledge().author_places);
  EXPECT_EQ(back.knowledge().author_names, model.knowledge().author_names);
}

TEST(SiteModel, WhatIsBrokenIsAnEmptyOne) {
  SiteModel model;
  for (int i = 0; i < 4; ++i) model.add(page(i, {70}), {});
  const std::string bytes = model.to_bytes();
  EXPECT_EQ(SiteModel::from_bytes({}).pages(), 0);
  EXPECT_EQ(SiteModel::from_bytes(bytes + "x").pages(), 0);
  for (std::size_t size = 0; size < bytes.size(); ++size)
    EXPECT_EQ(SiteModel::from_bytes(std::string_view(bytes).substr(0, size)).pages(), 0) << size;
}

TEST(SiteModel, StaysSmall) {
  SiteModel model;
  for (int i = 0; i < 300; ++i) {
    PageObservation one = page(i);
    for (std::uint64_t k = 0; k < extract::kMostLines; ++k)
      one.lines.push_back(1'000'000U + static_cast<std::uint64_t>(i) * 1000U + k);
    model.add(one, {});
  }
  EXPECT_EQ(model.pages(), 300);
  EXPECT_LT(model.to_bytes().size(), 100'000U);
}

}  // namespace
}  // namespace tearsheet::learn
