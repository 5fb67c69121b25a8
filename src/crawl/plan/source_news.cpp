#include "crawl/plan/source_news.h"

#include <unordered_set>
#include <utility>

#include "crawl/plan/statements.h"

namespace tearsheet::crawl {

std::optional<store::UrlHash> statements_key(const PageOutcome& page) {
  if (page.more || !page.task.is_source() || page.record.visit.state != store::VisitState::kStored)
    return std::nullopt;
  const store::FoundUrl& found = page.task.found;
  return found.kind == store::UrlKind::kListing ? found.source : found.key;
}

SourceNews compare_source(const PageOutcome& page, const std::string& before,
                          const Knowledge& known) {
  SourceNews news;
  news.source = statements_key(page).value_or(0);
  news.standing.reserve(page.found.size());
  SourceStatements statements(before);
  TemplateNoise noise;
  std::unordered_set<store::UrlHash> named_new;
  std::vector<std::pair<std::size_t, unsigned>> changed;
  for (std::size_t i = 0; i < page.found.size(); ++i) {
    const store::FoundUrl& found = page.found[i];
    const std::uint64_t statement = statement_of(found.hint);
    statements.record(found.key, statement);
    Standing standing = Standing::kKnown;
    if (!known.is_seen(found.key)) {
      standing = named_new.insert(found.key).second ? Standing::kNew : Standing::kNewInRun;
    } else if (known.new_url(found.key) != nullptr) {
      standing = Standing::kNewInRun;
    } else if (!statements.knows(found.key)) {
      standing = Standing::kToldNow;
    } else if (!page.is_stand_in) {  // That finds other words on the same list.
      const unsigned parts = statements.changed_parts(found.key, statement);
      noise.add(parts);
      if (parts != 0) changed.emplace_back(i, parts);
    }
    news.standing.push_back(standing);
  }
  for (const auto& [index, parts] : changed) {
    const unsigned said = parts & ~noise.parts();
    if (said != 0) news.changed.push_back(index);
    if ((said & kTitlePart) != 0) news.renamed.push_back(index);
  }
  news.statements = statements.bytes();
  news.has_new_statements = news.statements != before;
  return news;
}

}  // namespace tearsheet::crawl
