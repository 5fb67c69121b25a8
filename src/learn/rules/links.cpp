#include "learn/rules/links.h"

#include <utility>

#include "base/ascii.h"

namespace tearsheet::learn {
namespace {

using html::Node;
using html::Tag;

constexpr std::size_t kMaxLinks = 4000;
constexpr std::size_t kLongestAddress = 2000;

}  // namespace

url::Url base_of(const html::Document& page, const url::Url& url) {
  for (std::uint32_t i = 0; i < page.head().end(); ++i) {
    const Node node = page.node(i);
    if (!node.is_element() || node.tag() != Tag::kBase) continue;
    const auto base =
        url::Url::parse(node.attribute("href").value_or(""), url.empty() ? nullptr : &url);
    if (base && base->href().size() <= kLongestAddress) return *base;
    break;
  }
  return url;
}

std::vector<PageLink> links_of(const html::Document& page, const url::Url& url, bool also_head) {
  std::vector<PageLink> out;
  const url::Url base = base_of(page, url);
  const std::string domain = url::registrable_domain(url.host());
  for (std::uint32_t i = 0; i < page.size() && out.size() < kMaxLinks; ++i) {
    const Node node = page.node(i);
    if (!node.is_element()) continue;
    if (node.tag() != Tag::kA && !(also_head && node.tag() == Tag::kLink)) continue;
    const std::string_view href = trimmed(node.attribute("href").value_or(""));
    if (href.empty() || href.front() == '#' || href.size() > kLongestAddress) continue;
    auto target = url::Url::parse(href, base.empty() ? nullptr : &base);
    if (!target || target->href().size() > kLongestAddress) continue;
    if (url::registrable_domain(target->host()) != domain) continue;
    std::string key = url::dedup_key(*target).text;
    out.push_back({node, std::move(*target), std::move(key)});
  }
  return out;
}

}  // namespace tearsheet::learn
