#include "store/sqlite/relevance.h"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <vector>

namespace tearsheet::store::sqlite {
namespace {

constexpr double kK1 = 1.2, kB = 0.75;
constexpr std::array<double, 3> kColumnWeights = {10, 3, 1};
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
    // Never below zero, or a word of most articles would count against those that hold it.
    statistics.rarity.push_back(std::max(1e-6, std::log((all - found + 0.5) / (found + 0.5))));
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
  const double length = kK1 * (1 - kB + kB * size / statistics->average_size);
  result = 0;
  for (std::size_t i = 0; i < frequencies.size(); ++i)
    result += statistics->rarity[i] * frequencies[i] * (kK1 + 1) / (frequencies[i] + length);
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
  fts5_api* api = nullptr;
  sqlite3_stmt* statement = nullptr;
  // How an extension finds FTS5's functions (sqlite.org/fts5.html, 7).
  int rc = sqlite3_prepare_v2(database.getHandle(), "SELECT fts5(?1)", -1, &statement, nullptr);
  if (rc == SQLITE_OK) {
    sqlite3_bind_pointer(statement, 1, static_cast<void*>(&api), "fts5_api_ptr", nullptr);
    sqlite3_step(statement);
    rc = sqlite3_finalize(statement);
  }
  if (rc == SQLITE_OK && api != nullptr)
    rc = api->xCreateFunction(api, "relevance", nullptr, relevance, nullptr);
  if (rc != SQLITE_OK) throw SQLite::Exception(database.getHandle(), rc);
  if (api == nullptr) throw SQLite::Exception("this SQLite was built without FTS5");
}

}  // namespace tearsheet::store::sqlite
