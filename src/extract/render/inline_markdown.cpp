// The inline HTML of a block as CommonMark.
#include "extract/render/inline_markdown.h"

#include <algorithm>
#include <array>
#include <vector>

#include "base/ascii.h"
#include "base/utf8.h"

namespace tearsheet::extract {
namespace {

constexpr std::size_t kLongestTex = 2000;  // bytes between two marks in a line

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

constexpr ByteSet kAlwaysEscaped("\\`*_[]<&~|"), kEscapedAtLineStart("#>+-=:");
/// What escape_markdown() has to look at within a line.
constexpr ByteSet kStops("\\`*_[]<&~|!\n");
constexpr ByteSet kMarkup("<&"), kFormulaMarks("\\$");

/// The inline HTML of structure/inline_html.h, as Markdown.
class Inline {
 public:
  explicit Inline(std::string_view html) : html_(html) {}

  std::string run() {
    has_formulas_ = html_.find("<span class=\"math") != std::string_view::npos;
    while (at_ < html_.size()) {
      if (html_[at_] == '<') {
        const auto close = html_.find('>', at_);
        if (close == std::string_view::npos) break;
        flush();
        const std::string_view tag = html_.substr(at_ + 1, close - at_ - 1);
        at_ = close + 1;
        handle(tag);
      } else if (html_[at_] == '&') {
        plain_ += next_character();
      } else {
        const auto end = kMarkup.find_in(html_, at_);
        plain_ += html_.substr(at_, end - at_);
        at_ = end;
      }
    }
    flush();
    while (!open_.empty()) close(open_.back().kind);
    return std::move(out_);
  }

 private:
  enum class Kind { kEmphasis, kStrong, kCode, kLink, kNote };
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
    out_ += in_code ? plain_ : with_formulas(plain_, out_.empty() || out_.back() == '\n');
    plain_.clear();
  }

  /// Text with the TeX that a script was to find in it: \(x\), \[x\] and $$x$$.
  std::string with_formulas(std::string_view text, bool line_start) {
    struct Marks {
      std::string_view open, close, as;
    };
    static constexpr std::array<Marks, 3> kMarks = {
        Marks{"\\(", "\\)", "$"}, Marks{"\\[", "\\]", "$$"}, Marks{"$$", "$$", "$$"}};
    std::string out;
    std::size_t from = 0;
    for (std::size_t at = kFormulaMarks.find_in(text); at < text.size();
         at = kFormulaMarks.find_in(text, at)) {
      const auto* marks = std::find_if(kMarks.begin(), kMarks.end(), [&](const Marks& one) {
        return text.substr(at).starts_with(one.open);
      });
      if (marks == kMarks.end()) {
        ++at;
        continue;
      }
      const std::size_t begin = at + 2;
      // Nobody writes longer ones in a line; a missing end must not be looked for again and again.
      const std::string_view rest = text.substr(begin, kLongestTex);
      const auto length = rest.find(marks->close);
      if (length == std::string_view::npos || length == 0 ||
          rest.substr(0, length).find('$') != std::string_view::npos) {
        at = begin;
        continue;
      }
      out += escaped(text.substr(from, at - from), line_start && from == 0);
      ((out += marks->as) += trimmed(rest.substr(0, length))) += marks->as;
      at = from = begin + length + 2;
    }
    return out + escaped(text.substr(from), line_start && from == 0);
  }

  /// Beside formulas a dollar that is money would begin one.
  [[nodiscard]] std::string escaped(std::string_view text, bool line_start) const {
    std::string out = escape_markdown(text, line_start);
    if (!has_formulas_) return out;
    for (auto at = out.find('$'); at != std::string::npos; at = out.find('$', at + 2))
      out.insert(at, 1, '\\');
    return out;
  }

  /// The TeX of the formula that begins here, in its marks.
  void formula(bool is_display) {
    const auto end = std::min(html_.find('<', at_), html_.size());
    std::string tex;
    while (at_ < end) tex += next_character();
    std::replace(tex.begin(), tex.end(), '\n', ' ');
    const std::string_view inner = trimmed(tex);
    if (inner.empty() || inner.find("$") != std::string_view::npos) {
      plain_ += inner;
      return;
    }
    const char* mark = is_display ? "$$" : "$";
    ((out_ += mark) += inner) += mark;
  }

  void handle(std::string_view tag) {
    static constexpr std::string_view kLink = "a href=\"", kNote = "a href=\"#fn-";
    if (tag == "br") {
      while (!out_.empty() && out_.back() == ' ') out_.pop_back();
      if (!out_.empty()) out_ += "\\\n";
    } else if (tag.starts_with(kNote)) {
      open_.push_back({Kind::kNote, out_.size(),
                       std::string(tag.substr(kNote.size(), tag.size() - kNote.size() - 1))});
    } else if (tag == "span class=\"math\"" || tag == "span class=\"math display\"") {
      formula(tag.ends_with("display\""));
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
      close(!open_.empty() && open_.back().kind == Kind::kNote ? Kind::kNote : Kind::kLink);
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
      case Kind::kNote:
        return "[^" + address + ']';
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
  bool has_formulas_ = false;
};

}  // namespace

std::string inline_markdown(std::string_view html) {
  return Inline(html).run();
}

std::string escape_markdown(std::string_view text, bool line_start) {
  std::string out;
  out.reserve(text.size() + 8);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!line_start) {
      const std::size_t stop = kStops.find_in(text, i);
      out += text.substr(i, stop - i);
      i = stop;
      if (i == text.size()) break;
    }
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
    if (kAlwaysEscaped.has(c) || (line_start && kEscapedAtLineStart.has(c))) out += '\\';
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

}  // namespace tearsheet::extract
