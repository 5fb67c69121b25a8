#include "store/sqlite/tokens.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include "store/sqlite/fts5.h"

namespace tearsheet::store::sqlite {

struct Tokenizer::Parts {
  SQLite::Database database{":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE};
  fts5_tokenizer verbs{};
  Fts5Tokenizer* made = nullptr;

  Parts() = default;
  Parts(const Parts&) = delete;
  Parts& operator=(const Parts&) = delete;
  ~Parts() {
    if (made != nullptr) verbs.xDelete(made);
  }
};

Tokenizer::Tokenizer(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Tokenizer::Tokenizer(Tokenizer&&) noexcept = default;
Tokenizer& Tokenizer::operator=(Tokenizer&&) noexcept = default;
Tokenizer::~Tokenizer() = default;

// As the migration "search" makes articles_fts.
Result<Tokenizer> Tokenizer::make() {
  static std::array<const char*, 4> kArguments = {"remove_diacritics", "2", "categories",
                                                  "L* N* Co Mn Mc"};
  const auto unusable = [](const char* why) {
    return fail(ErrorCode::kUnusable, std::string("SQLite's tokenizer cannot be had: ") + why);
  };
  try {
    auto parts = std::make_unique<Parts>();
    fts5_api* const api = fts5_of(parts->database);
    void* user = nullptr;
    if (api->xFindTokenizer(api, "unicode61", &user, &parts->verbs) != SQLITE_OK ||
        parts->verbs.xCreate(user, kArguments.data(), kArguments.size(), &parts->made) != SQLITE_OK)
      return unusable("FTS5 has no unicode61");
    return Tokenizer(std::move(parts));
  } catch (const SQLite::Exception& exception) {
    return unusable(exception.what());
  }
}

void Tokenizer::each(std::string_view text,
                     const std::function<void(std::string_view)>& take) const {
  using Take = std::function<void(std::string_view)>;
  const auto size = std::min<std::size_t>(text.size(), std::numeric_limits<int>::max());
  // The callback of C may not throw; ours only fills containers.
  parts_->verbs.xTokenize(
      parts_->made, const_cast<Take*>(&take), FTS5_TOKENIZE_DOCUMENT, text.data(),
      static_cast<int>(size), [](void* user, int, const char* token, int length, int, int) {
        try {
          (*static_cast<const Take*>(user))({token, static_cast<std::size_t>(length)});
          return SQLITE_OK;
        } catch (const std::exception&) {
          return SQLITE_NOMEM;
        }
      });
}

}  // namespace tearsheet::store::sqlite
