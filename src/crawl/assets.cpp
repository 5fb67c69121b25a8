#include "crawl/assets.h"

#include <algorithm>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <variant>
#include <vector>

#include "base/ascii.h"
#include "crawl/host_memory.h"
#include "crawl/page_assets.h"
#include "crawl/site_pace.h"

namespace tearsheet::crawl {
namespace {

using std::chrono::milliseconds;

constexpr std::int64_t kMostPages = 1'000;    // that are looked at in a run
constexpr std::size_t kMaxPage = 20'000'000;  // bytes of a page that is looked at
constexpr milliseconds kLongestPoll{200};
// A robots.txt that the round before read is not asked for again.
constexpr std::chrono::hours kJustNow{1};
constexpr int kNotModified = 304;

/// Something to ask for.
struct Wanted {
  url::Url url;
  bool is_style = false;
  int depth = 0;  ///< Styles above it.
  int hops = 0;
};

/// What a page comes to.
struct Collected {
  std::vector<store::Asset> fresh;
  std::vector<std::int64_t> known, confirmed;
  std::int64_t bytes = 0;
  [[nodiscard]] std::int64_t count() const {
    return static_cast<std::int64_t>(fresh.size() + known.size());
  }
};

bool is_of_kind(std::string_view content_type) {
  const std::string type = to_lower(trimmed(content_type.substr(0, content_type.find(';'))));
  return type.starts_with("image/") || type.starts_with("font/") || type == "text/css" ||
         type.starts_with("application/font") || type.starts_with("application/x-font");
}

bool is_style_type(std::string_view content_type) {
  return equals_ignoring_case(trimmed(content_type.substr(0, content_type.find(';'))), "text/css");
}

fetch::FetcherOptions fetcher_options(const CrawlOptions& options) {
  fetch::FetcherOptions fetcher;
  fetcher.user_agent = options.user_agent;
  fetcher.addresses.allow_private = options.allow_private_network;
  fetcher.limits = options.fetch;
  fetcher.few_pages = true;
  fetcher.identity = options.identity;
  return fetcher;
}

class AssetRound {
 public:
  AssetRound(store::Store& store, const CrawlOptions& options, const AssetLimits& limits,
             const Clock& clock, std::optional<SteadyTime> until, const std::stop_token& stop)
      : store_(store),
        options_(options),
        limits_(limits),
        clock_(clock),
        until_(until),
        stop_(stop),
        fetcher_(fetcher_options(options), clock),
        gate_(clock, options.pace, std::string(reading::kAgentToken),
              static_cast<std::uint64_t>(clock.now().time_since_epoch().count())),
        unpacker_(&store.dictionaries()) {}

  Result<AssetReport> run(const std::vector<const site::SiteDefinition*>& sites) {
    for (const site::SiteDefinition* site : sites)
      set_site_pace(gate_, *site, options_.allow_private_network);
    const auto hosts = store_.hosts();
    if (!hosts) return fail(hosts.error());
    for (const store::HostRecord& host : *hosts) {
      polite::HostMemory memory = to_memory(host);
      memory.is_confirmed = memory.robots_at && clock_.now() - *memory.robots_at < kJustNow;
      gate_.remember(memory);
    }
    const auto pages = store_.bare_pages(clock_.now() - limits_.max_age, kMostPages);
    if (!pages) return fail(pages.error());
    for (const std::int64_t id : *pages) {
      if (is_over() || is_spent({})) {
        ++report_.left;
        continue;
      }
      if (auto done = take_page(id); !done) return fail(done.error());
    }
    return report_;
  }

 private:
  [[nodiscard]] bool is_over() const {
    return stop_.stop_requested() || (until_ && clock_.steady() >= *until_);
  }
  /// The budget of the run, with what the page at hand has taken of it.
  [[nodiscard]] bool is_spent(const Collected& page) const {
    return report_.fetched + static_cast<std::int64_t>(page.fresh.size()) >= limits_.max_count ||
           report_.bytes + page.bytes >= limits_.max_bytes;
  }

  Result<void> take_page(std::int64_t id) {
    const auto bare = store_.bare_page(id);
    if (!bare) return fail(bare.error());
    if (!*bare) return {};
    site_ = (*bare)->site;
    Collected page;
    if (auto done = collect(**bare, page); !done) return done;
    if (is_over()) {
      ++report_.left;  // it is begun again
      return {};
    }
    if (auto put = store_.put_assets(id, page.fresh, page.known, page.confirmed, clock_.now());
        !put)
      return put;
    ++report_.pages;
    report_.fetched += static_cast<std::int64_t>(page.fresh.size());
    report_.known += static_cast<std::int64_t>(page.known.size());
    report_.bytes += page.bytes;
    return {};
  }

  Result<void> collect(const store::BarePage& bare, Collected& page) {
    const auto bytes = unpacker_.unpack(bare.page, kMaxPage);
    const auto url = url::Url::parse(bare.page.url);
    if (!bytes || !url) return {};
    const auto opened =
        reading::open_page(*bytes, reading::stored_headers(bare.page.headers), *url, nullptr);
    if (!opened) return {};
    queue_.clear();
    queued_.clear();
    for (PageAsset& asset : assets_in_page(opened->tree, *bytes, *url))
      enqueue({std::move(asset.url), asset.is_style});
    while (!queue_.empty() && !is_over() && !is_spent(page) &&
           page.count() < limits_.max_count_of_page && page.bytes < limits_.max_bytes_of_page) {
      Wanted wanted = std::move(queue_.front());
      queue_.pop_front();
      if (auto done = take(wanted, page); !done) return done;
    }
    return {};
  }

  void enqueue(Wanted wanted) {
    if (queued_.insert(wanted.url.without_fragment()).second) queue_.push_back(std::move(wanted));
  }
  void follow(Wanted wanted) {
    if (queued_.insert(wanted.url.without_fragment()).second) queue_.push_front(std::move(wanted));
  }
  /// A style's before the pictures that wait: a page without its styles is no page.
  void enqueue_of_style(std::string_view css, const Wanted& style, const url::Url& address) {
    if (style.depth >= limits_.max_depth) return;
    std::vector<PageAsset> assets = assets_in_style(css, address);
    for (auto asset = assets.rbegin(); asset != assets.rend(); ++asset)
      follow({std::move(asset->url), asset->is_style, style.depth + 1});
  }

  Result<void> take(const Wanted& wanted, Collected& page) {
    const std::string address = wanted.url.without_fragment();
    if (failed_.contains(address)) return {};
    const auto known = store_.asset_at(address);
    if (!known) return fail(known.error());
    if (*known && clock_.now() - (*known)->checked_at < limits_.good_for)
      return take_known(wanted, **known, page);
    fetch::Validators validators;
    if (*known) validators = {(*known)->etag, (*known)->last_modified};
    auto result = ask(wanted, validators);
    if (!result) return fail(result.error());
    if (!*result) {
      if (!is_over()) miss(address);
      return {};
    }
    fetch::FetchResult& answer = **result;
    if (answer.status == kNotModified && *known && !validators.empty()) {
      page.confirmed.push_back((*known)->id);
      return take_known(wanted, **known, page);
    }
    take_answer(wanted, std::move(answer), page);
    return {};
  }

  Result<void> take_known(const Wanted& wanted, const store::KnownAsset& known, Collected& page) {
    page.known.push_back(known.id);
    const auto headers = reading::stored_headers(known.headers);
    if (const auto location = reading::header_of(headers, "location"); !location.empty()) {
      auto target = url::Url::parse(location, &wanted.url);
      if (target && wanted.hops < options_.fetch.max_redirects)
        follow({std::move(*target), wanted.is_style, wanted.depth, wanted.hops + 1});
      return {};
    }
    if (!is_style_type(reading::header_of(headers, "content-type"))) return {};
    const auto css = store_.asset_body(known.id);
    if (!css) return fail(css.error());
    enqueue_of_style(*css, wanted, wanted.url);
    return {};
  }

  void take_answer(const Wanted& wanted, fetch::FetchResult answer, Collected& page) {
    const std::string address = wanted.url.without_fragment();
    if (answer.redirect && !answer.error && wanted.hops < options_.fetch.max_redirects) {
      Wanted next{*answer.redirect, wanted.is_style, wanted.depth, wanted.hops + 1};
      answer.body.clear();
      keep(address, answer, page);
      follow(std::move(next));
      return;
    }
    const std::string_view type = answer.header("content-type");
    const robots::PageDirectives asks = reading::directives_of(answer.headers);
    if (answer.error || answer.status != 200 || !is_of_kind(type) || asks.noarchive || asks.noindex)
      return miss(address);
    if (is_style_type(type)) enqueue_of_style(answer.body, wanted, wanted.url);
    page.bytes += static_cast<std::int64_t>(answer.body.size());
    keep(address, answer, page);
  }

  void keep(const std::string& address, fetch::FetchResult& answer, Collected& page) {
    store::Asset asset;
    asset.url = address;
    asset.fetched_at = clock_.now();
    asset.status = answer.status;
    asset.headers = reading::to_stored(answer.headers);
    asset.address = answer.address;
    const fetch::Validators validators = answer.validators();
    asset.etag = validators.etag;
    asset.last_modified = validators.last_modified;
    asset.body = std::move(answer.body);
    page.fresh.push_back(std::move(asset));
  }

  void miss(const std::string& address) {
    failed_.insert(address);
    ++report_.failed;
  }

  /// Empty: not in this run, or it is over. The error is the store's.
  Result<std::optional<fetch::FetchResult>> ask(const Wanted& wanted,
                                                const fetch::Validators& validators) {
    using Answered = std::optional<fetch::FetchResult>;
    while (!is_over()) {
      polite::Answer answer = gate_.ask(
          wanted.url, wanted.hops > 0 ? polite::Purpose::kRedirectHop : polite::Purpose::kPage);
      if (auto* permit = std::get_if<polite::Permit>(&answer)) {
        fetch::FetchRequest request;
        request.kind = fetch::BodyKind::kAsset;
        request.validators = validators;
        auto done = transfer(std::move(*permit), std::move(request));
        if (!done) return fail(done.error());
        return Answered(std::move(*done));
      }
      if (auto* robots = std::get_if<polite::NeedRobots>(&answer)) {
        fetch::FetchRequest request;
        request.kind = fetch::BodyKind::kRobots;
        request.validators = {robots->validators.etag, robots->validators.last_modified};
        if (auto done = transfer(std::move(robots->permit), std::move(request)); !done)
          return fail(done.error());
        continue;
      }
      const auto* wait = std::get_if<polite::Wait>(&answer);
      if (wait == nullptr && !std::holds_alternative<polite::Busy>(answer)) return Answered();
      pause_until(wait != nullptr ? wait->until : clock_.steady() + kLongestPoll);
    }
    return Answered();
  }

  void pause_until(SteadyTime moment) {
    while (!is_over() && clock_.steady() < moment) {
      const auto left = std::chrono::ceil<milliseconds>(moment - clock_.steady());
      (void)fetcher_.poll(std::min(left, kLongestPoll));
    }
  }

  /// What a host is promised is written down before it is asked: a crash makes the next run later,
  /// never sooner.
  Result<fetch::FetchResult> transfer(polite::Permit permit, fetch::FetchRequest request) {
    const bool is_robots = permit.purpose() == polite::Purpose::kRobots;
    store::FetchRecord record;
    record.site = site_;
    record.host = permit.url().origin();
    record.url = permit.url().without_fragment();
    record.purpose = is_robots ? "robots" : "asset";
    record.pause =
        permit.purpose() == polite::Purpose::kPage ? gate_.delay_of(permit.url()) : milliseconds(0);
    record.conditional = !request.validators.empty();
    if (auto put = put_hosts(nullptr); !put) return fail(put.error());
    fetcher_.start(std::move(permit), std::move(request));
    std::vector<fetch::Fetcher::Done> done;
    while (done.empty()) {
      done = fetcher_.poll(kLongestPoll);
      if (done.empty() && is_over()) fetcher_.cancel_all();
    }
    fetch::settle(gate_, clock_, done.front());
    fetch::FetchResult& result = done.front().result;
    record.started = result.started;
    record.elapsed = result.elapsed;
    record.status = result.status;
    record.bytes = result.wire_bytes;
    record.address = result.address;
    if (result.error) record.error = result.error->message;
    // An address that the guard refuses was never asked.
    const bool was_asked = result.status != 0 || !result.address.empty() || !result.error ||
                           result.error->code != ErrorCode::kDenied;
    if (auto put = put_hosts(was_asked ? &record : nullptr); !put) return fail(put.error());
    return std::move(result);
  }

  Result<void> put_hosts(const store::FetchRecord* record) {
    std::vector<polite::HostMemory> changed = gate_.take_changed();
    if (changed.empty() && record == nullptr) return {};
    if (auto begun = store_.begin(); !begun) return begun;
    Result<void> put;
    for (polite::HostMemory& memory : changed) {
      if (put) put = store_.put_host(to_record(std::move(memory)));
    }
    if (put && record != nullptr) put = store_.put_fetch(*record);
    if (put) return store_.commit();
    store_.rollback();
    return put;
  }

  store::Store& store_;
  const CrawlOptions& options_;
  const AssetLimits& limits_;
  const Clock& clock_;
  const std::optional<SteadyTime> until_;
  const std::stop_token& stop_;
  fetch::Fetcher fetcher_;
  polite::HostGate gate_;
  store::Unpacker unpacker_;
  std::int64_t site_ = 0;  // of the page at hand
  std::deque<Wanted> queue_;
  std::unordered_set<std::string> queued_;  // of the page at hand
  std::unordered_set<std::string> failed_;  // of the run
  AssetReport report_;
};

}  // namespace

Result<AssetReport> fetch_assets(store::Store& store,
                                 const std::vector<const site::SiteDefinition*>& sites,
                                 const CrawlOptions& options, const AssetLimits& limits,
                                 const Clock& clock, std::optional<SteadyTime> until,
                                 const std::stop_token& stop) {
  return AssetRound(store, options, limits, clock, until, stop).run(sites);
}

}  // namespace tearsheet::crawl
