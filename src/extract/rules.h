// Running a site file's rules on a page.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "extract/page/survey.h"
#include "select/select.h"
#include "site/site.h"

namespace tearsheet::extract {

struct RuleValue {
  std::string text;     ///< One clean line.
  html::Node node;      ///< Null for XPath atoms.
  std::string locator;  ///< "title[2], line 31"
  const site::Rule* rule = nullptr;
};

enum class RuleOutcome {
  kNone,  ///< No alternative yielded anything.
  kFound,
  kAutomatic,  ///< `{ auto = true }` came before anything was found.
};

class RuleReader {
 public:
  RuleReader(const html::Document& page, select::Evaluator& evaluator)
      : page_(page), evaluator_(evaluator) {}

  /// The first alternative that yields something; all its values, in document order. `field` is for
  /// locators.
  RuleOutcome read(std::span<const site::Rule> rules, const char* field, html::Node scope,
                   std::vector<RuleValue>& out);  // the values point to their rules
  /// The same of rules for addresses: an element with href or src is read as where it leads.
  RuleOutcome read_addresses(std::span<const site::Rule> rules, const char* field, html::Node scope,
                             std::vector<RuleValue>& out);
  /// Its first value.
  std::optional<RuleValue> first(std::span<const site::Rule> rules, const char* field,
                                 html::Node scope);

  /// Reads a date: by the rule's formats, else any form.
  static std::optional<dates::Timestamp> date_of(const RuleValue& value,
                                                 const dates::DateOptions& options);

  struct Body {
    std::vector<std::uint32_t> blocks;  ///< Of the survey.
    std::string locator;
  };
  /// The blocks that the layout's body rule chooses, its strip rules applied. kNone also where
  /// fewer than min_chars characters are left.
  RuleOutcome body(const site::ArticleRules& layout, const Survey& survey, Body& out);
  /// The same strip rules on blocks that were found automatically.
  void strip(const site::ArticleRules& layout, const Survey& survey,
             std::vector<std::uint32_t>& blocks);

 private:
  RuleOutcome read_as(std::span<const site::Rule> rules, const char* field, html::Node scope,
                      std::string (*value)(const select::Match&, const site::Rule&),
                      std::vector<RuleValue>& out);
  /// Whether the page is one that the rule is for.
  [[nodiscard]] bool applies(const site::Rule& rule);
  /// The first block of [begin, end) that a strip_from rule names, or end.
  std::uint32_t first_stripped(const site::ArticleRules& layout, const Survey& survey,
                               std::uint32_t begin, std::uint32_t end);

  const html::Document& page_;
  select::Evaluator& evaluator_;
};

}  // namespace tearsheet::extract
