#include "reading/leads_on.h"

#include <algorithm>
#include <string_view>

#include "base/ascii.h"
#include "reading/page.h"

namespace tearsheet::reading {

std::optional<url::Url> refresh_target(const html::Document& page, const url::Url& base) {
  static constexpr int kAtOnce = 10;  // seconds; news pages reload themselves every few minutes
  for (std::uint32_t i = 0; i < page.size(); ++i) {
    const html::Node node = page.node(i);
    if (!node.is_element() || node.tag() != html::Tag::kMeta) continue;
    if (!equals_ignoring_case(trimmed(node.attribute("http-equiv").value_or("")), "refresh"))
      continue;
    // WHATWG HTML 4.2.5.3, "shared declarative refresh steps".
    std::string_view content = trimmed(node.attribute("content").value_or(""));
    int seconds = 0;
    while (!content.empty() && is_digit(content.front())) {
      seconds = std::min(seconds * 10 + (content.front() - '0'), 100'000);
      content.remove_prefix(1);
    }
    const auto begin = content.find_first_not_of(".0123456789;, \t\r\n\f");
    if (seconds > kAtOnce || begin == std::string_view::npos) continue;
    content = content.substr(begin);
    if (content.size() > 3 && equals_ignoring_case(content.substr(0, 3), "url")) {
      const std::string_view rest = trimmed(content.substr(3));
      if (rest.starts_with('=')) content = trimmed(rest.substr(1));
    }
    if (!content.empty() && (content.front() == '"' || content.front() == '\'')) {
      content = content.substr(1, content.find(content.front(), 1) - 1);
    }
    auto target = url::Url::parse(content, &base);
    if (target && target->without_fragment() != base.without_fragment()) return *std::move(target);
  }
  return std::nullopt;
}

namespace {

// Every page is asked this, so it is looked for by its rarest letter.
bool has_http_equiv(std::string_view bytes) {
  static constexpr std::string_view kName = "http-equiv";
  static constexpr std::size_t kBefore = kName.find('q');
  for (const char q : {'q', 'Q'}) {
    for (auto at = bytes.find(q); at != std::string_view::npos; at = bytes.find(q, at + 1)) {
      if (at >= kBefore && starts_with_ignoring_case(bytes.substr(at - kBefore), kName))
        return true;
    }
  }
  return false;
}

}  // namespace

std::optional<url::Url> leads_on(const fetch::FetchResult& result,
                                 const site::SiteDefinition* site) {
  if (result.error || result.status != 200 || result.body.size() > kLargestLeadingOn)
    return std::nullopt;
  if (!has_http_equiv(result.body) || !contains_ignoring_case(result.body, "refresh"))
    return std::nullopt;
  const auto page = open_page(result.body, result.headers, result.url, site);
  if (!page || !page->no_page.empty()) return std::nullopt;
  if (html::visible_text(page->tree.body(), kLongestFarewell + 1).size() > kLongestFarewell)
    return std::nullopt;
  return refresh_target(page->tree, result.url);
}

}  // namespace tearsheet::reading
