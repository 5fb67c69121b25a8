// The embedded engine: one SQLite file. The methods stand in run.cpp, urls.cpp, articles.cpp,
// versions.cpp, preferences.cpp, stories.cpp, read.cpp, raw_pages.cpp, reextraction.cpp,
// history.cpp, status.cpp, health.cpp, ledger.cpp and export.cpp, one topic each.
#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>

#include "store/sqlite/database.h"
#include "store/sqlite/dictionaries.h"
#include "store/sqlite/evidence.h"
#include "store/sqlite/lock.h"
#include "store/sqlite/query.h"
#include "store/store.h"

namespace tearsheet::store::sqlite {

class SqliteStore final : public Store {
 public:
  SqliteStore(std::filesystem::path file, std::optional<RunLock> lock, SQLite::Database database)
      : file_(std::move(file)),
        lock_(std::move(lock)),
        database_(std::move(database)),
        statements_(database_),
        evidence_(statements_),
        dictionaries_(make_dictionary_source(file_)) {}

  Result<RunStart> begin_run(SysTime now, std::string_view version) override;
  Result<void> end_run(SysTime now, std::string_view outcome, const Tally& all,
                       const std::vector<SiteTally>& sites) override;
  Result<std::int64_t> site_id(const SiteRecord& site, SysTime now) override;
  Result<std::vector<Trouble>> count_troubles(SysTime now, const std::vector<TroubleSeen>& seen,
                                              const std::vector<std::int64_t>& asked) override;
  Result<std::vector<EmptySite>> empty_sites(const std::vector<std::int64_t>& among) override;
  Result<std::vector<RuleState>> rule_states() override;
  Result<void> put_rule_state(const RuleState& state) override;
  Result<std::vector<HostRecord>> hosts() override;
  Result<std::vector<SiteAddress>> addresses() override;
  Result<std::vector<SiteAddress>> feeds() override;
  Result<void> put_address(const SiteAddress& address) override;
  Result<void> drop_address(const SiteAddress& address) override;
  Result<std::vector<std::pair<std::int64_t, std::string>>> site_models() override;
  Result<void> put_site_model(std::int64_t site, const std::string& model) override;
  Result<std::size_t> url_count() override;
  Result<void> each_url(const std::function<void(KnownUrl&&)>& each,
                        const std::function<bool(const KnownUrl&)>& wants) override;
  Result<void> each_article_key(const std::function<void(UrlHash)>& each) override;
  Result<void> each_fingerprint(std::int64_t newest, std::optional<SysTime> since,
                                const std::function<void(const StoredFingerprint&)>& each) override;
  Result<void> each_story_text(const StoryTexts& which,
                               const std::function<Result<void>(const StoryText&)>& each) override;

  Result<void> begin() override;
  Result<void> commit() override;
  void rollback() override;
  Result<std::int64_t> add_url(const FoundUrl& url) override;
  Result<void> add_hint(std::int64_t url_id, const Hint& hint) override;
  Result<void> add_origin(std::int64_t url_id, std::string_view origin) override;
  Result<void> add_article_origin(UrlHash key, std::string_view origin) override;
  Result<PutResult> put(const PageRecord& page) override;
  Result<std::vector<PageReceipt>> put_batch(const Batch& batch) override;
  Result<void> put_stories(const std::vector<StoryLink>& links) override;
  Result<std::optional<KnownArticle>> article_at(UrlHash key) override;
  Result<std::vector<std::pair<UrlHash, KnownArticle>>> articles_at(
      const std::vector<UrlHash>& keys) override;
  Result<void> announce(std::int64_t url_id, const Hint& hint, SysTime due) override;
  Result<std::optional<KnownArticle>> unsettled_at(std::int64_t url_id) override;
  Result<void> settle(std::int64_t url_id) override;
  Result<Entries> entries(UrlHash source) override;
  Result<void> put_entries(UrlHash source, const Entries& entries) override;
  Result<std::string> said(UrlHash source) override;
  Result<void> put_said(UrlHash source, const std::string& statements) override;
  Result<void> join(std::int64_t article_id, std::int64_t cluster,
                    const std::vector<std::int64_t>& merged) override;
  Result<void> describe_copy(std::int64_t article_id, const std::string& agency,
                             std::optional<double> copied) override;
  Result<bool> set_story(std::int64_t article_id, std::int64_t cluster) override;
  Result<void> put_fingerprint(const StoredFingerprint& fingerprint, std::uint64_t exact) override;
  Result<void> put_host(const HostRecord& host) override;
  Result<void> put_fetch(const FetchRecord& fetch) override;

  Result<std::vector<TdmFileRecord>> tdm_files() override;
  Result<void> put_tdm_file(const TdmFileRecord& file) override;
  Result<std::vector<PreferenceNews>> preference_news() override;
  Result<std::optional<EvidenceHead>> evidence_head() override;
  Result<void> put_signature(const EvidenceHead& head) override;
  Result<void> put_stamp(const EvidenceHead& head) override;
  Result<void> note_preferences_told(std::int64_t site) override;

  Dictionaries& dictionaries() override { return dictionaries_; }
  Result<void> each_article_url(
      const std::function<void(UrlHash, std::int64_t, SysTime)>& each) override;
  Result<void> each_summary(
      std::int64_t newest,
      const std::function<void(std::int64_t, std::string_view, std::string_view)>& each) override;
  Result<void> each_raw_page(const RawPageFilter& filter,
                             const std::function<bool(StoredRawPage&&)>& each) override;
  Result<std::vector<Revisit>> revisits(const StoredRawPage& page) override;
  Result<bool> put_revisit(std::int64_t article_id, const Revisit& revisit) override;

  Result<void> each_stamp(const ArticleFilter& filter,
                          const std::function<void(const ArticleStamp&)>& each) override;
  Result<std::optional<KeptArticle>> kept_article(std::int64_t article_id) override;
  Result<void> put_reextracted(const ReextractedArticle& reextracted, SysTime now) override;
  Result<void> note_reextracted(std::int64_t article_id, int extractor,
                                const std::string& rules) override;
  Result<std::vector<std::int64_t>> due_again() override;
  Result<void> settle_again(const std::vector<std::int64_t>& articles) override;
  Result<void> add_due_again(std::int64_t article_id);

  Result<void> each_article(const ArticleFilter& filter,
                            const std::function<bool(const StoredArticle&)>& each) override;
  Result<std::string> each_change(
      const ArticleFilter& filter, const std::string& cursor,
      const std::function<bool(const StoredArticle&)>& each,
      const std::function<bool(std::int64_t, std::string_view)>& removed) override;
  Result<SearchAnswer> search(const SearchQuery& query) override;
  Result<std::optional<std::int64_t>> find_article(const std::string& url,
                                                   std::optional<UrlHash> key) override;
  Result<std::optional<ArticleHistory>> history(std::int64_t article_id) override;
  Result<bool> article(
      std::int64_t id,
      const std::function<void(const StoredArticle&, const ArticleFacts&)>& take) override;
  Result<std::vector<StoryPage>> story_of(std::int64_t article_id) override;
  Result<std::vector<RawPage>> pages_of(std::int64_t article_id) override;
  Result<Dossier> dossier(const AddressForms& forms) override;
  Result<std::vector<DossierAddress>> sources_of(const std::string& site) override;
  Result<void> each_missing(const std::string& site, const std::string& reason,
                            const std::function<bool(const MissingAddress&)>& each) override;
  Result<std::optional<ToldState>> told(const std::string& receiver) override;
  Result<void> put_told(const std::string& receiver, const ToldState& state, SysTime now) override;
  Result<std::string> newest_change() override;
  Result<std::vector<SiteName>> site_names() override;
  Result<StatusReport> status(SysTime now) override;
  Result<std::vector<SiteHealth>> health(SysTime now) override;
  Result<std::vector<SiteDays>> days(SysTime now, int days) override;
  Result<std::vector<SiteCoverage>> coverage() override;
  Result<void> each_ledger_line(const std::function<void(LedgerLine&&)>& each) override;
  Result<void> export_public(const std::filesystem::path& to, const ArticleFilter& filter) override;

 private:
  void note_due_again(const RuleState& alarm);
  /// An article, and the address whose text is its.
  struct Existing {
    std::int64_t id, url_id;
    bool is_proposed = false;  ///< No page stood at the address: that of another one names it.
  };
  Result<void> check_filter(const ArticleFilter& filter);
  void put_visit(std::int64_t url_id, const Visit& visit);
  std::map<std::string, double> agreement(std::int64_t site);
  void put_rhythm(SysTime now, const std::vector<SiteTally>& sites);
  void note_visit(std::int64_t url_id, const Visit& visit);
  void count_added();
  void put_source_rhythm(std::int64_t url_id, const Rhythm& rhythm);
  std::unordered_map<std::int64_t, Rhythm> source_rhythms();
  std::optional<KnownArticle> article_of(UrlHash key);
  bool put_alias(const PageRecord& page);
  void move_article(std::int64_t article_id, std::int64_t url_id);
  void mark_there(const PageRecord& page);
  [[nodiscard]] bool has_left(const Existing& article);
  std::optional<Existing> find_by_keys(const std::vector<UrlHash>& keys);
  std::optional<std::string> why_removed(const PageRecord& page);
  PutResult put_article(const PageRecord& page);
  PutResult put_at(const PageRecord& page, const std::optional<Existing>& existing);
  void propose(const PageRecord& page, std::int64_t article_id);
  [[nodiscard]] bool tells_same(const PageRecord& page, std::int64_t article_id);
  void count_moved(const PageRecord& page, PutResult::What what);
  PutResult put_again(const PageRecord& page, const Existing& existing);
  Existing existing_at(std::int64_t article_id, const PageRecord& page);
  std::optional<std::int64_t> same_page(const PageRecord& page, const std::string& date);
  PutResult add_article(const PageRecord& page);
  /// The article that is there and whole, where the page's is incomplete.
  std::optional<std::int64_t> stands_whole(const PageRecord& page);
  void put_parts(const PageRecord& page, const PutResult& result);
  PutResult update_article(const PageRecord& page, std::int64_t article_id);
  PutResult replace_article(const PageRecord& page, std::int64_t article_id);
  std::string dates_of(std::int64_t article_id);
  void put_evidence_head(const std::string& at);
  void put_facts(const PageRecord& page, std::int64_t article_id);
  void put_text(const PageRecord& page, std::int64_t article_id, int new_versions);
  void keep_version(std::int64_t article_id, const std::string& now, std::size_t words_added,
                    std::size_t words_removed);
  void thin_versions(std::int64_t article_id, const std::string& now);
  void mark_gone(const PageRecord& page);
  std::int64_t insert_article(const PageRecord& page, std::int64_t raw_page,
                              std::int64_t duplicate_of);
  void put_keys(const PageRecord& page, const Existing& article);
  void put_sources(const records::Article& article, std::int64_t article_id);
  void put_dictionary(std::int64_t site, const RawPage& raw);
  std::int64_t preference_set(const ToldPreferences& told, const std::string& now);
  void put_preferences(const PageRecord& page, std::int64_t article_id);
  void note_site_preferences(const PageRecord& page);
  bool came_again(const PageRecord& page, std::int64_t article_id);
  void put_newer_page(const PageRecord& page, std::int64_t article_id);
  void put_raw(const PageRecord& page, std::int64_t article_id);

  const std::filesystem::path file_;
  std::optional<RunLock> lock_;  // above database_: released after it is closed
  SQLite::Database database_;
  Statements statements_;
  Evidence evidence_;
  Dictionaries dictionaries_;
  std::vector<NewDictionary> made_;                       // in the transaction that is open
  std::unordered_map<std::int64_t, std::int64_t> added_;  // addresses by site, in it
  bool not_modified_ready_ = false;                       // the temporary table of raw_pages.cpp
  /// What was noted of each site in this run, or will be with the open transaction.
  std::set<std::pair<std::int64_t, std::string>> said_by_sites_;
  std::int64_t run_ = 0;
  std::int64_t first_raw_page_ = 1;  // of the transaction: a rollback gives its numbers back
  std::int64_t next_raw_page_ = 1;  // known before the row is made, so that its article can name it
};

/// Hints as _url keeps them.
std::string to_json(const Hint& hint);
/// Eight columns from `column` on: state, status, visited_at, due_at, failures, unchanged, etag,
/// last_modified.
Visit visit_at(Use& row, int column);
Hint hint_from_json(std::string_view text);

/// Views are valid until the next step.
StoredArticle stored_article_at(Use& row);

/// The common part of every query over `articles a`: " WHERE ..." and the values for it, in order.
struct ArticleCondition {
  std::string sql;
  std::vector<std::string> values;
};
/// Without the full-text query, and with the copies. The articles are named `row`.
ArticleCondition condition_of(const ArticleFilter& filter, const std::string& schema = "main",
                              const std::string& row = "a");
/// That its publisher allows the use that the filter is for; it is one.
std::string allowance_of(const ArticleFilter& filter, const std::string& row);
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
