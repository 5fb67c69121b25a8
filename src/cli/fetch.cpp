// `tearsheet fetch`: one page, politely, and the article on it.
#include "fetch/fetch.h"

#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "archive/archive.h"
#include "base/ascii.h"
#include "cli/article_json.h"
#include "cli/command.h"
#include "cli/configuration.h"
#include "cli/identity_option.h"
#include "cli/input_lines.h"
#include "cli/leased_hosts.h"
#include "cli/limits.h"
#include "cli/prompt_fetcher.h"
#include "cli/site_files.h"
#include "cli/version.h"
#include "cli/worker_name.h"
#include "crawl/crawl.h"
#include "evidence/evidence.h"
#include "extract/extract.h"
#include "reading/reading.h"
#include "store/removal.h"
#include "store/share.h"

namespace tearsheet::cli {
namespace {

// A page is allowed as many times the time of one transfer: robots.txt, the page, and the
// pauses between.
constexpr int kTransfersAPage = 3;
// Less text than this beside a meta refresh or for a page of scripts is no article.
constexpr std::size_t kLittleText = 200;

/// Why a page that arrived is no article.
std::optional<std::string> no_article(const html::Document& page, const records::Article& article,
                                      const url::Url& url) {
  using records::PageKind;
  if (article.body.size() < kLittleText) {
    if (const auto target = reading::refresh_target(page, url)) {
      return fmt::format("sends its reader on to {} (meta refresh); fetch that", target->href());
    }
  }
  switch (article.kind) {
    case PageKind::kScriptShell:
      return "has no text of its own: scripts are to draw it, and none are run here";
    case PageKind::kErrorPage:
      return "is an error page, whatever its status says";
    case PageKind::kLoginWall:
      return "is a login page";
    case PageKind::kConsentWall:
      return "is a consent page";
    case PageKind::kEmpty:
      return "is an empty page";
    default:
      break;
  }
  if (article.body.empty()) {
    return "holds no article: " + (article.kind_reason.empty()
                                       ? std::string("no text that could be one")
                                       : article.kind_reason);
  }
  return std::nullopt;
}

class FetchCommand final : public Command {
 public:
  [[nodiscard]] std::string_view name() const override { return "fetch"; }
  [[nodiscard]] std::string_view summary() const override {
    return "fetch pages politely and print their articles; stored only with --db";
  }

  void declare(Arguments& arguments) override {
    arguments.positionals("URL", urls_,
                          "addresses of articles; -: those on standard input, a line each", true);
    arguments.choice("--format", format_, {"json", "text", "markdown", "html"}, "what to print");
    arguments.option(
        "--db", database_, "FILE",
        "also store them, in a database like the crawl's, also postgresql://HOST/NAME (default: "
        "nothing is stored)");
    arguments.option("--selectors", selectors_, "DIR",
                     "site files, used for pages of their domains", kSelectorsSetting);
    limits_.declare(arguments);
    arguments.flag("--allow-private-network", allow_private_,
                   "allow loopback and private addresses");
    arguments.option("--user-agent", user_agent_, "TEXT", "instead of tearsheet/VERSION (+CONTACT)",
                     kUserAgentSetting);
    arguments.option("--contact", contact_, "URL-OR-MAIL", "where a site's owner can reach you",
                     kContactSetting);
    identity_.declare(arguments);
    arguments.epilog(
        R"(robots.txt is asked for and obeyed; pages of one host are 5 s apart (or its Crawl-delay, if longer).
2 retries, no private address. A page with its robots.txt, pauses and retries gets three times the time of a transfer.
The further pages of an article (at most 30) are fetched as politely and joined; where one cannot be had, that is said.
With --db an article is on the disk before it is printed; a page of no site file's domain makes the domain a site.
One that may not be stored (noindex) or is no whole record (no title) is printed, and said so on stderr.
Another run that holds the file is exit code 3. On a server crawls go on meanwhile; a page whose host one of them
asks is waited for 15 s and then not asked for.
JSON is one object a line. What fails is said in one line on stderr; exit code 1 if nothing could be fetched,
5 if only some pages could, an article is not whole, or --db could not store one.
Examples:
  tearsheet fetch https://example.org/news/2025/story.html
  tearsheet search --format url harbour | tearsheet fetch -
  tearsheet fetch --format markdown --selectors selectors https://example.org/news/1 > story.md)");
  }

  int run(Console& console) override {
    if (!read_addresses()) {
      console.log().error("standard input names no address");
      return kUsage;
    }
    if (const auto loaded = load_sites(console); !loaded) return console.fail(loaded.error());
    if (const auto loaded = identity_.load(); !loaded) return console.fail(loaded.error());
    LiveOptions live{agent_of(user_agent_, contact_), allow_private_, limits_};
    live.identity = identity_.get();
    if (limits_.timeout) live.page_deadline = *limits_.timeout * kTransfersAPage;
    PromptFetcher asks(live, console);

    Keep keep;
    if (!database_.empty()) {
      const auto opened = store::is_server(database_) ? open_shared(keep, asks, console)
                                                      : open(keep, asks.clock, asks.gate);
      if (!opened) return console.fail(opened.error());
    }
    Outcomes outcomes;
    std::set<std::string_view> told;
    for (const std::string& text : urls_) {
      tell_notice(console, text, told);
      auto fetched = fetch_article(text, asks, keep);
      std::optional<records::Article> article;
      if (fetched) {
        article = fetched->reading.record.article;
        tell_shortcomings(console, *article, keep.keeper ? fetched->reading.verdict.why_not : "",
                          outcomes);
      } else {
        console.log().error(fetched.error().message);
        ++outcomes.failed;
      }
      if (auto kept = store_it(keep, std::move(fetched), asks.gate); !kept)
        return console.fail(kept.error());
      if (article && !print(console, *article)) return kFailed;  // nobody reads on
    }
    if (keep.keeper) {
      if (auto ended = keep.keeper->end(); !ended) return console.fail(ended.error());
      if (auto left = leave(keep); !left) return console.fail(left.error());
      if (identity_.get() != nullptr) {
        if (auto done = evidence::sign_head(*keep.store, *identity_.get()); !done)
          return console.fail(done.error());
      }
    }
    if (!console.flush()) return kFailed;
    return exit_code(outcomes);
  }

 private:
  /// With --db: where pages go.
  struct Keep {
    std::unique_ptr<store::Store> store{};
    std::optional<archive::PageKeeper> keeper{};
    std::optional<store::Packer> packer{};
    std::optional<reading::TdmFiles> tdm_files{};
    std::vector<store::TdmFileRecord> tdm_answers{};  ///< To be stored.
    // Where crawls share the database.
    std::optional<LeasedHosts> hosts{};
    std::optional<crawl::Telling> telling{};
  };
  struct Outcomes {
    std::size_t failed = 0, in_part = 0;
  };

  Result<void> open(Keep& keep, const Clock& clock, polite::HostGate& gate) const {
    auto opened = store::open_store(database_, store::Access::kRun);
    if (!opened) return fail(opened.error());
    keep.store = std::move(*opened);
    if (auto begun = begin(keep, archive::Others::kAreKeptOut, clock); !begun) return begun;
    auto files = keep.store->tdm_files();
    if (!files) return fail(files.error());
    for (store::TdmFileRecord& file : *files) keep.tdm_files->remember(std::move(file));
    return remember_hosts(*keep.store, gate);
  }

  /// What is known of hosts is read when they are leased.
  Result<void> open_shared(Keep& keep, PromptFetcher& asks, Console& console) const {
    const auto watch = server_watch(console);
    const std::string worker = new_worker();
    auto opened = store::open_writer(database_, worker, {}, watch);
    if (!opened) return fail(opened.error());
    keep.store = std::move(*opened);
    auto leases = store::open_shared(database_, worker, {}, watch);
    if (!leases) return fail(leases.error());
    auto stories = store::open_shared(database_, worker, {}, watch);
    if (!stories) return fail(stories.error());
    if (auto begun = begin(keep, archive::Others::kStore, asks.clock); !begun) return begun;
    keep.hosts.emplace(std::move(*leases), asks.limits.page_deadline, asks.gate, *keep.tdm_files,
                       asks.clock);
    keep.telling.emplace(std::move(*stories), asks.clock);
    return {};
  }

  static Result<void> begin(Keep& keep, archive::Others others, const Clock& clock) {
    auto begun = archive::PageKeeper::begin(*keep.store, others, clock, kVersion);
    if (!begun) return fail(begun.error());
    keep.keeper.emplace(std::move(*begun));
    keep.packer.emplace(&keep.store->dictionaries());
    keep.tdm_files.emplace(clock);
    return {};
  }

  static Result<void> leave(Keep& keep) {
    if (!keep.hosts) return {};
    if (auto given = keep.hosts->give_back(); !given) return given;
    return keep.telling->end();
  }

  static fetch::MayAsk may_ask(Keep& keep) {
    if (!keep.hosts) return {};
    return [&keep](const url::Url& url) { return keep.hosts->may_ask(url); };
  }

  static Result<void> store_it(Keep& keep, Result<archive::FetchedArticle> fetched,
                               polite::HostGate& gate) {
    if (!keep.keeper) return {};
    if (fetched) {
      if (auto kept = keep.keeper->keep(*std::move(fetched)); !kept) return kept;
    }
    return keep_hosts(keep, gate);
  }

  static void tell_shortcomings(Console& console, const records::Article& article,
                                std::string_view why_not_stored, Outcomes& outcomes) {
    if (!why_not_stored.empty()) {
      console.log().error(fmt::format("{}: not stored: {}", article.url, why_not_stored));
      ++outcomes.in_part;
    }
    if (!article.incomplete.empty()) {
      console.log().error(article.url + ": not the whole article: " + article.incomplete);
      ++outcomes.in_part;
    }
  }

  /// In place of "-" the lines of standard input; false: none is left.
  bool read_addresses() {
    std::vector<std::string> all;
    each_line(urls_, [&](const std::string& address) {
      all.push_back(address);
      return true;
    });
    urls_ = std::move(all);
    return !urls_.empty();
  }

  [[nodiscard]] int exit_code(const Outcomes& outcomes) const {
    if (outcomes.failed == 0) return outcomes.in_part == 0 ? kDone : kDoneInPart;
    return outcomes.failed == urls_.size() ? kFailed : kDoneInPart;
  }

  /// What of its site file is not obeyed, once a file.
  void tell_notice(Console& console, const std::string& text,
                   std::set<std::string_view>& told) const {
    const auto url = url::Url::parse(text);
    const auto* const site = url ? sites_.for_url(*url) : nullptr;
    if (site != nullptr && !site->notice.empty() && told.insert(site->notice).second)
      console.log().warning(site->notice);
  }

  Result<void> load_sites(Console& console) {
    auto sites = read_site_files(selectors_);
    if (!sites) return fail(sites.error());
    for (const Error& error : sites->errors) console.log().warning(error.message);
    sites_ = *std::move(sites);
    return {};
  }

  /// What runs know of hosts holds here as well, and the other way round.
  static Result<void> remember_hosts(store::Store& store, polite::HostGate& gate) {
    auto hosts = store.hosts();
    if (!hosts) return fail(hosts.error());
    for (store::HostRecord& host : *hosts) gate.remember(crawl::to_memory(std::move(host)));
    return {};
  }

  /// When hosts may be asked again, and what they say about the use of their pages.
  static Result<void> keep_hosts(Keep& keep, polite::HostGate& gate) {
    store::Store& store = *keep.store;
    if (auto begun = store.begin(); !begun) return begun;
    for (polite::HostMemory& memory : gate.take_changed()) {
      if (auto put = store.put_host(crawl::to_record(std::move(memory))); !put) {
        store.rollback();
        return put;
      }
    }
    for (const store::TdmFileRecord& file : keep.tdm_answers) {
      if (auto put = store.put_tdm_file(file); !put) {
        store.rollback();
        return put;
      }
    }
    keep.tdm_answers.clear();
    return store.commit();
  }

  /// With all its pages, each as politely as the first.
  Result<archive::FetchedArticle> fetch_article(const std::string& text, PromptFetcher& asks,
                                                Keep& keep) const {
    auto first = fetch_page_of_article(text, asks, keep, true);
    if (!first) return fail(first.error());
    reading::ArticleReader reader(std::move(first->article.reading), first->article.site,
                                  first->bytes);
    while (const url::Url* const next = reader.next()) {
      auto part = fetch_page_of_article(next->href(), asks, keep, false);
      if (part) {
        reader.add(std::move(part->article.reading), part->bytes);
      } else {
        reader.fail(without(part.error().message, next->href() + ": "));
      }
    }
    first->article.reading = reader.take();
    return std::move(first->article);
  }

  static std::string without(std::string_view text, std::string_view prefix) {
    return std::string(text.starts_with(prefix) ? text.substr(prefix.size()) : text);
  }

  struct FetchedPage {
    archive::FetchedArticle article;  ///< Of this page alone.
    std::size_t bytes = 0;
  };

  /// The error names the address, without what it may hold of user name and password.
  Result<FetchedPage> fetch_page_of_article(const std::string& text, PromptFetcher& asks,
                                            Keep& keep, bool is_first) const {
    const auto url = url::Url::parse(text);
    if (!url) return fail(url.error());
    const std::string name = url->origin() + std::string(url->path_and_query());
    const auto refuse = [&name](ErrorCode code, std::string_view why) {
      return fail(code, fmt::format("{}: {}", name, why));
    };

    if (const auto why = why_removed(*url); !why || *why)
      return why ? refuse(ErrorCode::kDenied, **why) : fail(why.error());
    fetch::FetchRequest request;
    int retries = 2;
    if (const auto* asked = sites_.for_url(*url)) {
      const site::Politeness& politeness = asked->politeness;
      if (politeness.delay) asks.gate.set_pace(url->host(), *politeness.delay, allow_private_);
      if (politeness.timeout && !limits_.timeout) request.timeout = politeness.timeout;
      retries = politeness.retries.value_or(retries);
      auto secret = fetch::load_authorization(politeness.authorization_file,
                                              politeness.authorization_command);
      if (!secret) return fail(secret.error());
      request.authorization = *std::move(secret);
    }
    const fetch::MayAsk may_ask = FetchCommand::may_ask(keep);
    auto answer = fetch::fetch_page(asks.fetcher, asks.gate, asks.clock, *url, request, asks.limits,
                                    retries, may_ask);
    // A page that only leads on is a redirect, with the pause of a page before the next one.
    for (int hops = 0; answer && hops < asks.limits.max_redirects; ++hops) {
      const auto target = reading::leads_on(answer->result, sites_.for_url(answer->result.url));
      if (!target) break;
      if (target->origin() != url->origin()) request.authorization.clear();
      answer = fetch::fetch_page(asks.fetcher, asks.gate, asks.clock, *target, request, asks.limits,
                                 retries, may_ask);
    }
    if (!answer) {
      std::string_view why = answer.error().message;
      if (const std::string host = url->authority() + ": "; why.starts_with(host))
        why.remove_prefix(host.size());
      if (const std::string page = url->authority() + std::string(url->path_and_query()) + ": ";
          why.starts_with(page)) {
        why.remove_prefix(page.size());
      }
      return refuse(answer.error().code, why);
    }

    fetch::FetchResult& result = answer->result;
    if (trimmed(result.body).empty()) return refuse(ErrorCode::kInvalid, "is an empty page");
    const site::SiteDefinition* const site = sites_.for_url(result.url);
    const SysTime now = asks.clock.now();
    const auto page = reading::open_page(result.body, result.headers, result.url, site);
    if (!page) return refuse(page.error().code, page.error().message);
    if (!page->no_page.empty())
      return refuse(ErrorCode::kInvalid, fmt::format("is {}", page->no_page));
    const url::KeyRules rules = site != nullptr ? site->key_rules : url::KeyRules();
    FetchedPage fetched;
    fetched.bytes = result.body.size();
    archive::FetchedArticle& article = fetched.article;
    article.site = site;
    article.key = reading::hash_of(*url, store::UrlKind::kArticle, rules);
    const store::Hint nothing;
    article.reading =
        reading::read_page(*page, now, {nothing, reading::keys_of(article.key, result.url, rules)});
    if (const auto why = no_article(page->tree, article.reading.record.article, result.url))
      return refuse(ErrorCode::kInvalid, *why);
    if (is_first) {
      reading::add_preferences(article.reading.record, *page, result.headers,
                               host_word(result.url, asks, keep));
    }
    if (keep.packer && article.reading.may_keep) {
      article.reading.pages.push_back(reading::to_raw_page(
          {.bytes = result.body, .headers = result.headers, .url = result.url, .at = now}, site,
          *keep.packer));
    }
    article.asked = *url;
    article.landed = std::move(result.url);
    article.headers = std::move(result.headers);
    article.at = now;
    return fetched;
  }

  /// 0: it may be there.
  static int status_of(ErrorCode code) {
    return code == ErrorCode::kNotFound ? 404 : code == ErrorCode::kDenied ? 403 : 0;
  }

  /// With --db /.well-known/tdmrep.json is asked for, once a day; without, only what was read anyway
  /// counts.
  static reading::HostWord host_word(const url::Url& page, PromptFetcher& asks, Keep& keep) {
    reading::HostWord word;
    if (const auto* const robots = asks.gate.robots_of(page); robots != nullptr)
      word.robots = robots->shared_usage();
    if (!keep.tdm_files) return word;
    if (const auto address = keep.tdm_files->wanted_for(page)) {
      constexpr int kRetries = 0;  // somebody waits
      const auto answer = fetch::fetch_page(asks.fetcher, asks.gate, asks.clock, *address,
                                            {.kind = fetch::BodyKind::kRobots}, asks.limits,
                                            kRetries, may_ask(keep));
      keep.tdm_answers.push_back(
          answer ? keep.tdm_files->answered(*address, answer->result.status,
                                            // One that redirects elsewhere is none.
                                            answer->hops.empty() ? answer->result.body : "")
                 : keep.tdm_files->answered(*address, status_of(answer.error().code), {}));
    }
    word.tdm_file = keep.tdm_files->file_for(page);
    return word;
  }

  /// With --db: whether the article of this address was taken out of the database for good.
  Result<std::optional<std::string>> why_removed(const url::Url& url) const {
    using Found = std::optional<std::string>;
    if (database_.empty()) return Found();
    const auto* const site = sites_.for_url(url);
    const url::KeyRules rules = site != nullptr ? site->key_rules : url::KeyRules();
    const auto found =
        store::removal_of(database_, reading::hash_of(url, store::UrlKind::kArticle, rules));
    if (!found) return fail(found.error());
    return *found ? Found("was removed from the database: " + **found) : Found();
  }

  bool print(Console& console, const records::Article& article) const {
    if (format_ == "json") return console.write(to_line(to_json(article)));
    using extract::BodyFormat;
    const BodyFormat format = format_ == "markdown" ? BodyFormat::kMarkdown
                              : format_ == "html"   ? BodyFormat::kHtml
                                                    : BodyFormat::kText;
    const std::string document = extract::render(article, format);
    std::string_view rest = document;
    while (!rest.empty()) {  // line by line, so that print() leaves the line ends alone
      const auto end = rest.find('\n');
      if (!console.print(rest.substr(0, end))) return false;
      rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
    }
    return true;
  }

  std::vector<std::string> urls_;
  std::string format_ = "json";
  std::string database_;
  std::string selectors_ = default_selectors();
  Limits limits_;
  IdentityOption identity_;
  bool allow_private_ = false;
  std::string user_agent_;
  std::string contact_;
  site::SiteSet sites_;
};

}  // namespace

std::unique_ptr<Command> make_fetch_command() {
  return std::make_unique<FetchCommand>();
}

}  // namespace tearsheet::cli
