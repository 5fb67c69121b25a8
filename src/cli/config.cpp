// `tearsheet config`: what is in force and where it came from.
#include <fmt/format.h>

#include "cli/batch.h"
#include "cli/command.h"
#include "cli/configuration.h"

namespace tearsheet::cli {
namespace {

class ConfigCommand final : public Command {
 public:
  [[nodiscard]] std::string_view name() const override { return "config"; }
  [[nodiscard]] std::string_view summary() const override {
    return "print the settings in force and where each came from";
  }

  void declare(Arguments& arguments) override {
    arguments.flag("--json", json_, "one JSON object");
    arguments.epilog(
        R"(A setting comes from its flag, else its environment variable, else $XDG_CONFIG_HOME/tearsheet/config.toml,
else /etc/tearsheet/config.toml, else its default. A configuration file holds lines such as
  db = "/var/lib/tearsheet/news.db"
  contact = "https://example.org/crawler")");
  }

  int run(Console& console) override {
    const auto configuration = Configuration::load();
    if (!configuration) return console.fail(configuration.error());
    Json all = Json::object();
    for (const KnownSetting& known : known_settings()) {
      const auto found = configuration->find(known.elsewhere);
      const Setting setting = found.value_or(Setting{known.fallback, "default"});
      if (json_) {
        all[known.elsewhere.config_key] = {{"value", setting.value}, {"origin", setting.origin}};
      } else {
        console.print(fmt::format("{} = \"{}\"  # {} ({})", known.elsewhere.config_key,
                                  setting.value, setting.origin, known.help));
      }
    }
    if (json_) console.write(to_line(all));
    return kDone;
  }

 private:
  bool json_ = false;
};

}  // namespace

std::unique_ptr<Command> make_config_command() {
  return std::make_unique<ConfigCommand>();
}

}  // namespace tearsheet::cli
