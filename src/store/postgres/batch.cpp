// A batch: what was asked under a lease that is over is left out, and its addresses are taken up
// all at once.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "store/postgres/postgres_store.h"
#include "store/sql/hint.h"
#include "url/url.h"

namespace tearsheet::store::postgres {
namespace {

// What is finished is looked at again so much later at the soonest; sources that are due earlier
// wait so long, and nobody asks a source again that somebody asked a moment ago.
constexpr std::string_view kLeastInterval = "10 minutes";

// Parameters of an array's element may be nothing.
void append_text(std::string& array, const std::string& text) {
  array += array.size() > 1 ? "," : "";
  if (text.empty()) {
    array += "NULL";
    return;
  }
  array += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') array += '\\';
    array += c;
  }
  array += '"';
}

void append_number(std::string& array, std::int64_t number) {
  if (array.size() > 1) array += ',';
  array += std::to_string(number);
}

std::string pairs_of(const std::set<std::pair<std::string, std::int64_t>>& held) {
  std::string out;
  for (const auto& [domain, epoch] : held) {
    if (!out.empty()) out += ',';
    out += fmt::format("({},{})", literal(domain), epoch);
  }
  return out;
}

std::set<std::pair<std::string, std::int64_t>> leases_of(const Batch& batch) {
  std::set<std::pair<std::string, std::int64_t>> leases;
  for (const PageChanges& page : batch.pages) {
    if (page.held) leases.emplace(page.held->domain, page.held->epoch);
  }
  return leases;
}

}  // namespace

// "domain epoch" of those that are ours still.
std::unordered_set<std::string> PostgresStore::still_held(const Batch& batch) {
  std::vector<std::string> domains;
  for (const auto& [domain, epoch] : leases_of(batch)) domains.push_back(domain);
  std::unordered_set<std::string> held;
  if (domains.empty()) return held;
  const std::string names = array_of(domains);
  Use row(
      sql_("SELECT name, epoch FROM _domain WHERE name = ANY(CAST(? AS text[])) AND owner = ? AND"
           " lease_until > statement_timestamp()"));
  row.text(names).text(worker_);
  while (row.step()) held.insert(fmt::format("{} {}", row.text_at(0), row.integer_at(1)));
  return held;
}

Result<std::unordered_set<std::size_t>> PostgresStore::prepare_batch(const Batch& batch,
                                                                     AddedIds& added) {
  using Lost = std::unordered_set<std::size_t>;
  return attempt<Lost>([&]() -> Result<Lost> {
    Lost lost;
    const auto held = still_held(batch);
    std::set<std::pair<std::string, std::int64_t>> leases;
    std::vector<std::pair<const FoundUrl*, std::string>> urls;
    for (std::size_t i = 0; i < batch.pages.size(); ++i) {
      const PageChanges& page = batch.pages[i];
      if (page.held && !held.contains(fmt::format("{} {}", page.held->domain, page.held->epoch))) {
        lost.insert(i);
        continue;
      }
      if (page.held) leases.emplace(page.held->domain, page.held->epoch);
      for (const FoundUrl& url : page.added)
        urls.emplace_back(&url, page.held ? page.held->domain : std::string());
    }
    if (!lost.empty() || !batch.releases.empty()) robots_.clear();
    // A lease that ends before the commit makes it fail, and the batch comes again without it. Who
    // takes it over waits for a pause, and a commit is shorter.
    if (!leases.empty()) {
      last_.push_back(fmt::format(
          "SELECT 1 / CASE WHEN count(*) = {} THEN 1 ELSE 0 END FROM _domain WHERE owner = {} AND"
          " lease_until > statement_timestamp() AND (name, epoch) IN ({})",
          leases.size(), literal(worker_), pairs_of(leases)));
    }
    if (!urls.empty()) add_urls(urls, added);
    // Of a lease that is over pages may have been refused: such a domain is not finished.
    for (const Release& release : batch.releases) {
      const std::string end =
          release.pause ? fmt::format("statement_timestamp(), pause = {}", release.pause->count())
                        : "'-infinity'";
      last_.push_back(fmt::format(
          "UPDATE _domain SET owner = NULL, lease_until = {}, due_at = CASE WHEN {} AND calls = {}"
          " AND lease_until > statement_timestamp() THEN statement_timestamp() + interval '{}' ELSE"
          " due_at END WHERE name = {} AND epoch = {} AND owner = {}",
          end, release.is_finished ? "true" : "false", release.calls, kLeastInterval,
          literal(release.held.domain), release.held.epoch, literal(worker_)));
    }
    return lost;
  });
}

// `urls`: each with the domain under whose lease it was found. In the order of their keys, so that
// two workers that find the same ones wait for each other and not both for ever.
void PostgresStore::add_urls(const std::vector<std::pair<const FoundUrl*, std::string>>& urls,
                             AddedIds& added) {
  struct New {
    const FoundUrl* url;
    std::int64_t id;
    std::string domain;
    bool is_own;
  };
  std::map<UrlHash, New> by_key;
  for (const auto& [url, held] : urls) {
    const auto parsed = url::Url::parse(url->url);
    std::string domain = parsed ? domain_of(parsed->host()) : std::string();
    const bool is_own = domain == held;
    if (by_key.contains(url->key)) continue;
    const std::int64_t id =
        urls_.take(connection_, 1);  // those of a batch may be more than a block
    by_key.emplace(url->key, New{url, id, std::move(domain), is_own});
  }
  std::string ids = "{", keys = "{", sites = "{", kinds = "{", sources = "{", depths = "{",
              domains = "{", texts = "{", hints = "{", vias = "{";
  for (const auto& [key, one] : by_key) {
    append_number(ids, one.id);
    append_number(keys, static_cast<std::int64_t>(key));
    append_number(sites, one.url->site);
    append_number(kinds, static_cast<std::int64_t>(one.url->kind));
    append_number(sources, static_cast<std::int64_t>(one.url->source));
    append_number(depths, one.url->depth);
    append_number(vias, sql::bit_of(one.url->hint.origin));
    append_text(domains, one.domain.empty() ? "-" : one.domain);
    append_text(texts, one.url->url.empty() ? "-" : one.url->url);
    append_text(hints, sql::to_json(one.url->hint));
  }
  for (std::string* const array :
       {&ids, &keys, &sites, &kinds, &sources, &depths, &domains, &texts, &hints, &vias})
    *array += '}';
  {
    Use row(
        sql_("INSERT INTO _url(id, key, site_id, kind, source, depth, domain, url, hint, via,"
             " run_id) SELECT *, CAST(?11 AS BIGINT) FROM unnest(CAST(?1 AS bigint[]), CAST(?2 AS"
             " bigint[]), CAST(?3 AS bigint[]), CAST(?4 AS bigint[]), CAST(?5 AS bigint[]), CAST(?6"
             " AS bigint[]), CAST(?7 AS text[]), CAST(?8 AS text[]), CAST(?9 AS text[]), CAST(?10"
             " AS bigint[])) ON CONFLICT(key) DO NOTHING"));
    row.text(ids).text(keys).text(sites).text(kinds).text(sources).text(depths).text(domains);
    row.text(texts).text(hints).text(vias).integer(run_).run();
  }
  std::set<std::string> called;
  {
    Use row(sql_("SELECT key, id FROM _url WHERE key = ANY(CAST(? AS bigint[]))"));
    row.text(keys);
    while (row.step()) {
      const UrlHash key = row.hash_at(0);
      const New& one = by_key.at(key);
      added[key] = row.integer_at(1);
      if (row.integer_at(1) == one.id && !one.is_own && !one.domain.empty())
        called.insert(one.domain);
    }
  }
  // Of what a writer takes up it has the pages, too.
  if (called.empty() || role_ == Role::kWriter) return;
  // Whoever holds such a domain looks for what is new; if nobody does, it is due.
  std::string names;
  for (const std::string& domain : called) {
    if (!names.empty()) names += ',';
    names += fmt::format("({}, statement_timestamp(), 1)", literal(domain));
  }
  std::string call = "INSERT INTO _domain(name, due_at, calls) VALUES " + names +
                     " ON CONFLICT(name) DO UPDATE SET calls = _domain.calls + 1, due_at ="
                     " least(_domain.due_at, excluded.due_at)";
  if (connection_.in_transaction()) {
    last_.push_back(std::move(call));
  } else {
    connection_.execute(call);
  }
}

}  // namespace tearsheet::store::postgres
