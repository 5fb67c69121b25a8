// The event loop: which transfers run, and what comes of them.
#include <curl/curl.h>

#include <atomic>
#include <deque>
#include <unordered_map>
#include <utility>

#include "fetch/transfer.h"

namespace tearsheet::fetch {
namespace {

using CurlMulti = Handle<CURLM, curl_multi_cleanup>;

}  // namespace

struct Fetcher::State {
  struct Waiting {
    polite::Permit permit;
    FetchRequest request;
  };

  CurlLibrary library;
  TransferContext context;
  CurlMulti multi;
  std::unordered_map<CURL*, std::unique_ptr<Transfer>> running;
  std::vector<std::unique_ptr<Transfer>> idle;
  std::deque<Waiting> waiting;
  std::vector<Done> finished;  // not yet given to the caller
  std::atomic<bool> is_woken{false};

  State(FetcherOptions options, const Clock& clock)
      : context{std::move(options), {}, {}, clock, {}}, multi(curl_multi_init()) {
    context.proxies = context.options.proxies.value_or(ProxySettings{});
    if (!context.options.proxies) context.proxies = ProxySettings::from_environment();
    context.trust = trust_places(context.options);
    // A connection a host, kept for its next page.
    curl_multi_setopt(multi.get(), CURLMOPT_MAXCONNECTS,
                      static_cast<long>(context.options.max_transfers) + 64L);
  }

  ~State() {
    for (auto& [easy, transfer] : running) curl_multi_remove_handle(multi.get(), easy);
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  void start_waiting() {
    while (!waiting.empty() &&
           running.size() < static_cast<std::size_t>(context.options.max_transfers)) {
      Waiting next = std::move(waiting.front());
      waiting.pop_front();
      std::unique_ptr<Transfer> transfer;
      if (idle.empty()) {
        transfer = std::make_unique<Transfer>(context);
      } else {
        transfer = std::move(idle.back());
        idle.pop_back();
      }
      if (!transfer->prepare(std::move(next.permit), std::move(next.request))) {
        finished.push_back(transfer->finish(CURLE_OK));
        idle.push_back(std::move(transfer));
        continue;
      }
      CURL* easy = transfer->handle();
      if (curl_multi_add_handle(multi.get(), easy) != CURLM_OK) {
        finished.push_back(transfer->finish(CURLE_OUT_OF_MEMORY));
        continue;
      }
      running.emplace(easy, std::move(transfer));
    }
  }

  void collect() {
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(multi.get(), &left)) {
      if (message->msg != CURLMSG_DONE) continue;
      CURL* easy = message->easy_handle;
      const CURLcode code = message->data.result;  // the message dies with the removal
      curl_multi_remove_handle(multi.get(), easy);
      const auto found = running.find(easy);
      if (found == running.end()) continue;
      if (found->second->is_to_be_sent_again(code) &&
          curl_multi_add_handle(multi.get(), easy) == CURLM_OK) {
        continue;
      }
      finished.push_back(found->second->finish(code));
      idle.push_back(std::move(found->second));
      running.erase(found);
    }
  }

  void turn() {
    start_waiting();
    if (!running.empty()) {
      int count = 0;
      curl_multi_perform(multi.get(), &count);
      collect();
      if (!waiting.empty()) start_waiting();
    }
  }
};

Fetcher::Fetcher(FetcherOptions options, const Clock& clock)
    : state_(std::make_unique<State>(std::move(options), clock)) {}

Fetcher::~Fetcher() = default;

void Fetcher::start(polite::Permit permit, FetchRequest request) {
  state_->waiting.push_back({std::move(permit), std::move(request)});
}

std::size_t Fetcher::running() const {
  return state_->running.size() + state_->waiting.size() + state_->finished.size();
}

std::vector<Fetcher::Done> Fetcher::poll(std::chrono::milliseconds timeout) {
  const SteadyTime deadline = std::chrono::steady_clock::now() + timeout;
  for (;;) {
    state_->turn();
    if (!state_->finished.empty() || state_->is_woken.exchange(false)) break;
    const auto left =
        std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
    if (left <= std::chrono::milliseconds(0)) break;
    int ready = 0;
    if (curl_multi_poll(state_->multi.get(), nullptr, 0, static_cast<int>(left.count()), &ready) !=
        CURLM_OK)
      break;
  }
  return std::exchange(state_->finished, {});
}

void Fetcher::wake() {
  state_->is_woken = true;
  curl_multi_wakeup(state_->multi.get());
}

void Fetcher::cancel_all() {
  for (auto& [easy, transfer] : state_->running) {
    curl_multi_remove_handle(state_->multi.get(), easy);
    state_->finished.push_back(transfer->cancelled());
    state_->idle.push_back(std::move(transfer));
  }
  state_->running.clear();
  for (auto& waiting : state_->waiting) {
    FetchResult result;
    result.id = waiting.request.id;
    result.url = waiting.permit.url();
    result.started = state_->context.clock.now();
    result.error = Error{ErrorCode::kCancelled, waiting.permit.url().authority() + ": stopped"};
    state_->finished.push_back({std::move(waiting.permit), std::move(result)});
  }
  state_->waiting.clear();
}

void Fetcher::forget_cookies() {
  state_->context.cookies.clear();
}

std::optional<std::string> Fetcher::notice() const {
  const ProxySettings& proxies = state_->context.proxies;
  if (state_->context.options.addresses.allow_private ||
      (proxies.http.empty() && proxies.https.empty())) {
    return std::nullopt;
  }
  return "a proxy is in use: it resolves names itself, so only addresses written as numbers are "
         "checked for private networks";
}

}  // namespace tearsheet::fetch
