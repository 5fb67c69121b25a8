// When a source is worth another visit: what its owner says of it, and how often it brought
// something.
//
// Whoever says how long an answer stays good is believed: a feed's ttl or syndication module (up to
// a day), its skipHours and skipDays, HTTP's Cache-Control and Expires (RFC 9111 4.2; up to the
// longest pause of an active source, because they are often set without a thought). The site file's
// `interval` wins over all of them.
#pragma once

#include <chrono>
#include <optional>

#include "base/clock.h"
#include "site/site.h"
#include "store/store.h"

namespace tearsheet::crawl {

/// Longest pause of a source that brought something within the last week.
inline constexpr std::chrono::hours kActivePause{1};
/// Longest pause of any source that nobody put off.
inline constexpr std::chrono::hours kLongestPause{24};

/// A visit at `now` brought `news` addresses that nobody knew. `before`: the visit before it, none
/// for the first one, whose archive says nothing about the pace.
void observe(store::Rhythm& rhythm, SysTime now, std::optional<SysTime> before, std::size_t news);

/// When the source may be asked again; empty: in any run.
/// `fresh`: how long HTTP says that the answer stays good.
[[nodiscard]] std::optional<SysTime> next_visit(const store::Rhythm& rhythm, SysTime visited,
                                                std::chrono::milliseconds fresh);

/// Hours and days (UTC) in which the feed does not want to be asked.
[[nodiscard]] bool is_quiet_time(const store::Rhythm& rhythm, SysTime now);

/// Whether an address may be visited again; `source`: it is the address of one in the site file.
[[nodiscard]] bool is_due(const store::Visit& visit, const site::Source* source, SysTime now);

}  // namespace tearsheet::crawl
