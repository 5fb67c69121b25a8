#include "extract/fields.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/ascii.h"
#include "extract/page/bounds.h"
#include "extract/structure/blocks.h"
#include "text/text.h"

namespace tearsheet::extract {
namespace {

constexpr std::size_t kMaxTags = 40;
constexpr std::size_t kLongestMarkedSummary = 800;  // bytes; longer ones are the article itself
constexpr std::size_t kShortestParagraph = 60;      // bytes
constexpr std::size_t kLanguageSample = 4000;       // bytes

void note(records::Article& out, const char* field, std::string source, std::string locator,
          std::string_view raw, double confidence) {
  out.sources.push_back({field, std::move(source), std::move(locator),
                         std::string(text::truncate(raw, 200)), confidence});
}

void add_tags(records::Article& out, std::string_view list) {
  const std::string line = clean_value(list);
  std::size_t begin = 0;
  while (begin <= line.size() && out.tags.size() < kMaxTags) {
    auto end = line.find_first_of(",;", begin);
    if (end == std::string::npos) end = line.size();
    std::string tag(trimmed(std::string_view(line).substr(begin, end - begin)));
    if (!tag.empty() && tag.size() <= 100 &&
        std::find(out.tags.begin(), out.tags.end(), tag) == out.tags.end()) {
      out.tags.push_back(std::move(tag));
    }
    begin = end + 1;
  }
}

/// The path without page number and extension: what all pages of one article share.
std::string page_stem(const url::Url& url, bool cut_number) {
  std::string stem(url.path());
  for (const std::string_view extension : {".html", ".htm", ".php", ".shtml", ".aspx"}) {
    if (stem.ends_with(extension)) stem.erase(stem.size() - extension.size());
  }
  while (stem.size() > 1 && stem.back() == '/') stem.pop_back();
  if (!cut_number) return stem;
  std::size_t digits = 0;
  while (digits < stem.size() && is_digit(stem[stem.size() - 1 - digits])) ++digits;
  if (digits == 0 || digits > 3 || digits == stem.size()) return stem;
  stem.erase(stem.size() - digits);
  const std::string_view before = stem;
  for (const std::string_view word :
       {"/page/", "/page-", "/page", "-page-", "_page_", "/p", "/seite-", "/seite/", "/seite",
        "-seite-", "/pagina/", "/strona/", "/", "-", "_", ","}) {
    if (before.ends_with(word)) return stem.substr(0, stem.size() - word.size());
  }
  return stem + '0';
}

}  // namespace

const LinkedArticle* own_article(const Facts& facts, const url::Url& page) {
  const LinkedArticle* best = nullptr;
  int best_score = 0;
  const std::string title = text::fold(facts.title);
  for (const auto& one : facts.linked.articles) {
    int score = one.is_nested ? 1 : 4;
    const bool page_type =
        equals_ignoring_case(one.type, "webpage") || equals_ignoring_case(one.type, "itempage");
    if (!page_type) score += 3;
    if (!one.headline.empty()) score += 2;
    if (!one.published.empty()) score += 2;
    if (!one.article_body.empty()) score += 1;
    if (!one.authors.empty()) score += 1;
    if (!one.url.empty() && !page.empty()) {
      const auto url = url::Url::parse(one.url, &page);
      if (url && url->path() == page.path()) score += 3;
    }
    if (!one.headline.empty() &&
        title.find(text::fold(clean_value(one.headline))) != std::string::npos)
      score += 4;
    if (one.is_nested && score < 8) continue;  // a teaser of another story
    if (score > best_score) {
      best = &one;
      best_score = score;
    }
  }
  return best;
}

PageSays page_says(const Facts& facts, const LinkedArticle* article) {
  PageSays out;
  out.description = facts.meta("og:description");
  if (out.description.empty()) out.description = facts.meta("description");
  if (article != nullptr && article->article_body.size() > 100)
    out.linked_body = clean_value(article->article_body);
  return out;
}

void fill_canonical(const FieldInput& input, records::Article& out) {
  if (!out.canonical_url.empty()) return;
  const auto plausible = [&](std::string_view href) -> std::string {
    const auto url = url::Url::parse(trimmed(href), input.base.empty() ? nullptr : &input.base);
    if (!url || (!input.url.empty() && !url::is_plausible_canonical(input.url, *url))) return {};
    return url->without_fragment();
  };
  for (const auto& link : input.facts.links) {
    if (link.rel != "canonical") continue;
    out.canonical_url = plausible(link.href);
    if (!out.canonical_url.empty()) {
      note(out, "canonical_url", "meta", "link[rel=canonical]", link.href, 0.95);
      return;
    }
  }
  if (const Meta* og = input.facts.find_meta("og:url")) {
    out.canonical_url = plausible(og->value);
    if (!out.canonical_url.empty()) {
      note(out, "canonical_url", "opengraph", "meta[property='og:url']", og->value, 0.85);
      return;
    }
  }
  out.canonical_url = out.url;
}

void fill_summary(const FieldInput& input, std::string_view teaser, records::Article& out) {
  if (!out.summary.empty()) return;
  const std::string title = text::fold(out.title);
  const auto take = [&](std::string value, const char* source, const char* locator,
                        double confidence) {
    if (value.size() < 20 || !out.summary.empty() || text::fold(value) == title) return;
    out.summary = std::move(value);
    note(out, "summary", source, locator, out.summary, confidence);
  };
  if (input.article != nullptr)
    take(clean_value(input.article->description), "json-ld", "description", 0.90);
  take(input.facts.meta("og:description"), "opengraph", "meta[property='og:description']", 0.90);
  take(input.facts.meta("description"), "meta", "meta[name=description]", 0.85);
  take(input.facts.meta("twitter:description"), "meta", "meta[name='twitter:description']", 0.85);
  take(input.facts.meta("dc.description"), "meta", "meta[name='dc.description']", 0.80);
  for (const auto& property : input.facts.properties) {
    if (property.name != "description") continue;
    const auto content = property.node.attribute("content");
    std::string text = content
                           ? clean_value(beginning(*content, kLongestMarkedSummary + 1))
                           : clean_value(html::visible_text(property.node, kLongestMarkedSummary));
    if (text.size() <= kLongestMarkedSummary)
      take(std::move(text), "microdata", "description", 0.80);
  }
  take(text::clean_line(teaser), "listing", "teaser", 0.80);
  // A dateline or a byline is shorter than a paragraph; where there is no longer one it has to do.
  for (const std::size_t shortest : {kShortestParagraph, std::size_t{0}}) {
    for (const auto& block : out.blocks) {
      if (!out.summary.empty()) return;
      if (block.kind == records::Block::Kind::kParagraph && block.text.size() >= shortest)
        take(std::string(text::truncate(block.text, 300)), "auto", "first paragraph", 0.50);
    }
  }
}

void fill_image(const FieldInput& input, records::Article& out) {
  if (!out.image.empty()) return;
  const auto take = [&](std::string_view href, const char* source, const char* locator) {
    if (!out.image.empty() || trimmed(href).empty()) return;
    out.image = absolute(href, input.base);
    if (!out.image.empty()) note(out, "image", source, locator, href, 0.90);
  };
  for (const char* key : {"og:image", "og:image:url", "og:image:secure_url"}) {
    if (const Meta* meta = input.facts.find_meta(key))
      take(meta->value, "opengraph", "meta[property='og:image']");
  }
  if (input.article != nullptr) take(input.article->image, "json-ld", "image");
  for (const char* key : {"twitter:image", "twitter:image:src", "parsely-image-url",
                          "sailthru.image.full", "thumbnail"}) {
    if (const Meta* meta = input.facts.find_meta(key)) take(meta->value, "meta", key);
  }
  for (const auto& link : input.facts.links) {
    if (link.rel == "image_src") take(link.href, "meta", "link[rel=image_src]");
  }
  for (const auto& block : out.blocks) {
    if (block.kind == records::Block::Kind::kImage)
      take(block.url, "auto", "first image of the body");
  }
}

void fill_section_and_tags(const FieldInput& input, records::Article& out) {
  if (out.section.empty()) {
    out.section = input.facts.meta("article:section");
    if (out.section.empty() && input.article != nullptr)
      out.section = clean_value(input.article->section);
    for (const char* key :
         {"parsely-section", "sailthru.section", "og:article:section", "section", "dc.subject"}) {
      if (out.section.empty()) out.section = input.facts.meta(key);
    }
    if (out.section.size() > 120) out.section.clear();
    if (!out.section.empty()) note(out, "section", "meta", "article:section", out.section, 0.85);
  }
  if (!out.tags.empty()) return;
  for (const auto& meta : input.facts.metas) {
    if (meta.key == "article:tag" || meta.key == "og:article:tag" || meta.key == "parsely-tags" ||
        meta.key == "sailthru.tags") {
      add_tags(out, meta.value);
    }
  }
  if (out.tags.empty() && input.article != nullptr) {
    for (const auto& one : input.article->keywords) add_tags(out, one);
  }
  for (const char* key : {"news_keywords", "keywords"}) {
    if (out.tags.empty()) add_tags(out, input.facts.meta(key));
  }
  if (!out.tags.empty()) note(out, "tags", "meta", "keywords", out.tags.front(), 0.80);
}

void fill_language(const FieldInput& input, std::string_view header, records::Article& out) {
  if (!out.language.empty()) return;
  std::string declared = input.facts.language;
  if (declared.empty() && input.article != nullptr) declared = input.article->language;
  if (declared.empty()) declared = std::string(header);
  if (const auto end = declared.find_first_of(",; "); end != std::string::npos)
    declared.resize(end);
  const std::string sample =
      out.body.empty() ? out.title + ' ' + out.summary : out.body.substr(0, kLanguageSample);
  out.language = text::detect_language(sample, declared);
  if (!out.language.empty()) note(out, "language", "auto", "text", declared, 0.95);
}

void fill_robots(const FieldInput& input, records::Article& out) {
  for (const auto& meta : input.facts.metas) {
    if (meta.key != "robots" && meta.key != "tearsheet") continue;
    const std::string value = to_lower(meta.value);
    const auto says = [&](std::string_view word) {
      for (auto at = value.find(word); at != std::string::npos; at = value.find(word, at + 1)) {
        const bool begins = at == 0 || !is_alnum(value[at - 1]);
        const bool ends = at + word.size() == value.size() ||
                          (!is_alnum(value[at + word.size()]) && value[at + word.size()] != ':');
        if (begins && ends) return true;
      }
      return false;
    };
    out.noindex |= says("noindex") || says("none");
    out.nofollow |= says("nofollow") || says("none");
    out.noarchive |= says("noarchive");
  }
}

bool is_later_page(const url::Url& page, const url::Url& next) {
  if (page.empty() || next.host() != page.host() || next == page) return false;
  const auto query_number = [](std::string_view query) {
    // "page=2" and the like: a short number behind a name; "page=0,1": of the second pager.
    const auto equals = query.rfind('=');
    if (equals == std::string_view::npos) return std::string_view{};
    auto number = query.substr(equals + 1);
    if (number.size() > 2 && number[1] == ',' && is_digit(number[0])) number.remove_prefix(2);
    if (number.empty() || number.size() > 3 || !std::all_of(number.begin(), number.end(), is_digit))
      return std::string_view{};
    return number;
  };
  if (next.path() == page.path()) return !query_number(next.query()).empty();
  if (next.query() != page.query()) return false;
  const std::string next_stem = page_stem(next, true);
  return next_stem != page_stem(next, false) && next_stem.size() > 1 &&
         (next_stem == page_stem(page, false) || next_stem == page_stem(page, true));
}

}  // namespace tearsheet::extract
