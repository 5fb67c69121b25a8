// `tearsheet site new`: a site file from an address, or from saved pages.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "cli/arguments.h"
#include "cli/console.h"
#include "cli/limits.h"
#include "cli/prompt_fetcher.h"
#include "learn/learn.h"

namespace tearsheet::cli {

class SiteNew {
 public:
  void declare(Arguments& arguments);
  /// `urls`: what stands behind "new"; `selectors`: the folder of site files. An exit code.
  int run(Console& console, const std::vector<std::string>& urls,
          const std::string& selectors) const;
  /// How pages are asked for by the other actions as well.
  [[nodiscard]] LiveOptions live() const {
    return {agent_of(user_agent_, contact_), allow_private_, limits_};
  }
  [[nodiscard]] bool force() const { return force_; }
  /// What -o says; empty: nothing.
  [[nodiscard]] const std::string& output() const { return output_; }

 private:
  [[nodiscard]] Result<learn::Gathered> gather(Console& console, const std::string& address) const;

  std::string from_, output_, user_agent_, contact_;
  bool force_ = false, allow_private_ = false;
  Limits limits_;
};

}  // namespace tearsheet::cli
