// The only way two stages of the crawl talk to each other.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

namespace tearsheet {

/// Hands items from one stage to the next. A full queue makes push() wait, which is how a slow
/// disk slows the network down instead of filling the memory. Any number of threads on each side.
template <class T>
class BoundedQueue {
 public:
  explicit BoundedQueue(std::size_t capacity) : capacity_(capacity) {}

  /// False: closed, and the item is gone.
  [[nodiscard]] bool push(T item) {
    std::unique_lock lock(mutex_);
    room_.wait(lock, [this] { return closed_ || items_.size() < capacity_; });
    if (closed_ || items_.size() >= capacity_) return false;
    items_.push_back(std::move(item));
    lock.unlock();
    some_.notify_one();
    return true;
  }

  /// Empty: closed and drained.
  [[nodiscard]] std::optional<T> pop() {
    std::unique_lock lock(mutex_);
    some_.wait(lock, [this] { return closed_ || !items_.empty(); });
    return take(lock);
  }

  /// Waits until `deadline` at the longest. Empty: nothing came, or closed and drained.
  [[nodiscard]] std::optional<T> pop_until(std::chrono::steady_clock::time_point deadline) {
    std::unique_lock lock(mutex_);
    some_.wait_until(lock, deadline, [this] { return closed_ || !items_.empty(); });
    return take(lock);
  }

  /// Empty: nothing there right now.
  [[nodiscard]] std::optional<T> try_pop() {
    std::unique_lock lock(mutex_);
    return take(lock);
  }

  /// No more items will come; waiting consumers drain what is left and then get nothing.
  void close() {
    {
      const std::lock_guard lock(mutex_);
      closed_ = true;
    }
    some_.notify_all();
    room_.notify_all();
  }

  /// Closed and drained.
  [[nodiscard]] bool is_over() const {
    const std::lock_guard lock(mutex_);
    return closed_ && items_.empty();
  }

  [[nodiscard]] std::size_t size() const {
    const std::lock_guard lock(mutex_);
    return items_.size();
  }

 private:
  std::optional<T> take(std::unique_lock<std::mutex>& lock) {
    if (items_.empty()) return std::nullopt;
    std::optional<T> item(std::move(items_.front()));
    items_.pop_front();
    lock.unlock();
    room_.notify_one();
    return item;
  }

  const std::size_t capacity_;
  mutable std::mutex mutex_;  // guards closed_ and items_
  std::condition_variable some_;
  std::condition_variable room_;
  bool closed_ = false;
  std::deque<T> items_;
};

}  // namespace tearsheet
