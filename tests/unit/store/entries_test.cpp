// What is remembered of a source's entries.
#include "store_fixture.h"

namespace tearsheet::store {
namespace {

TEST_F(StoreWithSite, KeepsTheEntriesOfASource) {
  ASSERT_TRUE(store_->begin());
  Entries entries;
  entries.known = "0123456789abcdef";
  entries.answers = 2;
  ASSERT_TRUE(store_->put_entries(7, entries));
  ASSERT_TRUE(store_->commit());
  const Entries got = *store_->entries(7);
  EXPECT_EQ(got.known, entries.known);
  EXPECT_EQ(got.answers, 2);
  EXPECT_EQ(got.same + got.other, 0);
  EXPECT_TRUE(store_->entries(8)->known.empty());
}

}  // namespace
}  // namespace tearsheet::store
