// What a page's JSON-LD says of its article (schema.org): every vocabulary spelling that pages use,
// nothing more.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "html/html.h"

namespace tearsheet::extract {

/// Entries of a live blog that are read.
inline constexpr std::size_t kMaxUpdates = 1000;

/// An entry of a live blog.
struct LinkedUpdate {
  std::string headline, body, published;
};

/// One object of an article-like type. Strings are as written: still with character references and
/// white space.
struct LinkedArticle {
  std::string type;  ///< "NewsArticle", "BlogPosting", "LiveBlogPosting" ...
  std::string headline, name, description, article_body;
  std::string published, modified, created;
  std::string section, language, url, image, publisher;
  std::string image_caption;  ///< Of the ImageObject that `image` is taken from.
  std::vector<std::string> authors, keywords;
  std::vector<LinkedUpdate> updates;  ///< Of a live blog, the first kMaxUpdates.
  bool has_house_authors = false;     ///< All authors are of an Organization type.
  bool is_locked = false;             ///< isAccessibleForFree is false.
  bool is_nested = false;             ///< Stands in a list, a part or a relation of something else.
};

struct LinkedData {
  std::vector<LinkedArticle> articles;  ///< Document order.
  std::vector<std::string> types;       ///< Of every object that has one, at most 64.
  std::string site_name;                ///< WebSite's name, else the publishing organisation's.
};

/// Reads the application/ld+json scripts. Broken JSON is repaired; what still does not parse is
/// left out.
[[nodiscard]] LinkedData read_linked_data(std::span<const html::DataScript> scripts);

/// Adds what <meta name="parsely-page"> has: one flat JSON object with title, pub_date, authors.
void read_parsely_page(std::string_view content, LinkedData& out);

}  // namespace tearsheet::extract
