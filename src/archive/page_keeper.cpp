// Pages that were fetched one by one, into the database: as an archive's are, and whole.
#include <utility>

#include "archive/archive.h"
#include "archive/importer.h"

namespace tearsheet::archive {

struct PageKeeper::State {
  State(store::Store& its_store, Others others, const Clock& its_clock)
      : store(its_store), clock(its_clock), importer(&store, others, automatic, clock, report) {}

  store::Store& store;
  const Clock& clock;
  const site::SiteDefinition automatic;
  ImportReport report;
  Importer importer;
};

PageKeeper::PageKeeper(std::unique_ptr<State> state) : state_(std::move(state)) {}
PageKeeper::PageKeeper(PageKeeper&&) noexcept = default;
PageKeeper::~PageKeeper() = default;

Result<PageKeeper> PageKeeper::begin(store::Store& store, Others others, const Clock& clock,
                                     std::string_view version) {
  auto state = std::make_unique<State>(store, others, clock);
  if (auto run = store.begin_run(clock.now(), version); !run) return fail(run.error());
  if (auto started = state->importer.start(); !started) return fail(started.error());
  return PageKeeper(std::move(state));
}

Result<void> PageKeeper::keep(FetchedArticle fetched) {
  ReadPage read;
  ArchivedPage& page = read.page;
  page.site = fetched.site != nullptr ? fetched.site : &state_->automatic;
  page.key = fetched.key;
  if (fetched.asked.without_fragment() != fetched.landed.without_fragment())
    page.asked_url = fetched.asked.without_fragment();
  page.url = std::move(fetched.landed);
  page.fetched_at = fetched.at;
  page.headers = std::move(fetched.headers);
  read.reading = std::move(fetched.reading);
  if (auto written = state_->importer.write(std::move(read)); !written) return written;
  return state_->importer.commit();
}

Result<void> PageKeeper::end() {
  const auto tallies = state_->importer.tallies();
  return state_->store.end_run(state_->clock.now(), "fetched", sum_of(tallies), tallies);
}

}  // namespace tearsheet::archive
