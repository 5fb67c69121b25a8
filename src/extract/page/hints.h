// What the words in class, id, itemprop and role attributes hint at.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string_view>

#include "html/html.h"

namespace tearsheet::extract {

enum class Hint : std::uint8_t {
  kBody,         ///< "content", "text", "story", "article"
  kArticleBody,  ///< One of those followed by another: "article-body", "entry-content", "storyText"
  kComment,
  kRelated,
  kShare,
  kNav,
  kAd,
  kPromo,
  kAuthor,
  kDate,
  kCaption,
  kTags,
  kConsent,
  kPaywall,
  kMeta,
  kTitle,
  kLead,
  kSidebar,
  kFooter,
  kHeader,
  kWidget,
  kHidden,
  kLogin,
  kGallery,
  kEmbed,
  kPullQuote,
  kContents,
  kLegal,
  kTeaser,
  kList,
  kControl,  ///< Forms, buttons, what reacts to a pointer.
};
inline constexpr std::size_t kHintCount = static_cast<std::size_t>(Hint::kControl) + 1;

/// A set of hints.
class Hints {
 public:
  constexpr Hints() = default;
  constexpr explicit Hints(std::uint32_t bits) : bits_(bits) {}
  constexpr void add(Hint hint) { bits_ |= bit(hint); }
  constexpr void remove(Hint hint) { bits_ &= ~bit(hint); }
  constexpr void add(Hints other) { bits_ |= other.bits_; }
  [[nodiscard]] constexpr bool has(Hint hint) const { return (bits_ & bit(hint)) != 0; }
  [[nodiscard]] constexpr bool any_of(Hints other) const { return (bits_ & other.bits_) != 0; }
  [[nodiscard]] constexpr std::uint32_t bits() const { return bits_; }

 private:
  static constexpr std::uint32_t bit(Hint hint) { return 1U << static_cast<unsigned>(hint); }
  std::uint32_t bits_ = 0;
};

[[nodiscard]] constexpr Hints hints_among(std::initializer_list<Hint> hints) {
  Hints out;
  for (const Hint hint : hints) out.add(hint);
  return out;
}

struct HintWord {
  std::string_view word;
  Hint hint;
};
/// hints_table.cpp: sorted by word; a word may stand several times.
[[nodiscard]] std::span<const HintWord> hint_words();

/// The hints of one attribute value. Words end at anything that is no letter and where a capital
/// follows a small letter.
[[nodiscard]] Hints hints_in(std::string_view attribute_value);

/// Of an element's class, id, itemprop, role and data-testid/data-component.
[[nodiscard]] Hints hints_of(html::Node element);

}  // namespace tearsheet::extract
