// Two rows of one article become one: as if the pages of both databases had come here, one after the
// other.
#include <fmt/format.h>

#include <algorithm>

#include "store/sql/revision.h"
#include "store/sqlite/merged_article.h"

namespace tearsheet::store::sqlite {
namespace {

sql::RevisionText as_revision(const HistoryText& text) {
  return {text.title, text.summary, text.body, text.date, text.dates_itself};
}

}  // namespace

Result<void> MergedArticles::fold(const Pair& pair) {
  const HistoryText& ours = pair.our_texts.back();
  const HistoryText& theirs = pair.their_texts.back();
  const bool is_newer = ours.stored < theirs.stored;
  const sql::Revision revision = is_newer ? sql::compare(as_revision(ours), as_revision(theirs))
                                          : sql::compare(as_revision(theirs), as_revision(ours));
  if (revision == sql::Revision::kReplaced) {
    // A merge before this one put it in.
    if (find_same_text(pair.theirs, theirs)) {
      ++receipt_.unchanged;
      return {};
    }
    return add_other_story(pair, is_newer);
  }
  bool is_whole = true;  // neither cut short nor behind a wall where ours was not
  {
    Use row(statements_(
        "SELECT (t.incomplete IS NULL OR a.incomplete IS NOT NULL) AND (t.kind <> 'paywalled' OR"
        " a.kind = 'paywalled' OR length(t.body) >= length(a.body)), a.first_seen > t.first_seen,"
        " t.changed > a.changed AND t.title = a.title AND t.body = a.body FROM main.articles a,"
        " other.articles t WHERE a.id = ?1 AND t.id = ?2"));
    row.integer(pair.ours).integer(pair.theirs);
    if (!row.step()) return {};
    is_whole = row.integer_at(0) != 0;
    const bool is_seen_earlier = row.integer_at(1) != 0, has_newer_facts = row.integer_at(2) != 0;
    if (has_newer_facts) take_facts(pair.theirs, pair.ours);
    if (is_seen_earlier) {
      Use seen(
          statements_("UPDATE main.articles SET first_seen = (SELECT first_seen FROM"
                      " other.articles WHERE id = ?2) WHERE id = ?1"));
      seen.integer(pair.ours).integer(pair.theirs).run();
    }
  }
  Newer newer = Newer::kOurs;
  if (is_newer && is_whole && revision == sql::Revision::kRevised) newer = Newer::kOther;
  if (is_newer && is_whole && revision == sql::Revision::kCorrected) newer = Newer::kOtherSigns;
  const bool is_earlier_version =
      !is_newer && (revision == sql::Revision::kRevised || revision == sql::Revision::kLost);
  const JoinedHistory history = join_histories(pair.our_texts, pair.their_texts, newer,
                                               is_earlier_version, sql::kMaxOldVersions);
  if (history.has_changed) {
    if (auto written = write_history(pair, history); !written) return written;
  }
  take_keys(pair.theirs, pair.ours);
  take_preferences(pair.theirs, pair.ours);
  ++(history.takes_other ? receipt_.updated : receipt_.unchanged);
  return {};
}

// The address tells another story in the other database: the newer one has it, and the older says
// since when it is gone.
Result<void> MergedArticles::add_other_story(const Pair& pair, bool is_newer) {
  if (is_newer) {
    Use gone(statements_("UPDATE main.articles SET gone = coalesce(gone, ?) WHERE id = ?"));
    gone.text(pair.their_texts.back().stored).integer(pair.ours).run();
    Use free(
        statements_("DELETE FROM main._article_key WHERE article_id = ?1 AND key IN (SELECT key"
                    " FROM other._article_key WHERE article_id = ?2)"));
    free.integer(pair.ours).integer(pair.theirs).run();
  }
  const auto added = add(pair.theirs);
  if (!added) return fail(added.error());
  if (!is_newer) {
    Use gone(statements_("UPDATE main.articles SET gone = coalesce(gone, ?) WHERE id = ?"));
    gone.text(pair.our_texts.back().stored).integer(*added).run();
  }
  ++receipt_.replaced_stories;
  return {};
}

// What is taken at every visit, where the other's was later and the text the same.
void MergedArticles::take_facts(std::int64_t theirs, std::int64_t ours) {
  Use row(statements_(update_facts_.c_str()));
  row.integer(theirs).integer(ours).run();
  // The times of a text are part of what is proved of it.
  evidence_.add_text(ours);
}

// Versions get other numbers, which the chain of evidence knows them by.
void MergedArticles::note_texts_gone(const Pair& pair) {
  std::string texts;
  for (const HistoryText& text : pair.our_texts)
    texts += fmt::format("{}[{},{}]", texts.empty() ? "[" : ",", pair.ours, text.version);
  evidence_.add_removal("merged", "texts", texts + "]");
}

Result<void> MergedArticles::write_history(const Pair& pair, const JoinedHistory& history) {
  const auto number_of_newest = static_cast<std::int64_t>(history.earlier.size()) + 1;
  const HistoryText& newest = history.takes_other ? pair.their_texts.back() : pair.our_texts.back();
  note_texts_gone(pair);
  std::map<std::int64_t, std::int64_t> kept;  // rows of ours, and their number
  for (std::size_t i = 0; i < history.earlier.size(); ++i) {
    const HistoryText& text = history.earlier[i];
    if (!text.is_other && text.row != 0) kept[text.row] = static_cast<std::int64_t>(i) + 1;
  }
  for (const HistoryText& text : pair.our_texts) {
    if (text.row == 0 || kept.contains(text.row)) continue;
    Use page(statements_("DELETE FROM main._raw_page WHERE id = ?"));
    page.integer(text.raw_page).run();
    Use drop(statements_("DELETE FROM main.article_versions WHERE id = ?"));
    drop.integer(text.row).run();
  }
  for (std::size_t i = 0; i < history.earlier.size(); ++i) {
    HistoryText text = history.earlier[i];
    const bool is_last = i + 1 == history.earlier.size();
    if (text.is_other) {
      const auto page = pages_.take(text.raw_page, pair.ours);
      if (!page) return fail(page.error());
      text.raw_page = *page;
      ++receipt_.versions;
    }
    write_version(pair, text, static_cast<std::int64_t>(i) + 1,
                  is_last ? newest : history.earlier[i + 1]);
  }
  if (history.takes_other) {
    if (auto taken = take_row(pair, history); !taken) return taken;
  } else {
    Use row(statements_("UPDATE main.articles SET version = ? WHERE id = ?"));
    row.integer(number_of_newest).integer(pair.ours).run();
  }
  for (std::int64_t number = 1; number < number_of_newest; ++number)
    evidence_.add(EvidenceKind::kText, pair.ours, number);
  evidence_.add_text(pair.ours);
  return {};
}

void MergedArticles::write_version(const Pair& pair, const HistoryText& text, std::int64_t number,
                                   const HistoryText& next) {
  const sql::WordChange words = sql::words_between(as_revision(text), as_revision(next));
  const auto added = static_cast<std::int64_t>(words.added);
  const auto removed = static_cast<std::int64_t>(words.removed);
  const std::string replaced = std::max(text.stored, next.stored);
  if (!text.is_other && text.row != 0) {
    Use row(
        statements_("UPDATE main.article_versions SET version = ?, replaced = ?, words_added = ?,"
                    " words_removed = ? WHERE id = ?"));
    row.integer(number).text(replaced).integer(added).integer(removed).integer(text.row).run();
    return;
  }
  const bool is_row = text.row == 0;
  const std::string& sql = !text.is_other ? insert_our_text_
                           : is_row       ? insert_their_text_
                                          : insert_their_version_;
  Use row(statements_(sql.c_str()));
  row.integer(is_row ? (text.is_other ? pair.theirs : pair.ours) : text.row).integer(pair.ours);
  row.integer(number).text(text.stored).text(replaced).integer(added).integer(removed);
  row.integer(text.raw_page).run();
}

// The other's newest text with all that was found beside it.
Result<void> MergedArticles::take_row(const Pair& pair, const JoinedHistory& history) {
  if (history.drops_ours) {
    // The page of the same words stands for the one before.
    Use drop(statements_("DELETE FROM main._raw_page WHERE id = ?"));
    drop.integer(pair.our_texts.back().raw_page).run();
  }
  const auto page = pages_.take(pair.their_texts.back().raw_page, pair.ours);
  if (!page) return fail(page.error());
  {
    Use row(statements_(update_article_.c_str()));
    row.integer(pair.theirs).integer(pair.ours);
    row.integer(static_cast<std::int64_t>(history.earlier.size()) + 1);
    *page != 0 ? row.integer(*page) : row.null();
    row.run();
  }
  if (auto further = take_further_pages(pair); !further) return further;
  {
    Use clear(statements_("DELETE FROM main.field_sources WHERE article_id = ?"));
    clear.integer(pair.ours).run();
  }
  {
    Use row(statements_(
        "INSERT INTO main.field_sources(article_id, field, source, locator, raw, confidence) SELECT"
        " ?2, field, source, locator, raw, confidence FROM other.field_sources WHERE article_id ="
        " ?1"));
    row.integer(pair.theirs).integer(pair.ours).run();
  }
  // Its story is looked for anew.
  Use row(
      statements_("UPDATE main._fingerprint SET exact = coalesce((SELECT exact FROM"
                  " other._fingerprint WHERE article_id = ?1), 0), print = x'00' WHERE article_id"
                  " = ?2"));
  row.integer(pair.theirs).integer(pair.ours).run();
  return {};
}

// The further pages of an article come behind its first.
Result<void> MergedArticles::take_further_pages(const Pair& pair) {
  std::vector<std::int64_t> further;
  {
    Use row(statements_(
        "SELECT r.id FROM other._raw_page r JOIN other.articles t ON t.id = r.article_id WHERE t.id ="
        " ? AND t.parts IS NOT NULL AND r.id > t.raw_page ORDER BY r.id"));
    row.integer(pair.theirs);
    while (row.step()) further.push_back(row.integer_at(0));
  }
  for (const std::int64_t page : further) {
    if (const auto taken = pages_.take(page, pair.ours); !taken) return fail(taken.error());
  }
  return {};
}

}  // namespace tearsheet::store::sqlite
