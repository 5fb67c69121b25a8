// Every day that a page names for itself, with its source and place: the ground of dating.cpp.
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "dates/dates.h"
#include "extract/page/candidates.h"
#include "extract/page/facts.h"
#include "extract/page/survey.h"

namespace tearsheet::extract {

/// Who speaks: members of one family tend to be written by the same hand, so their agreeing says
/// little.
enum class DateFamily : std::uint8_t { kLinkedData, kMeta, kAddress, kListing, kElement, kText };

/// Bytes of a text that is read as a date, with what stands around it.
inline constexpr std::size_t kLongestDate = 300;

struct DateCandidate {
  dates::Timestamp time;
  Candidate candidate;
  DateFamily family = DateFamily::kText;
  /// Survey block it stands in; kNoBlock for metadata.
  std::uint32_t block = std::numeric_limits<std::uint32_t>::max();
  bool is_elsewhere = false;    ///< In comments, teasers, navigation.
  bool is_of_change = false;    ///< A day of updating, offered for want of a better one.
  bool is_ambiguous = false;    ///< 03/04/2025: day and month could change places.
  bool has_open_order = false;  ///< And nothing has told yet which is which.
};
inline constexpr std::uint32_t kNoBlock = std::numeric_limits<std::uint32_t>::max();

struct DateCandidates {
  std::vector<DateCandidate> published, updated;
};

struct DatingInput {
  const html::Document& document;
  const Facts& facts;
  const LinkedArticle* article;  ///< May be null.
  const Survey& survey;
  html::Node headline;  ///< May be null.
  const url::Url& page;
  const dates::DateOptions& options;
  const std::optional<dates::Timestamp>& listed;  ///< What a listing or feed gave.
  /// Set: the day of publishing is known, only that of a change is looked for.
  const std::optional<dates::Timestamp>& known;
  const SiteKnowledge* site = nullptr;  ///< What the site's other pages tell; may be null.
  PageObservation* observed = nullptr;  ///< Gets the places of the days; may be null.
  /// A day that is known to be false, as that of the visit: whoever names it is not believed, unless
  /// nobody names another one.
  std::optional<dates::Timestamp> denied{};
};

/// O(size of the page). Dates like 03/04/2025 are read as the page's other dates tell, as the
/// listing has them, or by the language.
[[nodiscard]] DateCandidates gather_dates(const DatingInput& input);

}  // namespace tearsheet::extract
