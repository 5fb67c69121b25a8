#include "select/direction_index.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <optional>
#include <string_view>

#include "base/ascii.h"
#include "base/utf8.h"

namespace tearsheet::select {
namespace {

/// The next code point; a document's text is valid UTF-8, but nothing is read beyond its end in any
/// case.
UChar32 take_point(std::string_view& text) {
  std::size_t at = 0;
  const char32_t point = next_code_point(text, at);
  text.remove_prefix(at);
  return static_cast<UChar32>(point);
}

/// The direction of the first strong character, if there is one.
std::optional<bool> first_strong(std::string_view text) {
  while (!text.empty()) {
    switch (u_charDirection(take_point(text))) {
      case U_LEFT_TO_RIGHT:
        return false;
      case U_RIGHT_TO_LEFT:
      case U_RIGHT_TO_LEFT_ARABIC:
        return true;
      default:
        break;
    }
  }
  return std::nullopt;
}

enum class Dir : std::uint8_t { kNone, kLeft, kRight, kAuto };

Dir dir_attribute(html::Node node) {
  const auto value = node.attribute("dir");
  if (!value) return Dir::kNone;
  if (equals_ignoring_case(*value, "ltr")) return Dir::kLeft;
  if (equals_ignoring_case(*value, "rtl")) return Dir::kRight;
  if (equals_ignoring_case(*value, "auto")) return Dir::kAuto;
  return Dir::kNone;
}

bool has_type(html::Node input, std::initializer_list<std::string_view> types) {
  const std::string_view type = input.attribute("type").value_or("text");
  for (const std::string_view known : types) {
    if (equals_ignoring_case(type, known)) return true;
  }
  return false;
}

/// Parts that speak for themselves.
bool is_skipped_by_auto(html::Node node) {
  switch (node.tag()) {
    case html::Tag::kBdi:
    case html::Tag::kScript:
    case html::Tag::kStyle:
    case html::Tag::kTextarea:
      return true;
    default:
      return dir_attribute(node) != Dir::kNone;
  }
}

std::optional<bool> text_direction(html::Node element) {
  if (element.tag() == html::Tag::kInput) {
    // Unknown types are text fields too, but few: the list of the standard is what counts here.
    if (!has_type(element, {"text", "search", "tel", "url", "email", "hidden"}))
      return std::nullopt;
    const auto direction = first_strong(element.attribute("value").value_or(""));
    return direction.value_or(false);
  }
  for (std::uint32_t i = element.index() + 1; i < element.end();) {
    const html::Node node = element.document().node(i);
    if (node.is_element() && is_skipped_by_auto(node)) {
      i = node.end();
      continue;
    }
    if (node.is_text()) {
      if (const auto direction = first_strong(node.text())) return direction;
    }
    ++i;
  }
  return std::nullopt;
}

}  // namespace

DirectionIndex::DirectionIndex(const html::Document& document) : is_rtl_(document.size()) {
  for (std::uint32_t i = 1; i < document.size(); ++i) {
    const html::Node node = document.node(i);
    const bool inherited = is_rtl_[node.parent().index()];
    if (!node.is_element() || node.name_space() != html::Namespace::kHtml) {
      is_rtl_[i] = inherited;
      continue;
    }
    switch (dir_attribute(node)) {
      case Dir::kLeft:
        break;
      case Dir::kRight:
        is_rtl_[i] = true;
        break;
      case Dir::kAuto:
        is_rtl_[i] = text_direction(node).value_or(inherited);
        break;
      case Dir::kNone:
        if (node.tag() == html::Tag::kBdi) {
          is_rtl_[i] = text_direction(node).value_or(inherited);
        } else if (node.tag() != html::Tag::kInput || !has_type(node, {"tel"})) {
          is_rtl_[i] = inherited;
        }
    }
  }
}

}  // namespace tearsheet::select
