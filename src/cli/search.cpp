// `tearsheet search`: stored articles by their words.
#include <fmt/format.h>

#include <algorithm>

#include "base/escape.h"
#include "cli/batch.h"
#include "cli/command.h"
#include "cli/configuration.h"
#include "cli/date_range.h"
#include "store/share.h"
#include "store/store.h"

namespace tearsheet::cli {
namespace {

// The hits in bold on a terminal, between ** elsewhere. What stands around them is made harmless
// piece by piece, so that no mark of ours is escaped.
std::string shown(const store::MarkedText& text, bool colour) {
  std::string out;
  std::size_t at = 0;
  const auto plain = [&](std::size_t begin, std::size_t end) {
    std::string piece = text.text.substr(begin, end - begin);
    std::replace(piece.begin(), piece.end(), '\n', ' ');
    return to_printable(piece);
  };
  for (const text::Range& mark : text.marks) {
    out += plain(at, mark.begin);
    out += colour ? "\x1b[1m" : "**";
    out += plain(mark.begin, mark.end);
    out += colour ? "\x1b[0m" : "**";
    at = mark.end;
  }
  return out += plain(at, text.text.size());
}

class SearchCommand final : public Command {
 public:
  [[nodiscard]] std::string_view name() const override { return "search"; }
  [[nodiscard]] std::string_view summary() const override {
    return "find stored articles by their words";
  }

  void declare(Arguments& arguments) override {
    arguments.positionals("QUERY", words_, "words to look for; see below", true);
    arguments.option("--db", database_, "FILE", "the database; also postgresql://HOST/NAME",
                     kDatabaseSetting);
    arguments.choice("--sort", sort_, {"best", "newest"}, "order of the answer");
    arguments.option("--site", query_.filter.sites, "ID",
                     "of this site; may be given several times");
    range_.declare(arguments, "published (or, undated, first seen)");
    arguments.option("--limit", query_.filter.limit, "N", "at most so many");
    arguments.flag("--all", query_.copies, "each page of a story, not one of its copies");
    arguments.choice("--format", format_, {"text", "json", "url", "id"},
                     "json: one object a line; url, id: only that, for other commands");
    arguments.flag("--json", json_, "the same as --format json");
    arguments.flag("--fts5", query_.filter.fts5, "QUERY is in SQLite's own syntax (NEAR, ^ ...)");
    arguments.epilog(
        R"(All words must stand in an article, in any of title, summary and body; case and accents do not matter.
  harbour wall            both words        "harbour wall"    the words side by side
  harbour OR port         either            dredg*            words that begin so
  harbour -ferry          without ferry     title:harbour     only in the title (summary:, body:)
  (harbour OR port) wall  groups            -- -ferry wall    a query that begins with -
Chinese, Japanese, Korean, Thai, Lao, Khmer, Burmese and Tibetan are found by any part of a text.
'best' ranks by BM25, words in titles counting most; of very frequent words the 10,000 articles stored last are
weighed (on a server 1,000). 'newest' is exact.
Examples:
  tearsheet search harbour dredging --since 2025-11 --sort newest
  tearsheet search 'title:harbour -ferry' --format id | xargs -n 1 tearsheet history
Exit codes: 0 found, 1 no article matches (as grep has it), 2 usage, 4 the database cannot be used.)");
  }

  int run(Console& console) override {
    if (const std::string wrong = range_.read(SystemClock().now()); !wrong.empty()) {
      console.log().error(wrong);
      return kUsage;
    }
    query_.filter.since = range_.since();
    query_.filter.until = range_.until();
    for (const std::string& word : words_)
      query_.filter.where += (query_.filter.where.empty() ? "" : " ") + word;
    query_.order = sort_ == "newest" ? store::SearchOrder::kNewest : store::SearchOrder::kBest;
    if (!query_.filter.limit) query_.filter.limit = 20;
    if (json_) format_ = "json";
    auto store = store::open_reader(database_, store::Access::kReadArticles);
    if (!store) return console.fail(store.error());
    const auto answer = (*store)->search(query_);
    if (!answer) return console.refuse(answer.error());
    for (const store::SearchHit& hit : answer->hits) console.write(line(hit, console.colour()));
    tell(console, *answer);
    return answer->hits.empty() ? kFailed : kDone;
  }

 private:
  [[nodiscard]] std::string line(const store::SearchHit& hit, bool colour) const {
    if (format_ == "url") return to_printable(hit.url) + "\n";
    if (format_ == "id") return std::to_string(hit.id) + "\n";
    if (format_ == "json") return as_json(hit);
    const std::string date = hit.date.empty() ? hit.first_seen : hit.date;
    std::string out = fmt::format("{}\n  {}  {}  {}", shown(hit.title, colour),
                                  to_printable(std::string_view(date).substr(0, 10)),
                                  to_printable(hit.site), to_printable(hit.url));
    if (hit.copies > 0)
      out += fmt::format("  (+{} {})", hit.copies, hit.copies == 1 ? "copy" : "copies");
    return out + "\n  " + shown(hit.snippet, colour) + "\n\n";
  }

  static std::string as_json(const store::SearchHit& hit) {
    Json object = {{"id", hit.id},
                   {"url", hit.url},
                   {"title", hit.title.text},
                   {"date", hit.date.empty() ? Json() : Json(hit.date)},
                   {"site", hit.site},
                   {"language", hit.language.empty() ? Json() : Json(hit.language)},
                   {"first_seen", hit.first_seen},
                   {"cluster", hit.cluster},
                   {"copies", hit.copies},
                   {"snippet", hit.snippet.text}};
    // The words as they stand there.
    Json found = Json::array();
    for (const text::Range& mark : hit.snippet.marks)
      found.push_back(hit.snippet.text.substr(mark.begin, mark.end - mark.begin));
    object["found"] = std::move(found);
    if (hit.score > 0) object["score"] = hit.score;
    return to_line(object);
  }

  void tell(Console& console, const store::SearchAnswer& answer) const {
    // A program that reads the answer sees by the exit code, or counts.
    if (format_ != "text" && !console.progress()) return;
    if (answer.hits.empty()) {
      console.log().warning("no article matches " + query_.filter.where);
    } else if (answer.left_out > 0) {
      const char* const what = query_.copies ? "article" : "stor";
      const bool is_one = answer.left_out == 1;
      const char* const ending = query_.copies ? (is_one ? "" : "s") : (is_one ? "y" : "ies");
      console.log().warning(fmt::format("{}{} more {}{} not shown: --limit",
                                        answer.is_left_out_exact ? "" : "at least ",
                                        answer.left_out, what, ending));
    }
    if (answer.weighed > 0) {
      console.log().info(fmt::format("of the articles that match, the {} stored last were weighed",
                                     answer.weighed));
    }
  }

  std::vector<std::string> words_;
  std::string database_ = default_database();
  std::string sort_ = "best", format_ = "text";
  bool json_ = false;
  store::SearchQuery query_;
  DateRange range_;
};

}  // namespace

std::unique_ptr<Command> make_search_command() {
  return std::make_unique<SearchCommand>();
}

}  // namespace tearsheet::cli
