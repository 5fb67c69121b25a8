// The room structure/: from chosen blocks of text to the article's own blocks.
//
// In: the surveyed page and which of its blocks are the body. Out: records::Block in order, with
// what each stands in (quotations, items, footnotes), inline HTML (inline_html.h), code
// (code.h), tables (tables.h), formulas (formulas.h), pictures with their captions (pictures.h),
// footnotes (footnotes.h). What is no running text and yet belongs to the body is found by
// adoption.h. To read: this header, blocks.cpp, then the file of the matter.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "extract/page/survey.h"
#include "records/records.h"
#include "url/url.h"

namespace tearsheet::extract {

struct BlockOptions {
  /// Blocks of code, tables of data, lists and headings that stand among the chosen ones are taken
  /// with them. A site's rule says itself what it wants.
  bool adopts = true;
  /// How likely each block of the page is of the body; empty: not known. What was taken with the
  /// chosen blocks is part of the plain text where that is likely enough.
  std::span<const float> likely{};
  /// What was chosen at first: of this nothing is taken again that was dropped since. Ascending.
  std::span<const std::uint32_t> found{};
  /// Pictures are looked for from here to the first chosen block; 0: there are none.
  std::uint32_t headline_end = 0;
};

/// Structure of the chosen blocks, in order; pictures that stand between the first and the last are
/// put in their place.
[[nodiscard]] std::vector<records::Block> make_blocks(const html::Document& page,
                                                      const Survey& survey,
                                                      std::span<const std::uint32_t> chosen,
                                                      const url::Url& base,
                                                      const BlockOptions& options = {});

/// The plain text of blocks: a blank line between paragraphs; images left out.
[[nodiscard]] std::string plain_text(std::span<const records::Block> blocks);

/// An absolute http(s) address, or empty.
[[nodiscard]] std::string absolute(std::string_view href, const url::Url& base);

}  // namespace tearsheet::extract
