// Full-text search.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "store/articles.h"
#include "text/text.h"

namespace tearsheet::store {

enum class SearchOrder : std::uint8_t { kBest, kNewest };

/// `filter.where` is the query; empty: all articles, newest first. `filter.limit` defaults to 20;
/// `filter.newest_first` has no effect.
struct SearchQuery {
  ArticleFilter filter;
  SearchOrder order = SearchOrder::kBest;
  bool copies = false;    ///< Each page that matches; otherwise one of each story.
  std::int64_t skip = 0;  ///< So many of the first ones are left out.
};

/// A text with the places where it was hit, in order.
struct MarkedText {
  std::string text;
  std::vector<text::Range> marks;
};

struct SearchHit {
  std::int64_t id = 0;
  std::int64_t cluster = 0;  ///< Id of the first article of its story ...
  std::int64_t copies = 0;   ///< ... and how many more carry it.
  double score = 0;          ///< Relevance, only to be compared within one answer; 0 by newest.
  std::string site, url, date, first_seen, language;
  MarkedText title;
  MarkedText snippet;  ///< The part of summary or body with most of the words, or their beginning.
};

struct SearchAnswer {
  std::vector<SearchHit> hits;
  /// Left out behind the limit: stories, or with `copies` articles. Of very many a lower bound.
  std::int64_t left_out = 0;
  bool is_left_out_exact = true;
  /// Not 0: so many articles, the ones stored last, were weighed; older ones hold the words too.
  std::int64_t weighed = 0;
};

/// Finds articles by their words.
class SearchStore {
 public:
  /// Full-text search. kInvalid: the query or a site that is not there.
  virtual Result<SearchAnswer> search(const SearchQuery& query) = 0;

 protected:
  ~SearchStore() = default;
};

}  // namespace tearsheet::store
