// What a verdict on a page's kind is made from: counts of elements, and of text by what it is for.
#pragma once

#include "extract/kind/page_kind.h"

namespace tearsheet::extract {

/// Sizes are letters, one of a script without spaces for kWideWeight.
struct PageMeasures {
  int scripts = 0, passwords = 0, images = 0, frames = 0, mounts = 0, buttons = 0;
  int articles = 0, forms = 0, fields = 0;  ///< Elements.
  int body_images = 0;                      ///< From the body's first block to its last.
  int shop_marks = 0, forum_marks = 0;      ///< Elements named like a shop's or a forum's.
  int products = 0, posts = 0;              ///< Microdata of products, and of what forums hold.
  float all = 0, prose = 0;                 ///< Text of the page; of it, running text.
  float consent = 0, paywall = 0;           ///< Text where classes and ids say so.
  float body = 0;                           ///< Text of the body ...
  float body_consent = 0;                   ///< ... inside a consent dialogue,
  float body_form = 0;                      ///< ... inside a form.
  int linked_headlines = 0;  ///< Blocks that are a link as long as a headline, by target.
  float body_teasers = 0;    ///< Text of the body in short paragraphs right behind one of them.
  int body_paragraphs = 0;   ///< Blocks of the body that read like running text.
  int entries = 0;           ///< Of them right behind a time of day that stands by itself.
};

/// One pass over the nodes and one over the blocks.
[[nodiscard]] PageMeasures measure_page(const KindQuestion& question);

}  // namespace tearsheet::extract
