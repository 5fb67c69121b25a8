#include "feed/draft.h"

#include <algorithm>

#include "base/ascii.h"
#include "base/escape.h"
#include "feed/entities.h"
#include "feed/html_text.h"
#include "text/text.h"

namespace tearsheet::feed {
namespace {

std::string to_plain(const DraftText& text) {
  return text.kind == TextKind::kPlain ? text::clean_line(text.value) : html_to_text(text.value);
}

std::string to_html(const DraftText& text, const Links& links) {
  if (text.kind != TextKind::kPlain)
    return std::string(trimmed_xml(sanitise_html(text.value, links, text.base)));
  std::string html;
  append_markup(html, trimmed_xml(text.value));
  return html;
}

void add_once(std::vector<std::string>& list, std::string value) {
  if (list.size() < kMaxListItems && !value.empty() && std::ranges::find(list, value) == list.end())
    list.push_back(std::move(value));
}

std::string without_quotes(std::string_view name) {
  name = trimmed_xml(name);
  if (name.size() > 2 && name.front() == '"' && name.back() == '"')
    name = name.substr(1, name.size() - 2);
  return std::string(name);
}

// The names of the best rank that has any.
std::vector<std::string> best_names(const std::vector<Ranked>& people) {
  std::vector<std::string> names;
  std::uint8_t rank = 255;
  for (const auto& person : people) {
    if (person.value.empty() || person.rank > rank) continue;
    if (person.rank < rank) names.clear();
    rank = person.rank;
    add_once(names, person.value);
  }
  return names;
}

void by_rank(std::vector<Ranked>& list) {
  std::ranges::stable_sort(list, {}, &Ranked::rank);
}

}  // namespace

void offer(DraftText& slot, DraftText&& text) {
  if (text.rank < slot.rank && !trimmed_xml(text.value).empty()) slot = std::move(text);
}

std::string name_of_person(std::string_view text) {
  std::string name = html_to_text(text);
  const auto is_address = [](std::string_view part) {
    return part.find('@') != std::string_view::npos && part.find(' ') == std::string_view::npos;
  };
  for (const auto& [open, close] : {std::pair('(', ')'), std::pair('<', '>')}) {
    const auto begin = name.find(open);
    const auto end = name.rfind(close);
    if (begin == std::string::npos || end == std::string::npos || end < begin) continue;
    const auto inside =
        std::string(trimmed_xml(std::string_view(name).substr(begin + 1, end - begin - 1)));
    const auto outside = trimmed_xml(std::string_view(name).substr(0, begin));
    if (is_address(outside)) return without_quotes(inside);
    if (is_address(inside) || inside.empty()) return without_quotes(outside);
  }
  if (name.starts_with("mailto:") || is_address(name)) return {};
  // "a@b.example Name" and "Name a@b.example"
  const auto space = name.find(' ');
  if (space != std::string::npos && is_address(name.substr(0, space))) name.erase(0, space + 1);
  const auto last = name.rfind(' ');
  if (last != std::string::npos && is_address(name.substr(last + 1))) name.erase(last);
  return without_quotes(name);
}

void Finisher::finish_head(const Draft& draft, FeedHead& head) {
  head.title = to_plain(draft.title);
  head.link = first_link(draft.links);
  if (!draft.language.empty()) head.language = text::clean_line(draft.language);
  language_ = head.language;
  authors_ = best_names(draft.authors);
}

std::string Finisher::first_link(const std::vector<Ranked>& candidates) const {
  std::string best;
  int rank = 256;
  for (const auto& candidate : candidates) {
    if (candidate.rank > rank) continue;  // of equals the last, as other readers have it
    if (auto link = links_.resolve(candidate.value, candidate.base); !link.empty()) {
      best = std::move(link);
      rank = candidate.rank;
    }
  }
  return best;
}

std::optional<dates::Timestamp> Finisher::first_date(std::vector<Ranked>& candidates) const {
  by_rank(candidates);
  const dates::DateOptions options{
      .now = options_.now,
      .language = options_.language.empty() ? language_ : options_.language,
      .zone = options_.zone};
  for (const auto& candidate : candidates) {
    if (auto date = dates::parse_date(trimmed_xml(candidate.value), options)) return date;
  }
  return std::nullopt;
}

FeedEntry Finisher::finish_entry(Draft&& draft) const {
  FeedEntry entry;
  by_rank(draft.ids);
  for (const auto& id : draft.ids) {
    entry.id = text::clean_line(id.value);
    if (!entry.id.empty()) break;
  }
  entry.title = to_plain(draft.title);
  entry.link = first_link(draft.links);
  entry.published = first_date(draft.published);
  entry.updated = first_date(draft.updated);
  entry.summary = to_plain(draft.summary);
  entry.content_html = to_html(draft.content.value.empty() ? draft.summary : draft.content, links_);
  entry.authors = best_names(draft.authors);
  if (entry.authors.empty()) entry.authors = std::move(draft.source_authors);
  for (const auto& category : draft.categories) add_once(entry.categories, to_plain(category));
  for (const auto& keywords : draft.keywords) {
    const auto list = to_plain(keywords);
    for (std::size_t at = 0; at <= list.size();) {
      const auto comma = std::min(list.find(',', at), list.size());
      add_once(entry.categories,
               std::string(trimmed_xml(std::string_view(list).substr(at, comma - at))));
      at = comma + 1;
    }
  }
  for (auto& [enclosure, base] : draft.enclosures) {
    enclosure.url = links_.resolve(enclosure.url, base);
    const auto is_same = [&url = enclosure.url](const Enclosure& other) {
      return other.url == url;
    };
    if (!enclosure.url.empty() && std::ranges::none_of(entry.enclosures, is_same)) {
      entry.enclosures.push_back(std::move(enclosure));
    }
  }
  entry.language = text::clean_line(draft.language);
  return entry;
}

}  // namespace tearsheet::feed
