#include "output/columns.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/ascii.h"
#include "base/nearest.h"

namespace tearsheet::output {
namespace {

constexpr std::string_view kSources = "sources";

Error unknown_column(std::string_view name, const Format& format) {
  std::vector<std::string_view> names;
  for (const store::ColumnSpec& spec : store::kArticleColumnTable) names.emplace_back(spec.name);
  const std::string_view meant = nearest(name, names);
  if (name == kSources)
    return {ErrorCode::kInvalid, fmt::format("\"sources\" are no column of {}", format.name)};
  return {ErrorCode::kInvalid,
          fmt::format("there is no column \"{}\"{}", name,
                      meant.empty() ? fmt::format("; there are {}", fmt::join(names, ", "))
                                    : fmt::format(", did you mean {}?", meant))};
}

}  // namespace

std::vector<store::ArticleColumn> columns_of(const Heading& heading) {
  if (!heading.is_whole) return heading.columns;
  std::vector<store::ArticleColumn> columns;
  for (const store::ColumnSpec& spec : store::kArticleColumnTable) {
    if (spec.is(store::kExported)) columns.push_back(spec.column);
  }
  return columns;
}

Result<void> choose_columns(std::string_view names, const Format& format, Heading& heading) {
  heading.is_whole = false;
  heading.has_sources = false;
  std::vector<std::string_view> given;
  for (std::size_t at = 0; at <= names.size();) {
    const std::size_t end = std::min(names.find(',', at), names.size());
    const std::string_view name = trimmed(names.substr(at, end - at));
    at = end + 1;
    if (std::ranges::find(given, name) != given.end())
      return fail(ErrorCode::kInvalid, fmt::format("the column \"{}\" is named twice", name));
    given.push_back(name);
    if (name == kSources && format.make({})->wants_sources()) {
      heading.has_sources = true;
      continue;
    }
    const auto spec =
        std::ranges::find(store::kArticleColumnTable, name,
                          [](const store::ColumnSpec& one) { return std::string_view(one.name); });
    if (spec == store::kArticleColumnTable.end()) return fail(unknown_column(name, format));
    heading.columns.push_back(spec->column);
  }
  return {};
}

}  // namespace tearsheet::output
