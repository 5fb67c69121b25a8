#include "store/article_columns.h"

#include "base/escape.h"

namespace tearsheet::store {
namespace {

using records::Article;

template <auto Member>
std::string text(const Article& article) {
  return article.*Member;
}
template <auto Member>
std::string date(const Article& article) {
  return date_text(article.*Member);
}
template <auto Member>
std::string list(const Article& article) {
  return to_json_array(article.*Member);
}
template <auto Member>
std::string flag(const Article& article) {
  return article.*Member ? "1" : "0";
}
std::string kind(const Article& article) {
  return records::to_string(article.kind);
}
std::string canonical(const Article& article) {
  return article.canonical_url.empty() ? article.url : article.canonical_url;
}
std::string parts(const Article& article) {
  return article.parts.empty() ? std::string() : to_json_array(article.parts);
}

constexpr Form kText = Form::kText, kDate = Form::kDate, kList = Form::kList,
               kObject = Form::kObject, kFlag = Form::kFlag, kNumber = Form::kNumber;
constexpr Nothing kNull = Nothing::kNull, kEmpty = Nothing::kEmpty;
constexpr OnRevisit kKeep = OnRevisit::kKeep, kOverwrite = OnRevisit::kOverwrite,
                    kWithText = OnRevisit::kText, kTextKeep = OnRevisit::kTextKeep;

constexpr unsigned kShown = kExported, kAgain = kExported | kReextracted;

constexpr ColumnSpec page(ArticleColumn column, const char* name, Form form, Nothing nothing,
                          OnRevisit revisit, unsigned traits, int front_matter,
                          std::string (*read)(const Article&)) {
  return {column, name, form, nothing, revisit, traits, front_matter, read, nullptr};
}
constexpr ColumnSpec ours(ArticleColumn column, const char* name, Form form, Nothing nothing,
                          int front_matter, const char* sql) {
  return {column, name, form, nothing, OnRevisit::kOurs, kShown, front_matter, nullptr, sql};
}

constexpr const char kFirstUrl[] = "(SELECT o.url FROM articles o WHERE o.id = a.duplicate_of)";

}  // namespace

// clang-format off
// column, name, form, nothing is, on a revisit, traits, place in the front matter, reader or SQL
const std::array<ColumnSpec, kColumnCount> kArticleColumnTable = {{
    ours(kIdColumn, "id", kNumber, kEmpty, 1, "a.id"),
    page(kUrlColumn, "url", kText, kEmpty, kOverwrite, kShown, 5, text<&Article::url>),
    page(kCanonicalColumn, "canonical_url", kText, kEmpty, kOverwrite, kAgain, 0, canonical),
    page(kTitleColumn, "title", kText, kEmpty, kWithText, kAgain | kIndexed, 2, text<&Article::title>),
    page(kDateColumn, "date", kDate, kNull, kKeep, kAgain | kNews, 2, date<&Article::published>),
    page(kUpdatedColumn, "updated", kDate, kNull, kKeep, kAgain, 2, date<&Article::updated>),
    page(kSummaryColumn, "summary", kText, kEmpty, kTextKeep, kAgain | kIndexed, 0, text<&Article::summary>),
    page(kBodyColumn, "body", kText, kEmpty, kWithText, kAgain | kIndexed, 0, text<&Article::body>),
    page(kAuthorsColumn, "authors", kList, kEmpty, kKeep, kAgain | kNews, 2, list<&Article::authors>),
    page(kLanguageColumn, "language", kText, kNull, kKeep, kAgain | kIndexed, 6, text<&Article::language>),
    page(kSiteNameColumn, "site_name", kText, kNull, kKeep, kAgain, 4, text<&Article::site_name>),
    ours(kSiteColumn, "site", kText, kEmpty, 3, "s.key"),
    page(kImageColumn, "image", kText, kNull, kKeep, kAgain, 7, text<&Article::image>),
    page(kSectionColumn, "section", kText, kNull, kKeep, kAgain, 6, text<&Article::section>),
    page(kTagsColumn, "tags", kList, kEmpty, kKeep, kAgain, 6, list<&Article::tags>),
    page(kKindColumn, "kind", kText, kEmpty, kOverwrite, kAgain, 0, kind),
    ours(kClusterColumn, "cluster", kNumber, kEmpty, 0, "coalesce(a.duplicate_of, a.id)"),
    ours(kDuplicateOfColumn, "duplicate_of", kText, kNull, 7, kFirstUrl),
    ours(kFirstSeenColumn, "first_seen", kDate, kEmpty, 7, "a.first_seen"),
    ours(kChangedColumn, "changed", kDate, kEmpty, 7, "a.changed"),
    ours(kVersionColumn, "version", kNumber, kEmpty, 7, "a.version"),
    page(kPartsColumn, "parts", kList, kNull, kWithText, kAgain, 0, parts),
    page(kIncompleteColumn, "incomplete", kText, kNull, kWithText, kAgain, 7, text<&Article::incomplete>),
    page(kAgreementColumn, "agreement", kObject, kNull, kWithText, kShown, 0, text<&Article::agreement>),
    page(kNoarchiveColumn, "noarchive", kFlag, kEmpty, kOverwrite, kReextracted, 0, flag<&Article::noarchive>),
    page(kNofollowColumn, "nofollow", kFlag, kEmpty, kOverwrite, kReextracted, 0, flag<&Article::nofollow>),
    // Goes with the image: an old caption would stand below a new one.
    page(kImageCaptionColumn, "image_caption", kText, kNull, kOverwrite, kAgain, 7, text<&Article::image_caption>),
}};
// clang-format on

ArticleColumns columns_of(const Article& article) {
  ArticleColumns columns;
  for (const ColumnSpec& spec : kArticleColumnTable) {
    if (!spec.is_ours()) columns[spec.column] = spec.read(article);
  }
  return columns;
}

bool says_nothing(const std::string& value) {
  return value.empty() || value == "[]";
}

std::string to_json_array(const std::vector<std::string>& strings) {
  std::string out = "[";
  for (const std::string& one : strings) {
    if (out.size() > 1) out += ',';
    out += to_json_string(one);
  }
  return out += ']';
}

std::string date_text(const std::optional<dates::Timestamp>& date) {
  return date ? date->to_utc_iso8601() : std::string();
}

}  // namespace tearsheet::store
