// JSON as it comes: for what is too large, or written too often, to be built up as a tree first.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/escape.h"

namespace tearsheet {

/// Appends to `out`; sets commas and quotes. Names and raw values are taken as they are.
class JsonWriter {
 public:
  explicit JsonWriter(std::string& out) : out_(out) {}

  /// '{' or '['.
  void open(char bracket) {
    separate();
    out_.push_back(bracket);
    is_first_ = true;
  }
  void close(char bracket) {
    out_.push_back(bracket);
    is_first_ = false;
  }
  void key(std::string_view name) {
    separate();
    out_.append("\"").append(name).append("\":");
    is_first_ = true;  // its value needs no comma
  }
  /// JSON already: a number, true, a text made elsewhere.
  void raw(std::string_view value) {
    separate();
    out_.append(value);
  }
  void text(std::string_view value) {
    separate();
    out_.append(to_json_string(value));
  }
  void raw_field(std::string_view name, std::string_view value) {
    key(name);
    raw(value);
  }
  /// An empty value is null.
  void field(std::string_view name, std::string_view value) {
    key(name);
    value.empty() ? raw("null") : text(value);
  }
  void field(std::string_view name, const std::vector<std::string>& values) {
    key(name);
    open('[');
    for (const auto& value : values) text(value);
    close(']');
  }

 private:
  void separate() {
    if (!is_first_) out_.push_back(',');
    is_first_ = false;
  }

  std::string& out_;
  bool is_first_ = true;
};

}  // namespace tearsheet
