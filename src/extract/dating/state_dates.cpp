#include "extract/dating/state_dates.h"

#include <array>

#include "base/ascii.h"

namespace tearsheet::extract {
namespace {

constexpr std::size_t kMaxScriptBytes = 2'000'000;
constexpr std::size_t kLongestValue = 40;  // bytes of a date
constexpr int kMostTries = 8;              // places of one key in one script

constexpr std::array<std::string_view, 9> kStateKeys = {
    "datePublished", "publishedAt",     "published_at", "publishedDate", "firstPublished",
    "publishDate",   "publicationDate", "published",    "createdAt"};
// What templates call it in their code, too; "ct" is that of a widely used one, and too short to
// count as a property.
constexpr std::array<std::string_view, 13> kCodeKeys = {
    "publish_time", "publishTime",   "pubTime",    "pubtime",     "pubDate",
    "pub_date",     "publish_date",  "createTime", "create_time", "releaseTime",
    "publishDate",  "oriCreateTime", "var ct"};

bool is_name(char c) {
  return is_alnum(c) || c == '_' || c == '$';
}

/// The string or number that a key at `at` is given; empty: none.
std::string_view value_behind(std::string_view text, std::size_t at) {
  if (at < text.size() && (text[at] == '"' || text[at] == '\'')) ++at;
  const auto sign = text.find_first_not_of(" \t\n", at);
  if (sign == std::string_view::npos || (text[sign] != ':' && text[sign] != '=')) return {};
  const auto begin = text.find_first_not_of(" \t\n", sign + 1);
  if (begin == std::string_view::npos) return {};
  const auto rest = text.substr(begin, kLongestValue);
  if (rest.front() == '"' || rest.front() == '\'') {
    const auto end = rest.find(rest.front(), 1);
    return end == std::string_view::npos ? std::string_view() : rest.substr(1, end - 1);
  }
  std::size_t digits = 0;
  while (digits < rest.size() && is_digit(rest[digits])) ++digits;
  return digits == 10 || digits == 13 ? rest.substr(0, digits) : std::string_view();
}

/// The value of the first place where `key` stands as a name of its own.
std::string_view value_of(std::string_view text, std::string_view key) {
  std::size_t from = 0;
  for (int tries = 0; tries < kMostTries; ++tries) {
    const auto at = text.find(key, from);
    if (at == std::string_view::npos) return {};
    from = at + key.size();
    if (at > 0 && is_name(text[at - 1])) continue;
    if (from < text.size() && is_name(text[from])) continue;
    if (const auto value = value_behind(text, from); !value.empty()) return value;
  }
  return {};
}

}  // namespace

std::vector<StateDate> dates_in_scripts(std::span<const html::DataScript> scripts, bool with_code) {
  std::vector<StateDate> out;
  for (const auto& script : scripts) {
    if (script.type.find("ld+json") != std::string_view::npos) continue;
    const auto text = script.content.substr(0, kMaxScriptBytes);
    const bool is_code = script.type.find("json") == std::string_view::npos;
    if (is_code && !with_code) continue;
    const auto take = [&](std::string_view key) {
      if (const auto value = value_of(text, key); !value.empty()) out.push_back({key, value});
    };
    for (const auto key : kStateKeys) take(key);
    if (!is_code) continue;
    for (const auto key : kCodeKeys) take(key);
  }
  return out;
}

}  // namespace tearsheet::extract
