// `tearsheet db`: looking after the database. Actions with a file of their own: db_<action>.cpp.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <optional>

#include "cli/batch.h"
#include "cli/command.h"
#include "cli/configuration.h"
#include "cli/db_backup.h"
#include "cli/db_copy.h"
#include "cli/db_merge.h"
#include "cli/db_verify.h"
#include "cli/identity_option.h"
#include "cli/keeping.h"
#include "cli/quantities.h"
#include "store/share.h"
#include "store/store.h"

namespace tearsheet::cli {
namespace {

class DbCommand final : public Command {
 public:
  [[nodiscard]] std::string_view name() const override { return "db"; }
  [[nodiscard]] std::string_view summary() const override {
    return "check, back up, copy, merge, migrate, prune or verify the database";
  }

  void declare(Arguments& arguments) override {
    arguments.action(action_, {{"check", "is the file sound"},
                               {"backup", "copy it to FILE, whatever a crawl writes meanwhile"},
                               {"copy", "FROM a file TO postgresql://HOST/NAME, or back"},
                               {"merge", "take another database into it"},
                               {"migrate", "bring it to this version's schema"},
                               {"prune", "remove what outlived its keeping time"},
                               {"verify", "was anything changed behind tearsheet's back"}});
    arguments.positionals("FILE", files_,
                          "backup: the copy; copy: from and to; merge: the other database", false);
    arguments.option("--db", database_, "FILE",
                     "the database; of check and prune also postgresql://HOST/NAME",
                     kDatabaseSetting);
    arguments.flag("--json", json_, "one JSON object");
    arguments.flag("--dry-run", dry_run_, "merge, migrate, prune: only say what would be done");
    arguments.flag("--quick", check_.quick,
                   "check: without comparing indexes with what they index");
    arguments.flag("--repair", check_.repair,
                   "check: make indexes and counts anew from the articles where they are wrong");
    keeping_.declare(arguments, "--",
                     "prune, backup, merge: a keeping time of less than a day, the loss of a file "
                     "that is no earlier backup, another database whose rows were changed behind "
                     "its back are meant");
    arguments.flag("--vacuum", vacuum_,
                   "prune: give free pages back to the system; rewrites the file, needs its size "
                   "again on the disk");
    arguments.option("--expect", expect_, "N",
                     "merge: so many articles here were removed by a person in the other database, "
                     "and go here too");
    identity_.declare(arguments,
                      "merge: sign the end of the chain of evidence with the key in there");
    verify_.declare(arguments);
    arguments.epilog(
        R"(check    reads the whole file: its structure, foreign keys, the full-text indexes against the articles, and that
         the internal tables agree with each other. Exit 4 on damage, with what to do about it. Of a database on
         a server whether its tables agree, while crawls work; its files are for the server to look after (pg_amcheck).
backup   copies the database as it is at one moment into one file, while crawls go on, reads the copy from end to end
         (structure, indexes, chain of evidence), and only then gives it its name. An earlier backup of the same
         database is replaced, nothing else. What is copied is told; exit 4 where the database is damaged.
copy     brings all of a database from a file (a path, or sqlite:PATH) to a server or back, each row under its number.
         The target is a file that is not there or an empty database of a server, and nobody else's before it is whole.
         A copy that was cut off goes on when it is begun again. Nobody may write to the source meanwhile. The chain of
         evidence stays with its file. The receipt counts the rows of both sides, as one JSON object.
merge    takes articles with versions, pages, sources and preferences, and all known addresses out of another database.
         Where both know an address the newer text is the article's and the older ones its versions; copies are found
         anew; what a person had removed in either stays removed. The receipt is one JSON object. A merge that was cut
         off is begun again; one of the same file changes nothing. The other database is only read.
migrate  brings a database of an older version to this one's schema, as the next crawl would, after a copy
         FILE.schema-N.bak was made.
prune    removes what is older than the times given (or configured: keep_raw_pages ...), and nothing else. The first crawl
         of a day does the same. Articles stay, always.
         Without raw pages, reextract and archive have nothing to read of those articles.
verify   walks the chain of evidence over requests, texts, preferences and pages, and names the first row that was
         changed behind tearsheet's back. Exit 4 if there is one.
Examples:
  tearsheet db check --db news.db
  tearsheet db backup --db news.db backup.db
  tearsheet db merge --db news.db laptop.db --dry-run
  tearsheet db copy news.db postgresql://db.example/news
  tearsheet db prune --db news.db --raw-pages 180d --fetches 90d --gone 365d --dry-run)");
  }

  int run(Console& console) override {
    if (const std::string wrong = wrong_options(); !wrong.empty()) {
      console.log().error(wrong);
      return kUsage;
    }
    if (const std::string instead = instead_on_server(); !instead.empty()) {
      console.log().error("db " + action_ + ": " + instead);
      return kUsage;
    }
    if (action_ == "check") return check(console);
    if (action_ == "migrate") return migrate(console);
    if (action_ == "verify") return verify_.run(console, database_, json_);
    if (action_ == "merge") {
      if (const auto loaded = identity_.load(); !loaded) return console.fail(loaded.error());
      return merge(console, {.database = database_,
                             .files = files_,
                             .expect = expect_,
                             .dry_run = dry_run_,
                             .identity = identity_.get(),
                             .force = keeping_.force});
    }
    if (action_ == "copy") return copy(console, files_);
    if (action_ == "backup") return back_up(console, database_, files_, keeping_.force, json_);
    return prune(console);
  }

 private:
  /// Why an action is not to be had of a database on a server, and what does it there; empty: it is.
  [[nodiscard]] std::string instead_on_server() const {
    if (action_ == "copy" || !store::is_server(database_)) return {};
    if (action_ == "backup")
      return "of a database on a server pg_dump makes one, while crawls work";
    if (action_ == "migrate")
      return "the first crawl or import of a newer version brings a server's tables to its schema";
    if (action_ == "merge")
      return "takes another database into a file; bring the server's there first: tearsheet db copy";
    if (action_ == "verify") return "a database on a server keeps no chain of evidence";
    return {};
  }

  [[nodiscard]] std::string wrong_options() const {
    if (expect_ && action_ != "merge") return "--expect is for db merge";
    if (action_ != "backup" && action_ != "copy" && action_ != "merge" && !files_.empty())
      return "db " + action_ + ": \"" + files_.front() + "\" is one word too many";
    if (action_ != "verify" && verify_.is_given())
      return "--head, --key and --tsa are for db verify";
    if (action_ == "verify")
      return dry_run_ ? "--dry-run is for db merge, db migrate and db prune" : verify_.wrong();
    const store::KeepingTimes& keep = keeping_.times;
    const bool times = keep.raw_pages || keep.fetches || keep.versions || keep.gone;
    if ((check_.quick || check_.repair) && action_ != "check")
      return "--quick and --repair are for db check";
    if (dry_run_ && (action_ == "check" || action_ == "backup" || action_ == "copy"))
      return "--dry-run is for db merge, db migrate and db prune";
    // The times may come from the configuration, whatever the action.
    if (vacuum_ && action_ != "prune") return "--vacuum is for db prune";
    if (action_ == "prune" && !times && !vacuum_)
      return "db prune removes nothing unless told how long to keep it: --raw-pages, --fetches, "
             "--versions or --gone TIME";
    if (action_ == "prune") return keeping_.wrong();
    return {};
  }

  int check(Console& console) {
    const auto report = store::check_database(database_, check_, [&](const std::string& what) {
      console.log().info("looking at: " + what);
    });
    if (!report) return console.refuse(report.error());
    if (json_) {
      console.write(to_line(as_json(*report)));
    } else {
      console.print(fmt::format("{}: schema {}, {} articles, {}", store::shown_name(database_),
                                report->schema, report->articles, size_text(report->bytes)));
      for (const store::CheckItem& item : report->items) show(console, item);
    }
    if (report->is_sound()) return kDone;
    console.log().error(store::shown_name(database_) + ": the database is damaged");
    return kDatabaseUnusable;
  }

  static const char* state_of(const store::CheckItem& item) {
    if (item.is_skipped) return "skipped";
    if (item.problems.empty()) return "ok";
    return item.is_repaired ? "repaired" : "DAMAGED";
  }

  static void show(Console& console, const store::CheckItem& item) {
    console.print(fmt::format("{:9} {}", state_of(item), item.what));
    for (const std::string& problem : item.problems) console.print("          " + problem);
    if (item.is_skipped || (!item.problems.empty() && !item.is_repaired))
      console.print("          " + (item.is_skipped ? "" : std::string("to do: ")) + item.advice);
  }

  static Json as_json(const store::CheckReport& report) {
    Json items = Json::array();
    for (const store::CheckItem& item : report.items) {
      items.push_back(
          {{"what", item.what},
           {"state", state_of(item)},
           {"problems", item.problems},
           {"advice", item.problems.empty() && !item.is_skipped ? Json() : Json(item.advice)}});
    }
    return {{"schema", report.schema},
            {"articles", report.articles},
            {"bytes", report.bytes},
            {"sound", report.is_sound()},
            {"checks", std::move(items)}};
  }

  int migrate(Console& console) {
    const auto report = store::migrate_database(database_, dry_run_);
    if (!report) return console.refuse(report.error());
    if (json_) {
      console.write(to_line({{"from", report->from},
                             {"to", report->to},
                             {"migrations", report->names},
                             {"copy", report->copy.empty() ? Json() : Json(report->copy.string())},
                             {"dry_run", dry_run_}}));
      return kDone;
    }
    if (report->from == report->to) {
      console.print(fmt::format("{}: schema {} is today's, nothing to do", database_, report->to));
      return kDone;
    }
    std::string names;
    for (const std::string& name : report->names) names += (names.empty() ? "" : ", ") + name;
    console.print(fmt::format("{}: {} schema {} to {}: {}", database_,
                              dry_run_ ? "would be brought from" : "brought from", report->from,
                              report->to, names));
    console.print(fmt::format("{} {}", dry_run_ ? "a copy would be kept in" : "as it was before:",
                              report->copy.string()));
    return kDone;
  }

  int prune(Console& console) {
    const auto report = store::prune_database(
        database_, {.keep = keeping_.times, .dry_run = dry_run_, .vacuum = vacuum_},
        SystemClock().now());
    if (!report) return console.refuse(report.error());
    const bool is_shared = store::is_server(database_);
    if (json_) {
      Json removed = Json::array();
      for (const store::Pruned& one : report->removed)
        removed.push_back({{"what", one.what}, {"rows", one.rows}, {"bytes", one.bytes}});
      console.write(to_line({{"dry_run", dry_run_},
                             {"removed", std::move(removed)},
                             {"size", report->size},
                             {"free", is_shared ? Json() : Json(report->free)}}));
      return kDone;
    }
    for (const store::Pruned& one : report->removed)
      console.print(fmt::format("{} {}: {}, {}", dry_run_ ? "would remove" : "removed", one.what,
                                one.rows, size_text(one.bytes)));
    console.print(fmt::format(
        "{}: {}{}", store::shown_name(database_), size_text(report->size),
        is_shared ? std::string()
                  : fmt::format(", {} of it free for later rows", size_text(report->free))));
    return kDone;
  }

  std::string action_;
  std::vector<std::string> files_;
  std::optional<std::int64_t> expect_;
  std::string database_ = default_database();
  bool json_ = false, dry_run_ = false, vacuum_ = false;
  store::CheckOptions check_;
  Keeping keeping_;
  VerifyOptions verify_;
  IdentityOption identity_;
};

}  // namespace

std::unique_ptr<Command> make_db_command() {
  return std::make_unique<DbCommand>();
}

}  // namespace tearsheet::cli
