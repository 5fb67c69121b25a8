#include "extract/body/replies.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>

#include "base/ascii.h"
#include "dates/dates.h"
#include "extract/page/bounds.h"

namespace tearsheet::extract {
namespace {

using html::Node;

constexpr int kLevels = 5, kLooked = 60;  // above a block, and siblings each way
constexpr int kFewestReplies = 2;
constexpr float kLongestHead = 60;  // letters of "Ann 2026-03-05 09:12"
constexpr float kLeastLeft = 40;

/// "2026": a time of day alone heads the entries of a live blog.
bool has_year(std::string_view text) {
  std::size_t digits = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const bool is_one = i < text.size() && is_digit(text[i]);
    if (!is_one && digits == 4 && (text[i - 4] == '2' || text[i - 4] == '1')) return true;
    digits = is_one ? digits + 1 : 0;
  }
  return false;
}

class Replies {
 public:
  Replies(const html::Document& page, const Survey& survey, Node headline)
      : page_(page), survey_(survey), headline_(headline) {}

  [[nodiscard]] bool is_in_one(std::uint32_t block) {
    Node element = page_.node(survey_.blocks[block].holder);
    for (int level = 0; level < kLevels && !element.is_null(); ++level) {
      if (element.tag() == html::Tag::kBody || element.contains(headline_)) return false;
      if (is_reply(element) && is_among_replies(element)) return true;
      element = element.parent();
    }
    return false;
  }

 private:
  /// A name and a day, and text behind them.
  [[nodiscard]] bool is_reply(Node element) const {
    const std::uint32_t first = survey_.first_block(element.index());
    const std::uint32_t end = survey_.first_block(element.end());
    // What readers say of a product is what its page is for.
    if (end < first + 2 || contains_ignoring_case(class_of(element), "review")) return false;
    const TextBlock& head = survey_.blocks[first];
    if (head.size > kLongestHead || head.ends_sentence || head.digits < 5) return false;
    const std::string_view text = survey_.text_of(head);
    const auto letters = std::ranges::count_if(
        text, [](char c) { return is_alpha(c) || static_cast<unsigned char>(c) >= 0x80; });
    if (letters < 3 || !has_year(text)) return false;
    const auto time = dates::parse_date(text);
    return time && time->precision >= dates::Precision::kDay;
  }

  [[nodiscard]] bool is_among_replies(Node element) {
    const auto [known, is_new] = known_.try_emplace(element.index(), false);
    if (!is_new) return known->second;
    int replies = 1, looked = 0;
    const auto look_at = [&](Node other) {
      replies += other.is_element() && other.tag() == element.tag() &&
                         class_of(other) == class_of(element) && is_reply(other)
                     ? 1
                     : 0;
      return replies < kFewestReplies && ++looked < kLooked;
    };
    for (Node next = element.next_sibling(); !next.is_null() && look_at(next);
         next = next.next_sibling()) {
    }
    looked = 0;
    for (Node before = element.previous_sibling();
         replies < kFewestReplies && !before.is_null() && look_at(before);
         before = before.previous_sibling()) {
    }
    return known_[element.index()] = replies >= kFewestReplies;
  }

  const html::Document& page_;
  const Survey& survey_;
  const Node headline_;
  std::unordered_map<std::uint32_t, bool> known_;
};

}  // namespace

void drop_replies(const html::Document& page, const Survey& survey, html::Node headline,
                  std::vector<std::uint32_t>& body) {
  if (headline.is_null()) return;
  Replies replies(page, survey, headline);
  float left = 0;
  std::vector<std::uint32_t> kept;
  for (const std::uint32_t i : body) {
    // Where a name says what they are, the model has weighed it.
    const bool is_named = survey.ancestors_of(survey.blocks[i]).has(Hint::kComment);
    if (!is_named && survey.blocks[i].begin > headline.index() && replies.is_in_one(i)) continue;
    kept.push_back(i);
    left += survey.blocks[i].size;
  }
  if (left >= kLeastLeft) body = std::move(kept);
}

}  // namespace tearsheet::extract
