// Which articles tell one story, and what that is found out by.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"

namespace tearsheet::store {

/// An archive comes in over many runs, old copies after old stories. About 15 MB of fingerprints.
inline constexpr std::int64_t kFingerprintsOfAnyDate = 20'000;

/// What a stored fingerprint says, for rebuilding the index of near-duplicates.
struct StoredFingerprint {
  std::int64_t article_id = 0, cluster = 0;
  std::optional<SysTime> date;
  std::string_view bytes;  ///< Valid during the call.
};

/// What a fingerprint is made of. The views are valid during the call.
struct StoryText {
  std::int64_t article_id = 0, cluster = 0;
  std::string_view url, title, body, authors_json;
  std::optional<SysTime> date;  ///< As published.
  SysTime first_seen{};
};

struct StoryTexts {
  std::optional<std::int64_t> newest{};  ///< So many that were stored last; empty: all.
  /// Only those whose fingerprint is lost, or has another first byte; 0: all.
  std::uint8_t without_version = 0;
};

/// The fingerprints of articles, and the groups that they make.
class StoryStore {
 public:
  /// Of the `newest` articles that were stored last, those published at `since` or later, or
  /// nobody knows when; and the last kFingerprintsOfAnyDate.
  virtual Result<void> each_fingerprint(
      std::int64_t newest, std::optional<SysTime> since,
      const std::function<void(const StoredFingerprint&)>& each) = 0;
  /// In the order of storing, between begin() and commit(). `each` may call put_fingerprint() and
  /// describe_copy() for the article in hand; its error ends the reading.
  virtual Result<void> each_story_text(
      const StoryTexts& which, const std::function<Result<void>(const StoryText&)>& each) = 0;
  /// Titles and summaries of the `newest` articles, the older first. Views are valid during the
  /// call.
  virtual Result<void> each_summary(
      std::int64_t newest, const std::function<void(std::int64_t site, std::string_view title,
                                                    std::string_view summary)>& each) = 0;

  // Writing, between begin() and commit() or rollback().
  /// Puts an article into the group of `cluster`, and with it every group of `merged`.
  virtual Result<void> join(std::int64_t article_id, std::int64_t cluster,
                            const std::vector<std::int64_t>& merged) = 0;
  /// Which wire service an article credits (empty: none), and where known the share of its words
  /// that stands in another page of its story.
  virtual Result<void> describe_copy(std::int64_t article_id, const std::string& agency,
                                     std::optional<double> copied) = 0;
  /// The group of one article alone, whatever it was before; true: it was another. Any order.
  virtual Result<bool> set_story(std::int64_t article_id, std::int64_t cluster) = 0;
  /// In place of the fingerprint that is there, if any.
  virtual Result<void> put_fingerprint(const StoredFingerprint& fingerprint,
                                       std::uint64_t exact) = 0;

 protected:
  ~StoryStore() = default;
};

}  // namespace tearsheet::store
