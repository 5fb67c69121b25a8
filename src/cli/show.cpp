// `tearsheet show`: one article to read, or its page as it was fetched.
#include <fmt/format.h>
#include <unistd.h>

#include "base/escape.h"
#include "cli/article_lookup.h"
#include "cli/command.h"
#include "cli/configuration.h"
#include "cli/pager.h"
#include "cli/put_output.h"
#include "cli/show_text.h"
#include "output/output.h"
#include "store/share.h"

namespace tearsheet::cli {
namespace {

constexpr std::size_t kMaxPage = 100'000'000;  // bytes; no page that is stored comes near it

/// Line by line what a terminal can show of it.
std::string printable_lines(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    out += to_printable(text.substr(at, end - at)) + '\n';
    at = end + 1;
  }
  return out;
}

class ShowCommand final : public Command {
 public:
  [[nodiscard]] std::string_view name() const override { return "show"; }
  [[nodiscard]] std::string_view summary() const override {
    return "read an article, or look at its page as it was fetched";
  }

  void declare(Arguments& arguments) override {
    arguments.positional("ARTICLE", article_, "its id, or its address in any form that leads to it",
                         true);
    arguments.option("--db", database_, "FILE", "the database; also postgresql://HOST/NAME",
                     kDatabaseSetting);
    arguments.choice("--format", format_, {"text", "markdown", "html", "json", "page"},
                     "page: the stored page, byte for byte");
    arguments.flag("--json", json_, "the same as --format json");
    arguments.flag("--sources", sources_, "where each field came from instead; text or json");
    arguments.option("--part", part_, "N",
                     "--format page: of an article of several pages this one");
    arguments.option("--width", width_, "COLUMNS",
                     "fold text here; 0: not at all (default: the terminal, 100 at most; else 80)");
    arguments.flag("--no-pager", no_pager_, "print it all at once");
    arguments.option("-o,--output", output_, "OUT",
                     "a file, replaced as a whole; - is standard output");
    arguments.epilog(
        R"(Text has the headings, lists, quotations, tables and code of the stored body. On a terminal it goes through
$TEARSHEET_PAGER, $PAGER or less; an empty value is none, and TERM=dumb gets neither pager nor colour.
A page on a terminal is shown as lines of text with its control characters escaped; elsewhere it is what the server sent.
No article of that id or address, or no page kept: exit code 1.
Examples:
  tearsheet show 1234
  tearsheet show https://news.example/story --sources
  tearsheet show 1234 --format page -o story.html)");
  }

  int run(Console& console) override {
    if (json_) format_ = "json";
    if (sources_ && format_ != "text" && format_ != "json") {
      console.log().error("--sources is shown as text or json");
      return kUsage;
    }
    if (part_ && format_ != "page") {
      console.log().error("--part goes with --format page");
      return kUsage;
    }
    // A public copy has the articles and no pages.
    auto store = store::open_reader(
        database_, format_ == "page" ? store::Access::kRead : store::Access::kReadArticles);
    if (!store) return console.fail(store.error());
    const auto id = find_article(**store, article_);
    if (!id) return console.fail(id.error());
    if (!*id) return console.fail(no_article(database_, article_));
    const auto shown =
        format_ == "page" ? page_of(**store, **id) : article_of(**store, **id, console);
    if (!shown) return console.refuse(shown.error());
    const bool to_file = !output_.empty() && output_ != "-";
    if (to_file || ::isatty(STDOUT_FILENO) != 1) return put_output(console, output_, *shown);
    // What only marks the text has been made harmless where it was made.
    const bool is_safe = format_ == "text";
    return show_paged(console, is_safe ? *shown : printable_lines(*shown), !no_pager_) ? kDone
                                                                                       : kFailed;
  }

 private:
  [[nodiscard]] markdown::TerminalOptions look(const Console& console) const {
    const bool to_file = !output_.empty() && output_ != "-";
    const auto width = width_ ? static_cast<std::size_t>(*width_) : reading_width();
    return {width, !to_file && console.colour()};
  }

  Result<std::string> article_of(store::Store& store, std::int64_t id, Console& console) const {
    std::string shown;
    const auto found = store.article(id, [&](const store::StoredArticle& article,
                                             const store::ArticleFacts& facts) {
      if (sources_) {
        shown = format_ == "json" ? sources_json(article, facts)
                                  : sources_text(article, facts, look(console));
      } else if (format_ == "text") {
        shown = to_text(article, facts, look(console));
      } else if (format_ == "html") {
        shown = to_html(article, facts);
      } else {
        const auto* const format = output::find_format(format_ == "json" ? "jsonl" : "markdown");
        shown = format->make({"tearsheet", SystemClock().now()})->article(article);
      }
    });
    if (!found) return fail(found.error());
    if (!*found) return fail(no_article(database_, article_));
    return shown;
  }

  Result<std::string> page_of(store::Store& store, std::int64_t id) const {
    const auto pages = store.pages_of(id);
    if (!pages) return fail(pages.error());
    if (pages->empty()) {
      const auto is_there = store.article(id, [](const auto&, const auto&) {});
      if (!is_there) return fail(is_there.error());
      if (!*is_there) return fail(no_article(database_, article_));
      return fail(
          ErrorCode::kNotFound,
          fmt::format("{}: no page of article {} is kept: it was removed since, or asks not "
                      "to be (noarchive)",
                      store::shown_name(database_), id));
    }
    const std::int64_t part = part_.value_or(1);
    if (part < 1 || part > static_cast<std::int64_t>(pages->size())) {
      return fail(ErrorCode::kInvalid, fmt::format("article {} has {} stored page{}", id,
                                                   pages->size(), pages->size() == 1 ? "" : "s"));
    }
    store::Unpacker unpacker(&store.dictionaries());
    return unpacker.unpack((*pages)[static_cast<std::size_t>(part - 1)], kMaxPage);
  }

  std::string article_, output_, format_ = "text";
  std::string database_ = default_database();
  std::optional<std::int64_t> part_, width_;
  bool json_ = false, sources_ = false, no_pager_ = false;
};

}  // namespace

std::unique_ptr<Command> make_show_command() {
  return std::make_unique<ShowCommand>();
}

}  // namespace tearsheet::cli
