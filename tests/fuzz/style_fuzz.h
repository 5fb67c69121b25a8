// What must hold for every style sheet; run by the fuzz target and, over its seeds, by the unit
// tests.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <set>
#include <string>
#include <string_view>

#include "crawl/page_assets.h"

namespace tearsheet::crawl {

inline void check_style_properties(std::string_view css) {
  const auto require = [](bool holds) {
    if (!holds) std::abort();
  };
  const auto base = url::Url::parse("https://quay.example/a/style.css");
  const auto found = assets_in_style(css, *base);
  require(found.size() <= kMaxStyleLinks);
  std::set<std::string> seen;
  for (const PageAsset& asset : found) {
    require(asset.url.scheme() == "https" || asset.url.scheme() == "http");
    require(seen.insert(asset.url.without_fragment()).second);
  }
  // What stands in a comment names nothing.
  if (css.find("*/") == std::string_view::npos && !css.starts_with('/') && !css.ends_with('*')) {
    require(assets_in_style("/* " + std::string(css) + " */", *base).empty());
  }
}

}  // namespace tearsheet::crawl
