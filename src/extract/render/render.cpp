// An article as plain text, Markdown (CommonMark) or HTML that holds nothing but what it means.
#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include "base/escape.h"
#include "extract/body/blocks.h"
#include "extract/extract.h"
#include "extract/render/markdown.h"

namespace tearsheet::extract {
namespace {

using records::Article;
using records::Block;

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

/// Blocks as HTML: open lists are a stack, everything else stands for itself.
class HtmlWriter {
 public:
  std::string write(std::span<const Block> blocks) {
    for (std::size_t i = 0; i < blocks.size();) {
      if (blocks[i].kind != Block::Kind::kListItem) end_lists(0);
      i = write_one(blocks, i);
    }
    end_lists(0);
    return std::move(out_);
  }

 private:
  static std::string body_of(const Block& block) {
    return block.html.empty() ? to_markup(block.text) : block.html;
  }
  static bool is(std::span<const Block> blocks, std::size_t at, Block::Kind kind) {
    return at < blocks.size() && blocks[at].kind == kind;
  }

  /// Writes the block at `i` and those that go with it; the index behind them.
  std::size_t write_one(std::span<const Block> blocks, std::size_t i) {
    const Block& block = blocks[i];
    switch (block.kind) {
      case Block::Kind::kHeading: {
        const std::string name = "h" + std::to_string(std::clamp<int>(block.level, 2, 6));
        out_ += '<' + name + '>' + body_of(block) + "</" + name + ">\n";
        return i + 1;
      }
      case Block::Kind::kQuote:
        out_ += "<blockquote>";
        for (; is(blocks, i, Block::Kind::kQuote); ++i) out_ += "<p>" + body_of(blocks[i]) + "</p>";
        out_ += "</blockquote>\n";
        return i;
      case Block::Kind::kListItem:
        item(block);
        return i + 1;
      case Block::Kind::kPreformatted:
        out_ += "<pre>" + to_markup(block.text) + "</pre>\n";
        return i + 1;
      case Block::Kind::kImage:
        return picture(blocks, i);
      case Block::Kind::kCaption:
        out_ += "<p class=\"caption\">" + body_of(block) + "</p>\n";
        return i + 1;
      case Block::Kind::kTableRow:
        return table(blocks, i);
      case Block::Kind::kParagraph:
        break;
    }
    out_ += "<p>" + body_of(block) + "</p>\n";
    return i + 1;
  }

  std::size_t picture(std::span<const Block> blocks, std::size_t i) {
    out_ += "<figure><img src=\"" + to_markup(blocks[i].url) + "\" alt=\"" +
            to_markup(blocks[i].text) + "\">";
    if (is(blocks, ++i, Block::Kind::kCaption))
      out_ += "<figcaption>" + body_of(blocks[i++]) + "</figcaption>";
    out_ += "</figure>\n";
    return i;
  }

  std::size_t table(std::span<const Block> blocks, std::size_t i) {
    out_ += "<table>\n";
    for (; is(blocks, i, Block::Kind::kTableRow); ++i) {
      out_ += "<tr>";
      std::string_view row = blocks[i].text;
      for (;;) {
        const auto at = row.find(" | ");
        out_ += "<td>" + to_markup(row.substr(0, at)) + "</td>";
        if (at == std::string_view::npos) break;
        row = row.substr(at + 3);
      }
      out_ += "</tr>\n";
    }
    out_ += "</table>\n";
    return i;
  }

  void item(const Block& block) {
    const char* name = block.ordered ? "ol" : "ul";
    const std::size_t level = std::clamp<std::size_t>(block.level, 1, lists_.size() + 1);
    end_lists(level);
    if (lists_.size() == level && std::string_view(lists_.back()) != name) end_lists(level - 1);
    if (lists_.size() < level) {
      out_ += std::string("<") + name + ">\n";
      lists_.push_back(name);
    } else {
      out_ += "</li>\n";
    }
    out_ += "<li>" + body_of(block);
  }

  /// Closes lists deeper than `level`, each with its last item.
  void end_lists(std::size_t level) {
    while (lists_.size() > level) {
      out_ += std::string("</li>\n</") + lists_.back() + ">\n";
      lists_.pop_back();
    }
  }

  std::string out_;
  std::vector<const char*> lists_;
};

std::string to_html(const Article& article) {
  std::string out = "<article";
  if (!article.language.empty()) out += " lang=\"" + to_markup(article.language) + '"';
  out += ">\n<h1>" + to_markup(article.title) + "</h1>\n";
  if (const std::string line = byline(article); !line.empty())
    out += "<p class=\"byline\">" + to_markup(line) + "</p>\n";
  return out + HtmlWriter().write(article.blocks) + "</article>\n";
}

}  // namespace

std::string render(const Article& article, BodyFormat format) {
  if (format == BodyFormat::kMarkdown) return markdown_of(article);
  if (format == BodyFormat::kHtml) return to_html(article);
  std::string out = article.title;
  if (const std::string line = byline(article); !line.empty())
    out += (out.empty() ? "" : "\n") + line;
  if (!article.body.empty()) out += (out.empty() ? "" : "\n\n") + article.body;
  return out + '\n';
}

}  // namespace tearsheet::extract
