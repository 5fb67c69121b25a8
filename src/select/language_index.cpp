#include "select/language_index.h"

#include "base/ascii.h"

namespace tearsheet::select {
namespace {

/// <meta http-equiv=content-language>: one language, or it does not count (WHATWG HTML 4.2.5.3).
std::string_view declared_language(const html::Document& document) {
  for (std::uint32_t i = 1; i < document.size(); ++i) {
    const html::Node node = document.node(i);
    if (!node.is_element() || node.tag() != html::Tag::kMeta) continue;
    const auto kind = node.attribute("http-equiv");
    if (!kind || !equals_ignoring_case(*kind, "content-language")) continue;
    const std::string_view content = trimmed_html(node.attribute("content").value_or(""));
    if (content.empty() || content.find(',') != std::string_view::npos) continue;
    std::size_t end = 0;
    while (end < content.size() && !is_html_space(content[end])) ++end;
    return content.substr(0, end);
  }
  return {};
}

std::string_view take_subtag(std::string_view& rest) {
  const std::size_t dash = rest.find('-');
  const std::string_view subtag = rest.substr(0, dash);
  rest = dash == std::string_view::npos ? std::string_view{} : rest.substr(dash + 1);
  return subtag;
}

}  // namespace

LanguageIndex::LanguageIndex(const html::Document& document) : languages_(document.size()) {
  languages_[0] = declared_language(document);
  for (std::uint32_t i = 1; i < document.size(); ++i) {
    const html::Node node = document.node(i);
    languages_[i] = languages_[node.parent().index()];
    if (!node.is_element()) continue;
    if (node.name_space() != html::Namespace::kHtml) {
      if (const auto language = node.attribute("xml:lang")) {
        languages_[i] = *language;
        continue;
      }
    }
    if (const auto language = node.attribute("lang")) languages_[i] = *language;
  }
}

bool is_language_in_range(std::string_view language, std::string_view range) {
  if (range.empty() || language.empty()) return range.empty() && language.empty();
  std::string_view wanted = take_subtag(range);
  std::string_view subtag = take_subtag(language);
  if (wanted != "*" && !equals_ignoring_case(subtag, wanted)) return false;
  while (!range.empty()) {
    wanted = take_subtag(range);
    if (wanted == "*") continue;
    while (true) {
      if (language.empty()) return false;
      subtag = take_subtag(language);
      if (equals_ignoring_case(subtag, wanted)) break;
      if (subtag.size() == 1)
        return false;  // a singleton begins an extension: nothing is skipped over it
    }
  }
  return true;
}

}  // namespace tearsheet::select
