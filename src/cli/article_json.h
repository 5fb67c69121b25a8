// Articles as JSON: the shape that `extract`, `fetch` and their batch lines print.
#pragma once

#include "cli/batch.h"
#include "records/records.h"

namespace tearsheet::cli {

/// Names as in docs/extraction.md; fields without a value are left out, but for title, date,
/// authors and body.
[[nodiscard]] Json to_json(const records::Article& article);

/// {"items": [{"url", "title", "date", "summary", "image"}], "next"}; what is unknown is left out.
[[nodiscard]] Json to_json(const records::Listing& listing);

}  // namespace tearsheet::cli
