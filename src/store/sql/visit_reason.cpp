#include "store/sql/visit_reason.h"

#include <algorithm>

namespace tearsheet::store::sql {

std::string reason_of(VisitState state, int status, std::string_view note) {
  switch (state) {
    case VisitState::kNotArticle:
      // "listing: 24 teasers and no text" is one kind with all other listings; an address is none.
      return "no article: " +
             std::string(note.substr(0, std::min(note.find(": "), note.find(" http"))));
    case VisitState::kGone:
      return "gone (" + std::to_string(status) + ")";
    case VisitState::kDenied:
      return std::string(note);
    case VisitState::kAlias:
      return "redirects to an address that is no article";
    case VisitState::kRetry:
      return "failed, to be tried again: " + std::string(note);
    case VisitState::kGivenUp:
      return "given up: " + std::string(note);
    default:
      return "stored without a row";
  }
}

}  // namespace tearsheet::store::sql
