// What a [[test]] of a site file expects of a page, held against what is read from it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "reading/reading.h"
#include "site/site.h"

namespace tearsheet::cli {

/// One expectation that is not met.
struct Difference {
  std::string key;  ///< Of the [[test]].
  std::string expected, got;
  std::string stage;  ///< "decode", "rule", "date" or "automatic": what gave the value.
  std::string why;    ///< In words: the rule, or why none found anything.
  std::optional<std::string> value;  ///< As TOML, what the key would be; empty: nobody can say.
};

/// Empty: the page is as expected.
[[nodiscard]] std::vector<Difference> check_page(const site::SiteDefinition& site,
                                                 const site::SiteTest& test,
                                                 const reading::Page& page);

}  // namespace tearsheet::cli
