#include "text/multi_byte.h"

#include <optional>

#include "text/multi_byte_index.h"
#include "text/utf8.h"

namespace tearsheet::text {
namespace {

bool is_within(unsigned value, unsigned low, unsigned high) {
  return value >= low && value <= high;
}

char32_t at_pointer(const Index& index, unsigned pointer) {
  return pointer < index.size() ? index[pointer] : 0;
}

// What the decoders share: where they are, and what they put out.
class Cursor {
 public:
  Cursor(std::string& out, std::string_view bytes) : out_(out), bytes_(bytes) {
    out.reserve(out.size() + bytes.size() * 3 / 2);
  }

  /// Puts out the ASCII that comes next; false at the end.
  bool skip_ascii() {
    const std::size_t length = ascii_prefix(bytes_.substr(at_));
    out_.append(bytes_, at_, length);
    at_ += length;
    return at_ < bytes_.size();
  }
  [[nodiscard]] bool is_at_end() const { return at_ >= bytes_.size(); }
  /// The byte `ahead` of the position, or 0x100 behind the end.
  [[nodiscard]] unsigned peek(std::size_t ahead = 0) const {
    return at_ + ahead < bytes_.size() ? static_cast<unsigned char>(bytes_[at_ + ahead]) : 0x100;
  }
  void skip(std::size_t count) { at_ = std::min(at_ + count, bytes_.size()); }
  void put(char32_t c) { append_utf8(out_, c); }
  void put_error() {
    put(kReplacement);
    ++errors_;
  }
  /// A lead and a trail byte that stand for `c`, or for nothing if it is 0: then a trail byte that
  /// is ASCII is read again, so that a broken character cannot hide a '<'.
  void put_pair(char32_t c) {
    if (c != 0) {
      put(c);
      skip(2);
      return;
    }
    put_error();
    skip(peek(1) < 0x80 ? 1 : 2);
  }
  [[nodiscard]] std::size_t errors() const { return errors_; }

 private:
  std::string& out_;
  std::string_view bytes_;
  std::size_t at_ = 0;
  std::size_t errors_ = 0;
};

// 10.2.1; gbk is decoded the same way (10.1.1).
char32_t gb18030_four_bytes(const Cursor& cursor) {
  const unsigned pointer =
      (((cursor.peek() - 0x81) * 10 + cursor.peek(1) - 0x30) * 126 + cursor.peek(2) - 0x81) * 10 +
      cursor.peek(3) - 0x30;
  if (pointer >= 189000 && pointer <= 1237575) return 0x10000 + pointer - 189000;
  return at_pointer(gb18030_rest(), pointer);
}

void step_gb18030(Cursor& cursor) {
  const unsigned lead = cursor.peek();
  const unsigned second = cursor.peek(1);
  if (lead == 0x80 || lead == 0xFF) {
    cursor.skip(1);
    return lead == 0x80 ? cursor.put(0x20AC) : cursor.put_error();
  }
  if (is_within(second, 0x30, 0x39)) {
    const bool is_third = is_within(cursor.peek(2), 0x81, 0xFE);
    const bool ends = cursor.peek(2) == 0x100 || (is_third && cursor.peek(3) == 0x100);
    const char32_t c =
        is_third && is_within(cursor.peek(3), 0x30, 0x39) ? gb18030_four_bytes(cursor) : 0;
    if (c == 0) {
      cursor.put_error();
      // A number without a character goes whole; a sequence that broke off gives up its first byte
      // only.
      cursor.skip(ends || (is_third && is_within(cursor.peek(3), 0x30, 0x39)) ? 4 : 1);
      return;
    }
    cursor.put(c);
    return cursor.skip(4);
  }
  const bool is_trail = is_within(second, 0x40, 0x7E) || is_within(second, 0x80, 0xFE);
  const unsigned offset = second < 0x7F ? 0x40 : 0x41;
  cursor.put_pair(is_trail ? at_pointer(gb18030_index(), (lead - 0x81) * 190 + second - offset)
                           : 0);
}

// 11.1.1
void step_big5(Cursor& cursor) {
  const unsigned lead = cursor.peek();
  const unsigned trail = cursor.peek(1);
  if (!is_within(lead, 0x81, 0xFE)) {
    cursor.skip(1);
    return cursor.put_error();
  }
  if (!is_within(trail, 0x40, 0x7E) && !is_within(trail, 0xA1, 0xFE)) return cursor.put_pair(0);
  const unsigned pointer = (lead - 0x81) * 157 + trail - (trail < 0x7F ? 0x40 : 0x62);
  // The four that are two code points: E with circumflex and macron or caron.
  if (pointer == 1133 || pointer == 1135 || pointer == 1164 || pointer == 1166) {
    cursor.put(pointer < 1164 ? 0xCA : 0xEA);
    cursor.put(pointer == 1133 || pointer == 1164 ? 0x304 : 0x30C);
    return cursor.skip(2);
  }
  cursor.put_pair(at_pointer(big5_index(), pointer));
}

// 12.1.1
void step_euc_jp(Cursor& cursor) {
  const unsigned lead = cursor.peek();
  const unsigned trail = cursor.peek(1);
  if (lead == 0x8E && is_within(trail, 0xA1, 0xDF)) return cursor.put_pair(0xFF61 - 0xA1 + trail);
  if (lead == 0x8F && is_within(trail, 0xA1, 0xFE)) {
    cursor.skip(1);
    const unsigned third = cursor.peek(1);
    const bool is_trail = is_within(third, 0xA1, 0xFE);
    return cursor.put_pair(
        is_trail ? at_pointer(jis0212_index(), (trail - 0xA1) * 94 + third - 0xA1) : 0);
  }
  if (lead != 0x8E && lead != 0x8F && !is_within(lead, 0xA1, 0xFE)) {
    cursor.skip(1);
    return cursor.put_error();
  }
  const bool is_pair = is_within(lead, 0xA1, 0xFE) && is_within(trail, 0xA1, 0xFE);
  cursor.put_pair(is_pair ? at_pointer(jis0208_index(), (lead - 0xA1) * 94 + trail - 0xA1) : 0);
}

// 12.3.1
void step_shift_jis(Cursor& cursor) {
  const unsigned lead = cursor.peek();
  const unsigned trail = cursor.peek(1);
  if (lead == 0x80 || is_within(lead, 0xA1, 0xDF)) {
    cursor.skip(1);
    return cursor.put(lead == 0x80 ? 0x80 : 0xFF61 - 0xA1 + lead);
  }
  if (!is_within(lead, 0x81, 0x9F) && !is_within(lead, 0xE0, 0xFC)) {
    cursor.skip(1);
    return cursor.put_error();
  }
  if (!is_within(trail, 0x40, 0x7E) && !is_within(trail, 0x80, 0xFC)) return cursor.put_pair(0);
  const unsigned pointer =
      (lead - (lead < 0xA0 ? 0x81 : 0xC1)) * 188 + trail - (trail < 0x7F ? 0x40 : 0x41);
  if (is_within(pointer, 8836, 10715)) return cursor.put_pair(0xE000 - 8836 + pointer);
  cursor.put_pair(at_pointer(jis0208_index(), pointer));
}

// 13.1.1
void step_euc_kr(Cursor& cursor) {
  const unsigned lead = cursor.peek();
  const unsigned trail = cursor.peek(1);
  if (!is_within(lead, 0x81, 0xFE)) {
    cursor.skip(1);
    return cursor.put_error();
  }
  const bool is_trail = is_within(trail, 0x41, 0xFE);
  cursor.put_pair(is_trail ? at_pointer(euc_kr_index(), (lead - 0x81) * 190 + trail - 0x41) : 0);
}

// 12.2.1
class Iso2022Jp {
 public:
  explicit Iso2022Jp(Cursor& cursor) : cursor_(cursor) {}

  void run() {
    while (!cursor_.is_at_end()) {
      if (cursor_.peek() == 0x1B) {
        escape();
      } else {
        character();
      }
    }
  }

 private:
  enum class Set { kAscii, kRoman, kKatakana, kJis0208 };

  static std::optional<Set> set_of(unsigned first, unsigned second) {
    if (first == 0x28 && second == 0x42) return Set::kAscii;
    if (first == 0x28 && second == 0x4A) return Set::kRoman;
    if (first == 0x28 && second == 0x49) return Set::kKatakana;
    if (first == 0x24 && (second == 0x40 || second == 0x42)) return Set::kJis0208;
    return std::nullopt;
  }

  void escape() {
    const auto set = set_of(cursor_.peek(1), cursor_.peek(2));
    if (!set) {
      has_empty_set_ = false;
      cursor_.put_error();
      return cursor_.skip(1);
    }
    cursor_.skip(3);
    set_ = *set;
    // Two in a row, with nothing in between, could hide something from who looks at the bytes.
    if (has_empty_set_) cursor_.put_error();
    has_empty_set_ = true;
  }

  void character() {
    const unsigned byte = cursor_.peek();
    has_empty_set_ = false;
    if (set_ == Set::kJis0208) return pair(byte);
    cursor_.skip(1);
    if (set_ == Set::kKatakana) {
      return is_within(byte, 0x21, 0x5F) ? cursor_.put(0xFF61 - 0x21 + byte) : cursor_.put_error();
    }
    if (byte >= 0x80 || byte == 0x0E || byte == 0x0F) return cursor_.put_error();
    if (set_ == Set::kRoman && byte == 0x5C) return cursor_.put(0xA5);
    if (set_ == Set::kRoman && byte == 0x7E) return cursor_.put(0x203E);
    cursor_.put(byte);
  }

  void pair(unsigned lead) {
    const unsigned trail = cursor_.peek(1);
    cursor_.skip(1);
    if (!is_within(lead, 0x21, 0x7E) || trail == 0x1B || trail == 0x100) return cursor_.put_error();
    cursor_.skip(1);
    const bool is_trail = is_within(trail, 0x21, 0x7E);
    const char32_t c =
        is_trail ? at_pointer(jis0208_index(), (lead - 0x21) * 94 + trail - 0x21) : 0;
    return c != 0 ? cursor_.put(c) : cursor_.put_error();
  }

  Cursor& cursor_;
  Set set_ = Set::kAscii;
  bool has_empty_set_ = false;
};

template <class Step>
void each(Cursor& cursor, Step step) {
  while (cursor.skip_ascii()) step(cursor);
}

}  // namespace

std::size_t convert_multi_byte(std::string& out, std::string_view bytes, Encoding encoding) {
  Cursor cursor(out, bytes);
  switch (encoding) {
    case Encoding::kBig5:
      each(cursor, step_big5);
      break;
    case Encoding::kEucJp:
      each(cursor, step_euc_jp);
      break;
    case Encoding::kShiftJis:
      each(cursor, step_shift_jis);
      break;
    case Encoding::kEucKr:
      each(cursor, step_euc_kr);
      break;
    case Encoding::kIso2022Jp:
      Iso2022Jp(cursor).run();
      break;
    default:
      each(cursor, step_gb18030);
      break;
  }
  return cursor.errors();
}

}  // namespace tearsheet::text
