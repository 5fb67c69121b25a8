#include "cli/article_json.h"

#include <cmath>

#include "store/article_columns.h"

namespace tearsheet::cli {

namespace {

// Of a field that the table of columns reads as text.
void add_field(Json& out, const store::ColumnSpec& spec, const records::Article& article) {
  const std::string value = spec.read(article);
  const bool is_list = spec.form == store::Form::kList;
  if (is_list ? store::says_nothing(value) : value.empty()) return;
  out[spec.name] = is_list ? Json::parse(value) : Json(value);
}

}  // namespace

Json to_json(const records::Article& article) {
  Json out = Json::object();
  for (const store::ColumnSpec& spec : store::kArticleColumnTable) {
    if (spec.is_ours() || !spec.is(store::kExported)) continue;
    switch (spec.column) {
      case store::kCanonicalColumn:
        if (!article.canonical_url.empty()) out["canonical_url"] = article.canonical_url;
        break;
      case store::kUrlColumn:
      case store::kTitleColumn:
      case store::kBodyColumn:
        out[spec.name] = spec.read(article);
        break;
      case store::kAuthorsColumn:
        out["authors"] = article.authors;
        break;
      // With the zone that the page gave.
      case store::kDateColumn:
        out["date"] = article.published ? Json(article.published->to_iso8601()) : Json(nullptr);
        break;
      case store::kUpdatedColumn:
        if (article.updated) out["updated"] = article.updated->to_iso8601();
        break;
      case store::kKindColumn:
        out["kind"] = spec.read(article);
        if (!article.kind_reason.empty()) out["kind_reason"] = article.kind_reason;
        out["confidence"] = static_cast<double>(std::lround(article.confidence * 1000)) / 1000;
        break;
      case store::kAgreementColumn:
        break;
      default:
        add_field(out, spec, article);
    }
  }
  if (!article.next_pages.empty()) out["next_pages"] = article.next_pages;
  if (!article.single_page.empty()) out["single_page"] = article.single_page;
  Json sources = Json::object();
  for (const auto& one : article.sources) {
    Json source = {{"source", one.source}};
    if (!one.locator.empty()) source["locator"] = one.locator;
    if (!one.raw.empty()) source["raw"] = one.raw;
    sources[one.field] = std::move(source);
  }
  if (!sources.empty()) out["sources"] = std::move(sources);
  return out;
}

Json to_json(const records::Listing& listing) {
  Json out = {{"items", Json::array()}};
  for (const auto& item : listing.items) {
    Json one = {{"url", item.url.href()}};
    if (!item.title.empty()) one["title"] = item.title;
    if (item.published) one["date"] = item.published->to_iso8601();
    if (!item.summary.empty()) one["summary"] = item.summary;
    if (!item.image.empty()) one["image"] = item.image;
    out["items"].push_back(std::move(one));
  }
  if (listing.next) out["next"] = listing.next->href();
  return out;
}

}  // namespace tearsheet::cli
