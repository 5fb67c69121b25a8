// One story, one cluster: near-duplicates found online, one document at a time
// (docs/duplicates.md).
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"

namespace tearsheet::dedup {

struct Story {
  std::string_view title;  ///< May be empty. UTF-8, as all text here.
  std::string_view text;
  std::string_view host;  ///< May be empty.
};

/// What is kept of a document: enough to find and verify copies without its text.
struct Fingerprint {
  /// For the database (append-only): versioned, at most kMaxBytes, the same on every machine.
  std::string bytes;
  /// xxh3 of the folded words, kept in `bytes` too: texts that differ in case, accents, quotes or
  /// spaces only have equal values. 0: no words.
  std::uint64_t exact = 0;
  /// Every distinct shingle of the text, in its order: a look-up asks for all, `bytes` keeps a
  /// sample. Not stored; without them add() finds somewhat less.
  std::vector<std::uint32_t> shingles;

  static constexpr std::size_t kMaxBytes = 640;
  static constexpr std::uint8_t kVersion = 3;  ///< The first of `bytes`.
};
/// Linear in the text; any thread.
[[nodiscard]] Fingerprint fingerprint(const Story& story);

struct Assignment {
  std::int64_t id = 0;
  std::int64_t cluster = 0;          ///< Smallest id of the group.
  std::vector<std::int64_t> merged;  ///< Names of clusters that are now `cluster`; rare.
  double score = 0;        ///< Of the best link, 0 to 1; 1 for equal texts, 0 for a new cluster.
  double containment = 0;  ///< Share of this text found in the other, where there is a link.
};

/// The index in memory, rebuilt at start from stored fingerprints. One thread at a time.
class Clusters {
 public:
  struct Options {
    /// Documents further apart are never one story; an unknown date is near every other.
    std::chrono::days window{90};
    /// Above it those that came first leave the index.
    /// A document takes about 900 bytes.
    std::size_t max_documents = 1'000'000;
  };
  Clusters();
  explicit Clusters(const Options& options);
  ~Clusters();
  Clusters(Clusters&&) noexcept;
  Clusters& operator=(Clusters&&) noexcept;

  /// `fingerprint` of `story`, or where paragraphs of it are boilerplate of its host, one made of
  /// the rest (`exact` stays that of the whole): three pages with different titles carried them,
  /// this one among them. To be called before add(). A story that is hardly anything else stays
  /// whole. Which host `fingerprint` knows; the story's is not read.
  [[nodiscard]] Fingerprint without_boilerplate(const Story& story, Fingerprint fingerprint) const;
  /// Finds copies of `fingerprint` among what was added before, adds it and says which cluster it
  /// belongs to. An id that is here already gets the new text and stays in its cluster. Bytes of
  /// another version or damaged: a cluster of its own, found by nobody.
  Assignment add(std::int64_t id, const Fingerprint& fingerprint, std::optional<SysTime> date);
  /// Puts back a document whose cluster is known (start of a run), in any order; no look-up.
  /// kInvalid for bytes of another version or damaged; the document then keeps its cluster but is
  /// found by nobody.
  Result<void> restore(std::int64_t id, std::int64_t cluster, std::string_view fingerprint_bytes,
                       std::optional<SysTime> date);
  /// Documents dated before `time` leave the index and their memory is freed; clusters keep their
  /// names. Undated ones stay. Call it with the clock's time less the window: a document's own
  /// date is its publisher's word and must not decide what others are forgotten.
  void forget_before(SysTime time);
  /// After merges; the id itself if unknown.
  [[nodiscard]] std::int64_t cluster_of(std::int64_t id) const;
  [[nodiscard]] std::size_t size() const;  ///< Documents that can be found.

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The service that a byline names, or that the text credits where services are credited: in the
/// dateline ("BERGEN, May 3 (Reuters) - ") or behind the last sentence. Its usual name, from a
/// table that lives as long as the program; empty: none. UTF-8; linear in the byline and the two
/// ends of the text. `byline` may be any text that holds the names, as a JSON array does.
[[nodiscard]] std::string_view wire_credit(std::string_view byline, std::string_view text);

}  // namespace tearsheet::dedup
