// What a publisher says about the use of a page, gathered from all places and made ready to be
// stored: once for a host, robots.txt and tdmrep.json, and once for each page, its headers and
// elements.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/clock.h"
#include "fetch/fetch.h"
#include "preferences/preferences.h"
#include "reading/page.h"
#include "store/store.h"
#include "url/url.h"

namespace tearsheet::reading {

/// What a host says of all its pages; null: nobody knows.
struct HostWord {
  std::shared_ptr<const robots::UsageRules> robots{};
  std::shared_ptr<const preferences::TdmFile> tdm_file{};
};

/// Fills the article's summary (use_search ...) and the statements as they are stored. Of a
/// statement kMaxStatementChars are kept, of all kMaxStatementBytes.
void add_preferences(store::ArticleRecord& record, const Page& page, const fetch::Headers& headers,
                     const HostWord& host);

inline constexpr std::size_t kMaxStatementChars = 1'000, kMaxStatementBytes = 32'000;

/// The files at /.well-known/tdmrep.json, each asked for once a day. One thread.
class TdmFiles {
 public:
  static constexpr std::chrono::hours kGoodFor{24};
  static constexpr std::size_t kMaxFile = 65'536;      ///< Of a larger one nothing is read.
  static constexpr std::size_t kMaxHeld = 16'000'000;  ///< Of all together; further ones are not.

  explicit TdmFiles(const Clock& clock) : clock_(clock) {}
  void remember(store::TdmFileRecord file);
  /// What has to be asked for before a page is; empty: what is known is good.
  [[nodiscard]] std::optional<url::Url> wanted_for(const url::Url& page) const;
  /// What came of it (`status` 0: nothing did), to be stored. Trouble leaves what is known.
  store::TdmFileRecord answered(const url::Url& address, int status, std::string_view body);
  /// Of the page's origin; may be null.
  [[nodiscard]] std::shared_ptr<const preferences::TdmFile> file_for(const url::Url& page) const;

 private:
  struct Known {
    store::TdmFileRecord record;
    std::shared_ptr<const preferences::TdmFile> file;
  };
  const Clock& clock_;
  std::unordered_map<std::string, Known> known_;  // by origin
  std::size_t held_ = 0;
};

}  // namespace tearsheet::reading
