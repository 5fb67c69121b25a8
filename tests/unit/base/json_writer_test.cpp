#include "base/json_writer.h"

#include <gtest/gtest.h>

namespace tearsheet {
namespace {

TEST(JsonWriter, SetsCommasAndQuotes) {
  std::string out;
  JsonWriter json(out);
  json.open('{');
  json.field("title", "The \"Tide\"");
  json.field("summary", "");
  json.raw_field("size", "7");
  json.field("tags", std::vector<std::string>{"sea", "harbour"});
  json.field("authors", std::vector<std::string>{});
  json.key("parts");
  json.open('[');
  for (int i = 0; i < 2; ++i) {
    json.open('{');
    json.field("id", std::to_string(i));
    json.close('}');
  }
  json.close(']');
  json.raw_field("whole", "true");
  json.close('}');
  EXPECT_EQ(out, R"({"title":"The \"Tide\"","summary":null,"size":7,"tags":["sea","harbour"],)"
                 R"("authors":[],"parts":[{"id":"0"},{"id":"1"}],"whole":true})");
}

}  // namespace
}  // namespace tearsheet
