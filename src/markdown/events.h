// Markdown as a series of events. Private to markdown/.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace tearsheet::markdown {

enum class Block : std::uint8_t {
  kQuote,
  kBullets,
  kNumbers,
  kItem,
  kRule,
  kHeading,
  kCode,
  kParagraph,
  kTable,
  kHead,  ///< The rows of a table's head.
  kRow,
  kHeadCell,
  kCell,
};
enum class Span : std::uint8_t { kEmphasis, kStrong, kCode, kLink, kImage };

/// What a block or span says of itself.
struct Detail {
  unsigned number = 0;     ///< Level of a heading; first number of a list.
  char task = 0;           ///< Of an item: ' ' or 'x'; 0: it has no box.
  std::string address{};   ///< Of a link or picture: http or https, or empty.
  std::string language{};  ///< Of code.
};

class Events {
 public:
  virtual void enter(Block block, const Detail& detail) = 0;
  virtual void leave(Block block) = 0;
  virtual void enter(Span span, const Detail& detail) = 0;
  virtual void leave(Span span) = 0;
  virtual void text(std::string_view text) = 0;  ///< In code with its line ends.
  virtual void line_break() = 0;

 protected:
  ~Events() = default;
};

void read(std::string_view markdown, Events& events);

}  // namespace tearsheet::markdown
