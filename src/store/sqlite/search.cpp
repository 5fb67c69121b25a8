// Full-text search that stays fast when a word stands in a tenth of a million articles.
//
// By relevance: at most kWindow matches are weighed, those that were stored last, so that the
// answer to a frequent word is a few recent ones and does not cost more with every year.
// By date: exact. Few matches are sorted. Of many, the newest articles are asked one by one whether
// they match, which is soon enough; where that finds too few (a word of another time), all matches
// are looked at.
#include <algorithm>
#include <unordered_set>

#include "store/sql/snippet.h"
#include "store/sqlite/relevance.h"
#include "store/sqlite/sqlite_store.h"

namespace tearsheet::store::sqlite {
namespace {

constexpr std::int64_t kWindow = 10'000;  // matches
constexpr int kMaxAsked = 2'000;          // articles asked whether they match
// Matches up to which looking at all of them is quicker than asking the newest articles.
constexpr std::int64_t kFew = 2'000;
// After so many were asked it shows whether enough of them match.
constexpr int kTrial = kMaxAsked / 4;
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
      matches = last_stored(kWindow);
      if (static_cast<std::int64_t>(matches.size()) >= kWindow) answer_.weighed = kWindow;
      answer_.is_left_out_exact = answer_.weighed == 0;
      std::stable_sort(matches.begin(), matches.end(), [](const Match& a, const Match& b) {
        return a.score != b.score ? a.score > b.score : a.id > b.id;
      });
    } else {
      matches = last_stored(kFew);
      const bool all = static_cast<std::int64_t>(matches.size()) < kFew;
      at_least_ = count_stories(matches);
      answer_.is_left_out_exact = false;
      if (all || has_prefix() || !ask_newest(matches)) {
        answer_.is_left_out_exact = true;
        if (!all) matches = last_stored(-1);
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

  // Without words. Those of one site are mostly among the newest of all; a site that has been
  // silent is read as a whole.
  std::vector<Match> newest() {
    if (query_.filter.sites.empty()) return walk("articles a");
    static const std::string kNewest =
        "(SELECT id AS of_all FROM articles ORDER BY coalesce(date, first_seen) DESC, id DESC LIMIT " +
        std::to_string(kMaxAsked) + ") CROSS JOIN articles a ON a.id = of_all";
    std::vector<Match> found = walk(kNewest);
    return count_stories(found) > enough() ? found : walk("articles a");
  }

  std::vector<Match> walk(const std::string& from) {
    ArticleCondition condition = condition_;
    if (!query_.filter.until.empty()) {
      // The same as condition_of() says it, so that the index begins there: nothing in a moment
      // comes behind '~'.
      condition.sql += " AND coalesce(a.date, a.first_seen) < ?";
      condition.values.push_back(query_.filter.until + "~");
    }
    Prepared statement(database_, "SELECT a.id, coalesce(a.duplicate_of, a.id) FROM " + from +
                                      condition.sql +
                                      " ORDER BY coalesce(a.date, a.first_seen) DESC, a.id DESC");
    Use row(statement);
    for (const std::string& value : condition.values) row.text(value);
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
    Prepared statement(
        database_, "SELECT a.id, coalesce(a.duplicate_of, a.id) FROM articles a" + condition_.sql +
                       " ORDER BY coalesce(a.date, a.first_seen) DESC, a.id DESC LIMIT " +
                       std::to_string(kMaxAsked));
    Use row(statement);
    for (const std::string& value : condition_.values) row.text(value);
    std::vector<Match> found;
    std::unordered_set<std::int64_t> stories;
    for (int asked = 1; row.step(); ++asked) {
      const std::int64_t id = row.integer_at(0), cluster = row.integer_at(1);
      if (asked == kTrial && static_cast<std::int64_t>(stories.size()) * 4 < enough()) return false;
      if (!is_match(id)) continue;
      found.push_back({id, cluster, 0, {}});
      stories.insert(query_.copies ? id : cluster);
      if (static_cast<std::int64_t>(stories.size()) > enough()) {
        matches = std::move(found);
        return true;
      }
    }
    return false;
  }

  [[nodiscard]] std::int64_t count_stories(const std::vector<Match>& matches) const {
    std::unordered_set<std::int64_t> stories;
    for (const Match& match : matches) stories.insert(query_.copies ? match.id : match.cluster);
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
    if (!details_) {
      details_.emplace(
          database_,
          "SELECT s.key, a.url, a.date, a.first_seen, a.language, a.title, a.summary, a.body,"
          " (SELECT count(*) FROM articles c WHERE c.duplicate_of = ?2)"
          " FROM articles a JOIN sites s ON s.id = a.site_id WHERE a.id = ?1");
    }
    SearchHit hit;
    hit.id = match.id;
    hit.cluster = match.cluster;
    hit.score = match.score;
    Use row(*details_);
    row.integer(match.id).integer(match.cluster);
    if (!row.step()) return hit;
    hit.site = row.text_at(0);
    hit.url = row.text_at(1);
    hit.date = row.text_at(2);
    hit.first_seen = row.text_at(3);
    hit.language = row.text_at(4);
    hit.title = sql::marked(row.text_at(5), full_text_.needles);
    hit.snippet = sql::snippet({row.text_at(6), row.text_at(7)}, full_text_.needles);
    hit.copies = row.integer_at(8);
    return hit;
  }

  SQLite::Database& database_;
  const SearchQuery& query_;
  const FullTextQuery full_text_;
  const ArticleCondition condition_;
  const bool pairs_;
  const std::int64_t limit_;
  std::optional<Prepared> details_;
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
