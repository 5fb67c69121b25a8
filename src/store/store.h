// What the crawl keeps, as verbs of the crawl: no SQL and no library type. store/sqlite/ is the
// engine; store/sql/ has those of its statements that another engine understands. Each kind of
// reader has a header with its values and its verbs; a Store has them all.
//
// A Store belongs to one thread at a time. Errors: kUnusable (corrupt, foreign, newer, read-only,
// disk full: the message says which), kBusy (another run).
#pragma once

#include <filesystem>
#include <memory>

#include "base/result.h"
#include "store/addresses.h"
#include "store/article_columns.h"
#include "store/articles.h"
#include "store/assets.h"
#include "store/batch.h"
#include "store/dossier.h"
#include "store/evidence.h"
#include "store/frontier.h"
#include "store/health.h"
#include "store/history.h"
#include "store/inquiry.h"
#include "store/maintenance.h"
#include "store/packing.h"
#include "store/pages.h"
#include "store/preferences.h"
#include "store/raw_pages.h"
#include "store/reextraction.h"
#include "store/rules.h"
#include "store/run.h"
#include "store/search.h"
#include "store/site_models.h"
#include "store/status.h"
#include "store/stories.h"
#include "store/told.h"
#include "store/transactions.h"

namespace tearsheet::store {

/// What a crawl reads and writes.
class CrawlStore : public RunStore,
                   public AddressStore,
                   public SiteModelStore,
                   public FrontierStore,
                   public Transactions,
                   public PageStore,
                   public PreferenceStore,
                   public EvidenceStore,
                   public BatchStore,
                   public DictionaryKeeper,
                   public StoryStore,
                   public RuleStore,
                   public HealthStore {
 public:
  virtual ~CrawlStore() = default;
};

/// All that there is.
class Store : public virtual CrawlStore,
              public RawPageStore,
              public AssetStore,
              public ReextractionStore,
              public ArticleStore,
              public SearchStore,
              public HistoryStore,
              public InquiryStore,
              public DossierStore,
              public TellingStore,
              public StatusStore {};

enum class Access {
  kRead,          ///< The file must be there; never blocks and is never blocked.
  kReadArticles,  ///< The same of public tables alone: a copy made by export_public() will do.
  kRun,           ///< Made or migrated where needed; holds the database's run lock until closed.
};
Result<std::unique_ptr<Store>> open_store(const std::filesystem::path& file, Access access);

/// For a process that stores many pages, before its first open_store(): SQLite no longer counts its
/// memory, for which it takes a lock at every allocation and release (1,100 a page). What limits
/// the memory of readers does not hold in this process.
void forgo_memory_count();

}  // namespace tearsheet::store
