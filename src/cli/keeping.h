// How long things are kept, as `crawl` and `db prune` are told.
#pragma once

#include <string>

#include "cli/arguments.h"
#include "store/store.h"

namespace tearsheet::cli {

struct Keeping {
  /// `prefix`: "--keep-" or "--", in front of raw-pages, fetches, versions and gone. `of_force`:
  /// what else the help of --force says.
  void declare(Arguments& arguments, const std::string& prefix,
               const std::string& of_force = "a keeping time of less than a day is meant");
  /// Under a day is a slip nearly always, and nothing brings back what is gone: it needs --force.
  /// Empty: nothing is wrong.
  [[nodiscard]] std::string wrong() const;

  store::KeepingTimes times{};
  bool force = false;
};

}  // namespace tearsheet::cli
