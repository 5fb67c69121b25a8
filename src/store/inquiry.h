// One article with all that is known of it.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "records/records.h"
#include "store/articles.h"
#include "store/raw_pages.h"

namespace tearsheet::store {

/// What an article's row says beside the fields of exports. Of a public copy the last four are
/// empty.
struct ArticleFacts {
  std::vector<records::FieldSource> sources;  ///< By field.
  double confidence = 0;                      ///< Of the body.
  std::string gone;                           ///< Since when its address holds it no longer.
  std::string agency;                         ///< That it credits.
  std::optional<double> copied;               ///< Share of its words that another page has too.
  int extractor = 0;
  std::string rules;
  std::string page_fetched;  ///< When the page came that the row is made of.
  std::string page_url;      ///< Where it landed.
};

/// A page of a story.
struct StoryPage {
  std::int64_t id = 0;
  std::string site, url, title, date, language, agency;
};

/// What a person asks of one article.
class InquiryStore {
 public:
  /// False: there is none of this id. The article is valid during the call.
  virtual Result<bool> article(
      std::int64_t id,
      const std::function<void(const StoredArticle&, const ArticleFacts&)>& take) = 0;
  /// The pages of its story, itself among them, the first one first; 100 at most.
  virtual Result<std::vector<StoryPage>> story_of(std::int64_t article_id) = 0;
  /// The stored pages that its row is made of, in order; none: they were not kept.
  virtual Result<std::vector<RawPage>> pages_of(std::int64_t article_id) = 0;

 protected:
  ~InquiryStore() = default;
};

}  // namespace tearsheet::store
