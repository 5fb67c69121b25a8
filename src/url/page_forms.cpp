#include "url/page_forms.h"

#include <algorithm>
#include <array>

#include "url/percent.h"
#include "url/tracking_table.h"
#include "url/url.h"

namespace tearsheet::url {
namespace {

template <class Range>
bool contains(const Range& range, std::string_view text) {
  return std::ranges::find(range, text) != std::ranges::end(range);
}

std::string lowered(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = to_lower(c);
  return out;
}

constexpr auto kFormLabels =
    std::to_array<std::string_view>({"www", "m", "mobile", "mobil", "amp"});
constexpr auto kIndexStems = std::to_array<std::string_view>({"index", "default"});
constexpr auto kIndexExtensions =
    std::to_array<std::string_view>({"htm", "html", "shtml", "xhtml", "php", "php3", "php5",
                                     "phtml", "asp", "aspx", "jsp", "cfm", "do"});
// Names of parameters that choose among forms of a page, by the value.
constexpr auto kFormChoices =
    std::to_array<std::string_view>({"outputtype", "output", "view", "format", "type", "mode",
                                     "display", "layout", "version", "style", "template"});
constexpr auto kOtherForms = std::to_array<std::string_view>(
    {"amp", "print", "printable", "printer", "printerfriendly", "printer-friendly", "mobile"});
constexpr auto kFormSwitches = std::to_array<std::string_view>(
    {"amp", "isamp", "print", "printable", "printer", "printview", "printversion",
     "printerfriendly", "print_view", "mobile", "ismobile", "nomobile"});
constexpr auto kYes = std::to_array<std::string_view>(
    {"", "0", "1", "true", "false", "yes", "no", "y", "n", "on", "off"});

// ";jsessionid=..." and its like, anywhere in the segment.
void drop_session_parameters(std::string& segment) {
  for (std::size_t at = segment.find(';'); at != std::string::npos; at = segment.find(';', at)) {
    const std::size_t end = std::min(segment.find(';', at + 1), segment.size());
    const std::string_view parameter = std::string_view(segment).substr(at + 1, end - at - 1);
    const std::size_t equals = std::min(parameter.find('='), parameter.size());
    const std::string name = lowered(parameter.substr(0, equals));
    const std::string_view value = parameter.substr(std::min(equals + 1, parameter.size()));
    if (is_tracking_parameter(name, value)) {
      segment.erase(at, end - at);
    } else {
      ++at;
    }
  }
}

// ASP.NET without cookies: "/(S(lit3py55t21z5v55vlm25s55))/page.aspx".
bool is_session_segment(std::string_view segment) {
  constexpr std::size_t kIdentifier = 24;
  return segment.size() >= kIdentifier + 5 && segment.starts_with("(") && segment.ends_with("))") &&
         segment[2] == '(' && is_alpha(segment[1]);
}

// "story.amp.html" and "story.print.html" without the middle, "story.amp" without the end.
void drop_form_extension(std::string& segment) {
  for (const std::string_view form : {".amp", ".print"}) {
    const std::size_t at = segment.rfind(form);
    if (at == std::string::npos || at == 0) continue;
    const std::size_t end = at + form.size();
    if (end == segment.size() ||
        (segment[end] == '.' && segment.find('.', end + 1) == std::string::npos)) {
      segment.erase(at, form.size());
    }
  }
}

bool is_index_page(std::string_view segment) {
  const std::size_t dot = segment.rfind('.');
  if (dot == std::string_view::npos) return false;
  return contains(kIndexStems, lowered(segment.substr(0, dot))) &&
         contains(kIndexExtensions, lowered(segment.substr(dot + 1)));
}

bool is_form_segment(std::string_view segment) {
  return equals_ignoring_case(segment, "amp") || equals_ignoring_case(segment, "print");
}

// A session identifier is long and random: letters and digits mixed, or hexadecimal.
bool looks_random(std::string_view value) {
  constexpr std::size_t kShortest = 16;  // half of the usual 128 bits in hexadecimal
  if (value.size() < kShortest) return false;
  bool digits = false;
  bool letters = false;
  for (const char c : value) {
    if (!is_digit(c) && !is_alpha(c)) return false;
    digits = digits || is_digit(c);
    letters = letters || is_alpha(c);
  }
  return digits && letters;
}

}  // namespace

std::string plain_host(std::string_view host) {
  if (host.ends_with('.')) host.remove_suffix(1);
  std::string plain(host);
  if (host.starts_with('[') || host.empty() || is_digit(host.back())) return plain;
  bool has_form = false;
  for (const std::string_view label : kFormLabels) {
    const std::size_t at = host.find(label);
    has_form = has_form || at != std::string_view::npos;
  }
  if (!has_form) return plain;
  // Labels in front of the registrable domain only: "amp.dev" and "m.com" are domains of their own.
  const std::size_t fixed = registrable_domain(host).size();
  std::string kept;
  std::string_view rest = host;
  while (rest.size() > fixed) {
    const std::size_t dot = rest.find('.');
    if (dot == std::string_view::npos) break;
    if (!contains(kFormLabels, rest.substr(0, dot))) kept.append(rest.substr(0, dot + 1));
    rest.remove_prefix(dot + 1);
  }
  return kept.append(rest);
}

void drop_path_forms(std::vector<std::string>& segments) {
  for (std::string& segment : segments) drop_session_parameters(segment);
  std::erase_if(segments, [](const std::string& segment) {
    return segment.empty() || is_session_segment(segment);
  });
  if (segments.size() > 1 && is_index_page(segments.back())) segments.pop_back();
  if (segments.size() > 1 && is_form_segment(segments.back())) segments.pop_back();
  if (segments.size() > 1 && is_form_segment(segments.front())) segments.erase(segments.begin());
  if (!segments.empty()) drop_form_extension(segments.back());
  if (!segments.empty() && is_index_page(segments.back())) segments.pop_back();
}

bool is_form_parameter(std::string_view name, std::string_view value) {
  const std::string lower_value = lowered(value);
  if (contains(kFormSwitches, name))
    return contains(kYes, lower_value) || contains(kOtherForms, lower_value);
  return contains(kFormChoices, name) && contains(kOtherForms, lower_value);
}

bool is_tracking_parameter(std::string_view name, std::string_view value) {
  if (std::ranges::binary_search(tracking_names(), name)) return true;
  if (contains(session_names(), name)) return true;
  if (contains(maybe_session_names(), name)) return looks_random(value);
  for (const std::string_view prefix : tracking_prefixes()) {
    if (name.starts_with(prefix)) return true;
  }
  for (const std::string_view suffix : tracking_suffixes()) {
    if (name.ends_with(suffix)) return true;
  }
  return false;
}

}  // namespace tearsheet::url
