// What is known of a host, between the gate that uses it and the store that keeps it.
#pragma once

#include "polite/polite.h"
#include "store/store.h"

namespace tearsheet::crawl {

[[nodiscard]] store::HostRecord to_record(polite::HostMemory memory);
[[nodiscard]] polite::HostMemory to_memory(store::HostRecord record);

}  // namespace tearsheet::crawl
