// The embedded engine: one SQLite file. What it shares with the other engine stands in store/sql/;
// here is what it does alone, one topic a file.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "store/sql/article_row.h"
#include "store/sql/sql_store.h"
#include "store/sqlite/database.h"
#include "store/sqlite/dictionaries.h"
#include "store/sqlite/evidence.h"
#include "store/sqlite/lock.h"
#include "store/sqlite/query.h"
#include "store/store.h"

namespace tearsheet::store::sqlite {

class SqliteStore final : public sql::SqlStore {
 public:
  SqliteStore(std::filesystem::path file, std::optional<RunLock> lock, SQLite::Database database)
      : SqlStore(statements_, true),
        file_(std::move(file)),
        lock_(std::move(lock)),
        database_(std::move(database)),
        statements_(database_),
        evidence_(statements_),
        dictionaries_(make_dictionary_source(file_)) {}

  Result<RunStart> begin_run(SysTime now, std::string_view version) override;
  Result<void> end_run(SysTime now, std::string_view outcome, const Tally& all,
                       const std::vector<SiteTally>& sites) override;
  Result<std::size_t> url_count() override;
  Result<void> each_url(const std::function<void(KnownUrl&&)>& each,
                        const std::function<bool(const KnownUrl&)>& wants) override;
  Result<void> each_story_text(const StoryTexts& which,
                               const std::function<Result<void>(const StoryText&)>& each) override;
  Result<void> begin() override;
  Result<void> commit() override;
  void rollback() override;
  Result<std::int64_t> add_url(const FoundUrl& url) override;
  Result<void> put_fetch(const FetchRecord& fetch) override;
  Result<std::optional<EvidenceHead>> evidence_head() override;
  Result<void> put_signature(const EvidenceHead& head) override;
  Result<void> put_stamp(const EvidenceHead& head) override;

  Dictionaries& dictionaries() override { return dictionaries_; }
  Result<void> each_raw_page(const RawPageFilter& filter,
                             const std::function<bool(StoredRawPage&&)>& each) override;
  Result<void> each_stamp(const ArticleFilter& filter,
                          const std::function<void(const ArticleStamp&)>& each) override;
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
  Result<std::string> each_change(
      const ArticleFilter& filter, const std::string& cursor,
      const std::function<bool(const StoredArticle&)>& each,
      const std::function<bool(std::int64_t, std::string_view)>& removed) override;
  Result<SearchAnswer> search(const SearchQuery& query) override;
  Result<std::string> newest_change() override;
  Result<void> export_public(const std::filesystem::path& to, const ArticleFilter& filter) override;

 protected:
  std::optional<Error> trouble_of(const std::exception& exception) override;
  std::int64_t new_article_id() override;
  void make_room_for_raw_pages(std::size_t) override {}  // the only writer: any number is free
  [[nodiscard]] bool has_chain() const override { return true; }
  void prove(EvidenceKind kind, std::int64_t row, std::int64_t part) override {
    evidence_.add(kind, row, part);
  }
  void prove_text(std::int64_t article_id) override { evidence_.add_text(article_id); }
  void prove_removal(std::string_view why, std::string_view rows, std::string_view json) override {
    evidence_.add_removal(why, rows, json);
  }
  void put_evidence_head(const std::string& at) override;
  void list_not_modified() override;
  // A look-up for each address costs nothing here.
  Result<std::unordered_set<std::size_t>> prepare_batch(const Batch&, AddedIds&) override {
    return std::unordered_set<std::size_t>();
  }
  [[nodiscard]] bool has_table(const char* name) override { return database_.tableExists(name); }
  void begin_view() override { database_.exec("BEGIN"); }
  void begin_verb() override { database_.exec("BEGIN IMMEDIATE"); }
  void commit_verb() override { database_.exec("COMMIT"); }
  void rollback_verb() noexcept override {
    database_.tryExec("ROLLBACK");
    evidence_.forget();
  }

 private:
  Result<void> check_filter(const ArticleFilter& filter);
  void count_added();

  const std::filesystem::path file_;
  std::optional<RunLock> lock_;  // above database_: released after it is closed
  SQLite::Database database_;
  Statements statements_;
  Evidence evidence_;
  Dictionaries dictionaries_;
  std::unordered_map<std::int64_t, std::int64_t> added_;  // addresses by site, in a transaction
  bool not_modified_ready_ = false;                       // the temporary table of raw_pages.cpp
  std::int64_t first_raw_page_ = 1;  // of the transaction: a rollback gives its numbers back
};

/// The common part of every query over `articles a`: " WHERE ..." and the values for it, in order.
struct ArticleCondition {
  std::string sql;
  std::vector<std::string> values;
};
/// Without the full-text query, and with the copies. The articles are named `row`.
ArticleCondition condition_of(const ArticleFilter& filter, const std::string& schema = "main",
                              const std::string& row = "a");
/// Adds the full-text query, which check_filter() found good. `has_pairs`: there is an index of
/// pairs.
void add_full_text(ArticleCondition& condition, const FullTextQuery& query, bool has_pairs,
                   const std::string& schema = "main", const std::string& row = "a");
/// All that the filter asks for: of a story's pages the first that matches, where one is wanted.
ArticleCondition whole_condition_of(const ArticleFilter& filter, bool has_pairs,
                                    const std::string& schema = "main");
/// As the filter says it is written.
Result<FullTextQuery> full_text_of(const ArticleFilter& filter);
/// Whether texts without spaces are indexed here, and any are (a public copy has no such index).
bool has_pairs(SQLite::Database& database);

}  // namespace tearsheet::store::sqlite
