// What a page's source said of it, as fields of a metadata record: written by archive, read by
// import. Private to archive/.
#pragma once

#include <string>

#include "store/store.h"
#include "warc/warc.h"

namespace tearsheet::archive {

/// A block of type application/warc-fields.
[[nodiscard]] std::string to_fields(const store::Hint& hint, const std::string& asked_url);
struct PageFacts {
  store::Hint hint;
  std::string asked_url;
};
[[nodiscard]] PageFacts facts_of(const warc::Fields& fields);

}  // namespace tearsheet::archive
