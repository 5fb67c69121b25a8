// Lines of a CDXJ index (specs.webrecorder.net/cdxj/0.1.0). Private to warc/.
#pragma once

#include <string>
#include <string_view>

#include "warc/warc.h"

namespace tearsheet::warc {

/// "example,news)/story?a=1&b=2" of "https://www.news.example/story?b=2&a=1": what an address is
/// looked up by. As warcio.js has it: in lower case, without "www.", the query's parts in order.
[[nodiscard]] std::string surt_of(std::string_view url);

/// Without its end. `file` is its name in archive/.
[[nodiscard]] std::string cdxj_line(const IndexEntry& entry, std::uint64_t offset,
                                    std::uint64_t length, std::string_view file);

}  // namespace tearsheet::warc
