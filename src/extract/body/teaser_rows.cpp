#include "extract/body/teaser_rows.h"

#include <optional>
#include <string_view>
#include <unordered_set>

#include "base/ascii.h"
#include "extract/page/bounds.h"

namespace tearsheet::extract {
namespace {

using html::Node;
using html::Tag;

constexpr std::size_t kFewestRows =
    4;                              // three may be a paragraph, a quote and a picture of one layout
constexpr float kLongestRow = 400;  // characters; a teaser, its date and its repeat
constexpr std::uint32_t kLargestRow = 200;  // nodes
constexpr float kLongestHeading = 80;

bool is_heading(Tag tag) {
  return tag >= Tag::kH1 && tag <= Tag::kH6;
}

bool same_kind(Node a, Node b) {
  return a.tag() == b.tag() && a.name() == b.name() && class_of(a) == class_of(b);
}

Node next_element(Node node) {
  for (node = node.next_sibling(); !node.is_null() && !node.is_element();)
    node = node.next_sibling();
  return node;
}

class Rows {
 public:
  Rows(const html::Document& page, const Survey& survey)
      : page_(page), survey_(survey), marked_(survey.blocks.size(), false) {}

  std::vector<bool> run() {
    const Node body = page_.body();
    for (std::uint32_t i = body.index(); i < body.end(); ++i) {
      const Node first = page_.node(i);
      if (first.is_element() && begins_run(first)) look_at(first);
    }
    return std::move(marked_);
  }

 private:
  static bool begins_run(Node element) {
    const Node next = next_element(element);
    if (next.is_null() || !same_kind(element, next)) return false;
    Node before = element.previous_sibling();
    while (!before.is_null() && !before.is_element()) before = before.previous_sibling();
    return before.is_null() || !same_kind(before, element);
  }

  /// Where a row leads, if it is one.
  [[nodiscard]] std::optional<std::string_view> target_of(Node row) const {
    const float size = survey_.size_in(row);
    if (size <= 0 || size > kLongestRow || row.end() - row.index() > kLargestRow)
      return std::nullopt;
    std::optional<std::string_view> target;
    bool has_picture = false;
    bool has_heading = false;
    bool has_time = false;
    for (std::uint32_t i = row.index(); i < row.end(); ++i) {
      const Node node = page_.node(i);
      if (!node.is_element()) continue;
      has_picture = has_picture || node.tag() == Tag::kImg;
      has_heading = has_heading || is_heading(node.tag());
      has_time = has_time || node.tag() == Tag::kTime;
      if (node.tag() != Tag::kA || target) continue;
      const auto href = node.attribute("href");
      if (href && !trimmed(*href).empty() && trimmed(*href).front() != '#') target = trimmed(*href);
    }
    if (!has_picture && !has_heading && !has_time) return std::nullopt;
    return target;
  }

  void look_at(Node first) {
    std::unordered_set<std::string_view> targets;
    std::size_t rows = 0;
    Node last = first;
    for (Node row = first; !row.is_null() && same_kind(row, first); row = next_element(row)) {
      ++rows;
      last = row;
      if (const auto target = target_of(row)) targets.insert(*target);
    }
    // Nearly every one is a teaser, and they lead to as many pages.
    if (rows < kFewestRows || targets.size() * 10 < rows * 9) return;
    const std::uint32_t begin = survey_.first_block(first.index());
    const std::uint32_t end = survey_.first_block(last.end());
    for (std::uint32_t i = begin; i < end; ++i) marked_[i] = true;
    mark_heading(first, begin);
  }

  void mark_heading(Node first, std::uint32_t begin) {
    if (begin == 0) return;
    const TextBlock& before = survey_.blocks[begin - 1];
    const Node parent = first.parent();
    const bool is_beside =
        !parent.is_null() && parent.index() < before.begin && before.end <= first.index();
    const bool is_title =
        survey_.ancestors_of(before).in(AncestorKind::kHeading) || before.size <= kLongestHeading;
    if (is_beside && is_title && !before.ends_sentence) marked_[begin - 1] = true;
  }

  const html::Document& page_;
  const Survey& survey_;
  std::vector<bool> marked_;
};

}  // namespace

std::vector<bool> in_teaser_rows(const html::Document& page, const Survey& survey) {
  return Rows(page, survey).run();
}

}  // namespace tearsheet::extract
