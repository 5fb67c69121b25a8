// `tearsheet history`: what an article said before.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/escape.h"
#include "cli/batch.h"
#include "cli/command.h"
#include "cli/configuration.h"
#include "crawl/crawl.h"
#include "store/store.h"
#include "text/text.h"
#include "url/url.h"

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

class HistoryCommand final : public Command {
 public:
  [[nodiscard]] std::string_view name() const override { return "history"; }
  [[nodiscard]] std::string_view summary() const override {
    return "what an article said before: its versions, word by word";
  }

  void declare(Arguments& arguments) override {
    arguments.positional("ARTICLE", article_, "its id, or its address in any form that leads to it",
                         true);
    arguments.option("--db", database_, "FILE", "the database", kDatabaseSetting);
    arguments.flag("--json", json_, "one JSON object");
    arguments.epilog(
        "Oldest version first; each later one with what was removed and added, red and green on a "
        "terminal,\n"
        "[-removed-] and {+added+} elsewhere. Paragraphs that stayed as they were are left out "
        "(...).\n"
        "--json: {\"article\", \"versions\"}; a later version's \"diff\" has a list for each field "
        "that changed:\n"
        "[\"=\", text], [\"-\", text] and [\"+\", text] in order.\n"
        "Examples:\n"
        "  tearsheet history --db news.db https://news.example/story\n"
        "  tearsheet history --db news.db 1234 --json | jq '.versions[].changed'");
  }

  int run(Console& console) override {
    auto store = store::open_store(database_, store::Access::kRead);
    if (!store) return console.fail(store.error());
    const auto history = find(**store);
    if (!history) return console.fail(history.error());
    if (json_) {
      show_json(console, *history);
    } else {
      show(console, *history);
    }
    return console.flush() ? kDone : kFailed;
  }

 private:
  [[nodiscard]] Result<store::ArticleHistory> find(store::Store& store) const {
    std::int64_t id = 0;
    const char* const end = article_.data() + article_.size();
    const auto read = std::from_chars(article_.data(), end, id);
    if (read.ec != std::errc() || read.ptr != end) {
      std::optional<store::UrlHash> key;
      if (const auto url = url::Url::parse(article_)) key = crawl::article_key(*url);
      const auto found = store.find_article(article_, key);
      if (!found) return fail(found.error());
      if (!*found) return unknown();
      id = **found;
    }
    auto history = store.history(id);
    if (!history) return fail(history.error());
    if (!*history) return unknown();
    return std::move(**history);
  }

  [[nodiscard]] tl::unexpected<Error> unknown() const {
    return fail(ErrorCode::kNotFound, database_ + ": no article " + article_);
  }

  static void show(Console& console, const store::ArticleHistory& history) {
    const auto& versions = history.versions;
    console.print(fmt::format("{}  {}", history.id, versions.back().title));
    console.print(history.url);
    if (versions.size() == 1) {
      console.print("never changed since it was stored, " + versions[0].stored);
      return;
    }
    console.print(fmt::format("version {}, {}", versions[0].version, versions[0].stored));
    for (std::size_t i = 1; i < versions.size(); ++i) {
      const Change change = change_between(versions[i - 1], versions[i]);
      std::string fields;
      for (const FieldChange& field : change.fields)
        fields += (fields.empty() ? "" : ", ") + std::string(field.field);
      console.print(fmt::format("version {}, {}: {} changed; words: {} added, {} removed",
                                versions[i].version, versions[i].stored, fields, change.words_added,
                                change.words_removed));
      for (const FieldChange& field : change.fields) {
        for (const std::string& line : lines_of(field.parts, console.colour()))
          console.write(fmt::format("  {:8} {}\n", field.field, line));
      }
    }
  }

  static void show_json(Console& console, const store::ArticleHistory& history) {
    Json all = {
        {"article",
         {{"id", history.id}, {"url", history.url}, {"title", history.versions.back().title}}}};
    Json& list = all["versions"] = Json::array();
    for (std::size_t i = 0; i < history.versions.size(); ++i) {
      const store::ArticleVersion& version = history.versions[i];
      Json row = {{"version", version.version},
                  {"stored", version.stored},
                  {"replaced", version.replaced.empty() ? Json() : Json(version.replaced)}};
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
  bool json_ = false;
};

}  // namespace

std::unique_ptr<Command> make_history_command() {
  return std::make_unique<HistoryCommand>();
}

}  // namespace tearsheet::cli
