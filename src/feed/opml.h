// Lists of feeds as feed readers exchange them: OPML 1.0, 1.1 and 2.0.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace tearsheet::feed {

struct OpmlLimits {
  std::size_t max_bytes = 10'000'000;
  std::size_t max_depth = 64;  ///< Of outlines in outlines; deeper ones are left out.
  std::size_t max_addresses = 10'000;
  std::size_t max_troubles = 100;  ///< Further ones are only counted.
};

struct OpmlOutline {
  std::string title;  ///< On one line; may be empty.
  std::string feed;   ///< Absolute; empty: none is named.
  std::string page;   ///< The home page; empty: none is named.

  /// What is to be read: the feed, else the page.
  [[nodiscard]] const std::string& address() const { return feed.empty() ? page : feed; }
};

struct OpmlTrouble {
  std::string outline;  ///< Its title, else what it names.
  std::string why;
};

struct Opml {
  std::vector<OpmlOutline> outlines;  ///< Each address() once, in the file's order.
  std::vector<OpmlTrouble> troubles;  ///< Outlines that name something and cannot be used.
  std::size_t more_troubles = 0;      ///< Beyond OpmlLimits::max_troubles.
  std::size_t left_out = 0;           ///< Addresses beyond OpmlLimits::max_addresses.
};

/// Any bytes, in any encoding that feeds come in. Nothing is fetched: outlines that only name
/// another list are troubles. kInvalid where it is no OPML at all, kTooLarge.
Result<Opml> parse_opml(std::string_view bytes, const OpmlLimits& limits = {});

/// OPML 2.0. An outline without a feed has no type, so that feed readers pass over it.
[[nodiscard]] std::string write_opml(std::string_view title,
                                     const std::vector<OpmlOutline>& outlines);

}  // namespace tearsheet::feed
