#include "reading/reextract.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "reading/article_reader.h"

namespace tearsheet::reading {
namespace {

/// The further pages of an article, each handed out once.
class FurtherPages {
 public:
  explicit FurtherPages(const std::vector<KeptPage>& pages)
      : pages_(pages), used_(pages.size(), false) {
    used_.front() = true;
  }

  /// What the crawl found at `asked`: the page of that address, or else one that was reached by a
  /// redirect, whose address nobody asks for.
  const KeptPage* take(const url::Url& asked, const std::vector<std::string>& named) {
    std::optional<std::size_t> redirected;
    for (std::size_t i = 0; i < pages_.size(); ++i) {
      if (used_[i]) continue;
      const std::string address = pages_[i].url.without_fragment();
      if (address == asked.without_fragment()) return hand_out(i);
      const bool is_named = std::find(named.begin(), named.end(), address) != named.end();
      if (!redirected && !is_named) redirected = i;
    }
    return redirected ? hand_out(*redirected) : nullptr;
  }

 private:
  const KeptPage* hand_out(std::size_t index) {
    used_[index] = true;
    return &pages_[index];
  }

  const std::vector<KeptPage>& pages_;
  std::vector<bool> used_;
};

// Why the crawl had no such page, where that is on record.
std::string why_missing(const url::Url& asked, std::string_view incomplete) {
  const std::string prefix = asked.href() + ": ";
  const std::size_t at = incomplete.find(prefix);
  return at == std::string_view::npos ? std::string("its raw page is not kept")
                                      : std::string(incomplete.substr(at + prefix.size()));
}

void add_names(const records::Article& article, std::vector<std::string>& names) {
  names.insert(names.end(), article.next_pages.begin(), article.next_pages.end());
  if (!article.single_page.empty()) names.push_back(article.single_page);
}

}  // namespace

Reading reextract_article(const KeptPages& kept) {
  const auto read = [&](const KeptPage& page, std::vector<store::UrlHash> keys) {
    return read_arrival({page.body, page.headers, page.url, page.fetched_at}, &kept.site,
                        {kept.hint, std::move(keys), kept.known, nullptr, kept.rules}, nullptr);
  };
  const KeptPage& page = kept.pages.front();
  Reading first = read(page, keys_of(kept.key, page.url, kept.site.key_rules));
  if (!first.verdict.is_article()) return first;
  std::vector<std::string> named;
  add_names(first.record.article, named);
  ArticleReader reader(std::move(first), &kept.site, page.body.size());
  FurtherPages further(kept.pages);
  while (const url::Url* const next = reader.next()) {
    const KeptPage* const part = further.take(*next, named);
    if (part == nullptr) {
      reader.fail(why_missing(*next, kept.incomplete));
      continue;
    }
    Reading more = read(*part, {});
    if (more.verdict.is_article()) add_names(more.record.article, named);
    reader.add(std::move(more), part->body.size());
  }
  return reader.take();
}

}  // namespace tearsheet::reading
