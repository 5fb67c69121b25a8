#include "preview/preview.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "extract/extract.h"
#include "preview/panel.h"

namespace tearsheet::preview {
namespace {

const site::Source* listing_at(const site::SiteDefinition& site, const url::Url& url) {
  const site::Source* first = nullptr;
  for (const site::Source& source : site.sources) {
    if (source.kind != site::SourceKind::kListing) continue;
    if (source.url == url) return &source;
    if (first == nullptr) first = &source;
  }
  return first;
}

bool is_source(const site::SiteDefinition& site, const url::Url& url) {
  return std::ranges::any_of(site.sources,
                             [&](const site::Source& source) { return source.url == url; });
}

}  // namespace

std::string preview_of(const Subject& subject) {
  const reading::Page& page = subject.page;
  std::vector<extract::Explanation> explanations;
  const extract::PageContext context = reading::context_of(page, subject.fetched_at);
  const records::Article article = extract::extract_article(page.tree, context, &explanations);
  std::optional<records::Listing> listing;
  bool is_list = subject.is_listing || article.kind == records::PageKind::kListing ||
                 (page.site != nullptr && is_source(*page.site, subject.asked));
  if (is_list || article.body.empty()) {
    const site::Source* source =
        page.site == nullptr ? nullptr : listing_at(*page.site, subject.asked);
    if (auto found = extract::extract_listing(page.tree, context, source))
      listing = std::move(*found);
    else
      listing.emplace();
    is_list = is_list || !listing->items.empty();
  }
  return to_preview({.page = page,
                     .site = page.site,
                     .article = article,
                     .runners_up = explanations,
                     .listing = listing ? &*listing : nullptr,
                     .is_list = is_list,
                     .name = subject.name,
                     .back = subject.back});
}

}  // namespace tearsheet::preview
