#include "store/sqlite/dictionaries.h"

#include <fmt/format.h>

#include <optional>

#include "store/sqlite/database.h"

namespace tearsheet::store::sqlite {
namespace {

class TableSource final : public DictionarySource {
 public:
  explicit TableSource(std::filesystem::path file) : file_(std::move(file)) {}

  Result<OfSite> of_site(const std::string& site_key) override {
    return with<OfSite>([&](Statements& statements) -> Result<OfSite> {
      OfSite found;
      Use row(
          statements("SELECT d.id, d.size, length(d.body), (SELECT count(*) FROM _dictionary c"
                     " WHERE c.site_id = d.site_id) FROM _dictionary d WHERE d.site_id = (SELECT id"
                     " FROM sites WHERE key = ?) ORDER BY d.id DESC LIMIT 1"));
      row.text(site_key);
      if (!row.step()) return found;
      found.newest = row.integer_at(0);
      found.size = static_cast<std::size_t>(row.integer_at(1));
      found.packed = static_cast<std::size_t>(row.integer_at(2));
      found.count = static_cast<int>(row.integer_at(3));
      return found;
    });
  }

  Result<Dictionary> load(std::int64_t id) override {
    return with<Dictionary>([&](Statements& statements) -> Result<Dictionary> {
      Use row(statements("SELECT size, body FROM _dictionary WHERE id = ?"));
      row.integer(id);
      if (!row.step())
        return fail(ErrorCode::kNotFound,
                    fmt::format("dictionary {}, which stored pages need, is lost", id));
      Dictionary found;
      found.id = id;
      found.size = static_cast<std::size_t>(row.integer_at(0));
      found.frame = std::make_shared<const std::string>(row.text_at(1));
      return found;
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
