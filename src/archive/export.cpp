// Stored raw pages as WARC 1.1 (ISO 28500:2017), by itself or in a WACZ.
//
// A page is kept decoded, so its record says no content or transfer coding: those headers are
// renamed (X-Crawler-...), as other crawlers do, and Content-Length is the body's. The request is
// not kept, so there is no request record. What the page's source said of it goes before it in a
// metadata record.
#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <unordered_set>
#include <utility>

#include "archive/archive.h"
#include "archive/hint_fields.h"
#include "archive/revisit_profiles.h"
#include "reading/reading.h"

namespace tearsheet::archive {
namespace {

constexpr std::size_t kMaxPage = 64'000'000;  // bytes; far above what a crawl stores

/// A name for a record that is the same whenever it is written: a UUID of version 8 (RFC 9562 5.8)
/// made of what the record is of.
std::string record_id(std::string_view kind, const store::StoredRawPage& page, SysTime at) {
  const std::string of = fmt::format("{}\n{}\n{}\n{}", kind, page.page.url,
                                     at.time_since_epoch().count(), page.page.size);
  const XXH128_hash_t hash = XXH3_128bits(of.data(), of.size());
  const std::uint64_t high = (hash.high64 & ~0xF000ULL) | 0x8000ULL;
  const std::uint64_t low = (hash.low64 & ~(3ULL << 62U)) | (2ULL << 62U);
  return fmt::format("<urn:uuid:{:08x}-{:04x}-{:04x}-{:04x}-{:012x}>", high >> 32U,
                     high >> 16U & 0xFFFFU, high & 0xFFFFU, low >> 48U, low & 0xFFFFFFFFFFFFU);
}

/// WARC 1.1 allows fractions of a second.
std::string warc_date(SysTime time) {
  std::string date = to_iso8601(time);
  const auto milliseconds = time.time_since_epoch().count() % 1000;
  if (milliseconds > 0) date.insert(date.size() - 1, fmt::format(".{:03}", milliseconds));
  return date;
}

std::string_view reason_of(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 203:
      return "Non-Authoritative Information";
    case 301:
      return "Moved Permanently";
    case 302:
    case 307:
      return "Found";
    case 308:
      return "Permanent Redirect";
    case 304:
      return "Not Modified";
    default:
      return "";
  }
}

// "content-type" as most servers write it.
std::string header_name(std::string_view lower_case) {
  std::string name(lower_case);
  bool first = true;
  for (char& c : name) {
    if (first && c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    first = c == '-';
  }
  return name;
}

std::string http_block(const store::RawPage& page, std::string_view body) {
  static constexpr std::array<std::string_view, 3> kUndone = {
      "content-encoding", "transfer-encoding", "content-length"};
  std::string block = fmt::format("HTTP/1.1 {} {}\r\n", page.status, reason_of(page.status));
  const std::string length = std::to_string(body.size());
  for (const auto& [name, value] : reading::stored_headers(page.headers)) {
    // Nothing that a header holds may end it.
    if (value.find_first_of("\r\n") != std::string::npos ||
        name.find_first_of("\r\n: ") != std::string::npos)
      continue;
    if (name == "content-length" && value == length) continue;
    const bool undone = std::find(kUndone.begin(), kUndone.end(), name) != kUndone.end();
    block += fmt::format("{}{}: {}\r\n", undone ? "X-Crawler-" : "", header_name(name), value);
  }
  block += fmt::format("Content-Length: {}\r\n\r\n", length);
  block += body;
  return block;
}

class Exporter {
 public:
  /// `wacz`: whose archive `writer` writes; null: there is no index.
  Exporter(store::Store& store, warc::Writer& writer, warc::WaczWriter* wacz)
      : store_(store), unpacker_(&store.dictionaries()), writer_(writer), wacz_(wacz) {}

  Result<void> write_info(std::string_view software, SysTime now) {
    const std::string block = fmt::format(
        "software: {}\r\nformat: WARC File Format 1.1\r\n"
        "conformsTo: "
        "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\n"
        "description: raw pages of a news crawl, decoded; X-Crawler- headers hold what servers "
        "said of "
        "their codings\r\n",
        software);
    return writer_.write({{"WARC-Type", "warcinfo"},
                          {"WARC-Record-ID", record_id("warcinfo", {}, now)},
                          {"WARC-Date", to_iso8601(now)},
                          {"Content-Type", "application/warc-fields"}},
                         block);
  }

  Result<void> write_page(const store::StoredRawPage& stored, ExportReport& report) {
    const store::RawPage& page = stored.page;
    const auto body = unpacker_.unpack(page, kMaxPage);
    if (!body) {
      report.unreadable[stored.site_key].add(body.error().message);
      return {};
    }
    const bool is_response = reading::stored_headers(page.headers).size() > 0;
    const std::string id = record_id("page", stored, page.fetched_at);
    std::string facts =
        to_fields(stored.hint, stored.asked_url == page.url ? "" : stored.asked_url);
    if (auto done = add_preferences(stored, facts); !done) return done;
    if (!facts.empty()) {
      warc::Fields fields = head("metadata", record_id("metadata", stored, page.fetched_at), stored,
                                 page.fetched_at, "");
      fields.emplace_back("WARC-Concurrent-To", id);
      fields.emplace_back("Content-Type", "application/warc-fields");
      if (auto done = writer_.write(fields, facts); !done) return done;
    }
    warc::Fields fields =
        head(is_response ? "response" : "resource", id, stored, page.fetched_at, page.address);
    const std::string digest = warc::sha1_digest(*body);
    fields.emplace_back("WARC-Payload-Digest", digest);
    fields.emplace_back("Content-Type",
                        is_response ? "application/http;msgtype=response" : "text/html");
    ++report.pages;
    if (auto done = writer_.write(fields, is_response ? http_block(page, *body) : *body); !done)
      return done;
    if (auto done = index_page(stored, digest); !done) return done;
    if (auto done = write_revisits(stored, id, digest, report); !done) return done;
    return write_assets(stored.id, report);
  }

  [[nodiscard]] std::uint64_t bytes() const { return writer_.bytes(); }

 private:
  [[nodiscard]] static warc::Fields head(std::string_view type, std::string id,
                                         const store::StoredRawPage& stored, SysTime at,
                                         const std::string& address) {
    warc::Fields fields{{"WARC-Type", std::string(type)},
                        {"WARC-Record-ID", std::move(id)},
                        {"WARC-Date", warc_date(at)},
                        {"WARC-Target-URI", stored.page.url}};
    if (!address.empty()) fields.emplace_back("WARC-IP-Address", address);
    return fields;
  }

  // What a publisher allows travels with the text.
  Result<void> add_preferences(const store::StoredRawPage& stored, std::string& facts) {
    if (stored.article == 0) return {};
    const auto statements = store_.statements_of(stored.article, stored.page.fetched_at);
    if (!statements) return fail(statements.error());
    if (!stored.current) {
      facts += preference_fields(nullptr, *statements);
      return {};
    }
    const auto found = store_.article(
        stored.article, [&](const store::StoredArticle& article, const store::ArticleFacts&) {
          facts += preference_fields(&article, *statements);
        });
    return found ? Result<void>() : fail(found.error());
  }

  Result<void> index_page(const store::StoredRawPage& stored, const std::string& digest) {
    if (wacz_ == nullptr) return {};
    const store::RawPage& page = stored.page;
    const auto headers = reading::stored_headers(page.headers);
    std::string_view mime = warc::find_field(headers, "content-type");
    mime = mime.substr(0, mime.find_first_of("; ,"));
    auto done = wacz_->index({page.url, page.fetched_at,
                              std::string(mime.empty() ? "text/html" : mime), page.status, digest});
    if (!done || !stored.current || stored.article == last_listed_) return done;
    last_listed_ = stored.article;  // of an article of several pages the first
    std::string title;
    const auto found = store_.article(
        stored.article, [&](const store::StoredArticle& article, const store::ArticleFacts&) {
          title = article.columns[store::kTitleColumn];
        });
    if (!found) return fail(found.error());
    return wacz_->add_page({std::to_string(stored.article), page.url, title, page.fetched_at});
  }

  // What the page shows, once in an archive however many pages show it.
  Result<void> write_assets(std::int64_t page, ExportReport& report) {
    Result<void> written;
    const auto read = store_.assets_of(page, [&](std::int64_t id, const store::Asset& asset) {
      if (!written_assets_.insert(id).second) return true;
      ++report.assets;
      written = write_asset(asset);
      return written.has_value();
    });
    return read ? written : read;
  }

  Result<void> write_asset(const store::Asset& asset) {
    store::StoredRawPage stored;
    stored.page.url = asset.url;
    stored.page.fetched_at = asset.fetched_at;
    stored.page.status = asset.status;
    stored.page.headers = asset.headers;
    stored.page.size = asset.body.size();
    warc::Fields fields = head("response", record_id("asset", stored, asset.fetched_at), stored,
                               asset.fetched_at, asset.address);
    const std::string digest = warc::sha1_digest(asset.body);
    fields.emplace_back("WARC-Payload-Digest", digest);
    fields.emplace_back("Content-Type", "application/http;msgtype=response");
    if (auto done = writer_.write(fields, http_block(stored.page, asset.body)); !done) return done;
    if (wacz_ == nullptr) return {};
    const auto headers = reading::stored_headers(asset.headers);
    std::string_view mime = warc::find_field(headers, "content-type");
    mime = mime.substr(0, mime.find_first_of("; ,"));
    return wacz_->index({asset.url, asset.fetched_at,
                         std::string(mime.empty() ? "application/octet-stream" : mime),
                         asset.status, digest});
  }

  // Each time that the page came again (ISO 28500 6.7): by the server's word, or byte for byte.
  Result<void> write_revisits(const store::StoredRawPage& stored, const std::string& id,
                              const std::string& digest, ExportReport& report) {
    const auto times = store_.revisits(stored);
    if (!times) return fail(times.error());
    for (const store::Revisit& each : *times) {
      const bool is_304 = each.status != 200;
      warc::Fields fields =
          head("revisit", record_id("revisit", stored, each.at), stored, each.at, each.address);
      fields.emplace_back("WARC-Profile", is_304 ? kNotModifiedProfile : kSamePayloadProfile);
      fields.emplace_back("WARC-Refers-To", id);
      fields.emplace_back("WARC-Refers-To-Target-URI", stored.page.url);
      fields.emplace_back("WARC-Refers-To-Date", warc_date(stored.page.fetched_at));
      if (!is_304) fields.emplace_back("WARC-Payload-Digest", digest);
      fields.emplace_back("Content-Type", "application/http;msgtype=response");
      ++report.revisits;
      const std::string_view block =
          is_304 ? "HTTP/1.1 304 Not Modified\r\n\r\n" : "HTTP/1.1 200 OK\r\n\r\n";
      if (auto done = writer_.write(fields, block); !done) return done;
      // A 304 has no payload to be shown.
      if (wacz_ == nullptr || is_304) continue;
      auto done = wacz_->index({stored.page.url, each.at, "warc/revisit", each.status, digest});
      if (!done) return done;
    }
    return {};
  }

  store::Store& store_;
  store::Unpacker unpacker_;
  warc::Writer& writer_;
  warc::WaczWriter* const wacz_;
  std::int64_t last_listed_ = 0;
  std::unordered_set<std::int64_t> written_assets_;
};

Result<ExportReport> export_all(store::Store& store, const store::RawPageFilter& filter,
                                std::string_view software, SysTime now, Exporter&& exporter,
                                const std::stop_token& stop) {
  ExportReport report;
  Result<void> written = exporter.write_info(software, now);
  if (!written) return fail(written.error());
  auto read = store.each_raw_page(filter, [&](store::StoredRawPage&& page) {
    written = exporter.write_page(page, report);
    report.stopped = stop.stop_requested();
    return written.has_value() && !report.stopped;
  });
  if (!read) return fail(read.error());
  if (!written) return fail(written.error());
  report.bytes = exporter.bytes();
  return report;
}

}  // namespace

Result<ExportReport> export_archive(store::Store& store, const store::RawPageFilter& filter,
                                    std::string_view software, SysTime now, warc::Writer& writer,
                                    const std::stop_token& stop) {
  return export_all(store, filter, software, now, {store, writer, nullptr}, stop);
}

Result<ExportReport> export_wacz(store::Store& store, const store::RawPageFilter& filter,
                                 std::string_view software, SysTime now, warc::WaczWriter& wacz,
                                 const std::stop_token& stop) {
  return export_all(store, filter, software, now, {store, wacz.archive(), &wacz}, stop);
}

}  // namespace tearsheet::archive
