// What the other pages of its site tell of a page, and what a page tells of its site: plain values.
// The extraction uses the first and notes the second; it neither learns nor keeps anything
// (learn/model/).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "dates/dates.h"
#include "html/html.h"

namespace tearsheet::extract {

/// Lines of one page that are noted, and places of its dates.
inline constexpr std::size_t kMostLines = 400, kMostDates = 24, kMostPersons = 12;
/// Letters of a line that can be told from a coincidence (one of a script without spaces counts
/// 2.5): "Advertisement" stands on many pages, and so does "London".
inline constexpr float kShortestLine = 25;

/// The same in every version: it is stored.
[[nodiscard]] std::uint64_t stable_hash(std::string_view bytes);

/// Where on a site's pages an element stands: tags, ids and first classes up to the next id, five
/// levels at most, without positions and without names that a build or a number made.
[[nodiscard]] std::uint64_t place_of(html::Node element);

/// Whether an element may stand at a place: quick, and by its name alone.
[[nodiscard]] bool may_be_at(html::Node element, std::uint64_t place);

struct SiteKnowledge {
  /// Lines that stand on several articles.
  std::unordered_set<std::uint64_t> furniture;
  /// What different articles call themselves: the site's name, a section's (of title_key()).
  std::unordered_set<std::uint64_t> names;
  /// Where the titles stood that listings and feeds gave; the surest first.
  std::vector<std::uint64_t> title_places;
  /// Where the days stood that listings and feeds gave, and where others did.
  std::unordered_set<std::uint64_t> date_places, false_dates;
  /// Where names of persons stand, another on one page than on the next; and who wrote on several.
  std::unordered_set<std::uint64_t> author_places, author_names;
  /// Minutes from UTC to the site's clock, by month; empty: nobody knows.
  std::array<std::optional<std::int16_t>, 12> offsets{};

  /// Gives a time of the site's clock its offset, where that is known.
  void settle(std::optional<dates::Timestamp>& time) const;
};

struct PageObservation {
  struct Name {
    std::uint64_t place = 0, name = 0;
  };
  struct Date {
    std::uint64_t place = 0;
    std::int64_t day = 0;  ///< Days since 1970, as written.
  };
  std::vector<std::uint64_t> lines;         ///< Of kShortestLine and more, each once.
  std::vector<std::uint64_t> body_lines;    ///< Those of the body.
  std::vector<std::uint64_t> names;         ///< What the page's head and headings call it.
  std::vector<std::uint64_t> title_places;  ///< Where it says the title that its source gave.
  std::vector<std::uint64_t> other_titles;  ///< Where it says another, though titles stood there.
  bool has_listed_title = false;            ///< Its source gave one.
  std::uint64_t listed_name = 0;            ///< That title's, among `names` where the page has it.
  std::vector<Date> dates;
  std::vector<Name> persons;                ///< Names that stand alone behind the headline.
  std::vector<std::uint64_t> author_names;  ///< Who wrote it, where that is sure.
  std::optional<dates::Timestamp> published, updated;  ///< Before the site's clock was settled.
};

}  // namespace tearsheet::extract
