// WACZ 1.1.1 (specs.webrecorder.net/wacz/1.1.1): a zip of one archive, its index, its pages and a
// manifest with their hashes, whose own hash may be signed (specs.webrecorder.net/wacz-auth/0.1.0).
#include <fmt/format.h>
#include <minizip/zip.h>
#include <sha2.h>

#include <array>
#include <ctime>
#include <utility>

#include "base/base64.h"
#include "base/escape.h"
#include "base/handle.h"
#include "warc/cdxj.h"
#include "warc/sorted_lines.h"
#include "warc/warc.h"

namespace tearsheet::warc {
namespace {

constexpr const char* kArchive = "data.warc.gz";
constexpr unsigned kUnixFile = 3U << 8U;  // "version made by": names and modes are Unix's
constexpr unsigned long kMode = 0100644UL << 16U;

int close_zip(void* zip) {
  return zipClose(zip, nullptr);
}
using Zip = Handle<void, close_zip>;

/// A file in the zip, while it is written.
class Sha256 {
 public:
  Sha256() { SHA256Init(&context_); }
  void add(std::string_view bytes) {
    SHA256Update(&context_, reinterpret_cast<const std::uint8_t*>(bytes.data()),  // NOLINT
                 bytes.size());
  }
  std::string take() {
    std::array<std::uint8_t, SHA256_DIGEST_LENGTH> sum{};
    SHA256Final(sum.data(), &context_);
    std::string text = "sha256:";
    for (const std::uint8_t byte : sum) text += fmt::format("{:02x}", byte);
    return text;
  }

 private:
  SHA2_CTX context_{};
};

struct Resource {
  std::string name, path, hash;
  std::uint64_t bytes = 0;
};

}  // namespace

struct WaczWriter::State {
  Zip zip;
  About about;
  zip_fileinfo info{};
  std::vector<Resource> resources;
  Sha256 hash;
  bool is_broken = false;
  std::optional<Writer> writer;
  std::uint64_t last_end = 0;  // of the record before the last
  SortedLines index;
  TemporaryFile pages{std::tmpfile()};

  // `is_packed` is by itself: readers go into the middle of it.
  bool begin(const std::string& folder, const std::string& name, bool is_packed) {
    hash = Sha256();
    resources.push_back({name, folder + name, {}, 0});
    return zipOpenNewFileInZip4_64(zip.get(), resources.back().path.c_str(), &info, nullptr, 0,
                                   nullptr, 0, nullptr, is_packed ? 0 : Z_DEFLATED,
                                   Z_DEFAULT_COMPRESSION, 0, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY,
                                   nullptr, 0, kUnixFile, 0, is_packed ? 1 : 0) == ZIP_OK;
  }
  bool write(std::string_view bytes) {
    // minizip counts in 32 bits.
    constexpr std::size_t kMost = 1U << 30U;
    while (!bytes.empty() && !is_broken) {
      const std::string_view part = bytes.substr(0, kMost);
      is_broken =
          zipWriteInFileInZip(zip.get(), part.data(), static_cast<unsigned>(part.size())) != ZIP_OK;
      hash.add(part);
      resources.back().bytes += part.size();
      bytes.remove_prefix(part.size());
    }
    return !is_broken;
  }
  bool end() {
    resources.back().hash = hash.take();
    return zipCloseFileInZip(zip.get()) == ZIP_OK && !is_broken;
  }
  bool put(const std::string& folder, const std::string& name, std::string_view bytes) {
    return begin(folder, name, false) && write(bytes) && end();
  }

  [[nodiscard]] std::string manifest() const {
    std::string files;
    for (const Resource& one : resources) {
      files += fmt::format(R"({}{{"name":{},"path":{},"hash":"{}","bytes":{}}})",
                           files.empty() ? "" : ",", to_json_string(one.name),
                           to_json_string(one.path), one.hash, one.bytes);
    }
    const std::string signer =
        about.signer ? fmt::format("\"signer\":{},", about.signer->agent) : std::string();
    return fmt::format(
        R"({{"profile":"data-package","wacz_version":"1.1.1","title":{},"created":"{}","software":{},{}"resources":[{}]}})"
        "\n",
        to_json_string(about.title), to_iso8601(about.now), to_json_string(about.software), signer,
        files);
  }

  /// What stands beside the hash of the manifest; what is signed is the hash as a text.
  [[nodiscard]] Result<std::string> signed_data(const std::string& digest) const {
    if (!about.signer) return std::string();
    const auto signature = about.signer->sign(digest);
    if (!signature) return fail(signature.error());
    return fmt::format(
        R"(,"signedData":{{"hash":"{}","created":"{}","software":{},"version":"0.1.0","signature":"{}","publicKey":"{}"}})",
        digest, to_iso8601(about.now), to_json_string(about.software), to_base64(*signature),
        to_base64(about.signer->key));
  }

  bool put_pages() {
    if (!begin("pages/", "pages.jsonl", false)) return false;
    if (!write("{\"format\":\"json-pages-1.0\",\"id\":\"pages\",\"title\":\"Articles\"}\n"))
      return false;
    std::rewind(pages.get());
    std::array<char, 65'536> part{};
    while (const std::size_t n = std::fread(part.data(), 1, part.size(), pages.get())) {
      if (!write({part.data(), n})) return false;
    }
    return std::ferror(pages.get()) == 0 && end();
  }
};

WaczWriter::WaczWriter(std::unique_ptr<State> state) : state_(std::move(state)) {}
WaczWriter::WaczWriter(WaczWriter&&) noexcept = default;
WaczWriter::~WaczWriter() = default;

Result<WaczWriter> WaczWriter::create(const std::string& path, const About& about) {
  auto state = std::make_unique<State>();
  state->about = about;
  state->zip.reset(zipOpen64(path.c_str(), APPEND_STATUS_CREATE));
  if (!state->zip || !state->pages) return fail(ErrorCode::kIo, path + ": cannot be made");
  const std::time_t seconds = std::chrono::system_clock::to_time_t(about.now);
  std::tm utc{};
  ::gmtime_r(&seconds, &utc);
  const auto number = [](int value) { return static_cast<uInt>(value); };
  state->info.tmz_date = {number(utc.tm_sec),  number(utc.tm_min), number(utc.tm_hour),
                          number(utc.tm_mday), number(utc.tm_mon), number(utc.tm_year + 1900)};
  state->info.external_fa = kMode;
  if (!state->begin("archive/", kArchive, true))
    return fail(ErrorCode::kIo, path + ": cannot be written");
  State* const sink = state.get();
  state->writer.emplace([sink](std::string_view bytes) { return sink->write(bytes); });
  return WaczWriter(std::move(state));
}

Writer& WaczWriter::archive() {
  return *state_->writer;
}

Result<void> WaczWriter::index(const IndexEntry& entry) {
  const std::uint64_t end = state_->writer->bytes();
  const std::uint64_t begin = end - state_->writer->last_bytes();
  if (state_->index.add(cdxj_line(entry, begin, end - begin, kArchive))) return {};
  return fail(ErrorCode::kIo,
              "the index of the archive has no room in the folder for temporary "
              "files");
}

Result<void> WaczWriter::add_page(const Page& page) {
  const std::string line =
      fmt::format("{{\"id\":{},\"url\":{},\"ts\":\"{}\",\"title\":{}}}\n", to_json_string(page.id),
                  to_json_string(page.url), to_iso8601(page.at), to_json_string(page.title));
  if (std::fwrite(line.data(), 1, line.size(), state_->pages.get()) == line.size()) return {};
  return fail(ErrorCode::kIo,
              "the pages of the archive have no room in the folder for temporary "
              "files");
}

Result<void> WaczWriter::finish() {
  State& state = *state_;
  bool done = state.end() && state.begin("indexes/", "index.cdx", false);
  done = done && state.index.each([&](std::string_view line) { return state.write(line); });
  done = done && state.end() && state.put_pages();
  const std::string manifest = state.manifest();
  Sha256 hash;
  hash.add(manifest);
  const std::string digest = hash.take();
  const auto signature = state.signed_data(digest);
  done = done && signature && state.put("", "datapackage.json", manifest) &&
         state.put("", "datapackage-digest.json",
                   fmt::format("{{\"path\":\"datapackage.json\",\"hash\":\"{}\"{}}}\n", digest,
                               *signature));
  done = zipClose(state.zip.release(), nullptr) == ZIP_OK && done;
  if (!signature) return fail(signature.error());
  if (!done) return fail(ErrorCode::kIo, "the archive cannot be written");
  return {};
}

}  // namespace tearsheet::warc
