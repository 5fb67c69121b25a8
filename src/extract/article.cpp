// A page to its article: the site's rules first, automatic for what they leave empty.
#include <algorithm>
#include <chrono>
#include <utility>

#include "extract/agreement.h"
#include "extract/authors/authors.h"
#include "extract/authors/person_names.h"
#include "extract/body/blocks.h"
#include "extract/body/body.h"
#include "extract/body/confidence.h"
#include "extract/dating/dating.h"
#include "extract/extract.h"
#include "extract/fields.h"
#include "extract/kind/page_kind.h"
#include "extract/listing/pager.h"
#include "extract/page/candidates.h"
#include "extract/rules.h"
#include "extract/title/heard.h"
#include "extract/title/title.h"
#include "text/text.h"

namespace tearsheet::extract {
namespace {

using records::Article;

// Rules fail by the layout, so a part of a site's pages tells as much as all.
constexpr std::size_t kCompareOneIn = 16;

class Extraction {
 public:
  Extraction(const html::Document& page, const PageContext& context,
             std::vector<Explanation>* explain)
      : page_(page),
        context_(context),
        explain_(explain),
        facts_(gather_facts(page)),
        survey_(survey(page)),
        evaluator_(page),
        rules_(page, evaluator_) {
    base_ = context.url;
    if (!facts_.base.empty()) {
      if (auto base = url::Url::parse(facts_.base, base_.empty() ? nullptr : &base_)) base_ = *base;
    }
    article_ = own_article(facts_, context.url);
    zone_ = context.site != nullptr && !context.site->timezone.empty() ? context.site->timezone
                                                                       : context.zone;
    language_ = facts_.language;
    if (language_.empty() && context.site != nullptr) language_ = context.site->language;
    dates_.now = context.now;
    dates_.language = language_;
    dates_.zone = zone_;
  }

  Article run() {
    out_.url = context_.url.without_fragment();
    out_.site_name = find_site_name(facts_, article_, context_.url, given_name());
    headline_ = find_title(facts_, article_, out_.site_name, context_.url, explain_);
    if (context_.hint != nullptr && out_.title.empty())
      settle_headline(page_, survey_, context_.hint->title, out_.site_name, headline_);
    settle_headline_by_text(page_, survey_, headline_);
    if (context_.site != nullptr && !context_.site->articles.empty()) by_rules();
    automatic();
    return std::move(out_);
  }

 private:
  /// The name in the site file, if a person gave one: it is the id otherwise.
  [[nodiscard]] std::string_view given_name() const {
    const bool is_given = context_.site != nullptr && context_.site->name != context_.site->id;
    return is_given ? std::string_view(context_.site->name) : std::string_view();
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
    const auto& layouts = context_.site->articles;
    for (const auto& layout : layouts) {
      if (layout.valid_until) {
        const auto published = rule_date(layout.date, "date");
        if (published && published->to_sys() > layout.valid_until->to_sys() + std::chrono::days{1})
          continue;
      }
      outcome = rules_.body(layout, survey_, body);
      if (outcome == RuleOutcome::kFound ||
          (outcome == RuleOutcome::kAutomatic && layouts.size() == 1))
        return &layout;
    }
    outcome = rules_.body(layouts.front(), survey_, body);
    return &layouts.front();
  }

  std::optional<dates::Timestamp> rule_date(const site::Rules& rules, const char* field,
                                            RuleValue* found = nullptr) {
    // Each alternative must also read as a date: the first that does wins.
    for (std::size_t i = 0; i < rules.size(); ++i) {
      if (rules[i].automatic) return std::nullopt;
      std::vector<RuleValue> values;
      if (rules_.read({&rules[i], 1}, field, page_.root(), values) != RuleOutcome::kFound) continue;
      for (auto& value : values) {
        if (auto time = RuleReader::date_of(value, dates_)) {
          if (found != nullptr) *found = std::move(value);
          return time;
        }
      }
    }
    return std::nullopt;
  }

  void by_rules() {
    RuleReader::Body body;
    RuleOutcome outcome = RuleOutcome::kNone;
    layout_ = choose_layout(body, outcome);
    const auto& layout = *layout_;
    const html::Node root = page_.root();
    const auto text = [&](const site::Rules& rules, const char* field, std::string& target) {
      if (auto value = rules_.first(rules, field, root)) {
        target = value->text;
        note(field, *value);
      }
    };
    text(layout.title, "title", out_.title);
    text(layout.summary, "summary", out_.summary);
    text(layout.section, "section", out_.section);
    text(layout.language, "language", out_.language);
    std::string address;
    text(layout.canonical, "canonical_url", address);
    out_.canonical_url = absolute(address, base_);
    address.clear();
    text(layout.image, "image", address);
    out_.image = absolute(address, base_);
    rule_authors(layout);
    rule_lists(layout);
    rule_dates(layout);
    if (outcome == RuleOutcome::kFound) rule_body(std::move(body));
  }

  void rule_authors(const site::ArticleRules& layout) {
    std::vector<RuleValue> values;
    if (rules_.read(layout.author, "authors", page_.root(), values) != RuleOutcome::kFound) return;
    for (const auto& value : values) {
      for (auto& name : split_names(value.text, false)) add_once(out_.authors, std::move(name));
    }
    if (!out_.authors.empty()) note("authors", values.front());
  }

  void rule_lists(const site::ArticleRules& layout) {
    std::vector<RuleValue> values;
    if (rules_.read(layout.tags, "tags", page_.root(), values) == RuleOutcome::kFound) {
      for (auto& value : values) out_.tags.push_back(std::move(value.text));
    }
    values.clear();
    if (rules_.read(layout.next_page, "next_pages", page_.root(), values) != RuleOutcome::kFound)
      return;
    for (const auto& value : values) {
      std::string next = absolute(value.text, base_);
      if (!next.empty() && next != out_.url) add_once(out_.next_pages, std::move(next));
    }
  }

  void rule_dates(const site::ArticleRules& layout) {
    RuleValue found;
    if (auto time = rule_date(layout.date, "date", &found)) {
      out_.published = time;
      note("date", found);
    }
    if (auto time = rule_date(layout.updated, "updated", &found)) {
      out_.updated = time;
      note("updated", found);
    }
  }

  void rule_body(RuleReader::Body body) {
    chosen_ = std::move(body.blocks);
    out_.blocks = make_blocks(page_, survey_, chosen_, base_);
    out_.body = plain_text(out_.blocks);
    out_.confidence = 1.0;
    out_.sources.push_back({"body", "rule", body.locator, {}, 1.0});
    if (explain_ != nullptr)
      explain_->push_back(
          {"body", "rule", body.locator, {}, "the site file's rule comes first", 1.0, true});
  }

  static void add_once(std::vector<std::string>& list, std::string value) {
    if (std::find(list.begin(), list.end(), value) == list.end()) list.push_back(std::move(value));
  }

  void automatic_body() {
    const PageSays says = page_says(facts_, article_);
    BodyChoice choice = find_body({page_, survey_, headline_.text, says.description,
                                   says.linked_body, headline_.element, out_.site_name},
                                  explain_);
    if (layout_ != nullptr) rules_.strip(*layout_, survey_, choice.blocks);
    chosen_ = std::move(choice.blocks);
    out_.blocks = make_blocks(page_, survey_, chosen_, base_);
    out_.body = plain_text(out_.blocks);
    out_.confidence = out_.body.empty() ? 0 : calibrated(choice.confidence);
    if (!out_.body.empty())
      out_.sources.push_back({"body", choice.source, choice.locator, {}, out_.confidence});
  }

  void add_source(const std::optional<records::FieldSource>& one) {
    if (one) out_.sources.push_back(*one);
  }

  void automatic_title() {
    if (!out_.title.empty()) return;
    out_.title = headline_.text;
    add_source(headline_.source);
    if (!out_.title.empty() || context_.hint == nullptr) return;
    out_.title = context_.hint->title;
    if (!out_.title.empty()) out_.sources.push_back({"title", "listing", {}, out_.title, 0.5});
  }

  void automatic_dates() {
    const std::optional<dates::Timestamp> listed =
        context_.hint != nullptr ? context_.hint->published : std::nullopt;
    if (out_.published && listed && dates::sharpens(*listed, *out_.published)) {
      out_.published = listed;
      std::erase_if(out_.sources, [](const auto& source) { return source.field == "date"; });
      out_.sources.push_back({"date", "listing", {}, listed->to_iso8601(), 0.9});
    }
    if (out_.published && out_.updated) return;
    const Dating dating = find_dates({page_, facts_, article_, survey_, headline_.element,
                                      context_.url, dates_, listed, out_.published},
                                     explain_);
    if (!out_.published) {
      out_.published = dating.published;
      add_source(dating.published_source);
    }
    if (!out_.updated) {
      out_.updated = dating.updated;
      add_source(dating.updated_source);
    }
    if (!out_.published && listed) {
      out_.published = listed;
      out_.sources.push_back({"date", "listing", {}, listed->to_iso8601(), 0.8});
    }
  }

  void automatic_authors() {
    if (!out_.authors.empty()) return;
    Authors authors = find_authors({page_, facts_, article_, survey_, headline_.element, out_.title,
                                    out_.site_name, context_.url},
                                   explain_);
    out_.authors = std::move(authors.names);
    add_source(authors.source);
    if (out_.authors.empty() && context_.hint != nullptr) out_.authors = context_.hint->authors;
  }

  void automatic() {
    automatic_title();
    automatic_dates();
    automatic_authors();
    if (out_.blocks.empty()) automatic_body();
    const FieldInput input{page_, facts_, article_, context_.url, base_};
    fill_canonical(input, out_);
    fill_summary(
        input,
        context_.hint == nullptr ? std::string_view() : std::string_view(context_.hint->summary),
        out_);
    fill_image(input, out_);
    fill_section_and_tags(input, out_);
    fill_language(input, context_.content_language, out_);
    fill_robots(input, out_);
    find_further_pages();
    compare_with_rules();
    judge_kind({page_, facts_, article_, survey_, chosen_, headline_.element, context_.url}, out_);
  }

  /// What the automatic extraction says where rules chose; on one page of kCompareOneIn, because it
  /// costs as much again.
  void compare_with_rules() {
    if (layout_ == nullptr || std::hash<std::string>{}(out_.url) % kCompareOneIn != 0) return;
    const auto by_rule = [&](const char* field) {
      return std::any_of(out_.sources.begin(), out_.sources.end(), [&](const auto& source) {
        return source.field == field && source.source == "rule";
      });
    };
    Agreement agreement;
    if (by_rule("title"))
      agreement.add("title", text::fold(headline_.text) == text::fold(out_.title) ? 1 : 0);
    if (by_rule("date")) {
      const Dating dating = find_dates({page_, facts_, article_, survey_, headline_.element,
                                        context_.url, dates_, std::nullopt, std::nullopt},
                                       nullptr);
      agreement.add("date", same_day(dating.published, out_.published) ? 1 : 0);
    }
    if (by_rule("body")) {
      const PageSays says = page_says(facts_, article_);
      BodyChoice choice = find_body({page_, survey_, headline_.text, says.description,
                                     says.linked_body, headline_.element, out_.site_name},
                                    nullptr);
      rules_.strip(*layout_, survey_, choice.blocks);
      agreement.add("body", overlap(survey_, chosen_, choice.blocks));
    }
    out_.agreement = agreement.take();
  }

  void find_further_pages() {
    if (!out_.next_pages.empty()) return;
    Pager pager = find_pager(page_, facts_, context_.url, base_);
    out_.next_pages = std::move(pager.later);
    out_.single_page = std::move(pager.single);
  }

  const html::Document& page_;
  const PageContext& context_;
  std::vector<Explanation>* explain_;
  Facts facts_;
  Survey survey_;
  select::Evaluator evaluator_;
  RuleReader rules_;
  url::Url base_;
  const LinkedArticle* article_ = nullptr;
  const site::ArticleRules* layout_ = nullptr;
  std::string zone_, language_;
  dates::DateOptions dates_;
  Headline headline_;
  std::vector<std::uint32_t> chosen_;  // blocks of the survey that are the body
  Article out_;
};

}  // namespace

Article extract_article(const html::Document& page, const PageContext& context,
                        std::vector<Explanation>* explain) {
  Article article = Extraction(page, context, explain).run();
  for (auto& source : article.sources) clean_source(source);
  if (explain != nullptr) {
    for (auto& one : *explain) clean_explanation(one);
  }
  return article;
}

}  // namespace tearsheet::extract
