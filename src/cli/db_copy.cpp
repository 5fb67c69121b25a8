#include "cli/db_copy.h"

#include "base/clock.h"
#include "cli/batch.h"
#include "cli/command.h"
#include "cli/signals.h"
#include "store/copy.h"
#include "store/share.h"

namespace tearsheet::cli {
namespace {

Json rows_of(const std::vector<store::CopiedTable>& tables) {
  Json rows = Json::object();
  for (const store::CopiedTable& table : tables) rows[table.name] = table.rows;
  return rows;
}

}  // namespace

int copy(Console& console, const std::vector<std::string>& databases) {
  if (databases.size() != 2 || databases[0].empty() || databases[1].empty()) {
    console.log().error("db copy: give two databases, FROM and TO: a file and postgresql://...");
    return kUsage;
  }
  SignalWatch signals;
  store::CopyOptions options;
  options.stop = signals.token();
  options.begin = [&](const std::string& table) { console.log().info("copying: " + table); };
  const auto receipt = store::copy_database(databases[0], databases[1], options);
  if (!receipt) return console.refuse(receipt.error());
  if (receipt->stopped) {
    console.log().warning("stopped: the same copy once more goes on from here");
    return 128 + signals.signal();
  }
  console.write(to_line({{"at", to_iso8601(SystemClock().now())},
                         {"from", store::shown_name(databases[0])},
                         {"to", store::shown_name(databases[1])},
                         {"gone_on", receipt->has_gone_on},
                         {"rows", rows_of(receipt->tables)},
                         {"left", rows_of(receipt->left)},
                         {"without_parent", receipt->without_parent}}));
  return console.flush() ? kDone : kFailed;
}

}  // namespace tearsheet::cli
