// Dictionaries of raw pages in the table _dictionary.
#include <fmt/format.h>

#include "store/postgres/postgres_store.h"

namespace tearsheet::store::postgres {
namespace {

class TableSource final : public DictionarySource {
 public:
  explicit TableSource(const std::string& address) : connection_(address) {}

  Result<OfSite> of_site(const std::string& site_key) override {
    return with<OfSite>([&]() -> Result<OfSite> {
      OfSite found;
      Use row(connection_(
          "SELECT d.id, d.size, length(d.body), (SELECT count(*) FROM _dictionary c"
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
    return with<Dictionary>([&]() -> Result<Dictionary> {
      Use row(connection_("SELECT size, body FROM _dictionary WHERE id = ?"));
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

  // Whoever asks counts on from here: the numbers behind it are its own.
  Result<std::int64_t> next_id() override {
    return with<std::int64_t>([&]() -> Result<std::int64_t> {
      Use row(connection_("SELECT nextval('_block')"));
      row.step();
      return row.integer_at(0) * 1000;
    });
  }

 private:
  // A page that finds no dictionary is packed by itself: nobody waits for a connection here.
  template <class T, class Body>
  Result<T> with(Body&& body) {
    for (int tries = 0;; ++tries) {
      try {
        return body();
      } catch (const Trouble& trouble) {
        if (!trouble.is_passing() || tries >= 3)
          return fail(ErrorCode::kNetwork, connection_.name() + ": " + trouble.what());
        connection_.recover(tries);
      }
    }
  }

  Connection connection_;
};

}  // namespace

std::unique_ptr<DictionarySource> make_dictionary_source(const std::string& address) {
  return std::make_unique<TableSource>(address);
}

}  // namespace tearsheet::store::postgres
