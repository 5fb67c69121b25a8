// Addresses and hosts of the domains in hand.
#include <fmt/format.h>

#include "store/postgres/postgres_store.h"
#include "store/sql/hint.h"
#include "url/url.h"

namespace tearsheet::store {

std::string domain_of(std::string_view host) {
  return url::registrable_domain(host);
}

namespace postgres {
namespace {

std::string domain_of_address(const std::string& address) {
  const auto url = url::Url::parse(address);
  return url ? domain_of(url->host()) : std::string();
}

}  // namespace

// Sets of what is seen grow with what is taken.
Result<std::size_t> PostgresStore::url_count() {
  return std::size_t{0};
}

Result<void> PostgresStore::each_url(const std::function<void(KnownUrl&&)>& each,
                                     const std::function<bool(const KnownUrl&)>& wants) {
  has_given_ = false;
  return attempt<void>([&]() -> Result<void> {
    const std::string domains = array_of(scope_.value_or(std::vector<std::string>()));
    Prepared& statement = connection_(
        scope_ ? "SELECT u.id, u.key, u.site_id, u.kind, u.source, u.depth, u.url, u.hint,"
                 " v.state, v.status, v.visited_at, v.due_at, v.failures, v.unchanged, v.etag,"
                 " v.last_modified, v.until, v.announced, v.answered_by, v.moved_to, v.note,"
                 " r.news, r.hours, r.last_new, r.told, r.base, r.skip_hours, r.skip_days"
                 " FROM _url u LEFT JOIN _visit v ON v.url_id = u.id LEFT JOIN _source_rhythm r ON"
                 " r.url_id = u.id WHERE u.domain = ANY(CAST(? AS text[])) ORDER BY u.id DESC"
               : "SELECT u.id, u.key, u.site_id, u.kind, u.source, u.depth, u.url, u.hint,"
                 " v.state, v.status, v.visited_at, v.due_at, v.failures, v.unchanged, v.etag,"
                 " v.last_modified, v.until, v.announced, v.answered_by, v.moved_to, v.note,"
                 " r.news, r.hours, r.last_new, r.told, r.base, r.skip_hours, r.skip_days"
                 " FROM _url u LEFT JOIN _visit v ON v.url_id = u.id LEFT JOIN _source_rhythm r ON"
                 " r.url_id = u.id WHERE CAST(? AS text[]) IS NOT NULL ORDER BY u.id DESC");
    statement.stream();
    sql::BasicUse<Prepared> row(statement);
    row.text(domains);
    while (row.step()) {
      has_given_ = true;
      KnownUrl known;
      known.id = row.integer_at(0);
      known.url.key = row.hash_at(1);
      known.url.site = row.integer_at(2);
      known.url.kind = static_cast<UrlKind>(row.integer_at(3));
      known.url.source = row.hash_at(4);
      const bool is_article = known.url.kind == UrlKind::kArticle;
      const bool is_visited = !row.is_null(8);
      const auto state = static_cast<VisitState>(row.integer_at(8));
      if (is_article && is_visited && state != VisitState::kRetry) {
        known.visit.emplace().state = state;
        known.visit->visited_at = row.time_at(10).value_or(SysTime{});
        known.visit->due_at = row.time_at(11);
        known.visit->until = row.time_at(16);
        known.visit->announced = row.integer_at(17) != 0;
        each(std::move(known));
        continue;
      }
      if (is_article && !is_visited && wants && !wants(known)) {
        each(std::move(known));
        continue;
      }
      known.url.depth = static_cast<int>(row.integer_at(5));
      known.url.url = row.text_at(6);
      if (!row.is_null(7)) known.url.hint = sql::hint_from_json(row.text_at(7));
      if (is_visited) {
        known.visit = sql::visit_at(row, 8);
        known.visit->answered_by = row.text_at(18);
        known.visit->moved_to = row.text_at(19);
        if (!is_article) known.visit->note = row.text_at(20);
        if (!row.is_null(21)) {
          Rhythm& rhythm = known.visit->rhythm.emplace();
          rhythm.news = row.real_at(21);
          rhythm.hours = row.real_at(22);
          rhythm.last_new = row.time_at(23);
          rhythm.told = std::chrono::minutes(row.integer_at(24));
          rhythm.base = row.time_at(25);
          rhythm.skip_hours = static_cast<std::uint32_t>(row.integer_at(26));
          rhythm.skip_days = static_cast<std::uint8_t>(row.integer_at(27));
        }
      }
      each(std::move(known));
    }
    has_given_ = false;
    return {};
  });
}

Result<void> PostgresStore::each_article_key(const std::function<void(UrlHash)>& each) {
  if (!scope_) return SqlStore::each_article_key(each);
  return attempt<void>([&]() -> Result<void> {
    const std::string domains = array_of(*scope_);
    Prepared& statement = connection_(
        "SELECT k.key FROM _article_key k JOIN _url u ON u.id = k.url_id WHERE k.proposed <> 1 AND"
        " u.domain = ANY(CAST(? AS text[])) UNION ALL SELECT key FROM _removed");
    statement.stream();
    Use row(statement);
    row.text(domains);
    while (row.step()) each(row.hash_at(0));
    return {};
  });
}

Result<std::vector<ArticleUrl>> PostgresStore::article_urls(const std::vector<UrlHash>& keys) {
  using Found = std::vector<ArticleUrl>;
  return attempt<Found>([&]() -> Result<Found> {
    Found found;
    const std::string array = array_of(std::vector<std::int64_t>(keys.begin(), keys.end()));
    Use row(
        sql_("SELECT u.key, u.id, v.visited_at FROM _url u LEFT JOIN _visit v ON v.url_id = u.id"
             " WHERE u.key = ANY(CAST(? AS bigint[])) AND u.kind = 0"));
    row.text(array);
    while (row.step())
      found.push_back({row.hash_at(0), row.integer_at(1), row.time_at(2).value_or(SysTime{})});
    return found;
  });
}

// Another worker may be quicker.
Result<std::int64_t> PostgresStore::add_url(const FoundUrl& url) {
  return attempt<std::int64_t>([&]() -> Result<std::int64_t> {
    AddedIds added;
    add_urls({{&url, std::string()}}, added);
    return added.at(url.key);
  });
}

Result<std::vector<HostRecord>> PostgresStore::hosts() {
  if (!scope_) return SqlStore::hosts();
  return attempt<std::vector<HostRecord>>([&]() -> Result<std::vector<HostRecord>> {
    std::vector<HostRecord> all;
    const std::string domains = array_of(*scope_);
    Use row(
        sql_("SELECT authority, next_at, retry_at, backoff_steps, robots_status, robots_at,"
             " robots_body, robots_etag, robots_modified FROM _host WHERE domain = ANY(CAST(? AS"
             " text[]))"));
    row.text(domains);
    while (row.step()) all.push_back(sql::host_at(row));
    return all;
  });
}

// Nothing is asked back: a host that changed is written twice a second.
Result<void> PostgresStore::put_host(const HostRecord& host) {
  return attempt<void>([&]() -> Result<void> {
    const std::int64_t read = host.robots_at ? host.robots_at->time_since_epoch().count() : 0;
    const auto [known, is_new] = robots_.try_emplace(host.authority, -1);
    const std::string domain = domain_of_address(host.authority);
    if (known->second == read) {
      Use clocks(
          sql_("UPDATE _host SET next_at = ?, retry_at = ?, backoff_steps = ? WHERE authority = ?"
               " AND EXISTS (SELECT 1 FROM _domain d WHERE d.name = domain AND d.owner = ?)"));
      clocks.time_or_null(host.next_at).time_or_null(host.retry_at).integer(host.backoff_steps);
      clocks.text(host.authority).text(worker_).run();
      return {};
    }
    Use row(
        sql_("INSERT INTO _host(authority, domain, next_at, retry_at, backoff_steps, robots_status,"
             " robots_at, robots_body, robots_etag, robots_modified) SELECT"
             " ?, CAST(?2 AS TEXT), CAST(?3 AS BIGINT), CAST(?4 AS BIGINT), CAST(?5 AS BIGINT),"
             " CAST(?6 AS BIGINT), CAST(?7 AS BIGINT), ?8, ?9, ?10 WHERE EXISTS (SELECT 1 FROM"
             " _domain d WHERE d.name = ?2 AND d.owner = ?11) ON"
             " CONFLICT(authority) DO UPDATE SET next_at = excluded.next_at, retry_at ="
             " excluded.retry_at, backoff_steps = excluded.backoff_steps, robots_status ="
             " excluded.robots_status, robots_at = excluded.robots_at, robots_body ="
             " excluded.robots_body, robots_etag = excluded.robots_etag, robots_modified ="
             " excluded.robots_modified"));
    row.text(host.authority).text(domain);
    row.time_or_null(host.next_at).time_or_null(host.retry_at).integer(host.backoff_steps);
    row.integer(host.robots_status).time_or_null(host.robots_at).text(host.robots_body);
    row.text_or_null(host.robots_etag).text_or_null(host.robots_modified).text(worker_).run();
    known->second = read;
    return {};
  });
}

Result<std::vector<TdmFileRecord>> PostgresStore::tdm_files() {
  if (!scope_) return SqlStore::tdm_files();
  using Files = std::vector<TdmFileRecord>;
  return attempt<Files>([&]() -> Result<Files> {
    Files files;
    const std::string domains = array_of(*scope_);
    Use row(
        sql_("SELECT origin, fetched_at, status, body FROM _tdm_file WHERE domain = ANY(CAST(? AS"
             " text[]))"));
    row.text(domains);
    while (row.step()) files.push_back(sql::tdm_file_at(row));
    return files;
  });
}

Result<void> PostgresStore::put_tdm_file(const TdmFileRecord& file) {
  return attempt<void>([&]() -> Result<void> {
    const std::string domain = domain_of_address(file.origin);
    Use row(
        sql_("INSERT INTO _tdm_file(origin, domain, fetched_at, status, body) VALUES (?,?,?,?,?) ON"
             " CONFLICT(origin) DO UPDATE SET fetched_at = excluded.fetched_at, status ="
             " excluded.status, body = excluded.body"));
    row.text(file.origin).text(domain).integer(file.fetched_at.time_since_epoch().count());
    row.integer(file.status).blob(file.body).run();
    return {};
  });
}

}  // namespace postgres
}  // namespace tearsheet::store
