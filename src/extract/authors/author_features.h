// What is measured of each set of names that a page offers as its authors: the ground of the author
// model. No word of a language, no name of a site or a person is among the features.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "extract/authors/author_candidates.h"

namespace tearsheet::extract {

/// The order is that of author_model_table.cpp: a change needs a new fit.
enum class AuthorFeature : std::uint8_t {
  // The candidate itself.
  kSource,       ///< NameSource.
  kWeight,       ///< Of its source, by hand.
  kNames,        ///< How many.
  kWords,        ///< Of the first name.
  kPersons,      ///< Share of names that look like persons.
  kAccounts,     ///< Share that look like logins.
  kSites,        ///< Share that name the publication.
  kRoles,        ///< Share with a word of a role or an organisation.
  kCapitals,     ///< The first name is in capitals.
  kWide,         ///< The first name is not in ASCII letters.
  kBlocks,       ///< Blocks of a group.
  kInTitle,      ///< The title holds one of the names.
  kIsAlternate,  ///< An image's alternative text is, or ends with, the first name.
  kIsLinkTitle,  ///< A link's title is, or ends with, the first name.
  // What others say.
  kDataAgrees,    ///< Greatest weight of another metadata source that shares a name; 0: none.
  kShownAgrees,   ///< Shown candidates of other blocks that share a name.
  kSameSet,       ///< Candidates with the very same names.
  kBestData,      ///< Greatest weight of a metadata source that names a person, not the site.
  kShownPersons,  ///< Shown candidates that look like persons.
  kOfSource,      ///< Candidates of the same source.
  kRank,          ///< Its place among the shown ones.
  // Where it stands; -1 where it stands in no text.
  kDistance,     ///< Blocks behind the headline.
  kText,         ///< log(1 + characters of text between the headline and it).
  kFirstProse,   ///< Blocks behind the first paragraph after the headline.
  kLastProse,    ///< Blocks behind the last paragraph.
  kDated,        ///< Blocks to the nearest short one with a date's digits.
  kMarkedDepth,  ///< Levels below the element that hints at an author.
  kMetaHint,
  kDateHint,
  kRelatedHint,
  kTeaserHint,
  kSidebarHint,
  kCommentHint,
  kCaptionHint,
  kTitleHint,
  kHeaderHint,
  kNavigation,
  kFooter,
  kAside,
  kFigure,
  kHeading,
  kListItem,
  kArticle,
  kSize,    ///< Characters of the block.
  kDigits,  ///< In the block.
  kLinked,  ///< Share of the block's text in links.
  kCount,
};
inline constexpr std::size_t kAuthorFeatureCount = static_cast<std::size_t>(AuthorFeature::kCount);
using AuthorRow = std::array<float, kAuthorFeatureCount>;

/// One row a candidate. O(candidates^2 + blocks).
[[nodiscard]] std::vector<AuthorRow> author_features(const AuthorsInput& input,
                                                     std::span<const AuthorCandidate> candidates);

}  // namespace tearsheet::extract
