#include "fetch/address.h"

#include <arpa/inet.h>

#include <algorithm>

#include "fetch/address_table.h"
#include "fetch/fetch.h"

namespace tearsheet::fetch {
namespace {

constexpr std::size_t kMaxAddressText = 64;  // longer than any address with a zone

bool is_public_ipv4(std::span<const std::uint8_t> bytes) {
  return std::ranges::none_of(special_ipv4(), [&](const Ipv4Block& block) {
    return in_block(bytes, block.base, block.prefix);
  });
}

/// A prefix behind which an IPv4 address stands.
struct Carrier {
  std::array<std::uint8_t, 16> base;
  int prefix;
  std::size_t ipv4_at;
};
constexpr Carrier kCarriers[] = {
    {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff}, 96, 12},  // IPv4-mapped (RFC 4291 2.5.5.2)
    {{}, 96, 12},                     // IPv4-compatible (2.5.5.1), with :: and ::1
    {{0, 0x64, 0xff, 0x9b}, 96, 12},  // NAT64 (RFC 6052)
    {{0x20, 0x02}, 16, 2},            // 6to4 (RFC 3056)
};

bool is_isatap(std::span<const std::uint8_t> bytes) {  // RFC 5214 6.1
  return (bytes[8] & 0xfd) == 0 && bytes[9] == 0 && bytes[10] == 0x5e && bytes[11] == 0xfe;
}

bool is_public_ipv6(std::span<const std::uint8_t> bytes) {
  for (const Carrier& carrier : kCarriers) {
    if (in_block(bytes, carrier.base, carrier.prefix))
      return is_public_ipv4(bytes.subspan(carrier.ipv4_at, 4));
  }
  if ((bytes[0] & 0xe0) != 0x20) return false;  // global unicast is 2000::/3 (RFC 4291 2.4, IANA)
  if (is_isatap(bytes) && !is_public_ipv4(bytes.subspan(12, 4))) return false;
  return std::ranges::none_of(special_ipv6(), [&](const Ipv6Block& block) {
    return in_block(bytes, block.base, block.prefix);
  });
}

}  // namespace

bool in_block(std::span<const std::uint8_t> address, std::span<const std::uint8_t> base,
              int prefix) {
  if (address.size() != base.size() || prefix < 0 || prefix > static_cast<int>(address.size()) * 8)
    return false;
  const auto whole = static_cast<std::size_t>(prefix / 8);
  if (!std::equal(base.begin(), base.begin() + static_cast<std::ptrdiff_t>(whole), address.begin()))
    return false;
  const int rest = prefix % 8;
  if (rest == 0) return true;
  const auto mask = static_cast<std::uint8_t>(0xff << (8 - rest));
  return (address[whole] & mask) == (base[whole] & mask);
}

std::optional<Address> parse_address(std::string_view text) {
  if (text.starts_with('[') && text.ends_with(']')) text = text.substr(1, text.size() - 2);
  if (const auto zone = text.find('%'); zone != std::string_view::npos) text = text.substr(0, zone);
  if (text.size() > kMaxAddressText) return std::nullopt;
  const std::string terminated(text);
  Address address;
  if (inet_pton(AF_INET, terminated.c_str(), address.bytes.data()) == 1) return address;
  address.is_ipv6 = true;
  if (inet_pton(AF_INET6, terminated.c_str(), address.bytes.data()) == 1) return address;
  return std::nullopt;
}

std::string to_string(const Address& address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  inet_ntop(address.is_ipv6 ? AF_INET6 : AF_INET, address.bytes.data(), text.data(), text.size());
  return text.data();
}

bool is_public(const Address& address) {
  return address.is_ipv6 ? is_public_ipv6(address.view()) : is_public_ipv4(address.view());
}

bool is_private_address(std::string_view text) {
  const auto address = parse_address(text);
  return address && !is_public(*address);
}

bool AddressPolicy::allows(std::string_view text) const {
  const auto address = parse_address(text);
  return address && (allow_private || is_public(*address));
}

}  // namespace tearsheet::fetch
