#include "reading/article_page.h"

#include <algorithm>

#include "base/escape.h"
#include "extract/extract.h"
#include "reading/address.h"
#include "reading/directives.h"
#include "reading/reading.h"

namespace tearsheet::reading {
namespace {

using store::VisitState;

// A page that a source announced, that has a date of its own and some text, is no listing however
// many headlines stand around it. 300: a short paragraph, or a long one in Chinese.
constexpr std::size_t kAnnouncedBytes = 300;

bool is_article(const records::Article& article, bool announced) {
  using enum records::PageKind;
  switch (article.kind) {
    case kArticle:
    case kLiveblog:
    case kGallery:
    case kPaywalled:
      return true;
    case kListing:
    case kOther:
      if (announced && article.published && article.body.size() >= kAnnouncedBytes) return true;
      // Guesses from how a page looks; a site file that says where the text stands knows better.
      return std::any_of(article.sources.begin(), article.sources.end(), [](const auto& source) {
        return source.field == "body" && source.source == "rule";
      });
    default:
      return false;
  }
}

records::Article extract(const html::Document& document, const ArticlePage& page) {
  records::ListingItem hint;
  hint.url = page.url;
  hint.title = page.hint.title;
  hint.summary = page.hint.summary;
  hint.published = page.hint.published;
  hint.authors = page.hint.authors;
  extract::PageContext context;
  context.url = page.url;
  context.site = &page.site;
  context.hint = page.hint.empty() ? nullptr : &hint;
  context.content_language = header_of(page.headers, "content-language");
  context.zone = page.site.timezone;
  context.now = page.fetched_at;
  return extract::extract_article(document, context);
}

}  // namespace

ArticleReading read_article_page(const ArticlePage& page, std::string_view agent) {
  ArticleReading reading;
  const auto reject = [&](VisitState state, std::string why) {
    reading.state = state;
    reading.note = std::move(why);
  };
  const auto document = open_page(page.body, page.headers, page.url, &page.site);
  if (!document) {
    reject(VisitState::kNotArticle, document.error().message);
    return reading;
  }
  records::Article article = extract(*document, page);
  robots::PageDirectives directives = directives_of(page.headers, agent);
  directives.merge({article.noindex, article.nofollow, article.noarchive});
  article.noarchive = directives.noarchive;
  article.nofollow = directives.nofollow;
  if (directives.noindex) {
    reject(VisitState::kDenied, "the page asks not to be indexed (noindex)");
    return reading;
  }
  reading.may_keep = !directives.noarchive;
  if (!is_article(article, !page.hint.empty())) {
    reject(VisitState::kNotArticle,
           std::string(records::to_string(article.kind)) + ": " + article.kind_reason);
    return reading;
  }
  if (article.title.empty() || article.body.empty()) {
    reject(VisitState::kNotArticle, article.title.empty() ? "no title" : "no text");
    return reading;
  }
  if (article.kind == records::PageKind::kListing || article.kind == records::PageKind::kOther)
    article.kind = records::PageKind::kArticle;
  reading.print =
      dedup::fingerprint({.title = article.title, .text = article.body, .host = page.url.host()});
  store::ArticleRecord& record = reading.article.emplace();
  record.keys = page.keys;
  if (const auto canonical = url::Url::parse(article.canonical_url)) {
    const store::UrlHash key = hash_of(*canonical, store::UrlKind::kArticle, page.site.key_rules);
    if (std::find(record.keys.begin(), record.keys.end(), key) == record.keys.end())
      record.keys.push_back(key);
  }
  record.exact = reading.print.exact;
  record.fingerprint = reading.print.bytes;
  record.extractor = extract::kExtractorVersion;
  record.rules = page.site.hash;
  record.article = std::move(article);
  // Until somebody joins the others (article_parts.h): one page is never stored as the whole.
  if (!record.article.next_pages.empty())
    record.article.incomplete = "page 2 was not read: " + record.article.next_pages.front();
  return reading;
}

// Everything that an article's row may be made of again; cookies are nobody's business.
std::string to_json(const fetch::Headers& headers) {
  std::string out = "[";
  for (const auto& [name, value] : headers) {
    if (name == "set-cookie") continue;
    if (out.size() > 1) out += ',';
    out += "[" + to_json_string(name) + "," + to_json_string(value) + "]";
  }
  return out += ']';
}

}  // namespace tearsheet::reading
