#include "crawl/telling.h"

#include <stop_token>
#include <utility>

#include "crawl/story_keeper.h"

namespace tearsheet::crawl {

Telling::Telling(std::unique_ptr<store::SharedStore> store, const Clock& clock,
                 std::chrono::milliseconds lease)
    : store_(std::move(store)), thread_([this, &clock, lease](const std::stop_token& stop) {
        told_ = StoryKeeper(*store_, {}, lease, clock).run(stop);
      }) {}

Result<void> Telling::end() {
  thread_.request_stop();
  thread_.join();
  return told_;
}

}  // namespace tearsheet::crawl
