// Who is told of articles (telling/), and up to where.
#pragma once

#include <optional>
#include <string>

#include "base/clock.h"
#include "base/result.h"

namespace tearsheet::store {

/// What is remembered of a receiver between runs.
struct ToldState {
  std::string cursor{};  ///< As ArticleStore::each_change() gives it: what lies behind it is due.
  int failures = 0;      ///< Runs in a row that ended with a trouble.
};

class TellingStore {
 public:
  /// Nothing: there is no such receiver.
  virtual Result<std::optional<ToldState>> told(const std::string& receiver) = 0;
  /// A transaction of its own, so not between begin() and commit().
  virtual Result<void> put_told(const std::string& receiver, const ToldState& state,
                                SysTime now) = 0;
  /// The cursor behind all that is stored now.
  virtual Result<std::string> newest_change() = 0;

 protected:
  ~TellingStore() = default;
};

}  // namespace tearsheet::store
