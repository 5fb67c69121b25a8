// The chain of evidence: every request, text, preference and page that is written gets an entry
// whose hash covers the one before, so that whatever is changed behind tearsheet's back shows. The
// head of the chain is what a signature or a time stamp is of. docs/evidence.md has the format.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"

namespace tearsheet::store {

enum class EvidenceKind : std::uint8_t {
  kBeginning = 1,  ///< What was there before is not covered.
  kRequest = 2,
  kText = 3,  ///< A version of an article.
  kPreferences = 4,
  kPage = 5,        ///< As it was fetched.
  kDictionary = 6,  ///< That pages are packed by.
  kRemoval = 7,     ///< Rows that tearsheet itself took out.
  kMerge = 8,       ///< What follows came out of another database.
  kAsset = 9,       ///< A picture or style of a page, as it was fetched.
};

/// What the chain came to at the end of a run.
struct EvidenceHead {
  std::int64_t run = 0, entry = 0;
  std::string database;  ///< Its identity, as cursors have it.
  std::string at;        ///< ISO 8601.
  std::string hash;      ///< 32 bytes.
  std::string key, signature;
  std::string authority, stamp;
  /// What signatures and time stamps are of: four lines of text.
  [[nodiscard]] std::string text() const;
};

class EvidenceStore {
 public:
  /// Of the last run that ended; empty: none did, or the engine keeps no chain.
  virtual Result<std::optional<EvidenceHead>> evidence_head() = 0;
  virtual Result<void> put_signature(const EvidenceHead& head) = 0;  ///< Of its run.
  virtual Result<void> put_stamp(const EvidenceHead& head) = 0;

 protected:
  ~EvidenceStore() = default;
};

/// What is wrong, in words: "request 17 was changed".
struct EvidenceProblem {
  std::int64_t entry = 0;  ///< Of the chain; of a row without one the last entry and one.
  std::string what;
};
struct EvidenceReport {
  std::int64_t entries = 0;
  std::string head;                             ///< Hash of the last entry, 32 bytes.
  std::string since;                            ///< When the chain began.
  std::map<std::string, std::int64_t> checked;  ///< Rows that are as they were written, by kind.
  std::map<std::string, std::int64_t> removed;  ///< That tearsheet itself took out.
  std::map<std::string, std::int64_t> older;    ///< Older than the chain.
  std::vector<EvidenceHead> heads;
  std::vector<EvidenceProblem> problems;  ///< By entry; the first kMaxEvidenceProblems.
  std::int64_t all_problems = 0;
};
inline constexpr std::size_t kMaxEvidenceProblems = 10;

/// Walks the chain and holds every row against its last entry. A `known` hash (32 bytes; empty: none)
/// that somebody noted has to be in it. `begin` hears what is looked at next. Signatures and stamps
/// are for the caller to look at (evidence/evidence.h).
Result<EvidenceReport> verify_evidence(const std::filesystem::path& file, const std::string& known,
                                       const std::function<void(const std::string&)>& begin);

}  // namespace tearsheet::store
