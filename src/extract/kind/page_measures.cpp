#include "extract/kind/page_measures.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_set>

#include "base/ascii.h"
#include "extract/kind/class_words.h"
#include "extract/kind/schema_types.h"
#include "extract/page/bounds.h"

namespace tearsheet::extract {
namespace {

using html::Node;
using html::Tag;

constexpr float kHeadline = 25;  // as in listing_auto.cpp
constexpr float kLoneMoment = 40;
constexpr float kLongestTeaser = 400;
constexpr std::uint32_t kClose = 3;  // blocks: a date and a kicker may stand between
constexpr std::uint32_t kFar = 1000;

// Where scripts draw the page: the root elements of the common frameworks (React, Vue, Next, Nuxt,
// Angular, Svelte, Ember).
constexpr std::array<std::string_view, 9> kMounts = {"root",     "app",        "__next",
                                                     "__nuxt",   "___gatsby",  "svelte",
                                                     "main-app", "ember-root", "react-root"};

bool is_mount(Node node) {
  return std::find(kMounts.begin(), kMounts.end(), node.id()) != kMounts.end() ||
         node.name() == "app-root";
}

void count_names(Node node, PageMeasures& out) {
  const ClassMarks marks = class_marks(node);
  out.shop_marks += marks.shop ? 1 : 0;
  out.forum_marks += marks.forum ? 1 : 0;
  if (const auto type = node.attribute("itemtype")) {
    const std::string_view address = trimmed(*type);
    const std::string_view name = address.substr(address.find_last_of("/#") + 1);
    out.products += is_product_type(name) ? 1 : 0;
    out.posts += is_forum_type(name) ? 1 : 0;
  }
}

void count_elements(const KindQuestion& question, PageMeasures& out) {
  const html::Document& page = question.page;
  const auto& blocks = question.survey.blocks;
  const std::uint32_t begin = question.body.empty() ? 0 : blocks[question.body.front()].begin;
  const std::uint32_t end = question.body.empty() ? 0 : blocks[question.body.back()].end;
  for (std::uint32_t i = 0; i < page.size(); ++i) {
    const Node node = page.node(i);
    if (!node.is_element()) continue;
    count_names(node, out);
    switch (node.tag()) {
      case Tag::kArticle:
        ++out.articles;
        break;
      case Tag::kForm:
        ++out.forms;
        break;
      case Tag::kSelect:
      case Tag::kTextarea:
        ++out.fields;
        break;
      case Tag::kScript:
        ++out.scripts;
        break;
      case Tag::kImg:
        ++out.images;
        out.body_images += i >= begin && i < end ? 1 : 0;
        break;
      case Tag::kIframe:
      case Tag::kFrame:
        ++out.frames;
        break;
      case Tag::kButton:
        ++out.buttons;
        break;
      case Tag::kInput: {
        ++out.fields;
        const auto type = node.attribute("type").value_or("");
        if (equals_ignoring_case(type, "password")) ++out.passwords;
        if (equals_ignoring_case(type, "submit") || equals_ignoring_case(type, "button"))
          ++out.buttons;
        break;
      }
      case Tag::kDiv:
      case Tag::kUnknown:
        if (is_mount(node)) ++out.mounts;
        break;
      default:
        break;
    }
  }
}

/// The address that the first link of a block leads to, as written.
std::string_view target_of(const html::Document& page, const TextBlock& block) {
  for (std::uint32_t i = block.begin; i < block.end; ++i) {
    for (Node node = page.node(i).parent(); !node.is_null() && node.index() >= block.holder;
         node = node.parent()) {
      if (node.tag() == Tag::kA)
        return beginning(trimmed(node.attribute("href").value_or("")), kLongestAddress);
      if (node.index() == block.holder) break;
    }
  }
  // The link may be around the block.
  int hops = 0;
  for (Node node = page.node(block.holder); !node.is_null() && ++hops < 6; node = node.parent()) {
    if (node.tag() == Tag::kA)
      return beginning(trimmed(node.attribute("href").value_or("")), kLongestAddress);
  }
  return {};
}

/// A block that is a link as long as a headline, or begins with one that has its line for itself.
bool is_linked_headline(const Survey& survey, const TextBlock& block) {
  if (block.link_size < kHeadline && !(block.size >= kHeadline && block.link_density() > 0.8F))
    return false;
  if (block.link_density() > 0.5F) return true;
  return block.links == 1 && survey.text_of(block).find('\n') != std::string_view::npos;
}

/// A time of day and nothing else with digits: "14:05", "Updated 14h05".
bool is_lone_moment(const Survey& survey, const TextBlock& block) {
  if (block.size > kLoneMoment || block.digits < 3 || block.digits > 6) return false;
  const std::string_view text = survey.text_of(block);
  for (std::size_t i = 1; i + 2 < text.size(); ++i) {
    const bool is_clock = (text[i] == ':' || text[i] == 'h') && is_digit(text[i - 1]) &&
                          text[i + 1] >= '0' && text[i + 1] <= '5' && is_digit(text[i + 2]) &&
                          (i + 3 == text.size() || !is_digit(text[i + 3]));
    if (is_clock) return true;
  }
  return false;
}

/// What follows from how linked headlines and paragraphs of the body take turns.
void measure_turns(const KindQuestion& question, PageMeasures& out) {
  const Survey& survey = question.survey;
  std::unordered_set<std::string_view> targets;
  std::size_t next = 0;  // in question.body
  std::uint32_t since_headline = kFar;
  std::uint32_t since_moment = kFar;
  for (std::uint32_t i = 0; i < survey.blocks.size(); ++i, ++since_headline, ++since_moment) {
    const TextBlock& block = survey.blocks[i];
    const Ancestors& ancestors = survey.ancestors_of(block);
    if (is_lone_moment(survey, block) && !ancestors.has(Hint::kComment)) since_moment = 0;
    if (!ancestors.in(AncestorKind::kNav) && !ancestors.in(AncestorKind::kFooter) &&
        is_linked_headline(survey, block)) {
      const std::string_view target = target_of(question.page, block);
      if (!target.empty() && target.front() != '#' && targets.insert(target).second)
        since_headline = 0;
    }
    if (next >= question.body.size() || question.body[next] != i) continue;
    ++next;
    if (block.size <= kLongestTeaser && since_headline <= kClose) out.body_teasers += block.size;
    if (!block.is_prose()) continue;
    ++out.body_paragraphs;
    if (since_moment <= kClose) {
      ++out.entries;
      since_moment = kFar;
    }
  }
  out.linked_headlines = static_cast<int>(targets.size());
}

}  // namespace

PageMeasures measure_page(const KindQuestion& question) {
  PageMeasures out;
  const Survey& survey = question.survey;
  count_elements(question, out);
  out.all = survey.size_before.back();
  out.prose = survey.prose_before.back();
  for (const TextBlock& block : survey.blocks) {
    const Ancestors& ancestors = survey.ancestors_of(block);
    if (ancestors.has(Hint::kConsent)) out.consent += block.size;
    if (ancestors.has(Hint::kPaywall) && !ancestors.in(AncestorKind::kHidden) &&
        !ancestors.has(Hint::kHidden))
      out.paywall += block.size;  // one that is hidden stops nobody
  }
  for (const std::uint32_t i : question.body) {
    const TextBlock& block = survey.blocks[i];
    const Ancestors& ancestors = survey.ancestors_of(block);
    out.body += block.size;
    if (ancestors.has(Hint::kConsent)) out.body_consent += block.size;
    if (ancestors.in(AncestorKind::kForm)) out.body_form += block.size;
  }
  measure_turns(question, out);
  out.all += question.embedded;
  out.prose += question.embedded;
  out.body += question.embedded;
  return out;
}

}  // namespace tearsheet::extract
