// `tearsheet serve`: the database in the browser.
#include "serve/serve.h"

#include <fmt/format.h>

#include "cli/command.h"
#include "cli/configuration.h"
#include "cli/database_name.h"
#include "cli/signals.h"

namespace tearsheet::cli {
namespace {

class ServeCommand final : public Command {
 public:
  [[nodiscard]] std::string_view name() const override { return "serve"; }
  [[nodiscard]] std::string_view summary() const override {
    return "read the database in the browser, and subscribe to it";
  }
  [[nodiscard]] bool is_long() const override { return true; }

  void declare(Arguments& arguments) override {
    arguments.option("--db", database_, "FILE", "the database; also postgresql://HOST/NAME",
                     kDatabaseSetting);
    arguments.option("--selectors", selectors_, "DIR", "the site files, for previews",
                     kSelectorsSetting);
    arguments.option("--host", options_.host, "ADDRESS",
                     "to listen on; one that others reach needs a token");
    arguments.option("--port", port_, "N", "0: any that is free");
    arguments.option("--token", options_.token, "TEXT",
                     "who says it may read: as password, or as ?token= of a feed. Better in "
                     "$TEARSHEET_TOKEN, since all users of the machine see arguments",
                     kTokenSetting);
    arguments.epilog(
        R"(Prints its address and answers until SIGINT or SIGTERM; nothing is ever written, and a crawl may write meanwhile.
Pages: / newest stories and search, /article/ID. Feeds of any list: /feed.atom?q=ferry, /feed.rss?site=ID. JSON: /api/articles
(?cursor= goes on where the answer before ended), /api/search?q=ferry, /api/article/ID. docs/serving.md has them all.
Limits: 8 requests at once, 5 s for a connection that says nothing, 50 rows of a list, 10,000 of them in all.
Examples:
  tearsheet serve --db news.db
  TEARSHEET_TOKEN=... tearsheet serve --db news.db --host 0.0.0.0
Exit codes: 0 never, 1 the address cannot be listened on, 2 usage, 4 the database cannot be used,
130 and 143 stopped by SIGINT and SIGTERM.)");
  }

  int run(Console& console) override {
    constexpr std::int64_t kHighestPort = 65'535;
    if (*port_ > kHighestPort) {
      console.log().error(fmt::format("--port {}: ports end with {}", *port_, kHighestPort));
      return kUsage;
    }
    options_.port = static_cast<int>(*port_);
    SignalWatch signals;
    const SystemClock clock;
    serve::ReadingRoom room(database_, database_name(database_), selectors_, clock);
    if (auto opened = room.open(); !opened) return console.fail(opened.error());
    const auto ready = [&](const std::string& address) {
      console.print(address);
      console.flush();
    };
    const auto served = serve::serve(room, options_, ready, signals.token());
    if (!served) return console.refuse(served.error());
    constexpr int kSignalled = 128;
    return kSignalled + signals.signal();
  }

 private:
  std::string database_ = default_database(), selectors_ = default_selectors();
  serve::ServeOptions options_;
  std::optional<std::int64_t> port_ = serve::ServeOptions().port;
};

}  // namespace

std::unique_ptr<Command> make_serve_command() {
  return std::make_unique<ServeCommand>();
}

}  // namespace tearsheet::cli
