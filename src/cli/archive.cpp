// `tearsheet archive`: raw pages as a web archive.
#include <fmt/format.h>

#include <unistd.h>

#include <csignal>

#include "archive/archive.h"
#include "cli/command.h"
#include "cli/configuration.h"
#include "cli/date_range.h"
#include "cli/signals.h"
#include "output/output.h"

namespace tearsheet::cli {
namespace {

class ArchiveCommand final : public Command {
 public:
  [[nodiscard]] std::string_view name() const override { return "archive"; }
  [[nodiscard]] std::string_view summary() const override {
    return "write the raw pages as a web archive (WARC 1.1)";
  }

  void declare(Arguments& arguments) override {
    arguments.option("-o,--output", output_, "FILE",
                     "a *.warc.gz file, replaced as a whole; - is standard output");
    arguments.option("--db", database_, "FILE", "the database", kDatabaseSetting);
    arguments.option("--site", filter_.sites, "ID", "of this site; may be given several times");
    range_.declare(arguments, "fetched");
    arguments.epilog(
        R"(WARC 1.1, a gzip member a record, for any tool that reads or replays web archives. Every stored page is a
response record with the server's headers; where the server later said "not changed", a revisit record
refers to it. Bodies are stored decoded: Content-Encoding, Transfer-Encoding and the length on the wire stand in
X-Crawler- headers. Cookies are never stored, nor is what was sent. What a feed or listing said of a page is a
metadata record before it, so that `tearsheet import` makes the same article again.
Pages that say noarchive or noindex are not in it: their raw pages are not kept.
Examples:
  tearsheet archive --db news.db -o news.warc.gz
  tearsheet archive --db news.db --site harbour-times --since 2025-11 -o - | wc -c)");
  }

  int run(Console& console) override {
    if (output_.empty()) {
      console.log().error("archive needs -o FILE (or -o - for standard output)");
      return kUsage;
    }
    if (output_ == "-" && ::isatty(STDOUT_FILENO) != 0) {
      console.log().error("an archive is no text for a terminal: give -o FILE, or a pipe");
      return kUsage;
    }
    if (const std::string wrong = range_.read(SystemClock().now()); !wrong.empty()) {
      console.log().error(wrong);
      return kUsage;
    }
    filter_.since = range_.since_moment();
    filter_.until = range_.until_moment();
    SignalWatch signals;
    auto store = store::open_store(database_, store::Access::kRead);
    if (!store) return console.fail(store.error());
    return output_ == "-" ? to_stdout(console, **store, signals)
                          : to_file(console, **store, signals);
  }

 private:
  Result<archive::ExportReport> write(store::Store& store, const SignalWatch& signals,
                                      const warc::Writer::Sink& sink) {
    return archive::export_archive(store, filter_, "tearsheet/" TEARSHEET_VERSION,
                                   SystemClock().now(), sink, signals.token());
  }

  int to_stdout(Console& console, store::Store& store, const SignalWatch& signals) {
    auto report =
        write(store, signals, [&](std::string_view bytes) { return console.write(bytes); });
    if (!console.flush()) report = fail(broken_output());
    if (!report) return console.fail(report.error());
    return tell(console, *report, signals);
  }

  int to_file(Console& console, store::Store& store, const SignalWatch& signals) {
    auto file = output::AtomicFile::create(output_);
    if (!file) return console.refuse(file.error());
    const auto report =
        write(store, signals, [&](std::string_view bytes) { return file->write(bytes); });
    if (!report && report.error().code != ErrorCode::kIo) return console.fail(report.error());
    if (report && report->stopped) return tell(console, *report, signals);
    // commit() knows why a write failed.
    if (const auto committed = file->commit(); !committed) return console.fail(committed.error());
    if (!report) return console.fail(report.error());
    return tell(console, *report, signals);
  }

  int tell(Console& console, const archive::ExportReport& report,
           const SignalWatch& signals) const {
    if (report.stopped) {
      console.log().warning("stopped: the archive is not whole");
      return 128 + signals.signal();
    }
    console.log().info(fmt::format("{} pages, {} revisits, {:.1f} MB", report.pages,
                                   report.revisits, static_cast<double>(report.bytes) / 1e6));
    if (report.unreadable.empty()) return kDone;
    for (const auto& [site, lost] : report.unreadable) {
      console.log().error(fmt::format("{}: {} stored pages are not in the archive: {}", site,
                                      lost.pages, lost.why));
    }
    return kDoneInPart;
  }

  std::string output_;
  DateRange range_;
  std::string database_ = default_database();
  store::RawPageFilter filter_;
};

}  // namespace

std::unique_ptr<Command> make_archive_command() {
  return std::make_unique<ArchiveCommand>();
}

}  // namespace tearsheet::cli
