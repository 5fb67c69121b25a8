#include "extract/title/site_title.h"

#include <algorithm>
#include <string>

#include "extract/listing/listing_card.h"
#include "extract/page/bounds.h"
#include "extract/page/home_links.h"
#include "text/text.h"

namespace tearsheet::extract {
namespace {

using html::Node;
using html::Tag;

constexpr std::size_t kMostPlaces = 4, kMostHeadings = 4;
constexpr std::size_t kShortestTitle = 4;
constexpr int kMaxClimb = 40;
constexpr std::uint32_t kMostInHeading = 40;  // nodes
constexpr int kMostTries = 40;  // elements at one place that are looked at: the title is the first

/// In a link to another page, or in a menu: what stands there is another page's.
bool is_of_other_page(Node node, const url::Url& url) {
  int climb = 0;
  for (Node up = node; !up.is_null() && up.tag() != Tag::kBody && ++climb < kMaxClimb;
       up = up.parent()) {
    if (up.tag() == Tag::kNav || up.tag() == Tag::kFooter || up.tag() == Tag::kAside) return true;
    if (up.tag() == Tag::kA && up.attribute("href") && !links_to_itself(up, url)) return true;
  }
  return false;
}

std::string line_of(Node element) {
  return text::clean_line(html::visible_text(element, kLongestTitle));
}

/// The first line at a place that may be a title.
Node first_at(const html::Document& page, std::uint64_t place, const url::Url& url,
              const SiteKnowledge* known, std::string& line) {
  const Node body = page.body();
  int tries = 0;
  for (std::uint32_t i = body.index(); i < body.end() && tries < kMostTries; ++i) {
    const Node node = page.node(i);
    if (!node.is_element() || !may_be_at(node, place) || place_of(node) != place) continue;
    ++tries;
    if (is_of_other_page(node, url)) continue;
    line = line_of(node);
    const std::string key = title_key(line);
    const bool is_name = known != nullptr && known->names.contains(stable_hash(key));
    if (line.size() >= kShortestTitle && line.size() < kLongestTitle && !key.empty() && !is_name)
      return node;
  }
  return {};
}

}  // namespace

bool settle_headline_by_site(const html::Document& page, const PageContext& context,
                             Headline& headline) {
  const SiteKnowledge& known = *context.known;
  if (known.title_places.empty() && known.names.empty()) return false;
  const bool names_site =
      headline.text.empty() || known.names.contains(stable_hash(title_key(headline.text)));
  if (!names_site && !headline.element.is_null()) return false;
  for (const std::uint64_t place : known.title_places) {
    std::string text;
    const Node node = first_at(page, place, context.url, &known, text);
    if (node.is_null()) continue;
    headline.element = node;
    if (title_key(text) == title_key(headline.text)) return false;
    headline.text = std::move(text);
    headline.source = records::FieldSource{"title", "site", html::locator(node),
                                           std::string(text::truncate(headline.text, 200)), 0.9};
    return true;
  }
  if (!names_site || context.hint == nullptr || context.hint->title.empty()) return false;
  headline.text = context.hint->title;
  headline.element = {};
  headline.source = records::FieldSource{"title", "listing", "other articles are called alike",
                                         std::string(text::truncate(headline.text, 200)), 0.7};
  return true;
}

namespace {

std::vector<std::uint64_t> places_that_say(const html::Document& page, const Survey& survey,
                                           std::string_view listed, const url::Url& url) {
  std::vector<std::uint64_t> places;
  const std::string key = title_key(listed);
  if (key.size() < kShortestTitle || listed.size() > kLongestTitle) return places;
  const auto add = [&](Node node) {
    if (node.is_null() || is_of_other_page(node, url)) return;
    const std::uint64_t place = place_of(node);
    if (std::ranges::find(places, place) == places.end()) places.push_back(place);
  };
  for (const TextBlock& block : survey.blocks) {
    if (places.size() >= kMostPlaces) break;
    const std::string_view text = survey.text_of(block);
    if (2 * text.size() < listed.size()) continue;
    if (text.find('\n') == std::string_view::npos) {
      if (text.size() < 2 * listed.size() + 64 && title_key(text) == key)
        add(page.node(block.holder));
      continue;
    }
    // A line of a block that is broken by <br>: the innermost element that says it.
    for (std::uint32_t i = block.begin; i < block.end && places.size() < kMostPlaces; ++i) {
      const Node node = page.node(i);
      if (node.is_element() || node.text().size() < listed.size() / 2 ||
          node.text().size() > 2 * listed.size() + 64)
        continue;
      if (title_key(node.text()) == key) add(node.parent());
    }
  }
  return places;
}

}  // namespace

void note_title_places(const html::Document& page, const Survey& survey, std::string_view listed,
                       const PageContext& context, PageObservation& out) {
  const std::string key = title_key(listed);
  std::vector<std::uint64_t> places = places_that_say(page, survey, listed, context.url);
  const std::size_t found = places.size();
  if (context.known != nullptr) {
    for (const std::uint64_t place : context.known->title_places) {
      if (places.size() < found + kMostPlaces && std::ranges::find(places, place) == places.end())
        places.push_back(place);
    }
  }
  for (const std::uint64_t place : places) {
    std::string line;
    if (first_at(page, place, context.url, context.known, line).is_null()) continue;
    (title_key(line) == key ? out.title_places : out.other_titles).push_back(place);
  }
}

namespace {

/// The link that a heading stands in, or that stands in it; null if there is none.
Node link_of(Node heading) {
  int climb = 0;
  for (Node up = heading; !up.is_null() && up.tag() != Tag::kBody && ++climb < kMaxClimb;
       up = up.parent()) {
    if (up.tag() == Tag::kA && up.attribute("href")) return up;
  }
  const std::uint32_t end = std::min(heading.end(), heading.index() + kMostInHeading);
  for (std::uint32_t i = heading.index() + 1; i < end; ++i) {
    const Node inner = heading.document().node(i);
    if (inner.tag() == Tag::kA && inner.attribute("href")) return inner;
  }
  return {};
}

/// A headline that leads to another page is that page's, on however many it is recommended. What
/// is short is a section's name, and what leads home the paper's.
bool announces_another(Node heading, std::string_view line, const url::Url& page) {
  if (weighed_size(line) < kShortestLine) return false;
  const Node link = link_of(heading);
  return !link.is_null() && !links_to_itself(link, page) &&
         !leads_home(link.attribute("href").value_or(""), page);
}

}  // namespace

std::vector<std::uint64_t> names_of(const Facts& facts, const url::Url& page) {
  std::vector<std::uint64_t> names;
  const auto add = [&](std::string_view text) {
    const std::string key = title_key(text.substr(0, kMaxTitle));
    if (key.empty()) return;
    const std::uint64_t name = stable_hash(key);
    if (std::ranges::find(names, name) == names.end()) names.push_back(name);
  };
  add(facts.title);
  add(facts.meta("og:title"));
  for (const auto* headings : {&facts.headlines, &facts.subheadings}) {
    std::size_t count = 0;
    for (const Node heading : *headings) {
      if (++count > kMostHeadings) break;
      const std::string line = line_of(heading);
      if (!announces_another(heading, line, page)) add(line);
    }
  }
  return names;
}

}  // namespace tearsheet::extract
