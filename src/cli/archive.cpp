// `tearsheet archive`: raw pages as a web archive.
#include <fmt/format.h>

#include <unistd.h>

#include <csignal>

#include "archive/archive.h"
#include "cli/command.h"
#include "cli/configuration.h"
#include "cli/signals.h"
#include "dates/dates.h"
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
    arguments.option("--since", since_, "DATE", "fetched on or after: 2025-11-14, 2025-11");
    arguments.option("--until", until_, "DATE",
                     "fetched on or before; 2025-11 includes the whole month (UTC)");
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
    if (!read_dates(console)) return kUsage;
    SignalWatch signals;
    auto store = store::open_store(database_, store::Access::kRead);
    if (!store) return console.fail(store.error());
    return output_ == "-" ? to_stdout(console, **store, signals)
                          : to_file(console, **store, signals);
  }

 private:
  bool read_dates(Console& console) {
    const auto read = [&](const std::string& text, const char* name) {
      const auto date = dates::parse_iso8601(text);
      if (!date) console.log().error(fmt::format("{} {}: no date; write 2025-11-14", name, text));
      return date;
    };
    if (!since_.empty()) {
      const auto date = read(since_, "--since");
      if (!date) return false;
      filter_.since = date->to_sys();
    }
    if (!until_.empty()) {
      const auto date = read(until_, "--until");
      if (!date) return false;
      filter_.until = end_of(*date);
    }
    return true;
  }

  /// The first moment after a date of its precision.
  static SysTime end_of(const dates::Timestamp& date) {
    using std::chrono::days, std::chrono::months, std::chrono::years;
    const SysTime begin = date.to_sys();
    const auto day = std::chrono::floor<days>(begin);
    const std::chrono::year_month_day calendar(day);
    switch (date.precision) {
      case dates::Precision::kYear:
        return std::chrono::sys_days(calendar + years(1));
      case dates::Precision::kMonth:
        return std::chrono::sys_days(calendar + months(1));
      case dates::Precision::kDay:
        return day + days(1);
      case dates::Precision::kMinute:
        return begin + std::chrono::minutes(1);
      default:
        return begin + std::chrono::seconds(1);
    }
  }

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

  std::string output_, since_, until_;
  std::string database_ = default_database();
  store::RawPageFilter filter_;
};

}  // namespace

std::unique_ptr<Command> make_archive_command() {
  return std::make_unique<ArchiveCommand>();
}

}  // namespace tearsheet::cli
