#include "crawl/article_parts.h"

#include <memory>
#include <utility>

namespace tearsheet::crawl {
namespace {

void set_more(PageOutcome& outcome, std::shared_ptr<PartsInHand> in_hand) {
  Task& more = outcome.more.emplace(outcome.task);
  more.at = *in_hand->reader.next();
  more.hops = 0;
  more.attempts = 0;
  more.parts = std::move(in_hand);
}

void finish(PageOutcome& outcome, reading::ArticleReader& reader) {
  reading::Reading whole = reader.take();
  outcome.fingerprint = std::move(whole.fingerprint);
  outcome.record.visit.note = whole.record.article.incomplete;
  reading::hand_over(whole, outcome.record);
  outcome.task.parts.reset();
}

void resume(PageOutcome& outcome, const std::shared_ptr<PartsInHand>& in_hand) {
  outcome.record = {};
  if (in_hand->reader.next() != nullptr) return set_more(outcome, in_hand);
  outcome.record = std::move(in_hand->record);
  finish(outcome, in_hand->reader);
}

}  // namespace

void begin_parts(PageOutcome& outcome, reading::Reading first, const site::SiteDefinition& site,
                 std::size_t bytes) {
  reading::ArticleReader reader(std::move(first), &site, bytes);
  if (reader.next() == nullptr) return finish(outcome, reader);
  set_more(outcome, std::make_shared<PartsInHand>(
                        PartsInHand{std::move(outcome.record), std::move(reader)}));
}

void go_on(PageOutcome& outcome, reading::Reading page, std::size_t bytes) {
  const std::shared_ptr<PartsInHand> in_hand = outcome.task.parts;
  in_hand->reader.add(std::move(page), bytes);
  resume(outcome, in_hand);
}

PageOutcome end_parts(Task task, int status, const std::string& why, bool again) {
  PageOutcome outcome;
  const std::shared_ptr<PartsInHand> in_hand = task.parts;
  outcome.task = std::move(task);
  in_hand->reader.fail(why);
  resume(outcome, in_hand);
  if (outcome.more) return outcome;
  store::Visit& visit = outcome.record.visit;
  if (again && !outcome.record.article->article.incomplete.empty()) {
    visit.state = store::VisitState::kRetry;
    visit.status = status;
  }
  return outcome;
}

}  // namespace tearsheet::crawl
