#include "extract/body/top_container.h"

#include <unordered_map>

namespace tearsheet::extract {

using html::Node;
using html::Tag;

Node top_container(const html::Document& page, const Survey& survey) {
  std::unordered_map<std::uint32_t, float> votes;
  for (const auto& block : survey.blocks) {
    if (!block.is_prose()) continue;
    const auto& ancestors = survey.ancestors_of(block);
    if (ancestors.in(AncestorKind::kNav) || ancestors.in(AncestorKind::kFooter) ||
        ancestors.has(Hint::kComment))
      continue;
    Node holder = page.node(block.holder);
    // Text straight in a container (split by <br>) votes for it; a paragraph for its parent.
    const Tag tag = holder.tag();
    Node parent = tag == Tag::kDiv || tag == Tag::kArticle || tag == Tag::kSection ||
                          tag == Tag::kTd || tag == Tag::kMain
                      ? holder
                      : holder.parent();
    if (parent.is_null()) continue;
    const float vote = block.size - block.link_size;
    votes[parent.index()] += vote;
    if (!parent.parent().is_null()) votes[parent.parent().index()] += vote / 2;
  }
  Node best;
  float best_votes = 0;
  for (const auto& [index, value] : votes) {
    const Node node = page.node(index);
    if (value > best_votes || (value == best_votes && !best.is_null() && index < best.index())) {
      best = node;
      best_votes = value;
    }
  }
  return best;
}

}  // namespace tearsheet::extract
