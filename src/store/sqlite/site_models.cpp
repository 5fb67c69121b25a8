#include "store/site_models.h"

#include "store/sqlite/sqlite_store.h"

namespace tearsheet::store::sqlite {

Result<std::vector<std::pair<std::int64_t, std::string>>> SqliteStore::site_models() {
  using Models = std::vector<std::pair<std::int64_t, std::string>>;
  return guarded<Models>(file_, [&]() -> Result<Models> {
    Models all;
    Use row(statements_("SELECT site_id, model FROM _site_model ORDER BY site_id"));
    while (row.step()) all.emplace_back(row.integer_at(0), std::string(row.text_at(1)));
    return all;
  });
}

Result<void> SqliteStore::put_site_model(std::int64_t site, const std::string& model) {
  return guarded<void>(file_, [&]() -> Result<void> {
    Use row(statements_("INSERT OR REPLACE INTO _site_model(site_id, model) VALUES (?,?)"));
    row.integer(site).blob(model).run();
    return {};
  });
}

}  // namespace tearsheet::store::sqlite
