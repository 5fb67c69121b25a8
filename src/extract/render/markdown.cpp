// Blocks as Markdown: CommonMark 0.30 with the tables of GFM 0.29. No raw HTML is written, and what
// is no markup is escaped, so whatever reads it sees the text as it was.
#include "extract/render/markdown.h"

#include <algorithm>
#include <array>
#include <vector>

#include "base/ascii.h"
#include "base/utf8.h"

namespace tearsheet::extract {
namespace {

using records::Block;

/// Whether a byte belongs to a character that CommonMark counts as punctuation, white space or the
/// end: beyond ASCII the blocks of punctuation that news text has, and their full-width forms.
bool is_apart(std::string_view text, std::size_t at) {
  if (at >= text.size()) return true;
  const auto c = static_cast<unsigned char>(text[at]);
  if (c < 0x80) return !is_alnum(text[at]);
  const std::string_view three = text.substr(at, 3);
  return c == 0xC2 || three.starts_with("\xE2\x80") || three.starts_with("\xE2\x81") ||
         three.starts_with("\xE3\x80") || three.starts_with("\xEF\xBC") ||
         three.starts_with("\xEF\xBD") || three.starts_with("\xEF\xB8");
}

std::size_t last_character(std::string_view text) {
  std::size_t at = text.size();
  while (at > 0 && is_continuation(text[--at])) {
  }
  return at;
}

bool is_escaped(char c, bool line_start) {
  static constexpr std::string_view kAlways = "\\`*_[]<&~|";
  static constexpr std::string_view kAtLineStart = "#>+-=:";
  return kAlways.find(c) != std::string_view::npos ||
         (line_start && kAtLineStart.find(c) != std::string_view::npos);
}

/// The inline HTML that blocks.cpp writes, as Markdown.
class Inline {
 public:
  explicit Inline(std::string_view html) : html_(html) {}

  std::string run() {
    while (at_ < html_.size()) {
      if (html_[at_] == '<') {
        const auto close = html_.find('>', at_);
        if (close == std::string_view::npos) break;
        flush();
        const std::string_view tag = html_.substr(at_ + 1, close - at_ - 1);
        at_ = close + 1;
        handle(tag);
      } else {
        plain_ += next_character();
      }
    }
    flush();
    while (!open_.empty()) close(open_.back().kind);
    return std::move(out_);
  }

 private:
  enum class Kind { kEmphasis, kStrong, kCode, kLink };
  struct Open {
    Kind kind;
    std::size_t at;
    std::string address;
  };

  char next_character() {
    struct Reference {
      std::string_view name;
      char value;
    };
    static constexpr std::array<Reference, 4> kReferences = {
        Reference{"&amp;", '&'}, Reference{"&lt;", '<'}, Reference{"&gt;", '>'},
        Reference{"&quot;", '"'}};
    if (html_[at_] == '&') {
      for (const auto& [name, value] : kReferences) {
        if (!html_.substr(at_).starts_with(name)) continue;
        at_ += name.size();
        return value;
      }
    }
    return html_[at_++];
  }

  void flush() {
    const bool in_code = std::any_of(open_.begin(), open_.end(),
                                     [](const Open& one) { return one.kind == Kind::kCode; });
    out_ += in_code ? plain_ : escape_markdown(plain_, out_.empty() || out_.back() == '\n');
    plain_.clear();
  }

  void handle(std::string_view tag) {
    static constexpr std::string_view kLink = "a href=\"";
    if (tag == "br") {
      while (!out_.empty() && out_.back() == ' ') out_.pop_back();
      if (!out_.empty()) out_ += "\\\n";
    } else if (tag.starts_with(kLink)) {
      open_.push_back({Kind::kLink, out_.size(),
                       std::string(tag.substr(kLink.size(), tag.size() - kLink.size() - 1))});
    } else if (tag == "em") {
      open_.push_back({Kind::kEmphasis, out_.size(), {}});
    } else if (tag == "strong") {
      open_.push_back({Kind::kStrong, out_.size(), {}});
    } else if (tag == "code") {
      open_.push_back({Kind::kCode, out_.size(), {}});
    } else if (tag == "/a") {
      close(Kind::kLink);
    } else if (tag == "/em") {
      close(Kind::kEmphasis);
    } else if (tag == "/strong") {
      close(Kind::kStrong);
    } else if (tag == "/code") {
      close(Kind::kCode);
    }
  }

  void close(Kind kind) {
    if (open_.empty() || open_.back().kind != kind) return;
    const Open open = std::move(open_.back());
    open_.pop_back();
    std::string content = out_.substr(open.at);
    out_.resize(open.at);
    // Marks stand right at the words; spaces go outside.
    const std::string_view inner = trimmed(content);
    const bool before = !content.empty() && is_space(content.front());
    const bool behind = inner.size() + (before ? 1 : 0) < content.size();
    if (inner.empty()) {
      if (!content.empty()) out_ += ' ';
      return;
    }
    if (before) out_ += ' ';
    out_ += marked(kind, inner, open.address, behind);
    if (behind) out_ += ' ';
  }

  std::string marked(Kind kind, std::string_view inner, const std::string& address, bool spaced) {
    switch (kind) {
      case Kind::kLink:
        return '[' + std::string(inner) + "](" + target_of(address) + ')';
      case Kind::kCode:
        return code(inner);
      case Kind::kStrong:
        return stands(inner, spaced) ? "**" + std::string(inner) + "**" : std::string(inner);
      case Kind::kEmphasis:
        return stands(inner, spaced) ? "*" + std::string(inner) + "*" : std::string(inner);
    }
    return std::string(inner);
  }

  /// CommonMark 6.2: marks open left of a word and close right of one; beside punctuation only
  /// where the other side is apart as well. Where they would not, the text goes without.
  [[nodiscard]] bool stands(std::string_view inner, bool spaced) const {
    if (inner.find('\n') != std::string_view::npos) return false;
    if (!out_.empty() && out_.back() == '*') return false;
    const bool free_before = out_.empty() || is_apart(out_, last_character(out_));
    const bool free_behind =
        spaced || at_ >= html_.size() || html_[at_] == '<' || is_apart(html_, at_);
    const bool tight_begin = !is_apart(inner, 0) || inner.front() == '*' || inner.front() == '[';
    const bool tight_end =
        !is_apart(inner, last_character(inner)) || inner.back() == '*' || inner.back() == ')';
    if (at_ < html_.size() && html_[at_] == '<' && !spaced) {
      // What follows is not known yet: only where the words themselves bind.
      return (free_before || !is_apart(inner, 0)) && !is_apart(inner, last_character(inner));
    }
    return (free_before || (tight_begin && !is_apart(inner, 0))) &&
           (free_behind || (tight_end && !is_apart(inner, last_character(inner))));
  }

  static std::string code(std::string_view inner) {
    std::string marks = "`";
    while (inner.find(marks) != std::string_view::npos) marks += '`';
    const bool pad = inner.front() == '`' || inner.back() == '`';
    return marks + (pad ? " " : "") + std::string(inner) + (pad ? " " : "") + marks;
  }

  static std::string target_of(std::string_view escaped) {
    std::string address;
    for (std::size_t i = 0; i < escaped.size(); ++i) {
      if (escaped.substr(i).starts_with("&amp;")) {
        address += '&';
        i += 4;
      } else if (escaped.substr(i).starts_with("&quot;")) {
        address += "%22";
        i += 5;
      } else {
        address += escaped[i];
      }
    }
    return escape_target(address);
  }

  std::string_view html_;
  std::size_t at_ = 0;
  std::string out_, plain_;
  std::vector<Open> open_;
};

std::string inline_of(const Block& block) {
  return block.html.empty() ? escape_markdown(block.text) : Inline(block.html).run();
}

/// The lines of `text` behind `first`, later ones behind `rest`.
std::string with_prefix(std::string_view text, std::string_view first, std::string_view rest) {
  std::string out(first);
  for (const char c : text) {
    out += c;
    if (c == '\n') out += rest;
  }
  return out;
}

std::string fenced(std::string_view text) {
  std::string marks = "```";
  while (text.find(marks) != std::string_view::npos) marks += '`';
  return marks + '\n' + std::string(text) + '\n' + marks;
}

std::vector<std::string_view> cells_of(std::string_view row) {
  static constexpr std::string_view kBetween = " | ";
  std::vector<std::string_view> cells;
  for (;;) {
    const auto at = row.find(kBetween);
    cells.push_back(row.substr(0, at));
    if (at == std::string_view::npos) return cells;
    row = row.substr(at + kBetween.size());
  }
}

/// GFM 4.10: the first row is the head, because a table must have one.
std::string table(std::span<const Block> rows) {
  std::size_t columns = 1;
  for (const auto& row : rows) columns = std::max(columns, cells_of(row.text).size());
  std::string out;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    auto cells = cells_of(rows[i].text);
    cells.resize(columns);
    out += '|';
    for (const auto cell : cells) {
      std::string text = escape_markdown(cell);
      std::replace(text.begin(), text.end(), '\n', ' ');
      out += ' ' + text + " |";
    }
    out += '\n';
    if (i > 0) continue;
    out += '|';
    for (std::size_t k = 0; k < columns; ++k) out += " --- |";
    out += '\n';
  }
  return out;
}

/// Indentation and numbers of a list's items: an item belongs to the one above where it stands
/// behind that one's mark.
class Lists {
 public:
  std::string item(const Block& block) {
    const std::size_t level = std::max<std::size_t>(1, block.level);
    levels_.resize(std::min(levels_.size(), level));
    // A deeper item needs one above it to stand in.
    if (levels_.size() < level) levels_.push_back({});
    Level& own = levels_.back();
    if (own.count > 0 && own.ordered != block.ordered) own = {};
    own.ordered = block.ordered;
    ++own.count;
    std::string indent;
    for (std::size_t i = 0; i + 1 < levels_.size(); ++i)
      indent += std::string(levels_[i].width, ' ');
    const std::string mark = block.ordered ? std::to_string(own.count) + ". " : "- ";
    own.width = mark.size();
    return with_prefix(inline_of(block), indent + mark, indent + std::string(mark.size(), ' '));
  }
  void end() { levels_.clear(); }

 private:
  struct Level {
    int count = 0;
    bool ordered = false;
    std::size_t width = 2;
  };
  std::vector<Level> levels_;
};

}  // namespace

std::string escape_markdown(std::string_view text, bool line_start) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (line_start && is_digit(c)) {
      // "1." and "1)" begin a list.
      std::size_t end = i;
      while (end < text.size() && is_digit(text[end])) ++end;
      out += text.substr(i, end - i);
      if (end < text.size() && (text[end] == '.' || text[end] == ')')) out += '\\';
      i = end - 1;
      line_start = false;
      continue;
    }
    if (c == '!' && i + 1 == text.size()) {
      out += "\\!";  // a link may follow
      continue;
    }
    if (is_escaped(c, line_start)) out += '\\';
    out += c;
    line_start = c == '\n' || (line_start && c == ' ');
  }
  return out;
}

std::string escape_target(std::string_view address) {
  std::string out;
  for (const char c : address) {
    if (c == '(' || c == ')' || c == '<' || c == '>' || c == '\\') out += '\\';
    if (c == ' ') {
      out += "%20";
    } else {
      out += c;
    }
  }
  return out;
}

std::string to_markdown(std::span<const Block> blocks) {
  std::string out;
  Lists lists;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const Block& block = blocks[i];
    const bool goes_on = i > 0 && block.kind == Block::Kind::kListItem &&
                         blocks[i - 1].kind == Block::Kind::kListItem;
    if (!goes_on) {
      lists.end();
      out += '\n';
    }
    switch (block.kind) {
      case Block::Kind::kHeading: {
        std::string text = inline_of(block);
        for (auto at = text.find('\n'); at != std::string::npos; at = text.find('\n'))
          text[at] = ' ';
        if (text.ends_with('#'))
          text.insert(text.size() - 1, 1, '\\');  // it would close the heading
        out += std::string(std::clamp<std::size_t>(block.level, 2, 6), '#') + ' ' + text;
        break;
      }
      case Block::Kind::kQuote: {
        out += with_prefix(inline_of(block), "> ", "> ");
        // Paragraphs of one quotation stay together.
        if (i + 1 < blocks.size() && blocks[i + 1].kind == Block::Kind::kQuote) {
          out += "\n>\n";
          out += with_prefix(inline_of(blocks[i + 1]), "> ", "> ");
          while (++i + 1 < blocks.size() && blocks[i + 1].kind == Block::Kind::kQuote)
            out += "\n>\n" + with_prefix(inline_of(blocks[i + 1]), "> ", "> ");
        }
        break;
      }
      case Block::Kind::kListItem:
        out += lists.item(block);
        break;
      case Block::Kind::kPreformatted:
        out += fenced(block.text);
        break;
      case Block::Kind::kImage:
        out += "![" + escape_markdown(block.text, false) + "](" + escape_target(block.url) + ')';
        break;
      case Block::Kind::kCaption:
        out += '*' + escape_markdown(block.text, false) + '*';
        break;
      case Block::Kind::kTableRow: {
        std::size_t end = i;
        while (end < blocks.size() && blocks[end].kind == Block::Kind::kTableRow) ++end;
        out += table(blocks.subspan(i, end - i));
        i = end - 1;
        continue;
      }
      case Block::Kind::kParagraph:
        out += inline_of(block);
        break;
    }
    out += '\n';
  }
  return out;
}

}  // namespace tearsheet::extract
