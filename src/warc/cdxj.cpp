#include "warc/cdxj.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "base/ascii.h"
#include "base/escape.h"

namespace tearsheet::warc {
namespace {

// "www." and "www2." say nothing of a site.
std::string_view without_www(std::string_view host) {
  if (!host.starts_with("www")) return host;
  std::size_t at = 3;
  while (at < host.size() && is_digit(host[at])) ++at;
  return at < host.size() && host[at] == '.' ? host.substr(at + 1) : host;
}

std::vector<std::string_view> parts_of(std::string_view text, char between) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t end = text.find(between);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::string reversed_host(std::string_view host) {
  if (host.starts_with('[')) return std::string(host);  // IPv6
  std::vector<std::string_view> labels = parts_of(host, '.');
  std::reverse(labels.begin(), labels.end());
  return fmt::format("{}", fmt::join(labels, ","));
}

std::string sorted_query(std::string_view query) {
  std::vector<std::string_view> parts = parts_of(query, '&');
  const auto name_of = [](std::string_view part) { return part.substr(0, part.find('=')); };
  std::stable_sort(parts.begin(), parts.end(),
                   [&](std::string_view a, std::string_view b) { return name_of(a) < name_of(b); });
  return fmt::format("{}", fmt::join(parts, "&"));
}

}  // namespace

std::string surt_of(std::string_view url) {
  std::string lower(url);
  for (char& c : lower) c = to_lower(c);
  std::string_view rest = lower;
  const std::size_t scheme = rest.find("://");
  if (scheme == std::string_view::npos) return lower;
  rest.remove_prefix(scheme + 3);
  const std::size_t path_at = std::min(rest.find_first_of("/?#"), rest.size());
  std::string_view host = rest.substr(0, path_at), path = rest.substr(path_at);
  path = path.substr(0, path.find('#'));
  std::string_view port;
  const std::size_t colon = host.rfind(':');
  if (colon != std::string_view::npos && host.find(']', colon) == std::string_view::npos) {
    port = host.substr(colon);
    host = host.substr(0, colon);
  }
  const std::size_t query_at = std::min(path.find('?'), path.size());
  std::string surt = fmt::format("{}{}){}", reversed_host(without_www(host)), port,
                                 query_at == 0 ? "/" : path.substr(0, query_at));
  if (query_at < path.size()) (surt += '?') += sorted_query(path.substr(query_at + 1));
  return surt;
}

std::string cdxj_line(const IndexEntry& entry, std::uint64_t offset, std::uint64_t length,
                      std::string_view file) {
  std::string moment;  // 20251115083000
  for (const char c : to_iso8601(entry.at)) {
    if (is_digit(c)) moment += c;
  }
  return fmt::format(
      R"({} {} {{"url":{},"mime":{},"status":"{}","digest":{},"length":"{}","offset":"{}","filename":{}}})",
      surt_of(entry.url), moment, to_json_string(entry.url), to_json_string(entry.mime),
      entry.status, to_json_string(entry.digest), length, offset, to_json_string(file));
}

}  // namespace tearsheet::warc
