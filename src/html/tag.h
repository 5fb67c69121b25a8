// Element names as numbers, in the order of Gumbo's own list (html/tree.cpp asserts it), HTML, SVG and MathML.
#pragma once

#include <cstdint>
#include <string_view>

namespace tearsheet::html {

enum class Tag : std::uint16_t {
  kHtml, kHead, kTitle, kBase, kLink, kMeta, kStyle, kScript, kNoscript, kTemplate, kBody, kArticle,
  kSection, kNav, kAside, kH1, kH2, kH3, kH4, kH5, kH6, kHgroup, kHeader, kFooter, kAddress, kP, kHr, kPre,
  kBlockquote, kOl, kUl, kLi, kDl, kDt, kDd, kFigure, kFigcaption, kMain, kDiv, kA, kEm, kStrong, kSmall,
  kS, kCite, kQ, kDfn, kAbbr, kData, kTime, kCode, kVar, kSamp, kKbd, kSub, kSup, kI, kB, kU, kMark, kRuby,
  kRt, kRp, kBdi, kBdo, kSpan, kBr, kWbr, kIns, kDel, kImage, kImg, kIframe, kEmbed, kObject, kParam,
  kVideo, kAudio, kSource, kTrack, kCanvas, kMap, kArea, kMath, kMi, kMo, kMn, kMs, kMtext, kMglyph,
  kMalignmark, kAnnotationXml, kSvg, kForeignobject, kDesc, kTable, kCaption, kColgroup, kCol, kTbody,
  kThead, kTfoot, kTr, kTd, kTh, kForm, kFieldset, kLegend, kLabel, kInput, kButton, kSelect, kDatalist,
  kOptgroup, kOption, kTextarea, kKeygen, kOutput, kProgress, kMeter, kDetails, kSummary, kMenu, kMenuitem,
  kApplet, kAcronym, kBgsound, kDir, kFrame, kFrameset, kNoframes, kIsindex, kListing, kXmp, kNextid,
  kNoembed, kPlaintext, kRb, kStrike, kBasefont, kBig, kBlink, kCenter, kFont, kMarquee, kMulticol, kNobr,
  kSpacer, kTt, kRtc,
  kUnknown,  ///< Custom elements and names that Gumbo does not know: compare Node::name().
};

/// Tag::kUnknown for names that are not in the list. `name` in lower case.
[[nodiscard]] Tag tag_from_name(std::string_view name);

}  // namespace tearsheet::html
