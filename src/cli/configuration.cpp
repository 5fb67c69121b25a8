#include "cli/configuration.h"

#include <fmt/format.h>

#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>

#include <pwd.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <string_view>

#include "base/files.h"
#include "base/nearest.h"

namespace tearsheet::cli {
namespace {

constexpr std::size_t kMaxConfigBytes = 1'000'000;

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string{} : std::string{value};
}

// Cron and systemd may leave HOME out; a path relative to wherever a program was started would be
// another file each time.
std::filesystem::path home() {
  std::filesystem::path set = environment("HOME");
  if (set.is_absolute()) return set;
  std::array<char, 16384> buffer{};
  passwd entry{};
  passwd* found = nullptr;
  if (::getpwuid_r(::getuid(), &entry, buffer.data(), buffer.size(), &found) == 0 &&
      found != nullptr && found->pw_dir != nullptr && found->pw_dir[0] == '/')
    return found->pw_dir;
  return "/";
}

// XDG Base Directory Specification: an unset or relative path counts as unset.
std::filesystem::path xdg(const char* variable, const char* below_home) {
  std::filesystem::path set = environment(variable);
  if (set.is_absolute()) return set;
  return home() / below_home;
}

std::string to_text(const toml::node& node) {
  if (const auto* text = node.as_string()) return text->get();
  if (const auto* number = node.as_integer()) return fmt::format("{}", number->get());
  if (const auto* flag = node.as_boolean()) return flag->get() ? "true" : "false";
  return {};
}

Error at(const std::filesystem::path& file, const toml::source_position& where,
         const std::string& what) {
  return {ErrorCode::kInvalid,
          fmt::format("{}:{}:{}: {}", file.string(), where.line, where.column, what)};
}

Result<void> read(const std::filesystem::path& file, std::map<std::string, Setting>& into) {
  const auto bytes = read_file(file, kMaxConfigBytes);
  if (!bytes) {
    if (bytes.error().code == ErrorCode::kNotFound) return {};
    return fail(bytes.error());
  }
  const auto parsed = toml::parse(*bytes, file.string());
  if (!parsed)
    return fail(at(file, parsed.error().source().begin, std::string(parsed.error().description())));
  const auto known = known_settings();
  std::vector<std::string_view> names;
  names.reserve(known.size());
  for (const KnownSetting& setting : known) names.push_back(setting.elsewhere.config_key);
  for (const auto& [key, node] : parsed.table()) {
    const std::string_view name = key.str();
    const auto& where = key.source().begin;
    if (std::find(names.begin(), names.end(), name) == names.end()) {
      const auto meant = nearest(name, names);
      return fail(at(file, where,
                     meant.empty()
                         ? fmt::format("unknown key \"{}\"", name)
                         : fmt::format("unknown key \"{}\", did you mean \"{}\"?", name, meant)));
    }
    if (node.is_table() || node.is_array())
      return fail(at(file, where, fmt::format("\"{}\" must be one value", name)));
    into.try_emplace(std::string(name),
                     Setting{to_text(node), fmt::format("{}:{}", file.string(), where.line)});
  }
  return {};
}

}  // namespace

Result<Configuration> Configuration::load() {
  return load({xdg("XDG_CONFIG_HOME", ".config") / "tearsheet" / "config.toml",
               "/etc/tearsheet/config.toml"});
}

Result<Configuration> Configuration::load(const std::vector<std::filesystem::path>& files) {
  Configuration configuration;
  for (const auto& file : files) {
    if (auto done = read(file, configuration.from_files_); !done) return fail(done.error());
  }
  return configuration;
}

std::optional<Setting> Configuration::find(const Elsewhere& elsewhere) const {
  if (!elsewhere.environment.empty()) {
    const std::string value = environment(elsewhere.environment.c_str());
    if (!value.empty()) return Setting{value, "environment " + elsewhere.environment};
  }
  const auto found = from_files_.find(elsewhere.config_key);
  if (found == from_files_.end()) return std::nullopt;
  return found->second;
}

std::vector<KnownSetting> known_settings() {
  return {
      {kDatabaseSetting, default_database(), "the database"},
      {kSelectorsSetting, default_selectors(), "the folder of site files"},
      {kContactSetting, "", "address or page that site owners find in the User-Agent"},
      {kIdentitySetting, "", "folder of the key that requests are signed with"},
      {kUserAgentSetting, "", "the whole User-Agent, in place of tearsheet/VERSION (+CONTACT)"},
      {kKeepRawPagesSetting, "", "how long pages are kept as they were fetched, as in 180d"},
      {kKeepFetchesSetting, "400d", "how long the ledger of requests is kept"},
      {kKeepVersionsSetting, "", "how long earlier texts of articles are kept"},
      {kKeepGoneSetting, "", "how long addresses that are gone are kept"},
      {kTokenSetting, "", "who says it may read what serve shows"},
      {kExecSetting, "", "a command that is told of new and changed articles"},
      {kWebhookSetting, "", "an address that is told of new and changed articles"},
      {kWebhookSecretFileSetting, "", "what messages to it are signed with"},
      {kWebhookBodySetting, "record", "record or chat"},
      {kLogFormatSetting, "auto", "auto, text, timed or json"},
  };
}

std::string default_database() {
  return (xdg("XDG_DATA_HOME", ".local/share") / "tearsheet" / "news.db").string();
}

std::string default_selectors() {
  return (xdg("XDG_CONFIG_HOME", ".config") / "tearsheet" / "selectors").string();
}

}  // namespace tearsheet::cli
