#include "site/read_rules.h"

#include <fmt/format.h>

#include <utility>

#include "site/keys.h"

namespace tearsheet::site {
namespace {

// A rule as a table: { css | xpath, attr, regex, format, when } or { auto = true }.
std::optional<Rule> read_rule_table(Reader& reader, const toml::table& toml,
                                    const std::string& path) {
  const Table table(reader, toml, path, known_keys("rule"));
  Rule rule;
  rule.line = table.line();
  rule.automatic = table.flag("auto", false);
  if (const auto* css = table.find("css")) rule.query = reader.css(*css, table.path("css"));
  if (const auto* xpath = table.find("xpath")) {
    if (rule.query)
      reader.complain(*xpath, fmt::format("\"{}\" has both css and xpath; take one", path));
    rule.query = reader.xpath(*xpath, table.path("xpath"));
  }
  rule.attribute = table.text("attr");
  if (const auto* regex = table.find("regex"))
    rule.regex = reader.pattern(*regex, table.path("regex"));
  rule.when = read_query(table, "when");
  rule.formats = table.texts("format");
  for (const std::string& format : rule.formats) {
    const auto letter = dates::unknown_letter(format);
    if (!letter) continue;
    reader.complain(
        *table.find("format"),
        *letter == '\0'
            ? fmt::format("\"{}\" ends in a '%' without its letter", format)
            : fmt::format("\"%{}\" in \"{}\" is no part of a date (%Y %m %d %B %b %H %M "
                          "...)",
                          *letter, format));
  }
  if (!rule.automatic && !rule.query) {
    reader.complain(toml, fmt::format("\"{}\" needs css, xpath or auto = true", path));
    return std::nullopt;
  }
  return rule;
}

std::optional<Rule> read_rule(Reader& reader, const toml::node& node, const std::string& path) {
  if (const auto* table = node.as_table()) return read_rule_table(reader, *table, path);
  if (!node.is_string()) {
    reader.complain(
        node,
        fmt::format(
            "\"{}\" must be a selector, a table such as {{ css = \"...\" }}, or a list of them",
            path));
    return std::nullopt;
  }
  Rule rule;
  rule.line = static_cast<int>(node.source().begin.line);
  rule.query = reader.css(node, path);
  return rule;
}

}  // namespace

Rules read_rules(const Table& table, std::string_view key) {
  Rules rules;
  table.each(key, [&](const toml::node& node) {
    if (auto rule = read_rule(table.reader(), node, table.path(key)))
      rules.push_back(std::move(*rule));
  });
  return rules;
}

std::vector<Pattern> read_patterns(const Table& table, std::string_view key) {
  std::vector<Pattern> patterns;
  table.each(key, [&](const toml::node& node) {
    if (auto pattern = table.reader().pattern(node, table.path(key)))
      patterns.push_back(std::move(*pattern));
  });
  return patterns;
}

std::optional<select::Query> read_query(const Table& table, std::string_view key) {
  const toml::node* node = table.find(key);
  if (node == nullptr) return std::nullopt;
  const auto* as_table = node->as_table();
  if (as_table == nullptr) return table.reader().css(*node, table.path(key));
  auto rule = read_rule_table(table.reader(), *as_table, table.path(key));
  return rule ? std::move(rule->query) : std::nullopt;
}

std::vector<select::Query> read_queries(const Table& table, std::string_view key) {
  std::vector<select::Query> queries;
  table.each(key, [&](const toml::node& node) {
    if (auto rule = read_rule(table.reader(), node, table.path(key)); rule && rule->query)
      queries.push_back(std::move(*rule->query));
  });
  return queries;
}

}  // namespace tearsheet::site
