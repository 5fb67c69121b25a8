// What a page's source said of it, as fields of a metadata record: written by archive, read by
// import. Private to archive/.
#pragma once

#include <string>

#include "store/store.h"
#include "warc/warc.h"

namespace tearsheet::archive {

/// A block of type application/warc-fields.
[[nodiscard]] std::string to_fields(const store::Hint& hint, const std::string& asked_url);
/// What its publisher said of the use of the text: the answers as the article's row has them, where
/// the row is made of this page, and all statements as they were told. To stand behind the above.
[[nodiscard]] std::string preference_fields(const store::StoredArticle* article,
                                            const std::string& statements);
struct PageFacts {
  store::Hint hint;
  std::string asked_url;
};
[[nodiscard]] PageFacts facts_of(const warc::Fields& fields);

}  // namespace tearsheet::archive
