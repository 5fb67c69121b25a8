// A file that gets its name when it is whole: whoever reads it sees the old one or the new, never
// half.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace tearsheet {

/// What the system says about a file: kNotFound, kDenied or kIo; "name: reason".
[[nodiscard]] Error file_error(const std::string& name, int number);

/// Whether a file that is written anew may take the place of `path`: no SQLite database may be
/// replaced, nor what belongs to one (-wal, -shm, -journal, .lock). kInvalid, with what to do.
Result<void> check_replaceable(const std::filesystem::path& path);

/// Stands beside `path` under another name until commit(); without it nothing is left. Errors name
/// `path`.
class PendingFile {
 public:
  /// Under a name that nobody has, as check_replaceable() allows. What it replaces leaves it its
  /// rights, a new file has those of the umask, and a link stays: its target is replaced.
  static Result<PendingFile> create(const std::filesystem::path& path);
  /// As `temporary`, instead of what a killed run left there; never through a link.
  static Result<PendingFile> create(const std::filesystem::path& path,
                                    const std::filesystem::path& temporary);
  /// Others (SQLite) make `temporary`, where nothing is left now.
  static PendingFile made_by_others(const std::filesystem::path& path,
                                    const std::filesystem::path& temporary);
  /// A device or pipe, written into: a file in its place would be no help to anybody.
  static Result<PendingFile> open_device(const std::filesystem::path& path);

  PendingFile(PendingFile&& other) noexcept;
  PendingFile& operator=(PendingFile&&) = delete;
  ~PendingFile();

  Result<void> write(std::string_view bytes);

  /// Whether the bytes must be on the disk before the name is. kByCaller: many files are, at once.
  enum class Sync { kNow, kByCaller };
  Result<void> commit(Sync sync = Sync::kNow);

 private:
  PendingFile(std::filesystem::path path, std::string temporary, int descriptor)
      : path_(std::move(path)), temporary_(std::move(temporary)), descriptor_(descriptor) {}
  [[nodiscard]] tl::unexpected<Error> failed() const;
  bool close();

  std::filesystem::path path_;
  std::string temporary_;       // empty: nothing to rename or remove
  int descriptor_;              // -1: not open
  std::optional<mode_t> mode_;  // of the file that it replaces
};

}  // namespace tearsheet
