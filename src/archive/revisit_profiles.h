// What a revisit record says (ISO 28500:2017 6.7.2, 6.7.3). Private to archive/.
#pragma once

namespace tearsheet::archive {

inline constexpr const char* kSamePayloadProfile =
    "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest";
inline constexpr const char* kNotModifiedProfile =
    "http://netpreserve.org/warc/1.1/revisit/server-not-modified";

}  // namespace tearsheet::archive
