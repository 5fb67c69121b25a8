// Whether a page's rel=canonical can be believed. Wrong ones are common: every article pointing at
// the home page, at its section, or at the script that shows all articles.
#include <algorithm>
#include <array>
#include <vector>

#include "url/page_forms.h"
#include "url/percent.h"
#include "url/url.h"

namespace tearsheet::url {
namespace {

std::vector<std::string_view> segments_of(std::string_view path) {
  std::vector<std::string_view> segments;
  while (!path.empty()) {
    const std::size_t end = std::min(path.find('/'), path.size());
    if (end > 0) segments.push_back(path.substr(0, end));
    path.remove_prefix(std::min(end + 1, path.size()));
  }
  return segments;
}

// "/", "/en/", "/index.html": depth 0 for an address that names no story.
bool is_home(const Url& key) {
  const auto segments = segments_of(key.path());
  if (!key.query().empty() || key.fragment().starts_with('!')) return false;
  if (segments.empty()) return true;
  const std::string_view only = segments.front();
  const bool is_language =
      only.size() == 2 || (only.size() == 5 && (only[2] == '-' || only[2] == '_'));
  return segments.size() == 1 && is_language && is_alpha(only[0]) && is_alpha(only[1]);
}

constexpr auto kErrorPages = std::to_array<std::string_view>(
    {"404", "403", "410", "500", "error", "errors", "notfound", "not-found", "page-not-found",
     "pagenotfound", "login", "signin", "sign-in", "undefined", "null"});

bool is_error_page(const Url& key) {
  const auto segments = segments_of(key.path());
  if (segments.empty()) return false;
  const std::string_view last = segments.back();
  const std::string_view stem = last.substr(0, last.rfind('.'));
  return std::ranges::any_of(
      kErrorPages, [&](std::string_view name) { return equals_ignoring_case(stem, name); });
}

// Whether a segment names one story: several words, or a long number.
bool names_a_story(std::string_view segment) {
  std::size_t hyphens = 0;
  std::size_t digits = 0;
  for (const char c : segment) {
    if (c == '-' || c == '_') ++hyphens;
    if (is_digit(c)) ++digits;
  }
  return hyphens >= 3 || digits >= 5;
}

// The claim is a directory of the page, and what it leaves out named the story.
bool is_section_of(const Url& section, const Url& page) {
  const auto outer = segments_of(section.path());
  const auto inner = segments_of(page.path());
  if (!section.query().empty() || outer.size() >= inner.size()) return false;
  if (!std::equal(outer.begin(), outer.end(), inner.begin())) return false;
  const auto left_out = inner.begin() + static_cast<std::ptrdiff_t>(outer.size());
  return std::any_of(left_out, inner.end(), names_a_story) &&
         !std::any_of(outer.begin(), outer.end(), names_a_story);
}

// "/view.php?id=7" claims "/view.php": the number was the story.
bool lost_its_query(const Url& page, const Url& claim) {
  if (page.path() != claim.path() || page.query().empty() || !claim.query().empty()) return false;
  const auto segments = segments_of(page.path());
  if (segments.empty()) return true;
  const std::string_view last = segments.back();
  return last.find('.') != std::string_view::npos &&
         !std::any_of(segments.begin(), segments.end(), names_a_story);
}

}  // namespace

bool is_plausible_canonical(const Url& page, const Url& canonical) {
  if (page.empty() || canonical.empty()) return false;
  if (registrable_domain(page.host()) != registrable_domain(canonical.host())) return false;
  // Both as keys, so that a print or AMP form, an index page or tracking parameters do not count as
  // differences.
  const auto page_key = Url::parse(dedup_key(page).text);
  const auto claim_key = Url::parse(dedup_key(canonical).text);
  if (!page_key || !claim_key) return false;
  if (*page_key == *claim_key) return true;
  if (is_error_page(*claim_key)) return false;
  if (is_home(*claim_key) && !is_home(*page_key)) return false;
  return !is_section_of(*claim_key, *page_key) && !lost_its_query(*page_key, *claim_key);
}

}  // namespace tearsheet::url
