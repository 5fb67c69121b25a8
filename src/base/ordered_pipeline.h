// Read, work, write: one reader, several workers, and a writer that sees everything in the order in
// which it was read. Futures in a bounded queue keep the order and bound the memory: the reader waits
// when the writer is too far behind.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <future>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "base/bounded_queue.h"
#include "base/result.h"

namespace tearsheet {

/// Bytes under way, so that memory does not depend on the number of cores. Any thread.
class ByteCredit {
 public:
  explicit ByteCredit(std::size_t limit) : limit_(limit) {}
  /// Waits for room; what is larger than the limit goes alone.
  void take(std::size_t bytes) {
    std::unique_lock lock(mutex_);
    room_.wait(lock, [&] { return held_ == 0 || held_ + bytes <= limit_; });
    held_ += bytes;
  }
  void give_back(std::size_t bytes) {
    {
      const std::lock_guard lock(mutex_);
      held_ -= bytes;
    }
    room_.notify_one();
  }

 private:
  const std::size_t limit_;
  std::mutex mutex_;  // guards held_
  std::condition_variable room_;
  std::size_t held_ = 0;
};

template <class In, class Out>
struct OrderedPipeline {
  unsigned threads = 1;
  std::size_t ahead = 16;                   ///< So many items a worker are under way.
  std::function<std::optional<In>()> read;  ///< On a thread of its own; empty: the end.
  std::function<Out(In)> work;              ///< On several threads.
  std::function<Result<void>(Out)> write;   ///< On the caller's thread, in order.
  /// If set: what an item weighs, and how much of it may be under way.
  std::function<std::size_t(const In&)> weight;
  std::size_t max_held = 0;
  /// If set, on the caller's thread: after a write behind which nothing waits; again and again while
  /// nothing comes.
  std::function<void()> caught_up;
  std::function<Result<void>()> idle;

  /// Until all was read and written, or a write failed.
  Result<void> run() {
    BoundedQueue<Job> jobs(threads * ahead);
    BoundedQueue<Ordered> ordered(threads * ahead);
    ByteCredit credit(max_held);
    std::vector<std::jthread> workers;
    for (unsigned i = 0; i < threads; ++i) {
      workers.emplace_back([&] {
        while (auto job = jobs.pop()) job->result.set_value(work(std::move(job->in)));
      });
    }
    std::jthread reader([&] {
      while (auto in = read()) {
        Job job{std::move(*in), {}};
        const std::size_t bytes = weight ? weight(job.in) : 0;
        if (weight) credit.take(bytes);
        if (!ordered.push({job.result.get_future(), bytes}) || !jobs.push(std::move(job))) break;
      }
      jobs.close();
      ordered.close();
    });
    Result<void> done;
    for (;;) {
      auto next =
          idle ? ordered.pop_until(std::chrono::steady_clock::now() + kIdle) : ordered.pop();
      if (next) {
        Out out = next->result.get();
        if (done) done = write(std::move(out));
        if (weight) credit.give_back(next->bytes);
        if (!done) {  // what was read already is dropped
          ordered.close();
          jobs.close();
        } else if (caught_up && ordered.size() == 0) {
          caught_up();
        }
      } else if (ordered.is_over()) {
        return done;
      } else if (done && idle) {
        done = idle();
      }
    }
  }

 private:
  static constexpr std::chrono::milliseconds kIdle{200};
  struct Job {
    In in;
    std::promise<Out> result;
  };
  struct Ordered {
    std::future<Out> result;
    std::size_t bytes = 0;
  };
};

}  // namespace tearsheet
