// The deduplication key (docs/urls.md). A wrong merge loses an article, a wrong split is found
// again by the text: where a rule could do either, it splits.
#include <algorithm>
#include <optional>

#include "url/page_forms.h"
#include "url/percent.h"
#include "url/url.h"

namespace tearsheet::url {
namespace {

// Decodes what an escape says nothing about, writes other escapes in upper case.
template <class Keep>
std::string normalised(std::string_view text, Keep stands_bare) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    int byte = static_cast<unsigned char>(text[i]);
    bool escaped = false;
    if (const int value = escape_at(text, i); value >= 0) {
      byte = value;
      escaped = true;
      i += 2;
    }
    const char c = static_cast<char>(byte);
    if (byte < 0x80 && stands_bare(c)) {
      out += c;
    } else if (escaped || byte <= 0x20 || byte >= 0x7F || c == '%') {
      // A bare '%' is written as an escape as well, else the key of a key could decode one more
      // time.
      append_escape(out, static_cast<unsigned char>(byte));
    } else {
      out += c;
    }
  }
  return out;
}

bool stands_in_path(char c) {
  return is_unreserved(c) || std::string_view("!$&'()*+,:=@").find(c) != std::string_view::npos;
}
// '&', '=', '+' and '#' mean something in a query; an apostrophe would be escaped by the parser.
bool stands_in_query(char c) {
  return is_unreserved(c) || std::string_view("!$()*,/:;?@[]").find(c) != std::string_view::npos;
}
bool stands_in_fragment(char c) {
  return is_unreserved(c) || std::string_view("!$&'()*+,/:;=?@#").find(c) != std::string_view::npos;
}

void append_path(std::string& key, std::string_view path) {
  std::vector<std::string> segments;
  for (std::size_t at = 0; at < path.size();) {
    const std::size_t end = std::min(path.find('/', at + 1), path.size());
    segments.push_back(normalised(path.substr(at + 1, end - at - 1), stands_in_path));
    at = end;
  }
  drop_path_forms(segments);
  if (segments.empty()) key += '/';
  for (const std::string& segment : segments) {
    key += '/';
    key += segment;
  }
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
  Parameter parameter{.name = normalised(with_spaces(text.substr(0, equals)), stands_in_query),
                      .value = normalised(with_spaces(value), stands_in_query),
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

void append_query(std::string& key, std::string_view query, const KeyRules& rules) {
  std::vector<Parameter> parameters;
  while (!query.empty()) {
    const std::size_t end = std::min(query.find('&'), query.size());
    if (end > 0) {
      Parameter parameter = parse_parameter(query.substr(0, end));
      if (!is_dropped(parameter, rules)) parameters.push_back(std::move(parameter));
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
  if (is_page && fragment != "!/")
    key.append(1, '#').append(normalised(fragment, stands_in_fragment));
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
  key.text += plain_host(url.host());
  if (!is_default_port) key.text.append(1, ':').append(std::to_string(port));
  append_path(key.text, url.path());
  append_query(key.text, url.query(), rules);
  append_fragment(key.text, url.fragment());
  return key;
}

}  // namespace tearsheet::url
