#include "telling/telling.h"

#include <utility>

#include "output/output.h"

namespace tearsheet::telling {
namespace {

/// The next one behind `cursor`, and the cursor behind it.
struct Next {
  std::optional<Message> message;
  std::string cursor;
};

Result<Next> next_behind(store::ArticleStore& store, output::Writer& writer,
                         const std::string& cursor) {
  // As feeds have it: what is no news is told to nobody.
  const store::ArticleFilter filter{
      .limit = 1, .news_only = true, .with_sources = writer.wants_sources()};
  Next next;
  const auto take = [&](std::string record) {
    while (record.ends_with('\n')) record.pop_back();
    next.message.emplace().record = std::move(record);
  };
  auto behind = store.each_change(
      filter, cursor,
      [&](const store::StoredArticle& article) {
        take(writer.article(article));
        next.message->title = article[store::kTitleColumn];
        next.message->url = article[store::kUrlColumn];
        return true;
      },
      [&](std::int64_t id, std::string_view url) {
        take(writer.removed(id, url));
        next.message->url = url;
        next.message->is_removal = true;
        return true;
      });
  if (!behind) return fail(behind.error());
  next.cursor = std::move(*behind);
  if (next.message) next.message->id = next.cursor;
  return next;
}

}  // namespace

Result<void> take_place(store::TellingStore& store, const Receiver& receiver, SysTime now) {
  const auto known = store.told(receiver.key());
  if (!known) return fail(known.error());
  if (*known) return {};
  auto newest = store.newest_change();
  if (!newest) return fail(newest.error());
  return store.add_told(receiver.key(), {.cursor = std::move(*newest)}, now);
}

Result<Told> tell_due(store::Store& store, Receiver& receiver, const Clock& clock,
                      std::chrono::milliseconds time, const std::stop_token& stop) {
  const std::string key = receiver.key();
  auto known = store.told(key);
  if (!known) return fail(known.error());
  if (!*known) return Told{};
  store::ToldState state = std::move(**known);
  const auto writer = output::find_format("jsonl")->make({});
  const SteadyTime deadline = clock.steady() + time;
  Told told;
  for (;;) {
    auto next = next_behind(store, *writer, state.cursor);
    if (!next) return fail(next.error());
    if (!next->message) return told;
    told.is_cut = stop.stop_requested() || clock.steady() >= deadline;
    if (told.is_cut) return told;
    if (const auto taken = receiver.tell(*next->message, stop); !taken) {
      told.is_cut = taken.error().code == ErrorCode::kCancelled;
      if (told.is_cut) return told;
      told.trouble = taken.error().message;
      told.runs = ++state.failures;
      if (auto put = store.put_told(key, state.cursor, state, clock.now()); !put)
        return fail(put.error());
      return told;
    }
    ++told.articles;
    const std::string before = std::exchange(state.cursor, std::move(next->cursor));
    state.failures = 0;
    const auto put = store.put_told(key, before, state, clock.now());
    if (!put) return fail(put.error());
    if (!*put) return told;  // another program tells by now, and goes on
  }
}

}  // namespace tearsheet::telling
