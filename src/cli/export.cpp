// `tearsheet export`: stored articles in other forms.
#include <fmt/format.h>

#include <filesystem>
#include <functional>
#include <map>

#include "base/ascii.h"
#include "base/files.h"
#include "cli/command.h"
#include "cli/configuration.h"
#include "cli/date_range.h"
#include "output/output.h"
#include "store/share.h"
#include "store/store.h"

namespace tearsheet::cli {
namespace {

constexpr const char* kEpilog =
    R"(: each article comes once, in the order of its last change, and again
after a new version, another date or another story that it belongs to. jsonl tells of removed ones as
{"id":7,"url":"...","removed":true}, and so of those that --for no longer allows. With --changed-since and -o OUT the next cursor is printed. After a crash the last
ones may come twice; none is missed.
Examples:
  tearsheet export --db news.db --since 2025-11 | jq -r .title
  tearsheet export --db news.db --format csv --columns date,site,title,url --bom -o news.csv
  tearsheet export --db news.db --format atom --site harbour-times -o harbour.xml
  tearsheet export --db news.db --format markdown -o articles/
  tearsheet export --db news.db --cursor-file index.cursor | index-articles
  tearsheet export --db news.db --for ai-train -o corpus.jsonl)";

std::string list_of_formats() {
  std::string list;
  for (const output::Format& format : output::formats()) {
    list += fmt::format("  {:<9} {}", format.name, format.help);
    if (format.order == output::Format::Order::kNewestFirst) list += "; newest first";
    if (format.default_limit)
      list += fmt::format(", {} unless --limit says otherwise", *format.default_limit);
    list += '\n';
  }
  return list;
}

std::string list_of_columns() {
  constexpr std::size_t kWidth = 110;
  std::string list;
  std::size_t used = 9;
  for (const store::ColumnSpec& spec : store::kArticleColumnTable) {
    const std::string name = std::string(spec.name) + ", ";
    if (used + name.size() > kWidth) {
      list += "\n  ";
      used = 2;
    }
    list += name;
    used += name.size();
  }
  return list + "and sources (jsonl)\n";
}

/// "jsonl, csv and markdown".
std::string formats_by_changes() {
  std::vector<std::string_view> names;
  for (const output::Format& format : output::formats()) {
    if (format.by_changes) names.push_back(format.name);
  }
  return fmt::format("{} and {}", fmt::join(names.begin(), names.end() - 1, ", "), names.back());
}

class ExportCommand final : public Command {
 public:
  [[nodiscard]] std::string_view name() const override { return "export"; }
  [[nodiscard]] std::string_view summary() const override {
    return "write stored articles as JSON lines, CSV, a feed ...";
  }

  void declare(Arguments& arguments) override {
    arguments.option("--db", database_, "FILE", "the database; also postgresql://HOST/NAME",
                     kDatabaseSetting);
    std::vector<std::string> names;
    for (const output::Format& format : output::formats()) names.emplace_back(format.name);
    arguments.choice("--format", format_name_, names, "form of the output (see below)");
    arguments.option("-o,--output", output_, "OUT",
                     "a file, replaced as a whole; - is standard output. markdown: a folder, for a "
                     "file an article, if OUT is one or ends in /");
    range_.declare(arguments, "published (or, undated, first seen)");
    arguments.option("--site", filter_.sites, "ID", "of this site; may be given several times");
    arguments.option("--where", filter_.where, "QUERY",
                     "full-text query, as for search: 'title:harbour dredg*'");
    arguments.flag("--fts5", filter_.fts5, "--where is in SQLite's own syntax (NEAR, ^ ...)");
    arguments.option("--columns", columns_, "NAMES",
                     "jsonl, csv: these alone, in this order: id,url,title,date; see below");
    arguments.flag("--bom", bom_, "csv: with a byte order mark, by which spreadsheets know UTF-8");
    arguments.option("--feed-url", heading_.feed.self, "URL",
                     "rss, atom, jsonfeed: where it will be found, which it then says itself");
    arguments.choice("--for", purpose_, {"search", "ai-input", "ai-train", "tdm"},
                     "only what its publisher allows to be used so (docs/preferences.md)");
    arguments.choice(
        "--unknown", unknown_, {"keep", "drop"},
        "with --for: articles of which nothing is said (default: drop for ai-train and "
        "tdm, else keep)");
    arguments.option("--limit", filter_.limit, "N", "at most so many");
    arguments.flag("--distinct", filter_.distinct, "one row a story: its first page that matches");
    arguments.option("--changed-since", changed_since_, "CURSOR",
                     "only what was stored, changed or removed since the export that gave CURSOR; "
                     "\"\": all, for the first");
    arguments.option("--cursor-file", cursor_file_, "FILE",
                     "the same with the cursor kept in FILE, written when the output is safe");
    arguments.epilog("Formats:\n" + list_of_formats() + "Columns: " + list_of_columns() +
                     "Incremental exports (" + formats_by_changes() + ")" + kEpilog);
  }

  int run(Console& console) override {
    const bool to_stdout = output_.empty() || output_ == "-";
    format_ = output::find_format(format_name_);
    if (const std::string wrong = wrong_options(to_stdout); !wrong.empty()) {
      console.log().error(wrong);
      return kUsage;
    }
    if (auto chosen = choose_columns(); !chosen) return console.refuse(chosen.error());
    if (const std::string wrong = range_.read(SystemClock().now()); !wrong.empty()) {
      console.log().error(wrong);
      return kUsage;
    }
    read_purpose();
    filter_.since = range_.since();
    filter_.until = range_.until();
    if (store::is_server(database_) && (is_database() || filter_.fts5)) {
      console.log().error("of a database on a server --format sqlite and --fts5 are not to be had");
      return kUsage;
    }
    auto store = store::open_reader(database_, store::Access::kReadArticles);
    if (!store) return console.fail(store.error());
    if (is_database()) return finish(console, (*store)->export_public(output_, filter_));
    std::string cursor;
    if (is_incremental()) {
      auto read = read_cursor();
      if (!read) return console.fail(read.error());
      cursor = std::move(*read);
    }
    std::unique_ptr<output::MarkdownFolder> folder;
    if (is_folder()) {
      auto opened = output::MarkdownFolder::open(output_);
      if (!opened) return console.fail(opened.error());
      folder = std::move(*opened);
    }
    if (auto placed = place_feed(**store); !placed) return console.fail(placed.error());
    const auto text_writer = folder ? nullptr : make_writer();
    output::Writer* const writer = folder ? folder.get() : text_writer.get();
    const auto write = [&](const output::Sink& sink) -> Result<void> {
      if (!is_incremental()) return output::write_articles(**store, filter_, *writer, sink);
      auto next = output::write_changes(**store, filter_, cursor, *writer, sink);
      if (!next) return fail(next.error());
      cursor = std::move(*next);
      return {};
    };
    const Result<void> done = folder      ? to_folder(*folder, write)
                              : to_stdout ? to_standard_output(console, write)
                                          : to_file(write);
    if (!done || !is_incremental()) return finish(console, done);
    if (cursor_file_.empty()) {
      console.print(cursor);
      return kDone;
    }
    return finish(console, write_file(cursor_file_, cursor + "\n"));
  }

 private:
  using Write = std::function<Result<void>(const output::Sink&)>;

  [[nodiscard]] bool is_incremental() const {
    return !changed_since_.empty() || !cursor_file_.empty();
  }

  [[nodiscard]] bool is_database() const { return format_->make == nullptr; }

  [[nodiscard]] bool is_feed() const {
    return format_->order == output::Format::Order::kNewestFirst;
  }

  [[nodiscard]] bool is_folder() const {
    std::error_code ignored;
    return format_->has_folder &&
           (output_.ends_with('/') || std::filesystem::is_directory(output_, ignored));
  }

  /// Empty: nothing is.
  [[nodiscard]] std::string wrong_options(bool to_stdout) const {
    if (format_ == nullptr) return fmt::format("there is no format \"{}\"", format_name_);
    if (!unknown_.empty() && purpose_.empty()) return "--unknown goes with --for";
    if (is_database() && to_stdout) return fmt::format("--format {} needs -o FILE", format_name_);
    if (!columns_.empty() && !format_->has_columns)
      return fmt::format("--columns is for jsonl and csv, not for {}", format_name_);
    if (bom_ && format_name_ != "csv") return "--bom is for --format csv";
    if (const std::string& self = heading_.feed.self; !self.empty()) {
      if (!is_feed()) return "--feed-url is for --format rss, atom and jsonfeed";
      if (!self.starts_with("https://") && !self.starts_with("http://"))
        return fmt::format("--feed-url {}: an address begins with http:// or https://", self);
    }
    if (!is_incremental()) return {};
    if (!changed_since_.empty() && !cursor_file_.empty())
      return "--changed-since and --cursor-file exclude each other";
    if (!format_->by_changes)
      return fmt::format("only {} can be exported by changes", formats_by_changes());
    if (to_stdout && cursor_file_.empty())
      return "--changed-since needs -o OUT, so that the next cursor can be printed, or use "
             "--cursor-file";
    return {};
  }

  Result<void> choose_columns() {
    heading_.has_byte_order_mark = bom_;
    if (columns_.empty()) return {};
    return output::choose_columns(columns_, *format_, heading_);
  }

  void read_purpose() {
    using store::Purpose;
    static const std::map<std::string, Purpose> kPurposes = {{"search", Purpose::kSearch},
                                                             {"ai-input", Purpose::kAiInput},
                                                             {"ai-train", Purpose::kAiTrain},
                                                             {"tdm", Purpose::kTdm}};
    if (purpose_.empty()) return;
    filter_.purpose = kPurposes.at(purpose_);
    const bool wants_leave =
        filter_.purpose == Purpose::kAiTrain || filter_.purpose == Purpose::kTdm;
    filter_.keep_unknown = unknown_.empty() ? !wants_leave : unknown_ == "keep";
  }

  Result<std::string> read_cursor() const {
    if (!changed_since_.empty()) return changed_since_.back();
    constexpr std::size_t kMaxCursor = 4096;
    auto text = read_file(cursor_file_, kMaxCursor);
    if (!text && text.error().code == ErrorCode::kNotFound) return std::string();
    if (!text) return text;
    return std::string(trimmed(*text));
  }

  static Result<void> to_standard_output(Console& console, const Write& write) {
    const Result<void> done = write([&](std::string_view bytes) { return console.write(bytes); });
    if (!console.flush()) return fail(broken_output());
    return done;
  }

  static Result<void> to_folder(output::MarkdownFolder& folder, const Write& write) {
    const Result<void> done = write([&](std::string_view) { return folder.is_whole(); });
    if (!done && done.error().code != ErrorCode::kIo) return done;
    return folder.commit();  // it knows why a write failed
  }

  Result<void> to_file(const Write& write) const {
    auto file = output::AtomicFile::create(output_);
    if (!file) return fail(file.error());
    const Result<void> done = write([&](std::string_view bytes) { return file->write(bytes); });
    if (!done && done.error().code != ErrorCode::kIo) return done;
    return file->commit();  // it knows why a write failed
  }

  static int finish(Console& console, const Result<void>& done) {
    return done ? kDone : console.refuse(done.error());
  }

  Result<void> place_feed(store::ArticleReader& store) {
    if (!is_feed()) return {};
    auto origin = store.origin_of(filter_);
    if (!origin) return fail(origin.error());
    heading_.feed.origin = std::move(*origin);
    heading_.feed.list = output::list_name(filter_);
    return {};
  }

  std::unique_ptr<output::Writer> make_writer() {
    // A feed tells what is new; a page without a date would head it for ever.
    filter_.newest_first = is_feed();
    filter_.news_only = filter_.newest_first;
    if (!filter_.limit) filter_.limit = format_->default_limit;
    std::string title = "tearsheet";
    for (const std::string& site : filter_.sites)
      title += (title == "tearsheet" ? ": " : ", ") + site;
    heading_.title = std::move(title);
    heading_.now = SystemClock().now();
    return format_->make(heading_);
  }

  std::string database_ = default_database();
  std::string format_name_{output::formats().front().name};
  const output::Format* format_ = nullptr;  // known in run()
  std::string output_, cursor_file_;
  std::string purpose_, unknown_;           // empty: not given
  std::vector<std::string> changed_since_;  // empty: not given
  store::ArticleFilter filter_;
  std::string columns_;
  bool bom_ = false;
  output::Heading heading_;
  DateRange range_;
};

}  // namespace

std::unique_ptr<Command> make_export_command() {
  return std::make_unique<ExportCommand>();
}

}  // namespace tearsheet::cli
