// Articles: one row a story's page, versions of it, and what each field came from.
#include "store/removal.h"
#include "store/sql/article_row.h"
#include "store/sql/revision.h"
#include "store/sql/sql_store.h"

namespace tearsheet::store::sql {
namespace {

// Below it two equal texts prove nothing: captions, "Read more", one-line notices.
constexpr std::size_t kMinDuplicateBytes = 200;

constexpr std::size_t kDayChars = 10;  // of "2025-11-15T10:00:00Z"

constexpr int kNotModified = 304;

// Two pages by their own word: each names an address of its own, one beside the other. (A site that
// moved names others too, but elsewhere.)
bool are_siblings(std::string_view a, std::string_view b) {
  const auto folder = [](std::string_view address) {
    if (address.ends_with('/')) address.remove_suffix(1);
    const auto slash = address.substr(0, address.find('?')).rfind('/');
    return slash == std::string_view::npos ? address : address.substr(0, slash);
  };
  return !a.empty() && !b.empty() && a != b && folder(a) == folder(b);
}

// A visit of a stored article's address that brought nothing to put in its place.
bool keeps_article(const PageRecord& page) {
  using enum VisitState;
  const VisitState state = page.visit.state;
  return page.again && !page.article &&
         (state == kRetry || state == kNotArticle || state == kGivenUp || state == kGone);
}

// The visit as it is written down, once it is known what became of the article.
Visit visit_after(const PageRecord& page, PutResult::What what) {
  using enum PutResult::What;
  Visit visit = page.visit;
  if (visit.state == VisitState::kAlias && page.again) visit.due_at.reset();
  if (!page.article) return visit;
  if (what == kAlias) visit.state = VisitState::kAlias;
  const bool is_new = what == kInserted || what == kUpdated || what == kCorrected;
  if (is_new) visit.unchanged = 0;
  // What is not whole yet is tried again for that reason.
  if (visit.state == VisitState::kRetry) return visit;
  visit.due_at = is_new ? page.due_if_new : page.due_if_same;
  return visit;
}

}  // namespace

std::optional<SqlStore::Existing> SqlStore::find_by_keys(const std::vector<UrlHash>& keys) {
  for (const UrlHash key : keys) {
    Use row(sql_("SELECT article_id, url_id, proposed FROM _article_key WHERE key = ?"));
    row.hash(key);
    if (row.step()) return Existing{row.integer_at(0), row.integer_at(1), row.integer_at(2) != 0};
  }
  return std::nullopt;
}

Result<PutResult> SqlStore::put(const PageRecord& page) {
  return attempt<PutResult>([&]() -> Result<PutResult> {
    if (auto why = why_removed(page)) {
      Visit visit = page.visit;
      visit.state = VisitState::kDenied;
      visit.note = std::string(kRemovedNote) + *why;
      visit.due_at.reset();
      put_visit(page.url_id, visit);
      return PutResult{};
    }
    PutResult result;
    bool has_moved = false;
    make_room_for_raw_pages(1 + page.more_raw.size());
    if (page.raw) put_dictionary(page.site, *page.raw);
    for (const RawPage& raw : page.more_raw) put_dictionary(page.site, raw);
    if (page.article) {
      if (const auto whole = stands_whole(page)) {
        result = {PutResult::What::kKept, *whole};
      } else {
        result = put_article(page);
        put_parts(page, result);
        using enum PutResult::What;
        if (result.what != kAlias && result.what != kKept) put_preferences(page, result.article_id);
        if (result.what == kInserted || result.what == kUpdated || result.what == kCorrected)
          prove_text(result.article_id);
      }
    } else {
      if (page.raw && !came_again(page, 0)) put_raw(page, 0);
      if (page.visit.state == VisitState::kGone) mark_gone(page);
      if (page.again && page.visit.status == kNotModified) mark_there(page);
      if (page.visit.state == VisitState::kAlias && page.alias_of != 0) has_moved = put_alias(page);
    }
    if (page.moved_in != 0) count_moved(page, result.what);
    if (result.what == PutResult::What::kKept || has_moved || keeps_article(page)) {
      note_visit(page.url_id, page.visit);
      return result;
    }
    put_visit(page.url_id, visit_after(page, result.what));
    if (page.announced) {
      Use row(
          sql_("INSERT INTO _announced(url_id, named, refused, example) VALUES (?,?,?,?)"
               " ON CONFLICT(url_id) DO UPDATE SET named = excluded.named,"
               " refused = excluded.refused, example = excluded.example"));
      row.integer(page.url_id).integer(page.announced->named).integer(page.announced->refused);
      row.text_or_null(page.announced->example).run();
    }
    return result;
  });
}

// Why the page's article was removed by a person, under whatever address it comes again; a page that
// holds none is told by its own.
std::optional<std::string> SqlStore::why_removed(const PageRecord& page) {
  std::vector<UrlHash> keys{page.key};
  if (page.article) {
    keys.insert(keys.end(), page.article->keys.begin(), page.article->keys.end());
    keys.push_back(page.article->proposed);
  }
  if (page.alias_of != 0) keys.push_back(page.alias_of);
  for (const UrlHash key : keys) {
    Use row(sql_("SELECT why FROM _removed WHERE key = ?"));
    if (row.hash(key).step()) return std::string(row.text_at(0));
  }
  return std::nullopt;
}

// A page whose article is there. Reached by a second address (its canonical one leads to a row that
// is there), the first one goes on being the one whose text counts, or two near copies would
// replace each other for ever; unless the article is no longer to be had there.
PutResult SqlStore::put_again(const PageRecord& page, const Existing& existing) {
  if (existing.url_id != page.url_id) {
    if (!has_left(existing)) {
      put_keys(page, existing);
      return {PutResult::What::kAlias, existing.id};
    }
    move_article(existing.id, page.url_id);
  }
  return update_article(page, existing.id);
}

PutResult SqlStore::add_article(const PageRecord& page) {
  const ArticleRecord& record = *page.article;
  const std::string date = date_text(record.article.published);
  std::int64_t duplicate_of = 0;
  if (record.exact != 0) {
    // The same page, as far as anyone can tell: one site, one title, and no other day, nor another
    // minute where both are told. A text that is printed again later is an article of its own.
    Use same(sql_.either(
        "SELECT a.id, coalesce(a.duplicate_of, a.id), a.site_id = ?1 AND a.title = ?2 AND"
        "  (a.date IS NULL OR ?3 IS NULL OR substr(a.date, 1, min(length(a.date), length(?3), 16))"
        "   = substr(?3, 1, min(length(a.date), length(?3), 16))) AS is_alias, CASE WHEN EXISTS"
        "  (SELECT 1 FROM field_sources s WHERE s.article_id = a.id AND s.field = 'canonical_url')"
        "  THEN a.canonical_url END FROM _fingerprint f JOIN articles a ON a.id = f.article_id"
        " WHERE f.exact = ?4 ORDER BY is_alias DESC, a.id LIMIT 1",
        "SELECT a.id, coalesce(a.duplicate_of, a.id), a.site_id = ?1 AND a.title = ?2 AND"
        "  (a.date IS NULL OR CAST(?3 AS TEXT) IS NULL OR"
        "   substr(a.date, 1, least(length(a.date), length(?3), 16))"
        "   = substr(?3, 1, least(length(a.date), length(?3), 16))) AS is_alias, CASE WHEN EXISTS"
        "  (SELECT 1 FROM field_sources s WHERE s.article_id = a.id AND s.field = 'canonical_url')"
        "  THEN a.canonical_url END FROM _fingerprint f JOIN articles a ON a.id = f.article_id"
        " WHERE f.exact = ?4 ORDER BY is_alias DESC, a.id LIMIT 1"));
    same.integer(page.site).text(record.article.title).text_or_null(date).hash(record.exact);
    if (same.step()) {
      if (same.integer_at(2) != 0 && !are_siblings(same.text_at(3), record.article.canonical_url))
        return put_again(page, existing_at(same.integer_at(0), page));
      if (finds_equal_ && record.article.body.size() >= kMinDuplicateBytes)
        duplicate_of = same.integer_at(1);
    }
  }
  if (const auto same = same_page(page, date)) return put_again(page, existing_at(*same, page));
  const std::int64_t raw_page = page.raw ? next_raw_page_ : 0;
  const std::int64_t id = insert_article(page, raw_page, duplicate_of);
  if (page.raw) put_raw(page, id);
  put_keys(page, {id, page.url_id});
  put_sources(record.article, id);
  Use fingerprint(
      sql_("INSERT INTO _fingerprint(article_id, exact, cluster, date, print) VALUES (?,?,?,?,?)"));
  fingerprint.integer(id).hash(record.exact).integer(duplicate_of != 0 ? duplicate_of : id);
  fingerprint.time_or_null(
      record.article.published ? std::optional(record.article.published->to_sys()) : std::nullopt);
  fingerprint.blob(record.fingerprint).run();
  return {PutResult::What::kInserted, id, duplicate_of};
}

// One whose address told another story for a while has no address left: the page's is its own.
SqlStore::Existing SqlStore::existing_at(std::int64_t article_id, const PageRecord& page) {
  Use row(sql_("SELECT url_id FROM _article_key WHERE article_id = ? LIMIT 1"));
  row.integer(article_id);
  return {article_id, row.step() ? row.integer_at(0) : page.url_id};
}

// A site that gets new addresses gets a new template with them, and a text that is not quite equal:
// one site, one title, one minute, and most of the words.
std::optional<std::int64_t> SqlStore::same_page(const PageRecord& page, const std::string& date) {
  const records::Article& article = page.article->article;
  if (date.size() <= kDayChars || article.body.size() < kMinDuplicateBytes) return std::nullopt;
  Use row(
      sql_.either("SELECT id, body FROM articles INDEXED BY articles_date WHERE date = ? AND"
                  " site_id = ? AND title = ?",
                  "SELECT id, body FROM articles WHERE date = ? AND site_id = ? AND title = ?"));
  row.text(date).integer(page.site).text(article.title);
  while (row.step()) {
    if (is_same_text(row.text_at(1), article.body)) return row.integer_at(0);
  }
  return std::nullopt;
}

std::int64_t SqlStore::insert_article(const PageRecord& page, std::int64_t raw_page,
                                      std::int64_t duplicate_of) {
  static const std::string kInsert =
      "INSERT INTO articles(id, " + column_list(is_of_page, "", "") +
      ", site_id, duplicate_of, first_seen, changed, run_id, confidence, extractor, rules, raw_page)"
      " VALUES (?, " +
      placeholders(is_of_page) + ", ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  const ArticleColumns columns = columns_of(page.article->article);
  const std::string now = to_iso8601(page.visit.visited_at);
  const std::int64_t id = new_article_id();
  Use row(sql_(kInsert.c_str()));
  row.integer(id);
  bind(row, columns, is_of_page);
  row.integer(page.site);
  duplicate_of != 0 ? row.integer(duplicate_of) : row.null();
  row.text(now).text(now).integer(run_).real(page.article->article.confidence);
  row.integer(page.article->extractor).text(page.article->rules);
  raw_page != 0 ? row.integer(raw_page) : row.null();
  row.run();
  note_written(id, true);
  return id;
}

// Every address of the page leads to the article; the one whose text counts stays what it was.
void SqlStore::put_keys(const PageRecord& page, const Existing& article) {
  for (const UrlHash key : page.article->keys) {
    Use row(sql_(
        "INSERT INTO _article_key(key, article_id, url_id) VALUES (?,?,?) ON CONFLICT DO NOTHING"));
    row.hash(key).integer(article.id).integer(article.url_id).run();
  }
}

void SqlStore::put_sources(const records::Article& article, std::int64_t article_id) {
  for (const records::FieldSource& source : article.sources) {
    Use row(
        sql_("INSERT INTO field_sources(article_id, field, source, locator, raw, confidence)"
             " VALUES (?,?,?,?,?,?) ON CONFLICT(article_id, field) DO UPDATE SET source ="
             " excluded.source, locator = excluded.locator, raw = excluded.raw, confidence ="
             " excluded.confidence"));
    row.integer(article_id)
        .text(source.field)
        .text(source.source)
        .text_or_null(source.locator)
        .text_or_null(source.raw);
    row.real(source.confidence).run();
  }
}

}  // namespace tearsheet::store::sql
