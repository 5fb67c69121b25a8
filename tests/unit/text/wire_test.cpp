// News agencies in bylines.
#include <gtest/gtest.h>

#include "text/text.h"

namespace tearsheet::text {
namespace {

TEST(WireService, IsToldFromPeople) {
  for (const char* const agency : {"reuters", "dpa", "afp", "yonhap", "新华社"}) {
    EXPECT_TRUE(is_wire_service(agency)) << agency;
  }
  // Names that agencies write in capitals and people are called by.
  for (const char* const word : {"sid", "ani", "nan", "tt", "smith", "", "reuter"}) {
    EXPECT_FALSE(is_wire_service(word)) << word;
  }
}

TEST(WireService, EachIsWrittenInOneWay) {
  for (const WireName& one : wire_names()) {
    EXPECT_FALSE(one.written.empty() || one.service.empty());
    int times = 0;
    for (const WireName& other : wire_names()) times += other.written == one.written ? 1 : 0;
    EXPECT_EQ(times, 1) << one.written;
  }
}

}  // namespace
}  // namespace tearsheet::text
