// Options that every command takes.
#pragma once

#include <string>

#include "cli/arguments.h"
#include "cli/configuration.h"

namespace tearsheet::cli {

struct Globals {
  bool quiet = false;
  bool verbose = false;
  std::string log_format = "auto";

  void declare(Arguments& arguments) {
    arguments.flag("-q,--quiet", quiet, "errors only");
    arguments.flag("-v,--verbose", verbose, "say what is being done");
    arguments.choice("--log-format", log_format, {"auto", "text", "timed", "json"},
                     "messages on stderr; timed: with the time before each, which auto does for a "
                     "crawl without a terminal",
                     kLogFormatSetting);
  }
};

}  // namespace tearsheet::cli
