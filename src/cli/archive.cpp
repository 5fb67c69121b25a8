// `tearsheet archive`: raw pages as a web archive.
#include <fmt/format.h>

#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <optional>

#include "archive/archive.h"
#include "base/base64.h"
#include "base/escape.h"
#include "base/pending_file.h"
#include "cli/command.h"
#include "cli/configuration.h"
#include "cli/date_range.h"
#include "cli/identity_option.h"
#include "cli/signals.h"
#include "output/output.h"
#include "store/share.h"

namespace tearsheet::cli {
namespace {

constexpr const char* kSoftware = "tearsheet/" TEARSHEET_VERSION;

class ArchiveCommand final : public Command {
 public:
  [[nodiscard]] std::string_view name() const override { return "archive"; }
  [[nodiscard]] std::string_view summary() const override {
    return "write the raw pages as a web archive (WARC 1.1, WACZ)";
  }

  void declare(Arguments& arguments) override {
    arguments.option(
        "-o,--output", output_, "FILE",
        "what it is named it is: *.warc.gz, *.warc, *.warc.zst or *.wacz, replaced as a "
        "whole; - is standard output, as *.warc.gz");
    arguments.option("--db", database_, "FILE", "the database; also postgresql://HOST/NAME",
                     kDatabaseSetting);
    arguments.option("--site", filter_.sites, "ID", "of this site; may be given several times");
    range_.declare(arguments, "fetched");
    identity_.declare(
        arguments, "*.wacz: sign it for the agent whose key is in there (tearsheet identity new)");
    arguments.epilog(
        R"(WARC 1.1, a gzip member or zstd frame a record, for any tool that reads or replays web archives. Every stored page is a
response record with the server's headers; where the server later said "not changed", a revisit record
refers to it. Bodies are stored decoded: Content-Encoding, Transfer-Encoding and the length on the wire stand in
X-Crawler- headers. Cookies are never stored, nor is what was sent. What a feed or listing said of a page is a
metadata record before it, so that `tearsheet import` makes the same article again.
A *.wacz is a WACZ 1.1.1 for ReplayWeb.page and other viewers: such an archive with an index (CDXJ), the articles
as pages to begin with, and a manifest with the hashes of all, signed with --identity (docs/archive.md).
Pages that say noarchive or noindex are not in it: their raw pages are not kept.
Examples:
  tearsheet archive --db news.db -o news.warc.gz
  tearsheet archive --db news.db -o news.wacz
  tearsheet archive --db news.db --identity keys -o news.wacz
  tearsheet archive --db news.db --site harbour-times --since 2025-11 -o - | wc -c)");
  }

  int run(Console& console) override {
    if (output_.empty()) {
      console.log().error("archive needs -o FILE (or -o - for standard output)");
      return kUsage;
    }
    const auto packing = packing_of(output_);
    if (!packing && !is_wacz()) {
      console.log().error(output_ +
                          ": name the file by what it is to be: *.warc.gz, *.warc, "
                          "*.warc.zst or *.wacz");
      return kUsage;
    }
    if (is_wacz()) {
      if (const auto loaded = identity_.load(); !loaded) return console.fail(loaded.error());
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
    auto store = store::open_reader(database_, store::Access::kRead);
    if (!store) return console.fail(store.error());
    if (is_wacz()) return to_wacz(console, **store, signals);
    return output_ == "-" ? to_stdout(console, **store, signals)
                          : to_file(console, **store, signals, *packing);
  }

 private:
  [[nodiscard]] bool is_wacz() const { return output_.ends_with(".wacz"); }

  static std::optional<warc::Packing> packing_of(const std::string& name) {
    if (name == "-" || name.ends_with(".warc.gz") || name.starts_with("/dev/"))
      return warc::Packing::kGzip;
    if (name.ends_with(".warc")) return warc::Packing::kPlain;
    if (name.ends_with(".warc.zst")) return warc::Packing::kZstd;
    return std::nullopt;
  }

  Result<archive::ExportReport> write(store::Store& store, const SignalWatch& signals,
                                      const warc::Writer::Sink& sink, warc::Packing packing) {
    warc::Writer writer(sink, packing);
    return archive::export_archive(store, filter_, kSoftware, SystemClock().now(), writer,
                                   signals.token());
  }

  int to_stdout(Console& console, store::Store& store, const SignalWatch& signals) {
    auto report = write(
        store, signals, [&](std::string_view bytes) { return console.write(bytes); },
        warc::Packing::kGzip);
    if (!console.flush()) report = fail(broken_output());
    if (!report) return console.fail(report.error());
    return tell(console, *report, signals);
  }

  // A zip's heads are filled in when its files are written, so it is no stream.
  int to_wacz(Console& console, store::Store& store, const SignalWatch& signals) {
    if (auto allowed = check_replaceable(output_); !allowed) return console.refuse(allowed.error());
    const std::string temporary = output_ + ".tmp";
    auto file = PendingFile::create(output_, temporary);
    if (!file) return console.refuse(file.error());
    const SysTime now = SystemClock().now();
    auto signer = signer_of(identity_.get());
    if (!signer) return console.fail(signer.error());
    auto wacz = warc::WaczWriter::create(temporary, {.title = "News articles",
                                                     .software = kSoftware,
                                                     .now = now,
                                                     .signer = std::move(*signer)});
    if (!wacz) return console.fail(of_file(wacz.error()));
    auto report = archive::export_wacz(store, filter_, kSoftware, now, *wacz, signals.token());
    if (!report) return console.fail(of_file(report.error()));
    if (report->stopped) return tell(console, *report, signals);
    if (const auto finished = wacz->finish(); !finished)
      return console.fail(of_file(finished.error()));
    if (const auto committed = file->commit(); !committed) return console.fail(committed.error());
    std::error_code ignored;
    report->bytes = std::filesystem::file_size(output_, ignored);
    return tell(console, *report, signals);
  }

  /// The agent's word for the key stands in the manifest: whoever finds the agent's published key
  /// knows by it whose the archive is.
  static Result<std::optional<warc::WaczWriter::Signer>> signer_of(
      const identity::Identity* identity) {
    std::optional<warc::WaczWriter::Signer> signer;
    if (identity == nullptr) return signer;
    const auto key = identity->archive_key();
    if (!key) return fail(key.error());
    const std::string agent = fmt::format(
        R"({{"agent":{},"key":"{}","thumbprint":"{}","archiveKey":"{}","voucher":"{}"}})",
        to_json_string(identity->agent().href()), identity->key().x, identity->key().thumbprint,
        to_base64(key->info), to_base64(key->voucher));
    return warc::WaczWriter::Signer{
        .key = key->info, .agent = agent, .sign = [identity](std::string_view text) {
          return identity->sign_archive(text);
        }};
  }

  [[nodiscard]] Error of_file(Error error) const {
    if (error.code == ErrorCode::kIo) error.message = output_ + ": " + error.message;
    return error;
  }

  int to_file(Console& console, store::Store& store, const SignalWatch& signals,
              warc::Packing packing) {
    auto file = output::AtomicFile::create(output_);
    if (!file) return console.refuse(file.error());
    const auto report = write(
        store, signals, [&](std::string_view bytes) { return file->write(bytes); }, packing);
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
    console.log().info(
        fmt::format("{} pages, {} revisits,{} {:.1f} MB", report.pages, report.revisits,
                    report.assets > 0 ? fmt::format(" {} pictures and styles,", report.assets) : "",
                    static_cast<double>(report.bytes) / 1e6));
    if (report.unreadable.empty()) return kDone;
    for (const auto& [site, lost] : report.unreadable) {
      console.log().error(fmt::format("{}: {} stored pages are not in the archive: {}", site,
                                      lost.pages, lost.why));
    }
    return kDoneInPart;
  }

  std::string output_;
  DateRange range_;
  IdentityOption identity_;
  std::string database_ = default_database();
  store::RawPageFilter filter_;
};

}  // namespace

std::unique_ptr<Command> make_archive_command() {
  return std::make_unique<ArchiveCommand>();
}

}  // namespace tearsheet::cli
