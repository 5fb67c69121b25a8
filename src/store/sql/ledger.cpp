// What the politeness ledger proves.
#include <algorithm>

#include "store/sql/sql_store.h"

namespace tearsheet::store::sql {
namespace {

// SQLite's julianday() loses milliseconds; the difference of two times of one format does not need
// it.
std::optional<SysTime> parse(std::string_view text) {
  const auto stamp = dates::parse_iso8601(text);
  if (!stamp) return std::nullopt;
  return stamp->to_sys();
}

}  // namespace

Result<void> SqlStore::each_ledger_line(const std::function<void(LedgerLine&&)>& each) {
  return attempt<void>([&]() -> Result<void> {
    std::map<std::string, HostRecord, std::less<>> hosts;
    const Result<std::vector<HostRecord>> known = this->hosts();
    if (!known) return fail(known.error());
    for (const HostRecord& host : *known) hosts[host.authority] = host;
    LedgerLine line;
    std::optional<SysTime> last_end;
    bool last_was_robots = false;
    const auto finish = [&] {
      if (!line.host.empty()) {
        has_given_ = true;
        each(std::move(line));
      }
      line = {};
      last_end.reset();
      last_was_robots = false;
    };
    Use row(
        sql_("SELECT host, url, purpose, started, milliseconds, pause FROM fetches ORDER BY "
             "host, started, id"));
    row.stream();
    while (row.step()) {
      if (row.text_at(0) != line.host) {
        finish();
        line.host = row.text_at(0);
        if (const auto host = hosts.find(line.host); host != hosts.end()) {
          line.robots_body = host->second.robots_body;
          line.robots_status = host->second.robots_status;
        }
      }
      ++line.requests;
      const auto started = parse(row.text_at(3));
      if (!started) continue;
      const std::chrono::milliseconds elapsed{row.integer_at(4)}, pause{row.integer_at(5)};
      const bool is_robots = row.text_at(2) == "robots";
      line.pause = std::max(line.pause, pause);
      if (last_end) {
        const auto gap = *started - *last_end;
        // Times are rounded to milliseconds, twice.
        if (gap < std::chrono::milliseconds(-2)) ++line.overlaps;
        if (!is_robots && !last_was_robots) {
          if (gap + std::chrono::milliseconds(2) < pause) ++line.sooner;
          if (!line.smallest_gap || gap < *line.smallest_gap) line.smallest_gap = gap;
        }
      }
      last_end = *started + elapsed;
      last_was_robots = is_robots;
      const auto host = hosts.find(line.host);
      if (!is_robots && host != hosts.end() && host->second.robots_at &&
          *started >= *host->second.robots_at) {
        line.urls.emplace_back(row.text_at(1));
      }
    }
    finish();
    has_given_ = false;
    return {};
  });
}

}  // namespace tearsheet::store::sql
