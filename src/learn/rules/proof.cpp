#include "learn/rules/proof.h"

#include <algorithm>
#include <unordered_set>

#include "extract/extract.h"
#include "learn/rules/fields.h"
#include "text/text.h"

namespace tearsheet::learn {
namespace {

constexpr std::size_t kTests = 3;
constexpr std::ptrdiff_t kLeastItems = 2;  // articles that make a page a listing
constexpr std::size_t kPinned = 70;        // characters of either end of a body

Result<site::SiteDefinition> parsed(const SiteFile& file) {
  return site::parse_site(to_toml(file), "new.toml");
}

/// How many pages' results are what is believed.
struct Score {
  std::size_t title = 0, date = 0, author = 0;
  std::size_t hours = 0;  // 1 for a day with its hour, 2 for one with its offset as well

  void add(const Labelled& page, const records::Article& got) {
    title += !page.title.empty() && same_title(got.title, page.title) ? 1U : 0U;
    if (page.published && got.published && same_date(*got.published, *page.published)) {
      ++date;
      if (got.published->precision >= dates::Precision::kMinute)
        hours += got.published->offset_minutes ? 2U : 1U;
    }
    author += same_names(got.authors, page.authors) ? 1U : 0U;
  }
};

/// The body's first line and its last, as far as they are pinned.
std::string start_of(const std::string& body) {
  const std::string_view line = std::string_view(body).substr(0, body.find('\n'));
  return std::string(text::truncate(line, kPinned));
}

std::string end_of(const std::string& body) {
  std::string_view line = body;
  if (const auto at = line.rfind('\n'); at != std::string_view::npos) line.remove_prefix(at + 1);
  while (line.size() > 2 * kPinned) {
    const auto space = line.find(' ');
    if (space == std::string_view::npos || space + 1 >= line.size()) break;
    line.remove_prefix(space + 1);
  }
  return std::string(line);
}

}  // namespace

records::Article read_by(const site::SiteDefinition& site, const Sample& sample) {
  extract::PageContext context;
  context.url = sample.url;
  context.site = &site;
  return extract::extract_article(*sample.page, context);
}

Result<void> prove_article(const Pages& pages, SiteFile& file) {
  const auto site = parsed(file);
  if (!site) return fail(site.error());
  Score rules, automatic;
  for (const auto& page : pages) {
    rules.add(*page, read_by(*site, page->sample));
    automatic.add(*page, page->automatic);
  }
  if (rules.title < automatic.title) file.article.title.clear();
  if (rules.date < automatic.date || rules.hours < automatic.hours) file.article.date.clear();
  if (rules.author < automatic.author) file.article.author.clear();
  return {};
}

Result<void> prove_listings(SiteFile& file) {
  if (file.listing.item.empty()) return {};
  const auto site = parsed(file);
  if (!site) return fail(site.error());
  for (ListedPage& page : file.listing.pages) {
    page.items = 0;
    for (const site::Source& source : site->sources) {
      if (source.kind != site::SourceKind::kListing || source.url != page.sample->url) continue;
      extract::PageContext context;
      context.url = page.sample->url;
      context.site = &*site;
      const auto listing = extract::extract_listing(*page.sample->page, context, &source);
      if (!listing || listing->items.empty()) break;
      const auto articles = std::ranges::count_if(
          listing->items, [&](const auto& item) { return site->is_article(item.url); });
      const auto all = static_cast<std::ptrdiff_t>(listing->items.size());
      if (articles < kLeastItems || 2 * articles < all) break;
      page.items = listing->items.size();
      page.first_link = listing->items.front().url.href();
      break;
    }
  }
  std::erase_if(file.listing.pages, [](const ListedPage& page) { return page.items == 0; });
  return {};
}

Result<void> pin_tests(const Pages& pages, SiteFile& file) {
  const auto site = parsed(file);
  if (!site) return fail(site.error());
  struct Read {
    const Labelled* page;
    records::Article article;
  };
  std::vector<Read> good;
  for (const auto& page : pages) {
    if (page->sample.saved.empty()) continue;
    records::Article got = read_by(*site, page->sample);
    const bool is_right = !got.title.empty() && !got.body.empty() &&
                          (page->title.empty() || same_title(got.title, page->title));
    if (is_right) good.push_back({page.get(), std::move(got)});
  }
  // The longest, the shortest, and one between.
  std::ranges::stable_sort(good, [](const Read& a, const Read& b) {
    const bool dated_a = a.article.published.has_value(), dated_b = b.article.published.has_value();
    if (dated_a != dated_b) return dated_a;
    return a.article.body.size() > b.article.body.size();
  });
  std::vector<std::size_t> chosen;
  for (const std::size_t i : {std::size_t{0}, good.size() / 2, good.size() - 1}) {
    if (i < good.size() && chosen.size() < kTests && std::ranges::find(chosen, i) == chosen.end())
      chosen.push_back(i);
  }
  for (const std::size_t i : chosen) {
    const Read& read = good[i];
    PinnedTest test;
    test.saved = read.page->sample.saved;
    test.url = read.page->sample.url.href();
    test.title = read.article.title;
    if (read.article.published) test.date = read.article.published->to_iso8601();
    test.body_starts = start_of(read.article.body);
    test.body_ends = end_of(read.article.body);
    file.tests.push_back(std::move(test));
  }
  for (const ListedPage& page : file.listing.pages) {
    if (page.sample->saved.empty() || page.items < 2) continue;
    PinnedTest test;
    test.saved = page.sample->saved;
    test.url = page.sample->url.href();
    test.items_min = static_cast<int>(page.items);
    test.first_link = page.first_link;
    file.tests.push_back(std::move(test));
    break;
  }
  return {};
}

}  // namespace tearsheet::learn
