#include "extract/page/element_table.h"

#include "extract/page/survey.h"

namespace tearsheet::extract {

using html::Tag;

std::size_t around_of(Tag tag) {
  using enum Around;
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
      return kAroundCount;
  }
}

bool is_block_level(Tag tag) {
  switch (tag) {
    case Tag::kA:
    case Tag::kEm:
    case Tag::kStrong:
    case Tag::kSmall:
    case Tag::kS:
    case Tag::kCite:
    case Tag::kQ:
    case Tag::kDfn:
    case Tag::kAbbr:
    case Tag::kData:
    case Tag::kTime:
    case Tag::kCode:
    case Tag::kVar:
    case Tag::kSamp:
    case Tag::kKbd:
    case Tag::kSub:
    case Tag::kSup:
    case Tag::kI:
    case Tag::kB:
    case Tag::kU:
    case Tag::kMark:
    case Tag::kRuby:
    case Tag::kRt:
    case Tag::kRb:
    case Tag::kBdi:
    case Tag::kBdo:
    case Tag::kSpan:
    case Tag::kBr:
    case Tag::kWbr:
    case Tag::kIns:
    case Tag::kDel:
    case Tag::kImage:
    case Tag::kImg:
    case Tag::kMath:
    case Tag::kMi:
    case Tag::kMo:
    case Tag::kMn:
    case Tag::kMs:
    case Tag::kMtext:
    case Tag::kLabel:
    case Tag::kAcronym:
    case Tag::kStrike:
    case Tag::kBig:
    case Tag::kBlink:
    case Tag::kFont:
    case Tag::kNobr:
    case Tag::kTt:
    case Tag::kRtc:
    case Tag::kOutput:
    case Tag::kUnknown:
    case Tag::kMeta:
    case Tag::kLink:
    case Tag::kSource:
    case Tag::kTrack:
      return false;
    default:
      return true;
  }
}

bool is_unread(Tag tag) {
  switch (tag) {
    case Tag::kScript:
    case Tag::kStyle:
    case Tag::kNoscript:
    case Tag::kTemplate:
    case Tag::kIframe:
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
    case Tag::kDatalist:
    case Tag::kMeter:
    case Tag::kInput:
    case Tag::kProgress:
    case Tag::kRp:
    case Tag::kRt:
    case Tag::kNoframes:
    case Tag::kNoembed:
    case Tag::kApplet:
    case Tag::kTitle:
    case Tag::kHead:
      return true;
    default:
      return false;
  }
}

}  // namespace tearsheet::extract
