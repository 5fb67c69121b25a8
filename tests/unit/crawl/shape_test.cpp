#include "crawl/plan/shape.h"

#include <gtest/gtest.h>

namespace tearsheet::crawl {
namespace {

url::Url parsed(std::string_view text) {
  return *url::Url::parse(text);
}

struct ShapeCase {
  const char* name;
  const char* a;
  const char* b;
  bool same;
};
class Shape : public testing::TestWithParam<ShapeCase> {};
TEST_P(Shape, IsEqualForPagesOfOneTemplate) {
  EXPECT_EQ(shape_of(parsed(GetParam().a)) == shape_of(parsed(GetParam().b)), GetParam().same);
}
INSTANTIATE_TEST_SUITE_P(
    Cases, Shape,
    testing::Values(
        ShapeCase{"Calendar", "http://a.example/cal/2024-3/17.html",
                  "http://a.example/cal/2025-11/2.html", true},
        ShapeCase{"Slugs", "http://a.example/news/old-port-dredged",
                  "http://a.example/news/new-mill", true},
        ShapeCase{"QueryValues", "http://a.example/x?id=1", "http://a.example/x?id=2", true},
        ShapeCase{"QueryNames", "http://a.example/x?id=1", "http://a.example/x?day=2", false},
        ShapeCase{"Sections", "http://a.example/news/1", "http://a.example/sport/1", false},
        ShapeCase{"Extensions", "http://a.example/1.html", "http://a.example/1.pdf", false},
        ShapeCase{"Hosts", "http://a.example/1", "http://b.example/1", false}),
    [](const auto& test) { return std::string(test.param.name); });

}  // namespace
}  // namespace tearsheet::crawl
