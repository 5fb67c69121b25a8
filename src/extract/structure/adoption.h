// Structure that belongs to a body though it is no running text.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "extract/page/survey.h"
#include "extract/structure/tables.h"
#include "html/html.h"

namespace tearsheet::extract {

struct Adopted {
  std::uint32_t block = 0;
  bool is_beside = false;  ///< Of Block: too unlikely to be running text.
};

struct AdoptionQuestion {
  const html::Document& page;
  const Survey& survey;
  std::span<const std::uint32_t> chosen;  ///< Ascending, as `found`.
  std::span<const std::uint32_t> found;   ///< What is here and not chosen was dropped.
  std::span<const float> likely;          ///< Of each block of the page, or empty.
};

/// The chosen blocks, and those of code, tables of data, lists and headings that stand among them
/// as brothers. Ascending.
[[nodiscard]] std::vector<Adopted> with_structure(const AdoptionQuestion& question, Tables& tables);

/// Whether an element's own words or kind say that it stands beside the article.
[[nodiscard]] bool stands_beside(html::Node element);

}  // namespace tearsheet::extract
