// What must hold for every archive; run by the fuzz target and, over its seeds, by the unit tests.
#pragma once

#include <cstdlib>
#include <string>
#include <string_view>

#include "warc/warc.h"

namespace tearsheet::warc {

inline void require_warc(bool holds) {
  if (!holds) std::abort();
}

/// Whatever the bytes are: reading ends, limits are kept, and what was read can be written and read
/// again.
inline void check_warc_properties(std::string_view input) {
  constexpr std::size_t kMaxBlock = 1000;
  Limits limits;
  limits.max_slack = 1 << 20;
  auto reader = Reader::over(input, limits);
  require_warc(reader.has_value());
  std::string again, blocks, blocks_again;
  Writer writer([&](std::string_view bytes) { return again += bytes, true; }, Packing::kPlain);
  std::size_t count = 0;
  for (;;) {
    auto record = reader->next();
    if (!record || !*record) break;
    require_warc((*record)->fields.size() <= limits.max_fields);
    if (++count % 3 == 0) continue;  // a block that is not asked for is skipped
    auto block = reader->block(kMaxBlock);
    if (!block) break;
    require_warc(block->bytes.size() <= kMaxBlock);
    require_warc(!block->whole || block->bytes.size() == (*record)->length);
    if (const auto answer = parse_http(block->bytes)) {
      require_warc(answer->body_at <= block->bytes.size());
      require_warc(dechunk(std::string_view(block->bytes).substr(answer->body_at)).size() <=
                   kMaxBlock);
    }
    require_warc(writer.write({{"WARC-Type", (*record)->type}}, block->bytes).has_value());
    blocks += block->bytes + '\n';
  }
  if (writer.records() == 0) return;
  auto second = Reader::over(again);
  for (;;) {
    auto record = second->next();
    require_warc(record.has_value());
    if (!*record) break;
    auto block = second->block(kMaxBlock);
    require_warc(block && block->whole);
    blocks_again += block->bytes + '\n';
  }
  require_warc(blocks == blocks_again && second->damage().none());
}

}  // namespace tearsheet::warc
