// Bases and links of a feed: what is relative to what, and which links are let out.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "url/url.h"

namespace tearsheet::feed {

/// A base in Links; kNoBase where nothing is known.
using BaseId = std::uint32_t;
inline constexpr BaseId kNoBase = 0;

class Links {
 public:
  explicit Links(std::string_view document_url);

  /// What the document itself came from; kNoBase if that is unknown.
  [[nodiscard]] BaseId document() const { return document_; }
  /// xml:base at an element whose outer base is `outer` (RFC 3986 5.1.1).
  [[nodiscard]] BaseId nested(BaseId outer, std::string_view xml_base);
  /// The site that the feed itself names, for feeds of unknown address.
  void set_fallback(std::string_view absolute_url);

  /// Absolute http(s) address of `reference`, normalised; empty for every other scheme and where no
  /// base is known.
  [[nodiscard]] std::string resolve(std::string_view reference, BaseId base) const;
  /// For href and src in content: http(s) made absolute, mailto and tel kept; empty if it may not
  /// be let out. Where no base is known a relative one stays as it is.
  [[nodiscard]] std::string resolve_in_content(std::string_view reference, BaseId base) const;

 private:
  [[nodiscard]] const url::Url* base_of(BaseId base) const;

  std::vector<url::Url> bases_;  // [0]: the fallback
  BaseId document_ = kNoBase;
};

}  // namespace tearsheet::feed
