// The room model/: what the fitted models have in common, beside the trees of base/trees.h. The
// models themselves are in body/, authors/ and kind/; fitting them: docs/models.md.
//
// The names of a model's features, taken from their enumeration, and a hash of them. A tree names a
// feature by its place alone, so each generated table carries the names that it was fitted to and a
// static_assert that they are today's: a feature that was renamed, added, dropped or moved does not
// compile before the model is fitted anew (docs/models.md).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>

namespace tearsheet::extract {

/// Only while a model is fitted anew (scripts/refit): the programs that print its rows compile then
/// though the old table is behind the features. They ask no model, and nothing else is built so.
#ifdef TEARSHEET_FITTING
inline constexpr bool kIsFitting = true;
#else
inline constexpr bool kIsFitting = false;
#endif

/// "Hint::kNav": an enumerator with its enumeration, as the source spells it.
template <auto Value>
constexpr std::string_view enumerator_name() {
  // g++: "... [with auto Value = tearsheet::extract::Hint::kNav; ...]"
  // clang: "... [Value = tearsheet::extract::Hint::kNav]"
  std::string_view text = __PRETTY_FUNCTION__;
  constexpr std::string_view kMark = "Value = ";
  text.remove_prefix(text.find(kMark) + kMark.size());
  text = text.substr(0, text.find_first_of(";]"));
  const auto enumerator = text.rfind("::");
  if (enumerator == std::string_view::npos) return text;
  const auto enumeration = text.rfind("::", enumerator - 1);
  return enumeration == std::string_view::npos ? text : text.substr(enumeration + 2);
}

/// Whether a value has a name: a list of names whose end is not the enumeration's is found by it.
template <auto Value>
constexpr bool is_enumerator() {
  // Both compilers write one without a name as a cast: "(tearsheet::extract::Hint)31".
  return enumerator_name<Value>().find(')') == std::string_view::npos;
}

/// Of the first `Count` values.
template <class Enumeration, std::size_t Count>
constexpr std::array<std::string_view, Count> enumerator_names() {
  return []<std::size_t... At>(std::index_sequence<At...>) {
    return std::array<std::string_view, Count>{enumerator_name<static_cast<Enumeration>(At)>()...};
  }
  (std::make_index_sequence<Count>());
}

/// FNV-1a of 64 bits over the names, a line end behind each: scripts/model_table.py computes the
/// same.
constexpr std::uint64_t names_hash(std::span<const std::string_view> names) {
  std::uint64_t hash = 0xCBF29CE484222325ULL;
  const auto add = [&](char c) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
  };
  for (const auto name : names) {
    for (const char c : name) add(c);
    add('\n');
  }
  return hash;
}

}  // namespace tearsheet::extract
