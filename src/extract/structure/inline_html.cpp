#include "extract/structure/inline_html.h"

#include <algorithm>

#include "base/ascii.h"
#include "base/escape.h"
#include "extract/page/bounds.h"
#include "extract/page/element_table.h"
#include "extract/page/survey.h"
#include "extract/page/unseen.h"
#include "extract/structure/blocks.h"
#include "extract/structure/formulas.h"
#include "text/text.h"

namespace tearsheet::extract {
namespace {

using html::Node;
using html::Tag;

constexpr std::size_t kMaxOpen = 32;
constexpr std::size_t kLongestPermalink = 40;  // bytes of what is under a heading's own link

const char* inline_name(Tag tag) {
  switch (tag) {
    case Tag::kEm:
    case Tag::kI:
    case Tag::kCite:
    case Tag::kDfn:
    case Tag::kVar:
      return "em";
    case Tag::kStrong:
    case Tag::kB:
      return "strong";
    case Tag::kCode:
    case Tag::kKbd:
    case Tag::kSamp:
    case Tag::kTt:
      return "code";
    case Tag::kSub:
      return "sub";
    case Tag::kSup:
      return "sup";
    default:
      return nullptr;
  }
}

/// "#", "¶", "§", a picture of a chain: no letter or digit to read.
bool says_no_word(Node link) {
  const std::string text = html::visible_text(link, kLongestPermalink);
  return text.size() <= kLongestPermalink &&
         std::none_of(text.begin(), text.end(), [](char c) { return is_alnum(c); }) &&
         text::clean_line(text).size() <= 4;
}

}  // namespace

bool InlineHtml::is_left_out(Node node) const {
  if (notes_.is_left_out(node.index())) return true;
  if (!in_heading_ || node.attributes().empty()) return false;
  if (node.tag() == Tag::kA) {
    const auto href = node.attribute("href");
    return href && href->find('#') != std::string_view::npos && says_no_word(node);
  }
  // MediaWiki's link to the editor, in each heading of all its pages.
  return node.tag() == Tag::kSpan && node.has_class("mw-editsection");
}

std::string InlineHtml::write(std::uint32_t begin, std::uint32_t end, std::uint32_t holder) {
  out_.clear();
  open_.clear();
  plain_ = true;
  changed_ = has_unseen_ = pending_space_ = false;
  std::vector<Node> path;
  for (Node node = page_.node(begin).parent(); !node.is_null() && node.index() != holder;
       node = node.parent()) {
    if (is_block_level(node.tag())) break;
    path.push_back(node);
  }
  for (auto it = path.rbegin(); it != path.rend(); ++it) {
    // The line may begin in what is written or left out as a whole.
    const std::uint32_t behind = whole(*it);
    if (behind > 0) {
      begin = behind;
      break;
    }
    enter(*it);
  }
  for (std::uint32_t i = begin; i < end;) {
    while (!open_.empty() && open_.back().end <= i) leave();
    const Node node = page_.node(i);
    if (node.is_text()) {
      text(node.text());
      ++i;
    } else {
      i = element(node);
    }
  }
  while (!open_.empty()) leave();
  return out_;
}

std::uint32_t InlineHtml::whole(Node node) {
  if (const std::uint32_t label = notes_.mark_at(node.index()); label > 0) {
    const std::string number = std::to_string(label);
    pending_space_ = false;
    marked_.insert(label);
    out_ += "<sup><a href=\"#fn-" + number + "\">" + number + "</a></sup>";
    plain_ = false;
    changed_ = true;
    return node.end();
  }
  if (!node.attributes().empty() && is_unseen_in_line(node)) {
    changed_ = has_unseen_ = true;
    return node.end();
  }
  if (is_left_out(node)) {
    changed_ = true;
    return node.end();
  }
  if (const auto formula = formula_at(node)) {
    if (!formula->tex.empty()) {
      put_space();
      out_ += formula->is_display ? "<span class=\"math display\">" : "<span class=\"math\">";
      out_ += to_markup(formula->tex) + "</span>";
      plain_ = false;
    }
    return std::max(formula->end, node.index() + 1);
  }
  return 0;
}

std::uint32_t InlineHtml::element(Node node) {
  if (const std::uint32_t behind = whole(node); behind > 0) return behind;
  if ((is_unread(node.tag()) && !is_read_aloud(node)) ||
      node.name_space() != html::Namespace::kHtml)
    return node.end();
  if (node.tag() == Tag::kBr) {
    if (!out_.empty()) {
      out_ += "<br>";
      plain_ = false;
    }
    pending_space_ = false;
  } else {
    if (is_block_level(node.tag())) pending_space_ = true;
    enter(node);
  }
  return node.index() + 1;
}

void InlineHtml::enter(Node node) {
  const char* name = inline_name(node.tag());
  std::string address;
  if (node.tag() == Tag::kA) {
    // An address is written into each block that its link is around.
    if (const auto href = node.attribute("href"); href && href->size() <= kLongestAddress)
      address = absolute(*href, base_);
    if (!address.empty()) name = "a";
  }
  if (name != nullptr && open_.size() < kMaxOpen) {
    put_space();
    out_ += '<';
    out_ += name;
    if (!address.empty()) out_ += " href=\"" + to_markup(address) + '"';
    out_ += '>';
    plain_ = false;
  } else {
    name = nullptr;
  }
  open_.push_back({node.end(), name});
}

void InlineHtml::leave() {
  if (open_.back().name != nullptr) {
    out_ += "</";
    out_ += open_.back().name;
    out_ += '>';
  }
  open_.pop_back();
}

void InlineHtml::put_space() {
  if (pending_space_ && !out_.empty()) out_ += ' ';
  pending_space_ = false;
}

void InlineHtml::text(std::string_view raw) {
  if (raw.empty()) return;
  if (is_space(raw.front())) pending_space_ = true;
  const std::string line = text::clean_line(raw);
  if (line.empty()) {
    pending_space_ = true;
    return;
  }
  put_space();
  out_ += to_markup(line);
  pending_space_ = is_space(raw.back());
}

std::string lines_of(std::string_view text) {
  if (text.find('\n') == std::string_view::npos) return text::clean_line(text);
  std::string out;
  std::size_t begin = 0;
  while (begin <= text.size()) {
    auto end = text.find('\n', begin);
    if (end == std::string_view::npos) end = text.size();
    std::string line = text::clean_line(text.substr(begin, end - begin));
    if (!line.empty()) {
      if (!out.empty()) out += '\n';
      out += line;
    }
    begin = end + 1;
  }
  return out;
}

std::string text_of_inline(std::string_view html) {
  std::string out;
  for (std::size_t i = 0; i < html.size();) {
    if (html[i] == '<') {
      const auto close = html.find('>', i);
      if (close == std::string_view::npos) break;
      if (html.substr(i, close - i) == "<br") out += '\n';
      i = close + 1;
      continue;
    }
    if (html[i] == '&') {
      struct Reference {
        std::string_view name;
        char value;
      };
      static constexpr Reference kReferences[] = {
          {"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}};
      const auto* found =
          std::find_if(std::begin(kReferences), std::end(kReferences),
                       [&](const Reference& one) { return html.substr(i).starts_with(one.name); });
      if (found != std::end(kReferences)) {
        out += found->value;
        i += found->name.size();
        continue;
      }
    }
    out += html[i++];
  }
  return out;
}

}  // namespace tearsheet::extract
