// What the scripts of a page hold as data: one flat array of values in document order, so that a
// value's members and items are the values behind it, up to its `end`. No walk recurses.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace tearsheet::extract {

/// Bytes of script text that are looked at, and values that are kept, of one page.
inline constexpr std::size_t kMaxStateBytes = 6'000'000;
inline constexpr std::size_t kMaxStateValues = 300'000;
/// Depth to which values are read; what is deeper is left out.
inline constexpr std::size_t kMaxStateDepth = 100;

enum class ValueKind : std::uint8_t { kOther, kString, kInteger, kArray, kObject };

struct Value {
  std::string_view key;   ///< Of a member; empty for an item.
  std::string_view text;  ///< Of a string.
  std::uint32_t end = 0, parent = 0;
  std::uint32_t number = 0;  ///< kInteger.
  ValueKind kind = ValueKind::kOther;
};

/// A script's outermost value.
struct StateRoot {
  std::uint32_t value = 0;
  std::string name;      ///< For people: "__NEXT_DATA__", "window.__STATE__".
  bool is_flat = false;  ///< An array whose values name each other by their place in it (devalue).
};

/// Views point into the scripts or into `strings`.
class Values {
 public:
  std::vector<Value> all;
  std::vector<StateRoot> roots;

  /// Keeps a string that stands nowhere as it is.
  std::string_view keep(std::string text);
  /// Numbers the references between values; call it once, when all are read.
  void link();
  /// The value that stands for `value` where it is used: a reference's target. Ends on any chain.
  [[nodiscard]] std::uint32_t resolved(std::uint32_t value) const;
  /// What holds a value, through references; itself at the top.
  [[nodiscard]] std::uint32_t holder(std::uint32_t value) const;
  /// A member of an object, resolved; `missing` where there is none.
  [[nodiscard]] std::uint32_t member(std::uint32_t object, std::string_view key) const;
  /// A member that is a string; empty where there is none.
  [[nodiscard]] std::string_view string_at(std::uint32_t object, std::string_view key) const;
  [[nodiscard]] bool is_container(std::uint32_t value) const {
    return all[value].kind == ValueKind::kArray || all[value].kind == ValueKind::kObject;
  }

  static constexpr std::uint32_t kMissing = 0xFFFF'FFFF;

 private:
  [[nodiscard]] std::uint32_t target(std::uint32_t value) const;

  std::deque<std::string> strings_;
  std::unordered_map<std::uint32_t, std::uint32_t> targets_;  // of references
  std::unordered_map<std::uint32_t, std::uint32_t> holders_;  // of what is referred to
};

}  // namespace tearsheet::extract
