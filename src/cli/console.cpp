#include "cli/console.h"

#include <cerrno>
#include <cstdio>

#include "base/escape.h"
#include "cli/command.h"

namespace tearsheet::cli {

Error broken_output() {
  return {ErrorCode::kIo,
          "standard output could not be written: its device is full, or it is closed"};
}

void Console::note_broken() {
  if (!broken_) reader_left_ = errno == EPIPE;
  broken_ = true;
}

bool Console::write(std::string_view data) {
  if (!broken_ && std::fwrite(data.data(), 1, data.size(), stdout) != data.size()) note_broken();
  return !broken_;
}

bool Console::print(std::string_view line) {
  return write(to_printable(line) + "\n");
}

bool Console::flush() {
  if (std::fflush(stdout) != 0) note_broken();
  return !broken_;
}

int Console::fail(const Error& error) {
  if (!reader_left_ || error.code != ErrorCode::kIo) log_.error(error.message);
  told_ = true;
  switch (error.code) {
    case ErrorCode::kBusy:
      return kHeld;
    case ErrorCode::kUnusable:
      return kDatabaseUnusable;
    default:
      return kFailed;
  }
}

int Console::refuse(const Error& error) {
  const int code = fail(error);
  return error.code == ErrorCode::kInvalid ? kUsage : code;
}

int Console::finish(int code) {
  if (flush()) return code;
  if (!told_) fail(broken_output());
  return code == kDone ? kFailed : code;
}

bool ProgressLine::is_due() {
  const auto now = std::chrono::steady_clock::now();
  if (now - last_ < std::chrono::milliseconds(200)) return false;
  last_ = now;
  return true;
}

void ProgressLine::show(const std::string& text) {
  std::fputs(("\r\033[K" + text).c_str(), stderr);
}

void ProgressLine::clear() {
  show({});
}

}  // namespace tearsheet::cli
