// The publication's name, and titles without it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "extract/page/facts.h"
#include "url/url.h"

namespace tearsheet::extract {

/// Bytes of a title that are looked at; headlines have under 300.
inline constexpr std::size_t kMaxTitle = 500;

/// Letters and digits alone, folded: two titles are the same if these are.
[[nodiscard]] std::string title_key(std::string_view title);

/// The publication's name: og:site_name, structured data, or what <title> ends in beside the
/// headline; else `known`, the site file's name for it, else the registrable domain.
[[nodiscard]] std::string find_site_name(const Facts& facts, const LinkedArticle* article,
                                         const url::Url& page, std::string_view known);

/// What a title has before its first separator and behind its last one; all of it, if it has none.
[[nodiscard]] std::string_view first_piece(std::string_view title);
[[nodiscard]] std::string_view last_piece(std::string_view title);

/// Cuts "Headline | Section | Site" to its headline: parts that name the site, and what stands
/// behind a separator when `known` (another source's headline) agrees with the rest.
[[nodiscard]] std::string cut_site_name(std::string_view title, std::string_view site_name,
                                        std::string_view host, std::string_view known = {},
                                        std::string_view section = {});
/// Cuts only parts at the end that name the site.
[[nodiscard]] std::string cut_site_tail(std::string_view title, std::string_view site_name,
                                        std::string_view host);

/// What a page's headings and titles are held against, made once a page.
class SiteWords {
 public:
  SiteWords(std::string_view site_name, std::string_view host);
  /// `part` of a title names the site: it is its name, or the host's words ("www.the-sun.co.uk":
  /// "The Sun"), perhaps with a little more.
  [[nodiscard]] bool are_in(std::string_view part) const;
  /// A heading is the site's name and no headline that begins with it.
  [[nodiscard]] bool are_all_of(std::string_view heading) const;

 private:
  [[nodiscard]] bool within(const std::string& key, std::size_t times, std::size_t more) const;
  std::string site_, host_, host_all_;
};

}  // namespace tearsheet::extract
