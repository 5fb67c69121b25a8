#include "crawl/host_memory.h"

#include <utility>

namespace tearsheet::crawl {

store::HostRecord to_record(polite::HostMemory memory) {
  return {std::move(memory.authority),
          memory.next_at,
          memory.retry_at,
          memory.backoff_steps,
          std::move(memory.robots_body),
          memory.robots_status,
          memory.robots_at,
          std::move(memory.robots_validators.etag),
          std::move(memory.robots_validators.last_modified)};
}

polite::HostMemory to_memory(store::HostRecord record) {
  return {std::move(record.authority),
          record.next_at,
          record.retry_at,
          record.backoff_steps,
          std::move(record.robots_body),
          record.robots_status,
          record.robots_at,
          {std::move(record.robots_etag), std::move(record.robots_modified)}};
}

}  // namespace tearsheet::crawl
