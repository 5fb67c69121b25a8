// /.well-known/tdmrep.json: an array of rules, of which the first that matches counts.
#include <nlohmann/json.hpp>

#include <string>

#include "preferences/statements.h"

namespace tearsheet::preferences {
namespace {

using Json = nlohmann::json;

/// Location and reservation are mandatory; the policy is not.
bool is_whole(const Json& rule) {
  if (!rule.is_object()) return false;
  const auto location = rule.find("location"), reservation = rule.find(kTdmReservation);
  if (location == rule.end() || reservation == rule.end() || !location->is_string()) return false;
  if (location->get_ref<const std::string&>().empty()) return false;
  return reservation->is_number_integer() && (*reservation == 0 || *reservation == 1);
}

}  // namespace

TdmFile TdmFile::parse(std::string_view bytes) {
  TdmFile file;
  if (bytes.empty() || bytes.size() > kMaxTdmFileBytes) return file;
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  constexpr int kDepth = 4;
  // Deeper nesting is none of the protocol's, and costs stack.
  const Json rules = Json::parse(
      bytes, [](int depth, Json::parse_event_t, Json&) { return depth <= kDepth; }, false);
  if (!rules.is_array()) return file;
  for (const Json& told : rules) {
    if (file.rules_.size() >= kMaxTdmRules) break;
    if (!is_whole(told)) continue;
    Rule& rule = file.rules_.emplace_back();
    // "*" is any characters, "$" the end, as in robots.txt.
    rule.location.add(told["location"].get_ref<const std::string&>(), false);
    rule.location.seal();
    rule.text = told.dump(-1, ' ', false, Json::error_handler_t::replace);
    rule.is_reserved = told[kTdmReservation] == 1;
    const auto policy = told.find(kTdmPolicy);
    if (policy != told.end() && policy->is_string()) rule.policy = policy->get<std::string>();
  }
  return file;
}

std::optional<Statement> TdmFile::statement_of(const url::Url& page) const {
  for (const Rule& rule : rules_) {
    if (rule.location.allows(page.path_and_query())) continue;
    Statement told{Source::kTdmFile,
                   rule.text,
                   {{std::string(kTdmReservation), rule.is_reserved ? "1" : "0"}}};
    if (rule.policy) {
      if (const auto url = url::Url::parse(*rule.policy, &page))
        told.values.emplace_back(kTdmPolicy, url->href());
    }
    return told;
  }
  return std::nullopt;
}

}  // namespace tearsheet::preferences
