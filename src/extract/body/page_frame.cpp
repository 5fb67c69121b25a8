#include "extract/body/page_frame.h"

#include <algorithm>

#include "extract/body/top_container.h"

namespace tearsheet::extract {

using html::Node;
using html::Tag;

PageFrame::PageFrame(const BodyQuestion& asked)
    : question(asked), survey(asked.survey), top(top_container(asked.page, asked.survey)) {
  if (!question.headline.is_null()) headline_block = survey.first_block(question.headline.index());
  if (!top.is_null()) {
    top_sums = sums_of(top);
    top_depth = depth_of(top);
  }
  for (std::uint32_t i = 0; i < question.page.size(); ++i) {
    const Node node = question.page.node(i);
    if (!node.is_element()) continue;
    if (node.tag() == Tag::kTime) times.push_back(i);
    if (node.tag() == Tag::kImg) images.push_back(i);
  }
}

TextSums PageFrame::sums_of(Node element) const {
  const std::uint32_t begin = survey.first_block(element.index()),
                      end = survey.first_block(element.end());
  return {survey.prose_before[end] - survey.prose_before[begin],
          survey.size_before[end] - survey.size_before[begin],
          survey.link_before[end] - survey.link_before[begin], begin, end};
}

float PageFrame::all_prose() const {
  return std::max(1.0F, survey.prose_before.back());
}

bool PageFrame::has_headline(Node element) const {
  return !question.headline.is_null() && element.contains(question.headline);
}

bool PageFrame::any_in(const std::vector<std::uint32_t>& places, Node element) {
  const auto first = std::lower_bound(places.begin(), places.end(), element.index());
  return first != places.end() && *first < element.end();
}

int depth_of(Node node) {
  int depth = 0;
  for (node = node.parent(); !node.is_null() && node.tag() != Tag::kBody; node = node.parent())
    ++depth;
  return depth + 1;
}

}  // namespace tearsheet::extract
