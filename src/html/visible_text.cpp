// The text a reader sees, near enough to innerText (WHATWG HTML 3.2.7) without a style sheet.
#include "base/ascii.h"
#include "html/html.h"

namespace tearsheet::html {
namespace {

class Lines {
 public:
  void text(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
      if (is_html_space(text[at])) {
        space();
        ++at;
        continue;
      }
      const std::size_t begin = at;
      while (at < text.size() && !is_html_space(text[at])) ++at;
      if (space_waits_ && !text_.empty() && text_.back() != '\n') text_ += ' ';
      space_waits_ = false;
      text_.append(text, begin, at - begin);
    }
  }
  void space() { space_waits_ = true; }
  void line_end() {
    space_waits_ = false;
    if (!text_.empty() && text_.back() != '\n') text_ += '\n';
  }
  std::string take() {
    if (!text_.empty() && text_.back() == '\n') text_.pop_back();
    return std::move(text_);
  }

 private:
  std::string text_;
  bool space_waits_ = false;
};

}  // namespace

std::string visible_text(Node node) {
  const Document& document = node.document();
  Lines lines;
  // Ends of open blocks, innermost last.
  std::vector<std::uint32_t> block_ends;
  for (std::uint32_t i = node.index(); i < node.end();) {
    while (!block_ends.empty() && block_ends.back() <= i) {
      lines.line_end();
      block_ends.pop_back();
    }
    const Node at = document.node(i++);
    if (at.is_text()) {
      lines.text(at.text());
    } else if (at.is_element()) {
      if (at != node && is_hidden(at.tag())) {
        i = at.end();
      } else if (at.tag() == Tag::kBr) {
        lines.line_end();
      } else if (breaks_line(at.tag())) {
        lines.line_end();
        block_ends.push_back(at.end());
      } else if (at.tag() == Tag::kTd || at.tag() == Tag::kTh) {
        lines.space();
      }
    }
  }
  return lines.take();
}

}  // namespace tearsheet::html
