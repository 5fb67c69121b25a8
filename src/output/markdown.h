// One article as Markdown: what the document of all and the folder of files have in common.
#pragma once

#include "output/output.h"

namespace tearsheet::output {

/// A heading, a line of facts, the summary, the text.
[[nodiscard]] std::string to_markdown(const store::StoredArticle& article);

}  // namespace tearsheet::output
