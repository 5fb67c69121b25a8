// An article while it is put together.
#pragma once

#include <cstdint>
#include <vector>

#include "extract/extract.h"

namespace tearsheet::extract {

struct Draft {
  records::Article article;
  std::vector<std::uint32_t> body;  ///< Blocks of the survey that are the body.
  float embedded = 0;  ///< Letters of a body that is in the page's scripts instead.
  const site::ArticleRules* layout = nullptr;  ///< Whose rules were read; null: none.
};

}  // namespace tearsheet::extract
