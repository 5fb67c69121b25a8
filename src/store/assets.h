// What stored pages show besides their text: pictures and styles, as they were fetched.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "store/raw_pages.h"

namespace tearsheet::store {

struct Asset {
  std::string url;  ///< Asked for.
  SysTime fetched_at{};
  int status = 200;     ///< Or of a redirect.
  std::string headers;  ///< A JSON array of pairs.
  std::string body;     ///< Without codings.
  std::string address, etag, last_modified;
};

/// The newest of an address.
struct KnownAsset {
  std::int64_t id = 0;
  SysTime checked_at{};
  std::string headers, etag, last_modified;
};

/// A stored page whose assets were not looked for.
struct BarePage {
  std::int64_t id = 0, site = 0;
  RawPage page;
};

class AssetStore {
 public:
  /// Of pages that articles' rows are made of, fetched since then; the newest first.
  virtual Result<std::vector<std::int64_t>> bare_pages(SysTime since, std::int64_t most) = 0;
  virtual Result<std::optional<BarePage>> bare_page(std::int64_t id) = 0;
  virtual Result<std::optional<KnownAsset>> asset_at(const std::string& url) = 0;
  virtual Result<std::string> asset_body(std::int64_t id) = 0;
  /// In one transaction: the page has its assets, these new ones and those that were there;
  /// `confirmed` are the ones among them whose servers said so at `checked`.
  virtual Result<void> put_assets(std::int64_t raw_page, const std::vector<Asset>& fresh,
                                  const std::vector<std::int64_t>& known,
                                  const std::vector<std::int64_t>& confirmed, SysTime checked) = 0;
  /// By id; `each` returns false to stop.
  virtual Result<void> assets_of(
      std::int64_t raw_page, const std::function<bool(std::int64_t id, const Asset&)>& each) = 0;

 protected:
  ~AssetStore() = default;
};

}  // namespace tearsheet::store
