// `tearsheet preferences`: what a publisher says about the use of its text.
#include "preferences/preferences.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/escape.h"
#include "cli/batch.h"
#include "cli/command.h"
#include "cli/configuration.h"
#include "cli/prompt_fetcher.h"
#include "html/html.h"
#include "reading/reading.h"
#include "robots/robots.h"

namespace tearsheet::cli {
namespace {

using preferences::Preferences;

// What has no words in JSON: flags and the two values of a reservation.
Json value_of(const std::string& name, const std::string& value) {
  if (name == "tdm-reservation") return value == "1" ? 1 : 0;
  if (name == "noai" || name == "noimageai") return true;
  return value;
}

Json to_json(const preferences::Statement& told) {
  Json values = Json::object();
  for (const auto& [name, value] : told.values) values[name] = value_of(name, value);
  return {{"source", preferences::to_string(told.source)},
          {"text", told.text},
          {"value", std::move(values)}};
}

void add_answers(Json& out, const Preferences& all) {
  const auto add = [&](const char* name, const std::optional<bool>& is_allowed) {
    if (is_allowed) out[name] = *is_allowed ? "y" : "n";
  };
  add("train-ai", all.train_ai);
  add("ai-use", all.ai_use);
  add("search", all.search);
  if (all.use) out["use"] = preferences::to_string(*all.use);
  if (all.tdm_reserved) out["tdm"] = *all.tdm_reserved ? 1 : 0;
  if (!all.tdm_policy.empty()) out["tdm-policy"] = all.tdm_policy;
  if (!all.licenses.empty()) out["license"] = all.licenses;
}

Json to_json(const Preferences& all, bool may_crawl) {
  Json out = {{"crawl", may_crawl}};
  if (!may_crawl) return out;  // nothing else counts
  add_answers(out, all);
  out["statements"] = Json::array();
  for (const auto& told : all.statements) out["statements"].push_back(to_json(told));
  return out;
}

fetch::Headers headers_of(const Json& line) {
  fetch::Headers headers;
  const auto found = line.find("headers");
  if (found == line.end() || !found->is_array()) return headers;
  for (const Json& header : *found) {
    if (header.is_array() && header.size() == 2 && header[0].is_string() && header[1].is_string())
      headers.emplace_back(header[0].get<std::string>(), header[1].get<std::string>());
  }
  return headers;
}

Result<Json> answer(const Json& line) {
  const auto url = url::Url::parse(text_at(line, "url"));
  if (!url) return fail(url.error());
  const std::string agent = text_at(line, "agent", reading::kAgentToken);
  const auto robots = robots::RobotsPolicy::parse(text_at(line, "robots"), agent);
  const auto page = html::Document::parse(text_at(line, "html"));
  if (!page) return fail(page.error());
  const fetch::Headers headers = headers_of(line);
  const auto file = preferences::TdmFile::parse(text_at(line, "tdmrep"));
  return to_json(preferences::read_preferences({.url = *url,
                                                .agent = agent,
                                                .robots = &robots.usage(),
                                                .headers = headers,
                                                .page = &*page,
                                                .tdm_file = &file}),
                 robots.allows(*url));
}

class PreferencesCommand final : public Command {
 public:
  [[nodiscard]] std::string_view name() const override { return "preferences"; }
  [[nodiscard]] std::string_view summary() const override {
    return "say what a publisher wants its text to be used for";
  }

  void declare(Arguments& arguments) override {
    arguments.positionals("URL", urls_, "pages to ask about", false);
    arguments.flag("--batch", batch_, "a JSON object a line on standard input");
    arguments.flag("--json", json_, "a JSON object a page");
    arguments.flag("--allow-private-network", allow_private_,
                   "allow loopback and private addresses");
    arguments.option("--user-agent", user_agent_, "TEXT", "instead of tearsheet/VERSION (+CONTACT)",
                     kUserAgentSetting);
    arguments.option("--contact", contact_, "URL-OR-MAIL", "where a site's owner can reach you",
                     kContactSetting);
    limits_.declare(arguments);
    arguments.epilog(
        R"(Read are robots.txt (Content-Usage, Content-Signal, License), the page's headers and elements (Content-Usage,
Content-Signal, tdm-reservation, tdm-policy, X-Robots-Tag, Link, meta, link) and /.well-known/tdmrep.json. Of
statements that differ the most restrictive counts; what nobody said is unknown, which is not yes.
Examples:
  tearsheet preferences https://example.org/news/1
  tearsheet preferences --json https://example.org/news/1 https://example.org/news/2
Batch lines: {"url", "robots": TEXT or null, "headers": [[NAME, VALUE], ...], "html", "tdmrep": TEXT or null, "agent"} give
{"crawl", "train-ai", "ai-use", "search": y or n, "use", "tdm": 0 or 1, "tdm-policy", "license", "statements"}.
Exit codes: 0 done, 1 no page could be read, 2 usage, 5 some could not.)");
  }

  int run(Console& console) override {
    if (batch_) return run_batch(console, answer);
    if (urls_.empty()) {
      console.log().error("needs an address or --batch; see tearsheet preferences --help");
      return kUsage;
    }
    PromptFetcher asks({agent_of(user_agent_, contact_), allow_private_, limits_}, console);
    std::size_t failed = 0;
    for (const std::string& text : urls_) {
      const auto told = ask(text, asks);
      if (!told) {
        console.log().error(told.error().message);
        ++failed;
      } else if (!print(console, text, *told)) {
        return kFailed;  // nobody reads on
      }
    }
    if (failed == 0) return console.flush() ? kDone : kFailed;
    return failed == urls_.size() ? kFailed : kDoneInPart;
  }

 private:
  Result<fetch::PageAnswer> get(const url::Url& url, fetch::BodyKind kind, PromptFetcher& asks) {
    constexpr int kRetries = 1;  // somebody waits
    return fetch::fetch_page(asks.fetcher, asks.gate, asks.clock, url, {.kind = kind}, asks.limits,
                             kRetries);
  }

  Result<Preferences> ask(const std::string& text, PromptFetcher& asks) {
    const auto url = url::Url::parse(text);
    if (!url) return fail(url.error());
    const auto answer = get(*url, fetch::BodyKind::kPage, asks);
    if (!answer) return fail(answer.error());
    const fetch::FetchResult& got = answer->result;
    const auto page = reading::open_page(got.body, got.headers, got.url, nullptr);
    if (!page) return fail(page.error());
    const auto place = url::Url::parse("/.well-known/tdmrep.json", &got.url);
    preferences::TdmFile file;
    if (place) {
      // None is there, mostly.
      if (auto found = get(*place, fetch::BodyKind::kFeed, asks))
        file = preferences::TdmFile::parse(found->result.body);
    }
    const robots::RobotsPolicy* const robots = asks.gate.robots_of(got.url);
    return preferences::read_preferences({.url = got.url,
                                          .agent = reading::kAgentToken,
                                          .robots = robots == nullptr ? nullptr : &robots->usage(),
                                          .headers = got.headers,
                                          .page = &page->tree,
                                          .tdm_file = &file});
  }

  bool print(Console& console, const std::string& text, const Preferences& all) const {
    if (json_) {
      Json out = {{"url", text}};
      out.update(cli::to_json(all, true));
      return console.write(to_line(out));
    }
    Json answers = Json::object();
    add_answers(answers, all);
    std::string out = to_printable(text) + '\n';
    if (answers.empty()) out += "  nothing is said about the use of this page\n";
    for (const auto& [name, value] : answers.items()) {
      out += fmt::format("  {:<12} {}\n", name,
                         to_printable(value.is_string() ? value.get<std::string>() : value.dump()));
    }
    for (const auto& told : all.statements) {
      out += fmt::format("  told by {}: {}\n", preferences::to_string(told.source),
                         to_printable(told.text));
    }
    return console.write(out);
  }

  std::vector<std::string> urls_;
  bool batch_ = false, json_ = false, allow_private_ = false;
  std::string user_agent_, contact_;
  Limits limits_;
};

}  // namespace

std::unique_ptr<Command> make_preferences_command() {
  return std::make_unique<PreferencesCommand>();
}

}  // namespace tearsheet::cli
