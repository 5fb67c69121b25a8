#include "serve/stored_page.h"

#include <fmt/format.h>

#include "reading/reading.h"
#include "text/text.h"

namespace tearsheet::serve {
namespace {

constexpr std::string_view kFramePolicy =
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; "
    "base-uri 'none'; frame-ancestors 'self'";

}  // namespace

Result<std::vector<store::RawPage>> pages_of(store::Store& store, std::int64_t id,
                                             std::int64_t part) {
  auto pages = store.pages_of(id);
  if (!pages) return pages;
  if (pages->empty()) {
    return fail(ErrorCode::kNotFound,
                fmt::format("there is no page of article {}: it was removed since, or asks not to "
                            "be kept (noarchive)",
                            id));
  }
  if (part < 1 || part > static_cast<std::int64_t>(pages->size()))
    return fail(ErrorCode::kNotFound, fmt::format("there is no part {} of it", part));
  return pages;
}

Result<Response> stored_page(store::Store& store, std::int64_t id, std::int64_t part,
                             const std::string& name) {
  const auto pages = pages_of(store, id, part);
  if (!pages) return fail(pages.error());
  const store::RawPage& shown = pages->at(static_cast<std::size_t>(part - 1));
  Page page;
  page.title = fmt::format("The stored page of article {}", id);
  page.name = name;
  page.content = fmt::format(
      "<h1>The page as it was fetched</h1>\n<p class=\"facts\">{}, status {}, from {}. Its scripts "
      "do not run and nothing is loaded. <a href=\"/article/{}\">The article</a>, <a "
      "href=\"/article/{}/preview?part={}\">what is read from it</a></p>\n",
      time_element(to_iso8601(shown.fetched_at)), shown.status,
      link_elsewhere(shown.url, shown.url), id, id, part);
  if (pages->size() > 1) {
    page.content += "<nav class=\"leaf\" aria-label=\"Parts of the page\">";
    for (std::size_t i = 1; i <= pages->size(); ++i) {
      page.content +=
          fmt::format("<a href=\"/article/{}/page?part={}\"{}>Part {}</a> ", id, i,
                      static_cast<std::int64_t>(i) == part ? " aria-current=\"page\"" : "", i);
    }
    page.content += "</nav>\n";
  }
  page.content += fmt::format(
      "<iframe class=\"stored\" sandbox=\"\" title=\"The stored page\" "
      "src=\"/article/{}/frame?part={}\"></iframe>\n",
      id, part);
  return to_response(page);
}

Result<Response> framed_page(store::Store& store, std::int64_t id, std::int64_t part) {
  const auto pages = pages_of(store, id, part);
  if (!pages) return fail(pages.error());
  const store::RawPage& page = pages->at(static_cast<std::size_t>(part - 1));
  store::Unpacker unpacker(&store.dictionaries());
  auto bytes = unpacker.unpack(page, kMaxPage);
  if (!bytes) return fail(bytes.error());
  text::DecodeHints hints;
  const fetch::Headers headers = reading::stored_headers(page.headers);
  hints.content_type = reading::header_of(headers, "content-type");
  Response response;
  response.body = text::decode(*bytes, hints).utf8;
  response.headers.emplace_back("Content-Security-Policy", kFramePolicy);
  return response;
}

}  // namespace tearsheet::serve
