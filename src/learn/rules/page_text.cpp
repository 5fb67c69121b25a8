#include "learn/rules/page_text.h"

#include <algorithm>
#include <functional>

#include "base/ascii.h"

namespace tearsheet::learn {
namespace {

using html::Node;
using html::Tag;

bool is_unread(Tag tag) {
  return html::is_hidden(tag) || tag == Tag::kSelect || tag == Tag::kTextarea;
}

/// Bytes of a sign at `at` that is no letter beyond ASCII: white space, quotes, dashes, points.
std::size_t sign_length(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) {
    return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U;
  };
  if (byte(0) == 0xC2 && byte(1) < 0xC0) return 2;                        // NBSP, «, », ·
  if (byte(0) == 0xE2 && (byte(1) == 0x80 || byte(1) == 0x81)) return 3;  // U+2000 to U+207F
  if (byte(0) == 0xE3 && byte(1) == 0x80 && byte(2) <= 0x91) return 3;    // U+3000 to U+3011
  return 0;
}

void add_letters(std::string_view text, std::string& out) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (static_cast<unsigned char>(c) < 0x80) {
      if (is_alnum(c)) out += to_lower(c);
      continue;
    }
    if (const std::size_t sign = sign_length(text, i); sign != 0) {
      i += sign - 1;
      continue;
    }
    out += c;
  }
}

}  // namespace

std::string letters_of(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  add_letters(text, out);
  return out;
}

bool breaks_flow(Tag tag) {
  return html::breaks_line(tag) || tag == Tag::kTd || tag == Tag::kTh || tag == Tag::kBr;
}

PageText::PageText(const html::Document& page) : offsets_(page.size() + 1, 0) {
  std::vector<std::uint32_t> ends;  // of the elements around that break the flow
  Block open;
  bool is_open = false;
  const auto close = [&] {
    if (!is_open) return;
    open.end = static_cast<std::uint32_t>(letters_.size());
    if (open.end > open.begin) {
      open.hash = std::hash<std::string_view>{}(of(open));
      blocks_.push_back(open);
    }
    is_open = false;
  };
  const std::uint32_t from = page.body().index();
  for (std::uint32_t i = 0; i < page.size();) {
    offsets_[i] = static_cast<std::uint32_t>(letters_.size());
    const Node node = page.node(i);
    while (!ends.empty() && i >= ends.back()) {
      ends.pop_back();
      close();
    }
    if (i < from) {
      ++i;
      continue;
    }
    if (node.is_text()) {
      if (!is_open) open = {i, static_cast<std::uint32_t>(letters_.size()), 0, 0};
      is_open = true;
      add_letters(node.text(), letters_);
    } else if (node.is_element()) {
      if (is_unread(node.tag())) {
        for (; i < node.end(); ++i) offsets_[i] = static_cast<std::uint32_t>(letters_.size());
        continue;
      }
      if (breaks_flow(node.tag())) {
        close();
        ends.push_back(node.end());
      }
    }
    ++i;
  }
  close();
  offsets_[page.size()] = static_cast<std::uint32_t>(letters_.size());
}

std::uint32_t PageText::first_block(std::uint32_t node) const {
  const auto found =
      std::lower_bound(blocks_.begin(), blocks_.end(), node,
                       [](const Block& block, std::uint32_t index) { return block.node < index; });
  return static_cast<std::uint32_t>(found - blocks_.begin());
}

}  // namespace tearsheet::learn
