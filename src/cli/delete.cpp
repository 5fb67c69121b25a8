// `tearsheet delete`: articles taken out for good, with a receipt.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <iostream>
#include <optional>

#include "base/ascii.h"
#include "base/escape.h"
#include "cli/article_lookup.h"
#include "cli/batch.h"
#include "cli/command.h"
#include "cli/configuration.h"
#include "output/output.h"
#include "store/removal.h"
#include "store/share.h"

namespace tearsheet::cli {
namespace {

// Up to so many are as easily looked over as they are listed.
constexpr std::size_t kFew = 20;
constexpr std::size_t kListed = 10;

std::string counted(std::size_t count) {
  return fmt::format("{} article{}", count, count == 1 ? "" : "s");
}

class DeleteCommand final : public Command {
 public:
  [[nodiscard]] std::string_view name() const override { return "delete"; }
  [[nodiscard]] std::string_view summary() const override {
    return "take articles out for good, and never fetch them again";
  }

  void declare(Arguments& arguments) override {
    arguments.positionals("ARTICLE", articles_, "ids, or addresses in any form that leads to them",
                          false);
    arguments.option("--db", database_, "FILE", "the database; also postgresql://HOST/NAME",
                     kDatabaseSetting);
    arguments.option("--site", site_, "ID",
                     "a whole site with all that is known of it; with --where its articles alone");
    arguments.option("--where", filter_.where, "QUERY", "articles that a search finds");
    arguments.flag("--fts5", filter_.fts5, "--where is in SQLite's own syntax");
    arguments.option("--why", why_, "TEXT", "the reason, kept with the addresses");
    arguments.flag("--dry-run", dry_run_, "only the receipt of what would be removed");
    arguments.flag("--yes", yes_, "do not ask; for up to 20 articles");
    arguments.option("--expect", expect_, "N",
                     "do not ask if there are exactly so many; else nothing is removed");
    arguments.option("-o,--output", output_, "OUT",
                     "where the receipt goes: a file, replaced as a whole; - is standard output");
    arguments.epilog(
        R"(Removed are the row, its earlier versions, its pages as fetched, prints, the entries of the indexes, and where a
page served to pack others, that too. The next page of its story becomes the first. The addresses that led to it stay
as "removed: why": no run asks for them again, and an import or a redirect does not bring the article back. Incremental
exports tell of it ("removed":true); archives and exports written later leave it out. Lines of the ledger stay.
A site (--site) is forgotten with its addresses: it can be crawled anew.
On a terminal you are asked; elsewhere --yes is needed, and for more than 20 articles, or a site, --expect N with the
number that --dry-run tells. It is one transaction: all of it or nothing. No crawl may hold a file (exit code 3); on a
server crawls wait, and what they fetched of a site that goes is not stored.
The receipt is one JSON object. Copies of the file made before (backups, archives, exports) are yours to look after.
Examples:
  tearsheet delete --db news.db https://news.example/story --why "court order 12/25"
  tearsheet delete --db news.db --where 'title:"old quay"' --dry-run
  tearsheet delete --db news.db --site harbour-times --expect 1204 -o receipt.json)");
  }

  int run(Console& console) override {
    if (const std::string wrong = wrong_options(); !wrong.empty()) {
      console.log().error(wrong);
      return kUsage;
    }
    const auto target = target_of();
    if (!target) return console.refuse(target.error());
    // A receipt that could not be written must be known before anything is gone.
    std::optional<output::AtomicFile> file;
    if (!output_.empty() && output_ != "-") {
      auto created = output::AtomicFile::create(output_);
      if (!created) return console.refuse(created.error());
      file.emplace(std::move(*created));
    }
    std::optional<int> stopped;
    store::RemovalOptions options{why_, dry_run_, {}};
    options.may_go_on = [&](const store::RemovalReceipt& receipt) {
      stopped = reason_to_stop(console, receipt);
      return !stopped;
    };
    const SysTime now = SystemClock().now();
    const auto receipt = store::remove_articles(database_, *target, options, now);
    if (stopped) return *stopped;
    if (!receipt) return console.refuse(receipt.error());
    const std::string text = to_json(*receipt, now);
    if (!file) {
      console.write(text);
      return console.flush() ? kDone : kFailed;
    }
    static_cast<void>(file->write(text));  // commit() knows whether it failed, and why
    const auto written = file->commit();
    return written ? kDone : console.fail(written.error());
  }

 private:
  /// Empty: nothing is.
  [[nodiscard]] std::string wrong_options() const {
    const bool by_query = !filter_.where.empty();
    if (articles_.empty() && site_.empty() && !by_query)
      return "say what to remove: ids or addresses, --site ID or --where QUERY";
    if (!articles_.empty() && (!site_.empty() || by_query))
      return "ids and addresses go without --site and --where";
    if (filter_.fts5 && !by_query) return "--fts5 goes with --where";
    if (why_.empty() || why_.find('\n') != std::string::npos) return "--why is one line of text";
    return {};
  }

  [[nodiscard]] bool is_whole_site() const { return !site_.empty() && filter_.where.empty(); }

  Result<store::RemovalTarget> target_of() const {
    if (is_whole_site()) return store::WholeSite{site_};
    if (articles_.empty()) {
      store::ArticleFilter filter = filter_;
      if (!site_.empty()) filter.sites = {site_};
      return filter;
    }
    auto store = store::open_reader(database_, store::Access::kRead);
    if (!store) return fail(store.error());
    std::vector<std::int64_t> ids;
    for (const std::string& named : articles_) {
      const auto id = find_article(**store, named);
      if (!id) return fail(id.error());
      const auto is_there = *id ? (*store)->article(**id, [](const auto&, const auto&) {}) : false;
      if (!is_there) return fail(is_there.error());
      if (!*is_there) return fail(no_article(database_, named));
      ids.push_back(**id);
    }
    return ids;
  }

  /// The exit code to end with before anything is removed; empty: nothing stands against it.
  std::optional<int> reason_to_stop(Console& console, const store::RemovalReceipt& receipt) const {
    const std::size_t count = receipt.articles.size();
    if (count == 0 && !is_whole_site()) {
      console.log().warning("no article matches; nothing was removed");
      return kFailed;
    }
    if (expect_) {
      if (static_cast<std::size_t>(*expect_) == count) return std::nullopt;
      console.log().error(
          fmt::format("there are {}, not {}; nothing was removed", count, *expect_));
      return kFailed;
    }
    const bool is_much = count > kFew || is_whole_site();
    if (yes_ && !is_much) return std::nullopt;
    if (::isatty(STDIN_FILENO) != 1 || ::isatty(STDERR_FILENO) != 1) {
      console.log().error(fmt::format("this would remove {}: {}; nothing was removed",
                                      counted(count),
                                      is_much ? fmt::format("--expect {} if it should", count)
                                              : std::string("--yes if it should")));
      return kUsage;
    }
    return ask(receipt,
               is_much ? (is_whole_site() ? site_ : std::to_string(count)) : std::string("yes"));
  }

  static std::optional<int> ask(const store::RemovalReceipt& receipt, const std::string& answer) {
    std::string text;
    for (std::size_t i = 0; i < std::min(receipt.articles.size(), kListed); ++i) {
      const store::RemovedArticle& one = receipt.articles[i];
      text +=
          fmt::format("  {}  {}  {}\n", one.id, to_printable(one.site), to_printable(one.title));
    }
    if (receipt.articles.size() > kListed)
      text += fmt::format("  ... and {} more\n", receipt.articles.size() - kListed);
    text += fmt::format("Remove {} for good, with {} earlier versions and {} pages? Type {}: ",
                        counted(receipt.articles.size()), receipt.versions, receipt.raw_pages,
                        to_printable(answer));
    std::fputs(text.c_str(), stderr);
    std::fflush(stderr);
    std::string typed;
    std::getline(std::cin, typed);
    if (trimmed(typed) == answer) return std::nullopt;
    std::fputs("Nothing was removed.\n", stderr);
    return kFailed;
  }

  [[nodiscard]] std::string to_json(const store::RemovalReceipt& receipt, SysTime now) const {
    Json out = {{"dry_run", dry_run_},
                {"at", to_iso8601(now)},
                {"database", store::shown_name(database_)},
                {"why", why_},
                {"site", is_whole_site() ? Json(site_) : Json()},
                {"articles", Json::array()}};
    for (const store::RemovedArticle& one : receipt.articles)
      out["articles"].push_back({{"id", one.id}, {"site", one.site}, {"url", one.url}});
    out["removed"] = {
        {"articles", receipt.articles.size()},    {"versions", receipt.versions},
        {"raw_pages", receipt.raw_pages},         {"bytes", receipt.bytes},
        {"field_sources", receipt.field_sources}, {"fingerprints", receipt.fingerprints},
        {"dictionaries", receipt.dictionaries}};
    out["repacked_pages"] = receipt.repacked;
    out["stories_handed_on"] = receipt.stories;
    out[is_whole_site() ? "addresses_forgotten" : "addresses_kept_as_removed"] = receipt.addresses;
    return to_line(out);
  }

  std::vector<std::string> articles_;
  std::string database_ = default_database();
  std::string site_, output_, why_ = "on request";
  store::ArticleFilter filter_;
  std::optional<std::int64_t> expect_;
  bool dry_run_ = false, yes_ = false;
};

}  // namespace

std::unique_ptr<Command> make_delete_command() {
  return std::make_unique<DeleteCommand>();
}

}  // namespace tearsheet::cli
