#include "cli/db_merge.h"

#include <fmt/format.h>

#include <filesystem>
#include <map>

#include "cli/batch.h"
#include "cli/command.h"
#include "cli/signals.h"
#include "crawl/crawl.h"
#include "evidence/evidence.h"
#include "store/maintenance.h"
#include "store/merge.h"
#include "store/removal.h"

namespace tearsheet::cli {
namespace {

constexpr std::size_t kMaxArticles = 1'000'000;  // among which copies are looked for

std::string to_hex(std::string_view bytes) {
  std::string text;
  for (const char byte : bytes) text += fmt::format("{:02x}", static_cast<unsigned char>(byte));
  return text;
}

Json to_json(const MergeOrder& order, const store::MergeReceipt& receipt,
             const std::vector<store::RemovedThere>& removed,
             const std::optional<crawl::JoinedStories>& stories, SysTime now) {
  Json gone = Json::array();
  for (const store::RemovedThere& one : removed)
    gone.push_back({{"id", one.id}, {"site", one.site}, {"url", one.url}, {"why", one.why}});
  return {{"dry_run", order.dry_run},
          {"at", to_iso8601(now)},
          {"database", order.database},
          {"identity", receipt.database},
          {"other",
           {{"database", order.files.front()},
            {"identity", receipt.other},
            {"entries", receipt.entries},
            {"head", to_hex(receipt.head)}}},
          {"read", receipt.read},
          {"added", receipt.added},
          {"of_them_other_stories", receipt.replaced_stories},
          {"updated", receipt.updated},
          {"unchanged", receipt.unchanged},
          {"left_out_as_removed", receipt.removed},
          {"removed", std::move(gone)},
          {"merged",
           {{"versions", receipt.versions},
            {"raw_pages", receipt.raw_pages},
            {"bytes", receipt.bytes},
            {"dictionaries", receipt.dictionaries},
            {"assets", receipt.assets},
            {"preferences", receipt.preferences},
            {"sites", receipt.sites},
            {"sources", receipt.sources},
            {"addresses", receipt.addresses},
            {"tombstones", receipt.tombstones}}},
          {"copies", stories ? Json(stories->copies) : Json()},
          {"stopped", receipt.stopped}};
}

/// What was removed there goes here too, each with its reason.
Result<void> remove_all(const MergeOrder& order, const std::vector<store::RemovedThere>& removed,
                        SysTime now) {
  std::map<std::string, std::vector<std::int64_t>> by_reason;
  for (const store::RemovedThere& one : removed) by_reason[one.why].push_back(one.id);
  for (const auto& [why, ids] : by_reason) {
    const auto gone = store::remove_articles(order.database, ids, {.why = why}, now);
    if (!gone) return fail(gone.error());
  }
  return {};
}

std::optional<std::string> what_is_wrong(const MergeOrder& order,
                                         const std::vector<store::RemovedThere>& removed) {
  if (order.dry_run) return std::nullopt;
  const auto count = static_cast<std::int64_t>(removed.size());
  // None: they went with a merge before this one.
  if (count == 0 || order.expect == count) return std::nullopt;
  return fmt::format(
      "{} article{} of {} {} removed in {} by a person and would go: --dry-run lists them, and "
      "--expect {} merges",
      count, count == 1 ? "" : "s", order.database, count == 1 ? "was" : "were",
      order.files.front(), count);
}

bool is_empty_file(const std::string& path) {
  std::error_code trouble;
  return std::filesystem::file_size(path, trouble) == 0 && !trouble;
}

}  // namespace

int merge(Console& console, const MergeOrder& order) {
  if (order.files.size() != 1 || order.files.front().empty()) {
    console.log().error("db merge: give one other database");
    return kUsage;
  }
  const std::string& other = order.files.front();
  const SysTime now = SystemClock().now();
  SignalWatch signals;
  std::error_code ignored;
  if (!order.dry_run && std::filesystem::exists(order.database, ignored)) {
    // As any run would; one that is not there is made with today's schema.
    if (auto today = store::migrate_database(order.database, false);
        !today && !is_empty_file(order.database))
      return console.refuse(today.error());
  }
  const auto removed = store::removed_there(order.database, other);
  if (!removed) return console.refuse(removed.error());
  if (const auto wrong = what_is_wrong(order, *removed)) {
    console.log().error(*wrong);
    return kUsage;
  }
  const auto evidence = store::verify_evidence(
      other, {}, [&](const std::string& what) { console.log().info("looking at: " + what); });
  if (!evidence) return console.refuse(evidence.error());
  if (!evidence->problems.empty() && !order.force) {
    console.log().error(fmt::format(
        "{}: changed behind tearsheet's back: {}; with --force it is merged all the same", other,
        evidence->problems.front().what));
    return kDatabaseUnusable;
  }
  if (!order.dry_run) {
    if (auto gone = remove_all(order, *removed, now); !gone) return console.refuse(gone.error());
  }
  const auto merged = store::merge_database(
      order.database, other,
      {.version = TEARSHEET_VERSION, .dry_run = order.dry_run, .stop = signals.token()}, now);
  if (!merged) return console.refuse(merged.error());
  std::optional<crawl::JoinedStories> stories;
  if (merged->store) {
    const auto joined = crawl::join_stories(
        *merged->store, {.window = crawl::StoryLimits{}.window, .max_articles = kMaxArticles});
    if (!joined) return console.fail(joined.error());
    stories = *joined;
    // One that changed nothing has no head of its own.
    if (order.identity != nullptr && merged->receipt.has_changed()) {
      if (const auto done = evidence::sign_head(*merged->store, *order.identity); !done)
        return console.fail(done.error());
    }
  }
  console.write(to_line(to_json(order, merged->receipt, *removed, stories, now)));
  if (!console.flush()) return kFailed;
  if (!merged->receipt.stopped) return kDone;
  console.log().warning("stopped: merge the file again to go on");
  return 128 + signals.signal();
}

}  // namespace tearsheet::cli
