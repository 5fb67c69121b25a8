// What must hold for every page; run by the fuzz target and, over its seeds, by the unit tests.
#pragma once

#include <cstdlib>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "extract/extract.h"
#include "extract/page/json_repair.h"
#include "text/text.h"

namespace tearsheet::extract {

inline void require(bool holds) {
  if (!holds) std::abort();
}

/// `input` is a page; it also serves as broken JSON.
inline void check_extract_properties(std::string_view input) {
  PageContext context;
  context.url = *url::Url::parse("https://lamp.example/news/2024/05/17/tides");
  auto decoded = text::decode(input);
  const auto page = html::Document::parse(std::move(decoded.utf8));
  if (page) {
    const auto article = extract_article(*page, context);
    require(article.confidence >= 0 && article.confidence <= 1);
    require(!article.kind_reason.empty());
    require(!article.canonical_url.empty());
    require(text::is_valid_utf8(article.title) && text::is_valid_utf8(article.body) &&
            text::is_valid_utf8(article.summary));
    for (const auto& block : article.blocks) {
      require(block.html.find("<script") == std::string::npos &&
              block.html.find("=\"javascript:") == std::string::npos);  // in text it is harmless
    }
    // Nothing but our own elements is ever in the HTML form.
    const std::string html = render(article, BodyFormat::kHtml);
    require(html.find("<script") == std::string::npos && html.find("<iframe") == std::string::npos);
    (void)render(article, BodyFormat::kMarkdown);
    // The same page gives the same article.
    require(extract_article(*page, context).body == article.body);
    const auto listing = extract_listing(*page, context, nullptr);
    require(listing.has_value());
    for (const auto& item : listing->items) require(!item.title.empty() || !item.summary.empty());
    (void)discover_feeds(*page, context.url);
  }
  // What is JSON already means the same after the repair.
  const auto plain = nlohmann::json::parse(input, nullptr, false);
  if (plain.is_structured()) {
    const auto repaired = nlohmann::json::parse(repair_json(input), nullptr, false);
    require(repaired == plain);
  }
}

}  // namespace tearsheet::extract
