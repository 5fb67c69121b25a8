// Counts what is UTF-8 and what is not, over text that comes in pieces.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tearsheet::feed {

class Utf8Check {
 public:
  void add(std::string_view piece);
  /// A character that was cut at the end counts as invalid.
  void finish();

  [[nodiscard]] std::size_t multibyte() const {
    return multibyte_;
  }  ///< Whole characters beyond ASCII.
  [[nodiscard]] std::size_t invalid() const { return invalid_; }  ///< Bytes or cut characters.

 private:
  std::size_t multibyte_ = 0;
  std::size_t invalid_ = 0;
  unsigned missing_ = 0;                   // continuation bytes that must follow
  std::uint8_t low_ = 0x80, high_ = 0xBF;  // range of the next one
};

}  // namespace tearsheet::feed
