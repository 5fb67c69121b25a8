// Prints what the body finder measures of each page, for scripts/fit_extraction.py: manifest lines
// {"id","path","url"} in,
// {"names"} of the features once and then {"id","title","blocks":[{"text","trust","cell",
// "features"}]} out.
#include <cstdio>
#include <iostream>
#include <string>

#include "cli/batch.h"
#include "cli/page_file.h"
#include "extract/body/body.h"
#include "extract/body/body_features.h"
#include "extract/body/body_names.h"
#include "extract/groundwork.h"

int main() {
  using namespace tearsheet;
  using cli::Json;
  std::fputs(cli::to_line({{"names", extract::kBodyNames}}).c_str(), stdout);
  std::string line;
  while (std::getline(std::cin, line)) {
    const Json row = Json::parse(line, nullptr, false);
    if (!row.is_object()) continue;
    extract::PageContext context;
    if (auto parsed = url::Url::parse(cli::text_at(row, "url"))) context.url = *parsed;
    const auto page = cli::read_page(cli::text_at(row, "path"), context.url, nullptr);
    if (!page) continue;
    extract::Groundwork ground(page->tree, context, nullptr);
    const extract::BodyQuestion question = ground.body_question();
    const auto rows = extract::body_features(question);
    const auto trust = extract::body_trust(question, rows);
    Json blocks = Json::array();
    for (std::size_t i = 0; i < rows.size(); ++i) {
      Json features = Json::array();
      const html::Tag holder = page->tree.node(ground.survey.blocks[i].holder).tag();
      for (const float value : rows[i]) features.push_back(static_cast<double>(value));
      blocks.push_back({{"text", std::string(ground.survey.text_of(ground.survey.blocks[i]))},
                        {"trust", static_cast<double>(trust[i])},
                        {"cell", holder == html::Tag::kTd || holder == html::Tag::kTh},
                        {"features", std::move(features)}});
    }
    Json out = {
        {"id", row.at("id")}, {"title", ground.headline.text}, {"blocks", std::move(blocks)}};
    std::fputs(cli::to_line(out).c_str(), stdout);
  }
}
