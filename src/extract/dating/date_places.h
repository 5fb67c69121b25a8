// Where a day stands on a page, and what that says of whose day it is: the story's, a comment's,
// another story's, an event's, that of the visit.
#pragma once

#include "extract/dating/date_candidates.h"

namespace tearsheet::extract {

/// Lives no longer than the input. Each answer looks at a block and the few elements around it.
class DatePlaces {
 public:
  explicit DatePlaces(const DatingInput& input);

  /// The block of the headline; 0 if there is none.
  [[nodiscard]] std::uint32_t headline() const { return at_; }
  /// The block that an element is a part of, or else begins.
  [[nodiscard]] std::uint32_t block_of(html::Node node) const;
  /// How near to the headline a place is believed: 1 right behind it, 0 far away.
  [[nodiscard]] double nearness(std::uint32_t block) const;
  /// Dates of comments, teasers and sidebars are those of something else.
  [[nodiscard]] bool is_elsewhere(std::uint32_t block) const;
  /// Whether a time element tells of a change: by its class, its parent's, or what stands before
  /// it.
  [[nodiscard]] static bool tells_of_change(html::Node node);
  /// Whether a time element is a part of a sentence: "The race is on <time>14 October</time>."
  [[nodiscard]] bool stands_in_sentence(html::Node node, std::uint32_t i) const;
  /// Whether a block has words enough besides a date to be a sentence.
  [[nodiscard]] static bool tells(const TextBlock& block);
  /// The weight of a date in a short text near the headline.
  [[nodiscard]] double visible_weight(std::uint32_t i) const;
  /// Whether a heading says something besides a day: the day is of what it is about.
  [[nodiscard]] bool is_heading_of_more(const TextBlock& block) const;
  /// Whether a line shows the day of the visit: an element in it or around it says so.
  [[nodiscard]] bool is_clock(const TextBlock& block) const;
  /// Whether a time element is of an event that the page announces.
  [[nodiscard]] static bool is_of_event(html::Node node);
  /// Whether a line stands in the head of the page, which shows the day of the visit.
  [[nodiscard]] bool is_masthead(std::uint32_t i) const;
  /// A link beside the article, with a date in it.
  [[nodiscard]] bool is_other_story(std::uint32_t i) const;

 private:
  const DatingInput& input_;
  const Survey& survey_;
  std::uint32_t at_ = 0;
};

}  // namespace tearsheet::extract
