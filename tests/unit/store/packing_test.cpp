// Raw pages packed by earlier pages of their site (store/packing.h).
#include "store/packing.h"

#include <gtest/gtest.h>

#include <map>

#include "store/store.h"

namespace tearsheet::store {
namespace {

std::string letters(std::uint32_t seed, std::size_t bytes) {
  std::string text;
  while (text.size() < bytes) {
    seed = seed * 1664525U + 1013904223U;
    text += static_cast<char>('a' + (seed >> 24U) % 26);
  }
  return text;
}

/// A page of a site's template (none of whose pages pack well by themselves) with a text of its
/// own.
std::string page(std::uint32_t layout, std::uint32_t text, std::size_t bytes = 20'000) {
  return letters(layout, bytes) + letters(1000 + text, 500);
}

/// Dictionaries in memory.
class Shelf {
 public:
  struct Source final : DictionarySource {
    explicit Source(Shelf& from) : shelf(from) {}
    Result<OfSite> of_site(const std::string& site_key) override {
      OfSite found;
      for (const auto& [id, made] : shelf.stored_) {
        if (made.site_key == site_key) found = {id, made.size, made.frame->size(), found.count + 1};
      }
      return found;
    }
    Result<Dictionary> load(std::int64_t id) override {
      ++shelf.loads_;
      const auto at = shelf.stored_.find(id);
      if (at == shelf.stored_.end()) return fail(ErrorCode::kNotFound, "lost");
      return static_cast<Dictionary>(at->second);
    }
    Result<std::int64_t> next_id() override {
      return shelf.stored_.empty() ? 1 : shelf.stored_.rbegin()->first + 1;
    }
    Shelf& shelf;
  };

  explicit Shelf(std::size_t cached = 1 << 20) { reopen(cached); }
  void reopen(std::size_t cached = 1 << 20) {
    all_ = std::make_unique<Dictionaries>(std::make_unique<Source>(*this), cached);
    packer_ = std::make_unique<Packer>(all_.get());
  }
  /// Packs a page and stores what it became.
  RawPage put(const std::string& body, const std::string& site = "a") {
    RawPage raw;
    packer_->pack(site, body, raw);
    if (raw.new_dictionary) {
      stored_.emplace(raw.new_dictionary->id, *raw.new_dictionary);
      all_->publish(*raw.new_dictionary);
    }
    return raw;
  }
  Result<std::string> unpacked(const RawPage& raw) {
    Unpacker unpacker(all_.get());
    return unpacker.unpack(raw, 10'000'000);
  }

  std::map<std::int64_t, NewDictionary> stored_;
  std::unique_ptr<Dictionaries> all_;
  std::unique_ptr<Packer> packer_;
  int loads_ = 0;
};

TEST(PagesOfASite, ArePackedByItsFirst) {
  Shelf shelf;
  const RawPage first = shelf.put(page(1, 1));
  ASSERT_TRUE(first.new_dictionary);
  EXPECT_LT(first.compressed.size(), 200U) << "it is its own dictionary: stored once";
  EXPECT_GT(first.new_dictionary->frame->size(), 10'000U);
  for (std::uint32_t i = 2; i < 10; ++i) {
    const RawPage next = shelf.put(page(1, i));
    EXPECT_EQ(next.dictionary, first.dictionary);
    EXPECT_FALSE(next.new_dictionary);
    EXPECT_LT(next.compressed.size(), 1'000U);
    EXPECT_EQ(next.size, page(1, i).size());
    EXPECT_EQ(shelf.unpacked(next).value(), page(1, i));
  }
  EXPECT_EQ(shelf.unpacked(first).value(), page(1, 1));
}

TEST(PagesOfASite, AreNotPackedByAnotherSites) {
  Shelf shelf;
  const RawPage a = shelf.put(page(1, 1), "a"), b = shelf.put(page(1, 2), "b");
  EXPECT_NE(a.dictionary, b.dictionary);
}

TEST(ADictionary, IsUsedInTheNextRunToo) {
  Shelf shelf;
  const RawPage first = shelf.put(page(1, 1));
  shelf.reopen();
  EXPECT_EQ(shelf.put(page(1, 2)).dictionary, first.dictionary);
}

TEST(ADictionary, IsNotUsedBeforeItIsStored) {
  Shelf shelf;
  RawPage first, second;
  shelf.packer_->pack("a", page(1, 1), first);
  shelf.packer_->pack("a", page(1, 2), second);
  EXPECT_EQ(second.dictionary, 0);
  EXPECT_FALSE(second.new_dictionary);
  EXPECT_EQ(shelf.unpacked(second).value(), page(1, 2));
}

TEST(ADictionary, ThatIsNeverStoredIsNotWaitedForForEver) {
  Shelf shelf;
  RawPage lost;
  shelf.packer_->pack("a", page(1, 0), lost);
  int waited = 0;
  while (!shelf.put(page(1, 1)).new_dictionary && waited < 1000) ++waited;
  EXPECT_GT(waited, 10);
  EXPECT_LT(waited, 200);
}

TEST(ADictionary, IsReplacedWhenTheSiteWasRedesigned) {
  Shelf shelf;
  std::vector<std::pair<RawPage, std::string>> all;
  const auto put = [&](std::uint32_t layout, std::uint32_t i) {
    const std::string body = page(layout, i);
    all.emplace_back(shelf.put(body), body);
    return all.back().first;
  };
  for (std::uint32_t i = 0; i < 100; ++i) EXPECT_EQ(put(1, i).dictionary, 1);
  int in_between = 0;
  while (put(2, 5).dictionary != 2 && in_between < 1000) ++in_between;
  EXPECT_LT(in_between, 30);
  for (std::uint32_t i = 0; i < 100; ++i) EXPECT_EQ(put(2, i).dictionary, 2);
  for (const auto& [raw, body] : all) {
    EXPECT_EQ(shelf.unpacked(raw).value(), body);
    EXPECT_LE(raw.compressed.size(), body.size() + 100) << "never larger than by itself";
  }
}

TEST(Dictionaries, OfASiteWhosePagesHaveNothingInCommonAreFew) {
  Shelf shelf;
  int packed_by_others = 0;
  for (std::uint32_t i = 0; i < 6'000; ++i) {
    const RawPage raw = shelf.put(letters(i * 7919 + 1, 3'000));
    packed_by_others += raw.dictionary != 0 && !raw.new_dictionary ? 1 : 0;
  }
  EXPECT_EQ(shelf.stored_.size(), static_cast<std::size_t>(kMaxDictionariesOfSite));
  EXPECT_LT(packed_by_others, 3'000);
}

TEST(Dictionaries, AreHeldWithinABound) {
  Shelf shelf(30'000);  // two of them
  for (int site = 0; site < 5; ++site) shelf.put(page(1, 1), std::to_string(site));
  shelf.loads_ = 0;
  for (int round = 0; round < 10; ++round) {
    for (const char* site : {"3", "4"}) shelf.put(page(1, 2), site);
  }
  EXPECT_EQ(shelf.loads_, 2) << "what is used is there";
  for (int site = 0; site < 5; ++site) shelf.put(page(1, 3), std::to_string(site));
  EXPECT_GT(shelf.loads_, 4) << "the others are read when they are needed";
}

TEST(ALargePage, IsPackedByTheBeginningOfAnother) {
  Shelf shelf;
  const std::string large = letters(5, 2 * kMaxDictionary);
  const RawPage first = shelf.put(large);
  EXPECT_EQ(first.new_dictionary->size, kMaxDictionary);
  EXPECT_EQ(shelf.unpacked(first).value(), large);
  EXPECT_EQ(shelf.unpacked(shelf.put(large + "x")).value(), large + "x");
}

TEST(AShortPage, MakesNoDictionary) {
  Shelf shelf;
  EXPECT_FALSE(shelf.put("short").new_dictionary);
  const RawPage empty = shelf.put("");
  EXPECT_EQ(shelf.unpacked(empty).value(), "");
}

TEST(ALostDictionary, IsToldAndCostsOnlyWhatNeedsIt) {
  Shelf shelf;
  shelf.put(page(1, 1));
  const RawPage needs_it = shelf.put(page(1, 2)), other = shelf.put(page(2, 1), "b");
  shelf.stored_.erase(needs_it.dictionary);
  shelf.reopen();
  EXPECT_EQ(shelf.unpacked(needs_it).error().code, ErrorCode::kNotFound);
  EXPECT_TRUE(shelf.unpacked(other));
}

TEST(AnExchangedDictionary, DoesNotGiveAnotherPage) {
  Shelf shelf;
  shelf.put(page(1, 1));
  const RawPage raw = shelf.put(page(1, 2));
  Shelf other;
  other.put(page(3, 1));
  EXPECT_EQ(other.unpacked(raw).error().code, ErrorCode::kInvalid);
}

TEST(AStoredPage, IsNotUnpackedWhenItIsDamagedOrTooLarge) {
  Packer packer;
  Unpacker unpacker;
  RawPage raw;
  packer.pack("a", std::string(2000, 'z'), raw);
  EXPECT_EQ(unpacker.unpack(raw, 2000).value(), std::string(2000, 'z'));
  EXPECT_EQ(unpacker.unpack(raw, 1000).error().code, ErrorCode::kTooLarge);
  raw.compressed = "no frame at all";
  EXPECT_EQ(unpacker.unpack(raw, 1000).error().code, ErrorCode::kInvalid);
}

// More digests than kMaxDigested has room for: they are made again, and every page comes back.
TEST(Dictionaries, OfManySitesTakeTurns) {
  Shelf shelf;
  const auto filled = [](std::uint32_t site, std::uint32_t article) {
    return page(site, article) + std::string(100'000, static_cast<char>('a' + site % 26));
  };
  for (std::uint32_t article = 0; article < 3; ++article) {
    for (std::uint32_t site = 0; site < 60; ++site) {
      const RawPage raw = shelf.put(filled(site, article), "site" + std::to_string(site));
      EXPECT_NE(raw.dictionary, 0);
      EXPECT_EQ(shelf.unpacked(raw).value(), filled(site, article));
    }
  }
}

TEST(APage, ThatLooksLikeATrainedDictionaryBecomesNone) {
  Shelf shelf;
  const std::string magic("\x37\xA4\x30\xEC", 4);  // RFC 8878 section 5
  shelf.put(magic + page(1, 1));
  const RawPage raw = shelf.put(magic + page(1, 2));
  EXPECT_EQ(raw.dictionary, 0);
  EXPECT_EQ(shelf.unpacked(raw).value(), magic + page(1, 2));
}

}  // namespace
}  // namespace tearsheet::store
