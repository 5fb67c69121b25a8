// `tearsheet robots`: what a robots.txt says about addresses.
#include "robots/robots.h"

#include <algorithm>
#include <array>

#include "base/base64.h"
#include "base/files.h"
#include "cli/batch.h"
#include "cli/command.h"
#include "cli/input_lines.h"

namespace tearsheet::cli {
namespace {

// Enough to say that the limit of the parser was reached.
constexpr std::size_t kMaxFile = 64'000'000;

Result<Json> answer(const Json& line) {
  const auto url = url::Url::parse(text_at(line, "url"));
  if (!url) return fail(url.error());
  std::string bytes = text_at(line, "robots");
  if (line.contains("robots_b64")) {
    Base64Bytes packed = from_base64(text_at(line, "robots_b64"));
    if (packed.bad_at != std::string_view::npos)
      return fail(ErrorCode::kInvalid, "\"robots_b64\" is not base64");
    bytes = std::move(packed.bytes);
  }
  const auto policy = robots::RobotsPolicy::parse(bytes, text_at(line, "agent", "tearsheet"));
  Json out = Json::object();
  out["allow"] = policy.allows(*url);
  out["crawl_delay"] = nullptr;
  if (policy.crawl_delay()) {
    out["crawl_delay"] = std::chrono::duration<double>(*policy.crawl_delay()).count();
  }
  out["sitemaps"] = Json::array();
  for (const std::string& sitemap : policy.sitemaps()) {
    const auto absolute = url::Url::parse(sitemap, &*url);
    if (absolute) out["sitemaps"].push_back(absolute->href());
  }
  return out;
}

class RobotsCommand final : public Command {
 public:
  [[nodiscard]] std::string_view name() const override { return "robots"; }
  [[nodiscard]] std::string_view summary() const override {
    return "say what a robots.txt allows, as the crawler reads it";
  }

  void declare(Arguments& arguments) override {
    arguments.positionals(
        "URL", urls_,
        "addresses to ask about, one line of output each; -: the lines of standard input", false);
    arguments.option("--robots-file", file_, "FILE", "the robots.txt (- for standard input)");
    arguments.option("--agent", agent_, "NAME", "the product token asked for");
    arguments.flag("--batch", batch_, "a JSON object a line on standard input");
    arguments.epilog(R"(Examples:
  tearsheet robots --robots-file robots.txt https://example.org/search?q=x
  curl -s https://example.org/robots.txt | tearsheet robots --robots-file - --agent otherbot https://example.org/
Batch lines: {"robots": TEXT or "robots_b64": BASE64, "agent": NAME, "url": URL} gives
{"allow", "crawl_delay" (seconds or null), "sitemaps"}.)");
  }

  int run(Console& console) override {
    if (batch_) return run_batch(console, answer);
    if (file_.empty() || urls_.empty()) {
      console.log().error(
          "needs --robots-file and at least one address; see tearsheet robots --help");
      return kUsage;
    }
    if (file_ == "-" && std::ranges::find(urls_, "-") != urls_.end()) {
      console.log().error("standard input is either the robots.txt or the addresses, not both");
      return kUsage;
    }
    const auto bytes = read_file(file_, kMaxFile);
    if (!bytes) return console.fail(bytes.error());
    const auto policy = robots::RobotsPolicy::parse(*bytes, agent_);
    std::size_t asked = 0, failed = 0;
    each_line(urls_, [&](const std::string& input) {
      const auto url = url::Url::parse(input);
      ++asked;
      if (url) return console.print((policy.allows(*url) ? "allow " : "deny ") + input);
      console.log().error(url.error().message);
      ++failed;
      return true;
    });
    if (failed == 0) return kDone;
    return failed == asked ? kFailed : kDoneInPart;
  }

 private:
  std::vector<std::string> urls_;
  std::string file_;
  std::string agent_ = "tearsheet";
  bool batch_ = false;
};

}  // namespace

std::unique_ptr<Command> make_robots_command() {
  return std::make_unique<RobotsCommand>();
}

}  // namespace tearsheet::cli
