// What crawlers that share one database on a server tell each other by: who may ask which hosts
// (docs/scale.md).
//
// A worker leases domains: registrable domains or IP addresses, with all hosts of them, so that
// most redirects stay within one lease. Only the server's clock counts for leases.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/batch.h"
#include "store/store.h"
#include "store/stories.h"

namespace tearsheet::store {

/// Whether `database` is the address of a server and no file: "postgresql://...".
[[nodiscard]] bool is_server(std::string_view database);

/// As messages name it: without a password.
[[nodiscard]] std::string shown_name(const std::string& database);

/// What is leased for an address.
[[nodiscard]] std::string domain_of(std::string_view host);

/// A domain that is held, and how often others found something for it.
struct HeldDomain {
  std::string name;
  std::int64_t epoch = 0, calls = 0;
  std::optional<std::chrono::milliseconds> pause{};  ///< The longest of the hosts that were asked.
};

/// What a renewal tells of a domain.
struct Renewal {
  std::string name;
  std::int64_t epoch = 0;
  std::optional<std::chrono::milliseconds> pause{};  ///< As there; empty: the last one stands.
};

struct Crew {
  std::int64_t workers = 0;  ///< Alive, this one included.
  std::int64_t due = 0;      ///< Domains of which something is to be asked now, held or not.
};

/// What a worker of many reads and writes besides. A store is one connection; leases are renewed by
/// one of their own, which no batch keeps waiting.
class ShareStore {
 public:
  virtual ~ShareStore() = default;

  /// Of the frontier the verbs speak of these domains alone; empty: of all.
  virtual void set_scope(std::optional<std::vector<std::string>> domains) = 0;

  /// That this worker is alive; who else is, and what there is to do.
  virtual Result<Crew> look_around(std::chrono::milliseconds lease) = 0;
  /// Up to `count` domains that are due and that nobody holds.
  virtual Result<std::vector<HeldDomain>> take(std::int64_t count,
                                               std::chrono::milliseconds lease) = 0;
  /// Those of `names` that nobody holds, due or not.
  virtual Result<std::vector<HeldDomain>> take_these(const std::vector<std::string>& names,
                                                     std::chrono::milliseconds lease) = 0;
  /// Those that are still held; the others are somebody else's.
  virtual Result<std::vector<HeldDomain>> renew(const std::vector<Renewal>& held,
                                                std::chrono::milliseconds lease) = 0;

  /// For what one worker does for all. False: another one has it.
  virtual Result<bool> hold(const std::string& name, std::chrono::milliseconds lease) = 0;
  /// The same, whoever has it: who asks for it in a transaction writes nothing any more.
  virtual Result<void> seize(const std::string& name, std::chrono::milliseconds lease) = 0;
  virtual Result<void> let_go(const std::string& name) = 0;

  /// Articles that were stored and not told yet, at most `most`. Views are valid during the call,
  /// which must not use this store.
  virtual Result<std::size_t> each_untold(std::int64_t most,
                                          const std::function<void(const StoryText&)>& each) = 0;
  virtual Result<void> mark_told(const std::vector<std::int64_t>& articles) = 0;
};

/// Both in one object.
class SharedStore : public virtual CrawlStore, public ShareStore {};

/// Made or brought to today's schema where needed, by whichever worker comes first. `worker` names
/// one run of one program. kUnusable: no database of ours, or of a newer program. A server that goes
/// away is waited for some minutes, until `stop` is asked for: then a moment more.
Result<std::unique_ptr<SharedStore>> open_shared(const std::string& address,
                                                 const std::string& worker,
                                                 const std::stop_token& stop = {});
/// To write what comes of no host that is asked, as an import: nothing is leased, and no worker's
/// part of the domains gets smaller. Of a file as open_store(). `worker` as above.
Result<std::unique_ptr<Store>> open_writer(const std::string& database, const std::string& worker,
                                           const std::stop_token& stop = {});
/// To read; the database must be there.
Result<std::unique_ptr<Store>> open_shared_reader(const std::string& address);
/// The same of a file or a server, whichever `database` names.
Result<std::unique_ptr<Store>> open_reader(const std::string& database, Access access);

}  // namespace tearsheet::store
