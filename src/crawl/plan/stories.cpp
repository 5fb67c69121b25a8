#include "crawl/plan/stories.h"

#include <string>

namespace tearsheet::crawl {

std::string agency_of(const records::Article& article) {
  std::string byline;
  for (const std::string& author : article.authors) (byline += author) += '\n';
  return std::string(dedup::wire_credit(byline, article.body));
}

std::optional<store::StoryLink> link_story(dedup::Clusters& clusters,
                                           const records::Article& article,
                                           const dedup::Fingerprint& fingerprint,
                                           store::PutResult& put) {
  using What = store::PutResult::What;
  const bool is_new = put.what == What::kInserted;
  if (!is_new && put.what != What::kUpdated && put.what != What::kCorrected) return std::nullopt;
  store::StoryLink link{.article_id = put.article_id};
  // Its host the fingerprint knows.
  const dedup::Fingerprint own = clusters.without_boilerplate(
      {.title = article.title, .text = article.body, .host = {}}, fingerprint);
  if (own.bytes != fingerprint.bytes) link.fingerprint = own.bytes;
  const auto date = article.published ? std::optional(article.published->to_sys()) : std::nullopt;
  const std::int64_t before = clusters.cluster_of(put.article_id);
  dedup::Assignment found = clusters.add(put.article_id, own, date);
  link.agency = agency_of(article);
  const bool is_copy = is_new && found.cluster != put.article_id;
  link.describes = !is_new || is_copy || !link.agency.empty();
  if (is_copy && found.score > 0) link.copied = found.containment;
  // A new text can show an article to be a copy, too, but never takes it out of its story.
  const std::int64_t known = is_new && put.duplicate_of != 0 ? put.duplicate_of : before;
  if (found.cluster != known || !found.merged.empty()) {
    if (found.cluster != put.article_id) put.duplicate_of = found.cluster;
    link.cluster = found.cluster;
    link.merged = std::move(found.merged);
  }
  if (!link.fingerprint && !link.describes && link.cluster == 0) return std::nullopt;
  return link;
}

}  // namespace tearsheet::crawl
