#include "extract/page/survey.h"

#include <algorithm>
#include <bit>

#include "base/ascii.h"
#include "base/time_limit.h"
#include "extract/page/characters.h"
#include "extract/page/element_table.h"

namespace tearsheet::extract {
namespace {

using html::Node;
using html::Tag;

constexpr std::size_t kMaxBlocks = 100'000;
constexpr std::size_t kMaxAncestors = 100'000;  // 19 MB; real pages have some hundreds

bool is_hidden(Node element) {
  for (const auto& attribute : element.attributes()) {
    if (attribute.name == "hidden") return true;
    if (attribute.name == "aria-hidden" && attribute.value == "true") return true;
    if (attribute.name == "style") {
      const auto at = attribute.value.find("display");
      if (at != std::string_view::npos) {
        auto rest = attribute.value.substr(at + 7);
        while (!rest.empty() && (is_space(rest.front()) || rest.front() == ':'))
          rest.remove_prefix(1);
        if (rest.starts_with("none")) return true;
      }
    }
  }
  return false;
}

class Walker {
 public:
  explicit Walker(const html::Document& page) : page_(page) {}

  Survey run() {
    out_.ancestors.emplace_back();
    frames_.push_back({page_.size(), 0, 0, 0, Tag::kUnknown, false, false, false});
    const Node body = page_.body();
    std::uint32_t index = body.index();
    const std::uint32_t end = body.end();
    while (index < end && out_.blocks.size() < kMaxBlocks) {
      while (frames_.back().end <= index) pop();
      const Node node = page_.node(index);
      if (node.is_text()) {
        add_text(node);
        ++index;
        continue;
      }
      const Tag tag = node.tag();
      if ((is_unread(tag) && !is_read_aloud(node)) || node.name_space() != html::Namespace::kHtml) {
        index = node.end();
        continue;
      }
      if (tag == Tag::kBr) {
        line_break();
      } else if (tag == Tag::kHr) {
        flush();
      } else {
        push(node, tag);
      }
      ++index;
    }
    while (!frames_.empty()) pop();
    sum();
    return std::move(out_);
  }

 private:
  struct Frame {
    std::uint32_t end;        // node index behind the element
    std::uint32_t holder;     // block-level element that texts here belong to
    std::uint32_t ancestors;  // of this element
    std::uint16_t depth;
    Tag tag;
    bool in_link, is_bold, is_italic;
  };

  void push(Node node, Tag tag) {
    TimeLimit::spend();
    const bool block = is_block_level(tag);
    if (block) flush();
    Frame frame = frames_.back();
    frame.end = node.end();
    frame.tag = tag;
    frame.depth = static_cast<std::uint16_t>(std::min<int>(frame.depth + 1, 65535));
    frame.in_link |= tag == Tag::kA && node.attribute("href").has_value();
    frame.is_bold |= tag == Tag::kB || tag == Tag::kStrong;
    frame.is_italic |= tag == Tag::kI || tag == Tag::kEm;
    const std::size_t kind = ancestor_kind_of(tag);
    Hints hints;
    bool hidden = false;
    if (!node.attributes().empty() && tag != Tag::kA && tag != Tag::kImg) {
      hints = hints_of(node);
      hidden = is_hidden(node);
    }
    if (tag == Tag::kBody) hints = {};
    if ((kind != kAncestorKindCount || hints.bits() != 0 || hidden) &&
        out_.ancestors.size() < kMaxAncestors) {
      const std::uint32_t outer = frame.ancestors;
      out_.ancestors.push_back(out_.ancestors[outer]);
      frame.ancestors = static_cast<std::uint32_t>(out_.ancestors.size() - 1);
      auto& here = out_.ancestors.back();
      here.outer = outer;
      here.element = node.index();
      here.hints = hints;
      for (std::uint32_t bits = hints.bits(); bits != 0; bits &= bits - 1)
        here.hint_depth.at(static_cast<std::size_t>(std::countr_zero(bits))) = frame.depth;
      if (kind != kAncestorKindCount) mark(here, kind, frame.depth, node.index());
      if (hidden)
        mark(here, static_cast<std::size_t>(AncestorKind::kHidden), frame.depth, node.index());
    }
    if (block) frame.holder = node.index();
    frames_.push_back(frame);
    if (block) breaks_ = 0;
  }

  static void mark(Ancestors& here, std::size_t kind, std::uint16_t depth, std::uint32_t node) {
    here.kind_depth.at(kind) = depth;
    here.kind_node.at(kind) = node;
  }

  void pop() {
    if (is_block_level(frames_.back().tag)) flush();
    frames_.pop_back();
  }

  void line_break() {
    if (++breaks_ >= 2) {
      flush();
    } else if (open_ && !out_.text.empty() && out_.text.size() > block_.text_begin) {
      while (out_.text.back() == ' ' && out_.text.size() > block_.text_begin) out_.text.pop_back();
      out_.text += '\n';
    }
  }

  void add_text(Node node) {
    const std::string_view text = node.text();
    TimeLimit::spend(text.size());
    const Frame& frame = frames_.back();
    for (std::size_t i = 0; i < text.size();) {
      const std::size_t at = i;
      // Most of most texts are words with one space between; they are counted at once.
      const Run run = words_at(text, i);
      if (run.bytes > 0) {
        if (!open_) open(node, frame);
        breaks_ = 0;
        out_.text.append(text.substr(at, run.bytes));
        count_run(run, frame);
        block_.end = node.index() + 1;
        i += run.bytes;
        continue;
      }
      const Character c = next_character(text, i);
      i += c.bytes;
      if (c.code < 0x80 ? is_space(static_cast<char>(c.code)) : is_blank(c.code)) {
        if (c.code != 0xAD && c.code != 0x200B && c.code != 0xFEFF) space();
        continue;
      }
      if (c.code < 0x20) continue;
      if (!open_) open(node, frame);
      breaks_ = 0;
      out_.text.append(text.substr(at, c.bytes));
      count(c.code, frame);
      block_.end = node.index() + 1;
    }
  }

  void space() {
    in_word_ = false;
    if (open_ && out_.text.back() != ' ' && out_.text.back() != '\n') out_.text += ' ';
  }

  void open(Node node, const Frame& frame) {
    open_ = true;
    in_word_ = false;
    link_open_ = false;
    block_ = {};
    block_.begin = node.index();
    block_.holder = frame.holder;
    block_.text_begin = static_cast<std::uint32_t>(out_.text.size());
    block_.starts_with_link = frame.in_link;
    // Those of the holder, with the inline elements around the first text (a link or span around it
    // all).
    block_.ancestors = frame.ancestors;
    block_.depth = frame.depth;
    ends_sentence_ = false;
  }

  void count_run(const Run& run, const Frame& frame) {
    weigh(static_cast<float>(run.characters), frame);
    ends_sentence_ = false;
    block_.digits = static_cast<std::uint16_t>(block_.digits + run.digits);
    block_.capitals = static_cast<std::uint16_t>(block_.capitals + run.capitals);
    block_.words += run.spaces + (in_word_ ? 0 : 1);
    in_word_ = true;
  }

  void weigh(float weight, const Frame& frame) {
    block_.size += weight;
    if (frame.in_link) {
      block_.link_size += weight;
      if (!link_open_ || link_end_ != frame.end) ++block_.links;
      link_open_ = true;
      link_end_ = frame.end;
    }
    if (frame.is_bold) block_.bold_size += weight;
    if (frame.is_italic) block_.italic_size += weight;
  }

  void count(std::uint32_t c, const Frame& frame) {
    const bool wide = is_wide(c);
    weigh(wide ? kWideWeight : 1.0F, frame);
    if (is_stop(c)) {
      ++block_.stops;
      ends_sentence_ = true;
      in_word_ = false;
      return;
    }
    if (is_comma(c)) ++block_.commas;
    if (!is_closer(c)) ends_sentence_ = false;
    if (c < 0x80) {
      const char ascii = static_cast<char>(c);
      if (is_digit(ascii)) ++block_.digits;
      if (is_upper(ascii)) ++block_.capitals;
      if (!is_alnum(ascii)) {
        in_word_ = false;
        return;
      }
    } else if (is_native_digit(c)) {
      ++block_.digits;
    }
    if (wide || !in_word_) ++block_.words;
    in_word_ = !wide;
  }

  void flush() {
    breaks_ = 0;
    if (!open_) return;
    open_ = false;
    while (out_.text.size() > block_.text_begin &&
           (out_.text.back() == ' ' || out_.text.back() == '\n')) {
      out_.text.pop_back();
    }
    block_.text_size = static_cast<std::uint32_t>(out_.text.size()) - block_.text_begin;
    block_.ends_sentence = ends_sentence_;
    if (block_.text_size > 0) out_.blocks.push_back(block_);
  }

  void sum() {
    const std::size_t n = out_.blocks.size();
    out_.size_before.assign(n + 1, 0);
    out_.prose_before.assign(n + 1, 0);
    out_.link_before.assign(n + 1, 0);
    for (std::size_t i = 0; i < n; ++i) {
      const auto& block = out_.blocks[i];
      out_.size_before[i + 1] = out_.size_before[i] + block.size;
      out_.link_before[i + 1] = out_.link_before[i] + block.link_size;
      out_.prose_before[i + 1] =
          out_.prose_before[i] + (block.is_prose() ? block.size - block.link_size : 0);
    }
  }

  const html::Document& page_;
  Survey out_;
  std::vector<Frame> frames_;
  TextBlock block_;
  bool open_ = false, in_word_ = false, ends_sentence_ = false, link_open_ = false;
  std::uint32_t link_end_ = 0;
  int breaks_ = 0;
};

}  // namespace

Survey survey(const html::Document& page) {
  return Walker(page).run();
}

std::uint32_t Survey::first_block(std::uint32_t node) const {
  return static_cast<std::uint32_t>(
      std::lower_bound(blocks.begin(), blocks.end(), node,
                       [](const TextBlock& b, std::uint32_t n) { return b.begin < n; }) -
      blocks.begin());
}

}  // namespace tearsheet::extract
