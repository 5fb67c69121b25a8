#include "feed/html_text.h"

#include <algorithm>
#include <vector>

#include "base/ascii.h"
#include "base/escape.h"
#include "feed/entities.h"
#include "feed/sanitise_table.h"
#include "feed/tag_scanner.h"
#include "text/text.h"

namespace tearsheet::feed {
namespace {

constexpr std::size_t kMaxDepth = 256;
constexpr int kMaxCutTags = 8;
constexpr std::size_t kMaxName = 16;  // longer than every name of the tables

std::string lower_name(std::string_view name) {
  std::string lower;
  for (const char c : name.substr(0, kMaxName)) lower.push_back(to_lower(c));
  return lower;
}

// Steps through tags and text. Comments, declarations and instructions are neither.
class HtmlScanner {
 public:
  enum class Token { kText, kTag, kDone };

  explicit HtmlScanner(std::string_view html) : left_(html) {}

  Token next() {
    while (!left_.empty()) {
      if (left_.front() != '<') return text(left_.find('<'));
      if (left_.starts_with("<![CDATA[")) {  // XML's, doubly wrapped: its content is what is meant
        left_.remove_prefix(9);
        is_in_cdata_ = true;
        continue;
      }
      if (left_.starts_with("<!") || left_.starts_with("<?")) {
        if (!skip_declaration()) return text(left_.find('<', 1));
      } else {
        switch (scan_tag(left_, tag_)) {
          case TagScan::kTag:
            text_ = left_.substr(0, tag_.size);
            left_.remove_prefix(tag_.size);
            return Token::kTag;
          case TagScan::kText:
            return text(left_.find('<', 1));
          case TagScan::kTooLong:
          case TagScan::kIncomplete:
            if (left_.size() == 1) return text(1);
            skip_cut_tag();
        }
      }
    }
    return Token::kDone;
  }

  [[nodiscard]] std::string_view text() const { return text_; }
  [[nodiscard]] const RawTag& tag() const { return tag_; }
  [[nodiscard]] std::string_view markup() const { return text_; }  ///< The tag as written.

  // To the end tag of an element whose content is not wanted; without one, only its start tag is
  // dropped.
  void skip_element(std::string_view name) {
    for (auto at = left_.find("</"); at != std::string_view::npos; at = left_.find("</", at + 2)) {
      if (lower_name(left_.substr(at + 2, name.size())) != name) continue;
      const auto end = left_.find('>', at);
      left_ = end == std::string_view::npos ? std::string_view{} : left_.substr(end + 1);
      return;
    }
    left_ = {};
  }

 private:
  Token text(std::size_t size) {
    text_ = left_.substr(0, size);
    left_.remove_prefix(text_.size());
    if (is_in_cdata_) {
      if (const auto end = text_.find("]]>"); end != std::string_view::npos) {
        left_ = {text_.data() + end + 3, text_.size() - end - 3 + left_.size()};
        text_ = text_.substr(0, end);
        is_in_cdata_ = false;
      }
    }
    return Token::kText;
  }

  // A quote that never closes hides the rest of the text; what stands behind the next '>' is shown
  // all the same. Each such tag costs a look at the whole rest, hence the count.
  void skip_cut_tag() {
    const auto end = ++cut_tags_ <= kMaxCutTags ? find_bracket() : std::string_view::npos;
    left_ = end == std::string_view::npos ? std::string_view{} : left_.substr(end + 1);
  }

  // Comments, "<!DOCTYPE ...>", "<?php ... ?>"; false for a "<!" that begins none of them.
  bool skip_declaration() {
    if (left_.starts_with("<!--") && has_comment_end_) {
      const auto end = left_.find("-->", 4);
      if (end != std::string_view::npos) {
        left_.remove_prefix(end + 3);
        return true;
      }
      has_comment_end_ = false;  // nor will any later one have
    }
    constexpr std::string_view kBegins = "-[/dDeE";
    const bool is_known =
        left_.size() > 2 && (left_[1] == '?' || kBegins.find(left_[2]) != std::string_view::npos);
    const auto end = is_known ? find_bracket() : std::string_view::npos;
    if (end == std::string_view::npos) return false;
    left_.remove_prefix(end + 1);
    return true;
  }

  // The next '>'; once there is none, there is none behind it either.
  std::size_t find_bracket() {
    const auto end = has_bracket_ ? left_.find('>') : std::string_view::npos;
    has_bracket_ = end != std::string_view::npos;
    return end;
  }

  std::string_view left_;
  std::string_view text_;
  RawTag tag_;
  int cut_tags_ = 0;
  bool is_in_cdata_ = false;
  bool has_bracket_ = true;
  bool has_comment_end_ = true;
};

// A tag that could be a word in angle brackets: no attributes, no namespace, no custom element's
// hyphen.
bool is_plain_word(const RawTag& tag) {
  return tag.attributes.empty() && tag.name.find_first_of(":-") == std::string_view::npos;
}

class Sanitiser {
 public:
  Sanitiser(std::string_view html, const Links& links, BaseId base)
      : scanner_(html), links_(links), base_(base) {
    out_.reserve(html.size() + html.size() / 8);
  }

  std::string run() {
    for (auto token = scanner_.next(); token != HtmlScanner::Token::kDone;
         token = scanner_.next()) {
      if (token == HtmlScanner::Token::kText) {
        add_text(scanner_.text());
      } else {
        add_tag(scanner_.tag());
      }
    }
    while (!open_.empty()) close();
    return std::move(out_);
  }

 private:
  void add_text(std::string_view text) {
    if (text.find('&') == std::string_view::npos) {
      append_markup(out_, text);
      return;
    }
    scratch_.clear();
    append_resolved(scratch_, text);
    append_markup(out_, scratch_);
  }

  void add_tag(const RawTag& tag) {
    const auto name = lower_name(tag.name);
    const auto rule = rule_for_element(name);
    switch (rule) {
      case ElementRule::kForeign:
      case ElementRule::kDropTag:
      case ElementRule::kDropBlockTag:
        return;
      case ElementRule::kDropWithAll:
        if (!tag.is_end && !tag.is_empty) scanner_.skip_element(name);
        return;
      case ElementRule::kVoid:
        if (!tag.is_end) start(name, tag);
        return;
      case ElementRule::kInline:
      case ElementRule::kBlock:
        break;
    }
    if (tag.is_end) {
      end(name);
    } else if (open_.size() < kMaxDepth) {
      start(name, tag);
      open_.push_back(name);
      if (tag.is_empty) close();  // "<p/>" of XHTML
    }
  }

  void start(const std::string& name, const RawTag& tag) {
    out_.push_back('<');
    out_.append(name);
    std::vector<std::string> seen;
    for (const auto& attribute : tag.attributes) {
      auto key = lower_name(attribute.name);
      const auto rule = rule_for_attribute(key);
      if (rule == AttributeRule::kDrop || std::ranges::find(seen, key) != seen.end()) continue;
      add_attribute(key, rule, attribute.value);
      seen.push_back(std::move(key));
    }
    out_.push_back('>');
  }

  void add_attribute(std::string_view key, AttributeRule rule, std::string_view raw) {
    scratch_.clear();
    append_resolved(scratch_, raw);
    if (rule == AttributeRule::kLink) scratch_ = links_.resolve_in_content(scratch_, base_);
    if (rule == AttributeRule::kSourceSet) scratch_ = resolved_source_set(scratch_);
    if (scratch_.empty() && rule != AttributeRule::kText) return;
    out_.push_back(' ');
    out_.append(key);
    out_.append("=\"");
    append_markup(out_, scratch_);
    out_.push_back('"');
  }

  // "a.jpg 1x, b.jpg 2x" (WHATWG HTML 4.8.4.2.1)
  [[nodiscard]] std::string resolved_source_set(std::string_view set) const {
    constexpr std::string_view kSpace = " \t\r\n";
    std::string resolved;
    while (true) {
      const auto begin = set.find_first_not_of(" \t\r\n,");
      if (begin == std::string_view::npos) return resolved;
      set.remove_prefix(begin);
      auto address = set.substr(0, set.find_first_of(kSpace));
      set.remove_prefix(address.size());
      const bool is_alone = address.ends_with(',');
      if (is_alone) address.remove_suffix(1);
      const auto descriptor = is_alone ? std::string_view{} : set.substr(0, set.find(','));
      set.remove_prefix(descriptor.size());
      const auto link = links_.resolve_in_content(address, base_);
      if (link.empty()) continue;
      if (!resolved.empty()) resolved.append(", ");
      resolved.append(link).append(descriptor);
    }
  }

  void end(const std::string& name) {
    const auto found = std::find(open_.rbegin(), open_.rend(), name);
    if (found == open_.rend()) return;
    const auto count = static_cast<std::size_t>(found - open_.rbegin()) + 1;
    for (std::size_t i = 0; i < count; ++i) close();
  }

  void close() {
    out_.append("</").append(open_.back()).append(">");
    open_.pop_back();
  }

  HtmlScanner scanner_;
  const Links& links_;
  BaseId base_;
  std::string out_;
  std::string scratch_;
  std::vector<std::string> open_;
};

}  // namespace

std::string html_to_text(std::string_view html) {
  if (html.find_first_of("<&") == std::string_view::npos) return text::clean_line(html);
  std::string plain;
  HtmlScanner scanner(html);
  for (auto token = scanner.next(); token != HtmlScanner::Token::kDone; token = scanner.next()) {
    if (token == HtmlScanner::Token::kText) {
      append_resolved(plain, scanner.text());
      continue;
    }
    const auto name = lower_name(scanner.tag().name);
    switch (rule_for_element(name)) {
      case ElementRule::kDropWithAll:
        if (!scanner.tag().is_end && !scanner.tag().is_empty) scanner.skip_element(name);
        break;
      case ElementRule::kBlock:
      case ElementRule::kDropBlockTag:
        plain.push_back(' ');
        break;
      case ElementRule::kForeign:
        // "Using <vector> well": a title that was escaped once, and no markup at all.
        if (is_plain_word(scanner.tag())) plain.append(scanner.markup());
        break;
      case ElementRule::kVoid:
        if (name == "br" || name == "hr") plain.push_back(' ');
        break;
      default:
        break;
    }
  }
  return text::clean_line(plain);
}

std::string sanitise_html(std::string_view html, const Links& links, BaseId base) {
  return Sanitiser(html, links, base).run();
}

}  // namespace tearsheet::feed
