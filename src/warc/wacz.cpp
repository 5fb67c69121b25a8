// WACZ 1.1: a zip whose archive/ holds WARC files. Entries are streamed; their names choose and
// order them and are never used as paths.
#include <fmt/format.h>
#include <minizip/unzip.h>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "base/handle.h"
#include "warc/bytes.h"

namespace tearsheet::warc {
namespace {

using Zip = Handle<void, unzClose>;

bool is_archive(std::string_view name) {
  if (!name.starts_with("archive/")) return false;
  for (const char* const end : {".warc", ".warc.gz", ".warc.zst"}) {
    if (name.ends_with(end)) return true;
  }
  return false;
}

class WaczSource final : public ByteSource {
 public:
  WaczSource(Zip zip, std::string path, std::vector<unz64_file_pos> entries, std::uint64_t size)
      : zip_(std::move(zip)), path_(std::move(path)), entries_(std::move(entries)), size_(size) {}
  WaczSource(const WaczSource&) = delete;
  WaczSource& operator=(const WaczSource&) = delete;
  ~WaczSource() override { unzCloseCurrentFile(zip_.get()); }

  Result<std::size_t> read(char* to, std::size_t size) override {
    const int n = unzReadCurrentFile(zip_.get(), to, static_cast<unsigned>(size));
    // What a damaged entry still has is read; the archive in it knows how to go on.
    return n < 0 ? std::size_t{0} : static_cast<std::size_t>(n);
  }
  Result<bool> next_file() override {
    unzCloseCurrentFile(zip_.get());
    if (next_ == entries_.size()) return false;
    if (unzGoToFilePos64(zip_.get(), &entries_[next_++]) != UNZ_OK ||
        unzOpenCurrentFile(zip_.get()) != UNZ_OK)
      return fail(ErrorCode::kInvalid, path_ + ": an entry of this zip cannot be read");
    return true;
  }
  [[nodiscard]] std::uint64_t size() const override { return size_; }

 private:
  Zip zip_;
  std::string path_;
  std::vector<unz64_file_pos> entries_;
  std::uint64_t size_;
  std::size_t next_ = 0;
};

}  // namespace

Result<std::unique_ptr<ByteSource>> open_wacz(const std::string& path, const Limits& limits) {
  Zip zip(unzOpen64(path.c_str()));
  if (!zip) return fail(ErrorCode::kInvalid, path + ": this is not a whole zip");
  std::vector<std::pair<std::string, unz64_file_pos>> found;
  std::uint64_t size = 0;
  std::size_t entries = 0;
  for (int status = unzGoToFirstFile(zip.get()); status == UNZ_OK;
       status = unzGoToNextFile(zip.get())) {
    if (++entries > limits.max_entries) {
      return fail(ErrorCode::kTooLarge,
                  fmt::format("{}: more than {} files in this zip", path, limits.max_entries));
    }
    std::array<char, 1024> name{};  // a longer one is cut, and then no archive's
    unz_file_info64 info{};
    if (unzGetCurrentFileInfo64(zip.get(), &info, name.data(), name.size() - 1, nullptr, 0, nullptr,
                                0) != UNZ_OK)
      break;
    if (!is_archive(name.data())) continue;
    // minizip gives no more than the size stated here. Archives in a WACZ are packed already.
    if (info.uncompressed_size / limits.max_ratio > info.compressed_size &&
        info.uncompressed_size > limits.max_slack) {
      return fail(ErrorCode::kTooLarge,
                  fmt::format("{}: a file in this zip unpacks to more than {} times its size", path,
                              limits.max_ratio));
    }
    unz64_file_pos at{};
    unzGetFilePos64(zip.get(), &at);
    found.emplace_back(name.data(), at);
    size += info.uncompressed_size;
  }
  if (found.empty())
    return fail(ErrorCode::kInvalid, path + ": no archive/*.warc in this zip: not a WACZ");
  std::sort(found.begin(), found.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<unz64_file_pos> positions;
  for (const auto& [name, at] : found) positions.push_back(at);
  auto source = std::make_unique<WaczSource>(std::move(zip), path, std::move(positions), size);
  if (auto first = source->next_file(); !first) return fail(first.error());
  return std::unique_ptr<ByteSource>(std::move(source));
}

}  // namespace tearsheet::warc
