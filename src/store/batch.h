// What a writer stores at once, as a value: pages that came and what they change.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "store/frontier.h"
#include "store/pages.h"
#include "store/preferences.h"
#include "store/rules.h"
#include "store/run.h"

namespace tearsheet::store {

/// An address in a batch: by its row or, where the same batch adds it (`id` 0), by its key.
struct UrlRef {
  std::int64_t id = 0;
  UrlHash key = 0;
};
/// What a source says that is new of the stored article at an address.
struct Announcement {
  std::int64_t url_id = 0;
  Hint hint;
  SysTime due;
};
/// A lease under which something was asked (store/share.h).
struct Held {
  std::string domain;
  std::int64_t epoch = 0;
};
/// A lease that is given back.
struct Release {
  Held held;
  std::int64_t calls = 0;  ///< HeldDomain::calls, as the worker knows them.
  /// For which whoever takes it over waits; empty: nothing was asked.
  std::optional<std::chrono::milliseconds> pause{};
  bool is_finished = false;  ///< There is nothing to ask for now, unless somebody called meanwhile.
};
/// What one page that was visited changes.
struct PageChanges {
  std::optional<Held> held;                             ///< Where crawlers share the database.
  std::vector<FoundUrl> added;                          ///< Addresses that nobody knew.
  std::vector<std::pair<UrlRef, Hint>> hints;           ///< As add_hint().
  std::vector<std::pair<UrlRef, std::string>> origins;  ///< As add_origin().
  std::vector<std::pair<UrlHash, std::string>> article_origins;  ///< As add_article_origin().
  std::vector<Announcement> announcements;
  std::optional<std::pair<UrlHash, std::string>> statements;  ///< Of a source (put_said()).
  std::optional<std::pair<UrlHash, Entries>> entries;         ///< Of a source (put_entries()).
  std::optional<PageRecord> record;  ///< Empty: the article's other pages are waited for.
};
/// What a writer stores at once. A value: where it could not be stored it can be put again.
struct Batch {
  std::vector<HostRecord> hosts;
  std::vector<FetchRecord> fetches;
  std::vector<TdmFileRecord> tdm_files;
  std::vector<PageChanges> pages;
  std::vector<RuleState> rules;     ///< As they are behind the last page.
  std::vector<Release> releases{};  ///< Where crawlers share the database.
};
struct PageReceipt {
  std::vector<std::int64_t> added;  ///< Ids of PageChanges::added.
  PutResult put;
  bool is_lost = false;  ///< Nothing of the page was stored: its lease was over.
};
/// Which story an article belongs to, and what else copies are told by.
struct StoryLink {
  std::int64_t article_id = 0;
  std::optional<std::string> fingerprint{};  ///< In place of the one that was stored with it.
  std::int64_t cluster = 0;                  ///< 0: it stays where it is; else as join() ...
  std::vector<std::int64_t> merged{};        ///< ... with these groups.
  bool describes = false;                    ///< Whether agency and copied are written.
  std::string agency{};
  std::optional<double> copied{};
};

/// Between begin() and commit() or rollback().
class BatchStore {
 public:
  /// Everything in the order in which it came. The receipts are by page; they hold once commit() is
  /// through.
  virtual Result<std::vector<PageReceipt>> put_batch(const Batch& batch) = 0;
  virtual Result<void> put_stories(const std::vector<StoryLink>& links) = 0;

 protected:
  ~BatchStore() = default;
};

}  // namespace tearsheet::store
