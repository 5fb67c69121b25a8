#include "cli/db_backup.h"

#include <fmt/format.h>

#include "cli/batch.h"
#include "cli/command.h"
#include "cli/quantities.h"
#include "cli/signals.h"
#include "store/backup.h"

namespace tearsheet::cli {
namespace {

std::string to_hex(std::string_view bytes) {
  std::string text;
  for (const char byte : bytes) text += fmt::format("{:02x}", static_cast<unsigned char>(byte));
  return text;
}

void tell(Console& console, const std::string& database, const std::string& file,
          const store::BackupReport& report, bool is_json) {
  if (is_json) {
    console.write(to_line({{"database", database},
                           {"identity", report.database},
                           {"backup", file},
                           {"replaced", report.has_replaced},
                           {"bytes", report.bytes},
                           {"articles", report.articles},
                           {"evidence",
                            {{"sound", report.evidence.problems.empty()},
                             {"entries", report.evidence.entries},
                             {"head", to_hex(report.evidence.head)}}}}));
    return;
  }
  console.print(fmt::format("{}: {} articles, {}, read from end to end and sound", file,
                            report.articles, size_text(report.bytes)));
  console.print(fmt::format("{} entries in its chain of evidence, head {}", report.evidence.entries,
                            to_hex(report.evidence.head)));
}

}  // namespace

int back_up(Console& console, const std::string& database, const std::vector<std::string>& files,
            bool force, bool is_json) {
  if (files.size() != 1 || files.front().empty() || files.front() == "-") {
    console.log().error(files.size() == 1 && files.front() == "-"
                            ? "db backup: a backup is verified before it gets its name, and goes "
                              "to no pipe: give a file"
                            : "db backup: give one file to write to");
    return kUsage;
  }
  SignalWatch signals;
  const auto report = store::backup_database(
      database, files.front(), {.force = force, .stop = signals.token()},
      [&](const std::string& what) { console.log().info("backup: " + what); });
  if (!report && report.error().code == ErrorCode::kCancelled && signals.signal() != 0) {
    console.log().warning("stopped: " + report.error().message);
    return 128 + signals.signal();
  }
  if (!report) return console.refuse(report.error());
  tell(console, database, files.front(), *report, is_json);
  if (!console.flush()) return kFailed;
  if (report->evidence.problems.empty()) return kDone;
  console.log().error(
      fmt::format("{}: the backup was made, and holds what was changed behind tearsheet's back: {}",
                  database, report->evidence.problems.front().what));
  return kDoneInPart;
}

}  // namespace tearsheet::cli
