// What a subcommand sees of the terminal it runs on: data on stdout, messages on stderr.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

#include "base/log.h"
#include "base/result.h"

namespace tearsheet::cli {

/// That a write to standard output failed.
Error broken_output();

class Console {
 public:
  Console(LogOptions log, bool colour, bool progress)
      : log_(log), colour_(colour), progress_(progress) {}

  Log& log() { return log_; }
  [[nodiscard]] bool colour() const {
    return colour_;
  }  ///< stdout is a terminal and NO_COLOR is not set.
  [[nodiscard]] bool progress() const {
    return progress_;
  }  ///< stderr is a terminal and not quiet.

  /// Data, buffered; false once stdout is broken (full device, closed pipe): stop, the exit code
  /// will say so.
  bool write(std::string_view data);
  /// `write` of a line of text for people: escaped for the terminal, with a line end.
  bool print(std::string_view line);
  /// Flushes stdout. False if any write failed.
  bool flush();

  /// Says the error in one line and gives the exit code that fits it.
  int fail(const Error& error);
  /// The same where kInvalid is what the user gave: wrong usage.
  int refuse(const Error& error);
  /// Flushes at the end of a command that gives `code`. Broken standard output is told unless an
  /// error was told already, and makes kFailed of kDone.
  int finish(int code);

 private:
  Log log_;
  bool colour_;
  bool progress_;
  void note_broken();

  bool broken_ = false;
  bool reader_left_ = false;  // head(1) has what it wanted: nothing to tell anybody
  bool told_ = false;
};

/// A line on stderr that tells how far long work is, at most five times a second.
class ProgressLine {
 public:
  [[nodiscard]] bool is_due();
  static void show(const std::string& text);
  static void clear();

 private:
  std::chrono::steady_clock::time_point last_;
};

}  // namespace tearsheet::cli
