#include "site/ftr/refusals.h"

#include <fmt/format.h>

#include <array>

#include "base/ascii.h"

namespace tearsheet::site {
namespace {

constexpr std::size_t kShownBytes = 40;
constexpr std::array<std::string_view, 6> kRobotWords = {"bot",   "spider",   "crawler",
                                                         "slurp", "facebook", "google"};

// A search engine's name opens doors that are shut to others, a browser's as well.
std::string borrowed(std::string_view agent) {
  for (const std::string_view word : kRobotWords) {
    if (contains_ignoring_case(agent, word)) return "a search engine's name is not borrowed";
  }
  return contains_ignoring_case(agent, "mozilla") ? "a browser's name is not borrowed"
                                                  : "another program's name is not borrowed";
}

std::string refuse_header(const FtrLine& line) {
  const std::string name = to_lower(trimmed(line.argument.substr(0, kShownBytes)));
  const auto say = [&](std::string_view why) {
    return fmt::format("http_header({}): {}", name, why);
  };
  if (name == "user-agent") return say(borrowed(line.value));
  if (name == "referer") return say("we came from nowhere else, and do not say so");
  if (name == "cookie") return say("no cookie of somebody's visit is sent");
  return say("no header of a site's own is sent");
}

}  // namespace

std::optional<std::string> refusal_of(const FtrLine& line) {
  if (is_directive(line, "http_header")) return refuse_header(line);
  const std::string name = to_lower(line.name.substr(0, kShownBytes));
  if (name.starts_with("login_") || name == "requires_login" || name == "not_logged_in_xpath")
    return "login: no account is used, and no wall climbed";
  if (name == "move_into") return "move_into: nothing is moved about in a page";
  return std::nullopt;
}

}  // namespace tearsheet::site
