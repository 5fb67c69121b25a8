// Is it the same text, the same story, or another one? Texts written for these tests.
#include "store/sql/revision.h"

#include <gtest/gtest.h>

#include <string>

namespace tearsheet::store::sql {
namespace {

const std::string kOpening =
    "The new swing bridge over the mill race was opened on Saturday after eleven months of work, "
    "and the first barge passed it at noon with the band of the rowing club on deck.";
const std::string kMiddle =
    "The council had set aside four hundred thousand crowns for the steel and another sixty for "
    "the lock house, which will be a museum of the river trade from next spring on.";
const std::string kEnd =
    "Barge traffic will be stopped again in March, when divers look at the foundations of the old "
    "piers and the ferry takes over for a fortnight.";
const std::string kStory = kOpening + "\n\n" + kMiddle + "\n\n" + kEnd;

const std::string kOther =
    "Snow fell on the upper valley in the night, the third time this month, and the road to the "
    "pass stays closed until the avalanche commission has met.\n\nSchools on the south slope open "
    "two hours later, said the district, and buses turn round at the sawmill until further "
    "notice is given by the road service.";

struct Case {
  const char* name;
  std::string title_before, before, title_after, after;
  Revision expected;
  const char* date_before = "2025-11-14T09:30:00Z";
  const char* date_after = "2025-11-14T09:30:00Z";
};

class CompareTexts : public testing::TestWithParam<Case> {};

TEST_P(CompareTexts, SaysWhatAVisitFound) {
  const Case& c = GetParam();
  EXPECT_EQ(compare({c.title_before, "", c.before, c.date_before},
                    {c.title_after, "", c.after, c.date_after}),
            c.expected);
}

const std::string kTitle = "Swing bridge opened";
using enum Revision;

INSTANTIATE_TEST_SUITE_P(
    Cases, CompareTexts,
    testing::Values(
        Case{"TheSameBytes", kTitle, kStory, kTitle, kStory, kSame},
        Case{"Capitals", kTitle, kStory, "SWING BRIDGE OPENED", kStory, kCorrected},
        Case{"Accents", "Cafe in the lock house", kStory, "Caf\u00E9 in the lock house", kStory,
             kCorrected},
        Case{"QuotesAndDashes", "'Open' - at last", kStory, "\u2018Open\u2019 \u2013 at last",
             kStory, kCorrected},
        Case{"AnotherParagraphing", kTitle, kOpening + "\n\n" + kMiddle, kTitle,
             kOpening + " " + kMiddle, kCorrected},
        Case{"ACounterBelow", kTitle, kStory + "\n\n3 comments", kTitle, kStory + "\n\n17 comments",
             kSame},
        Case{"ATimeAbove", kTitle, "Updated 09:40 GMT, 14 November 2025\n\n" + kStory, kTitle,
             "Updated 11:05 GMT, 14 November 2025\n\n" + kStory, kSame},
        Case{"ACounterThatIsNew", kTitle, kStory, kTitle, kStory + "\n\n1 comment", kSame},
        Case{"ASentenceWithANumberBelowIsText", kTitle, kStory + "\n\nThree were hurt.", kTitle,
             kStory + "\n\n5 were hurt.", kRevised},
        Case{"ANumberInTheHeadline", "3 hurt at the bridge", kStory, "5 hurt at the bridge", kStory,
             kRevised},
        Case{"AParagraphMore", kTitle, kOpening + "\n\n" + kMiddle, kTitle, kStory, kRevised},
        Case{"AnotherHeadlineOverTheSameText", kTitle, kStory, "Barges pass the mill again", kStory,
             kRevised},
        Case{"AFirstReportThatBecameAStory", "Bridge: more follows", "More follows.",
             "Bridge: what "
             "we know",
             kStory, kRevised, "2025-11-14", "2025-11-14"},
        Case{"AFirstReportUnderAnotherHeadline", "Breaking", "More follows.", kTitle, kStory,
             kRevised},
        Case{"AnotherStory", kTitle, kStory, "Pass closed after snow", kOther, kReplaced,
             "2025-11-14T09:30:00Z", "2025-11-20T06:00:00Z"},
        Case{"AnotherStoryOfThatDay", kTitle, kStory, "Pass closed after snow", kOther, kReplaced,
             "2025-11-14", "2025-11-14"},
        Case{"AnotherStoryWithoutDates", kTitle, kStory, "Pass closed after snow", kOther,
             kReplaced, "", ""},
        Case{"TheSameHeadlineEveryDay", "Weather", kStory, "Weather", kOther, kReplaced,
             "2025-11-14", "2025-11-15"},
        Case{"LiveNewsTurnedOverInADay", "Live: the flood", kStory, "Live: the flood", kOther,
             kRevised, "2025-11-14", "2025-11-14"},
        Case{"AnErrorPageThatLooksLikeText", kTitle, kStory, "Sorry",
             "This page is no longer here.", kLost, "2025-11-14T09:30:00Z", ""},
        Case{"APageOfTheSiteInItsPlace", kTitle, kStory, "About us", kOther, kLost,
             "2025-11-14T09:30:00Z", ""},
        Case{"APageOfTheSiteUnderTheHeadline", kTitle, kStory, kTitle, kOther, kLost, "2025-11-14",
             ""},
        Case{"ADateThatTheStoryLost", kTitle, kStory, kTitle, kStory + "\n\nMore.", kRevised,
             "2025-11-14", ""},
        Case{"ATeaserOfAnotherPage", kTitle, kStory, "News", "Sign in to read on.", kLost},
        Case{"CharactersOfAScriptWithoutSpaces", "\u6A4B\u304C\u958B\u901A",
             "\u65B0\u3057\u3044\u6A4B\u304C\u571F\u66DC\u65E5\u306B\u958B\u901A\u3057\u305F\u3002",
             "\u6A4B\u304C\u958B\u901A",
             "\u65B0\u3057\u3044\u6A4B\u304C\u65E5\u66DC\u65E5\u306B\u958B\u901A\u3057\u305F\u3002",
             kRevised}),
    [](const auto& test) { return std::string(test.param.name); });

// The address was named with a minute; neither page bears it, so it says nothing of the second.
TEST(CompareTexts, ADateThatASourceSaidIsNoSignOfTheStory) {
  const char* const date = "2025-11-14T09:30:00Z";
  EXPECT_EQ(compare({kTitle, "", kStory, date, false}, {"About us", "", kOther, date, false}),
            kReplaced);
  EXPECT_EQ(compare({kTitle, "", kStory, date, true}, {"About us", "", kOther, date, false}),
            kLost);
}

TEST(CompareSummaries, ACutOrAnEmptyOneSaysNothingNew) {
  const RevisionText whole{kTitle, "The bridge is open, and the band played on.", kStory};
  EXPECT_EQ(compare(whole, {kTitle, "", kStory}), kSame);
  EXPECT_EQ(compare(whole, {kTitle, "The bridge is open", kStory}), kCorrected);
  EXPECT_EQ(compare(whole, {kTitle, "The bridge is closed", kStory}), kRevised);
}

TEST(WordsBetween, CountsBothDirectionsOverAllFields) {
  const WordChange change = words_between({"One bridge", "", "The old text stays here."},
                                          {"Two bridges", "", "The new long text stays."});
  EXPECT_EQ(change.added, 4U);    // Two bridges new long
  EXPECT_EQ(change.removed, 4U);  // One bridge old here
}

}  // namespace
}  // namespace tearsheet::store::sql
