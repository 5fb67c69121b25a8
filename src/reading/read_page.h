// From an opened page to the record of its article: the same for a page just fetched, for one that
// is stored and for one out of an archive.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "dedup/dedup.h"
#include "extract/trust.h"
#include "fetch/fetch.h"
#include "reading/host_word.h"
#include "reading/page.h"
#include "site/site.h"
#include "store/store.h"
#include "url/url.h"

namespace tearsheet::reading {

/// A page as it came, from wherever that was.
struct Arrival {
  std::string_view bytes;  ///< Without content codings, in the page's own encoding.
  const fetch::Headers& headers;
  const url::Url& url;  ///< Landed on.
  SysTime at;
  int status = 200;
  std::string_view address{};  ///< Of the server; empty: unknown.
};

/// What is known, from the other pages of a site, of the rules of its file. Any thread.
class RuleWatch {
 public:
  virtual ~RuleWatch() = default;
  /// Before a page is read.
  virtual extract::RuleTrust trust() = 0;
  /// The fields whose rules lie on the page: it is read once more without them. Why is noted in the
  /// findings.
  virtual extract::FieldSet judge(const records::Article& article,
                                  std::vector<extract::RuleFinding>& findings) = 0;
};

/// What is known of an article before its page is read.
struct Expectation {
  const store::Hint& hint;             ///< What its sources say.
  std::vector<store::UrlHash> keys{};  ///< Of the addresses that led to the page.
  /// What the site's other pages tell, and where what this one tells is noted; both may be null.
  const extract::SiteKnowledge* known = nullptr;
  extract::PageObservation* observed = nullptr;
  RuleWatch* rules = nullptr;  ///< Null: the rules of its site are believed.
  /// What the host says of all its pages; null: what is said about the use is not looked at. Of
  /// read_arrival() alone.
  const HostWord* host = nullptr;
};

/// Whether what was read becomes a row.
struct Verdict {
  store::VisitState state = store::VisitState::kStored;
  std::string why_not;  ///< In words; empty: it is an article.
  [[nodiscard]] bool is_article() const { return state == store::VisitState::kStored; }
};

/// What came of one page, or of all pages of an article.
struct Reading {
  Verdict verdict;
  /// Whole where it is an article (its `hint` apart); else what the page says all the same.
  store::ArticleRecord record;
  std::vector<store::RawPage> pages;           ///< That are kept, in order.
  dedup::Fingerprint fingerprint;              ///< Of the article.
  std::vector<extract::RuleFinding> findings;  ///< Of its site's rules, if somebody watches them.
  bool may_keep = false;  ///< The raw page: it asks for neither noindex nor noarchive.
};

/// Never fails: what holds no article gets a verdict that says why. Any thread.
[[nodiscard]] Reading read_page(const Page& page, SysTime fetched_at, Expectation expected);

/// Opens the page, reads it and packs what may be kept of it (`packer` null: nothing is).
[[nodiscard]] Reading read_arrival(const Arrival& arrival, const site::SiteDefinition* site,
                                   Expectation expected, store::Packer* packer);

/// The page as it is kept.
[[nodiscard]] store::RawPage to_raw_page(const Arrival& arrival, const site::SiteDefinition* site,
                                         store::Packer& packer);

/// Moves what is stored of a reading into the record of its page: what is kept of the pages, and the
/// article if it is one.
void hand_over(Reading& reading, store::PageRecord& record);

/// What a site is stored as: pages of no site file are of their registrable domain.
[[nodiscard]] std::string site_key_of(const site::SiteDefinition* site, const url::Url& url);

/// Keys of an article's address and, where that leads elsewhere, of where it landed.
[[nodiscard]] std::vector<store::UrlHash> keys_of(store::UrlHash asked, const url::Url& landed,
                                                  const url::KeyRules& rules);

}  // namespace tearsheet::reading
