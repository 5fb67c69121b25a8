#include "select/data_scripts.h"

#include <algorithm>

#include "base/ascii.h"

namespace tearsheet::select {

DataScripts::DataScripts(const html::Document& document) {
  // The document lists every script of a data type, in order: the next one of its type is it.
  const auto scripts = document.data_scripts();
  const auto skip_code = [&](auto at) {
    return std::find_if(at, scripts.end(),
                        [](const html::DataScript& one) { return one.type != "text/javascript"; });
  };
  auto next = skip_code(scripts.begin());
  for (std::uint32_t i = 1; i < document.size() && next != scripts.end(); ++i) {
    const html::Node node = document.node(i);
    if (!node.is_element() || node.tag() != html::Tag::kScript ||
        node.name_space() != html::Namespace::kHtml) {
      continue;
    }
    const std::string_view type = node.attribute("type").value_or("");
    if (!equals_ignoring_case(trimmed_html(type.substr(0, type.find(';'))), next->type)) continue;
    if (node.first_child().is_null()) contents_.push_back({i, next->content});
    next = skip_code(next + 1);
  }
}

std::string_view DataScripts::of(std::uint32_t node) const {
  const auto found = std::lower_bound(
      contents_.begin(), contents_.end(), node,
      [](const Content& content, std::uint32_t at) { return content.element < at; });
  return found != contents_.end() && found->element == node ? found->text : std::string_view{};
}

}  // namespace tearsheet::select
