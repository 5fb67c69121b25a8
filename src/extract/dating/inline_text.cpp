#include "extract/dating/inline_text.h"

#include "base/ascii.h"

namespace tearsheet::extract {
namespace {

/// Whether the end of one text and the beginning of another are two words.
bool parts_words(char last, char first) {
  if (is_upper(first)) return is_digit(last) || (last >= 'a' && last <= 'z');
  return is_digit(first) && is_alpha(last);
}

}  // namespace

std::string spaced_text(const html::Document& page, const TextBlock& block) {
  std::string out;
  for (std::uint32_t i = block.begin; i < block.end;) {
    const html::Node node = page.node(i);
    if (node.is_element() && is_unread(node.tag())) {
      i = node.end();
      continue;
    }
    ++i;
    if (node.is_element() && node.tag() == html::Tag::kBr) out += '\n';
    const auto text = node.text();
    if (text.empty()) continue;
    if (!out.empty() && parts_words(out.back(), text.front())) out += ' ';
    out += text;
  }
  return out;
}

}  // namespace tearsheet::extract
