#include "extract/dating/dating.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>

namespace tearsheet::extract {
namespace {

using dates::Precision;
using dates::Timestamp;
using List = std::vector<DateCandidate>;

std::int64_t day_of(const Timestamp& time) {
  return std::chrono::floor<std::chrono::days>(time.to_sys()).time_since_epoch().count();
}
/// Days since 1970 as written, whatever the zone.
std::int64_t written_day(const Timestamp& time) {
  using namespace std::chrono;
  return sys_days{year{time.year} / month{time.month} / day{time.day}}.time_since_epoch().count();
}

/// The same day as written, or less than a day apart where one of them states a zone.
bool agree(const Timestamp& a, const Timestamp& b) {
  if (written_day(a) == written_day(b)) return true;
  if (!a.offset_minutes && !b.offset_minutes) return false;
  if (a.offset_minutes && b.offset_minutes) return day_of(a) == day_of(b);
  return std::abs(day_of(a) - day_of(b)) <= 1;
}

/// Whether `other` counts as a second witness of the day of `one`: not by the same hand, not the
/// same text seen twice, and not the day of some teaser.
bool backs(const DateCandidate& other, const DateCandidate& one) {
  if (other.family == one.family || other.is_elsewhere) return false;
  if (other.is_of_change && !one.is_of_change) return false;
  if (other.block == one.block && other.block != kNoBlock &&
      other.candidate.source != "microdata" && one.candidate.source != "microdata")
    return false;
  return agree(one.time, other.time);
}

/// -> index of the winner, or the size.
std::size_t choose(List& list) {
  std::size_t best = list.size();
  double best_score = 0;
  for (std::size_t i = 0; i < list.size(); ++i) {
    double backing = 0;
    for (std::size_t j = 0; j < list.size(); ++j) {
      if (j != i && backs(list[j], list[i])) backing += 0.25 * list[j].candidate.weight;
    }
    const double score = list[i].candidate.weight + std::min(backing, 0.40);
    list[i].candidate.why =
        backing > 0 ? "other sources name the same day" : "no other source names this day";
    if (score > best_score + 1e-9) {
      best_score = score;
      best = i;
    }
  }
  return best;
}

bool has_time(const Timestamp& time) {
  return time.precision >= Precision::kMinute;
}

/// The address says the day, a <time> element or the feed the hour as well: the day stands, and the
/// best witness of it that knows the hour says which.
std::size_t prefer_hour(List& list, std::size_t best) {
  // 0.25: teasers are marked as such; what is left below that is a guess.
  constexpr double kLeastWeight = 0.25;
  std::size_t exact = best;
  for (std::size_t i = 0; i < list.size(); ++i) {
    const auto& one = list[i];
    if (!dates::sharpens(one.time, list[best].time)) continue;
    if (one.is_elsewhere || one.is_ambiguous || one.is_of_change != list[best].is_of_change)
      continue;
    const double weight = one.candidate.weight;
    if (weight < kLeastWeight || (exact != best && weight <= list[exact].candidate.weight))
      continue;
    exact = i;
  }
  if (exact == best) return best;
  list[exact].candidate.weight =
      std::max(list[exact].candidate.weight, list[best].candidate.weight);
  list[exact].candidate.why = "the hour of the day that other sources name";
  return exact;
}

/// The same instant written with the zone of the place says more than in UTC.
std::size_t prefer_local(const List& list, std::size_t best) {
  const Timestamp& time = list[best].time;
  if (time.offset_minutes != 0 || !has_time(time)) return best;
  for (std::size_t i = 0; i < list.size(); ++i) {
    const auto& other = list[i].time;
    if (other.offset_minutes.value_or(0) == 0 || !has_time(other)) continue;
    const auto apart = other.to_sys() - time.to_sys();
    if (apart > std::chrono::minutes{-1} && apart < std::chrono::minutes{1}) return i;
  }
  return best;
}

/// Offsets that clocks have had since 1990 (tzdata): whole hours, and these.
bool is_zone_offset(std::int64_t minutes) {
  static constexpr std::array<std::int64_t, 12> kOdd = {-570, -210, 210, 270, 330, 345,
                                                        390,  510,  525, 570, 630, 765};
  return minutes >= -12 * 60 && minutes <= 14 * 60 && minutes != 0 &&
         (minutes % 60 == 0 || std::find(kOdd.begin(), kOdd.end(), minutes) != kOdd.end());
}

/// Minutes from an instant in UTC to what a clock without a zone shows.
std::int64_t minutes_between(const Timestamp& instant, const Timestamp& clock) {
  return std::chrono::round<std::chrono::minutes>(clock.to_sys() - instant.to_sys()).count();
}

/// Whether the page itself, to its readers, names this day as the article's.
bool is_shown(const DateCandidate& one) {
  if (one.is_of_change || one.time.offset_minutes) return false;
  if (one.family == DateFamily::kAddress) return true;
  // 0.45: right behind the headline, or marked as a date near it.
  return (one.family == DateFamily::kText || one.family == DateFamily::kElement) &&
         one.candidate.weight >= 0.45;
}

/// An instant in UTC late in the evening or early in the morning is another day where the article
/// was written: the day that the page shows.
void localise(const List& list, DateCandidate& winner) {
  Timestamp& time = winner.time;
  const bool machine =
      winner.family == DateFamily::kLinkedData || winner.family == DateFamily::kMeta;
  if (!machine || !has_time(time) || time.offset_minutes.value_or(0) != 0) return;
  const DateCandidate* shown = nullptr;
  for (const auto& one : list) {
    if (!is_shown(one)) continue;
    const auto days = written_day(one.time) - written_day(time);
    if (days == 0) return;
    const bool possible = (days == -1 && time.hour < 12) || (days == 1 && time.hour >= 10);
    if (!possible) continue;
    if (has_time(one.time)) {
      const auto offset = minutes_between(time, one.time);
      if (!is_zone_offset(offset)) continue;
      time = one.time;
      time.offset_minutes = static_cast<std::int16_t>(offset);
      winner.candidate.why = "an instant in UTC, at the hour that the page shows";
      return;
    }
    if (shown == nullptr) shown = &one;
  }
  if (shown == nullptr) return;
  time = shown->time;
  winner.candidate.why = "an instant in UTC, on the day that the page shows";
}

void drop_denied(const std::optional<Timestamp>& denied, List& list) {
  if (!denied) return;
  const auto names_it = [&](const DateCandidate& one) { return agree(one.time, *denied); };
  if (!std::all_of(list.begin(), list.end(), names_it)) std::erase_if(list, names_it);
}

struct Emitted {
  std::optional<Timestamp> time;
  std::optional<records::FieldSource> source;
};

Emitted emit(List& list, const char* field, std::vector<Explanation>* explain) {
  std::size_t best = choose(list);
  if (best < list.size()) {
    best = prefer_local(list, prefer_hour(list, best));
    localise(list, list[best]);
  }
  if (explain != nullptr) {
    std::vector<Candidate> candidates;
    for (const auto& one : list) candidates.push_back(one.candidate);
    explain_all(explain, field, candidates, best, {});
  }
  if (best == list.size()) return {};
  const auto& won = list[best];
  return {won.time, to_source(field, won.candidate, std::clamp(won.candidate.weight, 0.0, 1.0))};
}

/// Where on a site's pages a day stands.
std::uint64_t place_of_date(const DatingInput& input, const DateCandidate& one) {
  const std::uint64_t source = stable_hash(one.candidate.source);
  if (one.block == kNoBlock || one.block >= input.survey.blocks.size())
    return source ^ stable_hash(one.candidate.locator);
  return source ^ place_of(input.document.node(input.survey.blocks[one.block].holder));
}

/// What the page's own clock shows, where nothing on it says which place's clock that is.
std::optional<Timestamp> shown_time(const List& list) {
  const DateCandidate* best = nullptr;
  for (const DateCandidate& one : list) {
    if (!has_time(one.time)) continue;
    if (one.time.offset_minutes.value_or(0) != 0) return std::nullopt;
    const bool is_shown_here = is_shown(one) && !one.is_elsewhere && !one.is_ambiguous;
    if (is_shown_here && (best == nullptr || one.candidate.weight > best->candidate.weight))
      best = &one;
  }
  return best != nullptr ? std::optional(best->time) : std::nullopt;
}

/// The days that stand where those of other articles stood, by the word of listings and feeds, go
/// before others; what stood there and was another day is a clock, or another story's.
void use_site(const DatingInput& input, List& list) {
  constexpr double kTrusted = 0.5, kFalse = -100;
  if (input.observed == nullptr && input.site == nullptr) return;
  if (input.observed != nullptr) input.observed->published = shown_time(list);
  for (DateCandidate& one : list) {
    const std::uint64_t place = place_of_date(input, one);
    if (input.observed != nullptr && input.observed->dates.size() < kMostDates)
      input.observed->dates.push_back({place, written_day(one.time)});
    if (input.site == nullptr) continue;
    if (input.site->date_places.contains(place)) one.candidate.weight += kTrusted;
    if (input.site->false_dates.contains(place)) one.candidate.weight = kFalse;
  }
  std::erase_if(list, [](const DateCandidate& one) { return one.candidate.weight <= kFalse; });
}

}  // namespace

Dating find_dates(const DatingInput& input, std::vector<Explanation>* explain) {
  DateCandidates all = gather_dates(input);
  use_site(input, all.published);
  drop_denied(input.denied, all.published);
  drop_denied(input.denied, all.updated);
  Emitted published;
  if (!input.known) published = emit(all.published, "date", explain);
  Emitted updated = emit(all.updated, "updated", explain);
  return {published.time, updated.time, std::move(published.source), std::move(updated.source)};
}

}  // namespace tearsheet::extract
