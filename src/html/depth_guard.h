// How deep a page's elements nest, known before it is parsed.
#pragma once

#include <cstddef>
#include <vector>

#include "html/name_key.h"

namespace tearsheet::html {

/// Follows start and end tags with a model of the parser's stack of open elements that is simple
/// and never thinks an ordinary page deeper than it is. Gumbo's cost is quadratic in depth;
/// browsers close what is deeper than 512, and so does this: start tags too deep are to be left
/// out, with their end tags. What gets deep in ways that the model does not see (active formatting
/// elements) is stopped by the arena.
class DepthGuard {
 public:
  explicit DepthGuard(std::size_t max_depth) : max_depth_(max_depth) { open_.reserve(max_depth); }

  /// False: too deep, leave the tag out.
  [[nodiscard]] bool start(const NameTraits& traits, NameKey key) {
    if (open_.size() < max_depth_ && !is_strict_) {
      open_.push_back({key, traits.traits, traits.sibling});
      return true;
    }
    return start_strictly({key, traits.traits, traits.sibling});
  }

  /// False: leave the end tag out, its start tag was.
  [[nodiscard]] bool end(NameKey key) {
    if (left_out_ != 0) {
      --left_out_;
      return false;
    }
    if (!open_.empty() && open_.back().key == key) {
      open_.pop_back();
    } else {
      end_across(key);
    }
    return true;
  }

 private:
  struct Open {
    NameKey key;
    std::uint16_t traits;
    Sibling sibling;
  };

  bool start_strictly(Open element);
  void end_across(NameKey key);
  void push_closing_siblings(const Open& element);
  /// What the start of an <option>, or of a part of <ruby>, ends: only what nothing else is open in
  /// (13.2.6.4.7). Others end an open sibling from farther in.
  void end_innermost(Sibling sibling);

  std::size_t max_depth_;
  std::vector<Open> open_;
  std::size_t left_out_ = 0;
  // Implied ends ("<li>a<li>b") are followed from the moment on that the stack looks full; until
  // then elements that have ended may stand in it, which costs nothing.
  bool is_strict_ = false;
};

}  // namespace tearsheet::html
