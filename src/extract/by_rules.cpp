#include "extract/by_rules.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "extract/authors/person_names.h"
#include "extract/image_caption.h"
#include "extract/page/facts.h"
#include "extract/rule_date.h"
#include "extract/structure/blocks.h"
#include "extract/teasers.h"
#include "text/text.h"

namespace tearsheet::extract {
namespace {

void add_once(std::vector<std::string>& list, std::string value) {
  if (std::find(list.begin(), list.end(), value) == list.end()) list.push_back(std::move(value));
}

class RuleFiller {
 public:
  RuleFiller(const Groundwork& ground, RuleReader& rules, std::vector<Explanation>* explain,
             Draft& draft)
      : ground_(ground), rules_(rules), explain_(explain), draft_(draft), out_(draft.article) {}

  void run() {
    RuleReader::Body body;
    RuleOutcome outcome = RuleOutcome::kNone;
    draft_.layout = choose_layout(body, outcome);
    const auto& layout = *draft_.layout;
    const html::Node root = ground_.page.root();
    const auto text = [&](RuledField field, std::string& target) {
      if (is_doubted(field)) return;
      const RuledFieldSpec& spec = spec_of(field);
      if (auto value = rules_.first(layout.*spec.rules, spec.name, root)) {
        target = value->text;
        note(spec.name, *value);
      }
    };
    text(RuledField::kTitle, out_.title);
    text(RuledField::kSummary, out_.summary);
    text(RuledField::kSection, out_.section);
    text(RuledField::kLanguage, out_.language);
    std::string address;
    text(RuledField::kCanonical, address);
    out_.canonical_url = absolute(address, ground_.base);
    address.clear();
    text(RuledField::kImage, address);
    out_.image = absolute(address, ground_.base);
    text(RuledField::kImageCaption, out_.image_caption);
    out_.image_caption = caption_of(out_.image_caption);
    rule_authors(layout);
    rule_lists(layout);
    rule_dates(layout);
    if (outcome != RuleOutcome::kFound) return;
    if (!is_doubted(RuledField::kBody)) {
      rule_body(std::move(body));
    } else if (are_teasers(ground_.survey, body.blocks)) {
      draft_.denied_body = std::move(body.blocks);
    }
  }

 private:
  [[nodiscard]] bool is_doubted(RuledField field) const {
    const RuleTrust* const trust = ground_.context.trust;
    return trust != nullptr && trust->doubted.has(field);
  }

  void note(const char* field, const RuleValue& value) {
    out_.sources.push_back(
        {field, "rule", value.locator, std::string(text::truncate(value.text, 200)), 1.0});
    if (explain_ != nullptr)
      explain_->push_back({field, "rule", value.locator,
                           std::string(text::truncate(value.text, 200)),
                           "the site file's rule comes first", 1.0, true});
  }

  /// The layout that fits the page: the first whose body rule yields enough and whose time has not
  /// passed.
  const site::ArticleRules* choose_layout(RuleReader::Body& body, RuleOutcome& outcome) {
    const auto& layouts = ground_.context.site->articles;
    for (const auto& layout : layouts) {
      if (layout.valid_until) {
        const auto published = rule_date(ground_, rules_, layout.date, "date", nullptr);
        if (published && published->to_sys() > layout.valid_until->to_sys() + std::chrono::days{1})
          continue;
      }
      outcome = rules_.body(layout, ground_.survey, body);
      if (outcome == RuleOutcome::kFound ||
          (outcome == RuleOutcome::kAutomatic && layouts.size() == 1))
        return &layout;
    }
    outcome = rules_.body(layouts.front(), ground_.survey, body);
    return &layouts.front();
  }

  void rule_authors(const site::ArticleRules& layout) {
    std::vector<RuleValue> values;
    if (is_doubted(RuledField::kAuthors)) return;
    if (rules_.read(layout.author, "authors", ground_.page.root(), values) != RuleOutcome::kFound)
      return;
    for (const auto& value : values) {
      for (auto& name : split_names(value.text, false)) add_once(out_.authors, std::move(name));
    }
    if (!out_.authors.empty()) note("authors", values.front());
  }

  void rule_lists(const site::ArticleRules& layout) {
    std::vector<RuleValue> values;
    if (rules_.read(layout.tags, "tags", ground_.page.root(), values) == RuleOutcome::kFound) {
      for (auto& value : values) out_.tags.push_back(std::move(value.text));
    }
    further_pages(layout);
  }

  void further_pages(const site::ArticleRules& layout) {
    for (std::string& next : addresses(layout.next_page, "next_pages"))
      add_once(out_.next_pages, std::move(next));
    auto whole = addresses(layout.single_page, "single_page");
    if (!whole.empty()) out_.single_page = std::move(whole.front());
  }

  /// Of other pages, absolute.
  [[nodiscard]] std::vector<std::string> addresses(const site::Rules& rules, const char* field) {
    std::vector<RuleValue> values;
    std::vector<std::string> found;
    if (rules_.read_addresses(rules, field, ground_.page.root(), values) != RuleOutcome::kFound)
      return found;
    for (const auto& value : values) {
      std::string address = absolute(value.text, ground_.base);
      if (!address.empty() && address != out_.url) found.push_back(std::move(address));
    }
    return found;
  }

  void rule_dates(const site::ArticleRules& layout) {
    RuleValue found;
    if (auto time = rule_date(ground_, rules_, layout.date, "date", &found)) {
      if (is_doubted(RuledField::kDate)) {
        draft_.denied = deny(*time);
      } else {
        out_.published = time;
        note("date", found);
      }
    }
    if (is_doubted(RuledField::kUpdated)) return;
    if (auto time = rule_date(ground_, rules_, layout.updated, "updated", &found)) {
      out_.updated = time;
      note("updated", found);
    }
  }

  /// The day, if it is surely none of the article's. A rule that is not believed may still be right.
  [[nodiscard]] std::optional<dates::Timestamp> deny(const dates::Timestamp& day) const {
    const bool is_denied =
        is_visit(ground_.context, day) || !date_lie(ground_.context, day).empty();
    return is_denied ? std::optional(day) : std::nullopt;
  }

  void rule_body(RuleReader::Body body) {
    draft_.body = std::move(body.blocks);
    out_.blocks =
        make_blocks(ground_.page, ground_.survey, draft_.body, ground_.base, {.adopts = false});
    out_.body = plain_text(out_.blocks);
    out_.confidence = 1.0;
    out_.sources.push_back({"body", "rule", body.locator, {}, 1.0});
    if (explain_ != nullptr)
      explain_->push_back(
          {"body", "rule", body.locator, {}, "the site file's rule comes first", 1.0, true});
  }

  const Groundwork& ground_;
  RuleReader& rules_;
  std::vector<Explanation>* explain_;
  Draft& draft_;
  records::Article& out_;
};

}  // namespace

void fill_by_rules(const Groundwork& ground, RuleReader& rules, std::vector<Explanation>* explain,
                   Draft& draft) {
  const auto* site = ground.context.site;
  if (site != nullptr && !site->articles.empty()) RuleFiller(ground, rules, explain, draft).run();
}

}  // namespace tearsheet::extract
