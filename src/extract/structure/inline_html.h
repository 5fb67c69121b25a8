// Text of one line with its inline markup.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_set>
#include <vector>

#include "extract/structure/footnotes.h"
#include "html/html.h"
#include "url/url.h"

namespace tearsheet::extract {

/// Writes a range of nodes as inline HTML: links, emphasis, code, line breaks, formulas as
/// <span class="math"> with TeX, marks of footnotes as links to "#fn-1"; everything else is only
/// its text. Lives no longer than page, base and notes.
class InlineHtml {
 public:
  InlineHtml(const html::Document& page, const url::Url& base, const Footnotes& notes)
      : page_(page), base_(base), notes_(notes) {}

  /// Nodes [begin, end), with the inline elements that are open between `holder` and the first.
  [[nodiscard]] std::string write(std::uint32_t begin, std::uint32_t end, std::uint32_t holder);
  /// Whether what was written last is no more than its text.
  [[nodiscard]] bool was_plain() const { return plain_; }
  /// Whether something of the text was left out or replaced in what was written last.
  [[nodiscard]] bool was_changed() const { return changed_; }
  /// Words in the line that nobody sees were among that.
  [[nodiscard]] bool has_unseen() const { return has_unseen_; }
  /// The labels of the footnotes whose marks were written.
  [[nodiscard]] const std::unordered_set<std::uint32_t>& marked() const { return marked_; }
  /// Marks without letters that lead to the place itself, "¶" and "#", are left out.
  void set_in_heading(bool in_heading) { in_heading_ = in_heading; }

 private:
  struct Open {
    std::uint32_t end;
    const char* name;  // null: nothing was written
  };

  /// Writes a mark of a footnote or a formula, or leaves out what is to be; the index behind it; 0:
  /// the element is none of these.
  std::uint32_t whole(html::Node node);
  std::uint32_t element(html::Node node);
  void enter(html::Node node);
  void leave();
  void put_space();
  void text(std::string_view raw);
  [[nodiscard]] bool is_left_out(html::Node node) const;

  const html::Document& page_;
  const url::Url& base_;
  const Footnotes& notes_;
  std::string out_;
  std::vector<Open> open_;
  std::unordered_set<std::uint32_t> marked_;
  bool plain_ = true, changed_ = false, has_unseen_ = false, pending_space_ = false,
       in_heading_ = false;
};

/// Text of a surveyed block: each line clean, empty ones left out.
[[nodiscard]] std::string lines_of(std::string_view text);

/// What `html` of InlineHtml says without its markup.
[[nodiscard]] std::string text_of_inline(std::string_view html);

}  // namespace tearsheet::extract
