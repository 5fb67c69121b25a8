// --since and --until: days and moments as people write them, or a refusal; never a text that is
// only compared.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"
#include "cli/arguments.h"
#include "dates/dates.h"

namespace tearsheet::cli {

class DateRange {
 public:
  /// `what`: "published (or, undated, first seen)", "fetched".
  void declare(Arguments& arguments, const std::string& what);
  /// To be called before the rest: what is wrong with an option, to be printed; empty: nothing.
  [[nodiscard]] std::string read(SysTime now);

  /// ISO 8601 at the precision that was given, both inclusive, as store::ArticleFilter has them;
  /// empty: open.
  [[nodiscard]] std::string since() const { return since_ ? since_->to_iso8601() : std::string(); }
  [[nodiscard]] std::string until() const { return until_ ? until_->to_iso8601() : std::string(); }
  /// The same as moments: not before since_moment(), before until_moment().
  [[nodiscard]] std::optional<SysTime> since_moment() const;
  [[nodiscard]] std::optional<SysTime> until_moment() const;

 private:
  std::string since_text_, until_text_;
  std::optional<dates::Timestamp> since_, until_;
};

/// A date in any form that dates::parse_date() reads ("2025-11", "14 November 2025", "yesterday"),
/// or a time before now ("7d", "12h"): from a day on it means the whole day (UTC).
[[nodiscard]] std::optional<dates::Timestamp> read_date(std::string_view text, SysTime now);

}  // namespace tearsheet::cli
