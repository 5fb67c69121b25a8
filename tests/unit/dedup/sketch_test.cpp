// The stored form: what goes in comes out, and anything else is refused.
#include "dedup/sketch.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "dedup/dedup.h"
#include "stories.h"

namespace tearsheet::dedup {
namespace {

std::string long_text() {
  std::string text;
  for (std::uint64_t i = 0; i < 20'000; ++i)
    text += made_word(i * 31) + " " + std::to_string(i) + " ";
  return text;
}

TEST(Sketch, StaysWithinItsBytes) {
  const std::string text = long_text();
  const auto fingerprint =
      dedup::fingerprint({.title = text, .text = text, .host = "www.example.org"});
  EXPECT_LE(fingerprint.bytes.size(), Fingerprint::kMaxBytes);
  EXPECT_GT(fingerprint.shingles.size(), 30'000U);
}

TEST(Sketch, IsReadAsItWasWritten) {
  const std::string text = long_text();
  const auto fingerprint =
      dedup::fingerprint({.title = "Harbour opens", .text = text, .host = "a.example"});
  const auto sketch = read_sketch(fingerprint.bytes);
  ASSERT_TRUE(sketch);
  EXPECT_EQ(sketch->exact, fingerprint.exact);
  EXPECT_EQ(sketch->title_words.count, 2);
  EXPECT_GE(sketch->sample.count, kMaxSample / 4);
  std::string again;
  append_sketch(again, *sketch);
  EXPECT_EQ(again, fingerprint.bytes);
}

TEST(Sketch, IsTheSameOnEveryMachine) {
  const auto fingerprint =
      dedup::fingerprint({.title = "Ferry", .text = "Ferry 7 sails at noon.", .host = "a"});
  std::string hex;
  for (const char c : fingerprint.bytes) {
    hex += "0123456789abcdef"[static_cast<unsigned char>(c) >> 4];
    hex += "0123456789abcdef"[static_cast<unsigned char>(c) & 15];
  }
  // A change of this string is a change of format: raise the version.
  EXPECT_EQ(
      hex,
      "03000500693f5b54108980861f4e961e017a5801c615ba37033b974d2d3fe5f6a44c6718eb033b974d2d4c67"
      "18eb3fe5f6a400");
}

TEST(Sketch, RefusesDamage) {
  const auto fingerprint =
      dedup::fingerprint({.title = "A title", .text = long_text(), .host = "a"});
  for (std::size_t cut = 0; cut < fingerprint.bytes.size(); ++cut) {
    EXPECT_FALSE(read_sketch(std::string_view(fingerprint.bytes).substr(0, cut)));
  }
  EXPECT_FALSE(read_sketch(fingerprint.bytes + "x"));
  std::string other = fingerprint.bytes;
  other[0] = 99;
  EXPECT_FALSE(read_sketch(other));
}

TEST(Sketch, AnyBytesAreReadOrRefused) {
  std::uint64_t random = 1;
  for (int round = 0; round < 20'000; ++round) {
    std::string bytes(1, '\3');
    for (int i = 0; i < 60; ++i) {
      random = random * 6364136223846793005U + 1442695040888963407U;
      bytes += static_cast<char>(random >> 60 < 8 ? 0 : random >> 33);
    }
    if (const auto sketch = read_sketch(bytes)) {
      std::string again;
      append_sketch(again, *sketch);
      EXPECT_EQ(again, bytes);
    }
  }
}

TEST(Fingerprint, ShinglesAreDistinctAndInTheOrderOfTheText) {
  const auto shingles_of = [](std::string_view text) {
    return fingerprint({.title = {}, .text = text, .host = {}}).shingles;
  };
  const auto whole = shingles_of("one two three four five six");
  ASSERT_EQ(whole.size(), 4U);
  EXPECT_EQ(shingles_of("one two three four five six one two three").size(), 6U);
  EXPECT_EQ(shingles_of("four five six").front(), whole.back());
  const auto sketch = read_sketch(
      fingerprint({.title = {}, .text = "one two three four five six", .host = {}}).bytes);
  ASSERT_TRUE(sketch);
  EXPECT_TRUE(std::equal(whole.begin(), whole.end(), sketch->sample.begin()));
}

TEST(Fingerprint, EqualTextsHaveEqualValues) {
  const auto value = [](std::string_view text) {
    return fingerprint({.title = {}, .text = text, .host = {}}).exact;
  };
  EXPECT_EQ(value("The Café opens."), value("the cafe  OPENS"));
  EXPECT_NE(value("The café opens."), value("The café closes."));
  EXPECT_EQ(value(" -- "), 0U);
}

}  // namespace
}  // namespace tearsheet::dedup
