#include "extract/page/apart.h"

namespace tearsheet::extract {
namespace {

// The head of a page has its logo and menus in it; that of a box hardly a line.
constexpr std::uint32_t kLeastHead = 30;  // nodes

}  // namespace

Apart apart_from(const html::Document& page, const Survey& survey, std::uint32_t block,
                 html::Node headline) {
  Apart out;
  for (std::uint32_t i = survey.blocks[block].ancestors; i != 0; i = survey.ancestors[i].outer) {
    const Ancestors& here = survey.ancestors[i];
    const html::Node element = page.node(here.element);
    if (!headline.is_null() && element.contains(headline)) break;
    out.hints.add(here.hints);
    const html::Tag tag = element.tag();
    out.in_nav = out.in_nav || tag == html::Tag::kNav;
    out.in_aside = out.in_aside || tag == html::Tag::kAside;
    const bool is_head = here.hints.has(Hint::kHeader) && !here.hints.has(Hint::kDate) &&
                         element.end() - element.index() >= kLeastHead;
    out.in_header = out.in_header || tag == html::Tag::kHeader || is_head;
    out.in_footer = out.in_footer || tag == html::Tag::kFooter;
  }
  return out;
}

}  // namespace tearsheet::extract
