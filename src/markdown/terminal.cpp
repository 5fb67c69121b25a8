// Markdown as wrapped text. What a block stands in (quotations, items) is a stack of prefixes.
#include <algorithm>

#include "base/ascii.h"
#include "markdown/cells.h"
#include "markdown/events.h"
#include "markdown/markdown.h"
#include "markdown/table.h"

namespace tearsheet::markdown {
namespace {

constexpr std::size_t kFewestColumns = 16;  // left for the text, however deep it stands
constexpr std::size_t kMostPrefixes = 32;

class Terminal final : public Events {
 public:
  explicit Terminal(const TerminalOptions& options) : options_(options) {}

  std::string take() {
    flush();
    return std::move(out_);
  }

  void enter(Block block, const Detail& detail) override {
    switch (block) {
      case Block::kQuote:
        begin_block();
        put_blank();
        push({"│ ", "│ "});
        opens_quote_ = true;
        break;
      case Block::kBullets:
      case Block::kNumbers:
        flush();
        if (lists_.empty() && !opens_quote_) blank_due_ = true;
        lists_.push_back(block == Block::kNumbers ? std::max(detail.number, 1U) : 0);
        break;
      case Block::kItem:
        enter_item(detail);
        break;
      case Block::kRule:
        begin_block();
        append(line_, std::string("* * *"), kDim);
        flush();
        blank_due_ = true;
        break;
      case Block::kHeading:
        begin_block();
        style_ |= kBold;
        if (!options_.colour)
          append(line_, std::string(std::min(detail.number, 6U), '#') + ' ', style_);
        break;
      case Block::kCode:
        begin_block();
        in_code_ = true;
        push({"    ", "    "});
        break;
      case Block::kParagraph:
        begin_block();
        break;
      case Block::kTable:
        begin_block();
        rows_.clear();
        break;
      case Block::kRow:
        rows_.emplace_back();
        break;
      case Block::kHeadCell:
        style_ |= kBold;
        break;
      case Block::kHead:
      case Block::kCell:
        break;
    }
  }

  void leave(Block block) override {
    switch (block) {
      case Block::kQuote:
        flush();
        pop();
        blank_due_ = true;
        break;
      case Block::kItem:
        flush();
        pop();
        break;
      case Block::kBullets:
      case Block::kNumbers:
        if (!lists_.empty()) lists_.pop_back();
        blank_due_ = blank_due_ || lists_.empty();
        break;
      case Block::kHeading:
        flush();
        style_ = kPlainStyle;
        blank_due_ = true;
        break;
      case Block::kCode:
        while (!line_.empty() && line_.back().c == '\n') line_.pop_back();
        flush();
        pop();
        in_code_ = false;
        blank_due_ = true;
        break;
      case Block::kParagraph:
        flush();
        blank_due_ = true;
        break;
      case Block::kHeadCell:
      case Block::kCell:
        style_ = kPlainStyle;
        if (!rows_.empty()) rows_.back().push_back(std::move(line_));
        line_.clear();
        break;
      case Block::kTable:
        for (const std::string& line : table_lines(rows_, room(), options_.colour)) put_line(line);
        rows_.clear();
        blank_due_ = true;
        break;
      case Block::kRule:
      case Block::kHead:
      case Block::kRow:
        break;
    }
  }

  void enter(Span span, const Detail& detail) override {
    outer_.push_back(style_);
    if (span == Span::kEmphasis) style_ |= kItalic;
    if (span == Span::kStrong) style_ |= kBold;
    if (span == Span::kLink && !detail.address.empty()) style_ |= kUnderlined;
    if (span == Span::kImage) {
      style_ |= kDim;
      append(line_, "[picture", style_);
      picture_at_ = line_.size();
    }
    if (span == Span::kCode && !options_.colour) append(line_, "`", style_);
  }

  void leave(Span span) override {
    if (span == Span::kImage) {
      if (line_.size() > picture_at_) {
        const Cell colon[] = {{':', 1, style_}, {' ', 1, style_}};
        line_.insert(line_.begin() + static_cast<std::ptrdiff_t>(picture_at_), std::begin(colon),
                     std::end(colon));
      }
      append(line_, "]", style_);
    }
    if (span == Span::kCode && !options_.colour) append(line_, "`", style_);
    if (outer_.empty()) return;
    style_ = outer_.back();
    outer_.pop_back();
  }

  void text(std::string_view text) override {
    in_code_ ? append_code(line_, text, style_) : append(line_, text, style_);
  }
  void line_break() override {
    while (!line_.empty() && line_.back().c == ' ') line_.pop_back();
    line_.push_back({'\n', 0, style_});
  }

 private:
  struct Prefix {
    std::string first, rest;
  };

  void enter_item(const Detail& detail) {
    flush();
    std::string mark = "• ";
    if (!lists_.empty() && lists_.back() != 0) mark = std::to_string(lists_.back()++) + ". ";
    if (detail.task != 0) mark += detail.task == ' ' ? "[ ] " : "[x] ";
    const std::string rest(markdown::columns_of(mark), ' ');
    push({std::move(mark), rest});
  }

  /// What came before is written; a blank line goes before what comes.
  void begin_block() {
    flush();
    // The first paragraph of an item stands behind its mark.
    const bool opens_item = !prefixes_.empty() && prefixes_.back().first != prefixes_.back().rest;
    if (!out_.empty() && !opens_item && !opens_quote_) blank_due_ = true;
  }

  void push(Prefix prefix) { prefixes_.push_back(std::move(prefix)); }
  void pop() {
    if (!prefixes_.empty()) prefixes_.pop_back();
  }

  /// So many of the outer prefixes are shown that there is room for the text.
  [[nodiscard]] std::size_t shown_prefixes() const {
    std::size_t columns = 0, count = 0;
    for (const Prefix& prefix : prefixes_) {
      columns += markdown::columns_of(prefix.rest);
      if (options_.width > 0 && columns + kFewestColumns > options_.width) break;
      if (++count == kMostPrefixes) break;
    }
    return count;
  }

  [[nodiscard]] std::size_t room() const {
    if (options_.width == 0) return 0;
    std::size_t columns = 0;
    for (std::size_t i = 0; i < shown_prefixes(); ++i)
      columns += markdown::columns_of(prefixes_[i].rest);
    return std::max<std::size_t>(options_.width - std::min(columns, options_.width), 1);
  }

  void put_prefix(bool is_blank) {
    std::string prefix;
    for (std::size_t i = 0; i < shown_prefixes(); ++i) {
      Prefix& one = prefixes_[i];
      prefix += is_blank ? one.rest : one.first;
      if (!is_blank) one.first = one.rest;
    }
    if (is_blank) {
      while (prefix.ends_with(' ')) prefix.pop_back();
    }
    out_ += prefix;
  }

  // A new item's mark stands below the blank line, not before it.
  void put_blank() {
    if (blank_due_ && !out_.empty()) {
      put_prefix(true);
      out_ += '\n';
    }
    blank_due_ = false;
  }

  void put_line(const std::string& text) {
    put_blank();
    opens_quote_ = false;
    put_prefix(false);
    out_ += text;
    if (text.empty()) {
      while (out_.ends_with(' ')) out_.pop_back();
    }
    out_ += '\n';
  }

  void flush() {
    if (line_.empty()) return;
    if (!in_code_) {
      while (!line_.empty() && line_.back().c == ' ') line_.pop_back();
    }
    // Code is not folded: its lines mean something.
    for (const Line& line : lines_of(line_, in_code_ ? 0 : room())) {
      std::string text;
      write(text, line_, line, options_.colour);
      put_line(text);
    }
    line_.clear();
  }

  const TerminalOptions options_;
  std::string out_;
  Cells line_;
  std::uint8_t style_ = kPlainStyle;
  std::vector<std::uint8_t> outer_;
  std::vector<Prefix> prefixes_;
  std::vector<unsigned> lists_;  // next number; 0: bullets
  std::vector<std::vector<Cells>> rows_;
  std::size_t picture_at_ = 0;
  bool in_code_ = false, blank_due_ = false, opens_quote_ = false;
};

std::uint8_t style_of(Look look) {
  switch (look) {
    case Look::kBold:
      return kBold;
    case Look::kItalic:
      return kItalic;
    case Look::kDim:
      return kDim;
    case Look::kPlain:
      break;
  }
  return kPlainStyle;
}

}  // namespace

std::string to_terminal(std::string_view markdown, const TerminalOptions& options) {
  Terminal terminal(options);
  read(markdown, terminal);
  return terminal.take();
}

std::string wrapped(std::string_view text, const TerminalOptions& options, Look look) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find("\n\n", at), text.size());
    Cells cells;
    append(cells, trimmed(text.substr(at, end - at)), style_of(look));
    at = end + 2;
    if (cells.empty()) continue;
    if (!out.empty()) out += '\n';
    for (const Line& line : lines_of(cells, options.width)) {
      write(out, cells, line, options.colour);
      out += '\n';
    }
  }
  return out;
}

}  // namespace tearsheet::markdown
