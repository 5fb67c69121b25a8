#include <gtest/gtest.h>

#include "fetch/fetch.h"

namespace tearsheet::fetch {
namespace {

struct AddressCase {
  const char* name;
  const char* address;
  bool is_allowed;
};

std::string case_name(const testing::TestParamInfo<AddressCase>& test) {
  return test.param.name;
}

class AddressPolicyAllows : public testing::TestWithParam<AddressCase> {};

TEST_P(AddressPolicyAllows, OnlyTheGlobalInternet) {
  EXPECT_EQ(AddressPolicy{}.allows(GetParam().address), GetParam().is_allowed);
  EXPECT_TRUE(AddressPolicy{.allow_private = true}.allows(GetParam().address));
  EXPECT_EQ(is_private_address(GetParam().address), !GetParam().is_allowed);
}

INSTANTIATE_TEST_SUITE_P(Cases, AddressPolicyAllows,
                         testing::Values(AddressCase{"Public", "93.184.216.34", true},
                                         AddressCase{"ThisNetwork", "0.0.0.0", false},
                                         AddressCase{"ThisNetworkEnd", "0.255.255.255", false},
                                         AddressCase{"AfterThisNetwork", "1.0.0.0", true},
                                         AddressCase{"Ten", "10.255.255.255", false},
                                         AddressCase{"AfterTen", "11.0.0.0", true},
                                         AddressCase{"BeforeSharedSpace", "100.63.255.255", true},
                                         AddressCase{"SharedSpace", "100.64.0.0", false},
                                         AddressCase{"SharedSpaceEnd", "100.127.255.255", false},
                                         AddressCase{"AfterSharedSpace", "100.128.0.0", true},
                                         AddressCase{"Loopback", "127.8.9.10", false},
                                         AddressCase{"CloudPlatform", "168.63.129.16", false},
                                         AddressCase{"BesideCloudPlatform", "168.63.129.17", true},
                                         AddressCase{"Metadata", "169.254.169.254", false},
                                         AddressCase{"LinkLocalEcs", "169.254.170.2", false},
                                         AddressCase{"Before172", "172.15.255.255", true},
                                         AddressCase{"Private172", "172.31.255.255", false},
                                         AddressCase{"After172", "172.32.0.0", true},
                                         AddressCase{"Protocol", "192.0.0.192", false},
                                         AddressCase{"Documentation1", "192.0.2.1", false},
                                         AddressCase{"RelayAnycast", "192.88.99.1", false},
                                         AddressCase{"Private192", "192.168.0.1", false},
                                         AddressCase{"Benchmark", "198.19.255.255", false},
                                         AddressCase{"AfterBenchmark", "198.20.0.0", true},
                                         AddressCase{"Documentation2", "198.51.100.1", false},
                                         AddressCase{"Documentation3", "203.0.113.9", false},
                                         AddressCase{"AfterDocumentation3", "203.0.114.7", true},
                                         AddressCase{"Multicast", "224.0.0.1", false},
                                         AddressCase{"Reserved", "240.0.0.1", false},
                                         AddressCase{"Broadcast", "255.255.255.255", false},
                                         AddressCase{"BeforeMulticast", "223.255.255.255", true}),
                         case_name);

INSTANTIATE_TEST_SUITE_P(
    Ipv6, AddressPolicyAllows,
    testing::Values(AddressCase{"Public", "2606:4700::6810:84e5", true},
                    AddressCase{"Bracketed", "[2606:4700::1]", true},
                    AddressCase{"Unspecified", "::", false}, AddressCase{"Loopback", "::1", false},
                    AddressCase{"MappedPrivate", "::ffff:10.0.0.1", false},
                    AddressCase{"MappedHex", "::ffff:7f00:1", false},
                    AddressCase{"MappedPublic", "::ffff:93.184.216.34", true},
                    AddressCase{"CompatiblePrivate", "::192.168.0.1", false},
                    AddressCase{"Nat64Private", "64:ff9b::a00:1", false},
                    AddressCase{"Nat64Public", "64:ff9b::5db8:d822", true},
                    AddressCase{"Nat64Local", "64:ff9b:1::1", false},
                    AddressCase{"SixToFourPrivate", "2002:c0a8:1::1", false},
                    AddressCase{"SixToFourPublic", "2002:5db8:d822::1", true},
                    AddressCase{"Teredo", "2001:0:4136:e378:8000:63bf:3fff:fdd2", false},
                    AddressCase{"Isatap", "2606:4700::5efe:10.0.0.1", false},
                    AddressCase{"Orchid", "2001:20::1", false},
                    AddressCase{"AfterProtocol", "2001:200::1", true},
                    AddressCase{"Documentation", "2001:db8::1", false},
                    AddressCase{"Documentation2", "3fff::1", false},
                    AddressCase{"Discard", "100::1", false},
                    AddressCase{"SegmentRouting", "5f00::1", false},
                    AddressCase{"UniqueLocal", "fd00:ec2::254", false},
                    AddressCase{"LinkLocal", "fe80::1", false},
                    AddressCase{"LinkLocalZone", "fe80::1%eth0", false},
                    AddressCase{"SiteLocal", "fec0::1", false},
                    AddressCase{"Multicast", "ff02::1", false}),
    case_name);

TEST(AddressPolicy, TakesNothingForAnAddressThatIsNone) {
  for (const char* text : {"", "example.org", "1.2.3", "0x7f000001", "1.2.3.4.5", "::g", "[::1"}) {
    EXPECT_FALSE(AddressPolicy{.allow_private = true}.allows(text)) << text;
  }
}

}  // namespace
}  // namespace tearsheet::fetch
