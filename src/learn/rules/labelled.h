// The pages with what is believed of them: their labels.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "extract/extract.h"
#include "learn/learn.h"
#include "learn/rules/page_text.h"
#include "learn/rules/selectors.h"
#include "records/records.h"
#include "select/select.h"

namespace tearsheet::learn {

/// An article's page with its labels. Lives at one place: its parts refer to each other.
struct Labelled {
  explicit Labelled(const Sample& from);
  Labelled(const Labelled&) = delete;
  Labelled& operator=(const Labelled&) = delete;

  /// Of an element, or of a range of blocks: letters in all, and of the body.
  struct Share {
    std::size_t letters = 0, body = 0;
  };
  [[nodiscard]] Share share(html::Node element) const;
  [[nodiscard]] std::size_t body_letters() const { return body_before.back(); }

  const Sample& sample;
  const html::Document& page;
  PageText text;
  mutable select::Evaluator evaluator;  // builds its look-ups on first use
  records::Article automatic;
  std::vector<extract::Explanation> explained;

  std::size_t automatic_letters = 0;  ///< Of its body; 0: what the body is was known.

  std::string title;  ///< Empty: nothing is believed.
  std::optional<dates::Timestamp> published;
  std::vector<std::string> authors;
  std::vector<bool> is_body;                             ///< By block.
  std::vector<bool> is_furniture;                        ///< Stands on another page as well.
  std::vector<std::size_t> letters_before, body_before;  ///< Sums over blocks, one more.
};

using Pages = std::vector<std::unique_ptr<Labelled>>;

/// Names that follow section or author: words of the addresses and names of the authors.
[[nodiscard]] Avoided avoided_names(const Pages& pages);

/// The articles among the samples, labelled; a page that repeats another's text is left out.
/// Consensus: text that stands on two of them is furniture, a title or a moment that is the same on
/// pages of different texts is the site's.
/// Samples of unknown role that the extraction takes for a listing are made that.
[[nodiscard]] Pages label(std::vector<Sample>& samples);

}  // namespace tearsheet::learn
