// A rule for one value, the places where the value stands, and the choice among the rules that find
// it on every page.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "learn/rules/edited.h"
#include "learn/rules/labelled.h"
#include "select/select.h"
#include "site/site.h"

namespace tearsheet::learn {

/// As a site file has it.
struct ValueRule {
  std::string css;
  std::string attribute{};  ///< Read instead of the text.
  std::string regex{};
  std::vector<std::string> formats{};
  double cost = 0;
  bool is_metadata = false;  ///< Nobody sees the place.
  std::size_t right = 0, of = 0;
  double survives = 1;
};

/// The rule in TOML.
[[nodiscard]] std::string to_toml(const ValueRule& rule);

/// A place of a page that says a value.
struct Place {
  html::Node node;
  std::string attribute{};
  double cost = 0;  ///< Of what it says beside the value.
};

/// What the values that a rule gives on a page are worth.
enum class Verdict { kRight, kWrong, kNothing, kNoLabel };

struct Wish {
  std::function<std::vector<Place>(const Labelled&)> places;
  /// `values`: of all matches, in order, cleaned, none empty.
  std::function<Verdict(const Labelled&, const std::vector<std::string>& values)> judge;
  /// Rules that no place leads to, such as those for structured data.
  std::vector<ValueRule> more{};
  /// Several values are as good as one; else the first of many is right by chance.
  bool takes_several = false;
};

/// A rule ready to be run on many pages.
class RuleRunner {
 public:
  explicit RuleRunner(const ValueRule& rule);
  /// What it gives on a page, as extract/ reads it.
  [[nodiscard]] std::vector<std::string> values(select::Evaluator& evaluator,
                                                html::Node scope) const;

 private:
  std::string attribute_;
  std::optional<select::Query> query_;
  std::optional<site::Pattern> regex_;
  bool is_sound_ = false;
};

/// The best visible rule and the best of metadata, better one first; only such as are right on as
/// many pages as they are asked for.
[[nodiscard]] std::vector<ValueRule> choose_rules(const Pages& pages,
                                                  const std::vector<EditedPage>& copies,
                                                  const Wish& wish, const Avoided& avoided);

}  // namespace tearsheet::learn
