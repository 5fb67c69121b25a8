// Prints what is measured of each page to tell what kind it is, for scripts/fit_kinds.py: a row is
// {"id","features"}.
#include "extract/draft.h"
#include "extract/kind/kind_features.h"
#include "extract/kind/kind_names.h"
#include "page_rows.h"

int main() {
  using namespace tearsheet;
  print_rows(extract::kKindNames, [](const html::Document& page,
                                     const extract::PageContext& context, cli::Json& row) {
    extract::Groundwork ground(page, context, nullptr);
    const extract::Draft draft = extract::draft_of(ground, nullptr);
    const extract::KindQuestion question = extract::kind_question(ground, draft);
    row["features"] =
        to_json(extract::kind_features(question, draft.article, extract::measure_page(question)));
  });
}
