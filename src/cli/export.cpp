// `tearsheet export`: stored articles in other forms.
#include <fmt/format.h>

#include "cli/command.h"
#include "cli/configuration.h"
#include "output/output.h"
#include "store/store.h"

namespace tearsheet::cli {
namespace {

class ExportCommand final : public Command {
 public:
  [[nodiscard]] std::string_view name() const override { return "export"; }
  [[nodiscard]] std::string_view summary() const override {
    return "write stored articles as JSON lines, CSV, a feed ...";
  }

  void declare(Arguments& arguments) override {
    arguments.option("--db", database_, "FILE", "the database", kDatabaseSetting);
    arguments.choice("--format", format_, {"jsonl", "csv", "sqlite", "markdown", "rss", "atom"},
                     "form of the output");
    arguments.option("-o,--output", output_, "OUT",
                     "a file, replaced as a whole; - is standard output");
    arguments.option("--since", filter_.since, "DATE",
                     "published (or, undated, first seen) on or after: 2025-11-14, 2025-11");
    arguments.option("--until", filter_.until, "DATE",
                     "on or before; 2025-11 includes the whole month");
    arguments.option("--site", filter_.sites, "ID", "of this site; may be given several times");
    arguments.option("--where", filter_.where, "QUERY",
                     "full-text query, as for search: 'title:harbour dredg*'");
    arguments.flag("--fts5", filter_.fts5, "--where is in SQLite's own syntax (NEAR, ^ ...)");
    arguments.option("--limit", filter_.limit, "N", "at most so many");
    arguments.flag("--distinct", filter_.distinct, "without the copies of a story");
    arguments.epilog(
        "JSON lines and CSV come in the order of storing, feeds newest first (50 unless --limit "
        "says otherwise).\n"
        "--format sqlite writes a compact database of the public tables alone and needs -o.\n"
        "Examples:\n"
        "  tearsheet export --db news.db --since 2025-11 | jq -r .title\n"
        "  tearsheet export --db news.db --format atom --site harbour-times -o harbour.xml");
  }

  int run(Console& console) override {
    auto store = store::open_store(database_, store::Access::kRead);
    if (!store) return console.fail(store.error());
    if (format_ == "sqlite") {
      if (output_.empty() || output_ == "-") {
        console.log().error("--format sqlite needs -o FILE");
        return kUsage;
      }
      return finish(console, (*store)->export_public(output_, filter_));
    }
    const auto writer = make_writer();
    if (output_.empty() || output_ == "-") {
      Result<void> done = output::write_articles(
          **store, filter_, *writer, [&](std::string_view bytes) { return console.write(bytes); });
      if (done && !console.flush())
        done = fail(ErrorCode::kIo, "standard output cannot be written");
      return finish(console, done);
    }
    auto file = output::AtomicFile::create(output_);
    if (!file) return console.fail(file.error());
    Result<void> done = output::write_articles(
        **store, filter_, *writer, [&](std::string_view bytes) { return file->write(bytes); });
    if (done || done.error().code == ErrorCode::kIo) {
      // commit() knows why a write failed.
      if (Result<void> committed = file->commit(); !committed) done = committed;
    }
    return finish(console, done);
  }

 private:
  static int finish(Console& console, const Result<void>& done) {
    if (done) return kDone;
    const int code = console.fail(done.error());
    return done.error().code == ErrorCode::kInvalid ? kUsage : code;
  }

  std::unique_ptr<output::Writer> make_writer() {
    if (format_ == "csv") return output::make_csv_writer();
    if (format_ == "markdown") return output::make_markdown_writer();
    if (format_ == "jsonl") return output::make_jsonl_writer();
    filter_.newest_first = true;
    if (!filter_.limit) filter_.limit = 50;
    std::string title = "tearsheet";
    for (const std::string& site : filter_.sites)
      title += (title == "tearsheet" ? ": " : ", ") + site;
    const SysTime now = SystemClock().now();
    return format_ == "rss" ? output::make_rss_writer(title, now)
                            : output::make_atom_writer(title, now);
  }

  std::string database_ = default_database();
  std::string format_ = "jsonl";
  std::string output_;
  store::ArticleFilter filter_;
};

}  // namespace

std::unique_ptr<Command> make_export_command() {
  return std::make_unique<ExportCommand>();
}

}  // namespace tearsheet::cli
