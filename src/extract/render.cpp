// An article as plain text, Markdown (CommonMark) or HTML that holds nothing but what it means.
#include <string>

#include "extract/ascii.h"
#include "extract/blocks.h"
#include "extract/extract.h"

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

/// What CommonMark would read as markup (spec 0.30, 2.4), with a backslash before it.
std::string escape_markdown(std::string_view text) {
  std::string out;
  bool line_start = true;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    bool escaped = c == '\\' || c == '`' || c == '*' || c == '_' || c == '[' || c == ']' ||
                   c == '<' || c == '&' || c == '~' || c == '|';
    if (line_start && (c == '#' || c == '>' || c == '+' || c == '-' || c == '=')) escaped = true;
    if (line_start && is_digit(c)) {
      std::size_t end = i;
      while (end < text.size() && is_digit(text[end])) ++end;
      if (end < text.size() && (text[end] == '.' || text[end] == ')')) {
        out += text.substr(i, end - i);
        out += '\\';
        out += text[end];
        i = end;
        line_start = false;
        continue;
      }
    }
    if (escaped) out += '\\';
    out += c;
    line_start = c == '\n' || (line_start && c == ' ');
  }
  return out;
}

/// The inline HTML that blocks.cpp writes, as Markdown: links, emphasis, code; other tags are
/// dropped.
std::string inline_markdown(const Block& block) {
  if (block.html.empty()) return escape_markdown(block.text);
  std::string out, address, plain;
  const auto flush = [&] {
    out += escape_markdown(plain);
    plain.clear();
  };
  const std::string_view html = block.html;
  for (std::size_t i = 0; i < html.size();) {
    if (html[i] == '<') {
      const auto close = html.find('>', i);
      if (close == std::string_view::npos) break;
      const auto tag = html.substr(i + 1, close - i - 1);
      flush();
      if (tag.starts_with("a href=\"")) {
        address = std::string(tag.substr(8, tag.size() - 9));
        out += '[';
      } else if (tag == "/a") {
        std::string target;
        for (std::size_t k = 0; k < address.size(); ++k) {
          if (address.compare(k, 5, "&amp;") == 0) {
            target += '&';
            k += 4;
          } else if (address[k] == '(' || address[k] == ')' || address[k] == '<' ||
                     address[k] == '>') {
            target += '\\';
            target += address[k];
          } else {
            target += address[k];
          }
        }
        out += "](" + target + ')';
      } else if (tag == "em" || tag == "/em") {
        out += '*';
      } else if (tag == "strong" || tag == "/strong") {
        out += "**";
      } else if (tag == "br") {
        out += "\\\n";
      }
      i = close + 1;
      continue;
    }
    if (html[i] == '&') {
      struct Reference {
        std::string_view name;
        char value;
      };
      bool known = false;
      for (const auto& [name, value] : {Reference{"&amp;", '&'}, Reference{"&lt;", '<'},
                                        Reference{"&gt;", '>'}, Reference{"&quot;", '"'}}) {
        if (html.substr(i, name.size()) == name) {
          plain += value;
          i += name.size();
          known = true;
          break;
        }
      }
      if (known) continue;
    }
    plain += html[i++];
  }
  flush();
  return out;
}

std::string with_prefix(const std::string& text, const std::string& first,
                        const std::string& rest) {
  std::string out = first;
  for (const char c : text) {
    out += c;
    if (c == '\n') out += rest;
  }
  return out;
}

std::string fence(const std::string& text) {
  std::string marks = "```";
  while (text.find(marks) != std::string::npos) marks += '`';
  return marks + '\n' + text + '\n' + marks;
}

std::string to_markdown(const Article& article) {
  std::string out = "# " + escape_markdown(article.title) + '\n';
  if (const std::string line = byline(article); !line.empty())
    out += "\n*" + escape_markdown(line) + "*\n";
  const Block* previous = nullptr;
  int number = 0;
  for (const auto& block : article.blocks) {
    const bool same_list = previous != nullptr && previous->kind == Block::Kind::kListItem &&
                           block.kind == Block::Kind::kListItem;
    if (!same_list) number = 0;
    if (!same_list) out += '\n';
    switch (block.kind) {
      case Block::Kind::kHeading: {
        const std::size_t level = std::max<std::size_t>(2, block.level);
        out += std::string(level, '#') + ' ' + inline_markdown(block);
        break;
      }
      case Block::Kind::kQuote:
        out += with_prefix(inline_markdown(block), "> ", "> ");
        break;
      case Block::Kind::kListItem: {
        const std::string indent(block.level > 1 ? 3 * (block.level - 1U) : 0, ' ');
        const std::string mark = block.ordered ? std::to_string(++number) + ". " : "- ";
        out += with_prefix(inline_markdown(block), indent + mark,
                           indent + std::string(mark.size(), ' '));
        break;
      }
      case Block::Kind::kPreformatted:
        out += fence(block.text);
        break;
      case Block::Kind::kImage:
        out += "![" + escape_markdown(block.text) + "](<" + block.url + ">)";
        break;
      case Block::Kind::kCaption:
        out += '*' + escape_markdown(block.text) + '*';
        break;
      case Block::Kind::kTableRow:
      case Block::Kind::kParagraph:
        out += inline_markdown(block);
        break;
    }
    out += '\n';
    previous = &block;
  }
  return out;
}

std::string to_html(const Article& article) {
  std::string out = "<article";
  if (!article.language.empty()) out += " lang=\"" + escape_html(article.language) + '"';
  out += ">\n<h1>" + escape_html(article.title) + "</h1>\n";
  if (const std::string line = byline(article); !line.empty())
    out += "<p class=\"byline\">" + escape_html(line) + "</p>\n";
  const char* list = nullptr;
  for (const auto& block : article.blocks) {
    const std::string body = block.html.empty() ? escape_html(block.text) : block.html;
    const char* wanted = block.kind != Block::Kind::kListItem ? nullptr
                         : block.ordered                      ? "ol"
                                                              : "ul";
    if (list != nullptr && (wanted == nullptr || std::string_view(list) != wanted)) {
      out += std::string("</") + list + ">\n";
      list = nullptr;
    }
    if (wanted != nullptr && list == nullptr) out += std::string("<") + wanted + ">\n";
    list = wanted;
    switch (block.kind) {
      case Block::Kind::kHeading: {
        const std::string name = "h" + std::to_string(std::max<int>(2, block.level));
        out += '<' + name + '>' + body + "</" + name + ">\n";
        break;
      }
      case Block::Kind::kQuote:
        out += "<blockquote><p>" + body + "</p></blockquote>\n";
        break;
      case Block::Kind::kListItem:
        out += "<li>" + body + "</li>\n";
        break;
      case Block::Kind::kPreformatted:
        out += "<pre>" + escape_html(block.text) + "</pre>\n";
        break;
      case Block::Kind::kImage:
        out += "<figure><img src=\"" + escape_html(block.url) + "\" alt=\"" +
               escape_html(block.text) + "\"></figure>\n";
        break;
      case Block::Kind::kCaption:
        out += "<p class=\"caption\">" + body + "</p>\n";
        break;
      case Block::Kind::kTableRow:
      case Block::Kind::kParagraph:
        out += "<p>" + body + "</p>\n";
        break;
    }
  }
  if (list != nullptr) out += std::string("</") + list + ">\n";
  return out + "</article>\n";
}

}  // namespace

std::string render(const Article& article, BodyFormat format) {
  if (format == BodyFormat::kMarkdown) return to_markdown(article);
  if (format == BodyFormat::kHtml) return to_html(article);
  std::string out = article.title;
  if (const std::string line = byline(article); !line.empty())
    out += (out.empty() ? "" : "\n") + line;
  if (!article.body.empty()) out += (out.empty() ? "" : "\n\n") + article.body;
  return out + '\n';
}

}  // namespace tearsheet::extract
