#include "feed/links.h"

#include <algorithm>

#include "base/ascii.h"

namespace tearsheet::feed {
namespace {

constexpr std::size_t kMaxBases =
    4096;  // a feed with its own xml:base on every element is none of ours
constexpr std::size_t kMaxLinkBytes =
    8192;  // PRODUCT's limit is 2,083; data: links in content are far longer

bool is_control(char c) {
  return static_cast<unsigned char>(c) <= 0x20 || c == 0x7F;
}

// The scheme in lower case; empty for a relative reference. Tabs and line ends do not count (WHATWG
// URL 4.4).
std::string scheme_of(std::string_view reference) {
  std::string scheme;
  for (const char c : reference) {
    if (c == ':') return scheme;
    if (c == '\t' || c == '\n' || c == '\r') continue;
    const bool fits =
        is_alpha(c) || (!scheme.empty() && (is_digit(c) || c == '+' || c == '-' || c == '.'));
    if (!fits) return {};
    scheme.push_back(is_alpha(c) ? static_cast<char>(c | 0x20) : c);
  }
  return {};
}

// "&amp;" in an address comes from escaping twice; no page is named so.
std::string without_second_escape(std::string_view reference) {
  constexpr std::string_view kForms[] = {"amp;", "#38;", "#038;", "#x26;"};
  std::string address;
  address.reserve(reference.size());
  for (std::size_t at = 0; at < reference.size(); ++at) {
    address.push_back(reference[at]);
    if (reference[at] != '&') continue;
    const auto rest = reference.substr(at + 1);
    for (const auto form : kForms) {
      if (rest.starts_with(form)) {
        at += form.size();
        break;
      }
    }
  }
  return address;
}

}  // namespace

Links::Links(std::string_view document_url) {
  bases_.emplace_back();
  document_ = nested(kNoBase, document_url);
}

const url::Url* Links::base_of(BaseId base) const {
  return bases_[base].empty() ? nullptr : &bases_[base];
}

BaseId Links::nested(BaseId outer, std::string_view xml_base) {
  xml_base = trimmed(xml_base, is_control);
  if (xml_base.empty() || bases_.size() == kMaxBases) return outer;
  auto base = url::Url::parse(xml_base, base_of(outer));
  if (!base) return outer;
  if (*base == bases_.back()) return static_cast<BaseId>(bases_.size() - 1);
  bases_.push_back(std::move(*base));
  return static_cast<BaseId>(bases_.size() - 1);
}

void Links::set_fallback(std::string_view absolute_url) {
  if (auto parsed = url::Url::parse(trimmed(absolute_url, is_control)))
    bases_[kNoBase] = std::move(*parsed);
}

std::string Links::resolve(std::string_view reference, BaseId base) const {
  reference = trimmed(reference, is_control);
  if (reference.empty() || reference.size() > kMaxLinkBytes) return {};
  const bool may_be_escaped = reference.find('&') != std::string_view::npos;
  const auto parsed = may_be_escaped
                          ? url::Url::parse(without_second_escape(reference), base_of(base))
                          : url::Url::parse(reference, base_of(base));
  return parsed ? parsed->href() : std::string{};
}

std::string Links::resolve_in_content(std::string_view reference, BaseId base) const {
  reference = trimmed(reference, is_control);
  if (reference.size() > kMaxLinkBytes) return {};
  const auto scheme = scheme_of(reference);
  const bool is_clean = std::ranges::none_of(reference, is_control);
  if (scheme == "http" || scheme == "https") {
    // As written where it can be: what a publisher links to is not ours to normalise.
    if (is_clean && reference.substr(scheme.size()).starts_with("://"))
      return std::string(reference);
    return resolve(reference, base);
  }
  if (scheme == "mailto" || scheme == "tel")
    return is_clean ? std::string(reference) : std::string{};
  if (!scheme.empty()) return {};
  if (base_of(base) != nullptr) return resolve(reference, base);
  return is_clean ? std::string(reference) : std::string{};
}

}  // namespace tearsheet::feed
