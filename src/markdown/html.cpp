// Markdown as HTML without a document around it.
#include "base/escape.h"
#include "markdown/events.h"
#include "markdown/markdown.h"

#include <algorithm>
#include <vector>

namespace tearsheet::markdown {
namespace {

class Html final : public Events {
 public:
  explicit Html(const HtmlOptions& options) : options_(options) {}
  std::string take() { return std::move(out_); }

  void enter(Block block, const Detail& detail) override {
    switch (block) {
      case Block::kQuote:
        out_ += "<blockquote>\n";
        break;
      case Block::kBullets:
        out_ += "<ul>\n";
        break;
      case Block::kNumbers:
        out_ += detail.number == 1 ? std::string("<ol>\n")
                                   : "<ol start=\"" + std::to_string(detail.number) + "\">\n";
        break;
      case Block::kItem:
        out_ += "<li>";
        if (detail.task != 0)
          out_ += detail.task == ' ' ? "<input type=\"checkbox\" disabled> "
                                     : "<input type=\"checkbox\" disabled checked> ";
        break;
      case Block::kRule:
        out_ += "<hr>\n";
        break;
      case Block::kHeading:
        heading_ = static_cast<char>('0' + std::clamp(detail.number, 2U, 6U));
        ((out_ += "<h") += heading_) += '>';
        break;
      case Block::kCode:
        out_ += "<pre>";
        if (!detail.language.empty())
          out_ += "<code class=\"language-" + to_markup(detail.language) + "\">";
        has_language_ = !detail.language.empty();
        break;
      case Block::kParagraph:
        out_ += "<p>";
        break;
      case Block::kTable:
        out_ += "<table>\n";
        break;
      case Block::kHead:
        break;
      case Block::kRow:
        out_ += "<tr>";
        break;
      case Block::kHeadCell:
        out_ += "<th>";
        break;
      case Block::kCell:
        out_ += "<td>";
        break;
    }
  }

  void leave(Block block) override {
    switch (block) {
      case Block::kQuote:
        out_ += "</blockquote>\n";
        break;
      case Block::kBullets:
        out_ += "</ul>\n";
        break;
      case Block::kNumbers:
        out_ += "</ol>\n";
        break;
      case Block::kItem:
        out_ += "</li>\n";
        break;
      case Block::kHeading:
        ((out_ += "</h") += heading_) += ">\n";
        break;
      case Block::kCode:
        out_ += has_language_ ? "</code></pre>\n" : "</pre>\n";
        break;
      case Block::kParagraph:
        out_ += "</p>\n";
        break;
      case Block::kTable:
        out_ += "</table>\n";
        break;
      case Block::kRow:
        out_ += "</tr>\n";
        break;
      case Block::kHeadCell:
        out_ += "</th>";
        break;
      case Block::kCell:
        out_ += "</td>";
        break;
      case Block::kRule:
      case Block::kHead:
        break;
    }
  }

  void enter(Span span, const Detail& detail) override {
    if (!picture_.empty()) {
      ++inside_picture_;
      return;
    }
    switch (span) {
      case Span::kEmphasis:
        out_ += "<em>";
        break;
      case Span::kStrong:
        out_ += "<strong>";
        break;
      case Span::kCode:
        out_ += "<code>";
        break;
      case Span::kLink:
        links_.push_back(!detail.address.empty());
        if (links_.back())
          out_ += "<a href=\"" + to_markup(detail.address) + "\" rel=\"noreferrer\">";
        break;
      case Span::kImage:
        picture_ = options_.images && !detail.address.empty()
                       ? "<img src=\"" + to_markup(detail.address) + "\" alt=\""
                       : "[";
        end_of_picture_ = picture_ == "[" ? "]" : "\">";
        out_ += picture_;
        break;
    }
  }

  void leave(Span span) override {
    if (inside_picture_ > 0) {
      --inside_picture_;
      return;
    }
    switch (span) {
      case Span::kEmphasis:
        out_ += "</em>";
        break;
      case Span::kStrong:
        out_ += "</strong>";
        break;
      case Span::kCode:
        out_ += "</code>";
        break;
      case Span::kLink:
        if (!links_.empty() && links_.back()) out_ += "</a>";
        if (!links_.empty()) links_.pop_back();
        break;
      case Span::kImage:
        out_ += end_of_picture_;
        picture_.clear();
        break;
    }
  }

  void text(std::string_view text) override { append_markup(out_, text); }
  void line_break() override { out_ += picture_.empty() ? "<br>\n" : " "; }

 private:
  const HtmlOptions options_;
  std::string out_, picture_;
  const char* end_of_picture_ = "";
  std::vector<bool> links_;
  int inside_picture_ = 0;
  char heading_ = '2';
  bool has_language_ = false;
};

}  // namespace

std::string to_html(std::string_view markdown, const HtmlOptions& options) {
  Html html(options);
  read(markdown, html);
  return html.take();
}

}  // namespace tearsheet::markdown
