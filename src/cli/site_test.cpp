#include "cli/site_test.h"

#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <iostream>
#include <map>
#include <optional>
#include <utility>

#include "base/ascii.h"
#include "base/files.h"
#include "cli/command.h"
#include "cli/page_file.h"
#include "cli/test_checks.h"
#include "cli/test_values.h"
#include "reading/reading.h"
#include "text/text.h"

namespace tearsheet::cli {
namespace {

using site::SiteDefinition;
using site::SiteTest;

constexpr std::size_t kMaxFileBytes = 1'000'000;
constexpr std::size_t kShown = 160;  // characters of a value

std::string shorten(std::string_view text) {
  const auto cut = text::truncate(text, kShown);
  return text::clean_line(cut) + (cut.size() < text.size() ? " ..." : "");
}

std::string name_of(const SiteTest& test) {
  return test.file.empty() ? std::string(test.url.href()) : test.file.filename().string();
}

/// One after another, with what they came to.
class Run {
 public:
  Run(Console& console, bool is_live, bool updates, const LiveOptions& options)
      : console_(console), is_live_(is_live), updates_(updates), options_(options) {}

  void take(const SiteDefinition& site, const SiteTest& test) {
    if (is_live_ ? test.url.empty() : test.file.empty()) {
      ++left_out_;
      return;
    }
    const auto page = is_live_ ? fetch(site, test) : read_page(test.file.string(), test.url, &site);
    if (!page) return fail(site, test, fetched_ ? "parse" : "fetch", page.error().message);
    if (!page->no_page.empty()) return fail(site, test, "parse", std::string(page->no_page));
    const auto differences = check_page(site, test, *page);
    if (differences.empty()) {
      ++passed_;
      return say(fmt::format("ok     {} {}", site.id, name_of(test)));
    }
    ++failed_;
    say(fmt::format("FAILED {} {} ({})", site.id, name_of(test), differences.front().stage));
    for (const Difference& one : differences) tell(site, test, one);
  }

  [[nodiscard]] int failed() const { return failed_; }
  [[nodiscard]] const std::map<std::filesystem::path, std::vector<TestValue>>& changes() const {
    return changes_;
  }

  void sum_up(std::chrono::milliseconds took) {
    std::string line = fmt::format("{} passed, {} failed", passed_, failed_);
    if (left_out_ > 0)
      line += fmt::format(", {} not run ({})", left_out_,
                          is_live_ ? "they have no url" : "they have no file: --live");
    console_.print(fmt::format("{} in {:.1f} s", line, static_cast<double>(took.count()) / 1000));
  }

 private:
  void say(const std::string& line) { console_.print(line); }

  Result<reading::Page> fetch(const SiteDefinition& site, const SiteTest& test) {
    fetched_ = false;
    if (!pages_) pages_.emplace(options_, console_);
    const auto page = pages_->get(test.url, &site);
    if (!page) return tearsheet::fail(page.error());
    fetched_ = true;
    return reading::open_page(page->bytes, page->headers, page->url, &site);
  }

  void fail(const SiteDefinition& site, const SiteTest& test, std::string_view stage,
            const std::string& why) {
    ++failed_;
    say(fmt::format("FAILED {} {} ({})", site.id, name_of(test), stage));
    say(fmt::format("       {}:{}: {}", site.file.string(), test.line, why));
  }

  void tell(const SiteDefinition& site, const SiteTest& test, const Difference& one) {
    say(fmt::format("       {}:{}: {} ({}: {})", site.file.string(), test.line, one.key, one.stage,
                    one.why));
    if (!one.expected.empty() || !one.got.empty()) {
      say(fmt::format("         - {}", shorten(one.expected)));
      say(fmt::format("         + {}", one.got.empty() ? "nothing" : shorten(one.got)));
    }
    if (updates_ && one.value) changes_[site.file].push_back({test.line, one.key, *one.value});
  }

  Console& console_;
  const bool is_live_, updates_;
  const LiveOptions& options_;
  std::optional<LivePages> pages_;
  bool fetched_ = false;
  int passed_ = 0, failed_ = 0, left_out_ = 0;
  std::map<std::filesystem::path, std::vector<TestValue>> changes_;
};

// Somebody at a terminal is asked; a script has said --update.
bool is_agreed(const std::filesystem::path& file, std::size_t count) {
  if (isatty(STDIN_FILENO) == 0) return true;
  std::cerr << fmt::format("write {} value{} to {}? [y/N] ", count, count == 1 ? "" : "s",
                           file.string())
            << std::flush;
  std::string answer;
  std::getline(std::cin, answer);
  return equals_ignoring_case(trimmed(answer), "y") || equals_ignoring_case(trimmed(answer), "yes");
}

Result<void> write_values(const std::filesystem::path& file, const std::vector<TestValue>& values) {
  const auto toml = read_file(file, kMaxFileBytes);
  if (!toml) return fail(toml.error());
  auto changed = with_test_values(*toml, file, values);
  if (!changed) return fail(changed.error());
  return write_file(file, *changed);
}

}  // namespace

void SiteTests::declare(Arguments& arguments) {
  arguments.flag("--live", live_, "test: fetch the pages of the tests, and say what differs");
  arguments.flag("--update", update_,
                 "test: write what is got into the file as what is expected (asks at a terminal)");
  arguments.flag("--dry-run", dry_run_, "test: with --update, only say what would be written");
}

int SiteTests::run(Console& console, const std::vector<const SiteDefinition*>& sites,
                   const LiveOptions& live) const {
  const auto begun = std::chrono::steady_clock::now();
  Run run(console, live_, update_, live);
  for (const SiteDefinition* site : sites) {
    for (const SiteTest& test : site->tests) run.take(*site, test);
  }
  run.sum_up(std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::steady_clock::now() - begun));
  for (const auto& [file, values] : run.changes()) {
    if (dry_run_) {
      for (const TestValue& one : values)
        console.print(fmt::format("would write {}:{}: {} = {}", file.string(), one.test_line,
                                  one.key, one.value));
    } else if (is_agreed(file, values.size())) {
      if (const auto written = write_values(file, values); !written)
        return console.fail(written.error());
      console.print(fmt::format("wrote {} value{} to {}", values.size(),
                                values.size() == 1 ? "" : "s", file.string()));
    }
  }
  return run.failed() == 0 ? kDone : kFailed;
}

}  // namespace tearsheet::cli
