// What stands between a story's headline and its text, and came with the text: the headline itself,
// where it is no heading, and the line that says the day.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "dates/dates.h"
#include "records/records.h"

namespace tearsheet::extract {

struct HeadLines {
  std::string_view title, listed;  ///< As the page and its source say it; may be empty.
  std::optional<dates::Timestamp> published;
};

void drop_head_lines(const HeadLines& known, const dates::DateOptions& options,
                     std::vector<records::Block>& blocks);

}  // namespace tearsheet::extract
