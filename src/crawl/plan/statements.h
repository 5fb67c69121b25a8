// What a source says of articles. That it says something else than before is the reason to ask for
// an article again.
//
// Sources word things differently, so only what one source says at different times is compared. The
// pages of a listing are one source: articles move from one to the next.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "store/store.h"

namespace tearsheet::crawl {

/// Parts of a statement that change by themselves.
enum StatementPart : unsigned { kTitlePart = 1, kModifiedPart = 2, kTeaserPart = 4 };

/// Statements kept of a source beyond those of its last answer: what a feed names again because it
/// changed, what a headline was before it was tried another way. 16 bytes each.
inline constexpr std::size_t kMaxOlderStatements = 2000;

/// What a source says of one article: a hash of each part, 0 where it is silent. Headline (24
/// bits), date of change (16), teaser with the day of publication (24).
[[nodiscard]] std::uint64_t statement_of(const store::Hint& hint);

/// The statements of one source, old and new.
class SourceStatements {
 public:
  /// `bytes` as bytes() gave them; an unfinished statement at their end is dropped.
  explicit SourceStatements(std::string_view bytes);

  /// Whether the source said anything of the article before.
  [[nodiscard]] bool knows(store::UrlHash article) const;
  /// StatementParts of which it said something before, but never this.
  [[nodiscard]] unsigned changed_parts(store::UrlHash article, std::uint64_t statement) const;
  /// It is said now.
  void record(store::UrlHash article, std::uint64_t statement);

  /// What is to be kept, newest first: pairs of 64-bit numbers in the machine's order (article,
  /// statement). The file is tied to a machine's order by the hashes in it anyway.
  [[nodiscard]] std::string bytes() const;

 private:
  struct Statement {
    store::UrlHash article = 0;
    std::uint64_t what = 0;
    friend auto operator<=>(const Statement&, const Statement&) = default;
  };
  std::vector<Statement> before_;  // newest first
  std::vector<Statement> sorted_;  // the same
  std::vector<Statement> recorded_;
};

/// Of the known articles of one page: which parts changed so often that the page's template did,
/// not the articles (times like "3 hours ago", numbers of comments, a date of change that is always
/// today's).
class TemplateNoise {
 public:
  /// A known article, and which parts of its statement changed.
  void add(unsigned parts);
  [[nodiscard]] unsigned parts() const;

 private:
  int known_ = 0;
  std::array<int, 3> changed_{};
};

}  // namespace tearsheet::crawl
