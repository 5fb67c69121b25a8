// Full-text search on a server.
//
// By relevance: at most kWindow matches are weighed, those that were stored last; their vectors come
// here, where they are weighed as SQLite weighs its. By date: exact. _words has what the usual
// filters ask for, since a row of `articles` is as long as its text.
//
// PostgreSQL's planner does not know what it costs to look into a vector that lies apart from its row
// (15 us; a row of the index 0.6 us). So it is told which of three ways to go: all matches by the index
// and the last of them; of a word that is nearly everywhere, the last articles asked one by one; and
// between the two, where reading the rows of all matches takes longest, those matches by the index that
// are among the last articles, of which there are as many as should hold enough.
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <unordered_map>
#include <unordered_set>

#include "store/postgres/article_condition.h"
#include "store/postgres/postgres_store.h"
#include "store/sql/relevance.h"
#include "store/sql/search_hit.h"

namespace tearsheet::store::postgres {
namespace {

// Fewer than in a file: each of them is 5 kB that come from the server, and 30 us.
constexpr std::int64_t kWindow = 1'000;
constexpr std::int64_t kSample = 2'000;  // matches by which the frequency of a word is told
constexpr std::int64_t kDefaultLimit = 20;
// The two times of above, of each other.
constexpr double kLookCost = 25;
// So many of the newest are asked for a word that is nearly everywhere, to begin with.
constexpr std::int64_t kFewest = 200;
// Of more matches the planner's own estimate is good enough to tell a rare word by.
constexpr double kEstimated = 10'000;
// Among the last articles there may be fewer than it should be, and then others are looked among.
constexpr double kMargin = 1.5, kFurther = 8;
// Up to so many rows they are counted; behind it the server's own estimate does.
constexpr std::int64_t kCounted = 50'000;

struct Match {
  std::int64_t id = 0, cluster = 0;
  double score = 0;
};

// One search.
class Search {
 public:
  Search(Connection& connection, const SearchQuery& query, const TextQuery& text)
      : connection_(connection),
        query_(query),
        text_(text),
        limit_(query.filter.limit.value_or(kDefaultLimit)) {}

  SearchAnswer run() {
    std::vector<Match> matches;
    if (query_.filter.where.empty()) {
      answer_.is_left_out_exact = false;
      matches = until_enough([&](std::int64_t most) { return newest(most); }, kFewest);
    } else if (query_.order == SearchOrder::kNewest) {
      measure();
      const bool by_asking = is_everywhere(kFewest);
      answer_.is_left_out_exact = true;
      matches = until_enough(
          [&](std::int64_t most) {
            return by_asking ? matching(true, most) : matching_by_index(most);
          },
          by_asking ? kFewest : kWindow);
    } else {
      measure();
      matches = is_everywhere(kWindow) ? matching(true, kWindow) : matching_by_index(kWindow);
      if (static_cast<std::int64_t>(matches.size()) >= kWindow) answer_.weighed = kWindow;
      answer_.is_left_out_exact = answer_.weighed == 0;
      weigh(matches);
      std::stable_sort(matches.begin(), matches.end(), [](const Match& a, const Match& b) {
        return a.score != b.score ? a.score > b.score : a.id > b.id;
      });
    }
    answer(matches);
    return std::move(answer_);
  }

 private:
  /// Stories that are looked for; one more shows that there are more.
  [[nodiscard]] std::int64_t enough() const { return query_.skip + limit_; }

  [[nodiscard]] std::int64_t count_stories(const std::vector<Match>& matches) const {
    std::unordered_set<std::int64_t> stories;
    for (const Match& match : matches) stories.insert(query_.copies ? match.id : match.cluster);
    return static_cast<std::int64_t>(stories.size());
  }

  // More and more of an order's first ones, until there are as many stories as are looked for.
  template <class Ask>
  std::vector<Match> until_enough(Ask ask, std::int64_t first) {
    for (std::int64_t most = first;; most *= 4) {
      std::vector<Match> matches = ask(most);
      const bool all = static_cast<std::int64_t>(matches.size()) < most;
      if (!all && count_stories(matches) <= enough()) continue;
      if (!all) answer_.is_left_out_exact = false;
      return matches;
    }
  }

  template <class Row>
  static std::vector<Match> matches_of(Row& row) {
    std::vector<Match> matches;
    while (row.step()) matches.push_back({row.integer_at(0), row.integer_at(1), 0});
    return matches;
  }

  std::vector<Match> newest(std::int64_t most) {
    const Condition condition = condition_of(query_.filter, "a");
    return run_over(condition,
                    "SELECT a.id, coalesce(a.duplicate_of, a.id) FROM articles a" + condition.sql +
                        " ORDER BY coalesce(a.date, a.first_seen) DESC, a.id DESC LIMIT " +
                        std::to_string(most));
  }

  std::vector<Match> matching_by_index(std::int64_t most) {
    if (found_ <= kEstimated) return matching(false, most);
    for (double among = kMargin * static_cast<double>(most) * all_ / passing(); among < all_ / 2;
         among *= kFurther) {
      const std::string place = place_of(static_cast<std::int64_t>(among));
      if (place.empty()) break;
      // Else the planner would ask all of them.
      connection_("SET LOCAL enable_indexscan = off").run();
      std::vector<Match> matches = matching(false, most, place);
      connection_("SET LOCAL enable_indexscan = on").run();
      if (static_cast<std::int64_t>(matches.size()) >= most) return matches;
    }
    return matching(false, most);
  }

  // The last stored first, or the newest; of those at `place` alone, if it is given. `by_asking`: an
  // index of that order is gone through, which a sum or a text put together does not have.
  std::vector<Match> matching(bool by_asking, std::int64_t most, const std::string& place = {}) {
    Condition condition = matching_condition();
    condition.sql += place;
    const char* const moment = by_asking ? "w.moment" : "(w.moment || '') COLLATE \"C\"";
    const std::string newest =
        query_.order == SearchOrder::kNewest ? fmt::format("{} DESC, ", moment) : "";
    return run_over(
        condition,
        fmt::format("SELECT m.article_id, coalesce(d.duplicate_of, m.article_id) FROM (SELECT"
                    " w.article_id, row_number() OVER () AS place FROM (SELECT w.article_id FROM"
                    " _words w{0}{1} ORDER BY {2}w.article_id{3} DESC LIMIT {4}) w) m LEFT JOIN"
                    " articles d ON d.id = m.article_id AND d.duplicate_of IS NOT NULL ORDER BY"
                    " m.place",
                    needs_row() ? " JOIN articles a ON a.id = w.article_id" : "", condition.sql,
                    newest, by_asking ? "" : " + 0", most));
  }

  // A condition that so many of the last articles meet, as a number or time that the planner can
  // reckon with; empty: there are fewer.
  std::string place_of(std::int64_t among) {
    const bool by_date = query_.order == SearchOrder::kNewest;
    sql::BasicUse<Prepared> row(
        connection_(by_date ? "SELECT moment FROM _words ORDER BY moment DESC OFFSET ? LIMIT 1"
                            : "SELECT article_id FROM _words ORDER BY article_id DESC OFFSET ?"
                              " LIMIT 1"));
    row.integer(among);
    if (!row.step()) return {};
    const std::string bound(row.text_at(0));
    return by_date ? " AND w.moment >= " + literal(bound) : " AND w.article_id >= " + bound;
  }

  // Whether asking one by one until `most` are found is quicker than fetching all matches.
  bool is_everywhere(std::int64_t most) {
    found_ = estimate(text_.words.text);
    return found_ * found_ > kLookCost * static_cast<double>(most) * all_;
  }

  // How many articles hold the words, as the planner has it.
  double estimate(const std::string& text) {
    Condition condition;
    condition.sql += " AND w.words @@ CAST(" + literal(text) + " AS tsquery)";
    return rows_of("_words w", condition);
  }

  // The same of all that is asked for.
  double passing() {
    return std::max(
        1.0, rows_of(needs_row() ? "_words w JOIN articles a ON a.id = w.article_id" : "_words w",
                     matching_condition()));
  }

  double rows_of(const std::string& tables, const Condition& condition) {
    Prepared statement(
        connection_, with_dollars("EXPLAIN (FORMAT JSON) SELECT 1 FROM " + tables + condition.sql));
    sql::BasicUse<Prepared> row(statement);
    for (const std::string& value : condition.values) row.text(value);
    if (!row.step()) return 0;
    constexpr std::string_view kRows = "\"Plan Rows\": ";
    const std::string plan(row.text_at(0));
    const std::size_t at = plan.find(kRows);
    return at == std::string::npos ? 0 : std::strtod(plan.c_str() + at + kRows.size(), nullptr);
  }

  [[nodiscard]] bool needs_row() const {
    const ArticleFilter& filter = query_.filter;
    return !filter.language.empty() || filter.news_only || filter.purpose.has_value();
  }

  Condition matching_condition() const {
    Condition condition;
    const ArticleFilter& filter = query_.filter;
    if (needs_row()) {
      ArticleFilter rest = filter;
      rest.since.clear();
      rest.until.clear();
      rest.sites.clear();
      condition = condition_of(rest, "a");
    }
    if (!filter.since.empty()) condition.add(" AND w.moment >= ?", filter.since);
    if (!filter.until.empty()) {
      condition.add(fmt::format(" AND substr(w.moment, 1, {}) <= CAST(? AS TEXT) COLLATE \"C\"",
                                filter.until.size()),
                    filter.until);
    }
    if (!filter.sites.empty()) {
      condition.add(" AND w.site_id IN (SELECT id FROM sites WHERE key = ANY(CAST(? AS text[])))",
                    array_of(filter.sites));
    }
    condition.sql += text_.condition("w", condition.values);
    return condition;
  }

  std::vector<Match> run_over(const Condition& condition, const std::string& sql) {
    Prepared statement(connection_, with_dollars(sql));
    sql::BasicUse<Prepared> row(statement);
    for (const std::string& value : condition.values) row.text(value);
    return matches_of(row);
  }

  // BM25 of those that are given.
  void weigh(std::vector<Match>& matches) {
    if (matches.empty()) return;
    std::optional<std::vector<double>> rarity_of_words, rarity_of_pairs;
    const PhraseCounter words(text_.words.phrases), pairs(text_.pairs.phrases);
    std::unordered_map<std::int64_t, double> scores;
    std::vector<std::int64_t> ids;
    for (const Match& match : matches) ids.push_back(match.id);
    const std::string list = array_of(ids);
    struct Counts {
      std::int64_t id = 0;
      bool is_paired = false;
      double size = 0;
      std::vector<double> phrases;
    };
    std::vector<Counts> counts;
    {
      sql::BasicUse<Prepared> row(connection_(
          "SELECT article_id, is_paired, size, words FROM _words WHERE article_id = ANY(CAST(? AS"
          " bigint[]))"));
      row.text(list);
      while (row.step()) {
        const bool is_paired = row.integer_at(1) != 0;
        counts.push_back({row.integer_at(0), is_paired, row.real_at(2),
                          (is_paired ? pairs : words).count(row.text_at(3))});
      }
    }
    for (const Counts& one : counts) {
      auto& rarity = one.is_paired ? rarity_of_pairs : rarity_of_words;
      if (!rarity) rarity = rarities(one.is_paired ? text_.pairs : text_.words, one.is_paired);
      scores[one.id] = sql::relevance_of(*rarity, one.phrases, one.size, average_size_);
    }
    for (Match& match : matches) match.score = scores[match.id];
  }

  // How many articles there are, how long they are, and over which numbers they are spread.
  void measure() {
    sql::BasicUse<Prepared> row(connection_(
        "SELECT CASE WHEN c.reltuples > ?1 THEN CAST(c.reltuples AS BIGINT) ELSE (SELECT count(*)"
        " FROM _words) END, (SELECT CAST(avg(size) AS DOUBLE PRECISION) FROM (SELECT size FROM"
        " _words ORDER BY article_id DESC LIMIT ?2) s), (SELECT max(article_id) -"
        " min(article_id) + 1 FROM _words) FROM pg_class c WHERE c.oid = CAST('_words' AS"
        " regclass)"));
    row.integer(kCounted).integer(kSample);
    row.step();
    all_ = std::max(1.0, static_cast<double>(row.integer_at(0)));
    average_size_ = std::max(1.0, row.real_at(1));
    spread_ = std::max(1.0, static_cast<double>(row.integer_at(2)));
  }

  std::vector<double> rarities(const VectorQuery& query, bool is_paired) {
    std::vector<double> all;
    for (const std::string& phrase : query.each) {
      if (const double found = estimate(phrase); found > kEstimated && !is_paired) {
        all.push_back(sql::rarity_of(all_, std::min(all_, found)));
        continue;
      }
      sql::BasicUse<Prepared> row(connection_(
          "SELECT count(*), max(article_id) - min(article_id) + 1 FROM (SELECT article_id FROM"
          " _words WHERE words @@ CAST(? AS tsquery) AND (is_paired OR NOT CAST(? AS BOOLEAN))"
          " LIMIT ?) s"));
      row.text(phrase).integer(is_paired ? 1 : 0).integer(kSample);
      row.step();
      auto found = static_cast<double>(row.integer_at(0));
      if (row.integer_at(0) >= kSample) {
        // As frequent in the rest as in the stretch of numbers that the sample took.
        const double stretch = all_ * static_cast<double>(row.integer_at(1)) / spread_;
        found = std::min(all_, all_ * found / std::max(stretch, found));
      }
      all.push_back(sql::rarity_of(all_, found));
    }
    return all;
  }

  void answer(const std::vector<Match>& matches) {
    std::unordered_set<std::int64_t> stories;
    for (const Match& match : matches) {
      if (!stories.insert(query_.copies ? match.id : match.cluster).second) continue;
      const auto place = static_cast<std::int64_t>(stories.size());
      if (place > query_.skip && place <= enough()) answer_.hits.push_back(hit(match));
    }
    answer_.left_out =
        std::max<std::int64_t>(0, static_cast<std::int64_t>(stories.size()) - enough());
  }

  SearchHit hit(const Match& match) {
    SearchHit hit;
    hit.id = match.id;
    hit.cluster = match.cluster;
    hit.score = match.score;
    sql::BasicUse<Prepared> row(connection_(sql::kSelectHit));
    row.integer(match.id).integer(match.cluster);
    if (!row.step()) return hit;
    sql::fill(hit, row, text_.needles);
    return hit;
  }

  Connection& connection_;
  const SearchQuery& query_;
  const TextQuery& text_;
  const std::int64_t limit_;
  double all_ = 1, average_size_ = 1, spread_ = 1;
  double found_ = 0;  // articles that hold the words, as the planner has it
  SearchAnswer answer_;
};

}  // namespace

Result<SearchAnswer> PostgresStore::search(const SearchQuery& query) {
  TextQuery text;
  if (!query.filter.where.empty()) {
    auto read = text_query_of(query.filter);
    if (!read) return fail(read.error());
    text = std::move(*read);
  }
  return attempt<SearchAnswer>([&]() -> Result<SearchAnswer> {
    if (auto sound = check_sites(query.filter); !sound) return fail(sound.error());
    connection_.begin("ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL enable_seqscan = off");
    try {
      SearchAnswer answer = Search(connection_, query, text).run();
      connection_.commit();
      return answer;
    } catch (...) {
      connection_.rollback();
      throw;
    }
  });
}

}  // namespace tearsheet::store::postgres
