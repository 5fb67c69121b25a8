// What the letters and marks of a text tell without its language.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tearsheet::extract {

/// Whether a text ends in an ellipsis, brackets behind it apart: a teaser's does.
[[nodiscard]] bool ends_cut(std::string_view text);
/// Marks of lists, buttons and notices among ASCII.
[[nodiscard]] bool is_symbol(char c);
/// Of one pass over a text.
struct MarkCounts {
  int symbols =
      0;  ///< is_symbol(), and beyond ASCII: copyright, angle quotes, bullets, arrows, pictures.
  int exclaims = 0;
  int addresses = 0;  ///< Mail addresses, names with an at sign and web addresses.
};
[[nodiscard]] MarkCounts count_marks(std::string_view text);
/// Letters and digits of a name, small; of a domain those of its first label of four or more.
[[nodiscard]] std::string name_letters(std::string_view name);
/// Letters and digits alone of the beginning of a text, small.
struct Letters {
  static constexpr std::size_t kMaxText = 4000, kMaxHead = 600;  ///< Bytes of the text.
  std::string all;
  std::size_t head = 0;  ///< Of them, those of the first kMaxHead bytes of the text.
};
[[nodiscard]] Letters letters_of(std::string_view text);
/// A hash of the folded letters and digits of the first 400 bytes, for telling repeats; 0: too few.
[[nodiscard]] std::uint64_t text_key(std::string_view text);

/// Letters alone of a text, for asking whether another stands in it. O(n) to make, O(m) to ask.
class KnownText {
 public:
  /// Texts of at most `shortest` bytes count as none.
  explicit KnownText(std::string_view text, std::size_t shortest = 100);
  /// Whether the head of a text stands in it. 1: yes; -1: no; 0: nobody knows.
  [[nodiscard]] float holds(const Letters& letters) const;

 private:
  [[nodiscard]] std::size_t slot_of(std::uint64_t gram) const;

  bool known_;
  std::vector<std::uint64_t> grams_;  // open addressing, a power of two, half empty; 0: no gram
};

}  // namespace tearsheet::extract
