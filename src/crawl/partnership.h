// What a round has besides where several workers share the database: the leases and the stories,
// each with a thread and a connection.
#pragma once

#include <functional>
#include <memory>
#include <thread>
#include <vector>

#include "crawl/crawl.h"
#include "crawl/share.h"
#include "crawl/story_keeper.h"

namespace tearsheet::crawl {

class Partnership {
 public:
  /// Makes the rows of the sites and connects; fills of `start` what does not depend on leases. All
  /// must outlive it.
  static Result<std::unique_ptr<Partnership>> join(
      store::CrawlStore& store, const std::vector<const site::SiteDefinition*>& sites,
      const CrawlOptions& options, const Sharing& sharing, const Clock& clock, SeenSet& seen,
      RoundStart& start);

  [[nodiscard]] Share& share() { return *share_; }
  /// `wake`: there is news for the round.
  void start(std::function<void()> wake);
  /// The writer is through: leases need no renewal, and what was stored is told.
  Result<void> part();

 private:
  Partnership() = default;

  std::vector<SiteEntry> sites_;
  std::unique_ptr<store::SharedStore> leases_, stories_;
  std::function<void()> wake_;
  std::unique_ptr<Share> share_;
  std::unique_ptr<StoryKeeper> keeper_;
  Result<void> shared_, told_;
  std::jthread sharing_, telling_;
};

}  // namespace tearsheet::crawl
