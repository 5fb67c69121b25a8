#include "site/reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "base/nearest.h"

namespace tearsheet::site {

namespace {

constexpr std::array<std::string_view, 9> kFileKeys = {
    "version", "id", "name", "domains", "language", "timezone", "enabled", "rules_only", "notice"};

}  // namespace

void Reader::complain(const toml::source_position& where, const std::string& what) {
  if (error_) return;
  error_ = Error{ErrorCode::kInvalid,
                 fmt::format("{}:{}:{}: {}", file_.string(), where.line, where.column, what),
                 static_cast<int>(where.column)};
}

void Reader::complain_inside(const toml::node& node, int column_in_text, const std::string& what) {
  toml::source_position where = node.source().begin;
  const auto* text = node.as_string();
  // Only a one-line string without escapes has its characters where the file has them (quotes: two
  // columns more).
  const bool is_verbatim = text != nullptr && node.source().end.line == where.line &&
                           node.source().end.column == where.column + text->get().size() + 2;
  if (is_verbatim && column_in_text > 0)
    where.column += static_cast<toml::source_index>(column_in_text);
  complain(where, what);
}

std::optional<std::string> Reader::text(const toml::node& node, std::string_view key) {
  if (const auto* text = node.as_string()) return text->get();
  complain(node, fmt::format("\"{}\" must be a string", key));
  return std::nullopt;
}

std::optional<Pattern> Reader::pattern(const toml::node& node, std::string_view key) {
  const auto expression = text(node, key);
  if (!expression) return std::nullopt;
  auto compiled = Pattern::compile(*expression);
  if (compiled) return std::move(*compiled);
  complain(node, fmt::format("\"{}\": {} in \"{}\" (RE2 syntax)", key, compiled.error().message,
                             *expression));
  return std::nullopt;
}

std::optional<select::Query> Reader::css(const toml::node& node, std::string_view key) {
  const auto expression = text(node, key);
  if (!expression) return std::nullopt;
  auto query = select::Query::css(*expression);
  if (query) return std::move(*query);
  complain_inside(
      node, query.error().column,
      fmt::format("\"{}\": bad selector \"{}\": {}", key, *expression, query.error().message));
  return std::nullopt;
}

std::optional<select::Query> Reader::xpath(const toml::node& node, std::string_view key) {
  const auto expression = text(node, key);
  if (!expression) return std::nullopt;
  auto query = select::Query::xpath(*expression);
  if (query) return std::move(*query);
  complain_inside(
      node, query.error().column,
      fmt::format("\"{}\": bad XPath \"{}\": {}", key, *expression, query.error().message));
  return std::nullopt;
}

std::optional<url::Url> Reader::url(const toml::node& node, std::string_view key) {
  const auto address = text(node, key);
  if (!address) return std::nullopt;
  auto parsed = url::Url::parse(*address);
  if (parsed) return std::move(*parsed);
  complain(node, fmt::format("\"{}\": {}", key, parsed.error().message));
  return std::nullopt;
}

Table::Table(Reader& reader, const toml::table& table, std::string_view name,
             const std::vector<std::string_view>& known)
    : reader_(reader), table_(table), name_(name) {
  for (const auto& [key, node] : table) {
    const std::string_view word = key.str();
    if (std::find(known.begin(), known.end(), word) != known.end()) continue;
    // TOML gives a key to the table above it, wherever the writer meant it to stand.
    if (!name_.empty() && std::ranges::find(kFileKeys, word) != kFileKeys.end()) {
      reader.complain(key.source().begin,
                      fmt::format("\"{}\" belongs to the file, above its first [table]; here it is "
                                  "a key of [{}]",
                                  word, name_));
      continue;
    }
    const std::string_view meant = nearest(word, known);
    const std::string where = name_.empty() ? std::string{} : fmt::format(" in [{}]", name_);
    reader.complain(key.source().begin,
                    meant.empty() ? fmt::format("unknown key \"{}\"{}", word, where)
                                  : fmt::format("unknown key \"{}\"{}, did you mean \"{}\"?", word,
                                                where, meant));
  }
}

std::string Table::path(std::string_view key) const {
  return name_.empty() ? std::string(key) : fmt::format("{}.{}", name_, key);
}

std::string Table::text(std::string_view key, std::string fallback) const {
  return maybe_text(key).value_or(std::move(fallback));
}

std::optional<std::string> Table::maybe_text(std::string_view key) const {
  const toml::node* node = find(key);
  return node == nullptr ? std::nullopt : reader_.text(*node, path(key));
}

bool Table::flag(std::string_view key, bool fallback) const {
  const toml::node* node = find(key);
  if (node == nullptr) return fallback;
  if (const auto* flag = node->as_boolean()) return flag->get();
  reader_.complain(*node, fmt::format("\"{}\" must be true or false", path(key)));
  return fallback;
}

std::optional<int> Table::number(std::string_view key, int least, int most) const {
  const toml::node* node = find(key);
  if (node == nullptr) return std::nullopt;
  const auto* number = node->as_integer();
  if (number != nullptr && number->get() >= least && number->get() <= most)
    return static_cast<int>(number->get());
  reader_.complain(
      *node, fmt::format("\"{}\" must be a whole number from {} to {}", path(key), least, most));
  return std::nullopt;
}

std::optional<std::chrono::milliseconds> Table::seconds(std::string_view key, double most) const {
  const toml::node* node = find(key);
  if (node == nullptr) return std::nullopt;
  const auto value = node->value<double>();
  if (value && node->is_number() && *value >= 0 && *value <= most) {
    return std::chrono::milliseconds(std::llround(*value * 1000));
  }
  reader_.complain(
      *node, fmt::format("\"{}\" must be a number of seconds from 0 to {:.0f}", path(key), most));
  return std::nullopt;
}

std::vector<std::string> Table::texts(std::string_view key) const {
  std::vector<std::string> all;
  each(key, [&](const toml::node& node) {
    if (auto text = reader_.text(node, path(key))) all.push_back(std::move(*text));
  });
  return all;
}

void Table::each(std::string_view key, const std::function<void(const toml::node&)>& each) const {
  const toml::node* node = find(key);
  if (node == nullptr) return;
  const auto* array = node->as_array();
  if (array == nullptr) return each(*node);
  for (const toml::node& element : *array) each(element);
}

void Table::each_table(std::string_view key,
                       const std::function<void(const toml::table&)>& each) const {
  const toml::node* node = find(key);
  if (node == nullptr) return;
  const auto* array = node->as_array();
  if (array == nullptr) {
    if (const auto* table = node->as_table()) return each(*table);
    return reader_.complain(*node, fmt::format("\"{}\" must be written as [[{}]]", key, key));
  }
  for (const toml::node& element : *array) {
    if (const auto* table = element.as_table()) {
      each(*table);
    } else {
      reader_.complain(element, fmt::format("\"{}\" must be written as [[{}]]", key, key));
    }
  }
}

}  // namespace tearsheet::site
