#include "extract/structure/code.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "base/ascii.h"
#include "extract/page/bounds.h"
#include "extract/page/survey.h"

namespace tearsheet::extract {
namespace {

using html::Node;
using html::Tag;

constexpr int kStepsAround = 3;               // from a <pre> up to what may name its language
constexpr std::size_t kLongestLanguage = 30;  // bytes of a name
constexpr std::size_t kMaxCode = 1'000'000;   // bytes of one block; the rest is cut

template <class Use>
void each_word(std::string_view text, const Use& use) {
  for (std::size_t i = 0; i < text.size();) {
    while (i < text.size() && is_space(text[i])) ++i;
    const std::size_t begin = i;
    while (i < text.size() && !is_space(text[i])) ++i;
    if (i > begin) use(text.substr(begin, i - begin));
  }
}

bool is_number(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return is_digit(c); });
}

/// The highlighters' own words for the column of numbers.
bool is_gutter(Node node) {
  static constexpr std::array<std::string_view, 15> kWords = {
      "lineno",
      "linenos",
      "linenumber",
      "linenumbers",
      "line-number",
      "line-numbers",
      "line-numbers-rows",
      "lnt",
      "ln",
      "gutter",
      "rouge-gutter",
      "gl",
      "hljs-ln-numbers",
      "blob-num",
      "react-syntax-highlighter-line-number"};
  bool found = false;
  each_word(class_of(node), [&](std::string_view word) {
    found |= std::find(kWords.begin(), kWords.end(), word) != kWords.end();
  });
  if (found) return true;
  const auto style = node.attribute("style").value_or("").substr(0, kLongestClass);
  return style.find("user-select") != std::string_view::npos &&
         style.find("none") != std::string_view::npos;
}

bool is_line(Node node) {
  if (node.attribute("data-line") && node.tag() == Tag::kSpan) return true;
  bool found = false;
  each_word(class_of(node), [&](std::string_view word) {
    found |= word == "line" || word == "code-line" || word == "token-line" || word == "view-line";
  });
  return found;
}

class CodeReader {
 public:
  std::string run(Node pre) {
    const auto& page = pre.document();
    for (std::uint32_t i = pre.index() + 1; i < pre.end() && out_.size() < kMaxCode;) {
      while (!blocks_.empty() && blocks_.back() <= i) {
        blocks_.pop_back();
        line_is_due_ = true;
      }
      const Node node = page.node(i);
      if (node.is_text()) {
        add(node.text());
        ++i;
      } else if (is_unread(node.tag()) || node.name_space() != html::Namespace::kHtml ||
                 (!node.attributes().empty() && is_gutter(node))) {
        i = node.end();
      } else {
        begin(node);
        i = is_numbered(node) ? node.end() : i + 1;
      }
    }
    drop_numbers();
    return without_blank_lines();
  }

 private:
  struct Number {
    std::size_t at, size;
  };

  [[nodiscard]] bool at_line_start() const {
    return out_.empty() || out_.back() == '\n' || line_is_due_;
  }

  void begin(Node node) {
    if (node.tag() == Tag::kBr) {
      end_line();
      out_ += '\n';
      after_number_ = false;
    } else if (is_block_level(node.tag())) {
      if (!after_number_) line_is_due_ = true;
      after_number_ = false;
      blocks_.push_back(node.end());
    } else if (!node.attributes().empty() && is_line(node)) {
      const Node before = node.previous_sibling();
      if (before && before.is_element() && is_line(before)) line_is_due_ = true;
    }
  }

  void end_line() {
    if (line_is_due_ && !out_.empty() && out_.back() != '\n') {
      out_ += '\n';
      ++lines_;
    }
    line_is_due_ = false;
  }

  void add(std::string_view text) {
    // White space between the lines' own elements is the page's, not the code's.
    if (!blocks_.empty() && line_is_due_ && text.find('\n') != std::string_view::npos &&
        trimmed(text).empty() && text != "\n")
      return;
    if (text.empty()) return;
    if (line_is_due_ && text == "\n" && !out_.empty() && out_.back() != '\n' && blocks_.empty())
      line_is_due_ = false;  // the line end itself
    end_line();
    after_number_ = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text.substr(i).starts_with("\xC2\xA0")) {
        out_ += ' ';
        ++i;
      } else if (!text.substr(i).starts_with("\xE2\x80\x8B")) {
        lines_ += text[i] == '\n' ? 1 : 0;
        out_ += text[i];
      } else {
        i += 2;
      }
    }
  }

  /// An element at a line's start that is the number of that line.
  bool is_numbered(Node node) {
    if (!at_line_start() || (node.tag() != Tag::kSpan && node.tag() != Tag::kDiv)) return false;
    const Node only = node.first_child();
    if (!only || !only.is_text() || only.end() != node.end()) return false;
    const std::string_view number = trimmed(only.text());
    if (!is_number(number) || number.size() > 6) return false;
    end_line();
    if (number != std::to_string(lines_ + 1)) return false;
    numbers_.push_back({out_.size(), number.size()});
    out_ += number;
    after_number_ = true;
    while (!blocks_.empty() && blocks_.back() == node.end()) blocks_.pop_back();
    return true;
  }

  void drop_numbers() {
    if (numbers_.size() < 2 || numbers_.size() + 1 < lines_) return;
    std::string kept;
    std::size_t at = 0;
    for (const Number& one : numbers_) {
      kept += out_.substr(at, one.at - at);
      at = one.at + one.size;
    }
    out_ = kept + out_.substr(at);
  }

  std::string without_blank_lines() {
    std::size_t begin = 0, end = out_.size();
    while (end > 0 && is_space(out_[end - 1])) --end;
    for (std::size_t i = 0; i < end; ++i) {
      if (out_[i] == '\n') begin = i + 1;
      if (!is_space(out_[i])) break;
    }
    return out_.substr(std::min(begin, end), end - std::min(begin, end));
  }

  std::string out_;
  std::vector<std::uint32_t> blocks_;  // where open elements of their own lines end
  std::vector<Number> numbers_;
  std::size_t lines_ = 0;
  bool line_is_due_ = false, after_number_ = false;
};

bool is_language_name(std::string_view word) {
  static constexpr std::array<std::string_view, 52> kNames = {
      "bash",       "c",      "cpp",    "csharp",     "css",     "diff",     "dockerfile",
      "elixir",     "elm",    "erlang", "go",         "graphql", "groovy",   "haskell",
      "html",       "ini",    "java",   "javascript", "js",      "json",     "jsx",
      "julia",      "kotlin", "latex",  "lean",       "lua",     "makefile", "markdown",
      "matlab",     "nginx",  "nix",    "objectivec", "ocaml",   "perl",     "php",
      "powershell", "python", "r",      "ruby",       "rust",    "scala",    "scss",
      "shell",      "sh",     "sql",    "swift",      "toml",    "ts",       "tsx",
      "typescript", "xml",    "yaml"};
  return std::binary_search(kNames.begin(), kNames.end(), word) ||
         std::find(kNames.begin(), kNames.end(), word) != kNames.end();
}

/// `is_code`: a bare "python" among the classes is a language, not the page's word for something.
std::string language_in_classes(Node node, bool is_code) {
  std::string found;
  const std::string_view classes = class_of(node);
  is_code |= classes.find("highlight") != std::string_view::npos ||
             classes.find("sourceCode") != std::string_view::npos;
  bool after_brush = false;
  each_word(classes, [&](std::string_view word) {
    const std::string lower = to_lower(word);
    std::string_view rest;
    for (const std::string_view prefix : {"language-", "lang-", "highlight-source-",
                                          "highlight-text-", "code-", "brush:", "src-"}) {
      if (lower.starts_with(prefix)) rest = std::string_view(lower).substr(prefix.size());
      if (!rest.empty()) {
        if (prefix == "code-" && !is_language_name(rest)) rest = {};
        break;
      }
    }
    if (rest.empty() && (after_brush || (is_code && is_language_name(lower)))) rest = lower;
    after_brush = lower == "brush:";
    while (!rest.empty() && !is_alnum(rest.back()) && rest.back() != '+' && rest.back() != '#')
      rest.remove_suffix(1);
    if (found.empty() && !rest.empty()) found = rest;
  });
  return found;
}

std::string language_of(Node node, bool is_code) {
  for (const char* name : {"data-language", "data-lang", "data-code-language"}) {
    const auto value = node.attribute(name);
    if (value && !trimmed(*value).empty() && value->size() <= kLongestLanguage)
      return to_lower(trimmed(*value));
  }
  return language_in_classes(node, is_code);
}

}  // namespace

std::string code_text(Node pre) {
  return CodeReader().run(pre);
}

std::string code_language(Node pre) {
  std::string found = language_of(pre, true);
  const Node inner = pre.first_child();
  if (found.empty() && inner && inner.is_element() && inner.tag() == Tag::kCode)
    found = language_of(inner, true);
  if (found.empty() && inner && inner.next_sibling() && inner.next_sibling().is_element() &&
      inner.next_sibling().tag() == Tag::kCode)
    found = language_of(inner.next_sibling(), true);
  Node around = pre.parent();
  for (int i = 0; i < kStepsAround && found.empty() && around && around.is_element(); ++i) {
    // What holds more than this code speaks of the page.
    if (around.tag() == Tag::kBody || around.tag() == Tag::kArticle) break;
    found = language_of(around, false);
    around = around.parent();
  }
  const bool is_none = found == "text" || found == "plaintext" || found == "plain" ||
                       found == "none" || found == "txt" || found == "nohighlight" ||
                       found == "auto" || found == "output";
  const bool is_name =
      found.size() <= kLongestLanguage && std::all_of(found.begin(), found.end(), [](char c) {
        return is_alnum(c) || c == '+' || c == '#' || c == '-' || c == '.' || c == '_';
      });
  return is_none || !is_name ? std::string() : found;
}

bool is_line_numbers(std::string_view code) {
  std::size_t expected = 0;
  std::size_t lines = 0;
  bool all = true;
  each_word(code, [&](std::string_view word) {
    if (!all) return;
    if (!is_number(word) || word.size() > 6) {
      all = false;
      return;
    }
    std::size_t number = 0;
    for (const char c : word) number = number * 10 + static_cast<std::size_t>(c - '0');
    if (lines++ > 0 && number != expected) all = false;
    expected = number + 1;
  });
  return all && lines > 0;
}

}  // namespace tearsheet::extract
