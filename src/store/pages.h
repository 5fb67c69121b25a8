// What a visit brought, to be stored.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "records/records.h"
#include "store/frontier.h"
#include "store/preferences.h"
#include "store/raw_pages.h"

namespace tearsheet::store {

/// An article with what the database wants to know of it.
struct ArticleRecord {
  records::Article article;
  std::vector<UrlHash> keys;  ///< Of every address that leads here: asked for, landed on.
  UrlHash proposed = 0;  ///< Of the address that the page names as its own, if it is none of these.
  bool proposes_own_form = false;  ///< That one is the page's address in another form.
  std::vector<UrlHash> part_keys;  ///< Of its further pages: known from now on, no articles.
  std::uint64_t exact = 0;         ///< Hash of the folded text; 0: none.
  std::string fingerprint;         ///< For near-duplicates; may be empty.
  int extractor = 0;
  std::string rules;  ///< Hash of the site file.
  /// What its publisher says about its use; empty: nobody looked.
  std::optional<ToldPreferences> told;
};

/// What the answer of a source named.
struct Announced {
  std::int64_t named = 0;    ///< Addresses in all.
  std::int64_t refused = 0;  ///< Of them, those that the site file does not want.
  std::string example;       ///< The first of those.
};

/// A page that was visited and what came of it.
struct PageRecord {
  std::int64_t url_id = 0;
  std::int64_t site = 0;
  UrlHash key = 0;  ///< Of the address asked for.
  UrlHash alias_of =
      0;  ///< With kAlias and no article: key of the address that it redirects to ...
  std::string alias_url;  ///< ... and that address.
  bool again = false;     ///< An article of it is stored: a visit that fails, or finds no article,
                          ///< leaves what the last good one left (state, validators).
  Visit visit;
  std::optional<SysTime> due_if_new;   ///< Instead of visit.due_at if the article's text is new ...
  std::optional<SysTime> due_if_same;  ///< ... and if the page came whole and it is not.
  UrlHash moved_in = 0;    ///< The source that named its article before, at another address.
  bool due_again = false;  ///< Its article is noted as one of due_again().
  std::optional<RawPage> raw;
  std::vector<RawPage> more_raw;  ///< Of the further pages of the article, in order.
  std::optional<ArticleRecord> article;
  std::optional<Announced> announced;
};

struct PutResult {
  enum class What : std::uint8_t {
    kNothing,  ///< No article in the record.
    kInserted,
    kUpdated,    ///< A new version of an article that was there.
    kCorrected,  ///< The same words, written otherwise (case, accents, signs): the row has the new
                 ///< text, and no version more.
    kUnchanged,  ///< The same text as before.
    kKept,   ///< What came is no version of the story (nearly no text, a paywall): the row stays.
    kAlias,  ///< The site has this very text under another address: no row of its own.
  };
  What what = What::kNothing;
  std::int64_t article_id = 0;
  std::int64_t duplicate_of = 0;  ///< Of an inserted article: the first one with the same text.
  std::int64_t replaced = 0;  ///< Of an inserted article: the story that had its address before.
  bool claims_other = false;  ///< Its canonical address is that of another story: it keeps its own.
};

/// Between begin() and commit() or rollback().
class PageStore {
 public:
  virtual Result<PutResult> put(const PageRecord& page) = 0;

 protected:
  ~PageStore() = default;
};

}  // namespace tearsheet::store
