#include "extract/structure/adoption.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "extract/page/hints.h"
#include "extract/page/phrases.h"

namespace tearsheet::extract {
namespace {

using html::Node;
using html::Tag;

constexpr int kMaxWrappers = 4;        // around a table or list alone
constexpr float kMostLinks = 0.5F;     // of a list's text; more is a list of other pages ...
constexpr float kShortestLeadIn = 20;  // ... unless a sentence of this size announces it
// Part of the plain text is what the model thinks at least as likely: on 422 pages of sites that it
// was not fitted to, body F1 .942 without any, .944 at .3, .945 at 0; on those that it was, .990,
// .990 and .987.
constexpr float kLeastLikely = 0.3F;
constexpr float kChosenShare = 0.3F;    // of a list: its other items belong to it too
constexpr float kLongestHeading = 200;  // characters
constexpr float kLongestLabel = 80;     // of a summary

/// Words like "snippet" and "comment" are those of highlighters as well.
bool is_of_no_code(Node element) {
  static constexpr Hints kNoCode = hints_among(
      {Hint::kRelated, Hint::kNav, Hint::kAd, Hint::kPromo, Hint::kConsent, Hint::kLogin});
  return element.tag() == Tag::kNav || element.tag() == Tag::kFooter ||
         (!element.attributes().empty() && hints_of(element).any_of(kNoCode));
}

class Adopter {
 public:
  Adopter(const AdoptionQuestion& question, Tables& tables)
      : page_(question.page),
        survey_(question.survey),
        chosen_(question.chosen),
        found_(question.found),
        likely_(question.likely),
        tables_(tables) {}

  std::vector<Adopted> run() {
    const std::uint32_t last = chosen_.back();
    for (std::size_t k = 0; k + 1 < chosen_.size(); ++k) {
      out_.push_back({chosen_[k]});
      if (chosen_[k + 1] > chosen_[k] + 1)
        between(survey_.blocks[chosen_[k]], survey_.blocks[chosen_[k + 1]].begin, chosen_[k] + 1,
                chosen_[k + 1]);
    }
    out_.push_back({last});
    behind(survey_.blocks[last]);
    return std::move(out_);
  }

 private:
  /// Blocks [from, to) are not chosen; the one at node `next` is.
  void between(const TextBlock& before, std::uint32_t next, std::uint32_t from, std::uint32_t to) {
    // Headings wait for what stands right below them.
    std::vector<std::pair<std::uint32_t, std::uint32_t>> headings;
    const auto adopt_headings = [&] {
      for (const auto& [begin, end] : headings) adopt(begin, end);
      headings.clear();
    };
    for (std::uint32_t at = from; at < to;) {
      const Node piece = structure_of(survey_.blocks[at], before.end, next);
      if (piece.is_null()) {
        headings.clear();
        ++at;
        continue;
      }
      if (const Node box = machine_summary(piece, before, next); !box.is_null()) {
        headings.clear();
        at = std::max(at + 1, std::min(to, survey_.first_block(box.end())));
        continue;
      }
      const std::uint32_t end = std::max(at + 1, std::min(to, survey_.first_block(piece.end())));
      if (!belongs(piece, before, next, at, end)) {
        headings.clear();
      } else if (is_heading(piece)) {
        headings.emplace_back(at, end);
      } else {
        adopt_headings();
        adopt(at, end, piece.tag() == Tag::kLi);
      }
      at = end;
    }
    adopt_headings();
  }

  void behind(const TextBlock& last) {
    // Only right behind: the next block that is no part of it ends the article.
    const Node holder = page_.node(last.holder);
    std::uint32_t at = chosen_.back() + 1;
    for (int i = 0; i < kMaxWrappers && at < survey_.blocks.size(); ++i) {
      const Node piece = structure_of(survey_.blocks[at], last.end, page_.size());
      if (piece.is_null() || is_heading(piece)) return;
      const std::uint32_t end = survey_.first_block(piece.end());
      const Node parent = alone(piece).parent();
      const bool is_brother = parent && (parent == holder.parent() || parent.contains(holder)) &&
                              !parent.is_null() && parent.tag() != Tag::kBody;
      if (!is_brother || !belongs(piece, last, page_.size(), at, end)) return;
      adopt(at, end, piece.tag() == Tag::kLi);
      at = end;
    }
  }

  void adopt(std::uint32_t from, std::uint32_t to, bool is_vouched_for = false) {
    float size = 0, sum = 0;
    for (std::uint32_t k = from; k < to && !likely_.empty(); ++k) {
      size += survey_.blocks[k].size;
      sum += survey_.blocks[k].size * likely_[k];
    }
    const bool is_beside = !is_vouched_for && size > 0 && sum < kLeastLikely * size;
    for (; from < to; ++from) out_.push_back({from, is_beside});
  }

  /// What a heading that announces a machine's summary stands in, with nothing of the text.
  [[nodiscard]] Node machine_summary(Node piece, const TextBlock& before,
                                     std::uint32_t next) const {
    if (!is_heading(piece) || survey_.size_in(piece) > kLongestLabel) return {};
    const TextBlock& label = survey_.blocks[survey_.first_block(piece.index())];
    if (!announces_machine_summary(words_of(survey_.text_of(label)))) return {};
    Node box = piece;
    for (Node around = piece.parent();
         around && !around.contains(page_.node(before.begin)) && !around.contains(page_.node(next));
         around = around.parent())
      box = around;
    if (box != piece) return box;
    Node list = piece.next_sibling();
    while (list && !list.is_element()) list = list.next_sibling();
    const bool is_list = list && (list.tag() == Tag::kUl || list.tag() == Tag::kOl);
    return is_list && list.end() <= next ? list : piece;
  }

  /// The first level is the headline's.
  static bool is_heading(Node node) { return node.tag() > Tag::kH1 && node.tag() <= Tag::kH6; }

  /// The outermost piece of structure around a block that lies within nodes [begin, end).
  [[nodiscard]] Node structure_of(const TextBlock& block, std::uint32_t begin,
                                  std::uint32_t end) const {
    const auto& ancestors = survey_.ancestors_of(block);
    if (!ancestors.in(AncestorKind::kPre) && !ancestors.in(AncestorKind::kTable) &&
        !ancestors.in(AncestorKind::kList) && !ancestors.in(AncestorKind::kHeading))
      return {};
    Node found, item;
    for (Node node = page_.node(block.holder); node && node.index() >= begin && node.end() <= end;
         node = node.parent()) {
      const Tag tag = node.tag();
      // Code stands for itself, also in a highlighter's table.
      if (tag == Tag::kPre) return node;
      if (tag == Tag::kLi) item = node;
      if (tag == Tag::kTable || tag == Tag::kUl || tag == Tag::kOl || tag == Tag::kDl ||
          is_heading(node))
        found = node;
    }
    // An item whose brother is chosen.
    if (found.is_null()) return item;
    return found;
  }

  /// The outermost element that holds no other text.
  [[nodiscard]] Node alone(Node piece) const {
    const float size = survey_.size_in(piece);
    for (int i = 0; i < kMaxWrappers; ++i) {
      const Node parent = piece.parent();
      if (!parent || parent.tag() == Tag::kBody || survey_.size_in(parent) > size) break;
      piece = parent;
    }
    return piece;
  }

  bool belongs(Node piece, const TextBlock& before, std::uint32_t next, std::uint32_t from,
               std::uint32_t to) {
    const TextBlock& first = survey_.blocks[from];
    const auto& ancestors = survey_.ancestors_of(first);
    // Hidden as a whole; a highlighter hides the numbers of its lines.
    if (ancestors.in(AncestorKind::kHidden) &&
        ancestors.node(AncestorKind::kHidden) <= piece.index())
      return false;
    const auto dropped = std::lower_bound(found_.begin(), found_.end(), from);
    if (dropped != found_.end() && *dropped < to) return false;
    const Node whole = alone(piece);
    // Nothing between it and what holds its neighbours may stand beside the article.
    const Node parent = whole.parent();
    if (!parent) return false;
    const bool holds_before = parent.contains(page_.node(before.begin));
    const bool holds_next = next < page_.size() && parent.contains(page_.node(next));
    if (piece.tag() != Tag::kPre && !holds_before && !holds_next) return false;
    for (Node node = piece; node && node != parent; node = node.parent()) {
      if (piece.tag() == Tag::kPre ? is_of_no_code(node) : stands_beside(node)) return false;
    }
    if (piece.tag() != Tag::kPre && stands_beside(parent)) return false;
    return suits(piece, before, from, to);
  }

  bool suits(Node piece, const TextBlock& before, std::uint32_t from, std::uint32_t to) {
    if (piece.tag() == Tag::kPre) return true;
    if (piece.tag() == Tag::kTable) return tables_.is_data(piece);
    if (piece.tag() == Tag::kLi) return is_of_chosen_list(piece);
    const float size = survey_.size_before[to] - survey_.size_before[from];
    const float links = survey_.link_before[to] - survey_.link_before[from];
    if (is_heading(piece)) {
      return size <= kLongestHeading && links < kMostLinks * size;
    }
    if (links < kMostLinks * size) return true;
    const std::string_view announcing = survey_.text_of(before);
    return announcing.ends_with(':') && before.size >= kShortestLeadIn;
  }

  /// Whether much of the list that an item belongs to is chosen.
  [[nodiscard]] bool is_of_chosen_list(Node item) {
    const Node list = item.parent();
    if (!list) return false;
    const auto [known, is_new] = lists_.try_emplace(list.index(), false);
    if (is_new) {
      const std::uint32_t begin = survey_.first_block(list.index()),
                          end = survey_.first_block(list.end());
      float size = 0;
      for (auto at = std::lower_bound(chosen_.begin(), chosen_.end(), begin);
           at != chosen_.end() && *at < end; ++at)
        size += survey_.blocks[*at].size;
      known->second = size >= kChosenShare * survey_.size_in(list);
    }
    return known->second;
  }

  const html::Document& page_;
  const Survey& survey_;
  std::span<const std::uint32_t> chosen_;
  std::span<const std::uint32_t> found_;
  std::span<const float> likely_;
  Tables& tables_;
  std::unordered_map<std::uint32_t, bool> lists_;  // asked for: whether much of it is chosen
  std::vector<Adopted> out_;
};

}  // namespace

bool stands_beside(Node element) {
  static constexpr Hints kBeside =
      hints_among({Hint::kComment, Hint::kRelated, Hint::kShare, Hint::kNav, Hint::kAd,
                   Hint::kPromo, Hint::kSidebar, Hint::kFooter, Hint::kLogin, Hint::kConsent,
                   Hint::kTeaser, Hint::kTags, Hint::kAuthor, Hint::kMeta, Hint::kContents});
  switch (element.tag()) {
    case Tag::kNav:
    case Tag::kMenu:
    case Tag::kAside:
    case Tag::kFooter:
    case Tag::kForm:
      return true;
    default:
      return !element.attributes().empty() && hints_of(element).any_of(kBeside);
  }
}

std::vector<Adopted> with_structure(const AdoptionQuestion& question, Tables& tables) {
  if (question.chosen.empty()) return {};
  return Adopter(question, tables).run();
}

}  // namespace tearsheet::extract
