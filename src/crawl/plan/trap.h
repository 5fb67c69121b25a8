// What kind of trap an address belongs to, for people: that pages of its form hold no article is
// seen elsewhere (writer_stage).
#pragma once

#include <string_view>

#include "url/url.h"

namespace tearsheet::crawl {

enum class Trap {
  kSessionIds,    ///< /forum?sid=8f3a: the same page under ever new addresses.
  kGrowingPath,   ///< /a/b/a/b: links that are relative to where they stand.
  kCalendar,      ///< /calendar/2031/07/
  kPagination,    ///< ?page=812
  kCombinations,  ///< ?sort=a&dir=up&view=list&tag=x: filters in every order.
  kOther,
};

[[nodiscard]] Trap trap_of(const url::Url& url);
/// "a calendar"
[[nodiscard]] std::string_view to_words(Trap trap);

}  // namespace tearsheet::crawl
