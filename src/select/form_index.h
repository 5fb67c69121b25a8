// What of a form's state is written in its HTML and needs a look at more than one element (WHATWG
// HTML 4.10).
#pragma once

#include <cstdint>
#include <vector>

#include "html/html.h"

namespace tearsheet::select {

class FormIndex {
 public:
  explicit FormIndex(const html::Document& document);

  [[nodiscard]] bool is_default_button(std::uint32_t node) const { return default_button_[node]; }
  /// An <option> that its <select> shows as chosen when the page has just loaded.
  [[nodiscard]] bool is_selected_option(std::uint32_t node) const { return selected_option_[node]; }
  /// A radio button of a group in which none is checked.
  [[nodiscard]] bool is_in_unchecked_group(std::uint32_t node) const {
    return unchecked_group_[node];
  }

 private:
  void read_radio_groups(const html::Document& document, const std::vector<std::uint32_t>& owners);
  void read_options(html::Node select);

  std::vector<bool> default_button_;
  std::vector<bool> selected_option_;
  std::vector<bool> unchecked_group_;
};

}  // namespace tearsheet::select
