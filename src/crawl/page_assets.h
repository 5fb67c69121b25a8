// What a browser loads to show a page: styles, pictures, and what styles load. Private to the
// folder.
#pragma once

#include <string_view>
#include <vector>

#include "html/html.h"
#include "url/url.h"

namespace tearsheet::crawl {

struct PageAsset {
  url::Url url;
  bool is_style = false;
};

/// In the order in which they are worth having: styles first, then pictures as they stand in the
/// page. Of a picture in several sizes the first. Linear in the page; none twice. `bytes` are the
/// page's own: the tree has no texts of <style>.
[[nodiscard]] std::vector<PageAsset> assets_in_page(const html::Document& page,
                                                    std::string_view bytes,
                                                    const url::Url& address);
/// What a style imports and shows: CSS Syntax 3, url() and @import. At most kMaxStyleLinks of them.
[[nodiscard]] std::vector<PageAsset> assets_in_style(std::string_view css, const url::Url& address);
inline constexpr std::size_t kMaxStyleLinks = 200;

}  // namespace tearsheet::crawl
