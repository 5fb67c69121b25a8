// Articles as JSON: the shape that `extract`, `fetch` and their batch lines print.
#pragma once

#include "cli/batch.h"
#include "records/records.h"

namespace tearsheet::cli {

/// Names as in docs/extraction.md; fields without a value are left out, but for title, date,
/// authors and body.
[[nodiscard]] Json to_json(const records::Article& article);

}  // namespace tearsheet::cli
