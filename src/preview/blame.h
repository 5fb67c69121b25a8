// Which stage gave a field of an article its value, in words.
#pragma once

#include <string>
#include <string_view>

#include "reading/reading.h"
#include "records/records.h"
#include "select/select.h"
#include "site/site.h"

namespace tearsheet::preview {

struct Stage {
  std::string name;     ///< "decode", "rule", "date" or "automatic".
  std::string why;      ///< The rule or the place; or why none found anything.
  bool failed = false;  ///< There are rules for the field, and none gave its value.
};

/// Lives no longer than what it is made of.
class Blame {
 public:
  /// `site` may be null.
  Blame(const site::SiteDefinition* site, const reading::Page& page,
        const records::Article& article)
      : site_(site), article_(article), evaluator_(page.tree) {}

  /// `field` as sources call it; `got`: its value.
  [[nodiscard]] Stage stage_of(std::string_view field, std::string_view got);

 private:
  [[nodiscard]] bool has_rules(std::string_view field) const;
  [[nodiscard]] std::string undated(std::string_view field);

  const site::SiteDefinition* site_;
  const records::Article& article_;
  select::Evaluator evaluator_;
};

}  // namespace tearsheet::preview
