// What is measured of each block of text to tell the article from what stands around it. No word of
// any language and no name of any site is among it: lengths, marks, links, elements, class-name
// hints, place and repetition.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "extract/page/survey.h"

namespace tearsheet::extract {

/// The page as the body finder sees it. Views live as long as the caller's strings.
struct BodyQuestion {
  const html::Document& page;
  const Survey& survey;
  std::string_view title, description;
  std::string_view linked_body;  ///< JSON-LD articleBody, plain text; empty if none.
  html::Node headline;
  std::string_view site_name;  ///< The publication's, or its domain; may be empty.
};

enum class Feature : std::uint8_t {
  // The block itself
  kSize,
  kWords,
  kWordLength,
  kLinkDensity,
  kLinks,
  kStops,
  kCommas,
  kDigits,
  kCapitals,
  kBold,
  kItalic,
  kEndsSentence,
  kEndsCut,  ///< In an ellipsis, as a teaser does.
  kEndsInColon,
  kSymbols,  ///< Marks that running text has not: bars, arrows, brackets, pictures.
  kExclaims,
  kStartsWithSymbol,
  kNamesSite,  ///< Names the publication: its own notices do.
  kAddresses,  ///< Mail and web addresses written out.
  kStartsWithLink,
  kHeading,
  kHolder,
  // Around it
  kNav,
  kAside,
  kFooter,
  kHeader,
  kForm,
  kListItem,
  kTable,
  kFigure,
  kFigcaption,
  kArticle,
  kMain,
  kSection,
  kQuote,
  kLink,
  kHidden,
  kParagraph,
  kDepth,
  kDetails,
  kHintFirst,
  kHintLast = kHintFirst + kHintCount - 1,
  // Elements around that hold neither the headline nor most of the text, by what they hint at
  kApart,       ///< How many hint at what is no article.
  kApartShare,  ///< How much of the page's text the outermost of them holds.
  kApartProse,  ///< And how much running text.
  kApartDepth,  ///< Levels below the outermost.
  kInComments,
  kInRelated,
  kInPromo,
  kInMargin,  ///< Navigation, sidebar, footer, header.
  kInPeople,  ///< Authors, dates, tags, shares, other data.
  kInWidget,
  // Its neighbours
  kSize1Before,
  kSize2Before,
  kSize1After,
  kSize2After,
  kLinks1Before,
  kLinks1After,
  kHolder1Before,
  kHolder1After,
  kGapBefore,
  kGapAfter,
  // Its place
  kPlace,
  kAfterHeadline,
  kTextAfterHeadline,
  kProseBefore,
  kProseAfter,
  kSinceProse,
  kUntilProse,
  kHeadlineInContainer,
  // Its containers
  kParentProse,
  kParentShare,
  kParentLinks,
  kGrandProse,
  kGrandShare,
  kGrandLinks,
  kTopDistance,
  kTopPlace,
  kTopShare,
  kTopProseAfter,
  kTopProseBefore,
  kPathShare,
  kPathProse,
  kSiblingsAlike,
  kArticleShare,
  kArticleProse,
  kParentBlocks,
  kPathPlace,
  kTopUp,          ///< Levels from the top container up to what holds the block too.
  kLongPathShare,  ///< As kPathShare, for a path one element longer.
  // Records: an element around with similar siblings, as cards and comments have
  kRecords,
  kRecordLevel,
  kRecordSize,
  kRecordLinks,
  kRecordTime,
  kRecordsShare,
  kRecordHoldsHeadline,
  // What else the page says
  kTableSize,
  kTableDigits,
  kListSize,
  kListLinks,
  kArticleDepth,
  kTimeNear,
  kPathFirst,
  kPathRank,
  kWindowSize,
  kWindowLinks,
  kWindowStops,
  kMainHeadline,
  // The last heading before it
  kHeadingAboveLevel,
  kHeadingAboveLinks,
  kSinceHeading,
  kImagesBefore,
  kImagesAfter,
  kImageNear,
  kTeaserRow,
  kRepeatBefore,
  kRepeatAfter,
  kIsTitle,
  kIsDescription,
  kRepeats,
  kParentRepeats,
  kInDescription,
  kInTitle,
  kInLinkedBody,
  kPageProse,
  kPageBlocks,
  kCount,
};
inline constexpr std::size_t kFeatureCount = static_cast<std::size_t>(Feature::kCount);
using FeatureRow = std::array<float, kFeatureCount>;

[[nodiscard]] std::vector<FeatureRow> body_features(const BodyQuestion& question);

}  // namespace tearsheet::extract
