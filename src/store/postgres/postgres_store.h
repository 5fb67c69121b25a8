// The engine that crawlers share: a PostgreSQL server. Its statements are mostly those of
// store/sql/; here is what it does alone, one topic a file.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/clock.h"
#include "store/maintenance.h"
#include "store/postgres/connection.h"
#include "store/removal.h"
#include "store/server_watch.h"
#include "store/share.h"
#include "store/sql/sql_store.h"
#include "store/sqlite/tokens.h"
#include "store/store.h"

namespace tearsheet::store::postgres {

using sql::Use;

/// What a store is opened for.
enum class Role : std::uint8_t {
  kReader,
  kWorker,  ///< Crawls, by several connections.
  kWriter,  ///< Writes by this one, and asks no host.
};

/// How far a reader of changes came in a slot.
struct Reached {
  std::int64_t slot = 0, seq = 0;
};

class PostgresStore final : public sql::SqlStore, public SharedStore {
 public:
  /// `worker`: who writes; of a reader empty.
  PostgresStore(const std::string& address, Role role, std::string worker, std::stop_token stop,
                std::shared_ptr<ServerWatch> watch = nullptr);

  /// To be called first: makes or brings up to date what is written to, looks at the rest.
  Result<void> open();
  /// What is stored and not found by its words yet. False: stopped before all was done.
  Result<bool> index_backlog(const std::stop_token& stop);
  /// Ids of those that the filter finds; and taking articles out, or a site with all its articles
  /// (store/removal.h).
  Result<std::vector<std::int64_t>> chosen(const ArticleFilter& filter);
  Result<RemovalReceipt> remove(const std::vector<std::int64_t>& ids, const RemovalOptions& options,
                                SysTime now);
  Result<std::optional<std::string>> removal_of(UrlHash key);
  Result<RemovalReceipt> remove_site(const std::string& key, const RemovalOptions& options,
                                     SysTime now);

  /// store/maintenance.h.
  Result<CheckReport> check(const CheckOptions& options,
                            const std::function<void(const std::string&)>& begin);
  Result<PruneReport> prune(const PruneOptions& options, SysTime now);

  Result<RunStart> begin_run(SysTime now, std::string_view version) override;
  Result<std::int64_t> site_id(const SiteRecord& site, SysTime now) override;
  Result<std::vector<HostRecord>> hosts() override;
  Result<void> put_host(const HostRecord& host) override;
  Result<std::vector<TdmFileRecord>> tdm_files() override;
  Result<void> put_tdm_file(const TdmFileRecord& file) override;
  Result<std::size_t> url_count() override;
  Result<void> each_url(const std::function<void(KnownUrl&&)>& each,
                        const std::function<bool(const KnownUrl&)>& wants) override;
  Result<void> each_article_key(const std::function<void(UrlHash)>& each) override;
  Result<std::int64_t> add_url(const FoundUrl& url) override;
  Result<void> each_story_text(const StoryTexts& which,
                               const std::function<Result<void>(const StoryText&)>& each) override;
  Result<void> each_fingerprint(std::int64_t newest, std::optional<SysTime> since,
                                const std::function<void(const StoredFingerprint&)>& each) override;
  Dictionaries& dictionaries() override { return dictionaries_; }

  Result<std::vector<ArticleUrl>> article_urls(const std::vector<UrlHash>& keys) override;
  Result<void> begin() override;
  Result<void> begin_alone() override;
  Result<void> commit() override;
  void rollback() override;

  Result<std::vector<std::int64_t>> bare_pages(SysTime since, std::int64_t most) override;
  Result<std::optional<BarePage>> bare_page(std::int64_t id) override;
  Result<std::optional<KnownAsset>> asset_at(const std::string& url) override;
  Result<std::string> asset_body(std::int64_t id) override;
  Result<void> put_assets(std::int64_t raw_page, const std::vector<Asset>& fresh,
                          const std::vector<std::int64_t>& known,
                          const std::vector<std::int64_t>& confirmed, SysTime checked) override;
  Result<void> assets_of(std::int64_t raw_page,
                         const std::function<bool(std::int64_t id, const Asset&)>& each) override;
  Result<ListOrigin> origin_of(const ArticleFilter& filter) override;
  Result<void> each_article(const ArticleFilter& filter,
                            const std::function<bool(const StoredArticle&)>& each) override;

  Result<void> each_raw_page(const RawPageFilter& filter,
                             const std::function<bool(StoredRawPage&&)>& each) override;
  Result<void> each_stamp(const ArticleFilter& filter,
                          const std::function<void(const ArticleStamp&)>& each) override;
  Result<std::string> each_change(
      const ArticleFilter& filter, const std::string& cursor,
      const std::function<bool(const StoredArticle&)>& each,
      const std::function<bool(std::int64_t, std::string_view)>& removed) override;
  Result<void> export_public(const std::filesystem::path& to, const ArticleFilter& filter) override;
  Result<SearchAnswer> search(const SearchQuery& query) override;
  Result<std::string> newest_change() override;

  void set_scope(std::optional<std::vector<std::string>> domains) override {
    scope_ = std::move(domains);
  }
  Result<Crew> look_around(std::chrono::milliseconds lease) override;
  Result<std::vector<HeldDomain>> take(std::int64_t count,
                                       std::chrono::milliseconds lease) override;
  Result<std::vector<HeldDomain>> take_these(const std::vector<std::string>& names,
                                             std::chrono::milliseconds lease) override;
  Result<std::vector<HeldDomain>> renew(const std::vector<Renewal>& held,
                                        std::chrono::milliseconds lease) override;
  Result<bool> hold(const std::string& name, std::chrono::milliseconds lease) override;
  Result<void> seize(const std::string& name, std::chrono::milliseconds lease) override;
  Result<void> let_go(const std::string& name) override;
  Result<std::size_t> each_untold(std::int64_t most,
                                  const std::function<void(const StoryText&)>& each) override;
  Result<void> mark_told(const std::vector<std::int64_t>& articles) override;

 protected:
  std::optional<Error> trouble_of(const std::exception& exception) override;
  std::int64_t new_article_id() override { return articles_.take(connection_, 1); }
  void make_room_for_raw_pages(std::size_t count) override;
  void note_written(std::int64_t article_id, bool is_text) override;
  [[nodiscard]] bool notes_written() const override { return true; }
  [[nodiscard]] bool counts_use_along() const override { return true; }
  Result<std::unordered_set<std::size_t>> prepare_batch(const Batch& batch,
                                                        AddedIds& added) override;
  void begin_view() override {
    // Nobody waits for a reader that takes its time.
    connection_.begin(
        "ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL idle_in_transaction_session_timeout ="
        " 0");
  }
  void begin_verb() override { connection_.begin(); }
  void commit_verb() override { connection_.commit(); }
  void rollback_verb() noexcept override { connection_.rollback(); }

 private:
  /// Numbers for rows, taken from the server a thousand at a time.
  class Numbers {
   public:
    /// The first of `count` in a row, of which a block must have room: a thousand.
    std::int64_t take(Connection& connection, std::int64_t count);

   private:
    std::int64_t next_ = 0, end_ = 0;
  };
  std::unordered_set<std::string> still_held(const Batch& batch);
  Result<void> begin_as(const char* how);
  CheckItem checked_dictionaries(bool is_quick);
  bool prune_some(const std::string& select, bool is_text_time,
                  const std::vector<const char*>& remove, SysTime before, std::int64_t& last,
                  Pruned& pruned);
  /// `site`: with all that is known of it; empty: articles alone.
  Result<RemovalReceipt> remove(const std::function<std::vector<std::int64_t>()>& choose,
                                const std::string& site, const RemovalOptions& options,
                                SysTime now);
  void add_urls(const std::vector<std::pair<const FoundUrl*, std::string>>& urls, AddedIds& added);
  bool was_committed();
  Result<void> check_sites(const ArticleFilter& filter);
  /// `select`: up to its condition; `each` is false: enough.
  Result<void> each_row(const ArticleFilter& filter, const std::string& select, const char* order,
                        const std::function<bool(sql::BasicUse<Prepared>&)>& each);
  void list_not_modified() override;
  std::string identity();
  void put_next_first(std::vector<Reached>& places,
                      const std::map<std::int64_t, std::int64_t>& newest,
                      const std::string& changes, const std::vector<std::string>& values);
  void add_changes();
  void add_removed(const RemovalReceipt& receipt);
  void add_changed_facts();
  void take_backlog();
  /// In the transaction that is open: the last of its statements but for last_.
  Result<void> index_texts();

  Connection connection_;
  const Role role_;
  const std::string worker_;
  const std::stop_token stop_;
  const std::string committer_;  // a connection of it: commits are counted by connection
  const std::shared_ptr<ServerWatch> watch_;
  Dictionaries dictionaries_;
  std::optional<std::vector<std::string>> scope_;
  Numbers urls_, articles_, raw_pages_;
  std::int64_t raw_pages_end_ = 0;
  std::int64_t commits_ = 0;
  std::vector<std::string> last_;  // of the transaction: goes with its commit
  std::unordered_map<std::string, std::int64_t> robots_;  // written by us, by authority: when read
  std::optional<sqlite::Tokenizer> tokenizer_;            // made when it is first needed
  std::set<std::int64_t> texts_, facts_, changes_;        // articles written in the transaction
  bool has_backlog_ = false;                              // there may be articles without an index
  std::int64_t backlog_ = 50;                             // of them, a batch
  std::uint64_t not_modified_in_ = 0;                     // the session that has such a table
  std::map<std::string, std::int64_t> leases_;            // by name, as they were got last
  int tries_ = 0;
  SteadyTime last_trouble_{};
};

/// Reads by a connection of its own: other threads than the store's need dictionaries.
std::unique_ptr<DictionarySource> make_dictionary_source(const std::string& address);

/// A text for a statement that is no parameter's.
[[nodiscard]] std::string literal(std::string_view text);

}  // namespace tearsheet::store::postgres
