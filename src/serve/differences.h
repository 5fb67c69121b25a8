// What changed between two texts, word by word: between versions of an article, and between two
// pages of one story. Private to the folder.
#pragma once

#include <string>

#include "serve/page.h"
#include "store/store.h"

namespace tearsheet::serve {

/// The versions of an article, the newest first, each with what it changed. kNotFound: there is no
/// such article.
Result<Response> versions_page(store::Store& store, std::int64_t id, const std::string& name);
/// Two articles side by side. kNotFound: one of them is not there.
Result<Response> comparison_page(store::Store& store, std::int64_t left, std::int64_t right,
                                 const std::string& name);

/// The first text with what the second one lacks in <del>, and the second with what it adds in
/// <ins>; paragraphs as they are.
struct SideBySide {
  std::string left, right;
};
[[nodiscard]] SideBySide side_by_side(std::string_view left, std::string_view right);
/// Both in one: removed words in <del>, added ones in <ins>. Of a long text only the paragraphs that
/// changed.
[[nodiscard]] std::string changes(std::string_view before, std::string_view after);

}  // namespace tearsheet::serve
