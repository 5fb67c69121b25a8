#include "store/sqlite/dictionaries.h"

#include <optional>

#include "store/sql/dictionary_row.h"
#include "store/sqlite/database.h"

namespace tearsheet::store::sqlite {
namespace {

class TableSource final : public DictionarySource {
 public:
  explicit TableSource(std::filesystem::path file) : file_(std::move(file)) {}

  Result<OfSite> of_site(const std::string& site_key) override {
    return with<OfSite>([&](Statements& statements) -> Result<OfSite> {
      Use row(statements(sql::kSelectNewestDictionary));
      return sql::of_site(row, site_key);
    });
  }

  Result<Dictionary> load(std::int64_t id) override {
    return with<Dictionary>([&](Statements& statements) -> Result<Dictionary> {
      Use row(statements(sql::kSelectDictionary));
      return sql::load_dictionary(row, id);
    });
  }

  Result<std::int64_t> next_id() override {
    return with<std::int64_t>([&](Statements& statements) -> Result<std::int64_t> {
      Use row(statements("SELECT coalesce(max(id), 0) + 1 FROM _dictionary"));
      row.step();
      return row.integer_at(0);
    });
  }

 private:
  template <class T, class Body>
  Result<T> with(Body&& body) {
    if (!database_) {
      auto opened = open_for_reading(file_);
      if (!opened) return fail(opened.error());
      database_.emplace(std::move(*opened));
      statements_.emplace(*database_);
    }
    return guarded<T>(file_, [&]() -> Result<T> {
      if (is_new_) database_->exec("PRAGMA cache_size = -64");  // KB; frames are cached as they are
      is_new_ = false;
      return body(*statements_);
    });
  }

  const std::filesystem::path file_;
  std::optional<SQLite::Database> database_;
  std::optional<Statements> statements_;  // below: finalised before the connection closes
  bool is_new_ = true;
};

}  // namespace

std::unique_ptr<DictionarySource> make_dictionary_source(const std::filesystem::path& file) {
  return std::make_unique<TableSource>(file);
}

}  // namespace tearsheet::store::sqlite
