#include "extract/dating/date_metas.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/ascii.h"

namespace tearsheet::extract {
namespace {

// Meta keys that hold the day of publishing. Weights: how often each alone is right where it
// stands, in steps of .05.
constexpr std::array<DateMeta, 40> kPublishedMetas = {{
    {"article:published_time", 0.95},
    {"og:article:published_time", 0.90},
    {"datepublished", 0.90},
    {"parsely-pub-date", 0.90},
    {"sailthru.date", 0.85},
    {"article.published", 0.85},
    {"cxenseparse:recs:publishtime", 0.85},
    {"cxenseparse:publishtime", 0.85},
    {"dc.date.issued", 0.85},
    {"dcterms.issued", 0.85},
    {"dc.date", 0.75},
    {"dcterms.date", 0.75},
    {"dcterms.created", 0.75},
    {"dc.date.created", 0.75},
    {"publish-date", 0.85},
    {"publish_date", 0.85},
    {"publishdate", 0.85},
    {"publication_date", 0.85},
    {"published_time", 0.85},
    {"pubdate", 0.85},
    {"pub_date", 0.85},
    {"published", 0.80},
    {"article_date_original", 0.85},
    {"originalpublicationdate", 0.85},
    {"citation_publication_date", 0.80},
    {"citation_online_date", 0.80},
    {"article:published", 0.85},
    {"date", 0.70},
    {"displaydate", 0.75},
    {"ptime", 0.75},
    {"rnews:datepublished", 0.85},
    {"og:published_time", 0.85},
    {"datecreated", 0.70},
    {"vr:published_time", 0.80},
    {"published-date", 0.80},
    {"published_date", 0.80},
    {"published_on", 0.80},
    {"date_published", 0.80},
    {"date-published", 0.80},
    {"publication-date", 0.80},
}};
constexpr std::array<DateMeta, 12> kUpdatedMetas = {{
    {"article:modified_time", 0.90},
    {"og:updated_time", 0.80},
    {"datemodified", 0.90},
    {"last-modified", 0.60},
    {"dc.date.modified", 0.80},
    {"dcterms.modified", 0.80},
    {"lastmod", 0.70},
    {"article:updated_time", 0.85},
    {"modified_time", 0.80},
    {"dateupdated", 0.80},
    {"revised", 0.60},
    {"updated", 0.60},
}};

// What is left of a name without its prefix and signs.
constexpr auto kPublishedNames = std::to_array<std::string_view>({
    "datepublished",
    "publisheddate",
    "publisheddatetime",
    "publishdate",
    "publishdatetime",
    "publishedon",
    "publishedat",
    "publishedtime",
    "publishtime",
    "publicationdate",
    "publicationtime",
    "datepublication",
    "publishingdate",
    "pubdate",
    "pubtime",
    "firstpublished",
    "firstpublisheddate",
    "dateissued",
    "originalpublicationdate",
    "articledate",
    "articlepublishdate",
    "articlepublisheddate",
});
constexpr auto kChangedNames = std::to_array<std::string_view>({
    "datemodified",
    "modifieddate",
    "modifiedon",
    "modifiedat",
    "lastmodified",
    "lastmodifieddate",
    "dateupdated",
    "updateddate",
    "updatedate",
    "updatedat",
    "updatedon",
    "updatedtime",
    "updatetime",
    "lastupdated",
    "lastupdate",
    "lastupdateddate",
    "moddate",
});

template <std::size_t kSize>
bool is_named(const std::array<std::string_view, kSize>& names, std::string_view key) {
  constexpr std::size_t kLongestName = 40;  // bytes
  key = key.substr(key.find_last_of(":.") + 1);
  if (key.size() > kLongestName) return false;
  std::string letters;
  for (const char c : key) {
    if (is_alpha(c)) letters += c;
  }
  return std::ranges::find(names, letters) != names.end();
}

}  // namespace

bool names_publication(std::string_view key) {
  return is_named(kPublishedNames, key);
}

bool names_change(std::string_view key) {
  return is_named(kChangedNames, key);
}

std::span<const DateMeta> published_metas() {
  return kPublishedMetas;
}

std::span<const DateMeta> updated_metas() {
  return kUpdatedMetas;
}

}  // namespace tearsheet::extract
