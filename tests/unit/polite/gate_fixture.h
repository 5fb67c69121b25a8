// A gate with a clock to tick, and short words for what tests do with it.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "polite/polite.h"

namespace tearsheet::polite {

class GateTest : public testing::Test {
 protected:
  using Ms = std::chrono::milliseconds;

  static url::Url url(std::string_view text) {
    auto parsed = url::Url::parse(text);
    EXPECT_TRUE(parsed.has_value()) << text;
    return parsed ? *parsed : url::Url();
  }

  Answer ask(std::string_view text, Purpose purpose = Purpose::kPage) {
    return gate.ask(url(text), purpose);
  }

  /// The permit, where there must be one.
  std::optional<Permit> permit(std::string_view text, Purpose purpose = Purpose::kPage) {
    Answer answer = ask(text, purpose);
    auto* permit = std::get_if<Permit>(&answer);
    if (permit == nullptr) {
      ADD_FAILURE() << text << ": no permit, but alternative " << answer.index();
      return std::nullopt;
    }
    return std::move(*permit);
  }

  /// Asks, is told to fetch robots.txt, and gets this answer from it.
  void give_robots(std::string_view page, int status, std::string_view body,
                   RobotsValidators validators = {}) {
    Answer answer = ask(page);
    auto* need = std::get_if<NeedRobots>(&answer);
    ASSERT_NE(need, nullptr) << page << ": alternative " << answer.index();
    gate.finished(need->permit, {.status = status});
    gate.robots_answered(need->permit, status, body, std::nullopt, std::move(validators));
  }

  void fetch(std::string_view text, const Outcome& outcome, Purpose purpose = Purpose::kPage) {
    auto leave = permit(text, purpose);
    ASSERT_TRUE(leave);
    gate.finished(*leave, outcome);
  }

  /// How long the gate wants us to wait; 0 if not at all.
  Ms wait_for(std::string_view text, Purpose purpose = Purpose::kPage) {
    Answer answer = ask(text, purpose);
    if (auto* leave = std::get_if<Permit>(&answer)) {
      gate.cancel(*leave);
      return Ms(0);
    }
    if (auto* need = std::get_if<NeedRobots>(&answer)) {
      gate.cancel(need->permit);
      return Ms(0);
    }
    const auto* wait = std::get_if<Wait>(&answer);
    if (wait == nullptr) {
      ADD_FAILURE() << text << ": no wait, but alternative " << answer.index();
      return Ms(-1);
    }
    return std::chrono::duration_cast<Ms>(wait->until - clock.steady());
  }

  template <class Alternative>
  bool is(const Answer& answer) {
    return std::holds_alternative<Alternative>(answer);
  }

  /// A run that follows: the memory goes over, nothing else. Every robots.txt is confirmed.
  void restart() {
    restart_unconfirmed();
    for (const auto& [authority, memory] : stored) {
      Answer answer = ask(authority + "/");
      auto* need = std::get_if<NeedRobots>(&answer);
      if (need == nullptr) continue;
      const bool is_conditional = !need->validators.etag.empty();
      gate.cancel(need->permit);
      gate.robots_answered(need->permit, is_conditional ? 304 : memory.robots_status,
                           memory.robots_body);
    }
  }

  void restart_unconfirmed() {
    for (HostMemory& memory : gate.take_changed()) stored[memory.authority] = std::move(memory);
    gate = HostGate(clock, limits, "tearsheet", 2);
    for (const auto& [authority, memory] : stored) gate.remember(memory);
  }

  FakeClock clock;
  PaceLimits limits;
  HostGate gate{clock, limits, "tearsheet", 1};
  std::map<std::string, HostMemory> stored;
};

// Jitter lengthens a pause by at most a tenth, a backoff by at most a quarter.
inline void expect_pause(std::chrono::milliseconds actual, std::chrono::milliseconds stated,
                         double jitter = 0.1) {
  EXPECT_GE(actual, stated);
  EXPECT_LE(actual.count(),
            static_cast<long>(static_cast<double>(stated.count()) * (1 + jitter)) + 1);
}

}  // namespace tearsheet::polite
