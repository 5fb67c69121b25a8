#include "extract/listing/day_lines.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/ascii.h"
#include "extract/structure/blocks.h"
#include "text/text.h"

namespace tearsheet::extract {
namespace {

using html::Node;
using html::Tag;

constexpr std::size_t kLongestDateLine = 80;  // bytes: a label, a weekday, a date, a time
constexpr std::size_t kFewestDays = 2;

class Lines {
 public:
  Lines(const html::Document& page, const std::vector<ItemLink>& links,
        const dates::DateOptions& options, std::vector<records::ListingItem>& items)
      : page_(page), links_(links), options_(options), items_(items), above_(items.size()) {}

  void run() {
    const std::uint32_t last = page_.node(links_.back().node).end();
    for (std::uint32_t i = page_.body().index(); i < page_.body().end();) {
      if (i >= last && stories_ == 0) break;  // the line of the last link has ended
      close_blocks(i);
      const Node node = page_.node(i);
      if (node.is_text()) {
        // Of a date on the line of a link nothing stands in the link.
        if (i >= link_end_) add(node.text());
      } else if (node.is_element()) {
        if (is_unread(node.tag())) {
          i = node.end();
          continue;
        }
        enter(node);
      }
      ++i;
    }
    end_line();
    // Where stories have dates of their own, a line that is a date is one of those.
    const bool any_dated = std::any_of(items_.begin(), items_.end(),
                                       [](const auto& item) { return item.published.has_value(); });
    if (days_ < kFewestDays || any_dated) return;
    for (std::size_t i = 0; i < items_.size(); ++i) items_[i].published = above_[i];
  }

 private:
  void close_blocks(std::uint32_t index) {
    while (!block_ends_.empty() && block_ends_.back() <= index) {
      block_ends_.pop_back();
      end_line();
    }
  }

  void enter(Node node) {
    if (node.tag() == Tag::kBr) {
      end_line();
    } else if (is_block_level(node.tag())) {
      end_line();
      block_ends_.push_back(node.end());
    } else if (node.tag() == Tag::kA) {
      link_end_ = node.end();
      has_link_ = true;
      while (next_ < links_.size() && links_[next_].node < node.index()) ++next_;
      if (next_ < links_.size() && links_[next_].node == node.index()) {
        ++stories_;
        item_ = links_[next_].item;
      }
    }
  }

  void add(std::string_view text) {
    // One byte more than may be read is enough to know that there is too much.
    if (line_.size() <= kLongestDateLine) line_ += text.substr(0, kLongestDateLine + 1);
  }

  void end_line() {
    const std::string line = text::clean_line(line_);
    if (stories_ == 1) take_item(line);
    if (!has_link_) take_day(line);
    line_.clear();
    stories_ = 0;
    has_link_ = false;
  }

  void take_item(std::string_view line) {
    auto& item = items_[item_];
    if (item.published) return;
    item.published = date_of_line(line, options_);
    if (item.published || !day_ || above_[item_]) return;
    above_[item_] = day_;
    if (!std::exchange(day_has_items_, true)) ++days_;
  }

  void take_day(std::string_view line) {
    const auto day = date_of_line(line, options_);
    if (!day) return;
    day_ = day;
    day_has_items_ = false;
  }

  const html::Document& page_;
  const std::vector<ItemLink>& links_;
  const dates::DateOptions& options_;
  std::vector<records::ListingItem>& items_;
  std::vector<std::optional<dates::Timestamp>> above_;  // what the line above the item's group says
  std::vector<std::uint32_t> block_ends_;
  std::string line_;
  std::size_t next_ = 0;  // in links_
  std::size_t item_ = 0, stories_ = 0;
  std::size_t days_ = 0;  // lines with items behind them
  std::uint32_t link_end_ = 0;
  std::optional<dates::Timestamp> day_;
  bool day_has_items_ = false, has_link_ = false;
};

}  // namespace

std::optional<dates::Timestamp> date_of_line(std::string_view line,
                                             const dates::DateOptions& options) {
  if (line.size() > kLongestDateLine || std::none_of(line.begin(), line.end(), is_digit))
    return std::nullopt;
  auto time = dates::parse_date(line, options);
  if (time && time->precision < dates::Precision::kDay) time.reset();
  return time;
}

void date_by_lines(const html::Document& page, const std::vector<ItemLink>& links,
                   const dates::DateOptions& options, std::vector<records::ListingItem>& items) {
  const bool all_dated = std::all_of(items.begin(), items.end(),
                                     [](const auto& item) { return item.published.has_value(); });
  if (links.empty() || all_dated) return;
  Lines(page, links, options, items).run();
}

}  // namespace tearsheet::extract
