#include "crawl/plan/rhythm.h"

#include <algorithm>
#include <cmath>

namespace tearsheet::crawl {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;

// The statistic forgets with this time constant: a week has every weekday once.
constexpr double kMemoryHours = 7 * 24;
// A shorter history says nothing: a source of a new database is asked in every run for a day.
constexpr double kFewestHours = 24;
// A visit is due when so many new items are to be expected: most items are then found within a
// quarter of the time between two of them.
constexpr double kExpectedNews = 0.25;
constexpr hours kActive{7 * 24};
// Nothing is put off for longer than a month: a later time was written while the clock was wrong.
constexpr hours kFarAhead{31 * 24};
// A source that was silent for ten days waits ten hours.
constexpr int kSilentShare = 24;
// A timer comes some seconds early now and then; its whole period must not be lost by that.
constexpr double kSlack = 0.9;

double hours_of(milliseconds time) {
  return std::chrono::duration<double, std::ratio<3600>>(time).count();
}

milliseconds to_milliseconds(double hours_count) {
  return std::chrono::duration_cast<milliseconds>(
      std::chrono::duration<double, std::ratio<3600>>(hours_count));
}

milliseconds longest_pause(const store::Rhythm& rhythm, SysTime now) {
  const milliseconds silent = rhythm.last_new ? now - *rhythm.last_new : milliseconds(0);
  if (silent < kActive) return kActivePause;
  return std::clamp<milliseconds>(silent / kSilentShare, kActivePause, kLongestPause);
}

milliseconds own_pause(const store::Rhythm& rhythm, milliseconds longest) {
  if (rhythm.hours < kFewestHours) return milliseconds(0);
  if (rhythm.news <= 0) return longest;
  const double expected = kExpectedNews * rhythm.hours / rhythm.news;
  return std::min(longest, to_milliseconds(std::min(expected, hours_of(longest))));
}

// Where the publisher names the moments (updateBase and a period), the first one that follows.
SysTime told_time(const store::Rhythm& rhythm, SysTime visited) {
  const auto period =
      std::min<milliseconds>(std::max(rhythm.told, std::chrono::minutes(0)), kLongestPause);
  if (!rhythm.base || period <= milliseconds(0)) return visited + period;
  const milliseconds into = (visited - *rhythm.base) % period;
  return visited + (into >= milliseconds(0) ? period - into : -into);
}

}  // namespace

void observe(store::Rhythm& rhythm, SysTime now, std::optional<SysTime> before, std::size_t news) {
  if (!rhythm.last_new || news > 0) rhythm.last_new = now;
  if (!before || *before >= now) return;  // a clock that was set says nothing
  const double passed = hours_of(now - *before);
  const double kept = std::exp(-passed / kMemoryHours);
  rhythm.hours = rhythm.hours * kept + passed;
  rhythm.news = rhythm.news * kept + static_cast<double>(news);
}

std::optional<SysTime> next_visit(const store::Rhythm& rhythm, SysTime visited,
                                  milliseconds fresh) {
  const milliseconds longest = longest_pause(rhythm, visited);
  const milliseconds own = to_milliseconds(hours_of(own_pause(rhythm, longest)) * kSlack);
  const SysTime due =
      std::max(visited + std::max(own, std::min(fresh, longest)), told_time(rhythm, visited));
  if (due <= visited) return std::nullopt;
  return due;
}

bool is_quiet_time(const store::Rhythm& rhythm, SysTime now) {
  if (rhythm.skip_hours == 0 && rhythm.skip_days == 0) return false;
  const auto day = std::chrono::floor<std::chrono::days>(now);
  const auto hour = std::chrono::duration_cast<hours>(now - day).count();
  const unsigned weekday = std::chrono::weekday(day).c_encoding();
  return ((rhythm.skip_hours >> hour) & 1U) != 0 || ((rhythm.skip_days >> weekday) & 1U) != 0;
}

bool is_due(const store::Visit& visit, const site::Source* source, SysTime now) {
  // A later visit than now was made while the clock was wrong.
  if (source != nullptr && source->interval && visit.state == store::VisitState::kStored)
    return visit.visited_at + *source->interval <= now || visit.visited_at > now;
  if (visit.rhythm && is_quiet_time(*visit.rhythm, now)) return false;
  return !visit.due_at || *visit.due_at <= now || *visit.due_at > now + kFarAhead;
}

}  // namespace tearsheet::crawl
