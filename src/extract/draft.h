// An article while it is put together.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "extract/extract.h"
#include "extract/groundwork.h"
#include "extract/kind/page_kind.h"

namespace tearsheet::extract {

struct Draft {
  records::Article article;
  std::vector<std::uint32_t> body;  ///< Blocks of the survey that are the body.
  float embedded = 0;               ///< Letters of a body that is in the page's scripts instead.
  /// What a rule for the date says that is not believed, where it is the day of the visit or what
  /// nobody else says: the day that the article was not published on.
  std::optional<dates::Timestamp> denied;
  /// Likewise of the body's rule: blocks that lead to other articles.
  std::vector<std::uint32_t> denied_body;
  const site::ArticleRules* layout = nullptr;  ///< Whose rules were read; null: none.
};

/// Everything but the kind of page. `explain` may be null.
[[nodiscard]] Draft draft_of(Groundwork& ground, std::vector<Explanation>* explain);

/// What the kind is judged by. Views live as long as both.
[[nodiscard]] KindQuestion kind_question(const Groundwork& ground, const Draft& draft);

}  // namespace tearsheet::extract
