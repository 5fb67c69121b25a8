// Prints what the body finder measures of each page, for scripts/fit_extraction.py: manifest lines
// {"id","path","url"} in,
// {"id","title","blocks":[{"text","trust","cell","features"}]} out.
#include <cstdio>
#include <iostream>
#include <string>

#include "cli/batch.h"
#include "cli/page_file.h"
#include "extract/body/body.h"
#include "extract/body/body_features.h"
#include "extract/fields.h"
#include "extract/title/title.h"

int main() {
  using namespace tearsheet;
  using cli::Json;
  std::string line;
  while (std::getline(std::cin, line)) {
    const Json row = Json::parse(line, nullptr, false);
    if (!row.is_object()) continue;
    const std::string address = cli::text_at(row, "url");
    const auto page = cli::read_page(cli::text_at(row, "path"), address);
    if (!page) continue;
    url::Url url;
    if (auto parsed = url::Url::parse(address)) url = *parsed;
    const auto facts = extract::gather_facts(*page);
    const auto survey = extract::survey(*page);
    const auto* article = extract::own_article(facts, url);
    const auto site_name = extract::find_site_name(facts, article, url, {});
    const auto headline = extract::find_title(facts, article, site_name, url, nullptr);
    const extract::PageSays says = extract::page_says(facts, article);
    const extract::BodyQuestion question{
        *page,    survey, headline.text, says.description, says.linked_body, headline.element,
        site_name};
    const auto rows = extract::body_features(question);
    const auto trust = extract::body_trust(question, rows);
    Json blocks = Json::array();
    for (std::size_t i = 0; i < rows.size(); ++i) {
      Json features = Json::array();
      const html::Tag holder = page->node(survey.blocks[i].holder).tag();
      for (const float value : rows[i]) features.push_back(static_cast<double>(value));
      blocks.push_back({{"text", std::string(survey.text_of(survey.blocks[i]))},
                        {"trust", static_cast<double>(trust[i])},
                        {"cell", holder == html::Tag::kTd || holder == html::Tag::kTh},
                        {"features", std::move(features)}});
    }
    Json out = {{"id", row.at("id")}, {"title", headline.text}, {"blocks", std::move(blocks)}};
    std::fputs(cli::to_line(out).c_str(), stdout);
  }
}
