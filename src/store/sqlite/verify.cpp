// Walking the chain of evidence: does each entry follow from the one before, and is each row what
// its last entry says?
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <nlohmann/json.hpp>

#include "store/sqlite/evidence.h"
#include "store/sqlite/evidence_head_row.h"
#include "store/store.h"

namespace tearsheet::store {
namespace sqlite {
namespace {

using Json = nlohmann::json;

// By EvidenceKind: what rows of it are called, one and many.
struct Name {
  const char *one, *many;
};
constexpr std::array<Name, 10> kNames = {{{"", ""},
                                          {"beginning", "beginnings"},
                                          {"request", "requests"},
                                          {"text", "texts"},
                                          {"preferences", "preferences"},
                                          {"page", "pages"},
                                          {"dictionary", "dictionaries"},
                                          {"removal", "removals"},
                                          {"merge", "merges"},
                                          {"picture or style", "pictures and styles"}}};
constexpr std::int64_t kMaxKind = kNames.size() - 1;

bool is_of_row(std::int64_t kind) {
  return (kind >= static_cast<std::int64_t>(EvidenceKind::kRequest) &&
          kind <= static_cast<std::int64_t>(EvidenceKind::kDictionary)) ||
         kind == static_cast<std::int64_t>(EvidenceKind::kAsset);
}

// Pages and what goes with them are removed by many rules, and nothing is proved by their absence.
bool may_be_gone(EvidenceKind kind) {
  return kind == EvidenceKind::kPage || kind == EvidenceKind::kDictionary ||
         kind == EvidenceKind::kAsset;
}

std::string name_of(std::int64_t kind, std::int64_t row, std::int64_t part) {
  const char* const one = kNames.at(static_cast<std::size_t>(kind)).one;
  switch (static_cast<EvidenceKind>(kind)) {
    case EvidenceKind::kText:
      return fmt::format("text {} of article {}", part, row);
    case EvidenceKind::kPreferences:
      return fmt::format("what was said of article {}", row);
    default:
      return fmt::format("{} {}", one, row);
  }
}

std::int64_t number_in(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_number_integer() ? found->get<std::int64_t>() : 0;
}

class Verifier {
 public:
  Verifier(SQLite::Database& database, const std::string& known,
           const std::function<void(const std::string&)>& begin)
      : database_(database), statements_(database), known_(known), begin_(begin) {}

  EvidenceReport run() {
    database_.exec("PRAGMA temp_store = file");
    // One view of the file, whatever a run commits meanwhile.
    SQLite::Transaction view(database_);
    begin_("the chain");
    gather();
    walk();
    begin_("rows");
    hold_rows();
    look_at_heads();
    look_for_others();
    std::ranges::stable_sort(problems_, {}, &EvidenceProblem::entry);
    report_.all_problems = static_cast<std::int64_t>(problems_.size());
    if (problems_.size() > kMaxEvidenceProblems) problems_.resize(kMaxEvidenceProblems);
    report_.problems = std::move(problems_);
    return std::move(report_);
  }

 private:
  // Whoever changed everything is named by the first of it.
  void complain(std::int64_t entry, std::string what) {
    constexpr std::size_t kMaxHeld = 10'000;
    if (problems_.size() < kMaxHeld) problems_.push_back({entry, std::move(what)});
  }

  /// The last entry of each row: `last(kind, row, part, entry, removed)`.
  void gather() {
    database_.exec(
        "CREATE TEMP TABLE last(kind INTEGER, row INTEGER, part INTEGER, entry INTEGER, removed"
        " INTEGER, PRIMARY KEY(kind, row, part)) WITHOUT ROWID;"
        "INSERT INTO temp.last SELECT kind, row, part, max(entry), NULL FROM main._evidence WHERE"
        " kind BETWEEN 2 AND 6 OR kind = 9 GROUP BY kind, row, part");
  }

  void walk() {
    Use row(statements_(
        "SELECT entry, kind, row, part, digest, hash, note FROM _evidence ORDER BY entry"));
    std::string before;
    std::int64_t expected = 1;
    bool is_whole = true;
    while (row.step()) {
      const std::int64_t entry = row.integer_at(0), kind = row.integer_at(1);
      const std::string digest(row.text_at(4)), hash(row.text_at(5)), note(row.text_at(6));
      const bool has_note = kind >= 1 && kind <= kMaxKind && !is_of_row(kind);
      const bool is_known = kind >= 1 && kind <= kMaxKind;
      bool is_sound = is_known && entry == expected &&
                      hash == hash_of_entry(digest_, before, static_cast<EvidenceKind>(kind),
                                            row.integer_at(2), row.integer_at(3), digest) &&
                      (!has_note || digest == digest_of_note(digest_, note));
      // What follows a false entry was told already.
      if (!is_sound && is_whole)
        complain(std::min(entry, expected),
                 fmt::format("entry {} of the chain was changed", std::min(entry, expected)));
      is_whole = is_whole && is_sound;
      if (is_sound && has_note) take_note(entry, kind, note);
      is_known_met_ = is_known_met_ || hash == known_;
      before = hash;
      expected = entry + 1;
      ++report_.entries;
    }
    report_.head = before;
    last_entry_ = expected - 1;
    if (report_.entries == 0) complain(1, "the chain is not there");
    if (!known_.empty() && !is_known_met_)
      complain(last_entry_ + 1, "the chain is another one than that of the hash that was noted");
  }

  void take_note(std::int64_t entry, std::int64_t kind, const std::string& text) {
    const Json note = Json::parse(text, nullptr, false);
    if (!note.is_object()) return;
    if (kind == static_cast<std::int64_t>(EvidenceKind::kMerge)) return;
    if (kind == 1) {
      const auto at = note.find("at");
      if (at != note.end() && at->is_string()) report_.since = at->get<std::string>();
      first_article_ = number_in(note, "articles");
      first_request_ = number_in(note, "requests");
      return;
    }
    for (const auto& [name, rows] : note.items()) {
      if (name == "requests" && rows.is_string())
        each_range(rows.get<std::string>(), [&](std::int64_t first, std::int64_t last) {
          remove_range(EvidenceKind::kRequest, first, last, entry);
        });
      if (name == "articles" && rows.is_string())
        each_range(rows.get<std::string>(), [&](std::int64_t first, std::int64_t last) {
          remove_range(EvidenceKind::kText, first, last, entry);
          remove_range(EvidenceKind::kPreferences, first, last, entry);
        });
      if (name == "texts" && rows.is_array()) remove_texts(rows, entry);
    }
  }

  template <class Each>
  static void each_range(std::string_view ranges, Each each) {
    while (!ranges.empty()) {
      const std::size_t end = std::min(ranges.find(','), ranges.size());
      const std::string_view one = ranges.substr(0, end);
      ranges.remove_prefix(std::min(end + 1, ranges.size()));
      std::int64_t first = 0, last = 0;
      const char* const stop = one.data() + one.size();
      const auto begin = std::from_chars(one.data(), stop, first);
      last = first;
      if (begin.ptr != stop) std::from_chars(begin.ptr + 1, stop, last);
      each(first, last);
    }
  }

  void remove_range(EvidenceKind kind, std::int64_t first, std::int64_t last, std::int64_t entry) {
    Use row(
        statements_("UPDATE temp.last SET removed = ? WHERE kind = ? AND row BETWEEN ? AND ? AND"
                    " entry < ?"));
    row.integer(entry).integer(static_cast<std::int64_t>(kind)).integer(first).integer(last);
    row.integer(entry).run();
  }

  void remove_texts(const Json& texts, std::int64_t entry) {
    for (const Json& text : texts) {
      if (!text.is_array() || text.size() != 2 || !text[0].is_number_integer() ||
          !text[1].is_number_integer())
        continue;
      Use row(
          statements_("UPDATE temp.last SET removed = ? WHERE kind = 3 AND row = ? AND part = ? AND"
                      " entry < ?"));
      row.integer(entry).integer(text[0].get<std::int64_t>()).integer(text[1].get<std::int64_t>());
      row.integer(entry).run();
    }
  }

  void hold_rows() {
    Use row(
        statements_("SELECT l.kind, l.row, l.part, l.entry, l.removed, e.digest FROM temp.last l"
                    " JOIN main._evidence e ON e.entry = l.entry ORDER BY l.kind, l.row, l.part"));
    while (row.step()) {
      const std::int64_t number = row.integer_at(0);
      if (!is_of_row(number)) continue;
      const auto kind = static_cast<EvidenceKind>(number);
      const char* const many = kNames.at(static_cast<std::size_t>(number)).many;
      const auto digest =
          digest_of_row(digest_, statements_, kind, row.integer_at(1), row.integer_at(2));
      const bool is_removed = !row.is_null(4);
      const auto name = [&] { return name_of(number, row.integer_at(1), row.integer_at(2)); };
      if (!digest) {
        if (is_removed || may_be_gone(kind)) {
          ++report_.removed[many];
        } else {
          complain(row.integer_at(3), name() + " was taken out");
        }
      } else if (is_removed) {
        complain(row.integer_at(3), name() + " was put back after it had been removed");
      } else if (*digest != row.text_at(5)) {
        complain(row.integer_at(3), name() + " was changed");
      } else {
        ++report_.checked[many];
      }
    }
  }

  // Rows that no entry is of.
  void look_for_others() {
    const auto look = [&](const char* sql, std::int64_t first, const char* one, const char* many) {
      Use row(statements_(sql));
      while (row.step()) {
        if (row.integer_at(0) <= first) {
          ++report_.older[many];
        } else {
          complain(last_entry_ + 1, fmt::format("{} {} was put in", one, row.integer_at(0)));
        }
      }
    };
    look(
        "SELECT f.id FROM fetches f LEFT JOIN temp.last l ON l.kind = 2 AND l.row = f.id WHERE"
        " l.row IS NULL ORDER BY f.id",
        first_request_, "request", "requests");
    look(
        "SELECT a.id FROM articles a LEFT JOIN temp.last l ON l.kind = 3 AND l.row = a.id AND l.part ="
        " a.version WHERE l.row IS NULL ORDER BY a.id",
        first_article_, "the text of article", "articles");
    look(
        "SELECT v.article_id FROM article_versions v LEFT JOIN temp.last l ON l.kind = 3 AND l.row ="
        " v.article_id AND l.part = v.version WHERE l.row IS NULL ORDER BY v.article_id",
        first_article_, "an earlier text of article", "earlier texts");
  }

  void look_at_heads() {
    Use row(statements_(
        "SELECT h.run_id, h.entry, (SELECT identity FROM _database), h.at, h.hash, h.key,"
        " h.signature, h.authority, h.stamp, e.hash IS h.hash FROM _evidence_head h LEFT JOIN"
        " _evidence e ON e.entry = h.entry ORDER BY h.run_id"));
    while (row.step()) {
      const EvidenceHead& head = report_.heads.emplace_back(head_at(row));
      if (row.integer_at(9) == 0) {
        complain(head.entry,
                 fmt::format("the chain is not the one that run {} ended with", head.run));
      }
    }
  }

  SQLite::Database& database_;
  Statements statements_;
  const std::string& known_;
  const std::function<void(const std::string&)>& begin_;
  Digest digest_;
  EvidenceReport report_;
  std::vector<EvidenceProblem> problems_;
  bool is_known_met_ = false;
  std::int64_t last_entry_ = 0, first_article_ = 0, first_request_ = 0;
};

}  // namespace
}  // namespace sqlite

Result<EvidenceReport> verify_evidence(const std::filesystem::path& file, const std::string& known,
                                       const std::function<void(const std::string&)>& begin) {
  using namespace sqlite;
  auto database = open_for_reading(file);
  if (!database) return fail(database.error());
  return guarded<EvidenceReport>(
      file, [&]() -> Result<EvidenceReport> { return Verifier(*database, known, begin).run(); });
}

}  // namespace tearsheet::store
