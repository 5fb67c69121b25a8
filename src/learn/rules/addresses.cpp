#include "learn/rules/addresses.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string_view>

#include "base/ascii.h"
#include "site/site.h"

namespace tearsheet::learn {
namespace {

constexpr std::size_t kMaxAddresses = 2000;
constexpr std::size_t kMaxPatterns = 4;
constexpr std::size_t kManyMembers = 5;  // so many share a word by no chance
constexpr std::size_t kMaxEnumerated = 12;
constexpr std::string_view kOrigin = "^https?://[^/]+";
constexpr std::string_view kAny = "[^/?#]+";

struct Path {
  std::vector<std::string> segments;
  bool ends_with_slash = false;
  std::vector<std::pair<std::string, std::string>> query;
};

Path split(const url::Url& url) {
  Path out;
  const std::string_view path = url.path();
  std::size_t begin = 1;
  for (std::size_t i = 1; i <= path.size(); ++i) {
    if (i < path.size() && path[i] != '/') continue;
    if (i > begin) out.segments.emplace_back(path.substr(begin, i - begin));
    begin = i + 1;
  }
  out.ends_with_slash = path.size() > 1 && path.back() == '/';
  const std::string_view query = url.query();
  begin = 0;
  for (std::size_t i = 0; i <= query.size(); ++i) {
    if (i < query.size() && query[i] != '&') continue;
    const std::string_view part = query.substr(begin, i - begin);
    const std::size_t equals = part.find('=');
    if (equals != std::string_view::npos && equals > 0)
      out.query.emplace_back(part.substr(0, equals), part.substr(equals + 1));
    begin = i + 1;
  }
  return out;
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (static_cast<unsigned char>(c) < 0x80 && !is_alnum(c) && c != '_' && c != '-' && c != '/' &&
        c != '%')
      out += '\\';
    out += c;
  }
  return out;
}

bool all_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, is_digit);
}

std::string_view extension_of(std::string_view segment) {
  const std::size_t dot = segment.rfind('.');
  if (dot == std::string_view::npos || dot == 0 || segment.size() - dot > 6) return {};
  const std::string_view extension = segment.substr(dot);
  return std::ranges::all_of(extension.substr(1), is_alpha) && extension.size() > 1
             ? extension
             : std::string_view();
}

/// Digits in order, as \d{4}, \d\d or \d+.
std::string digits_pattern(const std::vector<std::string_view>& values) {
  const std::size_t size = values.front().size();
  const bool same = std::ranges::all_of(values, [size](auto v) { return v.size() == size; });
  if (same && size == 4 && std::ranges::all_of(values, [](auto v) {
        return v.starts_with("19") || v.starts_with("20");
      }))
    return R"(\d{4})";
  if (same && size == 2) return R"(\d\d)";
  if (std::ranges::all_of(values, [](auto v) { return v.size() <= 2; })) return R"(\d{1,2})";
  return R"(\d+)";
}

/// Digits at the end behind a sign, as in "slug-12345": how many bytes they take.
std::size_t number_behind(std::string_view text) {
  std::size_t at = text.size();
  while (at > 0 && is_digit(text[at - 1])) --at;
  const std::size_t digits = text.size() - at;
  return digits > 0 && at > 1 && !is_alnum(text[at - 1]) ? digits + 1 : 0;
}

std::size_t number_before(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size() && is_digit(text[at])) ++at;
  return at >= 3 && at + 1 < text.size() && !is_alnum(text[at]) ? at + 1 : 0;
}

/// How much a pattern insists on.
enum class Strictness { kLoose, kWords, kEnumerated };

std::string open_pattern(const std::vector<std::string_view>& values, Strictness strictness) {
  const auto sign_behind = values.front().size() - number_behind(values.front());
  if (std::ranges::all_of(values, [](auto v) { return number_behind(v) > 0; })) {
    const char sign = values.front()[sign_behind];
    const bool same = std::ranges::all_of(
        values, [sign](auto v) { return v[v.size() - number_behind(v)] == sign; });
    if (same) return std::string(kAny) + escaped(std::string(1, sign)) + R"(\d+)";
  }
  if (std::ranges::all_of(values, [](auto v) { return number_before(v) > 0; })) {
    const char sign = values.front()[number_before(values.front()) - 1];
    const bool same =
        std::ranges::all_of(values, [sign](auto v) { return v[number_before(v) - 1] == sign; });
    if (same) return R"(\d+)" + escaped(std::string(1, sign)) + std::string(kAny);
  }
  if (strictness == Strictness::kLoose) return std::string(kAny);
  std::size_t hyphens = 100;
  for (const auto v : values)
    hyphens = std::min<std::size_t>(hyphens, static_cast<std::size_t>(std::ranges::count(v, '-')));
  if (hyphens == 0) return std::string(kAny);
  std::string out;
  for (std::size_t i = 0; i < std::min<std::size_t>(hyphens, 3); ++i) out += "[^/?#]*-";
  return out + std::string(kAny);
}

std::string segment_pattern(const std::vector<std::string_view>& all, bool is_last,
                            Strictness strictness) {
  const std::set<std::string_view> distinct(all.begin(), all.end());
  const bool has_digits = std::ranges::any_of(all.front(), is_digit);
  if (distinct.size() == 1 && !has_digits && (!is_last || all.size() == 1) &&
      (all.size() >= kManyMembers || strictness == Strictness::kEnumerated))
    return escaped(all.front());
  std::vector<std::string_view> values = all;
  std::string tail;
  if (is_last) {
    const std::string_view extension = extension_of(values.front());
    const bool same = !extension.empty() && std::ranges::all_of(values, [&](auto v) {
      return extension_of(v) == extension;
    });
    if (same) {
      tail = escaped(extension);
      for (auto& value : values) value.remove_suffix(extension.size());
    }
  }
  if (std::ranges::all_of(values, [](auto v) { return all_digits(v); }))
    return digits_pattern(values) + tail;
  if (!is_last && strictness == Strictness::kEnumerated && distinct.size() <= kMaxEnumerated) {
    std::string out = "(?:";
    for (const std::string_view value : distinct)
      out += (out.size() > 3 ? "|" : "") + escaped(value);
    return out + ")";
  }
  return open_pattern(values, strictness) + tail;
}

struct Member {
  const url::Url* url;
  Path path;
};
using Members = std::vector<const Member*>;

std::string path_pattern(const Members& members, Strictness strictness) {
  std::string out(kOrigin);
  const std::size_t count = members.front()->path.segments.size();
  for (std::size_t s = 0; s < count; ++s) {
    std::vector<std::string_view> values;
    for (const Member* member : members) values.emplace_back(member->path.segments[s]);
    out += '/' + segment_pattern(values, s + 1 == count, strictness);
  }
  const auto slashes = std::ranges::count_if(
      members, [](const Member* member) { return member->path.ends_with_slash; });
  if (slashes == static_cast<std::ptrdiff_t>(members.size())) return out + '/';
  return out + (slashes == 0 ? "" : "/?");
}

/// The query key that tells the articles apart, with a pattern of its values.
std::optional<std::string> key_pattern(const Members& members) {
  std::set<std::string> paths;
  std::map<std::string, std::set<std::string>> values;
  std::map<std::string, std::size_t> counts;
  for (const Member* member : members) {
    paths.insert(std::string(member->url->path()));
    for (const auto& [key, value] : member->path.query) {
      values[key].insert(value);
      ++counts[key];
    }
  }
  if (2 * paths.size() > members.size() && members.size() > 1) return std::nullopt;
  for (const auto& [key, distinct] : values) {
    if (counts[key] < members.size() || 10 * distinct.size() < 9 * members.size()) continue;
    const bool digits = std::ranges::all_of(distinct, [](const auto& v) { return all_digits(v); });
    return R"(\?(?:[^#]*&)?)" + escaped(key) + "=" + (digits ? R"(\d+)" : "[^&#]+");
  }
  return std::nullopt;
}

std::string constant_path(const Members& members) {
  std::set<std::string> paths;
  for (const Member* member : members) paths.insert(std::string(member->url->path()));
  std::string out(kOrigin);
  if (paths.size() == 1) return out + escaped(*paths.begin());
  out += "(?:";
  for (const std::string& path : paths) out += (out.ends_with("(?:") ? "" : "|") + escaped(path);
  return out + ")";
}

std::size_t count_taken(const site::Pattern& pattern, const std::vector<url::Url>& urls) {
  return static_cast<std::size_t>(std::ranges::count_if(
      urls, [&](const url::Url& url) { return pattern.found_in(url.href()); }));
}

/// The loosest pattern of a group that takes no other page, else the one that takes fewest.
std::optional<std::string> best_pattern(const Members& members,
                                        const std::vector<url::Url>& others) {
  std::vector<std::string> forms;
  if (const auto key = key_pattern(members)) {
    forms.push_back(constant_path(members) + *key);
  } else {
    for (const Strictness strictness :
         {Strictness::kLoose, Strictness::kWords, Strictness::kEnumerated})
      forms.push_back(path_pattern(members, strictness) + "(?:[?#]|$)");
  }
  std::optional<std::string> best;
  std::size_t fewest = others.size() + 1;
  for (const std::string& form : forms) {
    const auto pattern = site::Pattern::compile(form);
    if (!pattern) continue;
    const std::size_t mistaken = count_taken(*pattern, others);
    if (mistaken >= fewest) continue;
    fewest = mistaken;
    best = form;
  }
  // A pattern that takes nearly everything says nothing.
  if (10 * fewest > others.size() && fewest > members.size()) return std::nullopt;
  return best;
}

/// Addresses of one shape: how many segments, which of them are numbers, what the last ends with.
std::string shape_of(const Path& path) {
  std::string out;
  for (const std::string& segment : path.segments) out += all_digits(segment) ? 'n' : 'w';
  if (!path.segments.empty()) out += extension_of(path.segments.back());
  return out;
}

}  // namespace

AddressPatterns address_patterns(const std::vector<url::Url>& articles,
                                 const std::vector<url::Url>& others) {
  std::vector<Member> members;
  for (const url::Url& url : articles) {
    if (members.size() == kMaxAddresses) break;
    if (url.path().size() > 1 || url.has_query()) members.push_back({&url, split(url)});
  }
  std::map<std::string, Members> groups;
  for (const Member& member : members) groups[shape_of(member.path)].push_back(&member);
  std::vector<const Members*> by_size;
  for (const auto& [shape, group] : groups) by_size.push_back(&group);
  std::ranges::stable_sort(by_size, [](auto a, auto b) { return a->size() > b->size(); });

  AddressPatterns out;
  std::vector<site::Pattern> compiled;
  const auto is_taken = [&](const url::Url& url) {
    return std::ranges::any_of(compiled,
                               [&](const site::Pattern& one) { return one.found_in(url.href()); });
  };
  for (const Members* group : by_size) {
    if (out.patterns.size() == kMaxPatterns) break;
    // A single address of many is a guest: a landing page, a special.
    if (group->size() * 50 < members.size() || (group->size() == 1 && members.size() > 4)) continue;
    if (std::ranges::all_of(*group, [&](const Member* member) { return is_taken(*member->url); }))
      continue;
    const auto pattern = best_pattern(*group, others);
    if (!pattern) continue;
    auto program = site::Pattern::compile(*pattern);
    if (!program) continue;
    out.patterns.push_back(*pattern);
    compiled.push_back(std::move(*program));
  }
  out.of = members.size();
  for (const Member& member : members) out.taken += is_taken(*member.url) ? 1U : 0U;
  out.others = others.size();
  for (const url::Url& url : others) out.mistaken += is_taken(url) ? 1U : 0U;
  return out;
}

}  // namespace tearsheet::learn
