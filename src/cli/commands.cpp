#include "cli/commands.h"

#include <string_view>

namespace tearsheet::cli {

std::vector<CommandGroup> command_groups() {
  std::vector<CommandGroup> groups;
  const auto group = [&](std::string_view title, auto... make) {
    CommandGroup& made = groups.emplace_back();
    made.title = title;
    (made.commands.push_back(make()), ...);
  };
  group("Start", make_crawl_command, make_fetch_command, make_site_command, make_import_command,
        make_identity_command);
  group("Read", make_search_command, make_show_command, make_serve_command, make_history_command);
  group("Export", make_export_command, make_archive_command);
  group("Care", make_status_command, make_db_command, make_delete_command, make_reextract_command,
        make_config_command);
  group("Look inside", make_why_command, make_preferences_command, make_extract_command,
        make_feed_command, make_robots_command, make_url_command, make_select_command,
        make_date_command, make_encoding_command, make_dedup_command);
  return groups;
}

}  // namespace tearsheet::cli
