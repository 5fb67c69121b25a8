// What any input costs may at most grow as it grows itself: fails on super-linear time.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>

#include "dates/dates.h"
#include "dedup/words.h"
#include "doubling.h"
#include "extract/extract.h"
#include "feed/feed.h"
#include "robots/robots.h"
#include "text/text.h"

namespace tearsheet {

/// All that is done with bytes of a kind: pages, listings, feeds, sitemaps, robots.txt, dates,
/// addresses, text.
inline void work_on(char kind, const std::string& bytes) {
  extract::PageContext context;
  context.url = *url::Url::parse("https://lamp.example/news/2024/05/17/tides");
  switch (kind) {
    case 'p':
    case 'l': {
      const auto page = html::Document::parse(text::decode(bytes).utf8);
      if (!page) return;
      if (kind == 'l') {
        (void)extract::extract_listing(*page, context, nullptr);
        (void)extract::discover_feeds(*page, context.url);
        return;
      }
      const auto article = extract::extract_article(*page, context);
      (void)extract::render(article, extract::BodyFormat::kMarkdown);
      return;
    }
    case 'f':
      (void)feed::parse_feed(bytes, {.url = "https://lamp.example/feed"});
      return;
    case 's':
      (void)feed::parse_sitemap(bytes, {.url = "https://lamp.example/sitemap.xml"},
                                [](feed::SitemapUrl&&) { return true; });
      return;
    case 'r': {
      const auto policy = robots::RobotsPolicy::parse(bytes, "tearsheet");
      (void)policy.allows_path("/news/2024/05/17/tides");
      return;
    }
    case 'd':
      (void)dates::parse_date(bytes, {});
      return;
    case 'u':
      (void)url::Url::parse(bytes, &context.url);
      return;
    default: {
      const std::string text = text::decode(bytes).utf8;
      (void)text::clean_paragraphs(text);
      (void)text::fold(text);
      (void)text::count_words(text);
      (void)text::to_pairs(text);
      (void)text::detect_language(text);
      (void)dedup::to_words(text);
    }
  }
}

/// The first byte picks what is done, the rest is a Shape.
inline void check_cost_properties(std::string_view input) {
  if (input.empty() || input.size() > 4000) return;
  const auto cost = [&](const std::string& bytes) {
    return computing_time([&] { work_on(input[0], bytes); });
  };
  if (!grows_too_fast(shape_of(input.substr(1)), cost)) return;
  std::fputs("the same input doubled costs more than 2.5 times as much\n", stderr);
  std::abort();
}

}  // namespace tearsheet
