#include "extract/listing/day_lines.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
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

int number_of(std::string_view digits) {
  int number = 0;
  for (const char c : digits) number = 10 * number + (c - '0');
  return number;
}

/// A day at a time of it ("9:15").
std::optional<dates::Timestamp> at_clock(std::optional<dates::Timestamp> day,
                                         std::string_view clock) {
  if (!day || clock.empty() || day->precision > dates::Precision::kDay) return day;
  const std::size_t colon = clock.find(':');
  day->hour = static_cast<std::uint8_t>(number_of(clock.substr(0, colon)));
  day->minute = static_cast<std::uint8_t>(number_of(clock.substr(colon + 1, 2)));
  day->precision = dates::Precision::kMinute;
  return day;
}

bool has_year(std::string_view line) {
  std::size_t digits = 0;
  for (const char c : line) {
    digits = is_digit(c) ? digits + 1 : 0;
    if (digits == 4) return true;
  }
  return false;
}

/// "9 days ago" and "at 8:02 PM" move with the visit: the first is a day more or less, the second of
/// another day as often as not, and the story's own page says it better. "3 hours ago" and
/// "yesterday, 20:10" are as good as a date.
bool is_rough(std::string_view line, const dates::Timestamp& time, dates::DateOptions options) {
  if (!options.now || has_year(line)) return false;
  const auto today = std::chrono::floor<std::chrono::days>(*options.now);
  *options.now += std::chrono::days(1);
  if (dates::parse_date(line, options) == time) return false;
  if (time.precision == dates::Precision::kDay) return true;
  return time.precision == dates::Precision::kMinute && !time.offset_minutes &&
         std::chrono::floor<std::chrono::days>(time.to_sys()) >= today;
}

class Lines {
 public:
  Lines(const html::Document& page, const std::vector<ItemLink>& links,
        const dates::DateOptions& options, std::vector<records::ListingItem>& items)
      : page_(page),
        links_(links),
        options_(options),
        items_(items),
        above_(items.size()),
        clocks_(items.size()) {}

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
    const bool has_days = !any_dated && (days_ >= kFewestDays || (days_ > 0 && has_clocks_));
    for (std::size_t i = 0; i < items_.size(); ++i) {
      if (has_days) items_[i].published = at_clock(above_[i], clocks_[i]);
      // Without a day a time is today's.
      if (!items_[i].published && !has_days && !clocks_[i].empty())
        items_[i].published = dates::parse_date(clocks_[i], options_);
    }
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
    const std::string clock = std::exchange(clock_, {});
    if (item.published) return;
    if (const bool says_clock = is_time_of_day(line); says_clock || !clock.empty()) {
      if (clocks_[item_].empty()) clocks_[item_] = says_clock ? std::string(line) : clock;
      has_clocks_ = true;
      if (says_clock) line = {};
    }
    item.published = date_of_line(line, options_);
    if (item.published || !day_ || above_[item_]) return;
    above_[item_] = day_;
    if (!std::exchange(day_has_items_, true)) ++days_;
  }

  void take_day(std::string_view line) {
    if (is_time_of_day(line)) {
      clock_ = line;
      return;
    }
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
  std::vector<std::string> clocks_;                     // the items' times of day, as written
  std::vector<std::uint32_t> block_ends_;
  std::string line_, clock_;
  std::size_t next_ = 0;  // in links_
  std::size_t item_ = 0, stories_ = 0;
  std::size_t days_ = 0;  // lines with items behind them
  std::uint32_t link_end_ = 0;
  std::optional<dates::Timestamp> day_;
  bool day_has_items_ = false, has_link_ = false, has_clocks_ = false;
};

}  // namespace

bool is_time_of_day(std::string_view line) {
  const std::size_t colon = line.find(':');
  if (colon == 0 || colon > 2 || line.size() != colon + 3) return false;
  const std::string_view hour = line.substr(0, colon), minute = line.substr(colon + 1);
  return std::all_of(hour.begin(), hour.end(), is_digit) &&
         std::all_of(minute.begin(), minute.end(), is_digit) && number_of(hour) < 24 &&
         number_of(minute) < 60;
}

std::optional<dates::Timestamp> date_of_line(std::string_view line,
                                             const dates::DateOptions& options) {
  if (line.size() > kLongestDateLine || std::none_of(line.begin(), line.end(), is_digit))
    return std::nullopt;
  auto time = dates::parse_date(line, options);
  if (time && (time->precision < dates::Precision::kDay || is_rough(line, *time, options)))
    time.reset();
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
