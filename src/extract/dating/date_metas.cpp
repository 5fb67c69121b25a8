#include "extract/dating/date_metas.h"

#include <array>

namespace tearsheet::extract {
namespace {

// Meta keys that hold the day of publishing. Weights: how often each alone is right where it
// stands, in steps of .05.
constexpr std::array<DateMeta, 34> kPublishedMetas = {{
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

}  // namespace

std::span<const DateMeta> published_metas() {
  return kPublishedMetas;
}

std::span<const DateMeta> updated_metas() {
  return kUpdatedMetas;
}

}  // namespace tearsheet::extract
