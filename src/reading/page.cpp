#include "reading/page.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/ascii.h"
#include "feed/feed.h"
#include "reading/directives.h"
#include "text/text.h"

namespace tearsheet::reading {
namespace {

// The words for a feed or sitemap, which the tolerant parser makes a page of: titles, dates, text.
std::string_view what_else(std::string_view bytes, std::string_view content_type) {
  constexpr std::array<std::string_view, 3> kPages = {"<!doctype html", "<html", "<head"};
  const std::string_view front = trimmed(bytes);
  const bool is_plainly_a_page = std::ranges::any_of(kPages, [&](std::string_view start) {
    return equals_ignoring_case(front.substr(0, start.size()), start);
  });
  if (is_plainly_a_page) return {};
  switch (feed::sniff(bytes, content_type)) {
    case feed::DocumentKind::kFeed:
      return "a feed, which is no article";
    case feed::DocumentKind::kSitemap:
      return "a sitemap, which is no article";
    case feed::DocumentKind::kHtml:
    case feed::DocumentKind::kOther:
      break;
  }
  return {};
}

}  // namespace

std::string_view header_of(const fetch::Headers& headers, std::string_view name) {
  for (const auto& [each, value] : headers) {
    if (each == name) return value;
  }
  return {};
}

Result<Page> open_page(std::string_view bytes, const fetch::Headers& headers, const url::Url& url,
                       const site::SiteDefinition* site) {
  const std::string_view language = header_of(headers, "content-language");
  text::DecodeHints hints;
  hints.content_type = header_of(headers, "content-type");
  hints.language =
      site != nullptr && !site->language.empty() ? std::string_view(site->language) : language;
  hints.domain = url.host();
  hints.bytes_before_meta = true;
  std::string html = text::decode(bytes, hints).utf8;
  if (site != nullptr && !site->edits.replace.empty()) html = site->edits.replaced(std::move(html));
  auto tree = html::Document::parse(std::move(html));
  if (!tree) return fail(tree.error());
  return Page{url,
              site,
              std::string(language),
              directives_of(headers),
              std::move(*tree),
              what_else(bytes, hints.content_type)};
}

extract::PageContext context_of(const Page& page, std::optional<SysTime> fetched_at,
                                const records::ListingItem* hint) {
  extract::PageContext context;
  context.url = page.url;
  context.site = page.site;
  context.hint = hint;
  context.content_language = page.content_language;
  context.now = fetched_at;
  return context;
}

}  // namespace tearsheet::reading
