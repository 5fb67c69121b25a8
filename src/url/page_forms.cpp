#include "url/page_forms.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"
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

// What is left must not become a step up the path.
bool is_dots(std::string_view segment) {
  return segment == "." || segment == "..";
}

// "story.amp.html" and "story.print.html" without the middle, "story.amp" without the end.
void drop_form_extension(std::string& out, std::size_t begin) {
  const std::size_t last = out.rfind('.');
  if (last == std::string::npos || last <= begin) return;
  if (out.find(';', begin) != std::string::npos) return;
  const std::string_view text = out;
  const std::size_t middle = text.rfind('.', last - 1);
  const auto is_form = [&](std::size_t from, std::size_t to) {
    const std::string_view extension = text.substr(from, to - from);
    if (extension != ".amp" && extension != ".print") return false;
    std::string left(text.substr(begin, from - begin));
    return !is_dots(left.append(text.substr(to)));
  };
  if (is_form(last, out.size())) {
    out.resize(last);
  } else if (middle != std::string::npos && middle > begin && is_form(middle, last)) {
    out.erase(middle, last - middle);
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
  // An address, or a name with empty labels, which no list knows (without its dots "1.." would be
  // an address).
  if (host.starts_with('[') || host.starts_with('.') || host.find("..") != std::string_view::npos) {
    out += host;
    return;
  }
  if (host.ends_with('.')) host.remove_suffix(1);
  if (is_digit(host.back())) {
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
  std::string kept = segment.substr(0, segment.find(';'));
  std::string_view rest = std::string_view(segment).substr(kept.size());
  while (!rest.empty()) {
    const std::string_view parameter = rest.substr(1, std::min(rest.find(';', 1), rest.size()) - 1);
    const std::size_t equals = std::min(parameter.find('='), parameter.size());
    const std::string_view value = parameter.substr(std::min(equals + 1, parameter.size()));
    if (!is_tracking_parameter(to_lower(parameter.substr(0, equals)), value))
      kept.append(1, ';').append(parameter);
    rest.remove_prefix(parameter.size() + 1);
  }
  if (is_session_segment(kept)) kept.clear();
  if (!is_dots(kept)) segment = std::move(kept);
}

void drop_path_forms(std::string& out, std::size_t begin) {
  // From the end until nothing changes, so that the key of a key is the key: "/a/amp/index.html".
  for (std::size_t before = out.size() + 1; out.size() != before && out.size() > begin;) {
    before = out.size();
    const std::size_t slash = out.rfind('/');
    const std::string_view last = std::string_view(out).substr(slash + 1);
    if (is_index_page(last) || (slash > begin && is_form_segment(last))) {
      out.resize(slash);
    } else {
      drop_form_extension(out, slash + 1);
    }
  }
  // From the front as long as something is left; erased at once, or many of them would cost
  // quadratic time.
  std::size_t front = begin;
  for (;;) {
    const std::size_t next = std::string_view(out).find('/', front + 1);
    if (next == std::string::npos ||
        !is_form_segment(std::string_view(out).substr(front + 1, next - front - 1)))
      break;
    front = next;
  }
  out.erase(begin, front - begin);
}

bool is_form_parameter(std::string_view name, std::string_view value) {
  const std::string lower_value = to_lower(value);
  if (contains(kFormSwitches, name))
    return contains(kYes, lower_value) || contains(kOtherForms, lower_value);
  return contains(kFormChoices, name) && contains(kOtherForms, lower_value);
}

bool is_tracking_parameter(std::string_view name, std::string_view value) {
  if (std::ranges::binary_search(tracking_names(), name)) return true;
  if (contains(session_names(), name)) return true;
  if (contains(maybe_tracking_names(), name))
    return value.empty() || !std::ranges::all_of(value, is_digit);
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
