#include "cli/test_checks.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "base/toml_string.h"
#include "base/utf8.h"
#include "cli/batch.h"
#include "extract/extract.h"
#include "preview/blame.h"
#include "text/text.h"

namespace tearsheet::cli {
namespace {

constexpr std::size_t kBeforeEnd = 40;  // bytes more than expected, of a body's end

// The field that a key of a [[test]] is about, as its sources call it.
std::string_view field_of(std::string_view key) {
  constexpr std::array<std::string_view, 5> kFields = {"title", "date", "summary", "language",
                                                       "authors"};
  return std::ranges::find(kFields, key) == kFields.end() ? "body" : key;
}

std::size_t count_paragraphs(std::string_view body) {
  if (body.empty()) return 0;
  std::size_t count = 1;
  for (std::size_t at = body.find("\n\n"); at != std::string_view::npos;
       at = body.find("\n\n", at + 2))
    ++count;
  return count;
}

class ArticleCheck {
 public:
  ArticleCheck(const site::SiteDefinition& site, const site::SiteTest& test,
               const reading::Page& page, const records::Article& article)
      : test_(test), article_(article), blame_(&site, page, article) {}

  std::vector<Difference> run() {
    equal("title", test_.title, article_.title);
    date();
    equal("summary", test_.summary, article_.summary);
    equal("language", test_.language, article_.language);
    authors();
    body();
    return std::move(out_);
  }

 private:
  void add(std::string_view key, std::string expected, std::string got,
           std::optional<std::string> value) {
    preview::Stage stage = blame_.stage_of(field_of(key), got);
    out_.push_back({std::string(key), std::move(expected), std::move(got), std::move(stage.name),
                    std::move(stage.why), std::move(value)});
  }

  void equal(std::string_view key, const std::optional<std::string>& expected,
             const std::string& got) {
    if (expected && *expected != got) add(key, *expected, got, toml_string(got));
  }

  // A date is given as precisely as the person knew it: "2024-09-16" matches
  // 2024-09-16T09:30:00+09:00.
  void date() {
    if (!test_.date) return;
    const std::string got = article_.published ? article_.published->to_iso8601() : "none";
    if (got.starts_with(*test_.date)) return;
    std::optional<std::string> value;
    if (article_.published)
      value = toml_string(std::string_view(got).substr(0, test_.date->size()));
    add("date", *test_.date, got, std::move(value));
  }

  void authors() {
    if (test_.authors.empty() || test_.authors == article_.authors) return;
    std::string value;
    for (const std::string& name : article_.authors)
      value += (value.empty() ? "" : ", ") + toml_string(name);
    add("authors", to_line(test_.authors), to_line(article_.authors), "[" + value + "]");
  }

  void body() {
    const std::string& body = article_.body;
    if (test_.body_starts && !body.starts_with(*test_.body_starts)) {
      const auto got = text::truncate(body, count_code_points(*test_.body_starts));
      add("body_starts", *test_.body_starts, std::string(got), toml_string(got));
    }
    if (test_.body_ends && !body.ends_with(*test_.body_ends)) {
      std::size_t from = body.size() - std::min(body.size(), test_.body_ends->size());
      while (from < body.size() && is_continuation(body[from])) ++from;
      std::size_t shown = from - std::min(from, kBeforeEnd);
      while (shown < body.size() && is_continuation(body[shown])) ++shown;
      add("body_ends", *test_.body_ends, body.substr(shown),
          toml_string(std::string_view(body).substr(from)));
    }
    for (const std::string& text : test_.body_contains) {
      if (body.find(text) == std::string::npos) add("body_contains", text, "not in it", {});
    }
    for (const std::string& text : test_.body_excludes) {
      if (body.find(text) != std::string::npos) add("body_excludes", text, "in it", {});
    }
    const auto paragraphs = static_cast<int>(count_paragraphs(body));
    if (test_.paragraphs && *test_.paragraphs != paragraphs)
      add("paragraphs", std::to_string(*test_.paragraphs), std::to_string(paragraphs),
          std::to_string(paragraphs));
  }

  const site::SiteTest& test_;
  const records::Article& article_;
  preview::Blame blame_;
  std::vector<Difference> out_;
};

const site::Source* listing_source(const site::SiteDefinition& site, const site::SiteTest& test) {
  if (test.source) {
    return *test.source <= static_cast<int>(site.sources.size())
               ? &site.sources[static_cast<std::size_t>(*test.source - 1)]
               : nullptr;
  }
  const auto found = std::find_if(site.sources.begin(), site.sources.end(), [](const auto& source) {
    return source.kind == site::SourceKind::kListing;
  });
  return found == site.sources.end() ? nullptr : &*found;
}

std::vector<Difference> check_listing(const site::SiteDefinition& site, const site::SiteTest& test,
                                      const reading::Page& page) {
  const site::Source* source = listing_source(site, test);
  if (source == nullptr)
    return {{"source", "", "", "rule", "no [[source]] to read this listing with", {}}};
  const auto listing = extract::extract_listing(page.tree, reading::context_of(page), source);
  if (!listing) return {{"items", "", "", "rule", listing.error().message, {}}};
  std::vector<Difference> out;
  const auto items = static_cast<int>(listing->items.size());
  const std::string why = source->item ? source->item->source() : "links";
  const auto add = [&](std::string_view key, std::string expected, std::string got,
                       std::string value) {
    out.push_back(
        {std::string(key), std::move(expected), std::move(got), "rule", why, std::move(value)});
  };
  if (test.items && *test.items != items)
    add("items", std::to_string(*test.items), std::to_string(items), std::to_string(items));
  if (test.items_min && items < *test.items_min)
    add("items_min", std::to_string(*test.items_min), std::to_string(items), std::to_string(items));
  const std::string first =
      listing->items.empty() ? std::string() : listing->items.front().url.href();
  if (test.first_link && *test.first_link != first)
    add("first_link", *test.first_link, first, toml_string(first));
  return out;
}

}  // namespace

std::vector<Difference> check_page(const site::SiteDefinition& site, const site::SiteTest& test,
                                   const reading::Page& page) {
  if (test.items || test.items_min || test.first_link) return check_listing(site, test, page);
  const records::Article article = extract::extract_article(page.tree, reading::context_of(page));
  return ArticleCheck(site, test, page, article).run();
}

}  // namespace tearsheet::cli
