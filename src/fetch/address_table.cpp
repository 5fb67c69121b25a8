// Source: IANA IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890 and its updates), those
// not marked globally reachable; multicast and reserved space (RFC 5771, RFC 1112); and one cloud's
// metadata service on a public address.
#include "fetch/address_table.h"

namespace tearsheet::fetch {
namespace {

constexpr Ipv4Block kIpv4[] = {
    {{0, 0, 0, 0}, 8},         // "this network"; Linux connects 0.0.0.0 to itself (RFC 791)
    {{10, 0, 0, 0}, 8},        // private use (RFC 1918)
    {{100, 64, 0, 0}, 10},     // shared address space, carrier-grade NAT (RFC 6598)
    {{127, 0, 0, 0}, 8},       // loopback (RFC 1122)
    {{168, 63, 129, 16}, 32},  // platform services of a cloud's virtual machines (Azure)
    {{169, 254, 0, 0}, 16},    // link local, metadata services (RFC 3927)
    {{172, 16, 0, 0}, 12},     // private use (RFC 1918)
    {{192, 0, 0, 0}, 24},      // IETF protocol assignments (RFC 6890)
    {{192, 0, 2, 0}, 24},      // documentation (RFC 5737)
    {{192, 88, 99, 0}, 24},    // 6to4 relay anycast, withdrawn (RFC 7526)
    {{192, 168, 0, 0}, 16},    // private use (RFC 1918)
    {{198, 18, 0, 0}, 15},     // benchmarking (RFC 2544)
    {{198, 51, 100, 0}, 24},   // documentation (RFC 5737)
    {{203, 0, 113, 0}, 24},    // documentation (RFC 5737)
    {{224, 0, 0, 0}, 4},       // multicast (RFC 5771)
    {{240, 0, 0, 0}, 4},       // reserved (RFC 1112), with the limited broadcast address (RFC 919)
};

constexpr Ipv6Block kIpv6[] = {
    {{0x20, 0x01, 0, 0}, 23},  // IETF protocol assignments, Teredo and ORCHID among them (RFC 2928)
    {{0x20, 0x01, 0x0d, 0xb8}, 32},  // documentation (RFC 3849)
    {{0x3f, 0xff, 0, 0}, 20},        // documentation (RFC 9637)
};

}  // namespace

std::span<const Ipv4Block> special_ipv4() {
  return kIpv4;
}
std::span<const Ipv6Block> special_ipv6() {
  return kIpv6;
}

}  // namespace tearsheet::fetch
