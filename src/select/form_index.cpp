#include "select/form_index.h"

#include <map>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "base/ascii.h"

namespace tearsheet::select {
namespace {

using html::Tag;

bool has_type(html::Node node, std::string_view type) {
  const auto value = node.attribute("type");
  return value && equals_ignoring_case(*value, type);
}
bool has(html::Node node, std::string_view attribute) {
  return node.attribute(attribute).has_value();
}

bool is_submit_button(html::Node node) {
  if (node.tag() == Tag::kInput) return has_type(node, "submit") || has_type(node, "image");
  return node.tag() == Tag::kButton && !has_type(node, "button") && !has_type(node, "reset");
}

bool is_control(html::Node node) {
  return node.is_element() && (node.tag() == Tag::kInput || node.tag() == Tag::kButton);
}

/// The form of every control by node, 0 where it has none: its form attribute, or the nearest form
/// around it.
std::vector<std::uint32_t> find_owners(const html::Document& document) {
  std::unordered_map<std::string_view, std::uint32_t> by_id;
  std::vector<std::uint32_t> around(document.size());
  std::vector<std::uint32_t> owners(document.size());
  for (std::uint32_t i = 1; i < document.size(); ++i) {
    const html::Node node = document.node(i);
    const bool is_form = node.is_element() && node.tag() == Tag::kForm;
    if (is_form && !node.id().empty()) by_id.try_emplace(node.id(), i);
    around[i] = is_form ? i : around[node.parent().index()];
  }
  for (std::uint32_t i = 1; i < document.size(); ++i) {
    const html::Node node = document.node(i);
    if (!is_control(node)) continue;
    owners[i] = around[i];
    if (const auto form = node.attribute("form")) {
      const auto found = by_id.find(*form);
      owners[i] = found == by_id.end() ? 0 : found->second;
    }
  }
  return owners;
}

}  // namespace

FormIndex::FormIndex(const html::Document& document)
    : default_button_(document.size()),
      selected_option_(document.size()),
      unchecked_group_(document.size()) {
  const std::vector<std::uint32_t> owners = find_owners(document);
  std::vector<bool> has_button(document.size());
  for (std::uint32_t i = 1; i < document.size(); ++i) {
    const html::Node node = document.node(i);
    if (!node.is_element()) continue;
    if (node.tag() == Tag::kSelect) read_options(node);
    if (owners[i] != 0 && !has_button[owners[i]] && is_submit_button(node)) {
      has_button[owners[i]] = true;
      default_button_[i] = true;
    }
  }
  read_radio_groups(document, owners);
}

void FormIndex::read_radio_groups(const html::Document& document,
                                  const std::vector<std::uint32_t>& owners) {
  const auto is_radio = [](html::Node node) {
    return node.is_element() && node.tag() == Tag::kInput && has_type(node, "radio");
  };
  std::map<std::pair<std::uint32_t, std::string_view>, bool> has_checked;
  for (std::uint32_t i = 1; i < document.size(); ++i) {
    const html::Node node = document.node(i);
    if (!is_radio(node)) continue;
    const std::string_view name = node.attribute("name").value_or("");
    if (name.empty()) continue;  // a group of its own
    has_checked[{owners[i], name}] |= has(node, "checked");
  }
  for (std::uint32_t i = 1; i < document.size(); ++i) {
    const html::Node node = document.node(i);
    if (!is_radio(node)) continue;
    const std::string_view name = node.attribute("name").value_or("");
    unchecked_group_[i] = name.empty() ? !has(node, "checked") : !has_checked[{owners[i], name}];
  }
}

void FormIndex::read_options(html::Node select) {
  // 4.10.7: with one line and nothing selected, the first option that can be chosen is shown; of
  // several selected ones the last.
  const html::Document& document = select.document();
  const bool is_multiple = has(select, "multiple");
  const auto size = select.attribute("size");
  const bool is_one_line =
      !is_multiple && (!size || trimmed_html(*size) == "1" || trimmed_html(*size).empty());
  std::uint32_t first = 0;
  std::uint32_t chosen = 0;
  for (std::uint32_t i = select.index() + 1; i < select.end(); ++i) {
    const html::Node node = document.node(i);
    if (!node.is_element() || node.tag() != Tag::kOption) continue;
    const html::Node group = node.parent();
    const bool is_disabled =
        has(node, "disabled") || (group.tag() == Tag::kOptgroup && has(group, "disabled"));
    if (first == 0 && !is_disabled) first = i;
    if (!has(node, "selected")) continue;
    if (is_multiple) selected_option_[i] = true;
    chosen = i;
  }
  if (is_multiple) return;
  if (chosen == 0 && is_one_line) chosen = first;
  if (chosen != 0) selected_option_[chosen] = true;
}

}  // namespace tearsheet::select
