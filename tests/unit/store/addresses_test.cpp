// The addresses of sites that have no file.
#include "store_fixture.h"

namespace tearsheet::store {
namespace {

TEST_F(StoreWithSite, KeepsAddressesOnce) {
  ASSERT_TRUE(store_->put_address({"https://reef.example/", "reef.example"}));
  ASSERT_TRUE(store_->put_address({"https://lamp.example/b", "lamp.example"}));
  ASSERT_TRUE(store_->put_address({"https://lamp.example/a", "lamp.example"}));
  ASSERT_TRUE(store_->put_address({"https://lamp.example/a", "lamp.example"}));
  ASSERT_TRUE(store_->put_address({"https://lamp.example/typo", "lamp.example"}));
  ASSERT_TRUE(store_->drop_address({"https://lamp.example/typo", "lamp.example"}));
  ASSERT_TRUE(store_->drop_address({"https://lamp.example/typo", "lamp.example"}));
  std::vector<std::string> got;
  const auto kept = store_->addresses();
  ASSERT_TRUE(kept);
  for (const SiteAddress& address : *kept) got.push_back(address.site + " " + address.url);
  EXPECT_EQ(got, (std::vector<std::string>{"lamp.example https://lamp.example/a",
                                           "lamp.example https://lamp.example/b",
                                           "reef.example https://reef.example/"}));
}

}  // namespace
}  // namespace tearsheet::store
