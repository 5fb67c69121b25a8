#include "reading/page.h"

#include <utility>

#include "reading/directives.h"
#include "text/text.h"

namespace tearsheet::reading {

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
  auto tree = html::Document::parse(text::decode(bytes, hints).utf8);
  if (!tree) return fail(tree.error());
  return Page{url, site, std::string(language), directives_of(headers), std::move(*tree)};
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
