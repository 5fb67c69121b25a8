// Read, work, write: one reader, several workers, and a writer that sees everything in the order in
// which it was read. Private to archive/.
#pragma once

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

namespace tearsheet::archive {

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
struct Pipeline {
  unsigned threads = 1;
  std::size_t max_held = 0;  ///< Bytes, as `weight` counts them.
  std::function<std::size_t(const In&)> weight;
  std::function<std::optional<In>()> read;  ///< On a thread of its own; empty: the end.
  std::function<Out(In)> work;              ///< On several threads.
  std::function<Result<void>(Out)> write;   ///< On the caller's thread, in order.
  std::function<Result<void>()> idle;       ///< On the caller's thread, when nothing comes.

  /// Until all was read and written, or a write failed.
  Result<void> run() {
    constexpr std::size_t kAhead = 16;  // pages a worker
    BoundedQueue<Job> jobs(threads * kAhead);
    BoundedQueue<Ordered> ordered(threads * kAhead);
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
        const std::size_t bytes = weight(job.in);
        credit.take(bytes);
        if (!ordered.push({job.result.get_future(), bytes}) || !jobs.push(std::move(job))) break;
      }
      jobs.close();
      ordered.close();
    });
    Result<void> done;
    for (;;) {
      auto next = ordered.pop_until(std::chrono::steady_clock::now() + kIdle);
      if (next) {
        Out out = next->result.get();
        if (done) done = write(std::move(out));
        credit.give_back(next->bytes);
        if (!done) {  // what was read already is dropped
          ordered.close();
          jobs.close();
        }
      } else if (ordered.is_over()) {
        return done;
      } else if (done) {
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

}  // namespace tearsheet::archive
