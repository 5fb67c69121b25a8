#include "html/depth_guard.h"
#include <utility>

namespace tearsheet::html {

bool DepthGuard::start_strictly(Open element) {
  if (!is_strict_) {
    is_strict_ = true;
    const std::vector<Open> all = std::move(open_);
    open_.clear();
    open_.reserve(max_depth_);
    for (const Open& open : all) push_closing_siblings(open);
  }
  if (left_out_ == 0) push_closing_siblings(element);
  if (left_out_ == 0 && open_.size() <= max_depth_) return true;
  if (left_out_ == 0) open_.pop_back();
  ++left_out_;
  return false;
}

void DepthGuard::push_closing_siblings(const Open& element) {
  const bool is_table_part = element.sibling >= Sibling::kSection;
  const auto cut_at = [this](std::size_t size) { open_.resize(size); };
  if (element.sibling == Sibling::kOption || element.sibling == Sibling::kRuby) {
    end_innermost(element.sibling);
    open_.push_back(element);
    return;
  }
  for (std::size_t i = open_.size(); i-- > 0;) {
    const Open& above = open_[i];
    if (is_table_part) {
      // A row ends cells and rows, a section rows too: all above the next higher part of the same
      // table.
      if (above.sibling >= Sibling::kTable && above.sibling < element.sibling) {
        cut_at(i + 1);
        break;
      }
      continue;
    }
    if (element.sibling == above.sibling && element.sibling > Sibling::kP &&
        element.sibling < Sibling::kTable) {
      cut_at(i);
      break;
    }
    if ((element.traits & kClosesP) != 0 && above.sibling == Sibling::kP) {
      cut_at(i);
      // What it stands in may still be an item that ends here.
      if (element.sibling != Sibling::kItem && element.sibling != Sibling::kDefinition) break;
      continue;
    }
    const bool is_item =
        element.sibling == Sibling::kItem || element.sibling == Sibling::kDefinition;
    if ((above.traits & kBarrier) != 0 || (is_item && (above.traits & kListStop) != 0)) break;
  }
  open_.push_back(element);
}

void DepthGuard::end_innermost(Sibling sibling) {
  constexpr NameKey kOption = name_key("option"), kRuby = name_key("ruby");
  if (sibling == Sibling::kOption) {
    if (!open_.empty() && open_.back().key == kOption) open_.pop_back();
    return;
  }
  for (std::size_t i = open_.size(); i-- > 0 && open_[i].key != kRuby;) {
    if (i == 0 || (open_[i].traits & kBarrier) != 0) return;
  }
  const auto ends_by_itself = [](const Open& open) {
    return open.sibling > Sibling::kNone && open.sibling < Sibling::kTable;
  };
  while (!open_.empty() && ends_by_itself(open_.back())) open_.pop_back();
}

void DepthGuard::end_across(NameKey key) {
  const NameTraits& ending = traits_of(key);
  const bool is_special = (ending.traits & kSpecial) != 0 || ending.sibling != Sibling::kNone;
  const bool is_table_part = ending.sibling >= Sibling::kTable;
  for (std::size_t i = open_.size(); i-- > 0;) {
    const Open& open = open_[i];
    if (open.key == key) {
      if ((ending.traits & kFormatting) != 0) {
        open_.erase(open_.begin() + static_cast<std::ptrdiff_t>(i));
      } else {
        open_.resize(i);
      }
      return;
    }
    if (is_table_part ? open.sibling == Sibling::kTable : (open.traits & kBarrier) != 0) return;
    if (!is_special && (ending.traits & kFormatting) == 0 && (open.traits & kSpecial) != 0) return;
  }
}

}  // namespace tearsheet::html
