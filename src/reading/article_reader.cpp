#include "reading/article_reader.h"

#include <utility>

#include "dedup/dedup.h"
#include "reading/address.h"

namespace tearsheet::reading {

ArticleReader::ArticleReader(Reading first, const site::SiteDefinition* site, std::size_t bytes)
    : first_(std::move(first)), site_(site), bytes_(bytes) {
  records::Article& article = first_.record.article;
  if (article.next_pages.empty() && article.single_page.empty()) return;
  const bool nofollow = article.nofollow;
  if (const auto url = url::Url::parse(article.url); url && is_nobodys())
    domain_ = url::registrable_domain(url->host());
  parts_.emplace(std::move(article));
  choose_next(nofollow);
}

// Settles pages that may not be asked for.
void ArticleReader::choose_next(bool nofollow) {
  next_.reset();
  while (!parts_->next().empty()) {
    const std::string address = parts_->next();
    auto url = url::Url::parse(address);
    if (!url || !is_sane(*url) || !is_of_site(*url)) {
      parts_->fail(address + " is not of this site");
    } else if (nofollow) {
      parts_->fail("the page asks not to follow its links");
    } else if (bytes_ > kMaxPartsBytes) {
      parts_->fail("the pages before it have more than " +
                   std::to_string(kMaxPartsBytes / 1'000'000) + " MB");
    } else {
      next_ = *std::move(url);
      return;
    }
  }
}

// A site file without domains, or for every host, is the one of pages that are nobody's; where there
// is no file, the domains of an article that a feed names need not be the feed's.
bool ArticleReader::is_nobodys() const {
  return site_ == nullptr || site_->domains.empty() || site_->by_address || site_->is_everyones();
}

bool ArticleReader::is_of_site(const url::Url& url) const {
  return is_nobodys() ? url::registrable_domain(url.host()) == domain_
                      : site_->owns_host(url.host());
}

void ArticleReader::add(Reading page, std::size_t bytes) {
  bytes_ += bytes;
  if (!page.verdict.is_article()) return fail(page.verdict.why_not);
  for (store::RawPage& raw : page.pages) first_.pages.push_back(std::move(raw));
  const bool nofollow = page.record.article.nofollow;
  parts_->add(std::move(page.record.article));
  choose_next(nofollow);
}

// The page with everything on it may fail, and the others can still be had.
void ArticleReader::fail(const std::string& why) {
  parts_->fail(next_->href() + ": " + why);
  choose_next(false);
}

Reading ArticleReader::take() {
  if (!parts_) return std::move(first_);
  store::ArticleRecord& record = first_.record;
  record.article = parts_->take();
  const records::Article& article = record.article;
  if (!first_.verdict.is_article()) return std::move(first_);
  std::string_view host;
  const auto url = url::Url::parse(article.url);
  if (url) host = url->host();
  first_.fingerprint =
      dedup::fingerprint({.title = article.title, .text = article.body, .host = host});
  record.exact = first_.fingerprint.exact;
  record.fingerprint = first_.fingerprint.bytes;
  static const url::KeyRules kNone;
  const url::KeyRules& rules = site_ != nullptr ? site_->key_rules : kNone;
  for (const std::string& part : article.parts) {
    if (const auto address = url::Url::parse(part))
      record.part_keys.push_back(hash_of(*address, store::UrlKind::kArticle, rules));
  }
  return std::move(first_);
}

}  // namespace tearsheet::reading
