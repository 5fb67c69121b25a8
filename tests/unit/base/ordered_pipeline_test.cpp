#include "base/ordered_pipeline.h"

#include <gtest/gtest.h>

#include <atomic>

namespace tearsheet {
namespace {

// Reads 0 to 299 and doubles each, the first ones slowest.
OrderedPipeline<int, int> doubling(std::vector<int>& written) {
  OrderedPipeline<int, int> pipeline;
  pipeline.threads = 4;
  pipeline.ahead = 3;
  pipeline.read = [next = 0]() mutable {
    return next < 300 ? std::optional(next++) : std::nullopt;
  };
  pipeline.work = [](int number) {
    if (number % 10 == 0) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    return 2 * number;
  };
  pipeline.write = [&written](int number) -> Result<void> {
    written.push_back(number);
    return {};
  };
  return pipeline;
}

TEST(OrderedPipeline, WritesInTheOrderOfReading) {
  std::vector<int> written, wanted(300);
  for (int i = 0; i < 300; ++i) wanted[static_cast<std::size_t>(i)] = 2 * i;
  EXPECT_TRUE(doubling(written).run());
  EXPECT_EQ(written, wanted);
}

TEST(OrderedPipeline, StopsReadingWhenAWriteFails) {
  std::vector<int> written;
  std::atomic<int> read = 0;
  auto pipeline = doubling(written);
  pipeline.read = [&read] { return std::optional(read++); };  // without end
  pipeline.write = [&written](int number) -> Result<void> {
    written.push_back(number);
    if (number == 20) return fail(ErrorCode::kIo, "the disk is full");
    return {};
  };
  const auto done = pipeline.run();
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().message, "the disk is full");
  EXPECT_EQ(written.size(), 11U);
  EXPECT_LT(read, 11 + 4 * 3 + 4 * 3 + 4 + 2);  // in both queues and in hand
}

TEST(OrderedPipeline, HoldsNoMoreThanItMay) {
  std::vector<int> written;
  auto pipeline = doubling(written);
  std::atomic<int> held = 0;
  int most = 0;
  pipeline.weight = [](int) { return std::size_t{10}; };
  pipeline.max_held = 25;
  pipeline.work = [&held](int number) {
    ++held;
    return number;
  };
  pipeline.write = [&](int number) -> Result<void> {
    most = std::max(most, held.load());
    --held;
    written.push_back(number);
    return {};
  };
  EXPECT_TRUE(pipeline.run());
  EXPECT_EQ(written.size(), 300U);
  EXPECT_LE(most, 2);
}

TEST(OrderedPipeline, TellsTheWriterThatNothingWaits) {
  std::vector<int> written;
  auto pipeline = doubling(written);
  std::atomic<std::size_t> answered = 0;
  // As an asker does that waits for each answer: without the call it would wait for ever.
  pipeline.read = [&, next = std::size_t{0}]() mutable -> std::optional<int> {
    while (answered < next) std::this_thread::yield();
    if (next == 20) return std::nullopt;
    return static_cast<int>(next++);
  };
  pipeline.caught_up = [&] { answered = written.size(); };
  EXPECT_TRUE(pipeline.run());
  EXPECT_EQ(written.size(), 20U);
}

TEST(OrderedPipeline, IsIdleWhileNothingComes) {
  std::vector<int> written;
  auto pipeline = doubling(written);
  std::atomic<bool> was_idle = false;
  pipeline.read = [&, next = 0]() mutable -> std::optional<int> {
    if (next == 1) {
      while (!was_idle) std::this_thread::yield();
      return std::nullopt;
    }
    return next++;
  };
  pipeline.idle = [&]() -> Result<void> {
    was_idle = true;
    return {};
  };
  EXPECT_TRUE(pipeline.run());
  EXPECT_EQ(written, std::vector<int>{0});
}

}  // namespace
}  // namespace tearsheet
