// Which of the values in a page's scripts is the story that its title names.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "extract/embedded/values.h"

namespace tearsheet::extract {

struct StoryQuestion {
  std::span<const std::string>
      titles;             ///< What the page may call the story, as fold_words() has it.
  std::string_view path;  ///< Of the page's address; may be empty.
  /// The page shows nothing itself: the one long text in its scripts may be taken without a name.
  bool may_guess = false;
};

struct Story {
  std::uint32_t value = 0;   ///< Holds the text.
  std::uint32_t object = 0;  ///< Holds the value, and mostly title and date as well.
  float size = 0;            ///< Letters, about.
  bool is_guess = false;     ///< Nothing in it names the page.
  std::string locator;
};

/// The longest run of prose in one member of the object that holds the title, or of the nearest one
/// around it that has such a member. Looks at kMaxVisits values at most.
[[nodiscard]] std::optional<Story> find_story(const Values& values, const StoryQuestion& question);

}  // namespace tearsheet::extract
