// Prints what the body finder measures of each page, for scripts/fit_extraction.py: a row is
// {"id","title","blocks":[{"text","trust","cell","features"}]}.
#include "extract/body/body.h"
#include "extract/body/body_features.h"
#include "extract/body/body_names.h"
#include "extract/groundwork.h"
#include "page_rows.h"

int main() {
  using namespace tearsheet;
  print_rows(extract::kBodyNames,
             [](const html::Document& page, const extract::PageContext& context, cli::Json& row) {
               extract::Groundwork ground(page, context, nullptr);
               const extract::BodyQuestion question = ground.body_question();
               const auto measured = extract::body_features(question);
               const auto trust = extract::body_trust(question, measured);
               cli::Json blocks = cli::Json::array();
               for (std::size_t i = 0; i < measured.size(); ++i) {
                 const extract::TextBlock& block = ground.survey.blocks[i];
                 const html::Tag holder = page.node(block.holder).tag();
                 blocks.push_back({{"text", std::string(ground.survey.text_of(block))},
                                   {"trust", static_cast<double>(trust[i])},
                                   {"cell", holder == html::Tag::kTd || holder == html::Tag::kTh},
                                   {"features", to_json(measured[i])}});
               }
               row["title"] = ground.headline.text;
               row["blocks"] = std::move(blocks);
             });
}
