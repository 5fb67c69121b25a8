// Whether work costs more than it should when its input doubles: by more than two and a half times,
// where it should be twice.
#pragma once

#include <algorithm>
#include <ctime>
#include <string>
#include <string_view>

namespace tearsheet {

/// An input of any length: a beginning, something over and over, an end.
struct Shape {
  std::string before, unit, after;

  [[nodiscard]] std::string times(std::size_t count) const {
    std::string text = before;
    text.reserve(before.size() + unit.size() * count + after.size());
    for (std::size_t i = 0; i < count; ++i) text += unit;
    return text += after;
  }
};

/// The three parts of bytes, between signs U+001F; fewer parts are what is repeated.
inline Shape shape_of(std::string_view bytes) {
  constexpr char kBetween = '\x1F';
  const auto first = bytes.find(kBetween);
  if (first == bytes.npos) return {"", std::string(bytes), ""};
  const auto rest = bytes.substr(first + 1);
  const auto second = rest.find(kBetween);
  return {std::string(bytes.substr(0, first)), std::string(rest.substr(0, second)),
          second == rest.npos ? std::string() : std::string(rest.substr(second + 1))};
}

/// Seconds that this thread computes for `work`: other processes do not count.
template <class Work>
double computing_time(const Work& work) {
  const auto now = [] {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
  };
  const double begin = now();
  work();
  return now() - begin;
}

struct DoublingLimits {
  double times = 2.5;
  double floor = 0.01;  ///< Nothing that costs less is judged.
  std::size_t first_bytes = 2000;
  std::size_t max_bytes = 1 << 19;
  int tries = 20;  ///< The least of them counts; noise only adds.
};

/// `cost(text)` gives what the work on a text costs. Two doublings one after the other have to cost
/// too much: a cache that ends makes a single step.
template <class Cost>
bool grows_too_fast(const Shape& shape, const Cost& cost, const DoublingLimits& limits = {}) {
  if (shape.unit.empty()) return false;
  const auto costs_too_much = [&](std::size_t count) {
    const std::string one = shape.times(count), two = shape.times(2 * count);
    double of_one = cost(one), of_two = cost(two);
    for (int i = 1; i < limits.tries && of_two > limits.times * of_one; ++i) {
      of_one = std::min(of_one, cost(one));
      of_two = std::min(of_two, cost(two));
    }
    return of_one >= limits.floor && of_two > limits.times * of_one;
  };
  std::size_t count = std::max<std::size_t>(1, limits.first_bytes / shape.unit.size());
  for (; count * shape.unit.size() <= limits.max_bytes; count *= 2) {
    if (cost(shape.times(count)) < limits.floor) continue;
    return costs_too_much(count) && costs_too_much(2 * count);
  }
  return false;
}

}  // namespace tearsheet
