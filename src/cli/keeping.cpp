#include "cli/keeping.h"

#include <fmt/format.h>

#include "cli/configuration.h"
#include "cli/parser.h"

namespace tearsheet::cli {

void Keeping::declare(Arguments& arguments, const std::string& prefix,
                      const std::string& of_force) {
  arguments.keeping_time(prefix + "raw-pages", times.raw_pages,
                         "pages as they were fetched, as in 180d (default: for good)",
                         kKeepRawPagesSetting);
  arguments.keeping_time(prefix + "fetches", times.fetches,
                         "the ledger of requests, and the counts of runs by site",
                         kKeepFetchesSetting);
  arguments.keeping_time(prefix + "versions", times.versions,
                         "earlier texts of articles, since they were replaced (default: for good)",
                         kKeepVersionsSetting);
  arguments.keeping_time(
      prefix + "gone", times.gone,
      "addresses that answered 404 or 410 and lead to no article (default: for good)",
      kKeepGoneSetting);
  arguments.flag("--force", force, of_force);
}

std::string Keeping::wrong() const {
  using std::chrono::days;
  if (force) return {};
  for (const auto& time : {times.raw_pages, times.fetches, times.versions, times.gone}) {
    if (time && *time < days(1)) {
      return fmt::format(
          "a keeping time of {} removes for good what is older; with --force if it is meant",
          to_text(*time));
    }
  }
  return {};
}

}  // namespace tearsheet::cli
