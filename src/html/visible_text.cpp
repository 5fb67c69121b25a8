// The text a reader sees, near enough to innerText (WHATWG HTML 3.2.7) without a style sheet.
#include "base/ascii.h"
#include "html/html.h"

namespace tearsheet::html {
namespace {

// Not rendered, or not as text (WHATWG HTML 15.3.1). <noscript>: readers have scripts.
bool is_hidden(Node element) {
  switch (element.tag()) {
    case Tag::kScript:
    case Tag::kStyle:
    case Tag::kTemplate:
    case Tag::kNoscript:
    case Tag::kHead:
    case Tag::kTitle:
    case Tag::kIframe:
    case Tag::kNoframes:
    case Tag::kNoembed:
    case Tag::kDatalist:
    case Tag::kRp:
      return true;
    default:
      return false;
  }
}

// display: block, list-item or table parts in the standard's style sheet (WHATWG HTML 15.3).
bool breaks_line(Tag tag) {
  switch (tag) {
    case Tag::kAddress:
    case Tag::kArticle:
    case Tag::kAside:
    case Tag::kBlockquote:
    case Tag::kBody:
    case Tag::kCaption:
    case Tag::kCenter:
    case Tag::kDd:
    case Tag::kDetails:
    case Tag::kDir:
    case Tag::kDiv:
    case Tag::kDl:
    case Tag::kDt:
    case Tag::kFieldset:
    case Tag::kFigcaption:
    case Tag::kFigure:
    case Tag::kFooter:
    case Tag::kForm:
    case Tag::kH1:
    case Tag::kH2:
    case Tag::kH3:
    case Tag::kH4:
    case Tag::kH5:
    case Tag::kH6:
    case Tag::kHeader:
    case Tag::kHgroup:
    case Tag::kHr:
    case Tag::kHtml:
    case Tag::kLegend:
    case Tag::kLi:
    case Tag::kListing:
    case Tag::kMain:
    case Tag::kMenu:
    case Tag::kNav:
    case Tag::kOl:
    case Tag::kOptgroup:
    case Tag::kOption:
    case Tag::kP:
    case Tag::kPlaintext:
    case Tag::kPre:
    case Tag::kSection:
    case Tag::kSummary:
    case Tag::kTable:
    case Tag::kTbody:
    case Tag::kTfoot:
    case Tag::kThead:
    case Tag::kTr:
    case Tag::kUl:
    case Tag::kXmp:
      return true;
    default:
      return false;
  }
}

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
      if (at != node && is_hidden(at)) {
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
