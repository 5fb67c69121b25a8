// Copies that are one story, and stories that stay apart.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "dedup/dedup.h"
#include "stories.h"

namespace tearsheet::dedup {
namespace {

using testing::ElementsAre;
using Paragraphs = std::vector<std::string>;

const SysTime kDay{std::chrono::days(20'000)};

Fingerprint fingerprint_of(std::string_view text, std::string_view title = {},
                           std::string_view host = {}) {
  return fingerprint({.title = title, .text = text, .host = host});
}

/// Whether the second text joins the first, in both orders, with and without what else is known.
/// Only where all four agree is it an answer.
std::string verdict(const std::string& a, const std::string& b) {
  int together = 0;
  for (const bool swapped : {false, true}) {
    for (const bool known : {false, true}) {
      Clusters clusters;
      const auto add = [&](std::int64_t id, const std::string& text, const char* title,
                           const char* host) {
        return clusters
            .add(id, known ? fingerprint_of(text, title, host) : fingerprint_of(text),
                 known ? std::optional(kDay) : std::nullopt)
            .cluster;
      };
      const auto one = add(1, swapped ? b : a, "Harbour bridge opens after repairs", "a.example");
      const auto two = add(2, swapped ? a : b, "Bridge over harbour is open", "b.example");
      together += one == two ? 1 : 0;
    }
  }
  return together == 4 ? "together" : together == 0 ? "apart" : "depends";
}

struct PairCase {
  const char* name;
  std::string a, b;
};
class Copies : public testing::TestWithParam<PairCase> {};
TEST_P(Copies, AreOneStory) {
  EXPECT_EQ(verdict(GetParam().a, GetParam().b), "together");
}
class DifferentStories : public testing::TestWithParam<PairCase> {};
TEST_P(DifferentStories, StayApart) {
  EXPECT_EQ(verdict(GetParam().a, GetParam().b), "apart");
}

Paragraphs first(Paragraphs story, std::size_t count) {
  story.resize(std::min(count, story.size()));
  return story;
}
Paragraphs with(Paragraphs story, std::size_t at, const std::string& paragraph) {
  story.insert(story.begin() + static_cast<std::ptrdiff_t>(at), paragraph);
  return story;
}
Paragraphs plus(Paragraphs a, const Paragraphs& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}
Paragraphs reversed(Paragraphs story) {
  std::reverse(story.begin(), story.end());
  return story;
}
std::string upper(std::string text) {
  for (char& c : text) c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
  return text;
}
std::string with_every_nth_word_changed(const std::string& text, int n) {
  std::string out;
  int word = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    out += ++word % n == 0 ? made_word(static_cast<std::uint64_t>(word) + 77'000'000)
                           : text.substr(at, end - at);
    if (end < text.size()) out += ' ';
    at = end + 1;
  }
  return out;
}

const Paragraphs& story() {
  static const Paragraphs made = made_story(1, 10);
  return made;
}
const char* const kChinese =
    "港口大桥在维修三个月后于星期一重新开放，市长表示工程比计划提前两周完成。"
    "数百名居民清晨聚集在桥头，渔民们鸣笛庆祝。工程师说新的钢索可以使用五十年。"
    "渡轮公司将在月底前减少班次，因为大多数乘客会改乘公共汽车。";

INSTANTIATE_TEST_SUITE_P(
    Cases, Copies,
    testing::Values(
        PairCase{"Equal", joined(story()), joined(story())},
        PairCase{"OneBlock", joined(story()), joined(story(), " ")},
        PairCase{"Capitals", joined(story()), upper(joined(story()))},
        PairCase{"CutTail", joined(story()), joined(first(story(), 5))},
        PairCase{"Dateline", joined(story()), "PORT ELLEN, May 3 (Newswire) - " + joined(story())},
        PairCase{"NewLead", joined(story()),
                 joined(with(Paragraphs(story().begin() + 1, story().end()), 0,
                             made_sentence(501, 30)))},
        PairCase{"Boilerplate", joined(story()),
                 joined(with(with(story(), 0, made_sentence(601, 35)), 6, made_sentence(602, 40)))},
        PairCase{"Correction", joined(story()),
                 joined(with(story(), story().size(), "Correction: " + made_sentence(701, 15)))},
        PairCase{"UpdatedLive", joined(story()),
                 joined(plus({made_sentence(801, 30), made_sentence(802, 30)}, story()))},
        PairCase{"Reordered", joined(story()), joined(reversed(story()))},
        PairCase{"HouseStyle", joined(story()), with_every_nth_word_changed(joined(story()), 30)},
        PairCase{"Chinese", kChinese, std::string("【本报讯】") + kChinese}),
    [](const auto& test) { return std::string(test.param.name); });

std::string market_report(const char* rose, const char* points, const char* turnover,
                          const char* oil) {
  return std::string("Shares in the harbour exchange ") + rose + " on Tuesday, with the index at " +
         points + " points at the close. Turnover was " + turnover +
         " million crowns, compared with a 30-day average of 412 million. Advancing issues "
         "outnumbered decliners by " +
         rose + " to 1. Brent crude was last at " + oil + " a barrel.";
}

INSTANTIATE_TEST_SUITE_P(
    Cases, DifferentStories,
    testing::Values(
        PairCase{"NothingInCommon", joined(made_story(2, 8)), joined(made_story(3, 8))},
        PairCase{"FilledInForm", market_report("3.1", "5,211.4", "388", "71.20"),
                 market_report("1.7", "5,190.9", "455", "69.85")},
        PairCase{"FollowUpWithBackground", joined(made_story(4, 9)),
                 joined(plus(made_story(5, 7), {made_story(4, 9)[5], made_story(4, 9)[6]}))},
        PairCase{"OneLongQuote", joined(with(made_story(6, 7), 3, made_sentence(900, 50))),
                 joined(with(made_story(7, 7), 3, made_sentence(900, 50)))},
        PairCase{"RoundUp", joined(made_story(8, 8)),
                 joined({made_story(8, 8)[0], made_story(9, 8)[0], made_story(10, 8)[0],
                         made_story(11, 8)[0], made_story(12, 8)[0], made_story(13, 8)[0]})},
        PairCase{
            "PhrasesOfTheTrade",
            "said in a statement on Monday that he did not immediately respond to a request. " +
                joined(made_story(14, 3)),
            "said in a statement on Monday that he did not immediately respond to a request. " +
                joined(made_story(15, 3))}),
    [](const auto& test) { return std::string(test.param.name); });

// Three paragraphs of nine are left of it: too little, were it not for the headline.
std::string rewritten(std::uint64_t of) {
  Paragraphs copy = made_story(of, 9);
  for (const std::size_t i : {1U, 2U, 3U, 5U, 6U, 7U})
    copy[i] = made_sentence(90'000 + of * 10 + i, 30);
  return joined(copy);
}

TEST(Clusters, AHeadlineThatNoOtherStoryHasTellsARewrittenCopy) {
  constexpr auto kTitle = "Harbour bridge opens after long repairs";
  const auto cluster_under = [&](const char* title) {
    Clusters clusters;
    clusters.add(1, fingerprint_of(joined(made_story(60, 9)), kTitle, "a.example"), kDay);
    return clusters.add(2, fingerprint_of(rewritten(60), title, "b.example"), kDay).cluster;
  };
  EXPECT_EQ(cluster_under("Ferry fares rise"), 2);
  EXPECT_EQ(cluster_under(kTitle), 1);
}

TEST(Clusters, AHeadlineThatManyStoriesHaveTellsNothing) {
  constexpr auto kTitle = "The news of the day in brief";
  Clusters clusters;
  for (std::int64_t id = 1; id <= 20; ++id) {
    const auto text = joined(made_story(static_cast<std::uint64_t>(id) + 60, 9));
    clusters.add(id, fingerprint_of(text, kTitle, "a.example"), kDay);
  }
  EXPECT_EQ(clusters.add(21, fingerprint_of(rewritten(61), kTitle, "c.example"), kDay).cluster, 21);
}

TEST(Clusters, BoilerplateOfASiteIsLearned) {
  const Paragraphs boilerplate = {made_sentence(2001, 60), made_sentence(2002, 60)};
  Clusters clusters;
  for (std::int64_t id = 1; id <= 40; ++id) {
    const auto page = joined(
        plus(made_story(3000 + static_cast<std::uint64_t>(id), id <= 4 ? 12 : 3), boilerplate));
    EXPECT_EQ(clusters.add(id, fingerprint_of(page, {}, "a.example"), kDay).cluster, id);
  }
}

/// The pages of one host: 80 words each and, under them, 150 that are the same on all.
class HostWithBoilerplate : public testing::Test {
 protected:
  static std::string own_text(std::uint64_t page) {
    return made_sentence(70'000 + 2 * page, 40) + "\n\n" + made_sentence(70'001 + 2 * page, 40);
  }
  static std::string text_of(std::uint64_t page) { return own_text(page) + "\n\n" + kBox; }
  static std::string title_of(std::uint64_t page) { return made_sentence(80'000 + page, 6); }
  static std::int64_t add(Clusters& clusters, std::uint64_t page) {
    const std::string title = title_of(page), text = text_of(page);
    const Story story{.title = title, .text = text, .host = "letters.example"};
    const auto fingerprint = clusters.without_boilerplate(story, dedup::fingerprint(story));
    return clusters.add(static_cast<std::int64_t>(page), fingerprint, kDay).cluster;
  }
  inline static const std::string kBox = made_sentence(60'000, 150);
};

TEST_F(HostWithBoilerplate, ItsPagesAreStoriesOfTheirOwn) {
  Clusters clusters;
  // Of the first two nobody can know what they will go on to print.
  for (std::uint64_t page = 1; page <= 2; ++page) add(clusters, page);
  for (std::uint64_t page = 3; page <= 30; ++page) {
    EXPECT_EQ(add(clusters, page), static_cast<std::int64_t>(page));
  }
  EXPECT_EQ(clusters.add(31, fingerprint_of(own_text(9), title_of(9), "b.example"), kDay).cluster,
            9);
}

TEST_F(HostWithBoilerplate, ARestoredIndexKnowsIt) {
  Clusters after;
  for (std::uint64_t page = 1; page <= 5; ++page) {
    const auto fingerprint = fingerprint_of(text_of(page), title_of(page), "letters.example");
    const auto id = static_cast<std::int64_t>(page);
    ASSERT_TRUE(after.restore(id, id, fingerprint.bytes, kDay));
  }
  EXPECT_EQ(add(after, 6), 6);
}

TEST_F(HostWithBoilerplate, IsKnownWhenItsFirstPagesAreForgotten) {
  Clusters clusters;
  for (std::uint64_t page = 1; page <= 5; ++page) add(clusters, page);
  clusters.forget_before(kDay + std::chrono::days(1));
  ASSERT_EQ(clusters.size(), 0U);
  for (std::uint64_t page = 6; page <= 9; ++page) {
    EXPECT_EQ(add(clusters, page), static_cast<std::int64_t>(page));
  }
}

TEST_F(HostWithBoilerplate, APageThatIsNothingElseStaysWhole) {
  Clusters clusters;
  for (std::uint64_t page = 1; page <= 5; ++page) add(clusters, page);
  const std::string text = "Hello.\n" + kBox;
  const Story story{.title = "About this letter", .text = text, .host = "letters.example"};
  const auto whole = fingerprint(story);
  EXPECT_EQ(clusters.without_boilerplate(story, whole).bytes, whole.bytes);
}

TEST(Clusters, VersionsOfAStoryOnOneHostAreNoBoilerplate) {
  Clusters clusters;
  Paragraphs story = made_story(90, 8);
  for (std::int64_t version = 1; version <= 6; ++version) {
    // A new headline each time, and one more sentence: the words it begins with are the same.
    const std::string title = made_sentence(85'000 + static_cast<std::uint64_t>(version), 6);
    story.push_back(made_sentence(86'000 + static_cast<std::uint64_t>(version), 30));
    const std::string text = joined(story);
    const Story told{.title = title, .text = text, .host = "a.example"};
    const auto fingerprint = clusters.without_boilerplate(told, dedup::fingerprint(told));
    EXPECT_EQ(clusters.add(version, fingerprint, kDay).cluster, 1) << version;
  }
}

TEST(Clusters, TheSmallestIdNamesTheClusterAndMergesAreTold) {
  const Paragraphs whole = made_story(20, 12);
  Clusters clusters;
  const Paragraphs head(whole.begin(), whole.begin() + 6);
  const Paragraphs tail(whole.begin() + 6, whole.end());
  EXPECT_EQ(clusters.add(7, fingerprint_of(joined(head)), kDay).cluster, 7);
  EXPECT_EQ(clusters.add(5, fingerprint_of(joined(tail)), kDay).cluster, 5);
  const Assignment both = clusters.add(9, fingerprint_of(joined(whole)), kDay);
  EXPECT_EQ(both.cluster, 5);
  EXPECT_THAT(both.merged, ElementsAre(7));
  EXPECT_GT(both.score, 0.5);
  EXPECT_GT(both.containment, 0.3);
  EXPECT_EQ(clusters.cluster_of(7), 5);
  EXPECT_EQ(clusters.cluster_of(9), 5);
  EXPECT_EQ(clusters.cluster_of(1234), 1234);
}

TEST(Clusters, EqualTextsAreToldAsSuch) {
  Clusters clusters;
  clusters.add(1, fingerprint_of(joined(story())), {});
  const Assignment same = clusters.add(2, fingerprint_of(upper(joined(story(), " "))), {});
  EXPECT_EQ(same.cluster, 1);
  EXPECT_EQ(same.score, 1);
  EXPECT_EQ(same.containment, 1);
}

TEST(Clusters, EmptyAndTinyTextsAreNoCopies) {
  Clusters clusters;
  EXPECT_EQ(clusters.add(1, fingerprint_of(""), {}).cluster, 1);
  EXPECT_EQ(clusters.add(2, fingerprint_of(" - "), {}).cluster, 2);
  EXPECT_EQ(clusters.add(3, fingerprint_of("Read more"), {}).cluster, 3);
  EXPECT_EQ(clusters.add(4, fingerprint_of("Watch live"), {}).cluster, 4);
  EXPECT_EQ(clusters.add(5, fingerprint_of("a b c"), {}).cluster, 5);
  EXPECT_EQ(clusters.add(6, fingerprint_of("a b c"), {}).cluster, 6);
}

/// 30 stories with four copies each, shuffled.
struct Collection {
  std::vector<std::pair<std::int64_t, Fingerprint>> documents;
  Collection() {
    for (std::int64_t id = 0; id < 150; ++id) {
      const auto paragraphs = made_story(static_cast<std::uint64_t>(id / 5) + 100, 9);
      const Paragraphs copies[] = {
          paragraphs, first(paragraphs, 6), with(paragraphs, 0, made_sentence(9000, 30)),
          reversed(paragraphs),
          with(paragraphs, 4, made_sentence(9100 + static_cast<std::uint64_t>(id), 40))};
      documents.emplace_back(id, fingerprint_of(joined(copies[id % 5])));
    }
  }
};

TEST(Clusters, OrderOfArrivalDoesNotMatter) {
  Collection collection;
  for (const unsigned seed : {1U, 2U, 3U, 4U}) {
    std::shuffle(collection.documents.begin(), collection.documents.end(), std::mt19937(seed));
    Clusters clusters;
    for (const auto& [id, fingerprint] : collection.documents) clusters.add(id, fingerprint, {});
    for (std::int64_t id = 0; id < 150; ++id) EXPECT_EQ(clusters.cluster_of(id), id / 5 * 5);
  }
}

TEST(Clusters, RestoredIsAsIfNeverStopped) {
  Collection collection;
  Clusters whole;
  Clusters second;
  std::shuffle(collection.documents.begin(), collection.documents.end(), std::mt19937(5));
  std::vector<std::size_t> before;
  for (std::size_t i = 0; i < collection.documents.size(); ++i) {
    const auto& [id, fingerprint] = collection.documents[i];
    if (i < 75) before.push_back(i);
    if (i == 75) {
      // The database gives them back in any order; copies before the one that names the cluster.
      std::ranges::shuffle(before, std::mt19937(6));
      for (const std::size_t j : before) {
        const auto& [old_id, old_fingerprint] = collection.documents[j];
        ASSERT_TRUE(second.restore(old_id, whole.cluster_of(old_id), old_fingerprint.bytes, {}));
      }
      EXPECT_EQ(second.size(), 75U);
    }
    const std::int64_t expected = whole.add(id, fingerprint, {}).cluster;
    if (i >= 75) {
      EXPECT_EQ(second.add(id, fingerprint, {}).cluster, expected);
    }
  }
  for (std::int64_t id = 0; id < 150; ++id) EXPECT_EQ(second.cluster_of(id), whole.cluster_of(id));
}

TEST(Clusters, DamagedBytesKeepTheClusterAndAreSaid) {
  Clusters clusters;
  const auto failed = clusters.restore(4, 2, "\x63garbage", {});
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().code, ErrorCode::kInvalid);
  EXPECT_EQ(clusters.cluster_of(4), 2);
  EXPECT_EQ(clusters.size(), 0U);
  EXPECT_EQ(clusters.add(5, Fingerprint{.bytes = "x", .exact = 1, .shingles = {1, 2}}, {}).cluster,
            5);
}

TEST(Clusters, WithoutTheListOfShinglesTheSampleIsLookedUp) {
  Clusters clusters;
  clusters.add(1, fingerprint_of(joined(story())), {});
  Fingerprint stored = fingerprint_of(joined(first(story(), 8)));
  stored.shingles.clear();
  EXPECT_EQ(clusters.add(2, stored, {}).cluster, 1);
}

TEST(Clusters, BeyondTheWindowNothingIsACopy) {
  const auto text = joined(story());
  Clusters clusters({.window = std::chrono::days(30), .max_documents = 100});
  clusters.add(1, fingerprint_of(text), kDay);
  EXPECT_EQ(clusters.add(2, fingerprint_of(text), kDay + std::chrono::days(31)).cluster, 2);
  EXPECT_EQ(clusters.add(3, fingerprint_of(text), kDay + std::chrono::days(60)).cluster, 2);
}

TEST(Clusters, WhatIsForgottenIsFoundNoMoreButKeepsItsName) {
  Clusters clusters;
  clusters.add(1, fingerprint_of(joined(story())), kDay);
  clusters.add(2, fingerprint_of(joined(story())), kDay + std::chrono::days(2));
  clusters.add(3, fingerprint_of(joined(made_story(40, 8))), {});
  clusters.forget_before(kDay + std::chrono::days(10));
  EXPECT_EQ(clusters.size(), 1U);
  EXPECT_EQ(clusters.cluster_of(2), 1);
  EXPECT_EQ(clusters.add(4, fingerprint_of(joined(story())), kDay + std::chrono::days(11)).cluster,
            4);
  EXPECT_EQ(clusters.add(5, fingerprint_of(joined(made_story(40, 8))), {}).cluster, 3);
}

TEST(Clusters, TheOldestMakeRoom) {
  Clusters clusters({.window = std::chrono::days(90), .max_documents = 10});
  for (std::int64_t id = 0; id < 30; ++id) {
    clusters.add(id, fingerprint_of(joined(made_story(50 + static_cast<std::uint64_t>(id), 5))),
                 {});
    EXPECT_LE(clusters.size(), 10U);
  }
  EXPECT_EQ(clusters.add(100, fingerprint_of(joined(made_story(79, 5))), {}).cluster, 29);
  EXPECT_EQ(clusters.add(101, fingerprint_of(joined(made_story(50, 5))), {}).cluster, 101);
}

TEST(Clusters, AnIdThatComesAgainHasItsNewText) {
  Clusters clusters;
  clusters.add(1, fingerprint_of(joined(made_story(60, 6))), {});
  EXPECT_EQ(clusters.add(1, fingerprint_of(joined(made_story(61, 6))), {}).cluster, 1);
  EXPECT_EQ(clusters.size(), 1U);
  EXPECT_EQ(clusters.add(2, fingerprint_of(joined(made_story(61, 6))), {}).cluster, 1);
  EXPECT_EQ(clusters.add(3, fingerprint_of(joined(made_story(60, 6))), {}).cluster, 3);
}

}  // namespace
}  // namespace tearsheet::dedup
