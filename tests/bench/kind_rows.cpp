// Prints what is measured of each page to tell what kind it is, for scripts/fit_kinds.py: manifest
// lines {"id","path","url"} in, {"names"} of the features once and then {"id","features"} out.
#include <cstdio>
#include <iostream>
#include <string>

#include "cli/batch.h"
#include "cli/page_file.h"
#include "extract/draft.h"
#include "extract/kind/kind_features.h"
#include "extract/kind/kind_names.h"

int main() {
  using namespace tearsheet;
  using cli::Json;
  std::fputs(cli::to_line({{"names", extract::kKindNames}}).c_str(), stdout);
  std::string line;
  while (std::getline(std::cin, line)) {
    const Json row = Json::parse(line, nullptr, false);
    if (!row.is_object()) continue;
    extract::PageContext context;
    if (auto parsed = url::Url::parse(cli::text_at(row, "url"))) context.url = *parsed;
    const auto page = cli::read_page(cli::text_at(row, "path"), context.url, nullptr);
    if (!page) continue;
    extract::Groundwork ground(page->tree, context, nullptr);
    const extract::Draft draft = extract::draft_of(ground, nullptr);
    const extract::KindQuestion question = extract::kind_question(ground, draft);
    Json features = Json::array();
    const auto measured =
        extract::kind_features(question, draft.article, extract::measure_page(question));
    for (const float value : measured) features.push_back(static_cast<double>(value));
    std::fputs(cli::to_line({{"id", row.at("id")}, {"features", std::move(features)}}).c_str(),
               stdout);
  }
}
