// How far the automatic extraction says what a site's rules found: what shows that rules no longer
// fit a site, or that they find what they should not.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "dates/dates.h"
#include "extract/page/survey.h"

namespace tearsheet::extract {

/// A small JSON object of fields and shares: {"title":1,"body":0.97}.
class Agreement {
 public:
  /// `share`: 0 to 1, kept to two places.
  void add(const char* field, double share);
  /// Empty if nothing was added.
  [[nodiscard]] std::string take();

 private:
  std::string json_;
};

/// Letters that both choices of blocks hold, of those that either does; both ascending.
[[nodiscard]] double overlap(const Survey& survey, std::span<const std::uint32_t> a,
                             std::span<const std::uint32_t> b);

/// Both name one calendar day; with a zone each in its own.
[[nodiscard]] bool same_day(const std::optional<dates::Timestamp>& a,
                            const std::optional<dates::Timestamp>& b);

/// Both may be the same figures, 12/11/2025, in the two orders of day and month.
[[nodiscard]] bool differs_in_order_alone(const dates::Timestamp& a, const dates::Timestamp& b);

}  // namespace tearsheet::extract
