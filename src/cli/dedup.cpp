// `tearsheet dedup`: which documents of a collection are one story.
#include "dedup/dedup.h"

#include "cli/batch.h"
#include "cli/command.h"
#include "dates/dates.h"
#include "url/url.h"

namespace tearsheet::cli {
namespace {

/// What is printed of a line at the end.
struct Pending {
  std::string id;     // as JSON; empty: none
  std::string error;  // empty: none
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
    return "group the copies of a story in a collection of texts";
  }

  void declare(Arguments& arguments) override {
    arguments.flag("--batch", batch_, "a JSON object a line on standard input");
    arguments.option("--window", window_, "DAYS",
                     "documents further apart are never one story (default: 90)");
    arguments.epilog(
        "Batch lines: {\"id\", \"text\"} and where known \"title\", \"url\", \"date\" (ISO 8601). "
        "Each gives\n"
        "{\"id\", \"cluster\"}: the id of the first line of its group. Answers come when the input "
        "ends: a later\n"
        "document can show that two groups are one. Texts are not kept, about 800 bytes a document "
        "are.\n"
        "Example: the stories of a collection, without their copies\n"
        "  tearsheet dedup --batch < articles.jsonl | jq -r 'select(.id == .cluster).id'");
  }

  int run(Console& console) override {
    if (!batch_) {
      console.fail({ErrorCode::kInvalid, "dedup: --batch is needed, documents on standard input"});
      return kUsage;
    }
    dedup::Clusters::Options options;
    if (window_) {
      if (*window_ < 0 || *window_ > 1'000'000) {
        console.fail({ErrorCode::kInvalid, "--window: 0 to 1000000 days"});
        return kUsage;
      }
      options.window = std::chrono::days(*window_);
    }
    options.max_documents = SIZE_MAX;
    dedup::Clusters clusters(options);
    std::vector<Pending> lines;
    read_batch([&](Result<Json> line) { lines.push_back(take(line, lines.size(), clusters)); });
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (!console.write(answer(lines, i, clusters))) break;
    }
    return console.flush() ? kDone : kFailed;
  }

 private:
  static Pending take(const Result<Json>& line, std::size_t number, dedup::Clusters& clusters) {
    if (!line) return {.id = {}, .error = line.error().message};
    Pending pending;
    const auto id = line->find("id");
    if (id == line->end()) return {.id = {}, .error = "no \"id\""};
    pending.id = id->dump(-1, ' ', false, Json::error_handler_t::replace);
    const auto text = line->find("text");
    if (text == line->end() || !text->is_string()) {
      pending.error = "no \"text\"";
      return pending;
    }
    const auto url = url::Url::parse(text_at(*line, "url"));
    const std::string title = text_at(*line, "title");
    clusters.add(static_cast<std::int64_t>(number),
                 dedup::fingerprint({.title = title,
                                     .text = text->get_ref<const std::string&>(),
                                     .host = url ? url->host() : std::string_view()}),
                 date_of(*line));
    return pending;
  }

  static std::string answer(const std::vector<Pending>& lines, std::size_t i,
                            const dedup::Clusters& clusters) {
    std::string out = "{";
    if (!lines[i].id.empty()) out += "\"id\":" + lines[i].id + ",";
    if (!lines[i].error.empty()) return out + "\"error\":" + Json(lines[i].error).dump() + "}\n";
    const auto first = static_cast<std::size_t>(clusters.cluster_of(static_cast<std::int64_t>(i)));
    return out + "\"cluster\":" + lines[first].id + "}\n";
  }

  bool batch_ = false;
  std::optional<std::int64_t> window_;
};

}  // namespace

std::unique_ptr<Command> make_dedup_command() {
  return std::make_unique<DedupCommand>();
}

}  // namespace tearsheet::cli
