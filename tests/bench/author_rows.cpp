// Prints what is measured of each set of names that a page offers as its authors, for
// scripts/fit_authors.py: a row is {"id","candidates":[{"names","source","features"}]}.
#include "extract/authors/author_features.h"
#include "extract/authors/author_names.h"
#include "extract/groundwork.h"
#include "page_rows.h"

int main() {
  using namespace tearsheet;
  print_rows(extract::kAuthorNames,
             [](const html::Document& page, const extract::PageContext& context, cli::Json& row) {
               const extract::Groundwork ground(page, context, nullptr);
               const auto input = ground.authors_input(ground.headline.text);
               const auto found = extract::gather_authors(input);
               const auto measured = extract::author_features(input, found);
               cli::Json candidates = cli::Json::array();
               for (std::size_t i = 0; i < found.size(); ++i) {
                 candidates.push_back({{"names", found[i].names},
                                       {"source", static_cast<int>(found[i].source)},
                                       {"features", to_json(measured[i])}});
               }
               row["candidates"] = std::move(candidates);
             });
}
