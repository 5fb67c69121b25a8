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

constexpr OnRevisit kKeep = OnRevisit::kKeep, kOverwrite = OnRevisit::kOverwrite,
                    kText = OnRevisit::kText, kTextKeep = OnRevisit::kTextKeep;
constexpr Nothing kNull = Nothing::kNull, kEmpty = Nothing::kEmpty;

}  // namespace

// clang-format off
// name, read, on a revisit, nothing is, indexed, news, reextracted
const std::array<ColumnSpec, kColumnCount> kArticleColumnTable = {{
    {kTitleColumn, "title", text<&Article::title>, kText, kEmpty, true, false, true},
    {kDateColumn, "date", date<&Article::published>, kKeep, kNull, false, true, true},
    {kUpdatedColumn, "updated", date<&Article::updated>, kKeep, kNull, false, false, true},
    {kSummaryColumn, "summary", text<&Article::summary>, kTextKeep, kEmpty, true, false, true},
    {kBodyColumn, "body", text<&Article::body>, kText, kEmpty, true, false, true},
    {kAuthorsColumn, "authors", list<&Article::authors>, kKeep, kEmpty, false, true, true},
    {kLanguageColumn, "language", text<&Article::language>, kKeep, kNull, true, false, true},
    {kSiteNameColumn, "site_name", text<&Article::site_name>, kKeep, kNull, false, false, true},
    {kImageColumn, "image", text<&Article::image>, kKeep, kNull, false, false, true},
    {kSectionColumn, "section", text<&Article::section>, kKeep, kNull, false, false, true},
    {kTagsColumn, "tags", list<&Article::tags>, kKeep, kEmpty, false, false, true},
    {kKindColumn, "kind", kind, kOverwrite, kEmpty, false, false, true},
    {kCanonicalColumn, "canonical_url", canonical, kOverwrite, kEmpty, false, false, true},
    {kPartsColumn, "parts", parts, kText, kNull, false, false, true},
    {kIncompleteColumn, "incomplete", text<&Article::incomplete>, kText, kNull, false, false, true},
    {kNoarchiveColumn, "noarchive", flag<&Article::noarchive>, kOverwrite, kEmpty, false, false, true},
    {kNofollowColumn, "nofollow", flag<&Article::nofollow>, kOverwrite, kEmpty, false, false, true},
    {kUrlColumn, "url", text<&Article::url>, kOverwrite, kEmpty, false, false, false},
    {kAgreementColumn, "agreement", text<&Article::agreement>, kText, kNull, false, false, false},
}};
// clang-format on

ArticleColumns columns_of(const Article& article) {
  ArticleColumns columns;
  for (const ColumnSpec& spec : kArticleColumnTable) columns[spec.column] = spec.read(article);
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
