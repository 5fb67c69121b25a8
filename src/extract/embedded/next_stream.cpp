#include "extract/embedded/next_stream.h"

#include <algorithm>
#include <unordered_map>
#include <vector>

#include "base/ascii.h"

namespace tearsheet::extract {
namespace {

constexpr std::size_t kMaxRows = 20'000;

struct Row {
  std::string_view id, value;
  bool is_text = false;
};

/// Rows end with a line, those of text ("1f:T5a,") behind as many bytes as they say.
std::vector<Row> rows_of(std::string_view stream) {
  std::vector<Row> out;
  std::size_t at = 0;
  while (at < stream.size() && out.size() < kMaxRows) {
    std::size_t colon = at;
    while (colon < stream.size() && is_hex_digit(stream[colon])) ++colon;
    const auto line = std::min(stream.find('\n', at), stream.size());
    if (colon >= stream.size() || colon - at > 8 || stream[colon] != ':') {
      at = line + 1;
      continue;
    }
    const std::string_view id = stream.substr(at, colon - at);
    if (colon + 1 < stream.size() && stream[colon + 1] == 'T') {
      std::size_t size = 0, digit = colon + 2;
      for (; digit < stream.size() && is_hex_digit(stream[digit]) && digit - colon < 10; ++digit)
        size = size * 16 + static_cast<std::size_t>(hex_value(stream[digit]));
      if (digit < stream.size() && stream[digit] == ',') {
        size = std::min(size, stream.size() - digit - 1);
        out.push_back({id, stream.substr(digit + 1, size), true});
        at = digit + 1 + size;
        continue;
      }
    }
    out.push_back({id, stream.substr(colon + 1, line - colon - 1), false});
    at = line + 1;
  }
  return out;
}

}  // namespace

bool NextStream::takes(std::string_view code_before) {
  return code_before.ends_with("__next_f.push(") || code_before.ends_with("__next_f||[]).push(") ||
         code_before.ends_with("__next_f || []).push(");
}

std::size_t NextStream::add(std::string_view code, std::size_t at) {
  std::size_t quote = at + 1;
  while (quote < code.size() &&
         (is_digit(code[quote]) || is_space(code[quote]) || code[quote] == ','))
    ++quote;
  if (quote >= code.size() || (code[quote] != '"' && code[quote] != '\'')) return at + 1;
  std::size_t end = 0;
  const auto text = read_string(code, quote, end);
  if (!text) return code.size();
  if (text_.size() < kMaxStateBytes) text_ += *text;
  return end;
}

void NextStream::finish(LiteralBudget& budget, Values& out) {
  if (text_.empty()) return;
  const std::vector<Row> rows = rows_of(out.keep(std::move(text_)));
  std::unordered_map<std::string_view, std::string_view> texts;
  for (const Row& row : rows) {
    if (row.is_text) texts.emplace(row.id, row.value);
  }
  const auto first = static_cast<std::uint32_t>(out.all.size());
  for (const Row& row : rows) {
    if (row.is_text || row.value.size() < 2) continue;
    if (row.value.front() != '[' && row.value.front() != '{') continue;
    const auto root = static_cast<std::uint32_t>(out.all.size());
    if (read_literal(row.value, 0, {}, budget, out)) out.roots.push_back({root, "__next_f", false});
  }
  for (std::uint32_t i = first; i < out.all.size(); ++i) {
    Value& value = out.all[i];
    if (value.kind != ValueKind::kString || !value.text.starts_with('$')) continue;
    const auto found = texts.find(value.text.substr(1));
    if (found != texts.end())
      value.text = found->second;
    else if (value.text.starts_with("$$"))
      value.text.remove_prefix(1);
  }
}

}  // namespace tearsheet::extract
