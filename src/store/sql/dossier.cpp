// All that is known of an address. The tables of addresses and requests have no index by address:
// nobody but a person asks for one, and the index would be as long as the table.
#include <algorithm>
#include <set>
#include <unordered_map>

#include "base/ascii.h"
#include "store/removal.h"
#include "store/sql/hint.h"
#include "store/sql/request_row.h"
#include "store/sql/sql_store.h"
#include "store/sql/visit_reason.h"

namespace tearsheet::store::sql {
namespace {

constexpr int kMostRequests = 200;
constexpr int kMostCopies = 20;

std::string json_of(const std::set<UrlHash>& keys) {
  std::string json = "[";
  for (const UrlHash key : keys) {
    if (json.size() > 1) json += ',';
    json += std::to_string(static_cast<std::int64_t>(key));
  }
  return json += ']';
}

std::vector<std::string> origins_of(std::int64_t via) {
  std::vector<std::string> names;
  if ((via & 1) != 0) names.emplace_back("listing");
  if ((via & 2) != 0) names.emplace_back("feed");
  if ((via & 4) != 0) names.emplace_back("sitemap");
  if ((via & 8) != 0) names.emplace_back("home page");
  return names;
}

constexpr const char* kSelectAddress =
    "SELECT u.id, s.key, u.url, u.kind, u.hint, u.via, u.source, u.depth, r.started, v.state,"
    " v.status, v.visited_at, v.due_at, v.failures, v.unchanged, v.etag, v.last_modified, v.until,"
    " v.announced, v.note, v.answered_by, v.moved_to, a.named, a.refused, a.example, u.key"
    " FROM _url u JOIN sites s ON s.id = u.site_id LEFT JOIN runs r ON r.id = u.run_id"
    " LEFT JOIN _visit v ON v.url_id = u.id LEFT JOIN _announced a ON a.url_id = u.id";
constexpr int kSourceColumn = 6, kKeyColumn = 25;

DossierAddress address_at(Use& row) {
  DossierAddress one;
  one.id = row.integer_at(0);
  one.site = row.text_at(1);
  one.url = row.text_at(2);
  one.kind = static_cast<UrlKind>(row.integer_at(3));
  if (!row.is_null(4)) one.hint = hint_from_json(row.text_at(4));
  one.origins = origins_of(row.integer_at(5));
  one.depth = static_cast<int>(row.integer_at(7));
  one.taken_up = row.text_at(8);
  if (!row.is_null(9)) {
    one.visit = visit_at(row, 9);
    one.visit->until = row.time_at(17);
    one.visit->announced = row.integer_at(18) != 0;
    one.visit->note = row.text_at(19);
    one.visit->answered_by = row.text_at(20);
    one.visit->moved_to = row.text_at(21);
  }
  one.named = row.integer_at(22);
  one.refused = row.integer_at(23);
  one.refused_example = row.text_at(24);
  return one;
}

/// Collects a dossier step by step, each with what the one before found.
class Collector {
 public:
  explicit Collector(Statements& statements) : sql_(statements) {}

  Dossier collect(const AddressForms& forms) {
    asked_.insert(forms.keys.begin(), forms.keys.end());
    urls_.insert(forms.urls.begin(), forms.urls.end());
    addresses();
    removed();
    articles();
    names();
    requests();
    host(forms.authority);
    return std::move(dossier_);
  }

 private:
  void addresses() {
    const std::string keys = json_of(asked_), urls = to_json_array({urls_.begin(), urls_.end()});
    static const std::string kSqlite =
        std::string(kSelectAddress) +
        " WHERE u.key IN (SELECT value FROM json_each(?1)) OR u.url IN (SELECT value FROM"
        " json_each(?2)) ORDER BY u.id";
    static const std::string kPostgres =
        std::string(kSelectAddress) +
        " WHERE u.key IN (SELECT CAST(value AS BIGINT) FROM json_array_elements_text(CAST(?1 AS"
        " json))) OR u.url IN (SELECT value FROM json_array_elements_text(CAST(?2 AS json)))"
        " ORDER BY u.id";
    Use row(sql_.either(kSqlite.c_str(), kPostgres.c_str()));
    row.text(keys).text(urls);
    while (row.step()) {
      const DossierAddress& one = dossier_.addresses.emplace_back(address_at(row));
      const UrlHash key = row.hash_at(kKeyColumn);
      keys_.push_back(key);
      asked_.insert(key);
      urls_.insert(one.url);
      const UrlHash source = row.hash_at(kSourceColumn);
      if (source != key) sources_[dossier_.addresses.size() - 1] = source;
    }
  }

  /// An address that no source named, of an article that a person removed.
  void removed() {
    if (!dossier_.addresses.empty()) return;
    for (const UrlHash key : asked_) {
      Use row(sql_("SELECT url, at, why FROM _removed WHERE key = ?"));
      if (!row.hash(key).step()) continue;
      DossierAddress& one = dossier_.addresses.emplace_back();
      keys_.push_back(key);
      one.url = row.text_at(0);
      one.visit.emplace().state = VisitState::kDenied;
      if (const auto at = dates::parse_iso8601(row.text_at(1)))
        one.visit->visited_at = at->to_sys();
      one.visit->note = std::string(kRemovedNote) + std::string(row.text_at(2));
      return;
    }
  }

  /// Where each key leads, and the articles there.
  void articles() {
    std::set<std::int64_t> ids;
    const auto look_up = [&](UrlHash key, DossierAddress* address) {
      Use row(sql_("SELECT article_id, proposed FROM _article_key WHERE key = ?"));
      if (!row.hash(key).step()) return false;
      ids.insert(row.integer_at(0));
      if (address != nullptr) {
        address->article = row.integer_at(0);
        address->is_proposed = row.integer_at(1) == 1;
      }
      return true;
    };
    for (const UrlHash key : asked_) {
      look_up(key, nullptr);
      Use alias(sql_("SELECT target FROM _alias WHERE key = ?"));
      if (alias.hash(key).step()) targets_[key] = alias.hash_at(0);
    }
    for (std::size_t i = 0; i < keys_.size(); ++i) {
      if (look_up(keys_[i], &dossier_.addresses[i])) continue;
      const auto target = targets_.find(keys_[i]);
      if (target != targets_.end()) look_up(target->second, &dossier_.addresses[i]);
    }
    for (const auto& [key, target] : targets_) look_up(target, nullptr);
    // An address that nobody has a row for: of a page that was fetched by another one.
    for (const std::string& url : urls_) {
      Use row(
          sql_("SELECT id FROM articles WHERE url = ?1 UNION ALL SELECT id FROM articles"
               " WHERE canonical_url = ?1 AND canonical_url <> url LIMIT 20"));
      row.text(url);
      while (row.step()) ids.insert(row.integer_at(0));
    }
    for (const std::int64_t id : ids) article(id);
  }

  void article(std::int64_t id) {
    Use row(sql_(
        "SELECT url, canonical_url, title, kind, incomplete, first_seen, changed, gone, version,"
        " coalesce(duplicate_of, id), (SELECT count(*) FROM _raw_page r WHERE r.article_id = a.id)"
        " FROM articles a WHERE id = ?"));
    if (!row.integer(id).step()) return;
    DossierArticle& one = dossier_.articles.emplace_back();
    one.id = id;
    std::string* const texts[] = {&one.url,        &one.canonical_url, &one.title,   &one.kind,
                                  &one.incomplete, &one.first_seen,    &one.changed, &one.gone};
    int column = 0;
    for (std::string* const text : texts) *text = row.text_at(column++);
    one.version = static_cast<int>(row.integer_at(column));
    one.story = row.integer_at(column + 1);
    one.pages = row.integer_at(column + 2);
    urls_.insert(one.url);
    Use copy(
        sql_("SELECT a.id, s.key, a.url FROM articles a JOIN sites s ON s.id ="
             " a.site_id WHERE (a.id = ?1 OR a.duplicate_of = ?1) AND a.id <> ?2"
             " ORDER BY a.id LIMIT ?3"));
    copy.integer(one.story).integer(id).integer(kMostCopies);
    while (copy.step()) {
      one.copies.push_back(
          {copy.integer_at(0), std::string(copy.text_at(1)), std::string(copy.text_at(2))});
    }
    Use key(sql_("SELECT key FROM _article_key WHERE article_id = ?"));
    key.integer(id);
    while (key.step()) led_[key.hash_at(0)] = dossier_.articles.size() - 1;
  }

  /// The addresses behind keys: of sources, of where redirects lead, of what leads to an article.
  void names() {
    std::set<UrlHash> wanted;
    for (const auto& [index, key] : sources_) wanted.insert(key);
    for (const auto& [key, target] : targets_) wanted.insert(target);
    for (const auto& [key, index] : led_) wanted.insert(key);
    if (wanted.empty()) return;
    const std::string keys = json_of(wanted);
    std::unordered_map<UrlHash, std::string> names;
    Use row(sql_.either(
        "SELECT key, url FROM _url WHERE key IN (SELECT value FROM json_each(?)) ORDER BY id",
        "SELECT key, url FROM _url WHERE key IN (SELECT CAST(value AS BIGINT) FROM"
        " json_array_elements_text(CAST(? AS json))) ORDER BY id"));
    row.text(keys);
    while (row.step()) names.emplace(row.hash_at(0), row.text_at(1));
    for (const auto& [index, key] : sources_) dossier_.addresses[index].source = names[key];
    for (std::size_t i = 0; i < keys_.size(); ++i) {
      const auto target = targets_.find(keys_[i]);
      if (target != targets_.end()) dossier_.addresses[i].redirects_to = names[target->second];
    }
    for (const auto& [key, index] : led_) {
      DossierArticle& one = dossier_.articles[index];
      const std::string& name = names[key];
      if (!name.empty() && name != one.url) one.led_by.push_back(name);
    }
    for (DossierArticle& one : dossier_.articles) std::sort(one.led_by.begin(), one.led_by.end());
  }

  void requests() {
    const std::string urls = to_json_array({urls_.begin(), urls_.end()});
    Use row(sql_.either(
        "SELECT * FROM (SELECT started, url, purpose, error, status, bytes, conditional, id FROM"
        " fetches WHERE url IN (SELECT value FROM json_each(?1)) ORDER BY id DESC LIMIT ?2)"
        " ORDER BY id",
        "SELECT * FROM (SELECT started, url, purpose, error, status, bytes, conditional, id FROM"
        " fetches WHERE url IN (SELECT value FROM json_array_elements_text(CAST(?1 AS json)))"
        " ORDER BY id DESC LIMIT ?2) f ORDER BY id"));
    row.text(urls).integer(kMostRequests);
    while (row.step()) dossier_.requests.push_back(request_at(row));
  }

  void host(const std::string& authority) {
    Use row(
        sql_("SELECT robots_status, robots_body, robots_at, next_at, retry_at FROM _host"
             " WHERE authority = ?"));
    if (!row.text(authority).step()) return;
    DossierHost& host = dossier_.host;
    host.robots_status = static_cast<int>(row.integer_at(0));
    host.robots_body = row.text_at(1);
    host.robots_at = row.time_at(2);
    host.next_at = row.time_at(3);
    host.retry_at = row.time_at(4);
  }

  Statements& sql_;
  Dossier dossier_;
  std::set<UrlHash> asked_;
  std::set<std::string> urls_;
  std::vector<UrlHash> keys_;                         // of dossier_.addresses
  std::unordered_map<std::size_t, UrlHash> sources_;  // by their place there
  std::unordered_map<UrlHash, UrlHash> targets_;      // of redirects
  std::unordered_map<UrlHash, std::size_t> led_;      // to the place of an article
};

}  // namespace

Result<Dossier> SqlStore::dossier(const AddressForms& forms) {
  return in_view<Dossier>([&]() -> Result<Dossier> { return Collector(sql_).collect(forms); });
}

Result<std::vector<DossierAddress>> SqlStore::sources_of(const std::string& site) {
  return attempt<std::vector<DossierAddress>>([&]() -> Result<std::vector<DossierAddress>> {
    static const std::string kSelect =
        std::string(kSelectAddress) + " WHERE s.key = ? AND u.kind <> 0 ORDER BY u.id";
    std::vector<DossierAddress> sources;
    Use row(sql_(kSelect.c_str()));
    row.text(site);
    while (row.step()) sources.push_back(address_at(row));
    return sources;
  });
}

Result<void> SqlStore::each_missing(const std::string& site, const std::string& reason,
                                    const std::function<bool(const MissingAddress&)>& each) {
  return attempt<void>([&]() -> Result<void> {
    // The same addresses as in coverage().
    Use row(sql_(
        "SELECT s.key, coalesce(v.state, 0), v.status, v.note, u.url, v.state = ?1 AND"
        " (EXISTS (SELECT 1 FROM _article_key k WHERE k.key = u.key) OR EXISTS (SELECT 1 FROM"
        " _alias l JOIN _article_key k ON k.key = l.target WHERE l.key = u.key)) FROM _url u"
        " JOIN sites s ON s.id = u.site_id LEFT JOIN _visit v ON v.url_id = u.id WHERE u.kind = 0"
        " AND u.via & 6 <> 0 AND (?2 = '' OR s.key = ?2) ORDER BY s.key, u.id"));
    const std::string wanted = to_lower(reason);
    row.stream();
    row.integer(static_cast<int>(VisitState::kAlias)).text(site);
    MissingAddress missing;
    while (row.step()) {
      const auto state = static_cast<VisitState>(row.integer_at(1));
      if (state == VisitState::kStored || row.integer_at(5) != 0) continue;
      missing.reason = row.integer_at(1) == 0
                           ? "waiting"
                           : reason_of(state, static_cast<int>(row.integer_at(2)), row.text_at(3));
      if (!contains_ignoring_case(missing.reason, wanted)) continue;
      missing.site = row.text_at(0);
      missing.url = row.text_at(4);
      has_given_ = true;
      if (!each(missing)) break;
    }
    has_given_ = false;
    return {};
  });
}

}  // namespace tearsheet::store::sql
