// What an exit code says; --help, the man pages and the reference list the same rows.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "cli/command.h"

namespace tearsheet::cli {

struct ExitCode {
  int code;
  std::string_view brief;    ///< In --help.
  std::string_view meaning;  ///< In the manual.
};

inline constexpr std::array<ExitCode, 10> kExitCodes = {{
    {kDone, "done", "done"},
    {kFailed, "failed",
     "nothing useful could be done: the one fetch failed, every site failed, nothing matched"},
    {kUsage, "wrong usage", "wrong usage, or a configuration or site file that cannot be read"},
    {kHeld, "another run holds the database", "another run holds the database"},
    {kDatabaseUnusable, "database unusable",
     "the database cannot be used: damaged, of a newer version, not ours, read-only, or the disk "
     "is full"},
    {kDoneInPart, "done in part", "some sites or pages failed; each kind of failure is a line"},
    {kBudget, "stopped at a budget", "the time or page budget was spent; the rest is due next run"},
    {kAlarm, "an alarm (--alarm)",
     "with `--alarm`: a site is silent, never brought anything, or has a rule that no longer fits"},
    {kInterrupted, "stopped by SIGINT", "stopped by SIGINT, cleanly"},
    {kTerminated, "stopped by SIGTERM", "stopped by SIGTERM, cleanly"},
}};

/// "Exit codes: 0 done, 1 failed ...", folded at 100 columns.
[[nodiscard]] std::string exit_codes_in_brief();

}  // namespace tearsheet::cli
