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

template <class Range>
bool contains_any_case(const Range& range, std::string_view text) {
  return std::ranges::any_of(
      range, [text](std::string_view one) { return equals_ignoring_case(one, text); });
}

std::string lowered(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = to_lower(c);
  return out;
}

constexpr auto kFormLabels = std::to_array<std::string_view>({"m", "mobile", "mobil", "amp"});
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

// ASP.NET without cookies: "/(S(lit3py55t21z5v55vlm25s55))/page.aspx".
bool is_session_segment(std::string_view segment) {
  constexpr std::size_t kIdentifier = 24;
  return segment.size() >= kIdentifier + 5 && segment.starts_with("(") && segment.ends_with("))") &&
         segment[2] == '(' && is_alpha(segment[1]);
}

// "story.amp.html" and "story.print.html" without the middle, "story.amp" without the end.
void drop_form_extension(std::string& out, std::size_t begin) {
  const std::size_t last = out.rfind('.');
  if (last == std::string::npos || last <= begin) return;
  const std::size_t middle = out.rfind('.', last - 1);
  for (const std::string_view form : {".amp", ".print"}) {
    const std::string_view text = out;
    if (text.substr(last) == form) {
      out.resize(last);
      return;
    }
    if (middle != std::string::npos && middle > begin &&
        text.substr(middle, last - middle) == form) {
      out.erase(middle, form.size());
      return;
    }
  }
}

bool is_index_page(std::string_view segment) {
  const std::size_t dot = segment.rfind('.');
  if (dot == std::string_view::npos) return false;
  return contains_any_case(kIndexStems, segment.substr(0, dot)) &&
         contains_any_case(kIndexExtensions, segment.substr(dot + 1));
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

// "amp", "m" ... in front of the registrable domain; "amp.dev" and "m.com" are domains of their
// own.
bool has_form_label(std::string_view host) {
  for (std::size_t dot = host.find('.'); dot != std::string_view::npos; dot = host.find('.')) {
    if (contains(kFormLabels, host.substr(0, dot))) return true;
    host.remove_prefix(dot + 1);
  }
  return false;
}

}  // namespace

void append_plain_host(std::string& out, std::string_view host) {
  constexpr std::string_view kWww = "www.";
  if (host.ends_with('.') && host.size() > 1) host.remove_suffix(1);
  if (host.starts_with('[') || is_digit(host.back())) {
    out += host;
    return;
  }
  // Without asking the list: nobody keeps one site at "www." and another at a public suffix itself.
  while (host.starts_with(kWww) && host.find('.', kWww.size()) != std::string_view::npos)
    host.remove_prefix(kWww.size());
  if (has_form_label(host)) {
    const std::size_t fixed = registrable_domain(host).size();
    while (host.size() > fixed) {
      const std::size_t end = host.find('.') + 1;
      if (!contains(kFormLabels, host.substr(0, end - 1)) && !host.starts_with(kWww))
        out += host.substr(0, end);
      host.remove_prefix(end);
    }
    while (host.starts_with(kWww) && host.find('.', kWww.size()) != std::string_view::npos)
      host.remove_prefix(kWww.size());
  }
  out += host;
}

void drop_session(std::string& segment) {
  if (segment.starts_with('(') && is_session_segment(segment)) segment.clear();
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

void drop_path_forms(std::string& out, std::size_t begin) {
  const auto last = [&] { return std::string_view(out).substr(out.rfind('/') + 1); };
  const auto is_single = [&] { return out.rfind('/') == begin; };
  const auto pop = [&] { out.resize(out.rfind('/')); };
  if (out.size() == begin) return;
  if (is_index_page(last())) pop();
  if (out.size() == begin) return;
  if (!is_single() && is_form_segment(last())) pop();
  if (!is_single()) {
    const std::size_t end = out.find('/', begin + 1);
    if (is_form_segment(std::string_view(out).substr(begin + 1, end - begin - 1)))
      out.erase(begin, end - begin);
  }
  drop_form_extension(out, out.rfind('/') + 1);
  if (is_index_page(last())) pop();
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
