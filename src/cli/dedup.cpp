// `tearsheet dedup`: which documents of a collection are one story.
#include "dedup/dedup.h"

#include <fmt/format.h>

#include <deque>
#include <map>

#include "base/json_writer.h"
#include "cli/batch.h"
#include "cli/command.h"
#include "cli/configuration.h"
#include "cli/signals.h"
#include "cli/worker_name.h"
#include "crawl/crawl.h"
#include "dates/dates.h"
#include "store/share.h"
#include "store/store.h"
#include "url/url.h"

namespace tearsheet::cli {
namespace {

/// What is printed at the end: small, there may be millions of lines.
struct Pending {
  std::deque<std::string> ids;  // as JSON; empty: none. A vector would copy all to grow
  std::map<std::size_t, std::string> errors;
};

std::optional<SysTime> date_of(const Json& line) {
  const auto date = dates::parse_iso8601(text_at(line, "date"));
  if (!date) return std::nullopt;
  return date->to_sys();
}

class DedupCommand final : public Command {
 public:
  [[nodiscard]] std::string_view name() const override { return "dedup"; }
  [[nodiscard]] std::string_view summary() const override {
    return "group the copies of a story, in a collection of texts or a database";
  }

  void declare(Arguments& arguments) override {
    arguments.flag("--batch", batch_, "a JSON object a line on standard input");
    arguments.flag("--rebuild", rebuild_, "the stories of a database anew, from its texts");
    arguments.option("--db", database_, "FILE",
                     "the database of --rebuild; also postgresql://HOST/NAME", kDatabaseSetting);
    arguments.flag("--json", json_, "of --rebuild: the counts as one object");
    arguments.option("--window", window_, "DAYS",
                     "documents further apart are never one story (default: 90)");
    arguments.epilog(
        R"(Batch lines: {"id", "text"} and where known "title", "url", "date" (ISO 8601). Each gives
{"id", "cluster"}: the id of the first line of its group. Answers come when the input ends: a later
document can show that two groups are one. Texts are not kept, about 900 bytes a document are.
--rebuild finds again which articles of a database are one story, from what is stored, in one transaction:
after an upgrade that sees copies better, or with another window. A crawl does it by itself for fingerprints
that were lost. It needs a file for itself (exit code 3: a run holds it). On a server crawls go on meanwhile, and
wait only while articles change their stories; copies of what they store are told behind it. Articles that
were deleted meanwhile make it begin again. One that was killed has changed no story; the next may begin a minute later.
Examples: the stories of a collection without their copies; a database's stories anew
  tearsheet dedup --batch < articles.jsonl | jq -r 'select(.id == .cluster).id'
  tearsheet dedup --rebuild --db news.db)");
  }

  int run(Console& console) override {
    if (batch_ == rebuild_) {
      console.fail({ErrorCode::kInvalid,
                    batch_ ? "dedup: --batch or --rebuild, not both"
                           : "dedup: --batch (documents on standard input) or --rebuild (a "
                             "database) is needed"});
      return kUsage;
    }
    if (window_ && (*window_ < 0 || *window_ > 1'000'000)) {
      console.fail({ErrorCode::kInvalid, "--window: 0 to 1000000 days"});
      return kUsage;
    }
    return rebuild_ ? rebuild(console) : batch(console);
  }

 private:
  int batch(Console& console) const {
    dedup::Clusters::Options options;
    if (window_) options.window = std::chrono::days(*window_);
    options.max_documents = SIZE_MAX;
    dedup::Clusters clusters(options);
    Pending pending;
    read_batch([&](const Result<Json>& line) {
      pending.ids.emplace_back();
      const auto taken = take(line, pending, clusters);
      if (!taken) pending.errors[pending.ids.size() - 1] = taken.error().message;
    });
    for (std::size_t i = 0; i < pending.ids.size(); ++i) {
      if (!console.write(answer(pending, i, clusters))) break;
    }
    return console.flush() ? kDone : kFailed;
  }

  int rebuild(Console& console) const {
    // A database that is not there would be made.
    if (auto there = store::open_reader(database_, store::Access::kRead); !there)
      return console.fail(there.error());
    crawl::StoryLimits limits{.window = crawl::StoryLimits{}.window, .max_articles = kMaxArticles};
    if (window_) limits.window = std::chrono::days(*window_);
    std::optional<SignalWatch> signals;
    const auto done = store::is_server(database_)
                          ? rebuild_on_server(console, limits, signals.emplace().token())
                          : rebuild_file(limits);
    if (signals && signals->signal() != 0) {
      console.log().warning(done ? "stopped when it was done"
                                 : "stopped; the stories are as they were");
      return 128 + signals->signal();
    }
    if (!done) return console.fail(done.error());
    if (json_) {
      std::string out;
      JsonWriter json(out);
      json.open('{');
      json.raw_field("articles", std::to_string(done->articles));
      json.raw_field("stories", std::to_string(done->stories));
      json.raw_field("copies", std::to_string(done->copies));
      json.raw_field("changed", std::to_string(done->changed));
      json.close('}');
      console.print(out);
    } else {
      console.print(fmt::format(
          "{} articles, {} stories, {} copies; {} articles are in another story than before",
          done->articles, done->stories, done->copies, done->changed));
    }
    return console.flush() ? kDone : kFailed;
  }

  [[nodiscard]] Result<crawl::RebuiltStories> rebuild_file(const crawl::StoryLimits& limits) const {
    auto store = store::open_store(database_, store::Access::kRun);
    if (!store) return fail(store.error());
    return crawl::rebuild_stories(**store, limits);
  }

  Result<crawl::RebuiltStories> rebuild_on_server(Console& console,
                                                  const crawl::StoryLimits& limits,
                                                  const std::stop_token& stop) const {
    auto store = store::open_shared(database_, new_worker(), stop, server_watch(console));
    if (!store) return fail(store.error());
    const SystemClock clock;
    return crawl::rebuild_shared_stories(**store, limits, crawl::Sharing{}.lease, clock, stop);
  }

  static Result<void> take(const Result<Json>& line, Pending& pending, dedup::Clusters& clusters) {
    if (!line) return fail(line.error());
    const auto id = line->find("id");
    if (id == line->end()) return fail(ErrorCode::kInvalid, "no \"id\"");
    pending.ids.back() = id->dump(-1, ' ', false, Json::error_handler_t::replace);
    const auto text = line->find("text");
    if (text == line->end() || !text->is_string()) {
      return fail(ErrorCode::kInvalid, "no \"text\"");
    }
    const auto url = url::Url::parse(text_at(*line, "url"));
    const std::string title = text_at(*line, "title");
    const dedup::Story story{.title = title,
                             .text = text->get_ref<const std::string&>(),
                             .host = url ? url->host() : std::string_view()};
    const auto fingerprint = clusters.without_boilerplate(story, dedup::fingerprint(story));
    clusters.add(static_cast<std::int64_t>(pending.ids.size() - 1), fingerprint, date_of(*line));
    return {};
  }

  static std::string answer(const Pending& pending, std::size_t i,
                            const dedup::Clusters& clusters) {
    std::string out;
    JsonWriter json(out);
    json.open('{');
    if (!pending.ids[i].empty()) json.raw_field("id", pending.ids[i]);
    if (const auto error = pending.errors.find(i); error != pending.errors.end()) {
      json.raw_field("error", Json(error->second).dump());
    } else {
      const auto id = static_cast<std::int64_t>(i);
      json.raw_field("cluster", pending.ids[static_cast<std::size_t>(clusters.cluster_of(id))]);
    }
    json.close('}');
    return out += '\n';
  }

  // Within the window: about 900 MB.
  static constexpr std::size_t kMaxArticles = 1'000'000;

  bool batch_ = false;
  bool rebuild_ = false;
  bool json_ = false;
  std::string database_ = default_database();
  std::optional<std::int64_t> window_;
};

}  // namespace

std::unique_ptr<Command> make_dedup_command() {
  return std::make_unique<DedupCommand>();
}

}  // namespace tearsheet::cli
