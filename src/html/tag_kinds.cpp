// What elements do to the text around them.
#include "html/tag.h"

namespace tearsheet::html {

bool is_hidden(Tag tag) {
  switch (tag) {
    case Tag::kScript:
    case Tag::kStyle:
    case Tag::kTemplate:
    case Tag::kNoscript:
    case Tag::kHead:
    case Tag::kTitle:
    case Tag::kIframe:
    case Tag::kNoframes:
    case Tag::kNoembed:
    case Tag::kDatalist:
    case Tag::kRp:
      return true;
    default:
      return false;
  }
}

bool breaks_line(Tag tag) {
  switch (tag) {
    case Tag::kAddress:
    case Tag::kArticle:
    case Tag::kAside:
    case Tag::kBlockquote:
    case Tag::kBody:
    case Tag::kCaption:
    case Tag::kCenter:
    case Tag::kDd:
    case Tag::kDetails:
    case Tag::kDir:
    case Tag::kDiv:
    case Tag::kDl:
    case Tag::kDt:
    case Tag::kFieldset:
    case Tag::kFigcaption:
    case Tag::kFigure:
    case Tag::kFooter:
    case Tag::kForm:
    case Tag::kH1:
    case Tag::kH2:
    case Tag::kH3:
    case Tag::kH4:
    case Tag::kH5:
    case Tag::kH6:
    case Tag::kHeader:
    case Tag::kHgroup:
    case Tag::kHr:
    case Tag::kHtml:
    case Tag::kLegend:
    case Tag::kLi:
    case Tag::kListing:
    case Tag::kMain:
    case Tag::kMenu:
    case Tag::kNav:
    case Tag::kOl:
    case Tag::kOptgroup:
    case Tag::kOption:
    case Tag::kP:
    case Tag::kPlaintext:
    case Tag::kPre:
    case Tag::kSection:
    case Tag::kSummary:
    case Tag::kTable:
    case Tag::kTbody:
    case Tag::kTfoot:
    case Tag::kThead:
    case Tag::kTr:
    case Tag::kUl:
    case Tag::kXmp:
      return true;
    default:
      return false;
  }
}

bool is_phrasing(Tag tag) {
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
      return true;
    default:
      return false;
  }
}

}  // namespace tearsheet::html
