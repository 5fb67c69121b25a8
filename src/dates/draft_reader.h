// One reading of a text's items, from left to right, into the slots of a draft. An item that fits no
// free slot ends it.
#pragma once

#include <cstddef>
#include <optional>

#include "dates/cursor.h"
#include "dates/reader.h"

namespace tearsheet::dates {

class DraftReader {
 public:
  explicit DraftReader(const Reading& reading) : r_(reading) {}

  /// Reads from `begin` as far as the items fit; the draft and where it ends.
  void read(std::size_t begin);
  [[nodiscard]] const Draft& draft() const { return draft_; }
  [[nodiscard]] std::size_t end() const { return end_; }
  /// A number where none can be: "112:13:04", "2025-02-30".
  [[nodiscard]] bool impossible() const { return impossible_; }

 private:
  // What has an index and gives a size is a rule: how many items it takes from there, 0 where it
  // does not fit.
  std::size_t step(std::size_t i);

  std::size_t number(std::size_t i);

  /// The number of items up to a byte of the original text.
  [[nodiscard]] std::size_t items_until(std::size_t i, std::size_t origin) const;

  std::size_t iso(std::size_t i);

  [[nodiscard]] bool pair_at(std::size_t i, char sign) const {
    return r_.is_number(i) && r_.is_sign(i + 1, sign) && r_.is_glued(i + 1) &&
           r_.is_number(i + 2) && r_.is_glued(i + 2);
  }

  bool set_clock(int hour, std::optional<int> minute, std::optional<int> second);

  /// "10:11", "10:11:12.345".
  std::size_t colon_time(std::size_t i);

  /// "10.11 Uhr", "klo 10.11.12", "5.45 ip.": points as colons, where a time is expected.
  std::size_t point_time(std::size_t i);

  /// Index of the number behind `sign`, with spaces around it allowed; 0: none.
  [[nodiscard]] std::size_t number_behind(std::size_t i, char sign) const;

  /// "14.11.2025", "2025/11/14", "2025. 11. 14.", "14 / 11 / 25", "14 | 11 | 2025".
  std::size_t triple(std::size_t i);

  /// "14.11." or "14.11. 10:11", "11/14 10:11": a day of an open year, if a full stop or a time
  /// says that it is one.
  std::size_t pair(std::size_t i);

  /// "11.14" behind a year: "Juche 114 (2025).11.14".
  std::size_t month_day(std::size_t i);

  /// "2025年", "11월", "14일", "10時", "11 min": the unit behind the number says what it is.
  std::size_t with_unit(std::size_t i);

  std::size_t year_with_unit(const Lexeme& item, std::size_t used);

  /// A unit that belongs to the number behind it ("ngày 8 tháng 1 năm 2015").
  [[nodiscard]] bool is_prefix_unit(std::size_t i) const;

  /// "6 pm", "5h" is with_unit's.
  std::size_t with_period(std::size_t i);

  /// A day or a year.
  std::size_t loose(std::size_t i);

  [[nodiscard]] bool followed_by_word(std::size_t i) const;
  [[nodiscard]] bool begins_range(std::size_t i) const;
  [[nodiscard]] bool is_code(std::size_t i) const;
  [[nodiscard]] bool names_no_month(std::size_t i) const;

  [[nodiscard]] std::size_t ending(std::size_t i) const;

  std::size_t word(std::size_t i);

  std::size_t day_word(std::size_t i);
  std::size_t month_name(std::size_t i);

  [[nodiscard]] bool month_follows(std::size_t i) const;

  std::size_t weekday(std::size_t i);

  std::size_t period(std::size_t i);

  std::size_t era(std::size_t i);

  [[nodiscard]] int loose_year() const;

  std::size_t relative_day(std::size_t i);

  /// "ngày 8 tháng 1 năm 2015", "tháng 11".
  std::size_t unit_before(std::size_t i);
  std::size_t small_word(std::size_t i);

  /// Words of another language between a date and its time: "às 02:38", "en 1:04 pm".
  std::size_t joining_word(std::size_t i);

  /// A zone behind a time: "+0900", "KST", "(UTC+9)", "Asia/Seoul".
  std::size_t zone(std::size_t i);

  /// A sign and two or four digits, not a hyphen between two parts.
  [[nodiscard]] bool is_offset_sign(std::size_t i) const;

  /// Names of zones are capitals or have a slash; "utc" and "gmt" are met in small letters as well.
  [[nodiscard]] bool is_zone_word(Cursor cursor) const;

  const Reading& r_;
  Draft draft_;
  std::size_t end_ = 0;
  bool impossible_ = false;
  bool at_word_ = false;  // a word that stands before times was just read
  bool zone_done_ = false;
};

}  // namespace tearsheet::dates
