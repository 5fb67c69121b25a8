// What a database is called on pages and in reports.
#pragma once

#include <string>

namespace tearsheet::cli {

/// "news.db"; of a server's its last part, without options and secrets.
[[nodiscard]] std::string database_name(const std::string& database);

}  // namespace tearsheet::cli
