// Units beside numbers, and the counts of years of other eras.
#include "dates/draft_reader.h"

namespace tearsheet::dates {

std::size_t DraftReader::with_unit(std::size_t i) {
  std::size_t unit = i + 1;
  // "11-р сарын", "14. d."
  while (unit < r_.size() && unit < i + 4 && (r_.is_sign(unit, '-') || r_.is_sign(unit, '.')))
    ++unit;
  if (unit > i + 1 && r_.is(unit, WordKind::kFiller) && r_.is_glued(unit)) ++unit;
  if (!r_.is(unit, WordKind::kUnit) || is_prefix_unit(unit)) return 0;
  const Lexeme& item = r_.at(i);
  const auto assign = [&](std::optional<int>& slot, int most) {
    if (slot || item.value > most) return slot == item.value ? unit + 1 - i : std::size_t{0};
    slot = item.value;
    return unit + 1 - i;
  };
  if (r_.is_unit(unit, Unit::kYear) &&
      (item.digits >= 3 || item.digits == 0 || !draft_.has_date_part())) {
    if (const std::size_t used = year_with_unit(item, unit + 1 - i)) return used;
  }
  if (r_.is_unit(unit, Unit::kMonth) && !draft_.month) return assign(draft_.month, 12);
  if (r_.is_unit(unit, Unit::kDay) && item.digits <= 2 &&
      (draft_.month || draft_.year || !r_.is_unit(unit, Unit::kHour))) {
    if (const std::size_t used = assign(draft_.day, 31)) return used;
  }
  if (r_.is_unit(unit, Unit::kHour) && item.digits <= 2 && !draft_.hour) {
    const std::size_t used = assign(draft_.hour, 24);
    // "10h11", "10 h 11": the minutes follow without a unit.
    if (used > 0 && r_.is_number(i + used) && r_.at(i + used).digits == 2 &&
        r_.at(i + used).value < 60 && !r_.is(i + used + 1, WordKind::kUnit)) {
      draft_.minute = r_.at(i + used).value;
      return used + 1;
    }
    return used;
  }
  if (r_.is_unit(unit, Unit::kMinute) && draft_.hour && !draft_.minute)
    return assign(draft_.minute, 59);
  if (r_.is_unit(unit, Unit::kSecond) && draft_.minute && !draft_.second)
    return assign(draft_.second, 60);
  return 0;
}

std::size_t DraftReader::year_with_unit(const Lexeme& item, std::size_t used) {
  if (draft_.year) return *draft_.year == item.value ? used : 0;
  if (item.value < 1 || item.value > 9999) return 0;
  draft_.year = item.value;
  draft_.year_digits = item.digits == 0 ? (item.value > 999 ? 4 : 2) : item.digits;
  return used;
}

bool DraftReader::is_prefix_unit(std::size_t i) const {
  const bool is_date_unit =
      r_.is_unit(i, Unit::kMonth) || r_.is_unit(i, Unit::kYear) || r_.is_unit(i, Unit::kDay);
  return is_date_unit && r_.has_units_first() && r_.is_number(i + 1);
}

std::size_t DraftReader::unit_before(std::size_t i) {
  if (!is_prefix_unit(i)) return 0;
  const Lexeme& item = r_.at(i + 1);
  if (r_.is_unit(i, Unit::kMonth) && !draft_.month && item.value >= 1 && item.value <= 12) {
    draft_.month = item.value;
    return 2;
  }
  if (r_.is_unit(i, Unit::kYear) && !draft_.year && item.digits == 4)
    return 1 + year_with_unit(item, 1);
  if (r_.is_unit(i, Unit::kDay) && !draft_.day && item.digits <= 2 && item.value <= 31) {
    // The days of "ngày 14/11/2025" are read with the rest.
    if (r_.is_sign(i + 2, '/') || r_.is_sign(i + 2, '-') || r_.is_sign(i + 2, '.')) return 1;
    draft_.day = item.value;
    return 2;
  }
  return 0;
}

std::size_t DraftReader::small_word(std::size_t i) {
  if (r_.is(i, WordKind::kAt)) at_word_ = true;
  if (r_.is_filler(i)) return 1;
  // "10:11 Uhr", "2025, жылы": a unit behind what already has its kind.
  if (r_.is_unit(i, Unit::kHour)) {
    at_word_ = true;
    return draft_.has_clock() || draft_.is_date() || draft_.relative_day ? 1 : 0;
  }
  if (r_.is_unit(i, Unit::kYear) || r_.is_unit(i, Unit::kDay) || r_.is_unit(i, Unit::kMonth))
    return draft_.is_date() || draft_.loose_count > 0 || draft_.year ? 1 : 0;
  return 0;
}

std::size_t DraftReader::era(std::size_t i) {
  const auto offset = r_.as(i, WordKind::kEra);
  if (!offset) return 0;
  const std::size_t number = i + 1;
  if (*offset == 0 || !r_.is_number(number) || r_.at(number).digits > 4) return 1;
  const int year = r_.at(number).value + *offset;
  // The Buddhist era is often named before two digits; those are converted with the other Thai
  // years.
  if (year < kMinYear || year > kMaxYear) return 1;
  if (draft_.year && *draft_.year != year) return 0;
  if (!draft_.year && loose_year() != year) draft_.year = year;
  std::size_t used = 2;
  // Both counts: "114 (2025)".
  if (r_.is_sign(i + 2, '(') && r_.is_number(i + 3) && r_.at(i + 3).value == year &&
      r_.is_sign(i + 4, ')'))
    used = 5;
  if (r_.is_unit(i + used, Unit::kYear)) ++used;
  return used;
}

int DraftReader::loose_year() const {
  for (std::size_t k = 0; k < draft_.loose_count; ++k) {
    if (draft_.loose[k].digits == 4) return draft_.loose[k].value;
  }
  if (draft_.exact) return draft_.exact->year;
  if (draft_.numeric) return draft_.numeric->value[draft_.numeric->digits[0] == 4 ? 0 : 2];
  return 0;
}

}  // namespace tearsheet::dates
