#include "base/bounded_queue.h"

#include <gtest/gtest.h>

#include <thread>

namespace tearsheet {
namespace {

TEST(BoundedQueue, KeepsTheOrder) {
  BoundedQueue<int> queue(3);
  for (const int i : {1, 2, 3}) ASSERT_TRUE(queue.push(i));
  EXPECT_EQ(queue.pop(), 1);
  EXPECT_EQ(queue.pop(), 2);
  EXPECT_EQ(queue.try_pop(), 3);
  EXPECT_EQ(queue.try_pop(), std::nullopt);
}

TEST(BoundedQueue, DrainsAfterCloseAndThenEnds) {
  BoundedQueue<int> queue(2);
  ASSERT_TRUE(queue.push(1));
  queue.close();
  EXPECT_FALSE(queue.push(2));
  EXPECT_EQ(queue.pop(), 1);
  EXPECT_EQ(queue.pop(), std::nullopt);
}

TEST(BoundedQueue, MakesTheProducerWaitUntilThereIsRoom) {
  BoundedQueue<int> queue(1);
  std::jthread producer([&] {
    for (int i = 0; i < 1000; ++i) {
      if (!queue.push(i)) return;
    }
    queue.close();
  });
  int expected = 0;
  while (const auto item = queue.pop()) {
    EXPECT_EQ(*item, expected++);
    EXPECT_LE(queue.size(), 1U);
  }
  EXPECT_EQ(expected, 1000);
}

TEST(BoundedQueue, LetsAWaitingConsumerGoWhenItIsClosed) {
  BoundedQueue<int> queue(1);
  std::jthread consumer([&] { EXPECT_EQ(queue.pop(), std::nullopt); });
  queue.close();
}

TEST(BoundedQueue, TakesNothingOnceItIsClosed) {
  BoundedQueue<int> queue(1);
  queue.close();
  EXPECT_FALSE(queue.push(1));
  EXPECT_TRUE(queue.is_over());
}

}  // namespace
}  // namespace tearsheet
