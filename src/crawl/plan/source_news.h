// What a source that was read names, held against what is known: which articles are new, and of
// which known ones it says something else than before.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "crawl/plan/knowledge.h"
#include "crawl/plan/outcome.h"
#include "store/store.h"

namespace tearsheet::crawl {

/// An article that a page names.
enum class Standing : std::uint8_t {
  kNew,       ///< Nobody knew its address.
  kNewInRun,  ///< Taken up in this run, or named by this page before.
  kKnown,     ///< The source said something of it before.
  kToldNow,   ///< Known from elsewhere; this source names it for the first time.
};

struct SourceNews {
  store::UrlHash source = 0;         ///< Whose statements they are.
  std::vector<Standing> standing;    ///< By PageOutcome::found.
  std::vector<std::size_t> changed;  ///< Of PageOutcome::found: the source says something new.
  std::vector<std::size_t> renamed;  ///< Of these, those with another headline; in order.
  std::string statements;            ///< All that are to be kept ...
  bool has_new_statements = false;   ///< ... and whether they are others than before.
};

/// Under which key the statements of the page's source are kept; empty: the page is no source that
/// was read. The pages of one listing are one source.
[[nodiscard]] std::optional<store::UrlHash> statements_key(const PageOutcome& page);

/// `before`: what was kept of the source's statements.
[[nodiscard]] SourceNews compare_source(const PageOutcome& page, const std::string& before,
                                        const Knowledge& known);

}  // namespace tearsheet::crawl
