// An article as plain text, Markdown (CommonMark) or HTML that holds nothing but what it means.
#include <string>

#include "base/escape.h"
#include "extract/extract.h"
#include "extract/render/html.h"
#include "extract/render/markdown.h"

namespace tearsheet::extract {
namespace {

using records::Article;

std::string byline(const Article& article) {
  std::string out;
  for (const auto& name : article.authors) out += (out.empty() ? "" : ", ") + name;
  if (article.published) out += (out.empty() ? "" : " · ") + article.published->to_iso8601();
  return out;
}

std::string markdown_of(const Article& article) {
  std::string out = "# " + escape_markdown(article.title, false) + '\n';
  if (const std::string line = byline(article); !line.empty())
    out += "\n*" + escape_markdown(line, false) + "*\n";
  return out + to_markdown(article.blocks);
}

std::string html_of(const Article& article) {
  std::string out = "<article";
  if (!article.language.empty()) out += " lang=\"" + to_markup(article.language) + '"';
  out += ">\n<h1>" + to_markup(article.title) + "</h1>\n";
  if (const std::string line = byline(article); !line.empty())
    out += "<p class=\"byline\">" + to_markup(line) + "</p>\n";
  return out + to_html(article.blocks) + "</article>\n";
}

}  // namespace

std::string render(const Article& article, BodyFormat format) {
  if (format == BodyFormat::kMarkdown) return markdown_of(article);
  if (format == BodyFormat::kHtml) return html_of(article);
  std::string out = article.title;
  if (const std::string line = byline(article); !line.empty())
    out += (out.empty() ? "" : "\n") + line;
  if (!article.body.empty()) out += (out.empty() ? "" : "\n\n") + article.body;
  return out + '\n';
}

}  // namespace tearsheet::extract
