// The texts of one article in two databases, as one history. Private to store/sqlite/.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace tearsheet::store::sqlite {

/// A text of an article, here or in the other database.
struct HistoryText {
  bool is_other = false;
  std::int64_t row = 0;      ///< Of article_versions; 0: the article's own.
  std::int64_t version = 0;  ///< As it was counted there.
  std::int64_t raw_page = 0;
  std::int64_t seconds = 0;  ///< Unix time of `stored`.
  std::string stored;        ///< When it came; ISO 8601.
  std::string title, date, updated, summary, body;
  bool dates_itself = true;  ///< Of the article's own text.
  [[nodiscard]] bool is_same(const HistoryText& other) const {
    return title == other.title && summary == other.summary && body == other.body;
  }
};

/// What the article is afterwards.
struct JoinedHistory {
  std::vector<HistoryText> earlier;  ///< By the time they came.
  bool takes_other = false;          ///< The other's newest text is the article's.
  bool drops_ours = false;           ///< In place of ours, which had the same words.
  bool has_changed = false;          ///< Against what is here.
};

enum class Newer : std::uint8_t {
  kOurs,        ///< Also where the other's newest text is none to keep.
  kOther,       ///< Its text is a version of the story.
  kOtherSigns,  ///< Its text has the same words, written otherwise.
};

/// `ours` and `theirs`: all texts, the newest last. A text that is here is not taken twice. Where as
/// many earlier texts are here as are kept, none is added; else those nearest in time to others go,
/// as a visit would have it (`versions.cpp`).
[[nodiscard]] JoinedHistory join_histories(const std::vector<HistoryText>& ours,
                                           const std::vector<HistoryText>& theirs, Newer newer,
                                           bool takes_their_newest_as_earlier,
                                           std::size_t max_earlier);

}  // namespace tearsheet::store::sqlite
