#include "cli/database_name.h"

#include <algorithm>
#include <filesystem>

#include "store/share.h"

namespace tearsheet::cli {

std::string database_name(const std::string& database) {
  std::string name = store::shown_name(database);
  if (store::is_server(database)) name.resize(std::min(name.find('?'), name.size()));
  return std::filesystem::path(name).filename().string();
}

}  // namespace tearsheet::cli
