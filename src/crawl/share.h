// The hosts that this worker may ask, where several share a database: leases are taken, renewed
// and counted on a thread of their own (docs/scale.md).
//
// Rules: a lease is reckoned from before it was asked for; nothing is asked that could not be
// answered before its end; whoever takes over waits for a pause behind it.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/clock.h"
#include "crawl/round_load.h"
#include "store/share.h"

namespace tearsheet::crawl {

class Share {
 public:
  /// Domains that were taken, or for which others found something, with what is to be asked of
  /// them.
  struct Grant {
    std::vector<store::HeldDomain> domains;
    RoundStart load;
  };
  struct News {
    std::vector<Grant> granted, more;
    std::vector<std::string> lost;
    std::size_t excess = 0;  ///< So many are to be given back: others have less than their part.
    bool is_over = false;    ///< Nothing is left to do for anybody.
  };
  using Load = std::function<Result<void>(const std::vector<std::string>&, RoundStart&)>;

  /// All must outlive it. `load` is called on the thread of run(); so is `wake` when there is news.
  Share(store::ShareStore& store, Load load, std::function<void()> wake,
        std::chrono::milliseconds lease, const Clock& clock)
      : store_(store),
        load_(std::move(load)),
        wake_(std::move(wake)),
        lease_(lease),
        clock_(clock) {}
  Share(const Share&) = delete;
  Share& operator=(const Share&) = delete;

  /// Until it is asked to stop, or the store fails.
  Result<void> run(const std::stop_token& stop);

  // The network thread's.
  [[nodiscard]] News take_news();
  /// The store failed: no lease will be renewed.
  [[nodiscard]] bool is_given_up() const;
  /// When the last request to the domain may be sent that takes `time` at most; empty: it is not
  /// held.
  [[nodiscard]] std::optional<SteadyTime> latest_start(const std::string& domain,
                                                       std::chrono::milliseconds time) const;
  /// The longest that a transfer may take.
  [[nodiscard]] static std::chrono::milliseconds longest_transfer(std::chrono::milliseconds lease) {
    return lease / 2;
  }
  [[nodiscard]] std::chrono::milliseconds longest_transfer() const {
    return longest_transfer(lease_);
  }
  /// The pause of one of its hosts.
  void note_pause(const std::string& domain, std::chrono::milliseconds pause);
  /// Somebody was redirected there.
  void want(const std::string& domain);
  /// It is not renewed any more; gives what its release takes.
  std::optional<store::HeldDomain> give_back(const std::string& domain);

 private:
  struct Lease {
    std::int64_t epoch = 0, calls = 0;
    SteadyTime end;
    std::optional<std::chrono::milliseconds> pause{};
  };
  Result<void> renew();
  Result<void> look_around();
  Result<void> take(std::vector<store::HeldDomain> domains, SteadyTime asked);
  Result<void> look_again(const std::vector<store::HeldDomain>& called);

  store::ShareStore& store_;
  const Load load_;
  const std::function<void()> wake_;
  const std::chrono::milliseconds lease_;
  const Clock& clock_;
  SteadyTime renewed_{};

  mutable std::mutex mutex_;  // guards all below
  std::unordered_map<std::string, Lease> leases_;
  std::unordered_set<std::string> wanted_;
  News news_;
  bool is_given_up_ = false;
};

}  // namespace tearsheet::crawl
