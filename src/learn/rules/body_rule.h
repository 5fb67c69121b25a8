// The element that holds an article's body, and what is taken out of it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "learn/rules/edited.h"
#include "learn/rules/labelled.h"

namespace tearsheet::learn {

struct BodyRule {
  std::string css;
  std::vector<std::string> strip{};       ///< Selectors.
  std::vector<std::string> strip_text{};  ///< Patterns of lines that stand on several pages.
  double agrees = 0;                      ///< Mean F1 of letters with the labels.
  double worst = 0;                       ///< Of the page that it fits worst.
  std::size_t right = 0, of = 0;          ///< Pages that it fits to .95.
  double survives = 1;
  double automatic_agrees = 0;  ///< The automatic extractor's own F1.
  bool is_first = true;         ///< Before the automatic extractor, which is tried behind it.
};

/// The container that agrees best with the labels of all pages; none where no element does.
[[nodiscard]] std::optional<BodyRule> body_rule(const Pages& pages,
                                                const std::vector<EditedPage>& copies,
                                                const Avoided& avoided);

}  // namespace tearsheet::learn
