#include "url/host.h"

#include <array>
#include <cstdint>

#include "url/percent.h"

namespace tearsheet::url {
namespace {

// 1: stands in a domain as it is; 2: upper-case letter; 3: needs decoding (% and non-ASCII);
// 0: a forbidden domain code point.
constexpr std::array<std::uint8_t, 256> make_table() {
  std::array<std::uint8_t, 256> table{};
  for (std::size_t byte = 0x21; byte < 0x7F; ++byte) table[byte] = 1;
  for (std::size_t byte = 0x80; byte < 256; ++byte) table[byte] = 3;
  for (std::size_t byte = 'A'; byte <= 'Z'; ++byte) table[byte] = 2;
  for (const char c : std::string_view("#/:<>?@[\\]^|")) table[static_cast<unsigned char>(c)] = 0;
  table['%'] = 3;
  return table;
}
constexpr std::array<std::uint8_t, 256> kDomainByte = make_table();

bool is_ascii(std::string_view text) {
  unsigned char seen = 0;
  for (const char c : text) seen = static_cast<unsigned char>(seen | static_cast<unsigned char>(c));
  return seen < 0x80;
}

// `domain` is ASCII and decoded: '%' is forbidden from here on.
bool append_ascii_domain(std::string& out, std::string_view domain) {
  if (domain.empty()) return false;
  const std::size_t begin = out.size();
  for (const char c : domain) {
    const std::uint8_t kind = kDomainByte[static_cast<unsigned char>(c)];
    if (kind == 0 || kind == 3) return false;
    out += kind == 2 ? to_lower(c) : c;
  }
  if (!ends_in_number(std::string_view(out).substr(begin))) return true;
  const std::string lowered = out.substr(begin);
  out.resize(begin);
  return append_ipv4(out, lowered);
}

}  // namespace

bool append_host(std::string& out, std::string_view input) {
  if (input.empty()) return false;
  if (input.front() == '[') {
    if (input.back() != ']' || input.size() < 2) return false;
    return append_ipv6(out, input.substr(1, input.size() - 2));
  }
  bool plain = true;
  for (const char c : input) {
    const std::uint8_t kind = kDomainByte[static_cast<unsigned char>(c)];
    if (kind == 0) return false;
    if (kind == 3) plain = false;
  }
  if (plain) return append_ascii_domain(out, input);
  const std::string decoded = percent_decode(input);
  if (is_ascii(decoded)) return append_ascii_domain(out, decoded);
  return append_ascii_domain(out, domain_to_ascii(decoded));
}

}  // namespace tearsheet::url
