#include "reading/article_reader.h"

#include <utility>

#include "dedup/dedup.h"
#include "reading/address.h"

namespace tearsheet::reading {

ArticleReader::ArticleReader(ArticleReading first, const site::SiteDefinition& site,
                             std::size_t bytes)
    : first_(std::move(first)), site_(&site), bytes_(bytes) {
  records::Article& article = first_.article->article;
  if (article.next_pages.empty() && article.single_page.empty()) return;
  const bool nofollow = article.nofollow;
  parts_.emplace(std::move(article));
  choose_next(nofollow);
}

// Settles pages that may not be asked for.
void ArticleReader::choose_next(bool nofollow) {
  next_.reset();
  while (!parts_->next().empty()) {
    const std::string address = parts_->next();
    auto url = url::Url::parse(address);
    if (!url || !is_sane(*url) || !site_->owns_host(url->host())) {
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

void ArticleReader::add(ArticleReading page, std::size_t bytes) {
  bytes_ += bytes;
  if (!page.article) return fail(page.note);
  const bool nofollow = page.article->article.nofollow;
  parts_->add(std::move(page.article->article));
  choose_next(nofollow);
}

// The page with everything on it may fail, and the others can still be had.
void ArticleReader::fail(const std::string& why) {
  parts_->fail(next_->href() + ": " + why);
  choose_next(false);
}

ArticleReading ArticleReader::take() {
  if (!parts_) return std::move(first_);
  store::ArticleRecord& record = *first_.article;
  record.article = parts_->take();
  const records::Article& article = record.article;
  std::string_view host;
  const auto url = url::Url::parse(article.url);
  if (url) host = url->host();
  first_.print = dedup::fingerprint({.title = article.title, .text = article.body, .host = host});
  record.exact = first_.print.exact;
  record.fingerprint = first_.print.bytes;
  for (const std::string& part : article.parts) {
    if (const auto address = url::Url::parse(part))
      record.part_keys.push_back(hash_of(*address, store::UrlKind::kArticle, site_->key_rules));
  }
  return std::move(first_);
}

}  // namespace tearsheet::reading
