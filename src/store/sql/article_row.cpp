#include "store/sql/article_row.h"

namespace tearsheet::store::sql {
namespace {

bool keeps(const ColumnSpec& spec) {
  return spec.revisit == OnRevisit::kKeep || spec.revisit == OnRevisit::kWithTextKeep;
}

std::string revisit_value(const ColumnSpec& spec, int parameter) {
  const std::string given = "?" + std::to_string(parameter);
  return keeps(spec) ? "coalesce(" + given + ", " + spec.name + ")" : given;
}

}  // namespace

bool is_of_page(const ColumnSpec& spec) {
  return !spec.is_ours();
}

bool is_with_text(const ColumnSpec& spec) {
  return spec.revisit == OnRevisit::kWithText || spec.revisit == OnRevisit::kWithTextKeep;
}

bool is_fact(const ColumnSpec& spec) {
  return is_of_page(spec) && !is_with_text(spec);
}

bool is_reextracted_text(const ColumnSpec& spec) {
  return spec.is(kReextracted) && spec.is(kIndexed);
}

bool is_reextracted_fact(const ColumnSpec& spec) {
  return spec.is(kReextracted) && !spec.is(kIndexed);
}

std::string selected_columns(bool with_sources) {
  std::string out;
  for (const ColumnSpec& spec : kArticleColumnTable) {
    if (!out.empty()) out += ", ";
    out += spec.is_ours() ? spec.sql : std::string("a.") + spec.name;
  }
  out += with_sources
             ? ", (SELECT nullif(json_group_object(field, json(CASE WHEN locator IS NULL THEN"
               " json_object('source', source) ELSE json_object('source', source, 'locator',"
               " locator) END)), '{}') FROM field_sources WHERE article_id = a.id)"
             : ", NULL";
  return out;
}

// json_object_agg() writes spaces around its colons.
std::string selected_columns_on_server(bool with_sources) {
  std::string out = selected_columns(false);
  if (!with_sources) return out;
  constexpr std::string_view kNone = "NULL";
  return out.replace(
      out.size() - kNone.size(), kNone.size(),
      "(SELECT nullif(replace(CAST(json_object_agg(field, CASE WHEN locator IS NULL THEN"
      " json_build_object('source', source) ELSE json_build_object('source', source, 'locator',"
      " locator) END) AS TEXT), ' : ', ':'), '{}') FROM field_sources WHERE article_id = a.id)");
}

std::string column_list(ColumnChoice choice, const char* before, const char* after) {
  std::string out;
  for (const ColumnSpec& spec : kArticleColumnTable) {
    if (!choice(spec)) continue;
    if (!out.empty()) out += ", ";
    ((out += before) += spec.name) += after;
  }
  return out;
}

std::string placeholders(ColumnChoice choice) {
  std::string out;
  for (const ColumnSpec& spec : kArticleColumnTable) {
    if (choice(spec)) out += out.empty() ? "?" : ", ?";
  }
  return out;
}

std::string revisit_assignments(ColumnChoice choice) {
  std::string out;
  int parameter = 0;
  for (const ColumnSpec& spec : kArticleColumnTable) {
    if (!choice(spec)) continue;
    if (!out.empty()) out += ", ";
    (out += spec.name) += " = " + revisit_value(spec, ++parameter);
  }
  return out;
}

std::string revisit_brings_news(ColumnChoice choice) {
  std::string out;
  int parameter = 0;
  for (const ColumnSpec& spec : kArticleColumnTable) {
    if (!choice(spec)) continue;
    ++parameter;
    if (!spec.is(kNews)) continue;
    if (!out.empty()) out += " OR ";
    (out += spec.name) += " IS DISTINCT FROM " + revisit_value(spec, parameter);
  }
  return out;
}

void bind_revisit(Use& row, const ArticleColumns& columns, ColumnChoice choice) {
  for (const ColumnSpec& spec : kArticleColumnTable) {
    if (!choice(spec)) continue;
    const std::string& value = columns[spec.column];
    keeps(spec) && says_nothing(value) ? row.null() : (bind_one(row, spec, value), row);
  }
}

}  // namespace tearsheet::store::sql
