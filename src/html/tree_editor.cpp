// A copy of a page's tree with some nodes taken out, dissolved, wrapped or changed.
//
// One pass in document order: a node that stays is copied behind what stands already; what changes
// is where it hangs. Nothing recurses, and the copy views the strings of the page.
#include <algorithm>
#include <limits>
#include <unordered_map>
#include <vector>

#include "html/html.h"
#include "html/memory.h"
#include "html/tag_names.h"

namespace tearsheet::html {
namespace {

constexpr std::uint32_t kGone = std::numeric_limits<std::uint32_t>::max();
constexpr std::size_t kMaxWrappings = 10'000;  // a wrapped node is one more level of the tree

}  // namespace

class TreeEditor {
 public:
  TreeEditor(const Document& from, const Edits& edits) : from_(from), edits_(edits) {}

  Document run() {
    const auto count = from_.size();
    removed_ = marks(edits_.removed);
    dissolved_ = marks(edits_.dissolved);
    spare_frame();
    for (const auto& edit : edits_.attributes) attribute_edits_[edit.node].push_back(&edit);
    for (const auto& wrapping : edits_.wrapped) {
      if (wraps_.size() >= kMaxWrappings) break;
      if (wrapping.node > 0 && wrapping.node < count) wraps_.emplace(wrapping.node, wrapping.tag);
    }
    places_.assign(count + 1, kGone);
    to_.nodes_.reserve(count);
    for (std::uint32_t i = 0; i < count;) i = copy(i);
    close_until(count);
    copy_comments();
    for (const DataScript& script : from_.scripts_) {
      if (!edits_.drops_linked_data || script.type != "application/ld+json")
        to_.scripts_.push_back(script);
    }
    to_.is_quirks_ = from_.is_quirks_;
    return std::move(to_);
  }

 private:
  /// An element of the copy that is still open.
  struct Open {
    std::uint32_t node;      ///< In the copy.
    std::uint32_t from_end;  ///< Its end in the page.
    std::uint32_t last_child = 0;
  };

  [[nodiscard]] std::vector<bool> marks(const std::vector<std::uint32_t>& nodes) const {
    std::vector<bool> marked(from_.size());
    for (const std::uint32_t node : nodes) {
      if (node > 0 && node < marked.size()) marked[node] = true;
    }
    return marked;
  }

  // Whoever reads a page counts on these three.
  void spare_frame() {
    for (const Node node : {from_.html(), from_.head(), from_.body()}) {
      if (node.is_null()) continue;
      removed_[node.index()] = dissolved_[node.index()] = false;
      frame_.push_back(node.index());
    }
  }

  void close_until(std::uint32_t from) {
    while (!open_.empty() && open_.back().from_end <= from) {
      to_.nodes_[open_.back().node].end = static_cast<std::uint32_t>(to_.nodes_.size());
      open_.pop_back();
    }
  }

  /// Copies the page's node `i`; what follows it in the page.
  std::uint32_t copy(std::uint32_t i) {
    close_until(i);
    const Document::NodeData& data = from_.nodes_[i];
    places_[i] = static_cast<std::uint32_t>(to_.nodes_.size());
    if (removed_[i]) return data.end;
    if (dissolved_[i] && data.type == NodeType::kElement) return i + 1;
    if (const auto wrap = wraps_.find(i); wrap != wraps_.end() && !is_frame(i)) {
      Document::NodeData around{};
      around.type = NodeType::kElement;
      around.tag = wrap->second;
      around.text = tag_name(wrap->second);
      around.attributes_begin = static_cast<std::uint32_t>(to_.attributes_.size());
      add(around, data.end);
    }
    Document::NodeData node = data;
    node.attributes_begin = static_cast<std::uint32_t>(to_.attributes_.size());
    add_attributes(i);
    node.attributes_count =
        static_cast<std::uint16_t>(to_.attributes_.size() - node.attributes_begin);
    add(node, data.end);
    return i + 1;
  }

  void add(Document::NodeData node, std::uint32_t from_end) {
    const auto index = static_cast<std::uint32_t>(to_.nodes_.size());
    node.parent = open_.empty() ? 0 : open_.back().node;
    node.previous_sibling = open_.empty() ? 0 : open_.back().last_child;
    node.end = index + 1;
    if (!open_.empty()) open_.back().last_child = index;
    to_.nodes_.push_back(node);
    if (node.type != NodeType::kText) open_.push_back({index, from_end});
  }

  void add_attributes(std::uint32_t i) {
    const auto attributes = from_.node(i).attributes();
    const auto found = attribute_edits_.find(i);
    if (found == attribute_edits_.end()) {
      to_.attributes_.insert(to_.attributes_.end(), attributes.begin(), attributes.end());
      return;
    }
    std::vector<Attribute> all(attributes.begin(), attributes.end());
    for (const auto* edit : found->second) {
      const auto at = std::ranges::find(all, edit->name, &Attribute::name);
      if (!edit->value) {
        if (at != all.end()) all.erase(at);
      } else if (at != all.end()) {
        at->value = *edit->value;
      } else if (all.size() < std::numeric_limits<std::uint16_t>::max()) {
        all.push_back({edit->name, *edit->value});
      }
    }
    to_.attributes_.insert(to_.attributes_.end(), all.begin(), all.end());
  }

  // A comment hangs where its parent is, or the nearest element around it that stays.
  void copy_comments() {
    for (const Comment& comment : from_.comments_) {
      std::uint32_t parent = comment.parent;
      bool stays = true;
      while (parent != 0 && (dissolved_[parent] || places_[parent] == kGone || removed_[parent])) {
        stays = stays && dissolved_[parent] && places_[parent] != kGone;
        parent = from_.nodes_[parent].parent;
      }
      if (!stays) continue;
      const std::uint32_t before = place_behind(comment.before);
      to_.comments_.push_back({comment.text, wrapped_place(parent), before});
    }
  }

  [[nodiscard]] std::uint32_t place_behind(std::uint32_t from) const {
    while (from < from_.size() && places_[from] == kGone) ++from;
    return from < from_.size() ? places_[from] : to_.size();
  }
  // A wrapped node stands one behind its place, which is its wrapping's.
  [[nodiscard]] std::uint32_t wrapped_place(std::uint32_t from) const {
    return places_[from] + (wraps_.contains(from) && !is_frame(from) ? 1U : 0U);
  }

  [[nodiscard]] bool is_frame(std::uint32_t i) const {
    return std::ranges::find(frame_, i) != frame_.end();
  }

  const Document& from_;
  const Edits& edits_;
  Document to_;
  std::vector<bool> removed_, dissolved_;
  std::vector<std::uint32_t> frame_;
  std::unordered_map<std::uint32_t, std::vector<const Edits::AttributeEdit*>> attribute_edits_;
  std::unordered_map<std::uint32_t, Tag> wraps_;
  std::vector<std::uint32_t> places_;  // of the page's nodes in the copy; kGone: inside one removed
  std::vector<Open> open_;
};

Document Document::edited(const Edits& edits) const {
  return TreeEditor(*this, edits).run();
}

}  // namespace tearsheet::html
