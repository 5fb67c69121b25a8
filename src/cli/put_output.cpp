#include "cli/put_output.h"

#include "cli/command.h"
#include "output/output.h"

namespace tearsheet::cli {

int put_output(Console& console, const std::string& output, std::string_view bytes) {
  if (output.empty() || output == "-") {
    console.write(bytes);
    return console.flush() ? kDone : kFailed;
  }
  auto file = output::AtomicFile::create(output);
  if (!file) return console.refuse(file.error());
  static_cast<void>(file->write(bytes));  // commit() knows whether it failed, and why
  const auto written = file->commit();
  return written ? kDone : console.fail(written.error());
}

}  // namespace tearsheet::cli
