// What an element of a feed means: rows of (vocabulary, name, where) -> field. Each format and each
// family of modules is a table in a file of its own; xml_document.cpp is the one machine that runs
// them.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "feed/vocabulary.h"

namespace tearsheet::feed {

enum class Field : std::uint8_t {
  kIgnore,     ///< Nothing below counts.
  kWrapper,    ///< Its children count as if they stood in its place.
  kFeed,       ///< channel, feed, urlset
  kEntry,      ///< item, entry, url
  kOtherFeed,  ///< atom:source: only its authors count.
  kTitle,
  kLink,      ///< By its text, or as kAtomLink where it has href.
  kAtomLink,  ///< By its attributes.
  kId,
  kPublished,
  kUpdated,
  kSummary,
  kContent,
  kAuthor,  ///< With a name element, or "name (address)" as text.
  kAuthorName,
  kCategory,   ///< By term, label or text.
  kKeywords,   ///< Divided by commas.
  kEnclosure,  ///< By its attributes.
  kMedia,      ///< An enclosure with children that count.
  kLanguage,
  kTtl,
  kUpdatePeriod,
  kUpdateFrequency,
  kUpdateBase,
  kSkip,  ///< skipHours, skipDays
  kSkipHour,
  kSkipDay,
};

/// How the text of a field is to be read.
enum class TextKind : std::uint8_t {
  kPlain,
  kHtml,    ///< HTML once more after XML: RSS does not say which, and publishers escape.
  kXhtml,   ///< Its elements are the HTML.
  kByType,  ///< Atom's type and mode attributes say.
};

/// Where an element counts: bits of Rule::scopes.
using Scope = std::uint8_t;
inline constexpr Scope kInFeed = 1, kInEntry = 2, kInAuthor = 4, kInOtherFeed = 8, kInSkip = 16,
                       kInBoth = 3;

struct Rule {
  Vocabulary vocabulary;
  std::string_view name;  ///< Lower case.
  Scope scopes;
  Field field;
  std::uint8_t rank = 0;  ///< Of several that fill a field the lowest wins, then the first.
  TextKind kind = TextKind::kPlain;
};

enum class Family : std::uint8_t { kRss, kAtom, kSitemap };

[[nodiscard]] std::span<const Rule> rss_rules();
[[nodiscard]] std::span<const Rule> atom_rules();
[[nodiscard]] std::span<const Rule> module_rules();
[[nodiscard]] std::span<const Rule> sitemap_rules();

/// The rules of one family, ready to be looked up.
class RuleSet {
 public:
  explicit RuleSet(Family family);
  [[nodiscard]] const Rule* find(Vocabulary vocabulary, std::string_view name, Scope scope) const;

 private:
  std::vector<Rule> rules_;  // by vocabulary and name
};

}  // namespace tearsheet::feed
