#include "extract/groundwork.h"

#include "extract/page/bounds.h"
#include "extract/page/site_name.h"
#include "extract/page/wrappers.h"
#include "extract/title/listed_title.h"
#include "extract/title/site_title.h"

namespace tearsheet::extract {
namespace {

/// The name in the site file, if a person gave one: it is the id otherwise.
std::string_view given_name(const site::SiteDefinition* site) {
  const bool is_given = site != nullptr && site->name != site->id;
  return is_given ? std::string_view(site->name) : std::string_view();
}

url::Url base_of(const Facts& facts, const url::Url& page) {
  if (facts.base.empty()) return page;
  const auto base = url::Url::parse(facts.base, page.empty() ? nullptr : &page);
  return base && base->href().size() <= kLongestAddress ? *base : page;
}

}  // namespace

Groundwork::Groundwork(const html::Document& document, const PageContext& told,
                       std::vector<Explanation>* explain)
    : page(document),
      context(told),
      facts(gather_facts(document)),
      survey(extract::survey(document)),
      base(base_of(facts, told.url)),
      article(own_article(facts, told.url)),
      language(facts.language),
      zone(told.zone) {
  const auto* site = context.site;
  if (site != nullptr && !site->timezone.empty()) zone = site->timezone;
  if (site != nullptr && language.empty()) language = site->language;
  dates.now = context.now;
  dates.language = language;
  dates.zone = zone;
  site_name = find_site_name(facts, article, context.url, given_name(site));
  headline = find_title(facts, article, site_name, context.url, explain, context.known);
  if (context.hint != nullptr)
    settle_headline(page, survey, context.hint->title, site_name, context.url, headline);
  settle_headline_by_text(page, survey, context.url, headline);
  if (context.known != nullptr) settle_headline_by_site(page, context, headline);
  forgive_wrappers(page, headline.element, survey);
}

BodyQuestion Groundwork::body_question() {
  if (!says_) says_ = page_says(facts, article);
  return {page,     survey, headline.text, says_->description, says_->linked_body, headline.element,
          site_name};
}

AuthorsInput Groundwork::authors_input(std::string_view title) const {
  return {page,  facts,     article,     survey,       headline.element,
          title, site_name, context.url, context.known};
}

FieldInput Groundwork::field_input() const {
  return {page, facts, article, context.url, base};
}

}  // namespace tearsheet::extract
