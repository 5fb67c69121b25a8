#include "store/sql/allowance.h"

namespace tearsheet::store::sql {

std::string allowance_of(const ArticleFilter& filter, const std::string& row) {
  std::string said;
  switch (*filter.purpose) {
    case Purpose::kSearch:
      said = row + ".use_search";
      break;
    case Purpose::kAiInput:
      said = row + ".use_ai_input";
      break;
    case Purpose::kAiTrain:
      // Training is mining: who reserves that and says nothing of training reserves both.
      said = "coalesce(" + row + ".use_train, nullif(" + row + ".tdm, 'y'))";
      break;
    case Purpose::kTdm:
      said = row + ".tdm";
      break;
  }
  return said + (filter.keep_unknown ? " IS DISTINCT FROM 'n'" : " IS NOT DISTINCT FROM 'y'");
}

}  // namespace tearsheet::store::sql
