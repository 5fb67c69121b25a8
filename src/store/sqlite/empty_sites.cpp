// Sites that never brought an article and why, and where the newest articles have their fields
// from: what a run tells at its end of rules and sources that fit nothing.
#include "store/sqlite/sqlite_store.h"
#include "store/sqlite/visit_reason.h"

namespace tearsheet::store::sqlite {
namespace {

constexpr std::int64_t kRenamed = 0;  // no row has this id

}  // namespace

Result<std::vector<EmptySite>> SqliteStore::empty_sites() {
  return guarded<std::vector<EmptySite>>(file_, [&]() -> Result<std::vector<EmptySite>> {
    std::vector<EmptySite> sites;
    {
      Use row(
          statements_("SELECT id FROM sites s WHERE NOT EXISTS (SELECT 1 FROM articles a"
                      " WHERE a.site_id = s.id)"));
      while (row.step()) sites.emplace_back().site = row.integer_at(0);
    }
    for (EmptySite& site : sites) {
      {
        Use row(statements_(
            "SELECT coalesce(v.state, 0), v.status, v.note, count(*) AS n, min(u.url) FROM _url u"
            " LEFT JOIN _visit v ON v.url_id = u.id WHERE u.site_id = ? AND u.kind = 0"
            " GROUP BY 1, 2, 3 ORDER BY n DESC"));
        row.integer(site.site);
        while (row.step()) {
          const std::int64_t count = row.integer_at(3);
          site.named += count;
          if (row.integer_at(0) == 0) {
            site.waiting += count;
            continue;
          }
          const std::string reason = reason_of(static_cast<VisitState>(row.integer_at(0)),
                                               static_cast<int>(row.integer_at(1)), row.text_at(2));
          if (site.why.example.empty()) site.why = {reason, 0, std::string(row.text_at(4))};
          if (site.why.reason == reason) site.why.count += count;
        }
      }
      std::int64_t wanted = 0, read = 0;
      Use row(
          statements_("SELECT a.named - a.refused, a.refused, a.example, v.state = ? FROM _url u"
                      " JOIN _visit v ON v.url_id = u.id LEFT JOIN _announced a ON a.url_id = u.id"
                      " WHERE u.site_id = ? AND u.kind <> 0"));
      row.integer(static_cast<int>(VisitState::kStored)).integer(site.site);
      while (row.step()) {
        wanted += row.integer_at(0);
        site.refused += row.integer_at(1);
        if (site.refused_example.empty()) site.refused_example = row.text_at(2);
        read += row.integer_at(3);
      }
      // What it names, or its sources themselves, are another's rows: the site file was renamed.
      if (site.named == 0 && (wanted > 0 || read == 0)) site.site = kRenamed;
    }
    std::erase_if(sites, [](const EmptySite& site) { return site.site == kRenamed; });
    return sites;
  });
}

Result<RuleYield> SqliteStore::rule_yield(std::int64_t site, std::string_view rules, int limit) {
  return guarded<RuleYield>(file_, [&]() -> Result<RuleYield> {
    RuleYield yield;
    Use row(statements_(
        "SELECT f.field, count(f.field) FROM (SELECT id FROM articles WHERE site_id = ?1"
        " AND rules = ?2 ORDER BY first_seen DESC LIMIT ?3) a LEFT JOIN field_sources f ON"
        " f.article_id = a.id AND f.source = 'rule' GROUP BY f.field"));
    row.integer(site).copied_text(rules).integer(limit);
    while (row.step()) {
      if (row.integer_at(1) > 0) yield.by_rule.emplace(row.text_at(0), row.integer_at(1));
    }
    Use count(
        statements_("SELECT count(*) FROM (SELECT 1 FROM articles WHERE site_id = ? AND rules = ?"
                    " ORDER BY first_seen DESC LIMIT ?)"));
    count.integer(site).copied_text(rules).integer(limit);
    if (count.step()) yield.articles = count.integer_at(0);
    return yield;
  });
}

}  // namespace tearsheet::store::sqlite
