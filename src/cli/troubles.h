// What a round met, as the lines that whoever runs it reads: in cron's mail, or at the prompt.
#pragma once

#include <string>
#include <vector>

#include "crawl/crawl.h"

namespace tearsheet::cli {

/// Whether a run that nobody watches tells of a trouble that `runs` runs in a row met: a new one at
/// once, one that lasts at the third run and then ever more rarely. Nobody reads the same mail
/// every twenty minutes. 0: nobody was asked, so there is nothing to tell.
[[nodiscard]] bool is_news(int runs);

/// ", for the 3rd run in a row"; nothing for the first.
[[nodiscard]] std::string in_a_row(int runs);

/// A line for each kind of trouble at a site.
[[nodiscard]] std::vector<std::string> to_lines(const std::vector<crawl::Problem>& problems);
/// The same of those that are news; what befell more than kManySites sites at once (no network, no
/// name server) is one line.
[[nodiscard]] std::vector<std::string> to_news(const std::vector<crawl::Problem>& problems);
inline constexpr std::size_t kManySites = 5;

}  // namespace tearsheet::cli
