// The end of the ledger, of one site.
#include <map>
#include <string>
#include <utility>

#include "store/sql/request_row.h"
#include "store/sql/sql_store.h"
#include "store/sql/visit_reason.h"

namespace tearsheet::store::sql {
namespace {

struct Outcome {
  std::int64_t article = 0;
  std::string became;
};
/// By address; an article and a source at one address are two things.
using Outcomes = std::map<std::pair<std::string, bool>, Outcome>;

std::int64_t article_behind(Statements& statements, UrlHash key) {
  Use row(
      statements("SELECT article_id FROM _article_key WHERE key = ?1 OR key = (SELECT target FROM"
                 " _alias WHERE key = ?1) LIMIT 1"));
  return row.hash(key).step() ? row.integer_at(0) : 0;
}

Outcome outcome_at(Statements& statements, Use& row, bool is_source) {
  Outcome outcome;
  const auto state = static_cast<VisitState>(row.integer_at(2));
  if (!is_source) outcome.article = article_behind(statements, row.hash_at(5));
  if (outcome.article != 0) return outcome;
  outcome.became = is_source && state == VisitState::kStored
                       ? "read"
                       : reason_of(state, static_cast<int>(row.integer_at(3)), row.text_at(4));
  return outcome;
}

Outcomes outcomes_of(Statements& statements, const std::string& site,
                     const std::vector<SiteRequest>& requests) {
  std::vector<std::string> urls;
  for (const SiteRequest& one : requests) urls.push_back(one.request.url);
  const std::string json = to_json_array(urls);
  Outcomes outcomes;
  static const std::string kSelect =
      "SELECT u.url, u.kind, v.state, v.status, v.note, u.key FROM _url u JOIN _visit v ON"
      " v.url_id = u.id WHERE (u.id > (SELECT max(id) FROM _url) - ?1 OR u.kind <> 0) AND"
      " u.site_id = (SELECT id FROM sites WHERE key = ?2) AND u.url IN (SELECT value FROM ";
  static const std::string kFile = kSelect + "json_each(?3))";
  static const std::string kServer = kSelect + "json_array_elements_text(CAST(?3 AS json)))";
  Use row(statements.either(kFile.c_str(), kServer.c_str()));
  row.integer(kRowsLookedThrough).text(site).text(json);
  while (row.step()) {
    const bool is_source = row.integer_at(1) != 0;
    outcomes[{std::string(row.text_at(0)), is_source}] = outcome_at(statements, row, is_source);
  }
  return outcomes;
}

/// The address that a redirect led to, or one that has been known for long.
std::int64_t fetched_article(Statements& statements, const std::string& url) {
  Use row(statements("SELECT id FROM articles WHERE url = ? ORDER BY id DESC LIMIT 1"));
  return row.text(url).step() ? row.integer_at(0) : 0;
}

}  // namespace

Result<std::vector<SiteRequest>> SqlStore::last_requests(const std::string& site,
                                                         std::int64_t most) {
  return in_view<std::vector<SiteRequest>>([&]() -> Result<std::vector<SiteRequest>> {
    std::vector<SiteRequest> requests;
    {
      Use row(sql_(
          "SELECT started, url, purpose, error, status, bytes, conditional FROM fetches WHERE"
          " site_id = (SELECT id FROM sites WHERE key = ?1) AND id > (SELECT max(id) FROM fetches)"
          " - ?2 ORDER BY id DESC LIMIT ?3"));
      row.text(site).integer(kRowsLookedThrough).integer(most);
      while (row.step()) requests.emplace_back().request = request_at(row);
    }
    const Outcomes outcomes = outcomes_of(sql_, site, requests);
    for (SiteRequest& one : requests) {
      const auto found = outcomes.find({one.request.url, one.request.purpose != "article"});
      if (found != outcomes.end()) {
        one.article = found->second.article;
        one.became = found->second.became;
      } else if (one.request.purpose == "article") {
        one.article = fetched_article(sql_, one.request.url);
      }
    }
    return requests;
  });
}

}  // namespace tearsheet::store::sql
