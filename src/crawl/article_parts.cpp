#include "crawl/article_parts.h"

#include <memory>
#include <utility>

#include "crawl/address.h"
#include "dedup/dedup.h"

namespace tearsheet::crawl {
namespace {

using store::VisitState;

/// Settles pages that may not be asked for; whether one is left to fetch.
bool choose_next(PartsInHand& in_hand, const site::SiteDefinition& site, bool nofollow) {
  while (!in_hand.parts.next().empty()) {
    const std::string address = in_hand.parts.next();
    const auto url = url::Url::parse(address);
    if (!url || !is_sane(*url) || !site.owns_host(url->host())) {
      in_hand.parts.fail(address + " is not of this site");
    } else if (nofollow) {
      in_hand.parts.fail("the page asks not to follow its links");
    } else if (in_hand.bytes > kMaxPartsBytes) {
      in_hand.parts.fail("the pages before it have more than " +
                         std::to_string(kMaxPartsBytes / 1'000'000) + " MB");
    } else {
      in_hand.next = *url;
      return true;
    }
  }
  return false;
}

void set_more(PageOutcome& outcome, std::shared_ptr<PartsInHand> in_hand) {
  Task& more = outcome.more.emplace(outcome.task);
  more.at = in_hand->next;
  more.hops = 0;
  more.attempts = 0;
  more.parts = std::move(in_hand);
}

void finish(PageOutcome& outcome, const site::SiteDefinition& site, PartsInHand& in_hand) {
  outcome.record = std::move(in_hand.record);
  outcome.record.more_raw = std::move(in_hand.more);
  store::ArticleRecord& record = *outcome.record.article;
  record.article = in_hand.parts.take();
  const records::Article& article = record.article;
  std::string_view host;
  const auto url = url::Url::parse(article.url);
  if (url) host = url->host();
  outcome.print = dedup::fingerprint({.title = article.title, .text = article.body, .host = host});
  record.exact = outcome.print.exact;
  record.fingerprint = outcome.print.bytes;
  for (const std::string& part : article.parts) {
    const auto address = url::Url::parse(part);
    if (address)
      record.part_keys.push_back(hash_of(*address, store::UrlKind::kArticle, site.key_rules));
  }
  outcome.record.visit.note = article.incomplete;
  outcome.task.parts.reset();
}

}  // namespace

void begin_parts(PageOutcome& outcome, const site::SiteDefinition& site, bool nofollow) {
  if (!outcome.record.article) return;
  const records::Article& article = outcome.record.article->article;
  if (article.next_pages.empty() && article.single_page.empty()) return;
  extract::ArticleParts parts(std::move(outcome.record.article->article));
  auto in_hand = std::make_shared<PartsInHand>(
      PartsInHand{std::move(outcome.record), std::move(parts), {}, 0, {}});
  if (in_hand->record.raw) in_hand->bytes = in_hand->record.raw->size;
  if (choose_next(*in_hand, site, nofollow)) {
    set_more(outcome, std::move(in_hand));
  } else {
    finish(outcome, site, *in_hand);
  }
}

void go_on(PageOutcome& outcome, const site::SiteDefinition& site, records::Article* article,
           const std::string& why, std::size_t bytes) {
  const std::shared_ptr<PartsInHand> in_hand = outcome.task.parts;
  in_hand->bytes += bytes;
  bool nofollow = false;
  if (article == nullptr) {
    in_hand->parts.fail(in_hand->next.href() + ": " + why);
  } else {
    nofollow = article->nofollow;
    in_hand->parts.add(std::move(*article));
    if (outcome.record.raw) in_hand->more.push_back(std::move(*outcome.record.raw));
  }
  outcome.record = {};
  if (choose_next(*in_hand, site, nofollow)) {
    set_more(outcome, in_hand);
  } else {
    finish(outcome, site, *in_hand);
  }
}

PageOutcome end_parts(Task task, const site::SiteDefinition& site, int status,
                      const std::string& why, bool again) {
  PageOutcome outcome;
  const std::shared_ptr<PartsInHand> in_hand = task.parts;
  outcome.task = std::move(task);
  in_hand->parts.fail(in_hand->next.href() + ": " + why);
  // The page with everything on it failed, and the others can still be had.
  if (choose_next(*in_hand, site, false)) {
    set_more(outcome, in_hand);
    return outcome;
  }
  finish(outcome, site, *in_hand);
  store::Visit& visit = outcome.record.visit;
  if (again && !outcome.record.article->article.incomplete.empty()) {
    visit.state = VisitState::kRetry;
    visit.status = status;
  }
  return outcome;
}

}  // namespace tearsheet::crawl
