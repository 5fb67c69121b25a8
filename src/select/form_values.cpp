#include "select/form_values.h"

#include <charconv>
#include <chrono>
#include <string>

#include "base/ascii.h"

namespace tearsheet::select {
namespace {

using html::Tag;

/// Takes fields off the front of a value; `ok` turns false at the first that does not fit.
struct Fields {
  std::string_view rest;
  bool ok = true;

  int digits(std::size_t at_least, std::size_t at_most) {
    std::size_t count = 0;
    int value = 0;
    while (count < rest.size() && count < at_most && is_digit(rest[count]))
      value = value * 10 + (rest[count++] - '0');
    if (count < at_least) ok = false;
    rest.remove_prefix(count);
    return value;
  }
  void literal(char c) {
    if (rest.empty() || rest[0] != c) {
      ok = false;
    } else {
      rest.remove_prefix(1);
    }
  }
  [[nodiscard]] bool is_done() const { return ok && rest.empty(); }
};

constexpr int kFirstYear = 1;
constexpr double kMsPerDay = 86'400'000;

std::optional<int> read_days(Fields& fields) {
  const int year = fields.digits(4, 6);
  fields.literal('-');
  const auto month = static_cast<unsigned>(fields.digits(2, 2));
  fields.literal('-');
  const auto day = static_cast<unsigned>(fields.digits(2, 2));
  // chrono's years end at 32767.
  if (!fields.ok || year < kFirstYear || year > 32'767) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{month},
                                         std::chrono::day{day}};
  if (!date.ok()) return std::nullopt;
  return static_cast<int>(std::chrono::sys_days{date}.time_since_epoch().count());
}

std::optional<double> read_time(Fields& fields) {
  const int hour = fields.digits(2, 2);
  fields.literal(':');
  const int minute = fields.digits(2, 2);
  int second = 0;
  int ms = 0;
  if (!fields.rest.empty()) {
    fields.literal(':');
    second = fields.digits(2, 2);
    if (!fields.rest.empty()) {
      fields.literal('.');
      const std::size_t before = fields.rest.size();
      ms = fields.digits(1, 3);
      for (std::size_t digits = before - fields.rest.size(); digits < 3; ++digits) ms *= 10;
    }
  }
  if (!fields.is_done() || hour > 23 || minute > 59 || second > 59) return std::nullopt;
  return ((hour * 60 + minute) * 60 + second) * 1000.0 + ms;
}

std::optional<double> read_number(std::string_view text) {
  // 2.3.4.3: no plus sign, no "inf", nothing left over; from_chars takes neither space nor plus.
  if (text.empty() || (!is_digit(text.back()))) return std::nullopt;
  const char first = text[0] == '-' && text.size() > 1 ? text[1] : text[0];
  if (!is_digit(first) && first != '.') return std::nullopt;
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<double> read_week(Fields fields) {
  const int year = fields.digits(4, 6);
  fields.literal('-');
  fields.literal('W');
  const int week = fields.digits(2, 2);
  if (!fields.is_done() || year < kFirstYear || year > 32'767 || week < 1) return std::nullopt;
  using namespace std::chrono;
  // ISO 8601: week 1 holds January 4th.
  const auto monday_of_first = [](int y) {
    const sys_days fourth{std::chrono::year{y} / January / 4};
    return fourth - (weekday{fourth} - Monday);
  };
  const auto monday = monday_of_first(year) + weeks{week - 1};
  if (monday >= monday_of_first(year + 1)) return std::nullopt;
  return static_cast<double>(monday.time_since_epoch().count()) / 7.0;
}

std::string type_of(html::Node input) {
  return to_lower(input.attribute("type").value_or("text"));
}

bool is_barred(html::Node node) {
  if (node.attribute("disabled") || (node.tag() == Tag::kInput && node.attribute("readonly")))
    return true;
  if (node.tag() == Tag::kTextarea && node.attribute("readonly")) return true;
  const std::string type = type_of(node);
  if (node.tag() == Tag::kInput) return type == "hidden" || type == "reset" || type == "button";
  return node.tag() == Tag::kButton && (type == "reset" || type == "button");
}

/// The pattern of 4.10.5.1.5 in words: something before the one @, dots between labels behind it.
bool is_email(std::string_view text) {
  const std::size_t at = text.find('@');
  if (at == 0 || at == std::string_view::npos) return false;
  constexpr std::string_view kSpecial = ".!#$%&'*+/=?^_`{|}~-";
  for (const char c : text.substr(0, at)) {
    if (!is_alpha(c) && !is_digit(c) && kSpecial.find(c) == std::string_view::npos) return false;
  }
  std::size_t length = 0;
  char last = '-';
  for (const char c : text.substr(at + 1)) {
    if (c == '.') {
      if (last == '-' || length == 0) return false;
      length = 0;
      last = '-';
      continue;
    }
    if (!is_alpha(c) && !is_digit(c) && (c != '-' || length == 0)) return false;
    if (++length > 63) return false;
    last = c;
  }
  return length != 0 && last != '-';
}

bool is_absolute_url(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == 0 || colon == std::string_view::npos || !is_alpha(text[0])) return false;
  for (const char c : text.substr(0, colon)) {
    if (!is_alpha(c) && !is_digit(c) && c != '+' && c != '-' && c != '.') return false;
  }
  return colon + 1 < text.size();
}

bool is_value_missing(html::Node node) {
  if (!node.attribute("required")) return false;
  if (node.tag() == Tag::kTextarea) return html::text_content(node).empty();
  const std::string type = type_of(node);
  if (type == "checkbox" || type == "radio") return !node.attribute("checked");
  if (type == "range" || type == "color" || type == "submit" || type == "image") return false;
  return node.attribute("value").value_or("").empty();
}

}  // namespace

std::optional<double> parse_input_value(std::string_view type, std::string_view value) {
  if (type == "number" || type == "range") return read_number(value);
  Fields fields{value};
  if (type == "time") return read_time(fields);
  if (type == "week") return read_week(fields);
  if (type == "month") {
    const int year = fields.digits(4, 6);
    fields.literal('-');
    const int month = fields.digits(2, 2);
    if (!fields.is_done() || year < kFirstYear || month < 1 || month > 12) return std::nullopt;
    return year * 12.0 + month;
  }
  if (type != "date" && type != "datetime-local") return std::nullopt;
  const auto days = read_days(fields);
  if (!days) return std::nullopt;
  if (type == "date") return fields.is_done() ? std::optional<double>(*days) : std::nullopt;
  if (fields.rest.empty() || (fields.rest[0] != 'T' && fields.rest[0] != ' ')) return std::nullopt;
  fields.rest.remove_prefix(1);
  const auto time = read_time(fields);
  return time ? std::optional(*days * kMsPerDay + *time) : std::nullopt;
}

RangeState range_state(html::Node element) {
  if (element.tag() != Tag::kInput || is_barred(element)) return RangeState::kNoRange;
  const std::string type = type_of(element);
  const auto read = [&](std::string_view attribute) -> std::optional<double> {
    const auto text = element.attribute(attribute);
    return text ? parse_input_value(type, *text) : std::nullopt;
  };
  if (type == "range") return RangeState::kInside;  // its value is always brought inside
  const auto min = read("min");
  const auto max = read("max");
  if (!min && !max) return RangeState::kNoRange;
  const auto value = read("value");
  if (!value) return RangeState::kInside;
  if (type == "time" && min && max && *min > *max) {  // across midnight
    const bool is_between = *max < *value && *value < *min;
    return is_between ? RangeState::kOutside : RangeState::kInside;
  }
  return (min && *value < *min) || (max && *value > *max) ? RangeState::kOutside
                                                          : RangeState::kInside;
}

Validity control_validity(html::Node element) {
  switch (element.tag()) {
    case Tag::kInput:
    case Tag::kTextarea:
    case Tag::kSelect:
    case Tag::kButton:
      if (!is_barred(element)) break;
      return Validity::kNotValidated;
    default:
      return Validity::kNotValidated;
  }
  if (element.tag() == Tag::kButton || element.tag() == Tag::kSelect) return Validity::kValid;
  bool is_valid = !is_value_missing(element) && range_state(element) != RangeState::kOutside;
  const std::string_view value = trimmed_html(element.attribute("value").value_or(""));
  if (element.tag() == Tag::kInput && !value.empty()) {
    const std::string type = type_of(element);
    if (type == "email") is_valid = is_valid && is_email(value);
    if (type == "url") is_valid = is_valid && is_absolute_url(value);
  }
  return is_valid ? Validity::kValid : Validity::kInvalid;
}

}  // namespace tearsheet::select
