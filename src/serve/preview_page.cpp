#include "serve/preview_page.h"

#include <fmt/format.h>

#include <string>
#include <utility>

#include "preview/preview.h"
#include "reading/reading.h"
#include "serve/stored_page.h"
#include "site/site.h"

namespace tearsheet::serve {
namespace {

// It is one file with its style in it and the page in a sandboxed frame of its own.
constexpr std::string_view kPolicy =
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; "
    "frame-ancestors 'none'";

Result<site::SiteSet> sites_in(const std::filesystem::path& selectors) {
  std::error_code ignored;
  if (!std::filesystem::is_directory(selectors, ignored)) return site::SiteSet();
  return site::load_sites(selectors);
}

Result<std::string> site_of(store::Store& store, std::int64_t id) {
  std::string site;
  const auto found = store.article(id, [&](const store::StoredArticle& article, const auto&) {
    site = article[store::kSiteColumn];
  });
  if (!found) return fail(found.error());
  return site;
}

}  // namespace

Result<Response> preview_page(store::Store& store, std::int64_t id, std::int64_t part,
                              const std::filesystem::path& selectors) {
  const auto pages = pages_of(store, id, part);
  if (!pages) return fail(pages.error());
  const store::RawPage& raw = pages->at(static_cast<std::size_t>(part - 1));
  auto url = url::Url::parse(raw.url);
  if (!url) return fail(url.error());
  const auto key = site_of(store, id);
  if (!key) return fail(key.error());
  const auto sites = sites_in(selectors);
  if (!sites) return fail(sites.error());
  const site::SiteDefinition* site = sites->find(*key);
  if (site == nullptr) site = sites->for_url(*url);
  store::Unpacker unpacker(&store.dictionaries());
  const auto bytes = unpacker.unpack(raw, kMaxPage);
  if (!bytes) return fail(bytes.error());
  const std::string back = fmt::format("/article/{}/page?part={}", id, part);
  const auto page = reading::open_page(*bytes, reading::stored_headers(raw.headers), *url, site);
  Response response;
  response.body = page ? preview::preview_of({.page = *page,
                                              .asked = *url,
                                              .name = raw.url,
                                              .fetched_at = raw.fetched_at,
                                              .back = back})
                       : preview::preview_of_failure(raw.url, "parse", page.error().message);
  response.headers.emplace_back("Content-Security-Policy", kPolicy);
  return response;
}

}  // namespace tearsheet::serve
