// Dates as they stand in datelines, in any form.
#include "date_case.h"

namespace tearsheet::dates {
namespace {

class Prose : public testing::TestWithParam<DateCase> {};

TEST_P(Prose, IsRead) {
  EXPECT_EQ(iso_or_empty(parse_date(GetParam().text)), GetParam().iso) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    English, Prose,
    testing::Values(DateCase{"November 14, 2025", "2025-11-14"},
                    DateCase{"Nov. 14, 2025", "2025-11-14"},
                    DateCase{"Friday, 14th of November 2025", "2025-11-14"},
                    DateCase{"14 NOV 2025", "2025-11-14"}, DateCase{"Nov 14 '25", "2025-11-14"},
                    DateCase{"14-Nov-2025", "2025-11-14"},
                    DateCase{"November 13-15, 2025", "2025-11-13"}, DateCase{"November 13-15", ""},
                    DateCase{"Lamp 15 (AG15-32P)", ""}, DateCase{"November 13-15, 17-19", ""},
                    DateCase{"November 13-15, 17", "2017-11-13"},
                    DateCase{"November 2025", "2025-11"}, DateCase{"2025", "2025"},
                    DateCase{"Nov 14, 2025 at 3:05 p.m. EST", "2025-11-14T15:05-05:00"},
                    DateCase{"3:05 PM, November 14, 2025", "2025-11-14T15:05"},
                    DateCase{"November 14, 2025, 12 noon", "2025-11-14T12:00"},
                    DateCase{"14 November 2025 12:05 am", "2025-11-14T00:05"},
                    DateCase{"14 November 2025 10:11:12.5", "2025-11-14T10:11:12.500"},
                    DateCase{"14 November 2025 5 comments", "2025-11-14"},
                    DateCase{"Fri Nov 14 2025 10:11:12 GMT+0900 (Korean Standard Time)",
                             "2025-11-14T10:11:12+09:00"}));

INSTANTIATE_TEST_SUITE_P(
    Labelled, Prose,
    testing::Values(DateCase{"Posted on 14 November 2025 by Kim", "2025-11-14"},
                    DateCase{"Updated: 14 November 2025, 10:11", "2025-11-14T10:11"},
                    DateCase{"Submitted by Peter van Dam on Wed, 11/12/2025 - 08:59",
                             "2025-11-12T08:59"},
                    DateCase{"14 | 11 | 2025", "2025-11-14"}, DateCase{"14 | 11 | 25", ""},
                    DateCase{"Date: 16/09/2024 | Source: Agency | Read: 123", "2024-09-16"},
                    DateCase{"SEOUL, November 14, 2025 (Agency) -- ", "2025-11-14"},
                    DateCase{"Veröffentlicht am 14.11.2025 um 10.11 Uhr", "2025-11-14T10:11"},
                    DateCase{"입력 2025.11.14 10:11 수정 2025.11.15 12:00", "2025-11-14T10:11"},
                    DateCase{"发布时间：2025-11-14 10:11:12", "2025-11-14T10:11:12"},
                    DateCase{"Опубликовано 14 ноября 2025 г. в 10:11", "2025-11-14T10:11"}));

INSTANTIATE_TEST_SUITE_P(
    EastAsia, Prose,
    testing::Values(
        DateCase{"2025년 11월 14일", "2025-11-14"}, DateCase{"2025. 11. 14.", "2025-11-14"},
        DateCase{"2025년 11월 14일 금요일 오후 3시 5분", "2025-11-14T15:05"},
        DateCase{"2025年11月14日(金) 午後3時5分", "2025-11-14T15:05"},
        DateCase{"２０２５年１１月１４日　１０：１１", "2025-11-14T10:11"},
        DateCase{"令和7年11月14日", "2025-11-14"}, DateCase{"令和元年5月1日", "2019-05-01"},
        DateCase{"平成30年4月1日", "2018-04-01"}, DateCase{"2025年(令和7年)11月14日", "2025-11-14"},
        DateCase{"民國114年11月14日", "2025-11-14"},
        DateCase{"二〇二五年十一月十四日", "2025-11-14"},
        DateCase{"2025年11月14日 星期五 下午3:05", "2025-11-14T15:05"},
        DateCase{"2025年11月14日晚8:00", "2025-11-14T20:00"}, DateCase{"2025年11月", "2025-11"}));

INSTANTIATE_TEST_SUITE_P(Juche, Prose,
                         testing::Values(DateCase{"Juche 114 (2025).11.14", "2025-11-14"},
                                         DateCase{"Juche114(2025). 11. 14.", "2025-11-14"},
                                         DateCase{"주체114(2025)년 11월 14일", "2025-11-14"},
                                         DateCase{"주체114년 11월 14일", "2025-11-14"},
                                         DateCase{"November 14, Juche 114 (2025)", "2025-11-14"},
                                         DateCase{"14 ноября Чучхе 114 (2025) года", "2025-11-14"},
                                         DateCase{"2025-11-14 주체114", "2025-11-14"}));

INSTANTIATE_TEST_SUITE_P(
    OtherCalendarsAndDigits, Prose,
    testing::Values(
        DateCase{"جمعه ۲۳ آبان ۱۴۰۴", "2025-11-14"}, DateCase{"۱۴۰۴/۰۸/۲۳", "2025-11-14"},
        DateCase{"۳۰ اسفند ۱۴۰۳", "2025-03-20"}, DateCase{"1447/05/23", "2025-11-14"},
        DateCase{"٢٣ جمادى الأولى ١٤٤٧ هـ", "2025-11-14"}, DateCase{"١٤ نوفمبر ٢٠٢٥", "2025-11-14"},
        DateCase{"14 พ.ย. 2568", "2025-11-14"}, DateCase{"๑๔ พฤศจิกายน ๒๕๖๘", "2025-11-14"},
        DateCase{"14 พ.ย. 68", "2025-11-14"}, DateCase{"14/11/2568", "2025-11-14"},
        DateCase{"१४ नवंबर २०२५", "2025-11-14"}, DateCase{"১৪ নভেম্বর ২০২৫", "2025-11-14"}));

INSTANTIATE_TEST_SUITE_P(
    Machines, Prose,
    testing::Values(DateCase{"1763115072", "2025-11-14T10:11:12Z"},
                    DateCase{"1763115072345", "2025-11-14T10:11:12.345Z"},
                    DateCase{"20251114101112", "2025-11-14T10:11:12"},
                    DateCase{"2025-11-14T10:11:12+09:00[Asia/Seoul]", "2025-11-14T10:11:12+09:00"},
                    DateCase{"2025-11-14T10:11:12-05:00Z", "2025-11-14T10:11:12-05:00"},
                    DateCase{"2025-11-14 10:11:12 UTC", "2025-11-14T10:11:12Z"}));

INSTANTIATE_TEST_SUITE_P(
    Refused, Prose,
    testing::Values(DateCase{"", ""}, DateCase{"foobar", ""}, DateCase{"1", ""},
                    DateCase{"$20.25", ""}, DateCase{"1.2.3", ""}, DateCase{"192.168.10.12", ""},
                    DateCase{"555-123-4567", ""}, DateCase{"February 30, 2025", ""},
                    DateCase{"33. Dezember 2025", ""}, DateCase{"2025-02-29", ""},
                    DateCase{"36/14/2025", ""}, DateCase{"2025-11-14T25:11:12Z", ""},
                    DateCase{"2025-11-14T10:11:12ZZ", ""}, DateCase{"31 ноября 2025", ""},
                    DateCase{"2025年13月1日", ""}, DateCase{"31 اسفند 1404", ""},
                    DateCase{"yesterday", ""}, DateCase{"14 November", ""}, DateCase{"10:11", ""},
                    DateCase{"{{ date }}", ""}, DateCase{"0000-00-00", ""}));

struct OrderCase {
  std::string_view text, language, iso;
  FieldOrder order = FieldOrder::kUnknown;
};
class Order : public testing::TestWithParam<OrderCase> {};

TEST_P(Order, OfNumbersIsDecidedNotGuessed) {
  const auto& one = GetParam();
  EXPECT_EQ(iso_or_empty(parse_date(one.text, {.language = one.language, .order = one.order})),
            one.iso)
      << one.text << " in " << one.language;
}

INSTANTIATE_TEST_SUITE_P(
    Cases, Order,
    testing::Values(
        OrderCase{"03/04/2025", "en-US", "2025-03-04"}, OrderCase{"03/04/2025", "en", "2025-03-04"},
        OrderCase{"03/04/2025", "en-GB", "2025-04-03"}, OrderCase{"03/04/2025", "fr", "2025-04-03"},
        OrderCase{"03/04/2025", "", ""}, OrderCase{"03/13/2025", "", "2025-03-13"},
        OrderCase{"13/03/2025", "en-US", "2025-03-13"}, OrderCase{"03.04.2025", "", "2025-04-03"},
        OrderCase{"03-04-2025", "", "2025-04-03"}, OrderCase{"04/04/2025", "", "2025-04-04"},
        OrderCase{"Thursday 03/04/2025", "", "2025-04-03"},
        OrderCase{"Tue 03/04/2025", "", "2025-03-04"},
        OrderCase{"03/04/2025 10:11 PST", "", "2025-03-04T10:11-08:00"},
        OrderCase{"25.11.14", "ko", "2025-11-14"}, OrderCase{"25.11.14", "de", "2014-11-25"},
        OrderCase{"25/11/14", "ja", "2025-11-14"}, OrderCase{"25. 4. 9.", "ko", "2025-04-09"},
        OrderCase{"10.2.1", "de", ""},
        OrderCase{"03/04/2025", "fr", "2025-03-04", FieldOrder::kMonthFirst},
        OrderCase{"03/04/2025", "en-US", "2025-04-03", FieldOrder::kDayFirst},
        OrderCase{"03/04/25", "en-US", "2003-04-25", FieldOrder::kYearFirst}));

TEST(Order, IsToldByTheOtherDatesOfThePage) {
  const auto order = [](std::initializer_list<std::string_view> texts) {
    return order_of_texts({texts.begin(), texts.size()});
  };
  EXPECT_EQ(order({"03/04/2025", "Updated 25/03/2025 10:11"}), FieldOrder::kDayFirst);
  EXPECT_EQ(order({"03/04/2025", "03/25/2025"}), FieldOrder::kMonthFirst);
  EXPECT_EQ(order({"٢٥/٠٣/٢٠٢٥"}), FieldOrder::kDayFirst);
  EXPECT_EQ(order({"03/04/2025", "2025-03-25", "tel. 25/12"}), FieldOrder::kUnknown);
  EXPECT_EQ(order({"25/03/2025", "03/25/2025"}), FieldOrder::kUnknown);
}

TEST(Order, IsNeverTheOneThatIsInTheFuture) {
  const auto now = parse_iso8601("2025-04-01T00:00Z")->to_sys();
  EXPECT_EQ(iso_or_empty(parse_date("03/12/2025", {.now = now})), "2025-03-12");
}

}  // namespace
}  // namespace tearsheet::dates
