// The text a reader sees, near enough to innerText (WHATWG HTML 3.2.7) without a style sheet.
#include <algorithm>
#include <limits>

#include "base/ascii.h"
#include "base/time_limit.h"
#include "base/utf8.h"
#include "html/html.h"

namespace tearsheet::html {
namespace {

class Lines {
 public:
  explicit Lines(std::size_t max_bytes) : max_bytes_(max_bytes) {}

  void text(std::string_view text) {
    TimeLimit::spend(text.size());
    for (std::size_t at = 0; at < text.size() && !is_full();) {
      if (is_html_space(text[at])) {
        space();
        ++at;
        continue;
      }
      const std::size_t begin = at;
      const std::size_t last = at + std::min(text.size() - at, room());
      while (at < last && !is_html_space(text[at])) ++at;
      while (at < text.size() && is_continuation(text[at])) ++at;
      if (space_waits_ && !text_.empty() && text_.back() != '\n') text_ += ' ';
      space_waits_ = false;
      text_.append(text, begin, at - begin);
    }
  }
  void space() { space_waits_ = true; }
  [[nodiscard]] bool is_full() const { return text_.size() > max_bytes_; }
  void line_end() {
    space_waits_ = false;
    if (!text_.empty() && text_.back() != '\n') text_ += '\n';
  }
  std::string take() {
    if (!text_.empty() && text_.back() == '\n') text_.pop_back();
    return std::move(text_);
  }

 private:
  /// Bytes until it is full, at least one.
  [[nodiscard]] std::size_t room() const { return max_bytes_ - text_.size() + 1; }

  const std::size_t max_bytes_;
  std::string text_;
  bool space_waits_ = false;
};

constexpr std::size_t kNoLimit = std::numeric_limits<std::size_t>::max() - 1;
constexpr std::uint32_t kEmptyNodes = 1000;  // that a short text may have around and in it

}  // namespace

std::string visible_text(Node node) {
  return visible_text(node, kNoLimit);
}

std::string visible_text(Node node, std::size_t max_bytes) {
  const Document& document = node.document();
  Lines lines(max_bytes);
  std::size_t nodes_left =
      max_bytes == kNoLimit ? kNoLimit : max_bytes + kEmptyNodes;  // no node: not much text
  // Ends of open blocks, innermost last.
  std::vector<std::uint32_t> block_ends;
  for (std::uint32_t i = node.index(); i < node.end() && !lines.is_full() && nodes_left-- > 0;) {
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
