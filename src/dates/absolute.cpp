// Dates as they stand in a text. The items are read from left to right into the slots of a draft;
// one that fits no free slot ends it. So the order of the parts is free wherever their kind is
// known (a month's name, a 4-digit year, a unit behind the number), and only dates of numbers alone
// need an order (draft.cpp).
#include "dates/draft_reader.h"
#include "dates/reader.h"

namespace tearsheet::dates {
namespace {

/// May a date begin here?
bool is_start(const Reading& reading, std::size_t i) {
  return !reading.is_any_sign(i) &&
         !(reading.at(i).senses.empty() && reading.at(i).kind == Lexeme::Kind::kWord);
}

/// Nothing but signs and fillers outside of [begin, end): then a weekday or a time alone is what
/// the text says.
bool is_whole(const Reading& reading, std::size_t begin, std::size_t end) {
  return reading.skip_fillers(0) >= begin && reading.skip_fillers(end) >= reading.size();
}

bool is_near_date(const Reading& reading, const Draft& draft, std::size_t begin, std::size_t end) {
  if (draft.is_date() || draft.has_date_part()) return false;
  if (!draft.relative_day && !draft.weekday && !draft.has_clock()) return false;
  // "3 Stunden" is how long something takes, not three o'clock.
  if (draft.has_clock() && !draft.minute && !draft.period && !draft.relative_day &&
      !draft.weekday) {
    return false;
  }
  // Two letters alone are a word of too many languages.
  const std::size_t bytes = reading.at(end - 1).end - reading.at(begin).begin;
  if (!draft.relative_day && !draft.has_clock() && bytes <= 2) return false;
  return is_whole(reading, begin, end);
}

}  // namespace

Outcome read_absolute(const Reading& reading, Reach reach, const TextContext& context,
                      const DateOptions& options) {
  for (std::size_t i = 0; i < reading.size(); ++i) {
    if (!is_start(reading, i)) continue;
    DraftReader reader(reading);
    reader.read(i);
    if (reader.impossible()) return {Verdict::kImpossible, {}};
    const Draft& draft = reader.draft();
    const bool wanted = draft.is_date()
                            ? reach == Reach::kAny || draft.has_year()
                            : reach == Reach::kAny && is_near_date(reading, draft, i, reader.end());
    if (!wanted) continue;
    const Outcome outcome = finish_draft(draft, context, options);
    if (outcome.verdict != Verdict::kNoDate) return outcome;
  }
  return {};
}

}  // namespace tearsheet::dates
