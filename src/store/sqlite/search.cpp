// Full-text search that stays fast when a word stands in a tenth of a million articles.
//
// By relevance: at most kWindow matches are weighed, those that were stored last, so that the
// answer to a frequent word is a few recent ones and does not cost more with every year.
// By date: exact. Not too many matches are sorted. Of a word that stands nearly everywhere the newest
// articles are asked one by one whether they match, which finds enough of them soon. Of others the
// rows that match are noted, and the newest articles held against them; where that finds too few (a
// word of another time), all matches are sorted.
//
// What is asked of a row but its text stands in the index articles_facts: a row is read only to be
// shown.
#include <algorithm>
#include <unordered_set>

#include "store/sql/search_hit.h"
#include "store/sqlite/relevance.h"
#include "store/sqlite/sqlite_store.h"

namespace tearsheet::store::sqlite {
namespace {

constexpr std::int64_t kWindow = 10'000;  // matches
// Of a word that stands nearly everywhere, of which a filter leaves few: these take as long.
constexpr std::int64_t kFilteredWindow = 2'000;
constexpr std::int64_t kEverywhere = 100'000;
constexpr int kMaxAsked = 800;     // articles asked whether they match
constexpr int kMaxHeld = 100'000;  // articles held against the matches: 40 ms
// Matches up to which looking at all of them takes as long as asking the newest articles: 20 ms.
constexpr std::int64_t kNotMany = 20'000;
constexpr std::int64_t kDefaultLimit = 20;

struct Match {
  std::int64_t id = 0, cluster = 0;
  double score = 0;
  std::string moment;
};

// One search: its words and its filter over both indexes.
class Search {
 public:
  Search(SQLite::Database& database, const SearchQuery& query, FullTextQuery full_text)
      : database_(database),
        query_(query),
        full_text_(std::move(full_text)),
        condition_(condition_of(query.filter)),
        pairs_(!full_text_.pairs.empty() && has_pairs(database)),
        limit_(query.filter.limit.value_or(kDefaultLimit)) {}

  SearchAnswer run() {
    std::vector<Match> matches;
    if (query_.filter.where.empty()) {
      answer_.is_left_out_exact = false;
      matches = newest();
    } else if (query_.order == SearchOrder::kBest) {
      add_relevance(database_);
      const bool is_narrow = has_filter() && count_matches(kEverywhere) >= kEverywhere;
      const std::int64_t window = is_narrow ? kFilteredWindow : kWindow;
      if (is_narrow && !query_.filter.until.empty()) last_ = last_until();
      matches = last_stored(window);
      if (static_cast<std::int64_t>(matches.size()) >= window) answer_.weighed = window;
      answer_.is_left_out_exact = answer_.weighed == 0;
      std::stable_sort(matches.begin(), matches.end(), [](const Match& a, const Match& b) {
        return a.score != b.score ? a.score > b.score : a.id > b.id;
      });
    } else {
      if (has_prefix() || count_matches(kNotMany) < kNotMany ||
          (!ask_newest(matches) && !hold_newest(matches))) {
        matches = last_stored(-1);
        std::sort(matches.begin(), matches.end(), [](const Match& a, const Match& b) {
          return a.moment != b.moment ? a.moment > b.moment : a.id > b.id;
        });
      }
    }
    answer(matches);
    return std::move(answer_);
  }

 private:
  struct Index {
    const char* table;
    const std::string& query;
    const char* without;  ///< What this index must not answer for.
  };
  [[nodiscard]] std::vector<Index> indexes() const {
    if (!pairs_) return {{"articles_fts", full_text_.words, ""}};
    return {{"articles_fts", full_text_.words,
             " AND NOT EXISTS (SELECT 1 FROM _articles_pairs_docsize d WHERE d.id = f.rowid)"},
            {"_articles_pairs", full_text_.pairs, ""}};
  }

  [[nodiscard]] bool has_filter() const {
    const ArticleFilter& filter = query_.filter;
    return !filter.sites.empty() || !filter.language.empty() || !filter.since.empty() ||
           !filter.until.empty();
  }

  // Without the filter, and no further than to `most`.
  std::int64_t count_matches(std::int64_t most) {
    std::int64_t count = 0;
    for (const Index& index : indexes()) {
      const std::string table = index.table;
      Prepared statement(database_, "SELECT count(*) FROM (SELECT 1 FROM " + table + " WHERE " +
                                        table + " MATCH ? LIMIT " + std::to_string(most) + ")");
      Use row(statement);
      row.text(index.query);
      if (row.step()) count += row.integer_at(0);
    }
    return count;
  }

  // The last row among the newest articles of before the filter's end. Few are stored much later
  // than they were published, and none of these is among the ones stored last.
  std::int64_t last_until() {
    Prepared statement(database_,
                       "SELECT max(id) FROM (SELECT id FROM articles WHERE coalesce(date,"
                       " first_seen) < ? ORDER BY coalesce(date, first_seen) DESC LIMIT " +
                           std::to_string(kNotMany) + ")");
    Use row(statement);
    const std::string end = query_.filter.until + "~";
    return row.text(end).step() ? row.integer_at(0) : 0;
  }

  // Matches by row id, the last first; -1: all.
  std::vector<Match> last_stored(std::int64_t limit) {
    const bool by_date = query_.order == SearchOrder::kNewest;
    std::vector<Match> matches;
    for (const Index& index : indexes()) {
      const std::string table = index.table;
      std::string sql = "SELECT f.rowid, coalesce(a.duplicate_of, a.id), ";
      sql += by_date ? "coalesce(a.date, a.first_seen)" : "relevance(" + table + ")";
      sql +=
          " FROM " + table + " f CROSS JOIN articles a INDEXED BY articles_facts ON a.id = f.rowid";
      sql += condition_.sql + " AND " + table + " MATCH ?" + index.without;
      if (last_ > 0) sql += " AND f.rowid <= " + std::to_string(last_);
      sql += " ORDER BY f.rowid DESC LIMIT " + std::to_string(limit);
      Prepared statement(database_, sql);
      Use row(statement);
      for (const std::string& value : condition_.values) row.text(value);
      row.text(index.query);
      while (row.step()) {
        Match& match = matches.emplace_back();
        match.id = row.integer_at(0);
        match.cluster = row.integer_at(1);
        if (by_date) {
          match.moment = row.text_at(2);
        } else {
          match.score = row.real_at(2);
        }
      }
    }
    return matches;
  }

  // The beginning of a word, or one character of a text without spaces: FTS5 merges the lists of
  // all words that begin so for every question anew, so it is asked once.
  [[nodiscard]] bool has_prefix() const {
    return full_text_.words.find('*') != std::string::npos ||
           (pairs_ && full_text_.pairs.find('*') != std::string::npos);
  }

  // All that the filter leaves, the newest first: along an index of moments (`m`) as far as
  // somebody reads.
  ArticleCondition newest_first() {
    const ArticleFilter& filter = query_.filter;
    ArticleCondition walk = condition_;
    // The same as condition_of() says it, so that the index begins and ends there: nothing in a
    // moment comes behind '~'.
    if (!filter.since.empty()) {
      walk.sql += " AND coalesce(m.date, m.first_seen) >= ?";
      walk.values.push_back(filter.since);
    }
    if (!filter.until.empty()) {
      walk.sql += " AND coalesce(m.date, m.first_seen) < ?";
      walk.values.push_back(filter.until + "~");
    }
    if (filter.sites.size() == 1) {
      walk.sql += " AND m.site_id = (SELECT id FROM sites WHERE key = ?)";
      walk.values.push_back(filter.sites.front());
    }
    walk.sql =
        "SELECT m.id, coalesce(a.duplicate_of, a.id) FROM articles m CROSS JOIN articles a INDEXED"
        " BY articles_facts ON a.id = m.id" +
        walk.sql + " ORDER BY coalesce(m.date, m.first_seen) DESC, m.id DESC";
    return walk;
  }

  // Without words.
  std::vector<Match> newest() {
    const ArticleCondition walk = newest_first();
    Prepared statement(database_, walk.sql);
    Use row(statement);
    for (const std::string& value : walk.values) row.text(value);
    std::vector<Match> found;
    std::unordered_set<std::int64_t> stories;
    while (static_cast<std::int64_t>(stories.size()) <= enough() && row.step()) {
      const std::int64_t id = row.integer_at(0), cluster = row.integer_at(1);
      found.push_back({id, cluster, 0, {}});
      stories.insert(query_.copies ? id : cluster);
    }
    return found;
  }

  /// Stories that are looked for; one more shows that there are more.
  [[nodiscard]] std::int64_t enough() const { return query_.skip + limit_; }

  // Goes through the articles from the newest on. False: not enough of those asked match.
  bool ask_newest(std::vector<Match>& matches) {
    std::vector<SQLite::Statement> questions;
    for (const Index& index : indexes()) {
      const std::string table = index.table;
      questions.emplace_back(database_, "SELECT 1 FROM " + table + " f WHERE " + table +
                                            " MATCH ?1 AND f.rowid = ?2" + index.without);
      questions.back().bindNoCopy(1, index.query);
    }
    const auto is_match = [&](std::int64_t id) {
      return std::any_of(questions.begin(), questions.end(), [&](SQLite::Statement& question) {
        question.bind(2, id);
        const bool found = question.executeStep();
        question.reset();
        return found;
      });
    };
    return find_newest(matches, kMaxAsked, is_match);
  }

  // The same, of rows that are known to match.
  bool hold_newest(std::vector<Match>& matches) {
    std::vector<std::int64_t> rows;
    for (const Index& index : indexes()) {
      const std::string table = index.table;
      Prepared statement(database_, "SELECT f.rowid FROM " + table + " f WHERE " + table +
                                        " MATCH ?" + index.without);
      Use row(statement);
      row.text(index.query);
      while (row.step()) rows.push_back(row.integer_at(0));
    }
    std::sort(rows.begin(), rows.end());
    return find_newest(matches, kMaxHeld, [&](std::int64_t id) {
      return std::binary_search(rows.begin(), rows.end(), id);
    });
  }

  // Among the `most` newest articles of the filter. False: not enough of them match.
  template <class IsMatch>
  bool find_newest(std::vector<Match>& matches, int most, const IsMatch& is_match) {
    const ArticleCondition walk = newest_first();
    Prepared statement(database_, walk.sql + " LIMIT " + std::to_string(most));
    Use row(statement);
    for (const std::string& value : walk.values) row.text(value);
    std::vector<Match> found;
    std::unordered_set<std::int64_t> stories;
    for (int looked = 1; row.step(); ++looked) {
      const std::int64_t id = row.integer_at(0), cluster = row.integer_at(1);
      if (looked * 4 == most && static_cast<std::int64_t>(stories.size()) * 4 < enough())
        return false;
      if (!is_match(id)) continue;
      found.push_back({id, cluster, 0, {}});
      stories.insert(query_.copies ? id : cluster);
      if (static_cast<std::int64_t>(stories.size()) > enough()) {
        matches = std::move(found);
        answer_.is_left_out_exact = false;
        at_least_ = count_stories_of_last();
        return true;
      }
    }
    return false;
  }

  // Among the matches stored last: at least so many there are.
  std::int64_t count_stories_of_last() {
    std::unordered_set<std::int64_t> stories;
    for (const Index& index : indexes()) {
      const std::string table = index.table;
      Prepared statement(
          database_,
          "SELECT a.id, coalesce(a.duplicate_of, a.id) FROM (SELECT f.rowid AS id FROM " + table +
              " f WHERE " + table + " MATCH ?" + index.without + " ORDER BY f.rowid DESC LIMIT " +
              std::to_string(kFilteredWindow) +
              ") f CROSS JOIN articles a INDEXED BY articles_facts ON a.id = f.id" +
              condition_.sql);
      Use row(statement);
      row.text(index.query);
      for (const std::string& value : condition_.values) row.text(value);
      while (row.step()) stories.insert(row.integer_at(query_.copies ? 0 : 1));
    }
    return static_cast<std::int64_t>(stories.size());
  }

  void answer(const std::vector<Match>& matches) {
    std::unordered_set<std::int64_t> stories;
    for (const Match& match : matches) {
      if (!stories.insert(query_.copies ? match.id : match.cluster).second) continue;
      const auto place = static_cast<std::int64_t>(stories.size());
      if (place > query_.skip && place <= enough()) answer_.hits.push_back(hit(match));
    }
    const std::int64_t found = std::max(at_least_, static_cast<std::int64_t>(stories.size()));
    answer_.left_out = std::max<std::int64_t>(0, found - enough());
  }

  SearchHit hit(const Match& match) {
    if (!details_) details_.emplace(database_, sql::kSelectHit);
    SearchHit hit;
    hit.id = match.id;
    hit.cluster = match.cluster;
    hit.score = match.score;
    Use row(*details_);
    row.integer(match.id).integer(match.cluster);
    if (!row.step()) return hit;
    sql::fill(hit, row, full_text_.needles);
    return hit;
  }

  SQLite::Database& database_;
  const SearchQuery& query_;
  const FullTextQuery full_text_;
  const ArticleCondition condition_;
  const bool pairs_;
  const std::int64_t limit_;
  std::optional<Prepared> details_;
  std::int64_t last_ = 0;      // row that may match; 0: any
  std::int64_t at_least_ = 0;  // stories that are known to match, where not all are looked at
  SearchAnswer answer_;
};

}  // namespace

Result<SearchAnswer> SqliteStore::search(const SearchQuery& query) {
  return guarded<SearchAnswer>(file_, [&]() -> Result<SearchAnswer> {
    if (auto sound = check_filter(query.filter); !sound) return fail(sound.error());
    auto full_text = full_text_of(query.filter);
    if (!full_text) return fail(full_text.error());
    // One view of the file for all its statements, whatever a run writes meanwhile.
    SQLite::Transaction view(database_);
    return Search(database_, query, std::move(*full_text)).run();
  });
}

}  // namespace tearsheet::store::sqlite
