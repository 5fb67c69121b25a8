// What a second visit found at an article's address: the same text, a correction of signs, an
// edited story, or another story altogether.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace tearsheet::store::sql {

/// The fields that make a version. UTF-8; views.
struct RevisionText {
  std::string_view title, summary, body;
  std::string_view date = {};  ///< Published, ISO 8601 in UTC at the precision given; may be empty.
  bool dates_itself = true;    ///< The date stands on the page; false: a source said it.
};

enum class Revision : std::uint8_t {
  kSame,       ///< Byte for byte, or but for lines around the text that count or give a time.
  kCorrected,  ///< The same words: case, accents, signs or white space differ.
  kRevised,    ///< The same story with other words.
  kReplaced,   ///< Another story: the address was used again.
  kLost,       ///< Hardly any text, or another one without the date that stood there, and none of
               ///< the story's: what stood there is to be kept.
};

/// An empty summary says nothing, and one that is cut short says the same.
[[nodiscard]] Revision compare(const RevisionText& before, const RevisionText& after);

/// Whether most of the shorter text stands in the other.
[[nodiscard]] bool is_same_text(std::string_view before, std::string_view after);

/// Words of title, summary and body that one version has and the other has not.
struct WordChange {
  std::size_t added = 0, removed = 0;
};
[[nodiscard]] WordChange words_between(const RevisionText& before, const RevisionText& after);

/// Versions kept of one article besides the newest: the first as published, the others spread
/// over the time since. A page of live news changes at every visit.
inline constexpr std::size_t kMaxOldVersions = 30;

}  // namespace tearsheet::store::sql
