#include "extract/dating/date_places.h"

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <string>

#include "base/ascii.h"
#include "extract/dating/date_labels.h"
#include "extract/page/apart.h"
#include "extract/page/bounds.h"
#include "extract/page/home_links.h"

namespace tearsheet::extract {
namespace {

using html::Node;

/// Whether a class or id has a word, with no letter about it.
bool has_word(Node element, std::initializer_list<std::string_view> words) {
  for (const auto value : {class_of(element), element.id().substr(0, kLongestClass)}) {
    const std::string lower = to_lower(value);
    for (const auto word : words) {
      const auto at = lower.find(word);
      if (at == std::string::npos) continue;
      const auto end = at + word.size();
      if ((at == 0 || !is_alnum(lower[at - 1])) && (end == lower.size() || !is_alnum(lower[end])))
        return true;
    }
  }
  return false;
}

/// Whether a class or id says that it shows the day of the visit.
bool says_today(Node element) {
  return has_word(element, {"today", "current-date", "currentdate", "current_date", "date-today",
                            "datetoday", "heute", "fecha-actual"});
}

}  // namespace

DatePlaces::DatePlaces(const DatingInput& input)
    : input_(input),
      survey_(input.survey),
      at_(input.headline.is_null() ? 0 : input.survey.first_block(input.headline.index())) {}

std::uint32_t DatePlaces::block_of(Node node) const {
  const std::uint32_t next = survey_.first_block(node.index());
  const bool is_within = next > 0 && survey_.blocks[next - 1].end > node.index();
  return is_within ? next - 1 : next;
}

double DatePlaces::nearness(std::uint32_t block) const {
  if (input_.headline.is_null()) return 0.4;
  const double blocks = static_cast<double>(block) - static_cast<double>(at_);
  const double text = std::abs(static_cast<double>(survey_.size_before[block]) -
                               static_cast<double>(survey_.size_before[at_]));
  if (blocks >= 0) return std::exp(-blocks / 12.0) * std::exp(-text / 1500.0);
  return 0.85 * std::exp(blocks / 6.0);
}

bool DatePlaces::is_elsewhere(std::uint32_t block) const {
  if (block >= survey_.blocks.size()) return false;
  constexpr Hints kElsewhere =
      hints_among({Hint::kComment, Hint::kRelated, Hint::kSidebar, Hint::kTeaser});
  const Apart apart = apart_from(input_.document, survey_, block, input_.headline);
  return apart.hints.any_of(kElsewhere) || apart.in_nav || apart.in_footer || apart.in_aside;
}

bool DatePlaces::tells_of_change(Node node) {
  const auto own = class_of(node);
  const Node parent = node.parent();
  const auto outer = parent.is_null() ? std::string_view() : class_of(parent);
  for (const auto names : {own, outer}) {
    if (contains_ignoring_case(names, "updat") || contains_ignoring_case(names, "modif"))
      return true;
  }
  return !parent.is_null() && parent.end() - parent.index() <= 20 &&
         says_updated(html::visible_text(parent, kLongestDate));
}

bool DatePlaces::stands_in_sentence(Node node, std::uint32_t i) const {
  if (i >= survey_.blocks.size()) return false;
  const auto& block = survey_.blocks[i];
  if (!block.ends_sentence || block.begin >= node.end()) return false;
  const auto& ancestors = survey_.ancestors_of(block);
  if (ancestors.has(Hint::kDate) || ancestors.has(Hint::kMeta) || ancestors.has(Hint::kAuthor))
    return false;
  const auto text = survey_.text_of(block);
  return tells(block) && !says_published(text) && !says_updated(text);
}

bool DatePlaces::tells(const TextBlock& block) {
  return block.ends_sentence && block.size >= 40;
}

double DatePlaces::visible_weight(std::uint32_t i) const {
  const auto& block = survey_.blocks[i];
  const auto& ancestors = survey_.ancestors_of(block);
  double weight = 0.25 + 0.35 * nearness(i);
  if (ancestors.has(Hint::kDate)) weight += 0.22;
  if (ancestors.has(Hint::kMeta) || ancestors.has(Hint::kAuthor)) weight += 0.05;
  if (block.size < 60) weight += 0.05;
  const Apart apart = apart_from(input_.document, survey_, i, input_.headline);
  if (apart.in_nav ||
      apart.hints.any_of(hints_among({Hint::kRelated, Hint::kComment, Hint::kSidebar})))
    weight -= 0.20;
  if (ancestors.in(AncestorKind::kFigure) || ancestors.has(Hint::kCaption)) weight -= 0.10;
  if (i < at_) weight -= 0.08;
  if (says_published(survey_.text_of(block))) weight += 0.15;
  return weight;
}

bool DatePlaces::is_heading_of_more(const TextBlock& block) const {
  constexpr float kLongestDay = 30;
  return block.size > kLongestDay && survey_.ancestors_of(block).in(AncestorKind::kHeading) &&
         !says_published(survey_.text_of(block));
}

bool DatePlaces::is_clock(const TextBlock& block) const {
  constexpr int kMostSteps = 3;
  for (std::uint32_t i = block.begin; i < block.end; ++i) {
    const Node inner = input_.document.node(i);
    if (inner.is_element() && says_today(inner)) return true;
  }
  Node up = input_.document.node(block.begin).parent();
  for (int i = 0; i < kMostSteps && !up.is_null() && up.is_element(); ++i, up = up.parent()) {
    if (!input_.headline.is_null() && up.contains(input_.headline)) return false;
    if (says_today(up)) return true;
  }
  return false;
}

bool DatePlaces::is_of_event(Node node) {
  constexpr int kMostSteps = 3;
  for (int i = 0; i < kMostSteps && !node.is_null() && node.is_element(); ++i) {
    if (class_of(node) == "event" ||
        has_word(node, {"event-box", "eventbox", "event-info", "event-details", "event-card"}))
      return true;
    node = node.parent();
  }
  return false;
}

bool DatePlaces::is_masthead(std::uint32_t i) const {
  if (i >= at_ || input_.headline.is_null()) return false;
  const Apart apart = apart_from(input_.document, survey_, i, input_.headline);
  return apart.in_header || apart.in_nav;
}

bool DatePlaces::is_other_story(std::uint32_t i) const {
  if (i >= survey_.blocks.size()) return false;
  const auto& block = survey_.blocks[i];
  const bool is_link =
      block.link_density() > 0.5F || survey_.ancestors_of(block).in(AncestorKind::kLink);
  if (!is_link || !is_elsewhere(i)) return false;
  // "Posted on <a href=(this page)>April 13</a>" is a link for keeping.
  for (std::uint32_t k = block.begin; k < block.end; ++k) {
    if (links_to_itself(input_.document.node(k), input_.page)) return false;
  }
  return true;
}

}  // namespace tearsheet::extract
