// The host parser of the WHATWG URL Standard (3.5) for special schemes: domains, IPv4 in every
// notation, IPv6.
#pragma once

#include <string>
#include <string_view>

namespace tearsheet::url {

/// Appends the serialised host to `out`. False: not a host, and `out` may hold a part of one.
[[nodiscard]] bool append_host(std::string& out, std::string_view input);

/// Domain to ASCII (3.3, beStrict false) of a UTF-8 domain that is not all ASCII; empty where it
/// fails.
[[nodiscard]] std::string domain_to_ascii(std::string_view domain);

/// Whether the domain's last label is a number, so that the host must be an IPv4 address (3.5).
[[nodiscard]] bool ends_in_number(std::string_view domain);
/// Appends four decimal numbers. False: no IPv4 address.
[[nodiscard]] bool append_ipv4(std::string& out, std::string_view domain);
/// `input` without brackets; appends with brackets, compressed (RFC 5952).
[[nodiscard]] bool append_ipv6(std::string& out, std::string_view input);

}  // namespace tearsheet::url
