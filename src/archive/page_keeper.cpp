// Pages that were fetched one by one, into the database: as an archive's are, and whole.
#include <utility>

#include "archive/archive.h"
#include "archive/importer.h"
#include "extract/extract.h"

namespace tearsheet::archive {

struct PageKeeper::State {
  State(store::Store& its_store, const Clock& its_clock)
      : store(its_store),
        clock(its_clock),
        packer(&store.dictionaries()),
        importer(&store, known, automatic, clock, report) {}

  store::Store& store;
  const Clock& clock;
  const site::SiteDefinition automatic;
  KnownPages known;
  ImportReport report;
  store::Packer packer;
  Importer importer;
};

PageKeeper::PageKeeper(std::unique_ptr<State> state) : state_(std::move(state)) {}
PageKeeper::PageKeeper(PageKeeper&&) noexcept = default;
PageKeeper::~PageKeeper() = default;

Result<PageKeeper> PageKeeper::begin(store::Store& store, const Clock& clock,
                                     std::string_view version) {
  auto state = std::make_unique<State>(store, clock);
  if (auto run = store.begin_run(clock.now(), version); !run) return fail(run.error());
  if (auto loaded = state->known.load(store); !loaded) return fail(loaded.error());
  if (auto started = state->importer.start(); !started) return fail(started.error());
  return PageKeeper(std::move(state));
}

Result<std::string> PageKeeper::keep(const site::SiteDefinition* site, const url::Url& asked,
                                     const std::vector<reading::KeptPage>& pages,
                                     std::string_view incomplete) {
  State& state = *state_;
  ReadPage read;
  ArchivedPage& page = read.page;
  const reading::KeptPage& first = pages.front();
  page.site = site != nullptr ? site : &state.automatic;
  page.url = first.url;
  if (asked.without_fragment() != first.url.without_fragment())
    page.asked_url = asked.without_fragment();
  page.key = reading::hash_of(asked, store::UrlKind::kArticle, page.site->key_rules);
  page.fetched_at = first.fetched_at;
  page.headers = first.headers;
  read.reading = reading::reread_article({*page.site, pages, page.hint, page.key, incomplete},
                                         reading::kAgentToken);
  std::string why_not = read.reading.article ? std::string() : read.reading.note;
  if (read.reading.may_keep) {
    const std::string site_key = site_key_of(page, state.automatic);
    for (const reading::KeptPage& each : pages) {
      store::RawPage raw;
      raw.url = each.url.without_fragment();
      raw.fetched_at = each.fetched_at;
      raw.status = 200;
      raw.headers = reading::to_json(each.headers);
      state.packer.pack(site_key, each.body, raw);
      raw.extractor = extract::kExtractorVersion;
      raw.rules = page.site->hash;
      if (read.raw) {
        read.more_raw.push_back(std::move(raw));
      } else {
        read.raw = std::move(raw);
      }
    }
  }
  if (auto written = state.importer.write(std::move(read)); !written) return fail(written.error());
  if (auto done = state.importer.commit(); !done) return fail(done.error());
  return why_not;
}

Result<void> PageKeeper::end() {
  const auto tallies = state_->importer.tallies();
  return state_->store.end_run(state_->clock.now(), "fetched", sum_of(tallies), tallies);
}

}  // namespace tearsheet::archive
