// All that the database knows of an address, for people who ask why it is stored, or is not.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/frontier.h"

namespace tearsheet::store {

/// Which address: in every form that it may have been taken up in.
struct AddressForms {
  std::vector<std::string> urls;
  std::vector<UrlHash> keys;
  std::string authority;  ///< Scheme, host and port, of its robots.txt.
};

/// An address that a source named, or that is a source itself.
struct DossierAddress {
  std::int64_t id = 0;
  std::string site, url;
  UrlKind kind = UrlKind::kArticle;
  Hint hint;                         ///< What its source said of it.
  std::vector<std::string> origins;  ///< Kinds of pages that named it: "listing", "feed" ...
  std::string source;          ///< The address that named it first; empty: unknown, or itself.
  int depth = 0;               ///< Pages of that source's pagination, levels of its sitemaps.
  std::string taken_up;        ///< Start of that run; empty: before this was written down.
  std::optional<Visit> visit;  ///< The last one.
  std::int64_t article = 0;    ///< It leads to this article; 0: to none.
  bool is_proposed = false;    ///< Only in that the article's page names it as its own.
  std::string redirects_to;    ///< Another address that has its own row.
  /// Of a source: what its last answer named, and how many of these the site file does not want.
  std::int64_t named = 0, refused = 0;
  std::string refused_example;
};

struct DossierArticle {
  std::int64_t id = 0;
  std::string url, canonical_url, title, kind, incomplete, first_seen, changed, gone;
  int version = 1;
  std::int64_t pages = 0;           ///< Raw pages of it that are kept.
  std::vector<std::string> led_by;  ///< Other addresses that lead to it.
  std::int64_t story = 0;           ///< The first article of its story; itself: it is first.
  struct Copy {
    std::int64_t id = 0;
    std::string site, url;
  };
  std::vector<Copy> copies;  ///< Other pages of the story, at most 20.
};

/// A line of the ledger.
struct DossierRequest {
  std::string started, url, purpose, error;
  int status = 0;  ///< 0: no answer.
  std::int64_t bytes = 0;
  bool conditional = false;
};

struct DossierHost {
  int robots_status = 0;  ///< 0: it was never asked for.
  std::string robots_body;
  std::optional<SysTime> robots_at, next_at, retry_at;
};

struct Dossier {
  std::vector<DossierAddress> addresses;
  std::vector<DossierArticle> articles;
  std::vector<DossierRequest> requests;  ///< Of all those addresses, the oldest first, at most 200.
  DossierHost host;
};

/// A request for an address of a site, and what is known of that address by now.
struct SiteRequest {
  DossierRequest request;
  std::int64_t article = 0;  ///< That the address leads to; 0: none.
  std::string became;        ///< Of an address that leads to none: why; empty: nobody knows.
};
/// An address that a feed or a sitemap announced and that is not stored.
struct MissingAddress {
  std::string site, reason, url;
};

class DossierStore {
 public:
  /// Reads every address ever taken up, and the ledger: about a second for a million.
  virtual Result<Dossier> dossier(const AddressForms& forms) = 0;
  /// The sources of a site and the pages behind them, in the order of being taken up.
  virtual Result<std::vector<DossierAddress>> sources_of(const std::string& site) = 0;
  /// The newest first, at most `most`.
  virtual Result<std::vector<SiteRequest>> last_requests(const std::string& site,
                                                         std::int64_t most) = 0;
  /// Those whose reason (as StatusStore::coverage() words it, or "waiting") holds `reason`, case
  /// aside; of one site, or of all (empty). `each` returns false to stop.
  virtual Result<void> each_missing(const std::string& site, const std::string& reason,
                                    const std::function<bool(const MissingAddress&)>& each) = 0;

 protected:
  ~DossierStore() = default;
};

}  // namespace tearsheet::store
