// One article of another database, put in here or folded into the row that is here. Private to
// store/sqlite/. The other database is attached as `other`, its addresses are merged.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "store/merge.h"
#include "store/sqlite/database.h"
#include "store/sqlite/evidence.h"
#include "store/sqlite/merged_history.h"
#include "store/sqlite/merged_pages.h"

namespace tearsheet::store::sqlite {

class MergedArticles {
 public:
  /// `run` gives the row of the run that articles are stored by; it is made when it is needed.
  MergedArticles(SQLite::Database& database, Statements& statements, Evidence& evidence,
                 MergedPages& pages, MergeReceipt& receipt, std::function<std::int64_t()> run);

  Result<void> take(std::int64_t theirs);

 private:
  /// What of the article is here, and how both tell it.
  struct Pair {
    std::int64_t theirs = 0, ours = 0;
    std::vector<HistoryText> their_texts, our_texts;
  };
  [[nodiscard]] bool is_removed(std::int64_t theirs);
  std::optional<std::int64_t> find(std::int64_t theirs);
  std::optional<std::int64_t> find_by_keys(std::int64_t theirs, bool is_proposed);
  std::optional<std::int64_t> find_same_page(std::int64_t theirs);
  std::optional<std::int64_t> find_same_text(std::int64_t theirs, const HistoryText& text);
  std::vector<HistoryText> texts_of(bool is_other, std::int64_t article);

  Result<std::int64_t> add(std::int64_t theirs);
  Result<void> add_other_story(const Pair& pair, bool is_newer);
  Result<void> fold(const Pair& pair);
  Result<void> write_history(const Pair& pair, const JoinedHistory& history);
  Result<void> take_row(const Pair& pair, const JoinedHistory& history);
  Result<void> take_further_pages(const Pair& pair);
  void write_version(const Pair& pair, const HistoryText& text, std::int64_t number,
                     const HistoryText& next);
  void take_facts(std::int64_t theirs, std::int64_t ours);
  void take_keys(std::int64_t theirs, std::int64_t ours);
  void take_preferences(std::int64_t theirs, std::int64_t ours);
  std::int64_t preference_set(std::int64_t theirs);
  void note_texts_gone(const Pair& pair);

  SQLite::Database& database_;
  Statements& statements_;
  Evidence& evidence_;
  MergedPages& pages_;
  MergeReceipt& receipt_;
  const std::function<std::int64_t()> run_;
  // Statements that are made of the table's columns.
  std::string insert_article_, update_article_, update_facts_, insert_version_,
      insert_their_version_, insert_our_text_, insert_their_text_;
};

}  // namespace tearsheet::store::sqlite
