#include "cli/article_json.h"

#include <cmath>

namespace tearsheet::cli {

Json to_json(const records::Article& article) {
  Json out = Json::object();
  const auto text = [&](const char* key, const std::string& value) {
    if (!value.empty()) out[key] = value;
  };
  out["url"] = article.url;
  text("canonical_url", article.canonical_url);
  out["title"] = article.title;
  out["date"] = article.published ? Json(article.published->to_iso8601()) : Json(nullptr);
  if (article.updated) out["updated"] = article.updated->to_iso8601();
  text("summary", article.summary);
  out["body"] = article.body;
  out["authors"] = article.authors;
  text("language", article.language);
  text("site_name", article.site_name);
  text("image", article.image);
  text("section", article.section);
  if (!article.tags.empty()) out["tags"] = article.tags;
  out["kind"] = records::to_string(article.kind);
  text("kind_reason", article.kind_reason);
  out["confidence"] = static_cast<double>(std::lround(article.confidence * 1000)) / 1000;
  if (!article.parts.empty()) out["parts"] = article.parts;
  text("incomplete", article.incomplete);
  if (!article.next_pages.empty()) out["next_pages"] = article.next_pages;
  text("single_page", article.single_page);
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
