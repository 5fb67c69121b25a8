// An article that stretches over several pages, put together.
#pragma once

#include <cstddef>
#include <string>
#include <unordered_set>
#include <vector>

#include "records/records.h"

namespace tearsheet::extract {

/// Pages of one article that are read at most; further ones make it incomplete.
inline constexpr std::size_t kMaxArticlePages = 30;

/// Takes the pages of one article as they come, says which to fetch next, and joins them. No page
/// is named twice, so it ends whatever the pages say. One thread at a time.
class ArticleParts {
 public:
  explicit ArticleParts(records::Article first);

  /// The address to fetch next; empty: nothing more is wanted.
  [[nodiscard]] const std::string& next() const { return next_; }
  /// The article on the page at next().
  void add(records::Article part);
  /// The page at next() cannot be had; `why` names it. The text then ends before it.
  void fail(const std::string& why);
  /// How many pages were taken, the first included.
  [[nodiscard]] std::size_t size() const { return count_; }

  /// The first page's fields with the text of all: of a later page, leading blocks that stood
  /// before (headline, standfirst, byline) are dropped, and a notice at the end of every page is
  /// kept once. `parts` names the pages; `incomplete` says why the text is not whole, if so.
  [[nodiscard]] records::Article take();

 private:
  void choose_next();
  void join(records::Article part);

  records::Article whole_;
  std::vector<std::string> waiting_;  // in order; named by the pages so far
  std::unordered_set<std::string> named_;
  std::unordered_set<std::string> said_;  // folded text of the blocks so far
  std::string next_;
  std::size_t count_ = 1;
  double weight_ = 0;  // letters so far, for the confidence
  bool asks_single_ = false;
};

}  // namespace tearsheet::extract
