// Do the tables of a database on a server agree with each other? All is counted in one view of it,
// while crawls work.
#include <fmt/format.h>

#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "store/postgres/maintenance.h"
#include "store/postgres/postgres_store.h"

namespace tearsheet::store::postgres {
namespace {

constexpr std::size_t kMaxProblems = 10;

struct Invariant {
  const char* problem;  ///< "{}" stands for the count.
  const char* sql;      ///< Gives the count.
};
struct Check {
  const char* what;
  std::vector<Invariant> invariants;
  const char* advice;
  std::vector<const char*> repair;  ///< Empty: there is none.
};

const Check kChecks[] = {
    {"rows that belong together",
     {{"{} articles are of no site",
       "SELECT count(*) FROM articles t WHERE NOT EXISTS (SELECT 1 FROM sites s WHERE s.id ="
       " t.site_id)"},
      {"{} addresses are of no site",
       "SELECT count(*) FROM _url t WHERE NOT EXISTS (SELECT 1 FROM sites s WHERE s.id ="
       " t.site_id)"},
      {"{} visits are of no address",
       "SELECT count(*) FROM _visit t WHERE NOT EXISTS (SELECT 1 FROM _url u WHERE u.id ="
       " t.url_id)"},
      {"{} keys lead to no article",
       "SELECT count(*) FROM _article_key t WHERE NOT EXISTS (SELECT 1 FROM articles a WHERE a.id ="
       " t.article_id)"},
      {"{} sources of fields are of no article",
       "SELECT count(*) FROM field_sources t WHERE NOT EXISTS (SELECT 1 FROM articles a WHERE a.id"
       " = t.article_id)"},
      {"{} earlier versions are of no article",
       "SELECT count(*) FROM article_versions t WHERE NOT EXISTS (SELECT 1 FROM articles a WHERE"
       " a.id = t.article_id)"},
      {"{} fingerprints are of no article",
       "SELECT count(*) FROM _fingerprint t WHERE NOT EXISTS (SELECT 1 FROM articles a WHERE a.id ="
       " t.article_id)"},
      {"{} raw pages are of an article that is not there",
       "SELECT count(*) FROM _raw_page t WHERE article_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM"
       " articles a WHERE a.id = t.article_id)"},
      {"{} raw pages are of no address",
       "SELECT count(*) FROM _raw_page t WHERE NOT EXISTS (SELECT 1 FROM _url u WHERE u.id ="
       " t.url_id)"}},
     "another program removed rows; what is left of them is not shown anywhere",
     {}},
    {"full text",
     {{"{} articles are not in the index of words",
       "SELECT count(*) FROM articles a WHERE NOT EXISTS (SELECT 1 FROM _words w WHERE w.article_id"
       " = a.id) AND NOT EXISTS (SELECT 1 FROM _words_due d WHERE d.article_id = a.id)"},
      {"{} rows of the index of words belong to no article",
       "SELECT count(*) FROM _words w WHERE NOT EXISTS (SELECT 1 FROM articles a WHERE a.id ="
       " w.article_id)"}},
     "tearsheet db check --repair",
     {"DELETE FROM _words w WHERE NOT EXISTS (SELECT 1 FROM articles a WHERE a.id = w.article_id)",
      "INSERT INTO _words_due SELECT id FROM articles a WHERE NOT EXISTS (SELECT 1 FROM _words w"
      " WHERE w.article_id = a.id) ON CONFLICT DO NOTHING"}},
    {"numbers of changes",
     {{"{} articles have no number: incremental exports miss them",
       "SELECT count(*) FROM articles a WHERE NOT EXISTS (SELECT 1 FROM _change c WHERE"
       " c.article_id = a.id AND c.deleted_url IS NULL)"},
      {"{} numbers belong to no article",
       "SELECT count(*) FROM _change c WHERE c.deleted_url IS NULL AND NOT EXISTS (SELECT 1 FROM"
       " articles a WHERE a.id = c.article_id)"},
      {"{} numbers are ahead of their slot: readers of changes miss what comes next",
       "SELECT count(*) FROM _change c WHERE c.seq > coalesce((SELECT s.seq FROM _slot s WHERE s.id"
       " = c.slot), 0)"}},
     "tearsheet db check --repair",
     {"DELETE FROM _change c WHERE c.deleted_url IS NULL AND NOT EXISTS (SELECT 1 FROM articles a"
      " WHERE a.id = c.article_id)",
      "UPDATE _slot s SET seq = greatest(s.seq, coalesce((SELECT max(c.seq) FROM _change c WHERE"
      " c.slot = s.id), 0))",
      "INSERT INTO _change(article_id, slot, seq) SELECT a.id, 0, s.seq + row_number() OVER (ORDER"
      " BY a.id) FROM articles a CROSS JOIN _slot s WHERE s.id = 0 AND NOT EXISTS (SELECT 1 FROM"
      " _change c WHERE c.article_id = a.id AND c.deleted_url IS NULL) ON CONFLICT(article_id) DO"
      " UPDATE SET slot = excluded.slot, seq = excluded.seq, deleted_url = NULL",
      "UPDATE _slot SET seq = greatest(seq, coalesce((SELECT max(seq) FROM _change WHERE slot = 0),"
      " 0)) WHERE id = 0"}},
    {"stories",
     {{"{} copies name an article that is a copy itself",
       "SELECT count(*) FROM articles c JOIN articles o ON o.id = c.duplicate_of WHERE"
       " o.duplicate_of IS NOT NULL"},
      {"{} copies name an article that is not there",
       "SELECT count(*) FROM articles c WHERE duplicate_of IS NOT NULL AND NOT EXISTS (SELECT 1"
       " FROM articles o WHERE o.id = c.duplicate_of)"},
      {"{} articles have no address of their own",
       // But one whose address tells another story now.
       "SELECT count(*) FROM articles a WHERE a.gone IS NULL AND NOT EXISTS (SELECT 1 FROM"
       " _article_key k WHERE k.article_id = a.id)"}},
     "they are shown as stored; a page without an address is taken for a new one when it is seen "
     "again",
     {}},
    {"texts",
     {{"{} dates are not ISO 8601",
       "SELECT count(*) FROM articles WHERE date !~ '^[0-9]{4}' OR first_seen !~"
       " '^[0-9]{4}-.*Z$'"}},
     "another program wrote them: UPDATE the rows",
     {}},
};

}  // namespace

Result<CheckReport> PostgresStore::check(const CheckOptions& options,
                                         const std::function<void(const std::string&)>& begin) {
  CheckReport report;
  auto counted = in_view<void>([&]() -> Result<void> {
    report = {};
    {
      Use row(
          sql_("SELECT (SELECT version FROM _schema), (SELECT count(*) FROM articles),"
               " pg_database_size(current_database())"));
      row.step();
      report.schema = static_cast<int>(row.integer_at(0));
      report.articles = row.integer_at(1);
      report.bytes = row.integer_at(2);
    }
    for (const Check& check : kChecks) {
      begin(check.what);
      CheckItem& item = report.items.emplace_back();
      item.what = check.what;
      item.advice = check.advice;
      for (const Invariant& invariant : check.invariants) {
        Use row(sql_(invariant.sql));
        row.step();
        if (row.integer_at(0) != 0)
          item.problems.push_back(fmt::format(fmt::runtime(invariant.problem), row.integer_at(0)));
      }
    }
    begin("dictionaries of raw pages");
    report.items.push_back(checked_dictionaries(options.quick));
    return {};
  });
  if (!counted) return fail(counted.error());
  if (!options.repair) return report;
  for (std::size_t i = 0; i < std::size(kChecks); ++i) {
    CheckItem& item = report.items[i];
    if (item.problems.empty() || kChecks[i].repair.empty()) continue;
    auto repaired = attempt<void>([&]() -> Result<void> {
      if (auto begun = begin_alone(); !begun) return begun;
      try {
        for (const char* const statement : kChecks[i].repair) {
          Use row(sql_(statement));
          row.run();
        }
        connection_.commit();
      } catch (...) {
        rollback();
        throw;
      }
      return {};
    });
    if (!repaired) return fail(repaired.error());
    item.is_repaired = true;
  }
  // What is not found by its words is taken up at once.
  if (auto indexed = index_backlog({}); !indexed) return fail(indexed.error());
  return report;
}

// Those of all pages are read in a second; `is_quick`: only whether they are there.
CheckItem PostgresStore::checked_dictionaries(bool is_quick) {
  CheckItem item;
  item.what = "dictionaries of raw pages";
  item.advice = "the pages that need them can be read no more; their articles are kept";
  {
    Use lost(
        sql_("SELECT r.dictionary, count(*) FROM _raw_page r WHERE r.dictionary IS NOT NULL AND NOT"
             " EXISTS (SELECT 1 FROM _dictionary d WHERE d.id = r.dictionary) GROUP BY 1 ORDER BY 1"
             " LIMIT 10"));
    while (lost.step()) {
      item.problems.push_back(fmt::format("dictionary {} is lost: {} stored pages need it",
                                          lost.integer_at(0), lost.integer_at(1)));
    }
  }
  if (is_quick) return item;
  Unpacker unpacker;
  for (std::int64_t last = std::numeric_limits<std::int64_t>::min();
       item.problems.size() < kMaxProblems;) {
    Use row(sql_("SELECT id, size, body FROM _dictionary WHERE id > ? ORDER BY id LIMIT 1"));
    row.integer(last);
    if (!row.step()) break;
    last = row.integer_at(0);
    RawPage dictionary;
    dictionary.compressed = row.text_at(2);
    const auto bytes = unpacker.unpack(dictionary, kMaxDictionary);
    if (!bytes || bytes->size() != static_cast<std::size_t>(row.integer_at(1)))
      item.problems.push_back(fmt::format("dictionary {} is damaged", last));
  }
  return item;
}

Result<CheckReport> check_server(const std::string& address, const CheckOptions& options,
                                 const std::function<void(const std::string&)>& begin) {
  PostgresStore store(address, Role::kReader, std::string(), std::stop_token());
  if (auto opened = store.open(); !opened) return fail(opened.error());
  return store.check(options, begin);
}

}  // namespace tearsheet::store::postgres
