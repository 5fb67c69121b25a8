#include <fcntl.h>

#include <csignal>
#include <cstdio>
#include <exception>

#include "cli/parser.h"

namespace {

// Started with `>&-`, the first file that is opened would be standard output. What stands there now
// refuses as a closed one does.
void keep_standard_descriptors() {
  for (const int descriptor : {0, 1, 2}) {
    if (::fcntl(descriptor, F_GETFD) >= 0) continue;
    // The lowest free number is given: this one.
    static_cast<void>(::open("/dev/null", descriptor == 0 ? O_WRONLY : O_RDONLY));
  }
}

int run(int argc, const char* const* argv) {
  using namespace tearsheet::cli;
  // A reader that went away is an error of the write, told once, not a signal; a limit on the size
  // of files is one too.
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
  keep_standard_descriptors();
  const auto configuration = Configuration::load();
  if (!configuration) {
    tearsheet::Log().error(configuration.error().message);
    return kUsage;
  }
  std::vector<std::unique_ptr<Command>> commands;
  commands.push_back(make_site_command());
  commands.push_back(make_crawl_command());
  commands.push_back(make_config_command());
  commands.push_back(make_url_command());
  commands.push_back(make_robots_command());
  commands.push_back(make_preferences_command());
  commands.push_back(make_identity_command());
  commands.push_back(make_fetch_command());
  commands.push_back(make_extract_command());
  commands.push_back(make_feed_command());
  commands.push_back(make_date_command());
  commands.push_back(make_select_command());
  commands.push_back(make_search_command());
  commands.push_back(make_db_command());
  commands.push_back(make_export_command());
  commands.push_back(make_status_command());
  commands.push_back(make_show_command());
  commands.push_back(make_why_command());
  commands.push_back(make_delete_command());
  commands.push_back(make_history_command());
  commands.push_back(make_archive_command());
  commands.push_back(make_import_command());
  commands.push_back(make_reextract_command());
  commands.push_back(make_encoding_command());
  commands.push_back(make_dedup_command());
  return run_command_line(argc, argv, commands, *configuration);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "tearsheet: error: internal: %s\n", error.what());
    return tearsheet::cli::kFailed;
  }
}
