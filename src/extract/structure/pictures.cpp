#include "extract/structure/pictures.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/ascii.h"
#include "extract/page/bounds.h"
#include "extract/structure/blocks.h"
#include "text/text.h"

namespace tearsheet::extract {
namespace {

using html::Node;
using html::Tag;

constexpr long kIconSide = 40;  // CSS pixels; smaller both ways is an icon or a pixel
constexpr std::size_t kLongestSrcset = 20'000;  // bytes

long number_of(std::optional<std::string_view> value) {
  if (!value || value->empty() || !is_digit(value->front())) return -1;
  long out = 0;
  for (const char c : value->substr(0, 6)) {
    if (!is_digit(c)) break;
    out = out * 10 + (c - '0');
  }
  return out;
}

bool is_icon(Node image) {
  const long width = number_of(image.attribute("width")),
             height = number_of(image.attribute("height"));
  if (width >= 0 && height >= 0 && width <= kIconSide && height <= kIconSide) return true;
  const std::string_view classes = class_of(image);
  for (const char* word : {"emoji", "smiley", "icon", "avatar", "tracking"}) {
    if (classes.find(word) != std::string_view::npos) return true;
  }
  return false;
}

std::string_view stem_of(std::string_view address) {
  address = address.substr(0, address.find_first_of("?#"));
  if (const auto slash = address.rfind('/'); slash != std::string_view::npos)
    address.remove_prefix(slash + 1);
  return address.substr(0, address.rfind('.'));
}

/// What is shown until a script puts the picture in place, by its name alone.
bool is_placeholder(std::string_view address) {
  static constexpr std::array<std::string_view, 18> kNames = {
      "1x1",   "blank",       "clear",    "dot",   "empty",       "gray",
      "grey",  "lazy",        "lazyload", "load",  "loader",      "loading",
      "pixel", "placeholder", "spacer",   "trans", "transparent", "white"};
  const std::string stem = to_lower(stem_of(address));
  return std::find(kNames.begin(), kNames.end(), stem) != kNames.end() ||
         stem.find("placeholder") != std::string::npos ||
         stem.find("lazyload") != std::string::npos;
}

bool may_be_address(std::string_view value) {
  value = trimmed(value);
  return !value.empty() && value.size() <= kLongestAddress && !value.starts_with("data:") &&
         value.find_first_of(" {}<>\n") == std::string_view::npos;
}

/// The address of the largest picture in a srcset (HTML 4.8.4.2.1).
std::string_view largest(std::string_view set) {
  set = set.substr(0, kLongestSrcset);
  std::string_view best;
  double best_size = -1;
  for (std::size_t at = 0; at < set.size();) {
    while (at < set.size() && (is_space(set[at]) || set[at] == ',')) ++at;
    const std::size_t begin = at;
    while (at < set.size() && !is_space(set[at])) ++at;
    std::string_view address = set.substr(begin, at - begin);
    double size = 0;
    if (address.ends_with(',')) {
      while (address.ends_with(',')) address.remove_suffix(1);
    } else {
      const std::size_t comma = std::min(set.find(',', at), set.size());
      std::string_view descriptor = trimmed(set.substr(at, comma - at));
      size = static_cast<double>(number_of(descriptor));
      at = comma;
    }
    if (may_be_address(address) && size > best_size) {
      best = address;
      best_size = size;
    }
  }
  return best;
}

std::string from_sets(Node element, const url::Url& base) {
  for (const char* name : {"data-srcset", "data-lazy-srcset", "srcset"}) {
    const auto set = element.attribute(name);
    if (!set) continue;
    const std::string_view address = largest(*set);
    if (address.empty() || is_placeholder(address)) continue;
    if (std::string url = absolute(address, base); !url.empty()) return url;
  }
  return {};
}

std::string from_picture(Node image, const url::Url& base) {
  const Node parent = image.parent();
  if (!parent || !parent.is_element() || parent.name() != "picture") return {};
  for (Node one = parent.first_child(); one; one = one.next_sibling()) {
    if (!one.is_element() || one.tag() != Tag::kSource) continue;
    if (std::string url = from_sets(one, base); !url.empty()) return url;
  }
  return {};
}

}  // namespace

std::string picture_address(Node image, const url::Url& base) {
  if (is_icon(image)) return {};
  for (const char* name :
       {"data-src", "data-original", "data-lazy-src", "data-lazy", "data-original-src",
        "data-actualsrc", "data-hi-res-src", "data-full-src", "data-img-src", "data-image-src"}) {
    const auto value = image.attribute(name);
    if (!value || !may_be_address(*value) || is_placeholder(*value)) continue;
    if (std::string url = absolute(*value, base); !url.empty()) return url;
  }
  const auto source = image.attribute("src");
  if (source && !trimmed(*source).starts_with("data:") && source->size() <= kLongestAddress &&
      !is_placeholder(*source)) {
    if (std::string url = absolute(*source, base); !url.empty()) return url;
  }
  if (std::string url = from_sets(image, base); !url.empty()) return url;
  return from_picture(image, base);
}

std::string picture_text(Node image) {
  return text::clean_line(beginning(image.attribute("alt").value_or(""), kLongestValue));
}

}  // namespace tearsheet::extract
