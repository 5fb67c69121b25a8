#include "extract/rules.h"

#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "base/utf8.h"
#include "extract/page/facts.h"
#include "text/text.h"

namespace tearsheet::extract {
namespace {

using html::Node;

constexpr std::size_t kMaxValues = 5000;

std::string locator_of(const char* field, std::size_t alternative, const site::Rule& rule) {
  std::string out = field;
  out += '[' + std::to_string(alternative + 1) + ']';
  if (rule.line > 0) out += ", line " + std::to_string(rule.line);
  if (rule.query) out += ": " + rule.query->source();
  return out;
}

std::string raw_value(const select::Match& match, const site::Rule& rule) {
  if (!rule.attribute.empty() && !match.node.is_null()) {
    return std::string(match.node.attribute(rule.attribute).value_or(""));
  }
  if (match.kind == select::Match::Kind::kElement) {
    // <meta content>, <time datetime> and <img alt> have no text of their own, but the rule means
    // what they say.
    std::string text = html::visible_text(match.node);
    if (!trimmed(text).empty()) return text;
    for (const char* name : {"content", "datetime", "alt"}) {
      if (const auto value = match.node.attribute(name)) return std::string(*value);
    }
    // What a script holds is shown to nobody, and here asked for by name.
    return match.node.tag() == html::Tag::kScript ? match.text() : std::string();
  }
  return match.value;
}

// A rule that names a link means where it leads.
std::string raw_address(const select::Match& match, const site::Rule& rule) {
  if (rule.attribute.empty() && match.kind == select::Match::Kind::kElement) {
    for (const char* name : {"href", "src"}) {
      if (const auto value = match.node.attribute(name)) return std::string(*value);
    }
  }
  return raw_value(match, rule);
}

/// Sorted node ranges that are taken out.
class Removed {
 public:
  void add(std::uint32_t begin, std::uint32_t end) { ranges_.emplace_back(begin, end); }
  void sort() {
    std::sort(ranges_.begin(), ranges_.end());
    std::uint32_t furthest = 0;
    for (auto& range : ranges_) {
      furthest = std::max(furthest, range.second);
      range.second =
          furthest;  // ends never fall, so that the last range that begins before a node decides
    }
  }
  [[nodiscard]] bool has(std::uint32_t node) const {
    auto it = std::upper_bound(ranges_.begin(), ranges_.end(),
                               std::pair<std::uint32_t, std::uint32_t>{node, ~0U});
    return it != ranges_.begin() && std::prev(it)->second > node;
  }

 private:
  std::vector<std::pair<std::uint32_t, std::uint32_t>> ranges_;
};

// A table ends a paragraph, but not in pages without a doctype (WHATWG HTML 13.2.6.4.7, quirks
// mode): there it is inside, which no author of a rule for paragraphs means.
bool is_table_in_paragraph(const Survey& survey, Node part, std::uint32_t block) {
  if (part.tag() != html::Tag::kP) return false;
  const auto& ancestors = survey.ancestors_of(survey.blocks[block]);
  return ancestors.in(AncestorKind::kTable) && ancestors.node(AncestorKind::kTable) > part.index();
}

}  // namespace

RuleOutcome RuleReader::read(std::span<const site::Rule> rules, const char* field, Node scope,
                             std::vector<RuleValue>& out) {
  return read_as(rules, field, scope, raw_value, out);
}

RuleOutcome RuleReader::read_addresses(std::span<const site::Rule> rules, const char* field,
                                       Node scope, std::vector<RuleValue>& out) {
  return read_as(rules, field, scope, raw_address, out);
}

RuleOutcome RuleReader::read_as(std::span<const site::Rule> rules, const char* field, Node scope,
                                std::string (*value)(const select::Match&, const site::Rule&),
                                std::vector<RuleValue>& out) {
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const auto& rule = rules[i];
    if (rule.automatic) return RuleOutcome::kAutomatic;
    if (!rule.query || !applies(rule)) continue;
    const auto matches = evaluator_.all(*rule.query, scope);
    if (!matches) continue;
    for (const auto& match : *matches) {
      if (out.size() >= kMaxValues) break;
      std::string text = clean_value(value(match, rule));
      if (rule.regex) {
        auto captured = rule.regex->capture(text);
        text = captured ? text::clean_line(*captured) : std::string();
      }
      if (!text.empty())
        out.push_back({std::move(text), match.node, locator_of(field, i, rule), &rule});
    }
    if (!out.empty()) return RuleOutcome::kFound;
  }
  return RuleOutcome::kNone;
}

bool RuleReader::applies(const site::Rule& rule) {
  if (!rule.when) return true;
  const auto found = evaluator_.all(*rule.when, page_.root());
  return found && std::ranges::any_of(*found, [](const select::Match& match) {
           return match.kind != select::Match::Kind::kAtom ||
                  (match.value != "" && match.value != "false" && match.value != "0");
         });
}

std::optional<RuleValue> RuleReader::first(std::span<const site::Rule> rules, const char* field,
                                           Node scope) {
  std::vector<RuleValue> values;
  if (read(rules, field, scope, values) != RuleOutcome::kFound) return std::nullopt;
  return std::move(values.front());
}

std::optional<dates::Timestamp> RuleReader::date_of(const RuleValue& value,
                                                    const dates::DateOptions& options) {
  if (value.rule != nullptr) {
    for (const auto& format : value.rule->formats) {
      if (auto time = dates::parse_with_format(value.text, format, options)) return time;
    }
    if (!value.rule->formats.empty()) return std::nullopt;  // the file says which forms are dates
  }
  return dates::parse_date(value.text, options);
}

std::uint32_t RuleReader::first_stripped(const site::ArticleRules& layout, const Survey& survey,
                                         std::uint32_t begin, std::uint32_t end) {
  std::uint32_t cut = end;
  for (const auto& rule : layout.strip_from) {
    std::vector<Node> elements;
    if (rule.element) elements = evaluator_.nodes(*rule.element, page_.root());
    const auto opens_element = [&](std::uint32_t i) {
      const auto at = survey.blocks[i].begin;
      return std::any_of(elements.begin(), elements.end(), [&](Node element) {
        return element.index() <= at && at < element.end() &&
               survey.first_block(element.index()) == i;
      });
    };
    for (std::uint32_t i = begin; i < cut; ++i) {
      if (!rule.text.found_in(survey.text_of(survey.blocks[i]))) continue;
      if (!rule.element || opens_element(i)) cut = i;
    }
  }
  return cut;
}

void RuleReader::strip(const site::ArticleRules& layout, const Survey& survey,
                       std::vector<std::uint32_t>& blocks) {
  if (blocks.empty()) return;
  Removed removed;
  for (const auto& query : layout.strip) {
    for (const Node node : evaluator_.nodes(query, page_.root()))
      removed.add(node.index(), node.end());
  }
  removed.sort();
  // The heading that strip_from names need not be one of the paragraphs, so every block between
  // them is looked at.
  const std::uint32_t cut = first_stripped(layout, survey, blocks.front(), blocks.back() + 1);
  std::erase_if(blocks,
                [&](std::uint32_t i) { return i >= cut || removed.has(survey.blocks[i].begin); });
  for (const auto& pattern : layout.strip_text) {
    // A paragraph goes whole or not at all: a pattern that only fits a later part of it leaves it.
    std::erase_if(blocks, [&](std::uint32_t i) {
      const auto text = survey.text_of(survey.blocks[i]);
      const auto found = pattern.capture(text);
      return found && (text.starts_with(*found) || found->empty());
    });
  }
}

RuleOutcome RuleReader::body(const site::ArticleRules& layout, const Survey& survey, Body& out) {
  for (std::size_t r = 0; r < layout.body.size(); ++r) {
    const auto& rule = layout.body[r];
    if (rule.automatic) return RuleOutcome::kAutomatic;
    if (!rule.query || !applies(rule)) continue;
    std::vector<Node> containers;
    if (const auto matches = evaluator_.all(*rule.query, page_.root())) {
      for (const auto& match : *matches) {
        if (!match.node.is_null()) containers.push_back(match.node);
      }
    }
    std::vector<std::uint32_t> blocks;
    std::uint32_t next = 0;  // containers may stand in each other: each block once
    for (const Node container : containers) {
      std::vector<Node> parts{container};
      if (layout.paragraphs) parts = evaluator_.nodes(*layout.paragraphs, container);
      for (const Node part : parts) {
        const std::uint32_t end = survey.first_block(part.end());
        for (std::uint32_t i = std::max(next, survey.first_block(part.index())); i < end; ++i) {
          if (!is_table_in_paragraph(survey, part, i)) blocks.push_back(i);
        }
        next = std::max(next, end);
      }
    }
    strip(layout, survey, blocks);
    std::size_t chars = 0;
    for (const std::uint32_t i : blocks)
      chars += count_code_points(survey.text_of(survey.blocks[i]));
    if (blocks.empty() || chars < layout.min_chars) continue;
    out = {std::move(blocks), locator_of("body", r, rule)};
    return RuleOutcome::kFound;
  }
  return RuleOutcome::kNone;
}

}  // namespace tearsheet::extract
