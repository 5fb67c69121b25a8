// Prints what is measured of each set of names that a page offers as its authors, for
// scripts/fit_authors.py: manifest lines {"id","path","url"} in,
// {"names"} of the features once and then {"id","candidates":[{"names","source","features"}]} out.
#include <cstdio>
#include <iostream>
#include <string>

#include "cli/batch.h"
#include "cli/page_file.h"
#include "extract/authors/author_features.h"
#include "extract/authors/author_names.h"
#include "extract/groundwork.h"

int main() {
  using namespace tearsheet;
  using cli::Json;
  std::fputs(cli::to_line({{"names", extract::kAuthorNames}}).c_str(), stdout);
  std::string line;
  while (std::getline(std::cin, line)) {
    const Json row = Json::parse(line, nullptr, false);
    if (!row.is_object()) continue;
    extract::PageContext context;
    if (auto parsed = url::Url::parse(cli::text_at(row, "url"))) context.url = *parsed;
    const auto page = cli::read_page(cli::text_at(row, "path"), context.url, nullptr);
    if (!page) continue;
    const extract::Groundwork ground(page->tree, context, nullptr);
    const auto input = ground.authors_input(ground.headline.text);
    const auto found = extract::gather_authors(input);
    const auto rows = extract::author_features(input, found);
    Json candidates = Json::array();
    for (std::size_t i = 0; i < found.size(); ++i) {
      Json features = Json::array();
      for (const float value : rows[i]) features.push_back(static_cast<double>(value));
      candidates.push_back({{"names", found[i].names},
                            {"source", static_cast<int>(found[i].source)},
                            {"features", std::move(features)}});
    }
    Json out = {{"id", row.at("id")}, {"candidates", std::move(candidates)}};
    std::fputs(cli::to_line(out).c_str(), stdout);
  }
}
