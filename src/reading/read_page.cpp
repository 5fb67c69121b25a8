#include "reading/read_page.h"

#include <algorithm>
#include <utility>

#include "extract/extract.h"
#include "reading/address.h"
#include "reading/announced.h"

namespace tearsheet::reading {
namespace {

using store::VisitState;

// A page that a source announced, that has a date of its own and some text, is no listing however
// many headlines stand around it. 300: a short paragraph, or a long one in Chinese.
constexpr std::size_t kAnnouncedBytes = 300;

/// From how a page looks: a site file or a source that announced a story knows better.
bool is_only_a_guess(records::PageKind kind) {
  using enum records::PageKind;
  return kind == kListing || kind == kForum || kind == kProduct || kind == kOther;
}

bool is_article(const records::Article& article, bool announced) {
  using enum records::PageKind;
  switch (article.kind) {
    case kArticle:
    case kLiveblog:
    case kGallery:
    case kPaywalled:
    case kPage:
      return true;
    default:
      break;
  }
  if (!is_only_a_guess(article.kind)) return false;
  if (announced && article.published && article.body.size() >= kAnnouncedBytes) return true;
  return std::any_of(article.sources.begin(), article.sources.end(), [](const auto& source) {
    return source.field == "body" && source.source == "rule";
  });
}

records::Article extract(const Page& page, SysTime fetched_at, const Expectation& expected,
                         std::vector<extract::RuleFinding>& findings) {
  const store::Hint& said = expected.hint;
  records::ListingItem hint;
  hint.url = page.url;
  hint.title = said.title;
  hint.summary = said.summary;
  hint.published = said.published;
  hint.authors = said.authors;
  extract::PageContext context = context_of(page, fetched_at, said.empty() ? nullptr : &hint);
  context.known = expected.known;
  context.observed = expected.observed;
  if (said.modified) context.changed = said.modified;
  const bool has_rules = page.site != nullptr && !page.site->articles.empty();
  if (expected.rules == nullptr || !has_rules) return extract::extract_article(page.tree, context);
  extract::RuleTrust trust = expected.rules->trust();
  context.trust = &trust;
  context.findings = &findings;
  records::Article article = extract::extract_article(page.tree, context);
  const extract::FieldSet lying = expected.rules->judge(article, findings);
  if (lying.empty()) return article;
  trust.doubted.add(lying);
  context.findings = nullptr;
  return extract::extract_article(page.tree, context);
}

const url::KeyRules& key_rules_of(const site::SiteDefinition* site) {
  static const url::KeyRules kNone;
  return site != nullptr ? site->key_rules : kNone;
}

std::string_view last_segment(std::string_view path) {
  while (path.ends_with('/')) path.remove_suffix(1);
  return path.substr(path.rfind('/') + 1);
}

// The print version's and the story's addresses end alike; what a page is told by in its query
// stays.
bool is_form_of(const url::Url& page, const url::Url& canonical) {
  const std::string_view last = last_segment(canonical.path());
  return !last.empty() && last == last_segment(page.path()) &&
         (canonical.query().empty() || canonical.query() == page.query());
}

void propose_canonical(const url::Url& page, const url::KeyRules& rules,
                       store::ArticleRecord& record) {
  const auto url = url::Url::parse(record.article.canonical_url);
  if (!url) return;
  const store::UrlHash key = hash_of(*url, store::UrlKind::kArticle, rules);
  if (std::find(record.keys.begin(), record.keys.end(), key) != record.keys.end()) return;
  record.proposed = key;
  record.proposes_own_form = is_form_of(page, *url);
}

Verdict judge(const records::Article& article, bool noindex, const store::Hint& said) {
  if (noindex) return {VisitState::kDenied, "the page asks not to be indexed (noindex)"};
  if (!is_article(article, !said.empty())) {
    return {VisitState::kNotArticle,
            std::string(records::to_string(article.kind)) + ": " + article.kind_reason};
  }
  if (article.title.empty()) return {VisitState::kNotArticle, "no title"};
  if (article.body.empty()) return {VisitState::kNotArticle, "no text"};
  if (is_another_page(article, said))
    return {VisitState::kNotArticle, "a few lines, and not of the story that was announced"};
  return {};
}

}  // namespace

Reading read_page(const Page& page, SysTime fetched_at, Expectation expected) {
  Reading reading;
  store::ArticleRecord& record = reading.record;
  records::Article& article = record.article;
  article = extract(page, fetched_at, expected, reading.findings);
  if (expected.observed != nullptr) {
    // What stands there already is the time that the page shows its readers.
    if (!expected.observed->published) expected.observed->published = article.published;
    expected.observed->updated = article.updated;
  }
  if (expected.known != nullptr) {
    expected.known->settle(article.published);
    expected.known->settle(article.updated);
  }
  robots::PageDirectives directives = page.directives;
  directives.merge({article.noindex, article.nofollow, article.noarchive});
  article.noarchive = directives.noarchive;
  article.nofollow = directives.nofollow;
  reading.verdict = page.no_page.empty()
                        ? judge(article, directives.noindex, expected.hint)
                        : Verdict{VisitState::kNotArticle, std::string(page.no_page)};
  reading.may_keep = !directives.noindex && !directives.noarchive;
  if (!reading.verdict.is_article()) return reading;
  if (is_only_a_guess(article.kind)) article.kind = records::PageKind::kArticle;
  reading.fingerprint =
      dedup::fingerprint({.title = article.title, .text = article.body, .host = page.url.host()});
  record.keys = std::move(expected.keys);
  propose_canonical(page.url, key_rules_of(page.site), record);
  record.exact = reading.fingerprint.exact;
  record.fingerprint = reading.fingerprint.bytes;
  record.extractor = extract::kExtractorVersion;
  if (page.site != nullptr) record.rules = page.site->hash;
  // Until somebody joins the others (article_reader.h): one page is never stored as the whole.
  if (!article.next_pages.empty())
    article.incomplete = "page 2 was not read: " + article.next_pages.front();
  return reading;
}

Reading read_arrival(const Arrival& arrival, const site::SiteDefinition* site, Expectation expected,
                     store::Packer* packer) {
  const auto page = open_page(arrival.bytes, arrival.headers, arrival.url, site);
  Reading reading;
  if (!page) {
    reading.verdict = {VisitState::kNotArticle, page.error().message};
    return reading;
  }
  const HostWord* const host = expected.host;
  reading = read_page(*page, arrival.at, std::move(expected));
  if (host != nullptr && reading.verdict.is_article())
    add_preferences(reading.record, *page, arrival.headers, *host);
  if (reading.may_keep && packer != nullptr)
    reading.pages.push_back(to_raw_page(arrival, site, *packer));
  return reading;
}

std::vector<store::UrlHash> keys_of(store::UrlHash asked, const url::Url& landed,
                                    const url::KeyRules& rules) {
  std::vector<store::UrlHash> keys{asked};
  const store::UrlHash key = hash_of(landed, store::UrlKind::kArticle, rules);
  if (key != asked) keys.push_back(key);
  return keys;
}

}  // namespace tearsheet::reading
