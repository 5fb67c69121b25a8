#include "store/sqlite/article_row.h"

namespace tearsheet::store::sqlite {
namespace {

bool keeps(const ColumnSpec& spec) {
  return spec.revisit == OnRevisit::kKeep || spec.revisit == OnRevisit::kTextKeep;
}

std::string revisit_value(const ColumnSpec& spec, int parameter) {
  const std::string given = "?" + std::to_string(parameter);
  return keeps(spec) ? "coalesce(" + given + ", " + spec.name + ")" : given;
}

void bind_one(Use& row, const ColumnSpec& spec, const std::string& value) {
  spec.nothing == Nothing::kNull ? row.text_or_null(value) : row.text(value);
}

}  // namespace

bool is_any(const ColumnSpec& /*spec*/) {
  return true;
}

bool is_with_text(const ColumnSpec& spec) {
  return spec.revisit == OnRevisit::kText || spec.revisit == OnRevisit::kTextKeep;
}

bool is_fact(const ColumnSpec& spec) {
  return !is_with_text(spec);
}

bool is_reextracted_text(const ColumnSpec& spec) {
  return spec.reextracted && spec.indexed;
}

bool is_reextracted_fact(const ColumnSpec& spec) {
  return spec.reextracted && !spec.indexed;
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
    if (!spec.news) continue;
    if (!out.empty()) out += " OR ";
    (out += spec.name) += " IS NOT " + revisit_value(spec, parameter);
  }
  return out;
}

void bind(Use& row, const ArticleColumns& columns, ColumnChoice choice) {
  for (const ColumnSpec& spec : kArticleColumnTable) {
    if (choice(spec)) bind_one(row, spec, columns[spec.column]);
  }
}

void bind_revisit(Use& row, const ArticleColumns& columns, ColumnChoice choice) {
  for (const ColumnSpec& spec : kArticleColumnTable) {
    if (!choice(spec)) continue;
    const std::string& value = columns[spec.column];
    keeps(spec) && says_nothing(value) ? row.null() : (bind_one(row, spec, value), row);
  }
}

}  // namespace tearsheet::store::sqlite
