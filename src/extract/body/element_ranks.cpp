#include "extract/body/element_ranks.h"

namespace tearsheet::extract {

using html::Tag;

float holder_rank(Tag tag) {
  switch (tag) {
    case Tag::kP:
      return 0;
    case Tag::kBlockquote:
      return 1;
    case Tag::kPre:
      return 2;
    case Tag::kDiv:
    case Tag::kSection:
    case Tag::kArticle:
      return 3;
    case Tag::kLi:
      return 4;
    case Tag::kDd:
    case Tag::kDt:
      return 5;
    case Tag::kTd:
    case Tag::kTh:
      return 6;
    case Tag::kH1:
      return 7;
    case Tag::kH2:
      return 8;
    case Tag::kH3:
      return 9;
    case Tag::kH4:
    case Tag::kH5:
    case Tag::kH6:
      return 10;
    case Tag::kFigcaption:
    case Tag::kFigure:
    case Tag::kCaption:
      return 11;
    default:
      return 12;
  }
}

int heading_level(Tag tag) {
  const auto first = static_cast<int>(Tag::kH1);
  const int level = static_cast<int>(tag) - first + 1;
  return level >= 1 && level <= 6 ? level : 0;
}

}  // namespace tearsheet::extract
