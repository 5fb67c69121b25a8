// Which vocabulary an element belongs to: by namespace URI as publishers really write it, else by
// usual prefix.
#pragma once

#include <cstdint>
#include <string_view>

namespace tearsheet::feed {

enum class Vocabulary : std::uint8_t {
  kCore,  ///< RSS of every version and sitemaps: no namespace, or one of their own.
  kAtom,
  kRdf,
  kXml,
  kXhtml,
  kDublinCore,
  kDublinCoreTerms,
  kContent,
  kMedia,
  kItunes,  ///< Google Play's twins count as iTunes.
  kSyndication,
  kNews,
  kYandex,
  kPrism,
  kOther,
};

/// By URI, without regard to scheme, case and a '/' or '#' at the end; kOther if it is none of
/// ours.
[[nodiscard]] Vocabulary vocabulary_of_uri(std::string_view uri);
/// By the prefix that everybody uses, for prefixes that were never declared or with a wrong URI.
[[nodiscard]] Vocabulary vocabulary_of_prefix(std::string_view prefix);

}  // namespace tearsheet::feed
