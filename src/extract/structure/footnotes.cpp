// Three ways in which pages write notes, most certain first: a mark that leads to an element by its
// id, a note that stands in the line itself (Tufte's sidenotes), and raised numbers that both text
// and notes begin with.
#include "extract/structure/footnotes.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "base/ascii.h"
#include "extract/page/bounds.h"
#include "extract/structure/footnote_marks.h"

namespace tearsheet::extract {
namespace {

using html::Node;
using html::Tag;

constexpr float kLongestNote = 3000;       // characters
constexpr float kShortestNote = 8;         // of one in the line
constexpr int kMaxSteps = 4;               // from a mark up to what is raised around it
constexpr std::uint32_t kMaxReach = 4000;  // nodes of a note that are looked at for ways back

bool is_heading(Tag tag) {
  return tag >= Tag::kH1 && tag <= Tag::kH6;
}

}  // namespace

class FootnoteFinder {
 public:
  FootnoteFinder(const html::Document& page, const Survey& survey, std::uint32_t begin,
                 std::uint32_t end)
      : page_(page), survey_(survey), begin_(begin), end_(end) {}

  Footnotes run() {
    collect();
    if (!links_.empty()) linked();
    if (!in_line_.empty()) in_lines();
    if (!raised_.empty()) numbered();
    for (auto& note : out_.notes_) clean(note);
    std::sort(out_.in_page_.begin(), out_.in_page_.end(),
              [](const Footnote& a, const Footnote& b) { return a.begin < b.begin; });
    return std::move(out_);
  }

 private:
  struct Mark {
    Node node;  // all that is raised
    std::string label;
    std::string_view target;
  };

  void collect() {
    for (std::uint32_t i = begin_; i < end_; ++i) {
      const Node node = page_.node(i);
      if (!node.is_element()) continue;
      if (node.tag() == Tag::kSup) {
        raised(node);
      } else if (node.attributes().empty()) {
        continue;
      } else if (node.tag() == Tag::kA) {
        link(node, node.attribute("href").value_or(""));
      } else if (node.tag() == Tag::kSpan) {
        if (const auto id = node.attribute("data-definition")) refer(node, *id);
        if (has_note_word(node)) in_line_.push_back(node);
      }
    }
    // Most pages have no marks, and are not looked through for what these lead to.
    if (links_.empty() && raised_.empty() && in_line_.empty()) return;
    for (std::uint32_t i = begin_; i < page_.size(); ++i) {
      const Node node = page_.node(i);
      if (!node.is_element()) continue;
      if (i >= end_ && node.tag() == Tag::kSup) raised(node);
      if (links_.empty() || node.attributes().empty()) continue;
      if (const auto id = node.id(); !id.empty()) ids_.emplace(id, i);
      if (node.tag() != Tag::kA) continue;
      if (const auto name = node.attribute("name")) ids_.emplace(*name, i);
    }
  }

  void link(Node node, std::string_view href) {
    const auto hash = href.find('#');
    if (hash == std::string_view::npos || hash + 1 >= href.size() || href.size() > kLongestAddress)
      return;
    refer(node, href.substr(hash + 1));
  }

  void refer(Node node, std::string_view id) {
    if (id.empty() || links_.size() >= 4 * kMaxFootnotes) return;
    std::string label = label_of(node);
    if (label.empty()) return;
    const Node whole = widened(node);
    if (is_alpha(label.front()) && whole.tag() != Tag::kSup) return;
    links_.push_back({whole, std::move(label), id});
  }

  /// The outermost inline element that says nothing else.
  [[nodiscard]] Node widened(Node node) const {
    const std::string own = html::visible_text(node, 4 * kLongestMark);
    for (int i = 0; i < kMaxSteps; ++i) {
      const Node parent = node.parent();
      if (!parent || !parent.is_element() || is_block_level(parent.tag()) ||
          html::visible_text(parent, 4 * kLongestMark).size() > own.size() + 4)
        break;
      node = parent;
    }
    return node;
  }

  void raised(Node node) {
    if (raised_.size() >= 4 * kMaxFootnotes) return;
    std::string label = label_of(node);
    if (is_number_label(label)) raised_.push_back({node, std::move(label), {}});
  }

  [[nodiscard]] const TextBlock* block_at(std::uint32_t node) const {
    const std::uint32_t at = survey_.first_block(node + 1);
    if (at == 0) return nullptr;
    const TextBlock& block = survey_.blocks[at - 1];
    return node < block.end ? &block : nullptr;
  }
  /// The block that begins in an element, or in which it stands.
  [[nodiscard]] const TextBlock* block_of(Node element) const {
    const std::uint32_t at = survey_.first_block(element.index());
    if (at < survey_.blocks.size() && survey_.blocks[at].begin < element.end())
      return &survey_.blocks[at];
    return block_at(element.index());
  }

  void add(std::uint32_t begin, std::uint32_t end, const Mark& mark, bool in_line) {
    std::uint32_t& label = labels_[begin];
    if (label == 0) {
      if (out_.notes_.size() >= kMaxFootnotes) return;
      label = static_cast<std::uint32_t>(out_.notes_.size() + 1);
      out_.notes_.push_back({label, begin, end});
      names_.push_back(mark.label);
      if (!in_line) out_.in_page_.push_back(out_.notes_.back());
    }
    out_.marks_[mark.node.index()] = label;
  }

  // ---- marks that lead to an element

  void linked() {
    targets_.clear();
    for (const Mark& mark : links_) {
      const auto found = ids_.find(mark.target);
      if (found != ids_.end()) targets_.push_back(found->second);
    }
    std::sort(targets_.begin(), targets_.end());
    for (const Mark& mark : links_) {
      const auto found = ids_.find(mark.target);
      if (found == ids_.end() || found->second < mark.node.end()) continue;
      const TextBlock* around = block_of(mark.node);
      // A line that is nothing but numbers leads through pages.
      if (around == nullptr || around->size < 4 * static_cast<float>(mark.label.size()) + 4)
        continue;
      const Node target = page_.node(found->second);
      const auto [begin, end] = note_at(target);
      if (begin == end || begin < mark.node.end()) continue;
      add(begin, end, mark, false);
    }
  }

  /// The nodes of the note that an element is, or that it begins.
  [[nodiscard]] std::pair<std::uint32_t, std::uint32_t> note_at(Node target) const {
    Node whole = target;
    if (!is_block_level(target.tag()) || survey_.size_in(target) < 1) {
      while (whole && whole.is_element() && !is_block_level(whole.tag())) whole = whole.parent();
      if (whole == target) whole = target.parent();
    }
    if (!whole || whole.tag() == Tag::kBody || is_heading(whole.tag())) return {0, 0};
    std::uint32_t begin = whole.index(), end = whole.end();
    if (whole != target) {
      // Several may stand in one element.
      const auto next = std::upper_bound(targets_.begin(), targets_.end(), target.index());
      const auto own = std::lower_bound(targets_.begin(), targets_.end(), whole.index());
      const bool is_first = own == targets_.end() || *own == target.index();
      if (!is_first) begin = target.index();
      if (next != targets_.end() && *next < end) {
        begin = target.index();
        end = *next;
      }
    }
    const std::uint32_t from = survey_.first_block(begin), to = survey_.first_block(end);
    if (from == to || survey_.size_before[to] - survey_.size_before[from] > kLongestNote)
      return {0, 0};
    for (std::uint32_t k = from; k < to; ++k) {
      if (survey_.ancestors_of(survey_.blocks[k]).in(AncestorKind::kHeading)) return {0, 0};
    }
    return {begin, end};
  }

  // ---- notes in the line

  void in_lines() {
    std::uint32_t until = 0;
    for (std::size_t at = 0; at < in_line_.size(); ++at) {
      const Node node = in_line_[at];
      if (node.index() < until) continue;
      Node inner = node;
      while (at + 1 < in_line_.size() && node.contains(in_line_[at + 1])) inner = in_line_[++at];
      until = node.end();
      const std::string text = html::visible_text(inner, 400);
      if (static_cast<float>(text.size()) < kShortestNote) continue;
      Node outer = node;
      for (int i = 0; i < 2; ++i) {
        const Node parent = outer.parent();
        if (!parent || is_block_level(parent.tag()) || parent.tag() != Tag::kSpan ||
            class_of(parent).find("note") == std::string_view::npos)
          break;
        outer = parent;
      }
      until = std::max(until, outer.end());
      // The same note may stand at the end as well: its mark is right before.
      if (marked_just_before(outer)) {
        out_.left_out_.insert(outer.index());
        continue;
      }
      add(inner.index() + 1, inner.end(), {outer, {}, {}}, true);
    }
  }

  [[nodiscard]] bool marked_just_before(Node element) const {
    Node before = element.previous_sibling();
    for (int i = 0; i < 3 && before; ++i) {
      if (out_.marks_.contains(before.index())) return true;
      if (before.is_text() && !trimmed(before.text()).empty()) return false;
      before = before.previous_sibling();
    }
    return false;
  }

  // ---- raised numbers

  void numbered() {
    std::unordered_map<std::string_view, std::vector<const Mark*>> in_text, of_notes;
    for (const Mark& mark : raised_) {
      const TextBlock* block = block_of(mark.node);
      if (block == nullptr || is_marked(mark.node)) continue;
      const bool begins = block->begin >= mark.node.index() && block->begin < mark.node.end();
      if (begins) {
        of_notes[mark.label].push_back(&mark);
      } else if (mark.node.index() < end_) {
        in_text[mark.label].push_back(&mark);
      }
    }
    if (of_notes.empty()) strong_numbers(in_text, of_notes);
    struct Pair {
      const Mark *text, *note;
    };
    std::vector<Pair> pairs;
    for (const auto& [label, notes] : of_notes) {
      const auto found = in_text.find(label);
      if (found == in_text.end() || found->second.size() > 3 || notes.size() > 1) continue;
      for (const Mark* text : found->second) {
        if (text->node.index() < notes.front()->node.index())
          pairs.push_back({text, notes.front()});
      }
    }
    std::sort(pairs.begin(), pairs.end(), [](const Pair& a, const Pair& b) {
      return a.text->node.index() < b.text->node.index();
    });
    std::vector<std::uint32_t> starts;
    for (const Pair& pair : pairs) starts.push_back(pair.note->node.index());
    std::sort(starts.begin(), starts.end());
    starts.erase(std::unique(starts.begin(), starts.end()), starts.end());
    const bool at_end = !pairs.empty() && pairs.back().text->node.index() < starts.front();
    for (const Pair& pair : pairs) {
      const auto [begin, end] = note_from(pair.note->node, starts, at_end);
      if (begin != end) add(begin, end, *pair.text, false);
    }
  }

  /// Bold numbers that begin paragraphs behind a rule are notes where the text has raised ones.
  void strong_numbers(const std::unordered_map<std::string_view, std::vector<const Mark*>>& in_text,
                      std::unordered_map<std::string_view, std::vector<const Mark*>>& of_notes) {
    if (in_text.empty()) return;
    bool behind_rule = false;
    strong_.reserve(kMaxFootnotes);
    for (std::uint32_t i = begin_; i < page_.size() && strong_.size() < kMaxFootnotes; ++i) {
      const Node node = page_.node(i);
      if (!node.is_element()) continue;
      behind_rule |= node.tag() == Tag::kHr;
      if (!behind_rule || (node.tag() != Tag::kStrong && node.tag() != Tag::kB)) continue;
      std::string label = label_of(node);
      const TextBlock* block = block_of(node);
      if (!is_number_label(label) || block == nullptr || block->begin != i + 1) continue;
      strong_.push_back({node, std::move(label), {}});
    }
    for (const Mark& mark : strong_) {
      if (in_text.contains(mark.label)) of_notes[mark.label].push_back(&mark);
    }
  }

  [[nodiscard]] bool is_marked(Node node) const {
    for (int i = 0; i < kMaxSteps && node; ++i, node = node.parent()) {
      if (out_.marks_.contains(node.index())) return true;
    }
    return false;
  }

  [[nodiscard]] std::pair<std::uint32_t, std::uint32_t> note_from(
      Node number, const std::vector<std::uint32_t>& starts, bool at_end) const {
    const TextBlock* block = block_of(number);
    if (block == nullptr || block->size > kLongestNote) return {0, 0};
    const Node holder = page_.node(block->holder);
    std::uint32_t begin = number.index(), end = std::min(holder.end(), block->end);
    if (!at_end) return {begin, end};
    // Paragraphs up to the next note go on with it.
    const auto next = std::upper_bound(starts.begin(), starts.end(), number.index());
    const Node parent = holder.parent();
    if (next != starts.end() && parent && *next < parent.end() && *next >= holder.end()) {
      // Up to the element that the next one stands in.
      const TextBlock* following = block_at(*next + 1);
      end = following != nullptr ? std::max(end, following->holder) : *next;
    } else if (next == starts.end() && goes_on_) {
      end = parent ? parent.end() : end;
    }
    goes_on_ |= survey_.first_block(end) > survey_.first_block(begin) + 1;
    const std::uint32_t to = survey_.first_block(end);
    for (std::uint32_t k = survey_.first_block(begin); k < to; ++k) {
      if (survey_.ancestors_of(survey_.blocks[k]).in(AncestorKind::kHeading))
        return {begin, survey_.blocks[k].begin};
    }
    return {begin, end};
  }

  // ---- what is no text of a note

  void clean(const Footnote& note) {
    const std::string& name = names_[note.label - 1];
    bool at_begin = true;
    const std::uint32_t end = std::min(note.end, note.begin + kMaxReach);
    for (std::uint32_t i = note.begin; i < end;) {
      const Node node = page_.node(i);
      if (node.is_text()) {
        at_begin &= trimmed(node.text()).empty();
        ++i;
        continue;
      }
      if (node.is_element() && (leads_back(node, note) || (at_begin && is_own_label(node, name)))) {
        out_.left_out_.insert(i);
        i = std::max(node.end(), i + 1);
        continue;
      }
      ++i;
    }
  }

  [[nodiscard]] bool is_own_label(Node node, std::string_view name) const {
    if (is_block_level(node.tag()) && node.tag() != Tag::kDt) return false;
    const std::string label = label_of(node);
    return !label.empty() && (label == name || name.empty());
  }

  [[nodiscard]] bool leads_back(Node node, const Footnote& note) const {
    const std::string_view classes = class_of(node);
    if (classes.find("backlink") != std::string_view::npos ||
        classes.find("backref") != std::string_view::npos)
      return !is_block_level(node.tag());
    if (node.tag() != Tag::kA) return false;
    const auto href = node.attribute("href").value_or("");
    const auto hash = href.find('#');
    if (hash == std::string_view::npos) return false;
    const std::string text = html::visible_text(node, 4 * kLongestMark);
    if (text.starts_with("↩") || text.starts_with("↑") || text == "^") return true;
    const auto found = ids_.find(href.substr(hash + 1));
    return found != ids_.end() && found->second < note.begin && text.size() <= kLongestMark;
  }

  const html::Document& page_;
  const Survey& survey_;
  std::uint32_t begin_, end_;
  Footnotes out_;
  std::unordered_map<std::string_view, std::uint32_t> ids_;
  std::unordered_map<std::uint32_t, std::uint32_t> labels_;  // by the note's first node
  std::vector<std::string> names_;                           // what the first mark of each says
  std::vector<Mark> links_, raised_, strong_;
  std::vector<Node> in_line_;
  std::vector<std::uint32_t> targets_;
  mutable bool goes_on_ = false;
};

bool Footnotes::is_in_note(std::uint32_t node) const {
  const auto after =
      std::upper_bound(in_page_.begin(), in_page_.end(), node,
                       [](std::uint32_t n, const Footnote& note) { return n < note.begin; });
  return after != in_page_.begin() && node < std::prev(after)->end;
}

Footnotes find_footnotes(const html::Document& page, const Survey& survey, std::uint32_t begin,
                         std::uint32_t end) {
  return FootnoteFinder(page, survey, begin, end).run();
}

}  // namespace tearsheet::extract
