// What is measured of a page to tell an article from pages of other kinds: the ground of the kind
// model. No word of a language, no name of a site is among the features: text by what it stands in,
// links, repetition, what the page says of itself in markup that programs read.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "extract/kind/page_kind.h"
#include "extract/kind/page_measures.h"

namespace tearsheet::extract {

/// The order is that of kind_model_table.cpp: a change needs a new fit. Sizes are log2(1 + letters),
/// counts log2(1 + n), where nothing else is said.
enum class KindFeature : std::uint8_t {
  // Text
  kAll,
  kProse,
  kBody,
  kBodyOfProse,    ///< Share of the page's running text that is the body.
  kBodyOfAll,      ///< Share of all text.
  kLinksOfAll,     ///< Share of all text that is in links.
  kConfidence,     ///< Of the body, 0 to 1.
  kParagraphs,     ///< Of the body that read like running text.
  kProseOfBody,    ///< Share of the body in them.
  kParagraphSize,  ///< Their mean.
  kLongest,        ///< The longest.
  kBodyLinks,      ///< Share of the body in links.
  kBodySpread,     ///< Share of what stands between its first and last block that is the body.
  kBodyPlace,      ///< Share of the page's text before its first block.
  kBodyList,       ///< Share of the body in lists,
  kBodyTable,      ///< in tables,
  kBodyForm,       ///< in forms,
  kBodyComment,    ///< in what hints at comments,
  kBodyTeaser,     ///< in what hints at a teaser or something related.
  kHeadings,       ///< In the body; not the headline.
  kLinkedHeadings,
  kCutEnds,     ///< Share of its paragraphs that end in an ellipsis.
  kSentences,   ///< Share of its paragraphs that end a sentence.
  kBodyDigits,  ///< Digits per letter.
  // Repetition
  kRecordShare,  ///< Share of the body in records: elements with siblings alike.
  kRecords,      ///< Records that hold text of the body.
  kAlike,        ///< Most siblings alike around a block of the body.
  kTimedRecords,
  kLinkedHeadlines,
  kTeasers,  ///< Share of the body in short paragraphs behind a linked headline.
  kEntries,  ///< Paragraphs of the body behind a time of day that stands by itself.
  kTimes,    ///< Elements of a time.
  kDatedBlocks,
  // Elements
  kImages,
  kBodyImages,
  kButtons,
  kForms,
  kFields,
  kFrames,
  kBlocks,
  kLinks,
  kArticleElements,
  kComments,  ///< Share of all text in what hints at comments.
  // What it says of itself
  kSaysArticle,  ///< Structured data of an article that is the page's own.
  kHoldsArticles,
  kSaysProduct,
  kSaysForum,
  kSaysList,
  kSaysPlace,  ///< Of a business, an organisation's page, an event, a person.
  kSaysTrail,  ///< Of its place in the site.
  kOgArticle,
  kOgOther,
  kHasHeadline,
  kHeadlinePlace,  ///< Share of the page's text before it; -1: none.
  kTopHeadings,    ///< h1 elements.
  kTitle,
  kDated,       ///< How sure the date is; 0: none.
  kDateIsText,  ///< It was found in text alone.
  kDatedByChange,
  kAuthored,  ///< How sure the authors are; 0: none.
  kSummary,
  kFeeds,
  // Shops and forums, by the words that programmers use in class, id and itemprop
  kShopMarks,
  kForumMarks,
  kPrices,  ///< Digits beside the sign of a currency.
  kPricesInBody,
  // Its address; -1 where none is known
  kIsHome,
  kIsStory,  ///< looks_like_story().
  kDepth,
  kSlug,  ///< Words of its last part.
  kQuery,
  kCount,
};
inline constexpr std::size_t kKindFeatureCount = static_cast<std::size_t>(KindFeature::kCount);
using KindRow = std::array<float, kKindFeatureCount>;

/// `found` holds title, body and the other fields already. Linear in the page.
[[nodiscard]] KindRow kind_features(const KindQuestion& question, const records::Article& found,
                                    const PageMeasures& measures);

}  // namespace tearsheet::extract
