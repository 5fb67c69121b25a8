// Dictionaries of raw pages in the table _dictionary.
#include "store/postgres/postgres_store.h"
#include "store/sql/dictionary_row.h"

namespace tearsheet::store::postgres {
namespace {

class TableSource final : public DictionarySource {
 public:
  explicit TableSource(const std::string& address) : connection_(address) {}

  Result<OfSite> of_site(const std::string& site_key) override {
    return with<OfSite>([&]() -> Result<OfSite> {
      Use row(connection_(sql::kSelectNewestDictionary));
      return sql::of_site(row, site_key);
    });
  }

  Result<Dictionary> load(std::int64_t id) override {
    return with<Dictionary>([&]() -> Result<Dictionary> {
      Use row(connection_(sql::kSelectDictionary));
      return sql::load_dictionary(row, id);
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
