#include "extract/page/element_table.h"

#include "extract/page/survey.h"

namespace tearsheet::extract {

using html::Tag;

std::size_t ancestor_kind_of(Tag tag) {
  using enum AncestorKind;
  switch (tag) {
    case Tag::kNav:
    case Tag::kMenu:
      return static_cast<std::size_t>(kNav);
    case Tag::kAside:
      return static_cast<std::size_t>(kAside);
    case Tag::kFooter:
      return static_cast<std::size_t>(kFooter);
    case Tag::kHeader:
      return static_cast<std::size_t>(kHeader);
    case Tag::kForm:
    case Tag::kFieldset:
      return static_cast<std::size_t>(kForm);
    case Tag::kLi:
    case Tag::kDd:
    case Tag::kDt:
      return static_cast<std::size_t>(kListItem);
    case Tag::kUl:
    case Tag::kOl:
    case Tag::kDl:
      return static_cast<std::size_t>(kList);
    case Tag::kTable:
      return static_cast<std::size_t>(kTable);
    case Tag::kTd:
    case Tag::kTh:
      return static_cast<std::size_t>(kCell);
    case Tag::kFigure:
      return static_cast<std::size_t>(kFigure);
    case Tag::kFigcaption:
    case Tag::kCaption:
      return static_cast<std::size_t>(kFigcaption);
    case Tag::kArticle:
      return static_cast<std::size_t>(kArticle);
    case Tag::kMain:
      return static_cast<std::size_t>(kMain);
    case Tag::kSection:
      return static_cast<std::size_t>(kSection);
    case Tag::kBlockquote:
      return static_cast<std::size_t>(kQuote);
    case Tag::kA:
      return static_cast<std::size_t>(kLink);
    case Tag::kH1:
    case Tag::kH2:
    case Tag::kH3:
    case Tag::kH4:
    case Tag::kH5:
    case Tag::kH6:
      return static_cast<std::size_t>(kHeading);
    case Tag::kAddress:
      return static_cast<std::size_t>(kAddress);
    case Tag::kPre:
      return static_cast<std::size_t>(kPre);
    case Tag::kDetails:
      return static_cast<std::size_t>(kDetails);
    case Tag::kP:
      return static_cast<std::size_t>(kParagraph);
    default:
      return kAncestorKindCount;
  }
}

bool is_read_aloud(html::Node element) {
  if (element.tag() == Tag::kRp) return true;
  if (element.tag() != Tag::kRt) return false;
  html::Node before = element.previous_sibling();
  while (before && before.is_text()) before = before.previous_sibling();
  return before && before.tag() == Tag::kRp;
}

bool is_block_level(Tag tag) {
  return !html::is_phrasing(tag) && tag != Tag::kRt && tag != Tag::kRp;
}

bool is_unread(Tag tag) {
  if (html::is_hidden(tag)) return true;
  switch (tag) {  // seen, but no text of the page
    case Tag::kObject:
    case Tag::kEmbed:
    case Tag::kSvg:
    case Tag::kCanvas:
    case Tag::kAudio:
    case Tag::kVideo:
    case Tag::kMap:
    case Tag::kSelect:
    case Tag::kTextarea:
    case Tag::kButton:
    case Tag::kMeter:
    case Tag::kInput:
    case Tag::kProgress:
    case Tag::kRt:
    case Tag::kApplet:
      return true;
    default:
      return false;
  }
}

}  // namespace tearsheet::extract
