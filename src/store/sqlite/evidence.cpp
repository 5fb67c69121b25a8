#include "store/sqlite/evidence.h"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "base/escape.h"

namespace tearsheet::store {
namespace {

std::string to_hex(std::string_view bytes) {
  std::string text;
  for (const char byte : bytes) text += fmt::format("{:02x}", static_cast<unsigned char>(byte));
  return text;
}

}  // namespace

std::string EvidenceHead::text() const {
  return fmt::format("tearsheet evidence 1\n{}\n{} {}\n{}\n", database, entry, to_hex(hash), at);
}

namespace sqlite {
namespace {

// What a row is made of, by kind. Of a version it makes no difference whether it is still the
// article's newest.
constexpr std::array<const char*, 10> kRowOf = {
    nullptr,
    nullptr,
    "SELECT run_id, host, url, purpose, started, milliseconds, pause, status, bytes, conditional,"
    " address, error FROM fetches WHERE id = ?1 AND ?2 = 0",
    "SELECT version, title, date, updated, summary, body FROM articles WHERE id = ?1 AND version ="
    " ?2 UNION ALL SELECT version, title, date, updated, summary, body FROM article_versions WHERE"
    " article_id = ?1 AND version = ?2 LIMIT 1",
    "SELECT p.since, s.statements FROM article_preferences p JOIN preference_sets s ON s.id ="
    " p.set_id WHERE p.article_id = ?1 AND p.set_id = ?2 ORDER BY p.since DESC LIMIT 1",
    "SELECT url, fetched_at, status, headers, size, body, dictionary FROM _raw_page WHERE id = ?1"
    " AND ?2 = 0",
    "SELECT size, body FROM _dictionary WHERE id = ?1 AND ?2 = 0",
    nullptr,
    nullptr,
    "SELECT url, fetched_at, status, headers, body, address FROM _asset WHERE id = ?1 AND ?2 = 0",
};

// Its columns, without copying them.
constexpr std::array<int, 10> kColumnsOf = {0, 0, 12, 6, 2, 7, 2, 0, 0, 6};

}  // namespace

struct Digest::State {
  EVP_MD* sha256 = EVP_MD_fetch(nullptr, "SHA256", nullptr);  // once: to look it up takes longer
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  State() = default;
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() {
    EVP_MD_CTX_free(context);
    EVP_MD_free(sha256);
  }
};

Digest::Digest() : state_(std::make_unique<State>()) {}
Digest::~Digest() = default;
Digest::Digest(Digest&&) noexcept = default;
Digest& Digest::operator=(Digest&&) noexcept = default;

void Digest::begin() {
  EVP_DigestInit_ex2(state_->context, state_->sha256, nullptr);
}

void Digest::raw(std::string_view bytes) {
  EVP_DigestUpdate(state_->context, bytes.data(), bytes.size());
}

void Digest::value(std::string_view bytes) {
  std::array<char, 24> length{};
  char* const end = std::to_chars(length.begin(), length.end() - 1, bytes.size()).ptr;
  *end = ':';
  raw({length.data(), static_cast<std::size_t>(end + 1 - length.data())});
  raw(bytes);
}

void Digest::value(std::int64_t number) {
  std::array<char, 24> text{};
  const char* const end = std::to_chars(text.begin(), text.end(), number).ptr;
  value(std::string_view(text.data(), static_cast<std::size_t>(end - text.data())));
}

void Digest::null() {
  raw("-");
}

std::string Digest::take() {
  std::string bytes(32, '\0');
  unsigned int size = 0;
  EVP_DigestFinal_ex(state_->context, reinterpret_cast<unsigned char*>(bytes.data()), &size);
  return bytes;
}

std::optional<std::string> digest_of_row(Digest& digest, Statements& statements, EvidenceKind kind,
                                         std::int64_t row, std::int64_t part) {
  const auto number = static_cast<std::size_t>(kind);
  Use use(statements(kRowOf.at(number)));
  use.integer(row).integer(part);
  if (!use.step()) return std::nullopt;
  digest.begin();
  digest.value(static_cast<std::int64_t>(kind));
  digest.value(row);
  for (int column = 0; column < kColumnsOf.at(number); ++column)
    use.is_null(column) ? digest.null() : digest.value(use.text_at(column));
  return digest.take();
}

std::string hash_of_entry(Digest& digest, std::string_view before, EvidenceKind kind,
                          std::int64_t row, std::int64_t part, std::string_view entry_digest) {
  digest.begin();
  digest.value(before);
  digest.value(static_cast<std::int64_t>(kind));
  digest.value(row);
  digest.value(part);
  digest.value(entry_digest);
  return digest.take();
}

std::string digest_of_note(Digest& digest, std::string_view note) {
  digest.begin();
  digest.value(note);
  return digest.take();
}

std::string to_ranges(std::vector<std::int64_t> numbers) {
  std::ranges::sort(numbers);
  std::string ranges;
  for (std::size_t i = 0; i < numbers.size();) {
    std::size_t end = i + 1;
    while (end < numbers.size() && numbers[end] <= numbers[end - 1] + 1) ++end;
    if (!ranges.empty()) ranges += ',';
    ranges += std::to_string(numbers[i]);
    if (numbers[end - 1] != numbers[i]) ranges += '-' + std::to_string(numbers[end - 1]);
    i = end;
  }
  return ranges;
}

void Evidence::add(EvidenceKind kind, std::int64_t row, std::int64_t part) {
  const auto digest = digest_of_row(digest_, statements_, kind, row, part);
  if (digest) append(kind, row, part, *digest, {});
}

void Evidence::add_text(std::int64_t article_id) {
  std::int64_t version = 0;
  {
    Use row(statements_("SELECT version FROM articles WHERE id = ?"));
    row.integer(article_id);
    if (!row.step()) return;
    version = row.integer_at(0);
  }
  add(EvidenceKind::kText, article_id, version);
}

void Evidence::add_removal(std::string_view why, std::string_view rows, std::string_view json) {
  const std::string note = fmt::format(R"({{"why":{},"{}":{}}})", to_json_string(why), rows, json);
  append(EvidenceKind::kRemoval, 0, 0, digest_of_note(digest_, note), note);
}

void Evidence::add_merge(const std::string& note) {
  append(EvidenceKind::kMerge, 0, 0, digest_of_note(digest_, note), note);
}

void Evidence::begin_chain() {
  std::string note;
  {
    Use row(statements_(
        "SELECT json_object('database', (SELECT identity FROM _database), 'at',"
        " strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), 'articles', (SELECT coalesce(max(id), 0) FROM"
        " articles), 'requests', (SELECT coalesce(max(id), 0) FROM fetches))"
        " WHERE NOT EXISTS (SELECT 1 FROM _evidence)"));
    if (!row.step()) return;
    note = row.text_at(0);
  }
  append(EvidenceKind::kBeginning, 0, 0, digest_of_note(digest_, note), note);
}

void Evidence::append(EvidenceKind kind, std::int64_t row, std::int64_t part,
                      const std::string& digest, const std::string& note) {
  if (!last_) {
    last_.emplace(Last{});
    Use end(statements_("SELECT entry, hash FROM _evidence ORDER BY entry DESC LIMIT 1"));
    if (end.step()) *last_ = {end.integer_at(0), std::string(end.text_at(1))};
  }
  last_->hash = hash_of_entry(digest_, last_->hash, kind, row, part, digest);
  ++last_->entry;
  Use insert(statements_(
      "INSERT INTO _evidence(entry, kind, row, part, digest, hash, note) VALUES (?,?,?,?,?,?,?)"));
  insert.integer(last_->entry).integer(static_cast<std::int64_t>(kind)).integer(row).integer(part);
  insert.blob(digest).blob(last_->hash).text_or_null(note).run();
}

}  // namespace sqlite
}  // namespace tearsheet::store
