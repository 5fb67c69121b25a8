#include "store/sqlite/relevance.h"

#include <sqlite3.h>

#include <algorithm>
#include <memory>
#include <vector>

#include "store/sql/relevance.h"
#include "store/sqlite/fts5.h"

namespace tearsheet::store::sqlite {
namespace {

using sql::kColumnWeights;

constexpr std::int64_t kSample = 2'000;

/// Of a query, kept by FTS5 from row to row.
struct Statistics {
  double average_size = 1;
  std::vector<double> rarity;       ///< By phrase.
  std::vector<double> frequencies;  ///< Of the row at hand, by phrase.
};

struct Sample {
  std::int64_t rows = 0;
  std::int64_t first = 0, last = 0;  ///< Row ids.
};

int count_row(const Fts5ExtensionApi* api, Fts5Context* row, void* user) {
  auto& sample = *static_cast<Sample*>(user);
  sample.last = api->xRowid(row);
  if (sample.rows++ == 0) sample.first = sample.last;
  return sample.rows >= kSample ? SQLITE_DONE : SQLITE_OK;
}

int measure(const Fts5ExtensionApi* api, Fts5Context* row, Statistics& statistics) {
  sqlite3_int64 rows = 0, tokens = 0;
  if (const int rc = api->xRowCount(row, &rows); rc != SQLITE_OK) return rc;
  if (const int rc = api->xColumnTotalSize(row, -1, &tokens); rc != SQLITE_OK) return rc;
  const auto all = static_cast<double>(std::max<sqlite3_int64>(rows, 1));
  statistics.average_size = std::max(1.0, static_cast<double>(tokens) / all);
  const int phrases = api->xPhraseCount(row);
  for (int phrase = 0; phrase < phrases; ++phrase) {
    Sample sample;
    if (const int rc = api->xQueryPhrase(row, phrase, &sample, count_row); rc != SQLITE_OK)
      return rc;
    auto found = static_cast<double>(sample.rows);
    if (sample.rows >= kSample) {
      // As frequent in the rest as in the stretch of row ids that the sample took.
      const auto stretch = static_cast<double>(sample.last - sample.first + 1);
      found = std::min(all, all * found / std::max(stretch, found));
    }
    statistics.rarity.push_back(sql::rarity_of(all, found));
  }
  statistics.frequencies.resize(static_cast<std::size_t>(phrases));
  return SQLITE_OK;
}

void forget(void* statistics) {
  std::unique_ptr<Statistics>(static_cast<Statistics*>(statistics)).reset();
}

int score(const Fts5ExtensionApi* api, Fts5Context* row, double& result) {
  auto* statistics = static_cast<Statistics*>(api->xGetAuxdata(row, 0));
  if (statistics == nullptr) {
    auto made = std::make_unique<Statistics>();
    if (const int rc = measure(api, row, *made); rc != SQLITE_OK) return rc;
    statistics = made.release();
    // FTS5 forgets it itself where this fails.
    if (const int rc = api->xSetAuxdata(row, statistics, forget); rc != SQLITE_OK) return rc;
  }
  std::vector<double>& frequencies = statistics->frequencies;
  std::fill(frequencies.begin(), frequencies.end(), 0);
  int instances = 0, size = 0;
  if (const int rc = api->xInstCount(row, &instances); rc != SQLITE_OK) return rc;
  for (int i = 0; i < instances; ++i) {
    int phrase = 0, column = 0, offset = 0;
    if (const int rc = api->xInst(row, i, &phrase, &column, &offset); rc != SQLITE_OK) return rc;
    frequencies.at(static_cast<std::size_t>(phrase)) +=
        kColumnWeights.at(static_cast<std::size_t>(column));
  }
  if (const int rc = api->xColumnSize(row, -1, &size); rc != SQLITE_OK) return rc;
  result = sql::relevance_of(statistics->rarity, frequencies, size, statistics->average_size);
  return SQLITE_OK;
}

// A callback of C: nothing may leave it but a result.
void relevance(const Fts5ExtensionApi* api, Fts5Context* row, sqlite3_context* context, int,
               sqlite3_value**) {
  try {
    double result = 0;
    if (const int rc = score(api, row, result); rc != SQLITE_OK) {
      sqlite3_result_error_code(context, rc);
    } else {
      sqlite3_result_double(context, result);
    }
  } catch (const std::exception&) {
    sqlite3_result_error_nomem(context);
  }
}

}  // namespace

void add_relevance(SQLite::Database& database) {
  fts5_api* const api = fts5_of(database);
  const int rc = api->xCreateFunction(api, "relevance", nullptr, relevance, nullptr);
  if (rc != SQLITE_OK) throw SQLite::Exception(database.getHandle(), rc);
}

}  // namespace tearsheet::store::sqlite
