// The texts that an article had.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"

namespace tearsheet::store {

/// One text that an article had.
struct ArticleVersion {
  int version = 1;
  std::string title, date, updated, summary, body;
  std::string stored;    ///< When it came.
  std::string replaced;  ///< When the next one took its place; empty: the newest.
};

struct ArticleHistory {
  std::int64_t id = 0;
  std::string url;
  std::string gone;  ///< Since when its address holds it no longer; empty: it does.
  std::vector<ArticleVersion> versions;  ///< Oldest first; never empty.
};

/// Versions of articles.
class HistoryStore {
 public:
  /// Empty: no such article.
  virtual Result<std::optional<ArticleHistory>> history(std::int64_t article_id) = 0;

 protected:
  ~HistoryStore() = default;
};

}  // namespace tearsheet::store
