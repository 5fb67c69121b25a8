// IP addresses as bytes, and which of them are public.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace tearsheet::fetch {

/// An address in network byte order.
struct Address {
  std::array<std::uint8_t, 16> bytes{};
  bool is_ipv6 = false;
  [[nodiscard]] std::span<const std::uint8_t> view() const {
    return {bytes.data(), is_ipv6 ? std::size_t{16} : std::size_t{4}};
  }
};

/// "192.0.2.1", "2001:db8::1", "[2001:db8::1]", "fe80::1%eth0".
[[nodiscard]] std::optional<Address> parse_address(std::string_view text);
[[nodiscard]] std::string to_string(const Address& address);
[[nodiscard]] bool in_block(std::span<const std::uint8_t> address,
                            std::span<const std::uint8_t> base, int prefix);
/// Globally reachable unicast. Forms that carry an IPv4 address (mapped, compatible, 6to4, NAT64,
/// ISATAP) are public only if that one is.
[[nodiscard]] bool is_public(const Address& address);

}  // namespace tearsheet::fetch
