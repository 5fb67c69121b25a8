// `tearsheet history`: what an article said before.
#include <fmt/format.h>

#include <algorithm>

#include "base/escape.h"
#include "cli/article_lookup.h"
#include "cli/batch.h"
#include "cli/command.h"
#include "cli/configuration.h"
#include "store/share.h"
#include "store/store.h"
#include "text/text.h"

namespace tearsheet::cli {
namespace {

using Parts = std::vector<text::DiffPart>;
using text::DiffOp;

struct FieldChange {
  const char* field;
  Parts parts;
};
/// From one version to the next. Views into both.
struct Change {
  std::vector<FieldChange> fields;
  std::size_t words_added = 0, words_removed = 0;
};

Change change_between(const store::ArticleVersion& before, const store::ArticleVersion& after) {
  Change change;
  const auto compare_words = [&](const char* field, const std::string& old,
                                 const std::string& now) {
    if (old == now) return;
    Parts parts = text::diff_words(old, now);
    for (const text::DiffPart& part : parts) {
      if (part.op == DiffOp::kRemoved) change.words_removed += text::count_words(part.text);
      if (part.op == DiffOp::kAdded) change.words_added += text::count_words(part.text);
    }
    change.fields.push_back({field, std::move(parts)});
  };
  // Half of a date says nothing: dates change as wholes.
  const auto compare_dates = [&](const char* field, const std::string& old,
                                 const std::string& now) {
    if (old == now) return;
    Parts parts;
    if (!old.empty()) parts.push_back({DiffOp::kRemoved, old});
    if (!now.empty()) parts.push_back({DiffOp::kAdded, now});
    change.fields.push_back({field, std::move(parts)});
  };
  compare_words("title", before.title, after.title);
  compare_dates("date", before.date, after.date);
  compare_dates("updated", before.updated, after.updated);
  compare_words("summary", before.summary, after.summary);
  compare_words("body", before.body, after.body);
  return change;
}

std::string marked(DiffOp op, std::string_view text, bool colour) {
  std::string shown = to_printable(text);
  switch (op) {
    case DiffOp::kRemoved:
      return colour ? "\x1b[31m" + shown + "\x1b[0m" : "[-" + shown + "-]";
    case DiffOp::kAdded:
      return colour ? "\x1b[32m" + shown + "\x1b[0m" : "{+" + shown + "+}";
    default:
      return shown;
  }
}

// A line per paragraph, "..." for those that stayed as they were.
std::vector<std::string> lines_of(const Parts& parts, bool colour) {
  std::vector<std::string> lines;
  std::string line;
  bool changed = false;
  const auto end_line = [&] {
    if (changed) {
      lines.push_back(std::move(line));
    } else if (!line.empty() && (lines.empty() || lines.back() != "...")) {
      lines.emplace_back("...");
    }
    line.clear();
    changed = false;
  };
  for (const text::DiffPart& part : parts) {
    std::string_view rest = part.text;
    while (true) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      if (end > 0) {
        line += marked(part.op, rest.substr(0, end), colour);
        changed = changed || part.op != DiffOp::kEqual;
      }
      if (end == rest.size()) break;
      end_line();
      rest.remove_prefix(end + 1);
    }
  }
  end_line();
  return lines;
}

Json to_json(const Change& change) {
  Json diff = Json::object();
  for (const FieldChange& field : change.fields) {
    Json parts = Json::array();
    for (const text::DiffPart& part : field.parts) {
      const char* const op = part.op == DiffOp::kEqual     ? "="
                             : part.op == DiffOp::kRemoved ? "-"
                                                           : "+";
      parts.push_back(Json::array({op, std::string(part.text)}));
    }
    diff[field.field] = std::move(parts);
  }
  return diff;
}

Json or_null(const std::string& text) {
  return text.empty() ? Json() : Json(text);
}

class HistoryCommand final : public Command {
 public:
  [[nodiscard]] std::string_view name() const override { return "history"; }
  [[nodiscard]] std::string_view summary() const override {
    return "what an article said before: its versions, word by word";
  }

  void declare(Arguments& arguments) override {
    arguments.positional("ARTICLE", article_, "its id, or its address in any form that leads to it",
                         true);
    arguments.option("--db", database_, "FILE", "the database; also postgresql://HOST/NAME",
                     kDatabaseSetting);
    arguments.option("--version", version_, "N", "the text of this version alone");
    arguments.flag("--json", json_, "one JSON object");
    arguments.epilog(
        R"(Oldest version first; each later one with what was removed and added, red and green on a terminal,
[-removed-] and {+added+} elsewhere. Paragraphs that stayed as they were are left out (...).
Of a page that changed very often some versions between the first and the newest are not kept.
--json: {"article", "versions"}; a later version's "diff" has a list for each field that changed:
["=", text], ["-", text] and ["+", text] in order. With --version: {"article", "version"}.
Examples:
  tearsheet history --db news.db https://news.example/story
  tearsheet history --db news.db https://news.example/story --version 1
  tearsheet history --db news.db 1234 --json | jq '.versions[].changed')");
  }

  int run(Console& console) override {
    auto store = store::open_reader(database_, store::Access::kReadArticles);
    if (!store) return console.fail(store.error());
    const auto history = find(**store);
    if (!history) return console.fail(history.error());
    if (version_) {
      const auto at =
          std::find_if(history->versions.begin(), history->versions.end(),
                       [&](const auto& version) { return version.version == *version_; });
      if (at == history->versions.end()) return console.fail(no_version(*history));
      if (json_) {
        console.write(
            to_line(Json{{"article", article_json(*history)}, {"version", text_json(*at)}}));
      } else {
        show_text(console, *history, *at);
      }
    } else if (json_) {
      show_json(console, *history);
    } else {
      show(console, *history);
    }
    return console.flush() ? kDone : kFailed;
  }

 private:
  [[nodiscard]] Result<store::ArticleHistory> find(store::Store& store) const {
    const auto id = find_article(store, article_);
    if (!id) return fail(id.error());
    if (!*id) return fail(no_article(database_, article_));
    auto history = store.history(**id);
    if (!history) return fail(history.error());
    if (!*history) return fail(no_article(database_, article_));
    return std::move(**history);
  }

  [[nodiscard]] Error no_version(const store::ArticleHistory& history) const {
    std::string kept;
    for (const store::ArticleVersion& version : history.versions)
      kept += (kept.empty() ? "" : ", ") + std::to_string(version.version);
    return {ErrorCode::kNotFound,
            fmt::format("article {} has no version {}; it has {}", history.id, *version_, kept)};
  }

  static void show_head(Console& console, const store::ArticleHistory& history,
                        std::string_view title) {
    console.print(fmt::format("{}  {}", history.id, title));
    console.print(history.url);
    if (!history.gone.empty()) console.print("gone from this address since " + history.gone);
  }

  static void show_text(Console& console, const store::ArticleHistory& history,
                        const store::ArticleVersion& version) {
    show_head(console, history, version.title);
    console.print(fmt::format("version {} of {}, {}: {} words{}", version.version,
                              history.versions.back().version, version.stored,
                              text::count_words(version.body),
                              version.replaced.empty() ? "" : ", replaced " + version.replaced));
    if (!version.date.empty()) console.print("published " + version.date);
    if (!version.updated.empty()) console.print("updated   " + version.updated);
    for (const std::string& text : {version.summary, version.body}) {
      if (text.empty()) continue;
      console.print("");
      for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        console.print(std::string_view(text).substr(at, end - at));
        at = end + 1;
      }
    }
  }

  static void show(Console& console, const store::ArticleHistory& history) {
    const auto& versions = history.versions;
    show_head(console, history, versions.back().title);
    if (versions.size() == 1) {
      console.print(fmt::format("never changed since it was stored, {}: {} words",
                                versions[0].stored, text::count_words(versions[0].body)));
      return;
    }
    console.print(fmt::format("version {}, {}: {} words", versions[0].version, versions[0].stored,
                              text::count_words(versions[0].body)));
    for (std::size_t i = 1; i < versions.size(); ++i) {
      const Change change = change_between(versions[i - 1], versions[i]);
      std::string fields;
      for (const FieldChange& field : change.fields)
        fields += (fields.empty() ? "" : ", ") + std::string(field.field);
      console.print(fmt::format("version {}, {}: {} changed; {} words: {} added, {} removed",
                                versions[i].version, versions[i].stored, fields,
                                text::count_words(versions[i].body), change.words_added,
                                change.words_removed));
      for (const FieldChange& field : change.fields) {
        for (const std::string& line : lines_of(field.parts, console.colour()))
          console.write(fmt::format("  {:8} {}\n", field.field, line));
      }
    }
  }

  static Json article_json(const store::ArticleHistory& history) {
    return {{"id", history.id},
            {"url", history.url},
            {"title", history.versions.back().title},
            {"gone", or_null(history.gone)}};
  }

  static Json version_json(const store::ArticleVersion& version) {
    return {{"version", version.version},
            {"stored", version.stored},
            {"replaced", or_null(version.replaced)},
            {"words", text::count_words(version.body)}};
  }

  static Json text_json(const store::ArticleVersion& version) {
    Json row = version_json(version);
    row["title"] = version.title;
    row["date"] = or_null(version.date);
    row["updated"] = or_null(version.updated);
    row["summary"] = version.summary;
    row["body"] = version.body;
    return row;
  }

  static void show_json(Console& console, const store::ArticleHistory& history) {
    Json all = {{"article", article_json(history)}};
    Json& list = all["versions"] = Json::array();
    for (std::size_t i = 0; i < history.versions.size(); ++i) {
      const store::ArticleVersion& version = history.versions[i];
      Json row = version_json(version);
      if (i > 0) {
        const Change change = change_between(history.versions[i - 1], version);
        row["changed"] = Json::array();
        for (const FieldChange& field : change.fields) row["changed"].push_back(field.field);
        row["words_added"] = change.words_added;
        row["words_removed"] = change.words_removed;
        row["diff"] = to_json(change);
      }
      list.push_back(std::move(row));
    }
    console.write(to_line(all));
  }

  std::string article_;
  std::string database_ = default_database();
  std::optional<std::int64_t> version_;
  bool json_ = false;
};

}  // namespace

std::unique_ptr<Command> make_history_command() {
  return std::make_unique<HistoryCommand>();
}

}  // namespace tearsheet::cli
