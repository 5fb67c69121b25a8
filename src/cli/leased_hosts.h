// The hosts that a command asks beside the crawls that share a database on a server (docs/scale.md,
// Who asks a host).
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <unordered_map>

#include "base/clock.h"
#include "base/result.h"
#include "polite/polite.h"
#include "reading/reading.h"
#include "store/share.h"

namespace tearsheet::cli {

class LeasedHosts {
 public:
  /// `longest`: that a request may take. All but the store must outlive it.
  LeasedHosts(std::unique_ptr<store::SharedStore> store, std::chrono::milliseconds longest,
              polite::HostGate& gate, reading::TdmFiles& files, const Clock& clock)
      : store_(std::move(store)), longest_(longest), gate_(gate), files_(files), clock_(clock) {}

  /// Before each request. Of a domain that is taken the gate hears what is known of its hosts. kBusy:
  /// somebody else asks them.
  Result<void> may_ask(const url::Url& url);
  /// Whoever takes one over waits for a pause.
  Result<void> give_back();

 private:
  struct Lease {
    store::HeldDomain held;
    SteadyTime end{};
    std::chrono::milliseconds pause{};
  };
  Result<Lease> take(const std::string& domain);
  Result<void> remember(const std::string& domain);

  const std::unique_ptr<store::SharedStore> store_;
  const std::chrono::milliseconds longest_;
  polite::HostGate& gate_;
  reading::TdmFiles& files_;
  const Clock& clock_;
  std::unordered_map<std::string, Lease> leases_;
};

}  // namespace tearsheet::cli
