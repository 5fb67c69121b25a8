// What is done on files alone so far. The commands that would ask for it say so before.
#include "store/postgres/postgres_store.h"

namespace tearsheet::store::postgres {
namespace {

tl::unexpected<Error> not_yet(const Connection& connection, std::string_view what) {
  return fail(ErrorCode::kInvalid,
              connection.name() + ": a database on a server has no " + std::string(what) + " yet");
}

}  // namespace

Result<void> PostgresStore::export_public(const std::filesystem::path&, const ArticleFilter&) {
  return not_yet(connection_, "public copies");
}

Result<std::vector<std::int64_t>> PostgresStore::bare_pages(SysTime, std::int64_t) {
  return not_yet(connection_, "pictures of pages");
}

Result<std::optional<BarePage>> PostgresStore::bare_page(std::int64_t) {
  return not_yet(connection_, "pictures of pages");
}

Result<std::optional<KnownAsset>> PostgresStore::asset_at(const std::string&) {
  return not_yet(connection_, "pictures of pages");
}

Result<std::string> PostgresStore::asset_body(std::int64_t) {
  return not_yet(connection_, "pictures of pages");
}

Result<void> PostgresStore::put_assets(std::int64_t, const std::vector<Asset>&,
                                       const std::vector<std::int64_t>&,
                                       const std::vector<std::int64_t>&, SysTime) {
  return not_yet(connection_, "pictures of pages");
}

// There are none, which is no reason to refuse an archive.
Result<void> PostgresStore::assets_of(std::int64_t,
                                      const std::function<bool(std::int64_t, const Asset&)>&) {
  return {};
}

}  // namespace tearsheet::store::postgres
