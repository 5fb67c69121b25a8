// The deduplication key (docs/urls.md). A wrong merge loses an article, a wrong split is found
// again by the text: where a rule could do either, it splits.
#include <algorithm>
#include <array>
#include <vector>

#include "url/page_forms.h"
#include "url/percent.h"
#include "url/url.h"

namespace tearsheet::url {
namespace {

// Bytes that mean the same bare and escaped, by part.
using Bare = std::array<bool, 256>;
constexpr Bare make_bare(std::string_view others) {
  Bare bare{};
  for (std::size_t byte = 0; byte < 0x80; ++byte)
    bare[byte] = is_unreserved(static_cast<char>(byte));
  for (const char c : others) bare[static_cast<unsigned char>(c)] = true;
  return bare;
}
constexpr Bare kBareInPath = make_bare("!$&'()*+,:=@");
// '&', '=', '+' and '#' mean something in a query; an apostrophe would be escaped by the parser.
constexpr Bare kBareInQuery = make_bare("!$()*,/:;?@[]");
constexpr Bare kBareInFragment = make_bare("!$&'()*+,/:;=?@#");

// Decodes what an escape says nothing about, writes other escapes in upper case.
void append_normalised(std::string& out, std::string_view text, const Bare& bare) {
  const auto stands = [&bare](char c) { return bare[static_cast<unsigned char>(c)]; };
  if (std::ranges::all_of(text, stands)) {
    out += text;
    return;
  }
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int escaped = escape_at(text, i);
    const char c = escaped < 0 ? text[i] : static_cast<char>(escaped);
    if (escaped >= 0) i += 2;
    // What was bare stays bare, but for '%': else the key of a key could decode one more time.
    const bool must_escape = escaped >= 0 || c == '%' || c <= 0x20 || c >= 0x7F;
    if (stands(c) || !must_escape) {
      out += c;
    } else {
      append_escape(out, static_cast<unsigned char>(c));
    }
  }
}
std::string normalised(std::string_view text, const Bare& bare) {
  std::string out;
  append_normalised(out, text, bare);
  return out;
}

void append_path(std::string& key, std::string_view path) {
  const std::size_t begin = key.size();
  std::string session;
  for (std::size_t at = 0; at < path.size();) {
    const std::size_t end = std::min(path.find('/', at + 1), path.size());
    const std::string_view segment = path.substr(at + 1, end - at - 1);
    at = end;
    if (segment.empty()) continue;
    const std::size_t slash = key.size();
    key += '/';
    append_normalised(key, segment, kBareInPath);
    if (segment.front() != '(' && segment.find(';') == std::string_view::npos) continue;
    session.assign(key, slash + 1);
    drop_session(session);
    key.resize(session.empty() ? slash : slash + 1);
    key += session;
  }
  drop_path_forms(key, begin);
  if (key.size() == begin) key += '/';
}

struct Parameter {
  std::string name;
  std::string value;
  std::string text;  ///< As it goes into the key.
};

// Base64 as a whole parameter, its only '=' the padding: the page's own key, not name and value.
bool is_opaque(std::string_view parameter) {
  constexpr std::size_t kShortest = 12;
  std::string_view body = parameter;
  while (body.ends_with('=')) body.remove_suffix(1);
  const std::size_t padding = parameter.size() - body.size();
  if (padding > 2 || body.size() < kShortest || (padding > 0 && parameter.size() % 4 != 0))
    return false;
  bool upper = false;
  bool lower = false;
  bool digit = false;
  for (const char c : body) {
    upper = upper || (c >= 'A' && c <= 'Z');
    lower = lower || (c >= 'a' && c <= 'z');
    digit = digit || is_digit(c);
    if (!is_alpha(c) && !is_digit(c) && c != '+' && c != '/' && c != '-' && c != '_') return false;
  }
  return upper && (lower || digit);
}

std::string with_spaces(std::string_view text) {
  std::string out(text);
  std::ranges::replace(out, '+', ' ');
  return out;
}

Parameter parse_parameter(std::string_view text) {
  if (is_opaque(text)) return {.name = std::string(text), .value = {}, .text = std::string(text)};
  const std::size_t equals = std::min(text.find('='), text.size());
  const std::string_view value = text.substr(std::min(equals + 1, text.size()));
  Parameter parameter{.name = normalised(with_spaces(text.substr(0, equals)), kBareInQuery),
                      .value = normalised(with_spaces(value), kBareInQuery),
                      .text = {}};
  parameter.text = parameter.name;
  // "?a" and "?a=" are one; a value alone keeps its '='.
  if (!parameter.value.empty() || parameter.name.empty())
    parameter.text.append(1, '=').append(parameter.value);
  return parameter;
}

bool is_dropped(const Parameter& parameter, const KeyRules& rules) {
  const auto named = [&](const std::string& name) {
    return name == parameter.name || name == percent_decode(parameter.name);
  };
  if (std::ranges::any_of(rules.keep_params, named)) return false;
  if (std::ranges::any_of(rules.drop_params, named)) return true;
  std::string name = percent_decode(parameter.name);
  for (char& c : name) c = to_lower(c);
  return is_tracking_parameter(name, parameter.value) || is_form_parameter(name, parameter.value);
}

// "&amp;" is an '&' that was escaped once too often, or more, on its way into a page. The first
// parameter may have been another one before they were sorted.
std::string_view unescaped(std::string_view parameter) {
  constexpr std::string_view kEscaped = "amp;";
  while (parameter.starts_with(kEscaped)) parameter.remove_prefix(kEscaped.size());
  return parameter;
}

void append_query(std::string& key, std::string_view query, const KeyRules& rules) {
  std::vector<Parameter> parameters;
  while (!query.empty()) {
    const std::size_t end = std::min(query.find('&'), query.size());
    const std::string_view text = unescaped(query.substr(0, end));
    if (!text.empty()) {
      Parameter parameter = parse_parameter(text);
      // One whose letters were percent-encoded shows only now.
      const std::size_t escaped = parameter.name.size() - unescaped(parameter.name).size();
      parameter.name.erase(0, escaped);
      parameter.text.erase(0, escaped);
      if (!parameter.text.empty() && !is_dropped(parameter, rules))
        parameters.push_back(std::move(parameter));
    }
    query.remove_prefix(std::min(end + 1, query.size()));
  }
  // Stable: the order of two values of one name can mean something.
  std::ranges::stable_sort(parameters, {}, &Parameter::name);
  char separator = '?';
  for (const Parameter& parameter : parameters) {
    key += separator;
    key += parameter.text;
    separator = '&';
  }
}

// "#!/story" and "#/story" are pages of a program in the browser; other fragments are places in a
// page.
void append_fragment(std::string& key, std::string_view fragment) {
  const std::size_t directive = fragment.find(":~:");
  fragment = fragment.substr(0, directive);
  const bool is_page =
      (fragment.starts_with('!') || fragment.starts_with('/')) && fragment.size() > 1;
  if (is_page && fragment != "!/") append_normalised(key.append(1, '#'), fragment, kBareInFragment);
}

}  // namespace

UrlKey dedup_key(const Url& url, const KeyRules& rules) {
  if (url.empty()) return {};
  const std::uint16_t port = url.port();
  const bool is_default_port = port == (url.is_https() ? 443 : 80);
  UrlKey key;
  key.text.reserve(url.href().size() + 8);
  // One scheme for both; only where the port is the other scheme's default it must stay, or the key
  // would lose the port.
  key.text = !url.is_https() && port == 443 ? "http://" : "https://";
  append_plain_host(key.text, url.host());
  if (!is_default_port) key.text.append(1, ':').append(std::to_string(port));
  append_path(key.text, url.path());
  append_query(key.text, url.query(), rules);
  append_fragment(key.text, url.fragment());
  return key;
}

}  // namespace tearsheet::url
