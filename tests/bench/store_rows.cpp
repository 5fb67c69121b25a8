// Builds a database as big as years of crawling make it, for measuring what reads it.
//
// tearsheet_store_rows FILE ARTICLES [WORDS]: made-up articles of about WORDS words (250) in four
// kinds of scripts, of 50 sites over eight years, with copies, versions, sources of fields,
// addresses, visits and the ledger. The schema is the program's own; its triggers and indexes are
// taken away while the rows go in, and the full-text index is built at the end. Words follow Zipf's
// law: "kalo" stands in nearly every article, the last of 60,000 words in a handful.
#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/utf8.h"
#include "store/store.h"

namespace tearsheet::store {
namespace {

constexpr int kSites = 50;
constexpr std::int64_t kFirst = 1'512'000'000;  // 2017-11-30
constexpr std::int64_t kSpan = 8LL * 365 * 86'400;

enum class Script { kLatin, kHan, kHangul, kThai };

// Words by rank, drawn by Zipf's law.
class Vocabulary {
 public:
  Vocabulary(Script script, std::size_t size) : script_(script) {
    std::mt19937 random(7);
    for (std::size_t i = 0; i < size; ++i) words_.push_back(word(random, i));
    double sum = 0;
    for (std::size_t i = 0; i < size; ++i)
      cumulated_.push_back(sum += 1.0 / (static_cast<double>(i) + 2.7));
  }
  const std::string& draw(std::mt19937& random) const {
    const double at = std::uniform_real_distribution<>(0, cumulated_.back())(random);
    const auto found = std::upper_bound(cumulated_.begin(), cumulated_.end(), at);
    return words_[std::min(static_cast<std::size_t>(found - cumulated_.begin()),
                           words_.size() - 1)];
  }
  [[nodiscard]] bool spaces() const {
    return script_ == Script::kLatin || script_ == Script::kHangul;
  }

 private:
  std::string word(std::mt19937& random, std::size_t rank) const {
    const auto below = [&](unsigned n) { return static_cast<unsigned>(random() % n); };
    std::string out;
    if (script_ == Script::kLatin) {
      // The number in a base of syllables: every rank is another word, frequent ones are short.
      static constexpr const char* kSyllables[] = {"ka",  "lo",  "mi",  "ne",  "ru",
                                                   "sa",  "to",  "vi",  "pe",  "da",
                                                   "gon", "ter", "lin", "mar", "ses"};
      std::size_t rest = rank + 16;
      for (; rest > 0; rest /= 15) out += kSyllables[rest % 15];
      return out;
    }
    const unsigned length = 1 + below(3) + (below(2) != 0 ? 1 : 0);
    for (unsigned i = 0; i < length; ++i) {
      const unsigned skew = below(60) * below(60);  // some characters are far more frequent
      if (script_ == Script::kHan) append_utf8(out, 0x4E00 + skew);
      if (script_ == Script::kHangul) append_utf8(out, 0xAC00 + skew);
      if (script_ == Script::kThai) {
        append_utf8(out, 0x0E01 + below(44));
        append_utf8(out, 0x0E30 + below(9));
      }
    }
    return out;
  }
  Script script_;
  std::vector<std::string> words_;
  std::vector<double> cumulated_;
};

void append_words(std::string& out, const Vocabulary& words, std::mt19937& random, int count) {
  int sentence = 0;
  for (int i = 0; i < count; ++i) {
    out += words.draw(random);
    if (++sentence == 14) {
      out += words.spaces() ? ". " : "。";
      sentence = 0;
    } else if (words.spaces()) {
      out += ' ';
    }
  }
}

std::string text(const Vocabulary& words, std::mt19937& random, int count, int paragraph) {
  std::string out;
  for (; count > 0; count -= paragraph) {
    if (!out.empty()) out += "\n\n";
    append_words(out, words, random, std::min(count, paragraph));
  }
  return out;
}

struct Language {
  const char* code;
  Script script;
  int percent;
};
constexpr Language kLanguages[] = {{"en", Script::kLatin, 90},
                                   {"zh", Script::kHan, 5},
                                   {"ko", Script::kHangul, 3},
                                   {"th", Script::kThai, 2}};

class Builder {
 public:
  Builder(const char* file, std::int64_t articles, int words)
      : articles_(articles), words_(words), database_(file, SQLite::OPEN_READWRITE) {
    for (const Language& language : kLanguages) vocabularies_.emplace_back(language.script, 60'000);
  }

  void run() {
    database_.exec("PRAGMA foreign_keys = OFF");
    database_.exec("PRAGMA synchronous = OFF");
    database_.exec("PRAGMA cache_size = -200000");
    database_.exec("BEGIN");
    // One by one with every row they cost more than all at once.
    std::vector<std::string> later;
    for (const char* const type : {"index", "trigger"}) {
      std::vector<std::string> names;
      SQLite::Statement found(database_,
                              "SELECT name, sql FROM sqlite_master WHERE type = ? AND sql IS NOT "
                              "NULL AND name NOT LIKE 'sqlite%'");
      found.bind(1, type);
      while (found.executeStep()) {
        names.push_back(found.getColumn(0).getString());
        later.push_back(found.getColumn(1).getString());
      }
      found.reset();
      for (const std::string& name : names)
        database_.exec("DROP " + std::string(type) + " \"" + name + "\"");
    }
    sites();
    for (std::int64_t id = 1; id <= articles_; ++id) article(id);
    for (const std::string& sql : later) database_.exec(sql);
    after();
    database_.exec("COMMIT");
    database_.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  }

 private:
  SQLite::Statement& prepared(const char* sql) {
    const auto found = statements_.find(sql);
    if (found != statements_.end()) return found->second;
    return statements_.emplace(sql, SQLite::Statement(database_, sql)).first->second;
  }
  template <class... Values>
  void put(const char* sql, const Values&... values) {
    SQLite::Statement& statement = prepared(sql);
    int index = 0;
    (statement.bind(++index, values), ...);
    statement.exec();
    statement.reset();
  }

  void sites() {
    for (int i = 1; i <= kSites; ++i) {
      put("INSERT INTO sites(id, key, title, first_seen) VALUES (?,?,?,'2017-11-30T00:00:00Z')", i,
          "site-" + std::to_string(i), "Site " + std::to_string(i));
      put("INSERT INTO _url(id, key, site_id, kind, source, depth, url) VALUES (?,?,?,2,?,0,?)", i,
          -i, i, -i, address(i, 0) + "feed");
      put("INSERT INTO _visit(url_id, state, status, visited_at, due_at, failures, unchanged)"
          " VALUES (?,1,200,?,?,0,0)",
          i, (kFirst + kSpan) * 1000, (kFirst + kSpan + 3600) * 1000);
    }
    for (std::int64_t run = 1; run <= kRuns; ++run) {
      const std::string started = moment(kFirst + kSpan * run / kRuns);
      put("INSERT INTO runs(id, started, ended, outcome, version) VALUES (?,?,?,'done','1')", run,
          started, started);
      for (int site = 1; site <= kSites; ++site)
        put("INSERT INTO site_runs VALUES (?,?,9,5,0,0,0,0,0,0,0,0,NULL)", run, site);
    }
  }

  static std::string address(std::int64_t site, std::int64_t id) {
    return "https://www.site-" + std::to_string(site) + ".example/news/" + std::to_string(id) + "/";
  }
  static std::string moment(std::int64_t seconds) {
    return to_iso8601(SysTime{std::chrono::seconds{seconds}});
  }

  void article(std::int64_t id) {
    const int roll = static_cast<int>(random_() % 100);
    std::size_t which = 0;
    for (int sum = kLanguages[0].percent; roll >= sum; sum += kLanguages[which].percent) ++which;
    const Vocabulary& words = vocabularies_[which];
    const int length = std::clamp(
        static_cast<int>(std::lognormal_distribution<>(std::log(words_), 0.5)(random_)), 30, 5000);
    // Most come in the order of their dates, some weeks late.
    const std::int64_t seen = kFirst + kSpan * id / articles_;
    const std::int64_t date = seen - static_cast<std::int64_t>(random_() % 40'000) -
                              (random_() % 50 == 0 ? 30 * 86'400 : 0);
    const std::int64_t site = 1 + static_cast<std::int64_t>(random_() % kSites);
    const std::int64_t run = 1 + id * (kRuns - 1) / articles_;
    const bool is_copy = id > 100 && random_() % 12 == 0;
    SQLite::Statement& row = prepared(
        "INSERT INTO articles(id, site_id, url, canonical_url, title, date, summary, body, authors,"
        " language, duplicate_of, first_seen, changed, run_id, confidence, version)"
        " VALUES (?,?,?,?,?,?,?,?,'[\"A. Writer\"]',?,?,?,?,?,0.9,?)");
    row.bind(1, id);
    row.bind(2, site);
    const std::string url = address(site, id);
    row.bind(3, url);
    row.bind(4, url);
    row.bind(5, text(words, random_, 9, 9));
    row.bind(6, moment(date));
    row.bind(7, text(words, random_, 24, 24));
    row.bind(8, text(words, random_, length, 60));
    row.bind(9, kLanguages[which].code);
    if (is_copy) {
      row.bind(10, 1 + (id - 2 - static_cast<std::int64_t>(random_() % 90)) / 100 * 100);
    } else {
      row.bind(10);
    }
    row.bind(11, moment(seen));
    row.bind(12, moment(seen));
    row.bind(13, run);
    const bool is_changed = random_() % 30 == 0;
    row.bind(14, is_changed ? 2 : 1);
    row.exec();
    row.reset();
    if (is_changed) {
      put("INSERT INTO article_versions(article_id, version, title, summary, body, stored, "
          "replaced)"
          " SELECT id, 1, title, summary, body, first_seen, changed FROM articles WHERE id = ?",
          id);
    }
    for (const char* const field : {"author", "body", "date", "title"})
      put("INSERT INTO field_sources VALUES (?,?,'rule','article h1',NULL,1.0)", id, field);
    put("INSERT INTO fetches(run_id, site_id, host, url, purpose, started, milliseconds, pause,"
        " status, bytes, conditional) VALUES (?,?,?,?,'article',?,120,5000,200,30000,0)",
        run, site, "https://www.site-" + std::to_string(site) + ".example", url, moment(seen));
    const std::int64_t url_id = kSites + id;
    put("INSERT INTO _url(id, key, site_id, kind, source, depth, url) VALUES (?,?,?,0,?,0,?)",
        url_id, id * 0x9E3779B97F4A7C1, site, -site, url);
    if (id % 500 != 0) {  // the rest still waits
      put("INSERT INTO _visit(url_id, state, status, visited_at, failures, unchanged, etag)"
          " VALUES (?,1,200,?,0,0,'\"5f3e-61b\"')",
          url_id, seen * 1000);
    }
    put("INSERT INTO _article_key(key, article_id, url_id) VALUES (?,?,?)", id * 0x9E3779B97F4A7C1,
        id, url_id);
  }

  // What the triggers would have done.
  void after() {
    database_.exec("INSERT INTO _change(article_id) SELECT id FROM articles ORDER BY id");
    database_.exec(
        "INSERT INTO _waiting SELECT u.site_id, count(*) FROM _url u LEFT JOIN _visit v ON"
        " v.url_id = u.id WHERE v.url_id IS NULL GROUP BY u.site_id");
    database_.exec(
        "UPDATE articles SET duplicate_of = NULL WHERE duplicate_of IN"
        " (SELECT id FROM articles WHERE duplicate_of IS NOT NULL)");
    database_.exec("INSERT INTO articles_fts(articles_fts) VALUES ('rebuild')");
    database_.exec("DELETE FROM _text_due");
    database_.exec(
        "INSERT INTO _text_due SELECT id, 1, 0, title, summary, body FROM _paired_articles");
  }

  static constexpr std::int64_t kRuns = 3000;
  const std::int64_t articles_;
  const int words_;
  SQLite::Database database_;
  std::map<const char*, SQLite::Statement> statements_;
  std::vector<Vocabulary> vocabularies_;
  std::mt19937 random_{1};
};

int run(int argc, char** argv) {
  if (argc < 3) {
    std::fprintf(stderr, "tearsheet_store_rows FILE ARTICLES [WORDS]\n");
    return 2;
  }
  if (auto made = open_store(argv[1], Access::kRun); !made) {
    std::fprintf(stderr, "%s\n", made.error().message.c_str());
    return 1;
  }
  Builder(argv[1], std::stoll(argv[2]), argc > 3 ? std::stoi(argv[3]) : 250).run();
  // A run begins with the texts without spaces that are not indexed by pairs yet.
  auto store = open_store(argv[1], Access::kRun);
  const SysTime now = SystemClock().now();
  const auto done =
      store && (*store)->begin_run(now, "1") && (*store)->end_run(now, "done", {}, {});
  return done ? 0 : 1;
}

}  // namespace
}  // namespace tearsheet::store

int main(int argc, char** argv) {
  return tearsheet::store::run(argc, argv);
}
