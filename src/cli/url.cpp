// `tearsheet url`: resolve addresses and show deduplication keys.
#include "url/url.h"

#include "cli/batch.h"
#include "cli/command.h"
#include "cli/input_lines.h"

namespace tearsheet::cli {
namespace {

Result<std::string> resolved(const std::string& input, const std::string& base) {
  const auto url = base.empty() ? url::Url::parse(input) : url::Url::resolve(input, base);
  if (!url) return fail(url.error());
  return url->href();
}

Result<Json> answer(const Json& line) {
  Json out = Json::object();
  if (line.contains("canonical")) {
    const auto url = url::Url::parse(text_at(line, "canonical"));
    if (!url) return fail(url.error());
    out["canonical"] = url::dedup_key(*url).text;
    return out;
  }
  if (!line.contains("input")) {
    return fail(ErrorCode::kInvalid, "neither \"input\" nor \"canonical\"");
  }
  const auto href = resolved(text_at(line, "input"), text_at(line, "base"));
  if (!href) return fail(href.error());
  out["href"] = *href;
  return out;
}

class UrlCommand final : public Command {
 public:
  [[nodiscard]] std::string_view name() const override { return "url"; }
  [[nodiscard]] std::string_view summary() const override {
    return "resolve addresses, or print their deduplication keys";
  }

  void declare(Arguments& arguments) override {
    arguments.positionals(
        "URL", urls_, "addresses, one line of output each; -: the lines of standard input", false);
    arguments.option("--base", base_, "URL", "what relative addresses are relative to");
    arguments.flag("--canonical", canonical_, "print what all forms of a page have in common");
    arguments.flag("--batch", batch_, "a JSON object a line on standard input");
    arguments.epilog(R"(Examples:
  tearsheet url --base https://example.org/news/ ../a?b=1
  tearsheet url --canonical 'http://m.example.org/story/amp/?utm_source=x'
Batch lines: {"input": TEXT, "base": URL or null} gives {"href"},
{"canonical": URL} gives {"canonical"}; what is no http(s) address gives {"error"}.)");
  }

  int run(Console& console) override {
    if (batch_) return run_batch(console, answer);
    if (urls_.empty()) {
      console.log().error("no address given; see tearsheet url --help");
      return kUsage;
    }
    std::size_t asked = 0, failed = 0;
    each_line(urls_, [&](const std::string& input) {
      const auto href = resolved(input, base_);
      ++asked;
      if (href)
        return console.print(canonical_ ? url::dedup_key(*url::Url::parse(*href)).text : *href);
      console.log().error(href.error().message);
      ++failed;
      return true;
    });
    if (failed == 0) return kDone;
    return failed == asked ? kFailed : kDoneInPart;
  }

 private:
  std::vector<std::string> urls_;
  std::string base_;
  bool canonical_ = false;
  bool batch_ = false;
};

}  // namespace

std::unique_ptr<Command> make_url_command() {
  return std::make_unique<UrlCommand>();
}

}  // namespace tearsheet::cli
