// Settings from outside the command line: the environment, the user's file, the system's file.
#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "cli/arguments.h"

namespace tearsheet::cli {

/// A value and where it came from: "environment TEARSHEET_DB", "/etc/tearsheet/config.toml:3",
/// "default".
struct Setting {
  std::string value;
  std::string origin;
};

/// Loaded once in main; const afterwards.
class Configuration {
 public:
  /// Reads `$XDG_CONFIG_HOME/tearsheet/config.toml`, then `/etc/tearsheet/config.toml` (the first
  /// that names a key wins). A missing file is fine; an unreadable one, an unknown key or a table
  /// is an error with file:line:column.
  static Result<Configuration> load();
  /// The same from given files; for tests.
  static Result<Configuration> load(const std::vector<std::filesystem::path>& files);

  /// Environment before files.
  [[nodiscard]] std::optional<Setting> find(const Elsewhere& elsewhere) const;

 private:
  std::map<std::string, Setting> from_files_;
};

/// Every setting that can stand in a configuration file, with its built-in default.
struct KnownSetting {
  Elsewhere elsewhere;
  std::string fallback;
  std::string help;
};
[[nodiscard]] std::vector<KnownSetting> known_settings();

inline const Elsewhere kDatabaseSetting{"TEARSHEET_DB", "db"};
inline const Elsewhere kSelectorsSetting{"TEARSHEET_SELECTORS", "selectors"};
inline const Elsewhere kUserAgentSetting{"TEARSHEET_USER_AGENT", "user_agent"};
inline const Elsewhere kIdentitySetting{"TEARSHEET_IDENTITY", "identity"};
inline const Elsewhere kContactSetting{"TEARSHEET_CONTACT", "contact"};
inline const Elsewhere kKeepRawPagesSetting{"TEARSHEET_KEEP_RAW_PAGES", "keep_raw_pages"};
inline const Elsewhere kKeepFetchesSetting{"TEARSHEET_KEEP_FETCHES", "keep_fetches"};
inline const Elsewhere kKeepVersionsSetting{"TEARSHEET_KEEP_VERSIONS", "keep_versions"};
inline const Elsewhere kKeepGoneSetting{"TEARSHEET_KEEP_GONE", "keep_gone"};
inline const Elsewhere kLogFormatSetting{"TEARSHEET_LOG_FORMAT", "log_format"};
inline const Elsewhere kTokenSetting{"TEARSHEET_TOKEN", "token"};
inline const Elsewhere kExecSetting{"TEARSHEET_EXEC", "exec"};
inline const Elsewhere kWebhookSetting{"TEARSHEET_WEBHOOK", "webhook"};
inline const Elsewhere kWebhookSecretFileSetting{"TEARSHEET_WEBHOOK_SECRET_FILE",
                                                 "webhook_secret_file"};
inline const Elsewhere kWebhookBodySetting{"TEARSHEET_WEBHOOK_BODY", "webhook_body"};

/// A year and a bit, so that it can be compared with the one before: without an end the ledger
/// would in time outgrow the articles. Everything else is kept for good unless told otherwise.
inline constexpr std::chrono::milliseconds kKeepFetches = std::chrono::days(400);

/// `$XDG_DATA_HOME/tearsheet/news.db`, `$XDG_CONFIG_HOME/tearsheet/selectors`.
[[nodiscard]] std::string default_database();
[[nodiscard]] std::string default_selectors();

}  // namespace tearsheet::cli
