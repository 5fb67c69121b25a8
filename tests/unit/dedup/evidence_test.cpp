// A comparison that stops early says the same as one that does not.
#include "dedup/evidence.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "dedup/dedup.h"
#include "stories.h"

namespace tearsheet::dedup {
namespace {

/// The first `kept` of twelve paragraphs of one story, then some of another.
Fingerprint copy_of(std::uint64_t seed, int kept, int added, const std::string& title,
                    const std::string& host) {
  auto paragraphs = made_story(seed, 12);
  paragraphs.resize(static_cast<std::size_t>(kept));
  for (const std::string& other : made_story(seed + 100, added)) paragraphs.push_back(other);
  paragraphs.push_back("On May " + std::to_string(seed) + " there were 7 of 12.");
  const std::string text = joined(paragraphs);
  return fingerprint({.title = title, .text = text, .host = host});
}

TEST(Compare, ThatStopsEarlyFindsTheSameCopies) {
  int copies = 0, others = 0;
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    const auto fingerprint = copy_of(seed, 12, 0, "The harbour opens again in spring", "a.example");
    const auto sketch = view_sketch(fingerprint.bytes);
    ASSERT_TRUE(sketch);
    const std::vector<std::uint8_t> clusters(fingerprint.shingles.size(), 1);
    for (int kept = 0; kept <= 12; ++kept) {
      const auto other_fingerprint =
          copy_of(seed, kept, static_cast<int>(seed) % 4 * 3,
                  seed % 3 == 0 ? "" : "The harbour opens again in spring",
                  seed % 2 == 0 ? "a.example" : "b.example");
      const auto other = view_sketch(other_fingerprint.bytes);
      ASSERT_TRUE(other);
      const unsigned level = std::min(sketch->level, other->level);
      const Query query(*sketch, fingerprint.shingles, clusters, 1, level);
      const auto all = compare(query, *other, 2.0, Want::kAll);
      const auto copy = compare(query, *other, 2.0, Want::kCopies);
      ASSERT_TRUE(all);
      const bool is_copy = score(all->evidence) >= 0.5;
      (is_copy ? copies : others) += 1;
      EXPECT_EQ(copy.has_value(), is_copy) << seed << " " << kept;
      if (!copy) continue;
      EXPECT_EQ(copy->evidence, all->evidence);
      EXPECT_EQ(copy->containment, all->containment);
    }
  }
  EXPECT_GT(copies, 20);
  EXPECT_GT(others, 20);
}

TEST(Compare, TheLevelThatIsAskedForChangesNothing) {
  const auto fingerprint = copy_of(1, 12, 0, "A title", "a.example");
  const auto other_fingerprint = copy_of(1, 9, 3, "A title", "b.example");
  const auto sketch = view_sketch(fingerprint.bytes), other = view_sketch(other_fingerprint.bytes);
  ASSERT_TRUE(sketch && other);
  const std::vector<std::uint8_t> clusters(fingerprint.shingles.size(), 2);
  const Query all(*sketch, fingerprint.shingles, clusters, 1, 0);
  const Query few(*sketch, fingerprint.shingles, clusters, 1, other->level);
  EXPECT_EQ(compare(all, *other, {}, Want::kAll)->evidence,
            compare(few, *other, {}, Want::kAll)->evidence);
}

double grown(const std::string& title, const std::string& other_title, const char* feature) {
  const auto fingerprint = copy_of(1, 12, 0, title, "a.example");
  const auto other_fingerprint = copy_of(1, 9, 3, other_title, "a.example");
  const auto sketch = view_sketch(fingerprint.bytes), other = view_sketch(other_fingerprint.bytes);
  const std::vector<std::uint8_t> clusters(fingerprint.shingles.size(), 1);
  const Query query(*sketch, fingerprint.shingles, clusters, 1, 0);
  const auto name = std::find(kEvidenceNames.begin(), kEvidenceNames.end(), feature);
  return compare(query, *other, {}, Want::kAll)
      ->evidence[static_cast<std::size_t>(name - kEvidenceNames.begin())];
}

TEST(Compare, AHeadlineThatGrewIsSeen) {
  const std::string title = "The harbour opens again in spring";
  EXPECT_GT(grown(title, "UPDATE 1-" + title, "title_grown_here"), 0);
  EXPECT_GT(grown("[Corrected] " + title, title, "title_grown_here"), 0);
  EXPECT_EQ(grown(title, title, "title_grown_here"), 0) << "forms have one title every day";
  EXPECT_EQ(grown(title, title + ", the council of the islands says", "title_grown_here"), 0);
  EXPECT_EQ(grown("Market report", "Market report for Monday", "title_grown_here"), 0);
  EXPECT_EQ(grown(title, "UPDATE 1-" + title, "title_grown_elsewhere"), 0);
  // Of more than sixteen words not all are kept.
  const std::string wide = "木高の元裁判官、緊急の自転車道を擁護し発電所の計画";
  EXPECT_GT(grown(wide, "【更新】" + wide, "title_grown_here"), 0);
}

}  // namespace
}  // namespace tearsheet::dedup
