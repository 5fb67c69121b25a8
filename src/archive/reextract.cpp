// Articles extracted again from their stored pages by today's rules: one reader, workers that read
// pages, and a writer in the order of storing.
//
// The row becomes what the rules say of the page. Only what the page never said (a field without a
// source, kept from an earlier visit) stays where the rules find nothing.
#include <algorithm>
#include <atomic>
#include <map>
#include <string_view>
#include <thread>
#include <utility>

#include "archive/archive.h"
#include "archive/batch.h"
#include "archive/doubted_rules.h"
#include "base/ordered_pipeline.h"
#include "crawl/crawl.h"
#include "extract/extract.h"
#include "learn/model/site_model.h"
#include "reading/reading.h"
#include "text/text.h"

namespace tearsheet::archive {
namespace {

using Counts = ReextractReport::Counts;

/// The site file that reads a stored article today.
class RulesOfToday {
 public:
  explicit RulesOfToday(const site::SiteSet* sites) : sites_(sites) {}

  /// By the site's id, or else by the domain. Null: it was made by a site file that is not there;
  /// no rules at all would be no better ones.
  [[nodiscard]] const site::SiteDefinition* find(std::string_view site, std::string_view address,
                                                 std::string_view made_by) const {
    if (sites_ != nullptr) {
      if (const auto* const named = sites_->find(site)) return named;
      if (const auto url = url::Url::parse(address)) {
        if (const auto* const owner = sites_->for_url(*url)) return owner;
      }
    }
    return made_by.empty() ? &automatic_ : nullptr;
  }

 private:
  const site::SiteSet* sites_;
  const site::SiteDefinition automatic_;
};

/// What is known of the sites whose files have no rules for articles, by row.
using Knowledge = std::map<std::int64_t, extract::SiteKnowledge>;

struct Job {
  store::KeptArticle kept;
  const extract::SiteKnowledge* known = nullptr;
  const site::SiteDefinition* site = nullptr;
  extract::FieldSet doubted;  ///< Fields whose rules no longer fit.
};

/// What became of an article.
struct Reextracted {
  Job job;  ///< Its pages are empty.
  reading::Reading reading;
  store::ArticleColumns columns;
  std::size_t words_added = 0, words_removed = 0;
  std::string unreadable;
};

// Of one column: what stays although the rules find nothing.
void keep_unsourced(const store::KeptArticle& kept, store::ArticleColumn column,
                    store::ArticleColumns& columns) {
  const store::ColumnSpec& spec = store::kArticleColumnTable[column];
  if (spec.revisit == store::OnRevisit::kWithText) return;
  if (!store::says_nothing(columns[column]) || store::says_nothing(kept.columns[column])) return;
  if (!kept.sources.contains(std::string(spec.name))) columns[column] = kept.columns[column];
}

// Where a field comes from now, if it came from elsewhere before: the same words may stand there by
// luck, and a rule that finds nothing any more is hidden by what stands in for it.
void add_source_changes(const store::KeptArticle& kept, const records::Article& article,
                        ArticleChange& change) {
  std::map<std::string_view, std::string_view> now;
  for (const records::FieldSource& source : article.sources) now[source.field] = source.source;
  for (const auto& [field, source] : now) {
    const auto before = kept.sources.find(std::string(field));
    if (before == kept.sources.end() || before->second == source) continue;
    change.fields.push_back({std::string(field) + "_source", before->second, std::string(source)});
  }
}

store::ArticleColumn column_at(std::size_t index) {
  return static_cast<store::ArticleColumn>(index);
}

Result<reading::KeptPages> unpack(const Job& job, std::size_t max_page, store::Unpacker& unpacker) {
  reading::KeptPages pages{
      *job.site, {}, job.kept.hint, job.kept.key, job.kept.columns[store::kIncompleteColumn],
      job.known};
  for (const store::RawPage& raw : job.kept.pages) {
    auto body = unpacker.unpack(raw, max_page);
    if (!body) return fail(body.error());
    auto url = url::Url::parse(raw.url);
    if (!url) return fail(ErrorCode::kInvalid, "a stored page has no address");
    pages.pages.push_back(
        {std::move(*url), reading::stored_headers(raw.headers), std::move(*body), raw.fetched_at});
  }
  return pages;
}

// On several threads.
Reextracted read_again(Job job, std::size_t max_page, store::Unpacker& unpacker) {
  Reextracted reextracted;
  {
    auto pages = unpack(job, max_page, unpacker);
    DoubtedRules rules(job.doubted);
    if (pages) {
      if (!job.doubted.empty()) pages->rules = &rules;
      reextracted.reading = reading::reextract_article(*pages);
    } else {
      reextracted.unreadable = pages.error().message;
    }
  }
  job.kept.pages.clear();
  reextracted.job = std::move(job);
  if (!reextracted.reading.verdict.is_article()) return reextracted;
  const store::ArticleColumns& before = reextracted.job.kept.columns;
  reextracted.columns = store::columns_of(reextracted.reading.record.article);
  const std::string& body = reextracted.columns[store::kBodyColumn];
  if (body != before[store::kBodyColumn]) {
    for (const text::DiffPart& part : text::diff_words(before[store::kBodyColumn], body)) {
      if (part.op == text::DiffOp::kAdded) reextracted.words_added += text::count_words(part.text);
      if (part.op == text::DiffOp::kRemoved)
        reextracted.words_removed += text::count_words(part.text);
    }
  }
  return reextracted;
}

/// The reader's side: which articles there are, and their pages one after the other. Each is read
/// by itself, so that no view of the file is held while it is written.
class ArticleSource {
 public:
  ArticleSource(store::Store& store, const ReextractOptions& options, const std::stop_token& stop,
                ReextractReport& report)
      : store_(store), options_(options), stop_(stop), report_(report), rules_(options.sites) {}

  /// Sixteen bytes an article: their order is that of storing, whatever the filter finds later.
  Result<void> list() {
    auto models = store_.site_models();
    if (!models) return fail(models.error());
    for (const auto& [site, model] : *models)
      known_sites_.emplace(site, learn::SiteModel::from_bytes(model).knowledge());
    if (auto loaded = doubts_.load(store_); !loaded) return loaded;
    if (options_.due_again) return list_due();
    return store_.each_stamp(options_.filter, [&](const store::ArticleStamp& stamp) {
      const auto count = [&](std::int64_t Counts::*what) {
        ++(report_.all.*what);
        ++(report_.sites[std::string(stamp.site)].*what);
      };
      count(&Counts::articles);
      if (!stamp.has_page) return count(&Counts::no_page);
      const site::SiteDefinition* const site = rules_.find(stamp.site, stamp.url, stamp.rules);
      if (site == nullptr) return count(&Counts::no_rules);
      const bool is_new =
          stamp.extractor == extract::kExtractorVersion && stamp.rules == site->hash;
      if (is_new && !options_.all) return count(&Counts::up_to_date);
      articles_.push_back({stamp.article, site});
    });
  }
  [[nodiscard]] std::int64_t total() const { return static_cast<std::int64_t>(articles_.size()); }

  Result<void> list_due() {
    auto due = store_.due_again();
    if (!due) return fail(due.error());
    for (const std::int64_t id : *due) articles_.push_back({id, nullptr});
    report_.all.articles += total();
    return {};
  }
  /// What list_due() found, and was read.
  [[nodiscard]] std::vector<std::int64_t> settled() const {
    std::vector<std::int64_t> ids;
    for (std::size_t i = 0; i < at_; ++i) ids.push_back(articles_[i].id);
    return ids;
  }

  /// On the pipeline's reading thread.
  std::optional<Job> next() {
    while (at_ < articles_.size() && !stop_.stop_requested() && !stopped_) {
      auto [id, site] = articles_[at_++];
      auto kept = store_.kept_article(id);
      if (!kept) {
        broken_ = kept.error();
        return std::nullopt;
      }
      if (!*kept) continue;
      if ((*kept)->pages.empty()) {
        ++lost_[(*kept)->site_key];
        continue;
      }
      const store::RawPage& first = (*kept)->pages.front();
      if (site == nullptr) site = rules_.find((*kept)->site_key, (*kept)->url, first.rules);
      if (site == nullptr) {
        ++no_rules_[(*kept)->site_key];
        continue;
      }
      // Read by these rules already, and it held no article.
      if (!options_.all && !options_.due_again && first.extractor == extract::kExtractorVersion &&
          first.rules == site->hash) {
        ++known_[(*kept)->site_key];
        continue;
      }
      const auto known = known_sites_.find((*kept)->site);
      const bool is_learned = site->articles.empty() && known != known_sites_.end();
      const extract::FieldSet doubted = doubts_.of((*kept)->site_key, site->hash, first.fetched_at);
      return Job{std::move(**kept), is_learned ? &known->second : nullptr, site, doubted};
    }
    return std::nullopt;
  }
  /// Any thread: no more are wanted.
  void stop() { stopped_ = true; }

  /// When next() gave the last.
  Result<void> finish() {
    const auto add = [&](const std::map<std::string, std::int64_t>& counts,
                         std::int64_t Counts::*what) {
      for (const auto& [site, count] : counts) {
        report_.all.*what += count;
        report_.sites[site].*what += count;
      }
    };
    add(lost_, &Counts::no_page);
    add(known_, &Counts::up_to_date);
    add(no_rules_, &Counts::no_rules);
    report_.stopped = stop_.stop_requested();
    if (broken_) return fail(*broken_);
    return {};
  }

 private:
  struct Article {
    std::int64_t id = 0;
    const site::SiteDefinition* site = nullptr;  ///< Null: by the article's row.
  };
  store::Store& store_;
  const ReextractOptions& options_;
  const std::stop_token stop_;
  ReextractReport& report_;
  const RulesOfToday rules_;
  RuleDoubts doubts_;
  std::vector<Article> articles_;
  Knowledge known_sites_;
  std::size_t at_ = 0;
  std::atomic<bool> stopped_ = false;
  std::map<std::string, std::int64_t> lost_, known_, no_rules_;
  std::optional<Error> broken_;
};

/// The writer's side.
class Rewriter {
 public:
  Rewriter(store::Store* store, const Clock& clock, ReextractReport& report,
           const std::function<void(const ArticleChange&)>& each)
      : store_(store), clock_(clock), report_(report), each_(each) {
    if (store_ != nullptr) batch_.emplace(*store_, clock_, Meanwhile::kOthersStore);
  }

  Result<void> write(Reextracted reextracted) {
    Item item = item_of(std::move(reextracted));
    if (!batch_) {
      settle(item);
      return {};
    }
    const std::size_t bytes = 2 * item.row.columns[store::kBodyColumn].size();
    return batch_->add(std::move(item), bytes) ? commit() : Result<void>();
  }

  Result<void> commit() {
    if (!batch_) return {};
    const auto stored = batch_->commit([this](std::vector<Item>& items) -> Result<void> {
      for (Item& item : items) {
        if (auto done = put(item); !done) return done;
      }
      return {};
    });
    if (!stored) return fail(stored.error());
    for (const Item& item : *stored) settle(item);
    return {};
  }

 private:
  /// What is to be written of an article, and told when it is.
  struct Item {
    ArticleChange change;
    store::ReextractedArticle row;
    std::string rules, agency;
    bool is_left = false;  ///< Somebody else made the row anew meanwhile.
  };

  Item item_of(Reextracted reextracted) {
    Item item;
    item.change = change_of(reextracted);
    const store::KeptArticle& kept = reextracted.job.kept;
    item.rules = reextracted.job.site->hash;
    store::ReextractedArticle& row = item.row;
    row.article = kept.article;
    row.raw_page = kept.raw_page;
    row.as_of = kept.changed;
    if (!item.change.unreadable.empty() || !item.change.why_not.empty()) return item;
    item.agency = crawl::agency_of(reextracted.reading.record.article);
    row.changed = !item.change.fields.empty();
    for (std::size_t i = 0; i < store::kColumnCount; ++i) {
      row.text_changed |= store::kArticleColumnTable[i].is(store::kIndexed) &&
                          reextracted.columns[i] != kept.columns[i];
    }
    row.columns = std::move(reextracted.columns);
    row.record = std::move(reextracted.reading.record);
    return item;
  }

  // Summaries depend on the articles before: that part is done here, in order.
  ArticleChange change_of(Reextracted& reextracted) {
    const store::KeptArticle& kept = reextracted.job.kept;
    ArticleChange change;
    change.id = kept.article;
    change.site = kept.site_key;
    change.url = kept.url;
    change.unreadable = reextracted.unreadable;
    if (!change.unreadable.empty()) return change;
    if (!reextracted.reading.verdict.is_article()) {
      change.why_not = reextracted.reading.verdict.why_not;
      return change;
    }
    records::Article& article = reextracted.reading.record.article;
    reading::recall_summary(kept.site, kept.summary_source, summaries_, article);
    reading::settle_summary(kept.site, kept.hint, summaries_, article);
    reextracted.columns[store::kSummaryColumn] = article.summary;
    for (std::size_t i = 0; i < store::kColumnCount; ++i) {
      if (!store::kArticleColumnTable[i].is(store::kReextracted)) continue;
      keep_unsourced(kept, column_at(i), reextracted.columns);
      if (reextracted.columns[i] == kept.columns[i]) continue;
      const bool is_long = i == store::kBodyColumn || i == store::kMarkdownColumn;
      change.fields.push_back({store::kArticleColumnTable[i].name,
                               is_long ? std::string() : kept.columns[i],
                               is_long ? std::string() : reextracted.columns[i]});
    }
    if (!article.published && !reextracted.columns[store::kDateColumn].empty())
      article.published = dates::parse_iso8601(reextracted.columns[store::kDateColumn]);
    add_source_changes(kept, article, change);
    change.words_added = reextracted.words_added;
    change.words_removed = reextracted.words_removed;
    return change;
  }

  Result<void> put(Item& item) {
    item.is_left = false;
    if (!item.change.unreadable.empty()) return {};
    const std::int64_t id = item.row.article;
    if (!item.change.why_not.empty())
      return store_->note_reextracted(id, item.row.raw_page, extract::kExtractorVersion,
                                      item.rules);
    const auto is_put = store_->put_reextracted(item.row, clock_.now());
    if (!is_put) return fail(is_put.error());
    item.is_left = !*is_put;
    return item.is_left ? Result<void>() : store_->describe_copy(id, item.agency, std::nullopt);
  }

  void settle(const Item& item) {
    const ArticleChange& change = item.change;
    for (Counts* const counts : {&report_.all, &report_.sites[change.site]}) {
      ++counts->read;
      if (item.is_left) continue;
      if (!change.unreadable.empty()) counts->unreadable.add(change.unreadable);
      counts->not_articles += change.why_not.empty() ? 0 : 1;
      counts->changed += change.fields.empty() ? 0 : 1;
      for (const ArticleChange::Field& field : change.fields) ++counts->fields[field.name];
    }
    const bool says_something =
        !change.fields.empty() || !change.why_not.empty() || !change.unreadable.empty();
    if (each_ && says_something && !item.is_left) each_(change);
  }

  store::Store* const store_;
  const Clock& clock_;
  ReextractReport& report_;
  const std::function<void(const ArticleChange&)>& each_;
  std::optional<Batch<Item>> batch_;
  reading::SummaryMemory summaries_;
};

}  // namespace

Result<ReextractReport> reextract(store::Store& reader, store::Store* writer,
                                  const ReextractOptions& options, const Clock& clock,
                                  const std::stop_token& stop,
                                  const std::function<void(const Progress&)>& progress,
                                  const std::function<void(const ArticleChange&)>& each) {
  ReextractReport report;
  ArticleSource source(reader, options, stop, report);
  if (auto listed = source.list(); !listed) return fail(listed.error());
  Rewriter rewriter(writer, clock, report, each);
  const auto show = [&] {
    if (progress) progress({report.all.read, source.total(), report.all.changed, 0, 0});
  };
  OrderedPipeline<Job, Reextracted> pipeline;
  pipeline.threads =
      options.threads != 0 ? options.threads : std::max(1U, std::thread::hardware_concurrency());
  pipeline.max_held = options.max_held;
  pipeline.weight = [](const Job& job) {
    std::size_t bytes = job.kept.columns[store::kBodyColumn].size();
    for (const store::RawPage& page : job.kept.pages) bytes += page.size;
    return bytes;
  };
  pipeline.read = [&] { return source.next(); };
  pipeline.work = [&](Job job) {
    thread_local store::Unpacker unpacker(&reader.dictionaries());
    return read_again(std::move(job), options.max_page, unpacker);
  };
  pipeline.write = [&](Reextracted reextracted) -> Result<void> {
    auto written = rewriter.write(std::move(reextracted));
    if (!written) source.stop();
    show();
    return written;
  };
  pipeline.idle = [&] {
    show();
    return rewriter.commit();
  };
  Result<void> done = pipeline.run();
  if (done) done = rewriter.commit();
  if (!done) return fail(done.error());
  if (auto finished = source.finish(); !finished) return fail(finished.error());
  if (options.due_again && writer != nullptr) {
    if (auto settled = writer->settle_again(source.settled()); !settled)
      return fail(settled.error());
  }
  return report;
}

}  // namespace tearsheet::archive
