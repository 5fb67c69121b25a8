// Reading a TOML table with known keys: typed values, and errors that say file:line:column and what
// was meant.
//
// The first complaint wins and is kept; later reads of a broken file give empty values. That keeps
// the code that turns tables into definitions free of an error path per key.
#pragma once

#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "site/site.h"

namespace tearsheet::site {

class Reader {
 public:
  explicit Reader(std::filesystem::path file) : file_(std::move(file)) {}

  void complain(const toml::source_position& where, const std::string& what);
  void complain(const toml::node& node, const std::string& what) {
    complain(node.source().begin, what);
  }
  /// `column_in_text` (1-based) points into the string `node`, when it is written without escapes
  /// on one line.
  void complain_inside(const toml::node& node, int column_in_text, const std::string& what);
  [[nodiscard]] const std::optional<Error>& error() const { return error_; }
  [[nodiscard]] const std::filesystem::path& file() const { return file_; }

  std::optional<std::string> text(const toml::node& node, std::string_view key);
  std::optional<Pattern> pattern(const toml::node& node, std::string_view key);
  std::optional<select::Query> css(const toml::node& node, std::string_view key);
  std::optional<select::Query> xpath(const toml::node& node, std::string_view key);
  std::optional<url::Url> url(const toml::node& node, std::string_view key);

 private:
  const std::filesystem::path file_;
  std::optional<Error> error_;
};

/// One table whose keys must all be in `known`.
class Table {
 public:
  Table(Reader& reader, const toml::table& table, std::string_view name,
        const std::vector<std::string_view>& known);

  [[nodiscard]] const toml::node* find(std::string_view key) const { return table_.get(key); }
  [[nodiscard]] const toml::table& toml() const { return table_; }
  [[nodiscard]] Reader& reader() const { return reader_; }
  [[nodiscard]] int line() const { return static_cast<int>(table_.source().begin.line); }
  [[nodiscard]] std::string path(std::string_view key) const;

  [[nodiscard]] std::string text(std::string_view key, std::string fallback = {}) const;
  [[nodiscard]] std::optional<std::string> maybe_text(std::string_view key) const;
  [[nodiscard]] bool flag(std::string_view key, bool fallback) const;
  [[nodiscard]] std::optional<int> number(std::string_view key, int least, int most) const;
  /// Seconds, whole or fractional.
  [[nodiscard]] std::optional<std::chrono::milliseconds> seconds(std::string_view key,
                                                                 double most) const;
  /// A string or an array of strings.
  [[nodiscard]] std::vector<std::string> texts(std::string_view key) const;
  /// Calls `each` for the value at `key`, or for every element where it is an array.
  void each(std::string_view key, const std::function<void(const toml::node&)>& each) const;
  /// Every table of an array of tables (`[[source]]`).
  void each_table(std::string_view key, const std::function<void(const toml::table&)>& each) const;

 private:
  Reader& reader_;
  const toml::table& table_;
  std::string name_;
};

}  // namespace tearsheet::site
