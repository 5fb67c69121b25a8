// /.well-known/tdmrep.json: an array of rules, of which the first that matches counts.
#include <nlohmann/json.hpp>

#include <string>

#include "preferences/statements.h"
#include "robots/robots.h"

namespace tearsheet::preferences {
namespace {

using Json = nlohmann::json;

// "*" is any characters, "$" the end, as in robots.txt.
bool matches(const std::string& location, const url::Url& page) {
  robots::RuleSet rule;
  rule.add(location, false);
  rule.seal();
  return !rule.allows(page.path_and_query());
}

/// Location and reservation are mandatory; the policy is not.
bool is_whole(const Json& rule) {
  if (!rule.is_object()) return false;
  const auto location = rule.find("location"), reservation = rule.find(kTdmReservation);
  if (location == rule.end() || reservation == rule.end() || !location->is_string()) return false;
  if (location->get_ref<const std::string&>().empty()) return false;
  return reservation->is_number_integer() && (*reservation == 0 || *reservation == 1);
}

}  // namespace

std::optional<Statement> statement_of_file(std::string_view file, const url::Url& page) {
  if (file.empty() || file.size() > kMaxTdmFileBytes) return std::nullopt;
  if (file.starts_with("\xEF\xBB\xBF")) file.remove_prefix(3);
  constexpr int kDepth = 4;
  // Deeper nesting is none of the protocol's, and costs stack.
  const Json rules = Json::parse(
      file, [](int depth, Json::parse_event_t, Json&) { return depth <= kDepth; }, false);
  if (!rules.is_array()) return std::nullopt;
  for (const Json& rule : rules) {
    if (!is_whole(rule) || !matches(rule["location"].get_ref<const std::string&>(), page)) continue;
    Statement told{Source::kTdmFile,
                   rule.dump(-1, ' ', false, Json::error_handler_t::replace),
                   {{std::string(kTdmReservation), rule[kTdmReservation] == 1 ? "1" : "0"}}};
    if (const auto policy = rule.find(kTdmPolicy); policy != rule.end() && policy->is_string()) {
      const auto url = url::Url::parse(policy->get_ref<const std::string&>(), &page);
      if (url) told.values.emplace_back(kTdmPolicy, url->href());
    }
    return told;
  }
  return std::nullopt;
}

}  // namespace tearsheet::preferences
