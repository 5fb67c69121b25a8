// IPv4 and IPv6 parsers and serialisers of the WHATWG URL Standard (3.5).
#include <array>
#include <charconv>
#include <cstdint>
#include <optional>

#include "url/host.h"
#include "url/percent.h"

namespace tearsheet::url {
namespace {

constexpr std::uint64_t kTooBig = std::uint64_t{1} << 32;

// "0x1F", "017", "31": a number of 32 bits; larger ones come back as kTooBig, other text as
// nothing.
std::optional<std::uint64_t> parse_ipv4_number(std::string_view text) {
  if (text.empty()) return std::nullopt;
  unsigned radix = 10;
  if (text.size() >= 2 && text[0] == '0' && to_lower(text[1]) == 'x') {
    text.remove_prefix(2);
    radix = 16;
  } else if (text.size() >= 2 && text[0] == '0') {
    text.remove_prefix(1);
    radix = 8;
  }
  std::uint64_t value = 0;
  for (const char c : text) {
    const int digit = hex_value(c);
    if (digit < 0 || static_cast<unsigned>(digit) >= radix) return std::nullopt;
    value = value * radix + static_cast<unsigned>(digit);
    if (value > kTooBig) value = kTooBig;  // stays there: the rest is checked for digits only
  }
  return value;
}

void append_number(std::string& out, unsigned value, int base) {
  std::array<char, 12> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, base).ptr;
  out.append(buffer.data(), end);
}

using Pieces = std::array<std::uint16_t, 8>;

// The dotted end of "::ffff:1.2.3.4" fills two pieces. `text` must be used up.
bool parse_embedded_ipv4(std::string_view text, Pieces& pieces, std::size_t& piece) {
  if (piece > 6) return false;
  for (int part = 0; part < 4; ++part) {
    if (part > 0) {
      if (text.empty() || text.front() != '.') return false;
      text.remove_prefix(1);
    }
    std::size_t digits = 0;
    unsigned value = 0;
    while (digits < text.size() && is_digit(text[digits])) {
      value = value * 10 + static_cast<unsigned>(text[digits] - '0');
      if (value > 255 || (digits > 0 && text.front() == '0')) return false;
      ++digits;
    }
    if (digits == 0) return false;
    text.remove_prefix(digits);
    pieces[piece] = static_cast<std::uint16_t>(pieces[piece] * 256U + value);
    if (part == 1 || part == 3) ++piece;
  }
  return text.empty();
}

// Moves what was read after "::" to the end.
bool expand(Pieces& pieces, std::size_t filled, std::optional<std::size_t> compress) {
  if (!compress) return filled == 8;
  const std::size_t tail = filled - *compress;
  for (std::size_t i = 0; i < tail; ++i) {
    std::swap(pieces[7 - i], pieces[filled - 1 - i]);
  }
  return true;
}

// Up to four hexadecimal digits; how many there were.
std::size_t take_hex(std::string_view text, unsigned& value) {
  std::size_t length = 0;
  while (length < 4 && length < text.size() && hex_value(text[length]) >= 0) {
    value = value * 16 + static_cast<unsigned>(hex_value(text[length]));
    ++length;
  }
  return length;
}

std::optional<Pieces> parse_ipv6(std::string_view input) {
  Pieces pieces{};
  std::size_t piece = 0;
  std::optional<std::size_t> compress;
  std::size_t at = 0;
  if (input.starts_with("::")) {
    at = 2;
    compress = piece;
  } else if (input.starts_with(":")) {
    return std::nullopt;
  }
  while (at < input.size()) {
    if (piece == 8) return std::nullopt;
    if (input[at] == ':') {
      if (compress) return std::nullopt;
      ++at;
      compress = piece;
      continue;
    }
    unsigned value = 0;
    const std::size_t length = take_hex(input.substr(at), value);
    const std::size_t next = at + length;
    if (next < input.size() && input[next] == '.') {
      if (length == 0 || !parse_embedded_ipv4(input.substr(at), pieces, piece)) return std::nullopt;
      break;
    }
    if (next < input.size() && input[next] != ':') return std::nullopt;
    if (next + 1 == input.size()) return std::nullopt;  // a single colon at the end
    pieces[piece++] = static_cast<std::uint16_t>(value);
    if (next >= input.size()) break;
    at = next + 1;
  }
  if (!expand(pieces, piece, compress)) return std::nullopt;
  return pieces;
}

}  // namespace

bool ends_in_number(std::string_view domain) {
  if (domain.ends_with('.')) domain.remove_suffix(1);
  const std::size_t dot = domain.rfind('.');
  const std::string_view last = dot == std::string_view::npos ? domain : domain.substr(dot + 1);
  if (last.empty() || !is_digit(last.front())) return false;
  bool all_digits = true;
  for (const char c : last) all_digits = all_digits && is_digit(c);
  return all_digits || (last.size() >= 2 && last[1] == 'x' && parse_ipv4_number(last).has_value());
}

bool append_ipv4(std::string& out, std::string_view domain) {
  if (domain.ends_with('.')) domain.remove_suffix(1);
  std::array<std::uint64_t, 4> numbers{};
  std::size_t count = 0;
  for (bool more = true; more;) {
    const std::size_t dot = domain.find('.');
    more = dot != std::string_view::npos;
    if (count == 4) return false;
    const auto number = parse_ipv4_number(domain.substr(0, dot));
    if (!number) return false;
    numbers[count++] = *number;
    if (more) domain.remove_prefix(dot + 1);
  }
  std::uint64_t address = numbers[count - 1];
  if (address >= std::uint64_t{1} << (8 * (5 - count))) return false;
  for (std::size_t i = 0; i + 1 < count; ++i) {
    if (numbers[i] > 255) return false;
    address += numbers[i] << (8 * (3 - i));
  }
  for (int shift = 24; shift >= 0; shift -= 8) {
    append_number(out, static_cast<unsigned>((address >> shift) & 255U), 10);
    if (shift > 0) out += '.';
  }
  return true;
}

bool append_ipv6(std::string& out, std::string_view input) {
  const auto pieces = parse_ipv6(input);
  if (!pieces) return false;
  std::size_t longest = 8;  // where the longest run of zeros begins; the first of equals
  std::size_t longest_length = 1;
  for (std::size_t i = 0; i < 8;) {
    std::size_t end = i;
    while (end < 8 && (*pieces)[end] == 0) ++end;
    if (end - i > longest_length) {
      longest = i;
      longest_length = end - i;
    }
    i = end + 1;
  }
  out += '[';
  for (std::size_t i = 0; i < 8; ++i) {
    if (i == longest) {
      out += i == 0 ? "::" : ":";
      i += longest_length - 1;
      continue;
    }
    append_number(out, (*pieces)[i], 16);
    if (i < 7) out += ':';
  }
  out += ']';
  return true;
}

}  // namespace tearsheet::url
