#include "store/site_models.h"

#include "store/sql/sql_store.h"

namespace tearsheet::store::sql {

Result<std::vector<std::pair<std::int64_t, std::string>>> SqlStore::site_models() {
  using Models = std::vector<std::pair<std::int64_t, std::string>>;
  return attempt<Models>([&]() -> Result<Models> {
    Models all;
    Use row(sql_("SELECT site_id, model FROM _site_model ORDER BY site_id"));
    while (row.step()) all.emplace_back(row.integer_at(0), std::string(row.text_at(1)));
    return all;
  });
}

Result<void> SqlStore::put_site_model(std::int64_t site, const std::string& model) {
  return attempt<void>([&]() -> Result<void> {
    Use row(
        sql_("INSERT INTO _site_model(site_id, model) VALUES (?,?)"
             " ON CONFLICT(site_id) DO UPDATE SET model = excluded.model"));
    row.integer(site).blob(model).run();
    return {};
  });
}

}  // namespace tearsheet::store::sql
