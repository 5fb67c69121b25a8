// One story, one cluster: near-duplicates found online, one document at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"

namespace tearsheet::dedup {

struct Story {
  std::int64_t id = 0;             ///< Unique; clusters are named by their smallest id.
  std::string_view title, text;    ///< UTF-8.
  std::string_view host;           ///< May be empty.
  std::optional<SysTime> date;
};

/// What is kept of a document: enough to find and verify copies without its text.
/// `bytes` is a stable, versioned encoding for the database (append-only table).
struct Fingerprint {
  std::string bytes;
  std::uint64_t exact = 0;         ///< xxh3 of the folded text: equal texts have equal values.
};
[[nodiscard]] Fingerprint fingerprint(const Story& story);

struct Assignment {
  std::int64_t id = 0;
  std::int64_t cluster = 0;                 ///< Smallest id of the group.
  std::vector<std::int64_t> merged;         ///< Clusters that this document joined into `cluster`; rare.
  double score = 0;                         ///< Of the best link; 1 for exact copies, 0 for a new cluster.
  double containment = 0;                   ///< Share of this text found in the other.
};

/// The index in memory, rebuilt at start from stored fingerprints. One thread at a time.
class Clusters {
 public:
  struct Options {
    std::chrono::days window{90};           ///< Older documents leave the index; empty dates never do.
    std::size_t max_documents = 5'000'000;
  };
  explicit Clusters(Options options);
  ~Clusters();
  Clusters(Clusters&&) noexcept;

  /// Finds copies of `print` among what was added before, adds it and says which cluster it belongs to.
  Assignment add(std::int64_t id, const Fingerprint& print, std::optional<SysTime> date);
  /// Puts back a document whose cluster is known (start of a run); no look-up.
  Result<void> restore(std::int64_t id, std::int64_t cluster, std::string_view fingerprint_bytes, std::optional<SysTime> date);
  [[nodiscard]] std::int64_t cluster_of(std::int64_t id) const;  ///< After merges; the id itself if unknown.
  [[nodiscard]] std::size_t size() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tearsheet::dedup
