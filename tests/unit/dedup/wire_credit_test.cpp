// Whom a page credits with its text.
#include "dedup/dedup.h"

#include <gtest/gtest.h>

#include <string>

namespace tearsheet::dedup {
namespace {

struct Credit {
  const char* name;
  const char* byline;
  const char* text;
  const char* service;
};

class WireCredit : public testing::TestWithParam<Credit> {};

TEST_P(WireCredit, IsReadWhereServicesAreCredited) {
  EXPECT_EQ(wire_credit(GetParam().byline, GetParam().text), GetParam().service);
}

INSTANTIATE_TEST_SUITE_P(
    Pages, WireCredit,
    testing::Values(
        Credit{"byline", "By Ann Smith, Associated Press", "The harbour froze.",
               "Associated Press"},
        Credit{"initials_of_a_person", "AP Smith", "The harbour froze.", ""},
        Credit{"initials_alone", "[\"Ann Smith\",\"AP\"]", "The harbour froze.",
               "Associated Press"},
        Credit{"dateline_in_brackets", "",
               "TARVIK, May 3 (Reuters) - The harbour froze.\n\nIt was cold.", "Reuters"},
        Credit{"dateline_with_desk", "", "Tarvik (dpa/nord) - Der Hafen ist zugefroren.", "dpa"},
        Credit{"dateline_with_dash", "", "PYONGYANG, May 3, KCNA -- The harbour froze.", "KCNA"},
        Credit{"dateline_korean", "", "(서울=연합뉴스) 항구가 얼었다.", ""},
        Credit{"closing", "", "The harbour froze.\n\nIt was cold. (AFP)", "Agence France-Presse"},
        Credit{"closing_line", "", "The harbour froze.\n\nSource: Xinhua", "Xinhua"},
        Credit{"closing_japanese", "", "港が凍った。\n\n寒かった。（共同）", "Kyodo News"},
        Credit{"credit_of_a_picture", "", "The harbour froze.\n\n(AP Photo)", ""},
        Credit{"picture_line", "", "The harbour froze.\n\nPhoto: Reuters", ""},
        Credit{"named_in_passing", "", "Reuters opened an office in the harbour.\n\nIt was cold.",
               ""},
        Credit{"nothing", "", "", ""}),
    [](const auto& test) { return std::string(test.param.name); });

}  // namespace
}  // namespace tearsheet::dedup
