#include "dates/draft_reader.h"

namespace tearsheet::dates {

void DraftReader::read(std::size_t begin) {
  draft_ = {};
  impossible_ = false;
  at_word_ = false;
  std::size_t i = begin;
  while (i < r_.size() && !impossible_) {
    const std::size_t used = step(i);
    if (used == 0) break;
    i += used;
  }
  end_ = i;
}

std::size_t DraftReader::step(std::size_t i) {
  switch (r_.at(i).kind) {
    case Lexeme::Kind::kNumber:
      return number(i);
    case Lexeme::Kind::kWord:
      return word(i);
    case Lexeme::Kind::kSign:
      if (const std::size_t used = zone(i)) return used;
      return 1;
  }
  return 0;
}

std::size_t DraftReader::number(std::size_t i) {
  if (r_.at(i).value < 0) return 0;
  using Rule = std::size_t (DraftReader::*)(std::size_t);
  constexpr Rule kRules[] = {
      &DraftReader::iso,       &DraftReader::colon_time,  &DraftReader::triple,
      &DraftReader::pair,      &DraftReader::point_time,  &DraftReader::month_day,
      &DraftReader::with_unit, &DraftReader::with_period, &DraftReader::loose};
  for (const Rule rule : kRules) {
    const std::size_t used = (this->*rule)(i);
    if (used > 0 || impossible_) {
      at_word_ = false;
      return used;
    }
  }
  return 0;
}

std::size_t DraftReader::word(std::size_t i) {
  using Rule = std::size_t (DraftReader::*)(std::size_t);
  constexpr Rule kRules[] = {&DraftReader::day_word,     &DraftReader::month_name,
                             &DraftReader::weekday,      &DraftReader::period,
                             &DraftReader::era,          &DraftReader::relative_day,
                             &DraftReader::unit_before,  &DraftReader::small_word,
                             &DraftReader::joining_word, &DraftReader::zone};
  for (const Rule rule : kRules) {
    if (const std::size_t used = (this->*rule)(i)) return used;
  }
  return 0;
}

std::size_t DraftReader::items_until(std::size_t i, std::size_t origin) const {
  std::size_t next = i;
  while (next < r_.size() && r_.lexemes().origin_of(next) < origin) ++next;
  return next - i;
}

}  // namespace tearsheet::dates
