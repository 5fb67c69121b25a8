#include "warc/arc.h"

#include <algorithm>
#include <charconv>
#include <vector>

#include "base/ascii.h"

namespace tearsheet::warc {
namespace {

constexpr std::size_t kVersion1 = 5, kVersion2 = 10;  // fields of a line
constexpr std::size_t kMoment = 14;                   // "20010402110500"

std::vector<std::string_view> fields_of(std::string_view line) {
  std::vector<std::string_view> fields;
  while (!line.empty() && fields.size() <= kVersion2) {
    const std::size_t end = std::min(line.find(' '), line.size());
    if (end > 0) fields.push_back(line.substr(0, end));
    line.remove_prefix(std::min(end + 1, line.size()));
  }
  return fields;
}

bool is_number(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

// "2001-04-02T11:05:00Z".
std::string to_date(std::string_view moment) {
  std::string date;
  for (std::size_t i = 0; i < moment.size(); ++i) {
    if (i == 4 || i == 6) date += '-';
    if (i == 8) date += 'T';
    if (i == 10 || i == 12) date += ':';
    date += moment[i];
  }
  return date += 'Z';
}

}  // namespace

bool starts_arc(std::string_view line) {
  return line.starts_with("filedesc://");
}

std::optional<Record> parse_arc_line(std::string_view line) {
  std::vector<std::string_view> fields = fields_of(line);
  // Addresses were written down as they came: spaces belong to the first field.
  if (fields.size() != kVersion1 && fields.size() != kVersion2) return std::nullopt;
  const std::string_view moment = fields[2], length = fields.back();
  if (fields[0].find(':') == std::string_view::npos || !is_number(moment) ||
      moment.size() != kMoment || !is_number(length))
    return std::nullopt;
  Record record;
  if (std::from_chars(length.data(), length.data() + length.size(), record.length).ec !=
      std::errc())
    return std::nullopt;
  record.target_uri = fields[0];
  record.date = to_date(moment);
  if (starts_arc(line)) {
    record.type = "filedesc";
    record.content_type = fields[3];
  } else if (record.target_uri.starts_with("http://") ||
             record.target_uri.starts_with("https://")) {
    record.type = "response";
    record.content_type = "application/http;msgtype=response";
    record.fields.emplace_back("WARC-IP-Address", fields[1]);
  } else {
    record.type = "resource";
    record.content_type = fields[3];
  }
  return record;
}

}  // namespace tearsheet::warc
