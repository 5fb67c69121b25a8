// A batch of the crawl: everything in the order in which it came.
#include <unordered_map>

#include "store/sql/sql_store.h"

namespace tearsheet::store::sql {
namespace {

using AddedIds = SqlStore::AddedIds;

// 0: nobody added it, and nothing is written.
std::int64_t id_of(const UrlRef& url, const AddedIds& added) {
  if (url.id != 0) return url.id;
  const auto found = added.find(url.key);
  return found != added.end() ? found->second : 0;
}

// The verbs of one page, each of which may fail; the first error ends them.
class PageWriter {
 public:
  PageWriter(SqlStore& store, AddedIds& added) : store_(store), added_(added) {}

  Result<PageReceipt> write(const PageChanges& page) {
    PageReceipt receipt;
    for (const FoundUrl& url : page.added) {
      const auto known = added_.find(url.key);
      if (known != added_.end()) {
        receipt.added.push_back(known->second);
        continue;
      }
      const auto id = store_.add_url(url);
      if (!id) return fail(id.error());
      added_[url.key] = *id;
      receipt.added.push_back(*id);
    }
    for (const auto& [url, origin] : page.origins)
      run([&, &u = url, &o = origin] { return store_.add_origin(id_of(u, added_), o); });
    for (const auto& [url, hint] : page.hints)
      run([&, &u = url, &h = hint] { return store_.add_hint(id_of(u, added_), h); });
    for (const auto& [key, origin] : page.article_origins)
      run([&, &k = key, &o = origin] { return store_.add_article_origin(k, o); });
    for (const Announcement& each : page.announcements)
      run([&] { return store_.announce(each.url_id, each.hint, each.due); });
    if (page.statements)
      run([&] { return store_.put_said(page.statements->first, page.statements->second); });
    if (page.entries)
      run([&] { return store_.put_entries(page.entries->first, page.entries->second); });
    if (!done_) return fail(done_.error());
    if (!page.record) return receipt;
    auto put = store_.put(*page.record);
    if (!put) return fail(put.error());
    receipt.put = *put;
    if (page.record->due_again && put->article_id != 0)
      run([&] { return store_.add_due_again(put->article_id); });
    if (!done_) return fail(done_.error());
    return receipt;
  }

 private:
  template <class Verb>
  void run(Verb verb) {
    if (done_) done_ = verb();
  }

  SqlStore& store_;
  AddedIds& added_;
  Result<void> done_;
};

}  // namespace

Result<std::vector<PageReceipt>> SqlStore::put_batch(const Batch& batch) {
  AddedIds added;
  auto lost = prepare_batch(batch, added);
  if (!lost) return fail(lost.error());
  for (const HostRecord& host : batch.hosts) {
    if (auto done = put_host(host); !done) return fail(done.error());
  }
  for (const FetchRecord& fetch : batch.fetches) {
    if (auto done = put_fetch(fetch); !done) return fail(done.error());
  }
  for (const TdmFileRecord& file : batch.tdm_files) {
    if (auto done = put_tdm_file(file); !done) return fail(done.error());
  }
  std::vector<PageReceipt> receipts;
  receipts.reserve(batch.pages.size());
  for (std::size_t i = 0; i < batch.pages.size(); ++i) {
    if (lost->contains(i)) {
      PageReceipt& nothing = receipts.emplace_back();
      nothing.added.assign(batch.pages[i].added.size(), 0);
      nothing.is_lost = true;
      continue;
    }
    auto receipt = PageWriter(*this, added).write(batch.pages[i]);
    if (!receipt) return fail(receipt.error());
    receipts.push_back(std::move(*receipt));
  }
  for (const RuleState& state : batch.rules) {
    if (auto done = put_rule_state(state); !done) return fail(done.error());
  }
  return receipts;
}

Result<void> SqlStore::put_stories(const std::vector<StoryLink>& links) {
  for (const StoryLink& link : links) {
    if (link.fingerprint) {
      auto done = attempt<void>([&]() -> Result<void> {
        Use row(sql_("UPDATE _fingerprint SET print = ? WHERE article_id = ?"));
        row.blob(*link.fingerprint).integer(link.article_id).run();
        return {};
      });
      if (!done) return done;
    }
    if (link.describes) {
      if (auto done = describe_copy(link.article_id, link.agency, link.copied); !done) return done;
    }
    if (link.cluster == 0) continue;
    if (auto done = join(link.article_id, link.cluster, link.merged); !done) return done;
  }
  return {};
}

Result<std::vector<std::pair<UrlHash, KnownArticle>>> SqlStore::articles_at(
    const std::vector<UrlHash>& keys) {
  std::vector<std::pair<UrlHash, KnownArticle>> found;
  for (const UrlHash key : keys) {
    auto known = article_at(key);
    if (!known) return fail(known.error());
    if (*known) found.emplace_back(key, std::move(**known));
  }
  return found;
}

}  // namespace tearsheet::store::sql
