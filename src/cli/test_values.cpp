#include "cli/test_values.h"

#define TOML_EXCEPTIONS 0
#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "base/utf8.h"

namespace tearsheet::cli {
namespace {

/// Where a position (1-based line and column, in code points) is in the text.
std::size_t offset_of(std::string_view text, const toml::source_position& at) {
  std::size_t offset = 0;
  for (toml::source_index line = 1; line < at.line && offset < text.size(); ++line) {
    const auto end = text.find('\n', offset);
    offset = end == std::string_view::npos ? text.size() : end + 1;
  }
  for (toml::source_index column = 1; column < at.column && offset < text.size(); ++column) {
    ++offset;
    while (offset < text.size() && is_continuation(text[offset])) ++offset;
  }
  return offset;
}

struct Span {
  std::size_t begin = 0, end = 0;
  std::string_view value;
};

std::optional<Span> span_of(std::string_view text, const toml::table& root, const TestValue& one) {
  const auto* tests = root.get_as<toml::array>("test");
  if (tests == nullptr) return std::nullopt;
  for (const toml::node& node : *tests) {
    const auto* test = node.as_table();
    if (test == nullptr || static_cast<int>(test->source().begin.line) != one.test_line) continue;
    const toml::node* value = test->get(one.key);
    if (value == nullptr) return std::nullopt;
    return Span{offset_of(text, value->source().begin), offset_of(text, value->source().end),
                one.value};
  }
  return std::nullopt;
}

}  // namespace

Result<std::string> with_test_values(std::string_view toml, const std::filesystem::path& file,
                                     const std::vector<TestValue>& values) {
  const auto parsed = toml::parse(toml, file.string());
  if (!parsed)
    return fail(ErrorCode::kInvalid,
                fmt::format("{}: {}", file.string(), parsed.error().description()));
  std::vector<Span> spans;
  for (const TestValue& one : values) {
    const auto span = span_of(toml, parsed.table(), one);
    if (!span || span->begin >= span->end)
      return fail(ErrorCode::kInvalid, fmt::format("{}:{}: no \"{}\" to write to", file.string(),
                                                   one.test_line, one.key));
    spans.push_back(*span);
  }
  std::ranges::sort(spans, {}, &Span::begin);
  std::string out;
  std::size_t from = 0;
  for (const Span& span : spans) {
    if (span.begin < from) continue;  // one key told twice
    out.append(toml, from, span.begin - from);
    out += span.value;
    from = span.end;
  }
  out.append(toml, from);
  // What is written is read first: a file that does not parse must never replace one that does.
  if (!toml::parse(out, file.string()))
    return fail(ErrorCode::kInvalid, fmt::format("{}: cannot be changed in place", file.string()));
  return out;
}

}  // namespace tearsheet::cli
