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
  // Transactions of their own, so not between begin() and commit().
  /// Of one that is there nothing changes.
  virtual Result<void> add_told(const std::string& receiver, const ToldState& state,
                                SysTime now) = 0;
  /// False: it is not at `cursor` any more, since another program told it, and nothing changes.
  virtual Result<bool> put_told(const std::string& receiver, const std::string& cursor,
                                const ToldState& state, SysTime now) = 0;
  /// The cursor behind all that is stored now.
  virtual Result<std::string> newest_change() = 0;

 protected:
  ~TellingStore() = default;
};

}  // namespace tearsheet::store
