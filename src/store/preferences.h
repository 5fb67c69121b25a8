// What publishers say about the use of articles, as it was told: sets of statements that many
// articles share, what was new of a site, and the files that hosts say it in.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "records/records.h"

namespace tearsheet::store {

/// All statements about one article, read at one visit.
struct ToldPreferences {
  std::string statements;    ///< A JSON array, in the order of their sources.
  std::uint64_t digest = 0;  ///< XXH3-64 of it.
};

/// "search y, training n, mining n, a license"; "nothing is said".
[[nodiscard]] std::string preferences_in_words(const records::Article& article);

/// A site's pages say what none of them said before, or not for kForgottenAfter.
struct PreferenceNews {
  std::int64_t site = 0;
  std::string now, before;  ///< In words.
};
inline constexpr std::chrono::days kForgottenAfter{30};

/// What was asked of /.well-known/tdmrep.json of an origin.
struct TdmFileRecord {
  std::string origin;
  SysTime fetched_at{};
  int status = 0;    ///< 0: no answer, or robots.txt forbids to ask.
  std::string body;  ///< Empty: there is none that could be read.
};

class PreferenceStore {
 public:
  virtual Result<std::vector<TdmFileRecord>> tdm_files() = 0;
  /// What nobody was told yet.
  virtual Result<std::vector<PreferenceNews>> preference_news() = 0;
  virtual Result<void> note_preferences_told(std::int64_t site) = 0;
  /// What was said of an article when a page of it was fetched, as ToldPreferences::statements;
  /// empty: nobody looked.
  virtual Result<std::string> statements_of(std::int64_t article_id, SysTime fetched_at) = 0;

  /// Between begin() and commit() or rollback().
  virtual Result<void> put_tdm_file(const TdmFileRecord& file) = 0;

 protected:
  ~PreferenceStore() = default;
};

}  // namespace tearsheet::store
