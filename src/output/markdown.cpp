// Markdown (CommonMark): titles as headings, everything from a page escaped; the body as the
// extractor wrote it, where that was stored.
#include "output/markdown.h"

#include "base/ascii.h"

namespace tearsheet::output {
namespace {

// CommonMark 2.4: every ASCII punctuation character may be escaped. Those that could start markup
// anywhere in a line are; the rest would only make the text harder to read.
std::string escaped(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool line_start = true;
  for (const char c : text) {
    const bool always = std::string_view("\\`*_[]<>&").find(c) != std::string_view::npos;
    const bool at_start =
        line_start && std::string_view("#+-=~|").find(c) != std::string_view::npos;
    if (always || at_start) out += '\\';
    out += c;
    line_start = c == '\n';
  }
  return out;
}

// "1. " or "1) " at a line's start would begin a list: the mark behind the digits is escaped.
std::string without_lists(std::string text) {
  for (std::size_t line = 0; line < text.size();) {
    std::size_t at = line;
    while (at < text.size() && is_digit(text[at])) ++at;
    if (at > line && at < text.size() && (text[at] == '.' || text[at] == ')'))
      text.insert(at, 1, '\\');
    const std::size_t end = text.find('\n', at);
    if (end == std::string::npos) break;
    line = end + 1;
  }
  return text;
}

class MarkdownWriter final : public Writer {
 public:
  std::string article(const store::StoredArticle& article) override { return to_markdown(article); }
};

}  // namespace

std::string to_markdown(const store::StoredArticle& a) {
  using namespace store;
  std::string out = "# " + escaped(a[kTitleColumn]) + "\n\n";
  std::string line;
  const auto add = [&](std::string_view part) {
    if (part.empty()) return;
    if (!line.empty()) line += " · ";
    line += part;
  };
  add(escaped(a[kSiteNameColumn].empty() ? a[kSiteColumn] : a[kSiteNameColumn]));
  add(escaped(a[kDateColumn]));
  std::string link = "<";
  for (const char c : a[kUrlColumn]) {
    if (c != '<' && c != '>' && c != '\n') link += c;
  }
  add(link += '>');
  out += line + "\n\n";
  if (!a[kSummaryColumn].empty()) out += "*" + escaped(a[kSummaryColumn]) + "*\n\n";
  const std::string_view body = a[kMarkdownColumn];
  return out + (body.empty() ? without_lists(escaped(a[kBodyColumn])) : std::string(body)) + "\n\n";
}

std::unique_ptr<Writer> make_markdown_writer(const Heading& /*heading*/) {
  return std::make_unique<MarkdownWriter>();
}

}  // namespace tearsheet::output
