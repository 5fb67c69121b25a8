// Entries of the chain of evidence. Private to store/sqlite/.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/evidence.h"
#include "store/sqlite/database.h"

namespace tearsheet::store::sqlite {

/// SHA-256 by OpenSSL, of values one after the other: each as its length in decimal, a colon and its
/// bytes; NULL as "-"; an integer in decimal.
class Digest {
 public:
  Digest();
  ~Digest();
  Digest(Digest&&) noexcept;
  Digest& operator=(Digest&&) noexcept;

  void begin();
  void raw(std::string_view bytes);
  void value(std::string_view bytes);
  void value(std::int64_t number);
  void null();
  /// 32 bytes.
  std::string take();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Of the row that an entry is of, as it stands; empty: it is not there.
std::optional<std::string> digest_of_row(Digest& digest, Statements& statements, EvidenceKind kind,
                                         std::int64_t row, std::int64_t part);
/// Hash of an entry.
std::string hash_of_entry(Digest& digest, std::string_view before, EvidenceKind kind,
                          std::int64_t row, std::int64_t part, std::string_view entry_digest);
std::string digest_of_note(Digest& digest, std::string_view note);

/// "1-3,7" of numbers in any order.
std::string to_ranges(std::vector<std::int64_t> numbers);

/// Writes the chain on. Between the beginning of a transaction and its end nobody else writes, so
/// the end of the chain is looked up once.
class Evidence {
 public:
  explicit Evidence(Statements& statements) : statements_(statements) {}

  /// What is known of the chain's end is forgotten: a transaction begins, or was rolled back.
  void forget() { last_.reset(); }
  /// The row as it stands now.
  void add(EvidenceKind kind, std::int64_t row, std::int64_t part = 0);
  /// The newest version of an article.
  void add_text(std::int64_t article_id);
  /// `rows`: "articles" or "requests" and ranges of their numbers, or "texts" and a JSON array.
  void add_removal(std::string_view why, std::string_view rows, std::string_view json);
  /// `note`: which database rows are taken from, and what its chain had come to; JSON.
  void add_merge(const std::string& note);
  /// Where there is no chain yet.
  void begin_chain();

 private:
  struct Last {
    std::int64_t entry = 0;
    std::string hash;
  };
  void append(EvidenceKind kind, std::int64_t row, std::int64_t part, const std::string& digest,
              const std::string& note);

  Statements& statements_;
  Digest digest_;
  std::optional<Last> last_;
};

}  // namespace tearsheet::store::sqlite
