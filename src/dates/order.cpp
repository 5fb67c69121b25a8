// The order of day and month from dates that leave no choice.
#include "dates/cursor.h"
#include "dates/dates.h"
#include "dates/fold.h"

namespace tearsheet::dates {
namespace {

/// The order of the first "13/03/2025" of a text that can be read one way only.
FieldOrder order_of(std::string_view text) {
  Cursor cursor(text);
  while (!cursor.at_end()) {
    if (!is_digit(cursor.peek())) {
      cursor.skip(1);
      continue;
    }
    const auto first = cursor.take_number(1, 2);
    const char separator = cursor.peek();
    if (!first || (separator != '/' && separator != '.' && separator != '-')) {
      while (is_digit(cursor.peek())) cursor.skip(1);
      continue;
    }
    cursor.skip(1);
    const auto second = cursor.take_number(1, 2);
    if (!second || !cursor.take(separator) || !cursor.take_number(4, 4)) continue;
    if (*first > 12 && *first <= 31 && *second >= 1 && *second <= 12) return FieldOrder::kDayFirst;
    if (*second > 12 && *second <= 31 && *first >= 1 && *first <= 12)
      return FieldOrder::kMonthFirst;
  }
  return FieldOrder::kUnknown;
}

}  // namespace

FieldOrder order_of_texts(std::span<const std::string_view> texts) {
  FieldOrder decided = FieldOrder::kUnknown;
  for (const std::string_view text : texts) {
    const FieldOrder order = order_of(with_ascii_digits(text.substr(0, kMaxDateText)));
    if (order == FieldOrder::kUnknown) continue;
    if (decided != FieldOrder::kUnknown && decided != order) return FieldOrder::kUnknown;
    decided = order;
  }
  return decided;
}

}  // namespace tearsheet::dates
