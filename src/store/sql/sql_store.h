// The verbs of the crawl as statements that both engines understand, row by row. What each engine
// does in its own way it overrides: how a run begins, the frontier as a whole, transactions,
// numbers of rows. One topic a file.
#pragma once

#include <exception>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "store/sql/statement.h"
#include "store/store.h"

namespace tearsheet::store::sql {

class SqlStore : public Store {
 public:
  using AddedIds = std::unordered_map<UrlHash, std::int64_t>;

  Result<void> end_run(SysTime now, std::string_view outcome, const Tally& all,
                       const std::vector<SiteTally>& sites) override;
  Result<std::int64_t> site_id(const SiteRecord& site, SysTime now) override;
  Result<std::vector<Trouble>> count_troubles(SysTime now, const std::vector<TroubleSeen>& seen,
                                              const std::vector<std::int64_t>& asked) override;
  Result<std::vector<SiteHealth>> health(SysTime now) override;
  Result<std::optional<ToldState>> told(const std::string& receiver) override;
  Result<void> add_told(const std::string& receiver, const ToldState& state, SysTime now) override;
  Result<bool> put_told(const std::string& receiver, const std::string& cursor,
                        const ToldState& state, SysTime now) override;
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
  Result<void> each_article_key(const std::function<void(UrlHash)>& each) override;
  Result<void> each_fingerprint(std::int64_t newest, std::optional<SysTime> since,
                                const std::function<void(const StoredFingerprint&)>& each) override;
  Result<void> each_summary(
      std::int64_t newest,
      const std::function<void(std::int64_t, std::string_view, std::string_view)>& each) override;

  Result<void> add_hint(std::int64_t url_id, const Hint& hint) override;
  Result<void> add_origin(std::int64_t url_id, std::string_view origin) override;
  Result<void> add_article_origin(UrlHash key, std::string_view origin) override;
  Result<PutResult> put(const PageRecord& page) override;
  Result<void> begin_alone() override { return begin(); }
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
  Result<void> note_preferences_told(std::int64_t site) override;
  Result<std::string> statements_of(std::int64_t article_id, SysTime fetched_at) override;

  Result<void> each_article_url(const std::function<void(UrlHash, SysTime)>& each) override;
  Result<std::vector<ArticleUrl>> article_urls(const std::vector<UrlHash>& keys) override;
  Result<bool> put_revisit(std::int64_t article_id, const Revisit& revisit) override;
  Result<std::vector<Revisit>> revisits(const StoredRawPage& page) override;

  Result<std::optional<KeptArticle>> kept_article(std::int64_t article_id) override;
  Result<bool> put_reextracted(const ReextractedArticle& reextracted, SysTime now) override;
  Result<void> note_reextracted(std::int64_t article_id, std::int64_t raw_page, int extractor,
                                const std::string& rules) override;
  Result<std::vector<std::int64_t>> due_again() override;
  Result<void> settle_again(const std::vector<std::int64_t>& articles) override;
  /// Between begin() and commit(): that one article is to be made again of its pages.
  Result<void> add_due_again(std::int64_t article_id);

  Result<std::optional<std::int64_t>> find_article(const std::string& url,
                                                   std::optional<UrlHash> key) override;
  Result<std::optional<ArticleHistory>> history(std::int64_t article_id) override;
  Result<bool> article(
      std::int64_t id,
      const std::function<void(const StoredArticle&, const ArticleFacts&)>& take) override;
  Result<std::vector<StoryPage>> story_of(std::int64_t article_id) override;
  Result<std::vector<RawPage>> pages_of(std::int64_t article_id) override;
  Result<Dossier> dossier(const AddressForms& forms) override;
  Result<std::vector<SiteRequest>> last_requests(const std::string& site,
                                                 std::int64_t most) override;
  Result<std::vector<DossierAddress>> sources_of(const std::string& site) override;
  Result<void> each_missing(const std::string& site, const std::string& reason,
                            const std::function<bool(const MissingAddress&)>& each) override;
  Result<std::vector<SiteName>> site_names() override;
  Result<StatusReport> status(SysTime now) override;
  Result<StatusReport> status_of(const std::string& site, SysTime now) override;
  Result<std::vector<SiteNews>> news_of_sites(std::int64_t most) override;
  Result<std::vector<SiteDays>> days(SysTime now, int days) override;
  Result<std::vector<SiteDays>> days_of(const std::string& site, SysTime now, int days) override;
  Result<std::vector<SiteCoverage>> coverage() override;
  Result<void> each_ledger_line(const std::function<void(LedgerLine&&)>& each) override;

  Result<std::optional<EvidenceHead>> evidence_head() override {
    return std::optional<EvidenceHead>();
  }
  Result<void> put_signature(const EvidenceHead&) override { return {}; }
  Result<void> put_stamp(const EvidenceHead&) override { return {}; }

 protected:
  /// `statements` may still be under construction. `finds_equal`: an article that is added is a copy
  /// of the first one with the same text; otherwise whoever tells stories finds that out.
  SqlStore(Statements& statements, bool finds_equal)
      : sql_(statements), finds_equal_(finds_equal) {}

  // What an engine does in its own way.
  /// What an exception of the engine's library means to the user; empty: it is to be tried again.
  /// Of any other exception: it is thrown on.
  virtual std::optional<Error> trouble_of(const std::exception& exception) = 0;
  /// The number of the next article's row.
  virtual std::int64_t new_article_id() = 0;
  /// next_raw_page_ and those behind it are free for so many rows.
  virtual void make_room_for_raw_pages(std::size_t count) = 0;
  /// That an article's row was written; `is_text`: what it is found by is new.
  virtual void note_written(std::int64_t /*article_id*/, bool /*is_text*/) {}
  [[nodiscard]] virtual bool notes_written() const { return false; }
  // The chain of evidence (store/evidence.h), where the engine keeps one: of what was just written.
  [[nodiscard]] virtual bool has_chain() const { return false; }
  virtual void prove(EvidenceKind, std::int64_t /*row*/, std::int64_t /*part*/) {}
  virtual void prove_text(std::int64_t /*article_id*/) {}
  virtual void prove_removal(std::string_view /*why*/, std::string_view /*rows*/,
                             std::string_view /*json*/) {}
  virtual void put_evidence_head(const std::string& /*at*/) {}
  /// Before the rows of a batch: may take up its addresses all at once (by key, their ids). Gives
  /// the pages of it that are not to be stored.
  virtual Result<std::unordered_set<std::size_t>> prepare_batch(const Batch& batch,
                                                                AddedIds& added) = 0;
  /// The index by which articles are counted holds what is said of their use, too.
  [[nodiscard]] virtual bool counts_use_along() const { return false; }
  /// Makes the temporary table not_modified(url, at, address) of this connection, once: the ledger
  /// has no index by address, and few of its lines are 304.
  virtual void list_not_modified() = 0;
  /// A public copy lacks some.
  [[nodiscard]] virtual bool has_table(const char* /*name*/) { return true; }
  /// A transaction that sees what was there when it began; it ends with commit_verb().
  virtual void begin_view() = 0;
  /// A transaction around a verb that is none of a batch.
  virtual void begin_verb() = 0;
  virtual void commit_verb() = 0;
  virtual void rollback_verb() noexcept = 0;

  template <class T, class Body>
  Result<T> attempt(Body&& body) {
    for (;;) {
      try {
        return body();
      } catch (const std::exception& exception) {
        if (auto error = trouble_of(exception)) return fail(std::move(*error));
      }
    }
  }
  /// As a whole or not at all; `body` may throw.
  template <class T, class Body>
  Result<T> in_one(Body&& body) {
    return attempt<T>([&]() -> Result<T> {
      begin_verb();
      return to_its_end<T>(body);
    });
  }
  /// All that `body` reads is of one moment, whatever others write meanwhile.
  template <class T, class Body>
  Result<T> in_view(Body&& body) {
    return attempt<T>([&]() -> Result<T> {
      begin_view();
      return to_its_end<T>(body);
    });
  }

  std::unordered_map<std::int64_t, Rhythm> source_rhythms();
  void put_sources(const records::Article& article, std::int64_t article_id);

  Statements& sql_;
  const bool finds_equal_;
  bool has_given_ = false;  // rows of the verb under way, which would come twice
  std::int64_t run_ = 0;
  std::int64_t next_raw_page_ = 1;  // known before the row is made, so that its article can name it
  std::vector<NewDictionary> made_;  // in the transaction that is open
  /// What was noted of each site in this run, or will be with the open transaction.
  std::set<std::pair<std::int64_t, std::string>> said_by_sites_;

 private:
  /// An article, and the address whose text is its.
  struct Existing {
    std::int64_t id, url_id;
    bool is_proposed = false;  ///< No page stood at the address: that of another one names it.
  };
  template <class T, class Body>
  Result<T> to_its_end(Body& body) {
    try {
      Result<T> done = body();
      commit_verb();
      return done;
    } catch (...) {
      rollback_verb();
      throw;
    }
  }
  /// Of a statement that on a server gives the ids of the articles it wrote.
  void run_and_note(Use& row);
  /// Ids of sites, both of them included.
  struct SiteRange {
    std::int64_t first, last;
  };
  static constexpr SiteRange kAllSites{0, std::numeric_limits<std::int64_t>::max()};
  std::optional<SiteRange> range_of(const std::string& site);
  Result<StatusReport> status_of(SiteRange sites, SysTime now);
  Result<std::vector<SiteDays>> days_of(SiteRange sites, SysTime now, int days);
  Statement& articles_by_day();
  /// That what came since a rule's alarm began is to be made again of its pages.
  void note_due_again(const RuleState& alarm);
  std::map<std::string, double> agreement(std::int64_t site);
  void put_visit(std::int64_t url_id, const Visit& visit);
  void put_rhythm(SysTime now, const std::vector<SiteTally>& sites);
  void note_visit(std::int64_t url_id, const Visit& visit);
  void put_source_rhythm(std::int64_t url_id, const Rhythm& rhythm);
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
  void put_facts(const PageRecord& page, std::int64_t article_id);
  void put_text(const PageRecord& page, std::int64_t article_id, int new_versions);
  void keep_version(std::int64_t article_id, const std::string& now, std::size_t words_added,
                    std::size_t words_removed);
  void thin_versions(std::int64_t article_id, const std::string& now);
  void mark_gone(const PageRecord& page);
  std::int64_t insert_article(const PageRecord& page, std::int64_t raw_page,
                              std::int64_t duplicate_of);
  void put_keys(const PageRecord& page, const Existing& article);
  void put_dictionary(std::int64_t site, const RawPage& raw);
  std::int64_t preference_set(const ToldPreferences& told, const std::string& now);
  void put_preferences(const PageRecord& page, std::int64_t article_id);
  void note_site_preferences(const PageRecord& page);
  bool came_again(const PageRecord& page, std::int64_t article_id);
  void put_newer_page(const PageRecord& page, std::int64_t article_id);
  void put_raw(const PageRecord& page, std::int64_t article_id);
};

/// Of a row that begins with authority, next_at, retry_at, backoff_steps, robots_status, robots_at,
/// robots_body, robots_etag, robots_modified.
HostRecord host_at(Use& row);
/// Of origin, fetched_at, status, body.
TdmFileRecord tdm_file_at(Use& row);

}  // namespace tearsheet::store::sql
