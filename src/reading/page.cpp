#include "reading/page.h"

#include <utility>

#include "text/text.h"

namespace tearsheet::reading {

std::string_view header_of(const fetch::Headers& headers, std::string_view name) {
  for (const auto& [each, value] : headers) {
    if (each == name) return value;
  }
  return {};
}

Result<html::Document> open_page(std::string_view bytes, const fetch::Headers& headers,
                                 const url::Url& url, const site::SiteDefinition* site) {
  text::DecodeHints hints;
  hints.content_type = header_of(headers, "content-type");
  hints.language = site != nullptr && !site->language.empty()
                       ? std::string_view(site->language)
                       : header_of(headers, "content-language");
  hints.domain = url.host();
  hints.bytes_before_meta = true;
  return html::Document::parse(text::decode(bytes, hints).utf8);
}

}  // namespace tearsheet::reading
