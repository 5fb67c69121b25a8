// Footnotes of a page: which elements are marks in the text, and which text each leads to.
#pragma once

#include <cstdint>
#include <span>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "extract/page/survey.h"
#include "html/html.h"

namespace tearsheet::extract {

/// The text of one note: nodes [begin, end).
struct Footnote {
  std::uint32_t label = 0;  ///< From 1, in the order of their first marks.
  std::uint32_t begin = 0, end = 0;
};

class Footnotes {
 public:
  /// The label of the mark that a node is; 0: it is none.
  [[nodiscard]] std::uint32_t mark_at(std::uint32_t node) const {
    const auto found = marks_.find(node);
    return found == marks_.end() ? 0 : found->second;
  }
  /// Ways back to the mark, numbers that begin a note, notes that stand in the line.
  [[nodiscard]] bool is_left_out(std::uint32_t node) const { return left_out_.contains(node); }
  /// Whether a node stands in a note that is no part of a line.
  [[nodiscard]] bool is_in_note(std::uint32_t node) const;
  /// By label.
  [[nodiscard]] std::span<const Footnote> notes() const { return notes_; }

 private:
  friend class FootnoteFinder;
  std::unordered_map<std::uint32_t, std::uint32_t> marks_;
  std::unordered_set<std::uint32_t> left_out_;
  std::vector<Footnote> notes_;
  std::vector<Footnote> in_page_;  // in document order; none stands in another
};

/// At most kMaxFootnotes, with marks among the nodes [begin, end). In linear time.
[[nodiscard]] Footnotes find_footnotes(const html::Document& page, const Survey& survey,
                                       std::uint32_t begin, std::uint32_t end);

inline constexpr std::size_t kMaxFootnotes = 1000;

}  // namespace tearsheet::extract
