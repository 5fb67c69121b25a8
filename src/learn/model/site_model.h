// What the pages of a site tell together: counted page by page, small, and the same wherever the
// pages come from. Nothing here knows a database or a clock.
//
// A line that stands on several articles is furniture. What several articles call themselves is the
// site's name, or a section's. Where the titles and days stood that listings and feeds gave, those
// of the next pages stand. Where another person is named on each page, its author is. A clock
// without a zone beside an instant tells the zone.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "dates/dates.h"
#include "extract/extract.h"

namespace tearsheet::learn {

/// What is told of an article beside its page.
struct Witness {
  std::optional<dates::Timestamp> published, modified;  ///< As its listing or feed gave them.
};

class SiteModel {
 public:
  /// A text of fewer pages may be a coincidence; so may one of a smaller share of them.
  static constexpr int kFewestPages = 3, kShareOfPages = 12;
  /// Bounds of what is kept: lines and names in memory, those that are stored, places.
  static constexpr std::size_t kMostTexts = 20'000, kMostStored = 4'000, kMostPlaces = 64;
  /// An article whose body was read before for more than a half is a copy of another one and tells
  /// nothing.
  static constexpr double kCopyShare = 0.5;

  /// One article that was read; never twice the same. Returns whether knowledge() changed.
  bool add(const extract::PageObservation& page, const Witness& witness);

  [[nodiscard]] const extract::SiteKnowledge& knowledge() const { return knowledge_; }
  /// Articles that were counted.
  [[nodiscard]] int pages() const { return pages_; }

  /// For the database; of another version, or broken, it is read as an empty model.
  [[nodiscard]] std::string to_bytes() const;
  [[nodiscard]] static SiteModel from_bytes(std::string_view bytes);

 private:
  struct Place {
    std::int32_t agreed = 0, denied = 0;  ///< By what a source said.
  };
  /// Where persons are named: on how many pages, and the first different ones.
  struct Persons {
    std::int32_t pages = 0;
    std::array<std::uint64_t, 2> names{};
  };
  using Places = std::unordered_map<std::uint64_t, Place>;
  using Counts = std::unordered_map<std::uint64_t, std::int32_t>;

  [[nodiscard]] bool is_copy(const extract::PageObservation& page) const;
  void count(const extract::PageObservation& page);
  void count_titles(const extract::PageObservation& page);
  void count_dates(const extract::PageObservation& page, const Witness& witness);
  void count_zone(const extract::PageObservation& page, const Witness& witness);
  void count_persons(const extract::PageObservation& page);
  void vote(const dates::Timestamp& local, std::int64_t minutes);
  void conclude();
  void conclude_zone();
  [[nodiscard]] bool is_of_one_mind(std::int16_t offset, int season) const;
  [[nodiscard]] bool is_common(std::int32_t count) const;
  [[nodiscard]] bool is_furniture(std::uint64_t line, std::int32_t count) const;

  int pages_ = 0;
  Counts lines_, names_;
  Places titles_, dates_;
  std::unordered_map<std::uint64_t, Persons> persons_;
  Counts authors_;
  std::array<std::map<std::int16_t, std::int32_t>, 12> zones_;  ///< Votes by month and offset.
  extract::SiteKnowledge knowledge_;
};

}  // namespace tearsheet::learn
