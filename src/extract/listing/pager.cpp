#include "extract/listing/pager.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <span>
#include <string_view>

#include "base/ascii.h"
#include "extract/fields.h"
#include "extract/listing/pager_words.h"
#include "extract/page/hints.h"
#include "text/text.h"

namespace tearsheet::extract {
namespace {

using html::Node;
using html::Tag;

constexpr std::size_t kMaxLater = 100;  // addresses of one pager
constexpr int kMaxClimb = 30;  // levels above a link that are asked whether they hold comments
constexpr std::size_t kLongestLabel = 12;  // bytes of "2", "Page 2", "第2页"

/// Words in an address for "all pages in one".
constexpr std::array<std::string_view, 12> kSingleWords = {
    "all",     "showall",  "viewall",    "view-all", "single",   "singlepage",
    "onepage", "one-page", "fullscreen", "full",     "allpages", "single-page"};

/// Parameters that are a page's number.
constexpr std::array<std::string_view, 7> kPageNames = {"page",   "p",     "pg",   "pn",
                                                        "pageno", "paged", "seite"};

struct PageLink {
  Node node;
  url::Url url;
  std::string label;  ///< Its text.
  bool says_next = false;
};

int to_number(std::string_view digits) {
  int value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return error == std::errc() && end == digits.data() + digits.size() ? value : 0;
}

/// The last short number in an address; 0: none.
int number_in(const url::Url& url) {
  const auto last = [](std::string_view text) {
    std::size_t end = text.size();
    while (end > 0 && !is_digit(text[end - 1])) --end;
    std::size_t begin = end;
    while (begin > 0 && is_digit(text[begin - 1])) --begin;
    return end - begin <= 3 ? to_number(text.substr(begin, end - begin)) : 0;
  };
  const int in_query = last(url.query());
  return in_query != 0 ? in_query : last(url.path());
}

/// A label that is a page's number; a word may stand beside it ("Page 2").
int number_of(std::string_view label) {
  if (label.empty() || label.size() > kLongestLabel) return 0;
  const auto begin = std::find_if(label.begin(), label.end(), is_digit);
  const auto end = std::find_if_not(begin, label.end(), is_digit);
  if (begin == label.end() || end - begin > 3 || std::any_of(end, label.end(), is_digit)) return 0;
  return to_number({label.data() + (begin - label.begin()), static_cast<std::size_t>(end - begin)});
}

bool has_word(std::string_view words, std::string_view word) {
  if (words.size() < word.size()) return false;
  const std::string spaced = ' ' + to_lower(words) + ' ';
  return spaced.find(' ' + std::string(word) + ' ') != std::string::npos;
}

bool is_marked_next(Node link) {
  return std::any_of(link.attributes().begin(), link.attributes().end(),
                     [](const html::Attribute& one) {
                       if (one.name == "rel") return has_word(one.value, "next");
                       return (one.name == "class" || one.name == "id") &&
                              contains_ignoring_case(one.value, "next");
                     });
}

/// The text of a link that could be a page's number; most links have none, or far too much.
std::string label_of(Node link) {
  if (link.tag() == Tag::kLink || link.end() - link.index() >= 12) return {};
  std::size_t visible = 0;
  bool has_digit = false;
  for (std::uint32_t i = link.index() + 1; i < link.end(); ++i) {
    for (const char c : link.document().node(i).text()) {
      visible += is_space(c) ? 0 : 1;
      if (visible > kLongestLabel) return {};
      has_digit = has_digit || is_digit(c);
    }
  }
  return has_digit ? text::clean_line(html::text_content(link)) : std::string();
}

/// What stands around a part of an address.
constexpr std::array<bool, 256> kEndsPart = [] {
  std::array<bool, 256> ends{};
  for (const char c : std::string_view("/\\?&=#")) ends.at(static_cast<unsigned char>(c)) = true;
  std::fill(ends.begin(), ends.begin() + ' ' + 1, true);
  return ends;
}();

/// Whether the text of a link says that it leads to the next page; most links have far too much.
bool is_called_next(Node link) {
  if (link.tag() == Tag::kLink || link.end() - link.index() >= 12) return false;
  std::size_t visible = 0;
  for (std::uint32_t i = link.index() + 1; i < link.end(); ++i) {
    for (const char c : link.document().node(i).text()) visible += is_space(c) ? 0 : 1;
    if (visible > kLongestNextLabel) return false;
  }
  return visible > 0 && says_next_page(text::clean_line(html::text_content(link)));
}

/// Whether a part of an address is one of kSingleWords.
bool may_be_single(std::string_view href) {
  for (std::size_t begin = 0; begin < href.size();) {
    std::size_t end = begin;
    while (end < href.size() && !kEndsPart[static_cast<unsigned char>(href[end])]) ++end;
    const std::string_view part = href.substr(begin, end - begin);
    // None of the words is shorter or longer.
    if (part.size() >= 3 && part.size() <= 11 &&
        std::any_of(kSingleWords.begin(), kSingleWords.end(),
                    [&](std::string_view word) { return equals_ignoring_case(part, word); }))
      return true;
    begin = end + 1;
  }
  return false;
}

/// Where a script takes the address of what a button loads.
constexpr std::array<const char*, 4> kScriptedAddresses = {"data-url", "data-href", "data-next-url",
                                                           "data-next"};

/// The address that an element leads to: a link's, that of a link or button which a script follows,
/// or an entry's in a list of pages to choose from. Empty: none.
std::string_view address_of(Node node, bool with_head) {
  const Tag tag = node.tag();
  if (tag == Tag::kOption) {
    const std::string_view value = trimmed(node.attribute("value").value_or(""));
    const bool is_address = value.starts_with('/') || value.starts_with('?') ||
                            value.starts_with("https:") || value.starts_with("http:");
    return is_address ? value : std::string_view();
  }
  if (tag != Tag::kA && tag != Tag::kButton && !(with_head && tag == Tag::kLink)) return {};
  const std::string_view href = trimmed(node.attribute("href").value_or(""));
  if (!href.empty() && href.front() != '#' && !starts_with_ignoring_case(href, "javascript:"))
    return href;
  for (const char* name : kScriptedAddresses) {
    const std::string_view address = trimmed(node.attribute(name).value_or(""));
    if (!address.empty() && address.front() != '#') return address;
  }
  return {};
}

/// Whether an address ends with a short number, before an ending at most.
bool ends_with_number(std::string_view href) {
  for (const std::string_view ending : {"/", ".html", ".htm", ".php", ".shtml"}) {
    if (href.ends_with(ending)) href.remove_suffix(ending.size());
  }
  std::size_t digits = 0;
  while (digits < href.size() && is_digit(href[href.size() - 1 - digits])) ++digits;
  return digits > 0 && digits <= 3;
}

/// Links of the same host that may belong to a pager, without those that stay on the page.
/// `with_head`: those of a listing, where an address alone may tell.
std::vector<PageLink> links_of(const html::Document& page, const url::Url& page_url,
                               const url::Url& base, bool with_head) {
  std::vector<PageLink> out;
  const std::string own = page_url.without_fragment();
  for (std::uint32_t i = 0; i < page.size(); ++i) {
    const Node node = page.node(i);
    if (!node.is_element()) continue;
    const std::string_view href = address_of(node, with_head);
    if (href.empty()) continue;
    std::string label = label_of(node);
    const bool marked = is_marked_next(node) || (label.empty() && is_called_next(node));
    const bool counts = with_head && node.tag() == Tag::kA && ends_with_number(href);
    if (!marked && !counts && number_of(label) == 0 &&
        (node.tag() == Tag::kLink || !may_be_single(href)))
      continue;
    auto url = url::Url::parse(href, base.empty() ? nullptr : &base);
    if (!url) continue;
    if (!page_url.empty() && (url->host() != page_url.host() || url->without_fragment() == own))
      continue;
    out.push_back({node, std::move(*url), std::move(label), marked});
  }
  return out;
}

bool is_of_comments(const PageLink& link) {
  if (hints_in(link.url.fragment()).has(Hint::kComment) ||
      hints_in(link.url.query()).has(Hint::kComment))
    return true;
  int hops = 0;
  for (Node node = link.node; !node.is_null() && node.tag() != Tag::kBody && ++hops < kMaxClimb;
       node = node.parent()) {
    if (hints_of(node).has(Hint::kComment)) return true;
  }
  return false;
}

std::string_view last_name(std::string_view query) {
  const std::string_view last = query.substr(query.rfind('&') + 1);
  return last.substr(0, last.find('='));
}

/// Without its last number: "/story/page/".
std::string without_number(std::string_view path) {
  std::size_t end = path.size();
  while (end > 0 && !is_digit(path[end - 1])) --end;
  std::size_t begin = end;
  while (begin > 0 && is_digit(path[begin - 1])) --begin;
  return std::string(path.substr(0, begin)) + std::string(path.substr(end));
}

/// The number that the page's own address has where the link's has one; 0: none, it is the first.
int own_number(const url::Url& page, const url::Url& link) {
  if (link.path() == page.path())
    return last_name(link.query()) == last_name(page.query()) ? number_in(page) : 0;
  return without_number(link.path()) == without_number(page.path()) ? number_in(page) : 0;
}

/// A link without a number that is marked as next, and counts on: by rel, or by a number in the
/// path or in a parameter that is a page's. Boxes beside an article have pagers of their own
/// ("?box_page=2").
bool is_next_of(const url::Url& page, const PageLink& link) {
  const int own = own_number(page, link.url), number = number_in(link.url);
  // The first page has no number; the second is 2, or 1 where they are counted from 0.
  if (number != own + 1 && !(own == 0 && number == 2)) return false;
  if (has_word(link.node.attribute("rel").value_or(""), "next")) return true;
  if (link.url.path() != page.path()) return true;
  return std::find(kPageNames.begin(), kPageNames.end(), last_name(link.url.query())) !=
         kPageNames.end();
}

/// "index_1.html" beside "index.html" or its folder, "/page/2/" behind a front page.
bool is_numbered_index(const url::Url& page, const url::Url& other) {
  if (page.has_query() || other.has_query()) return false;
  const std::string_view own = page.path(), path = other.path();
  if (own == "/" && path.starts_with("/page/")) return without_number(path).size() <= 7;
  const std::size_t folder = own.rfind('/') + 1;
  if (path.substr(0, folder) != own.substr(0, folder)) return false;
  const std::string_view name = own.substr(folder);
  const std::string stem = without_number(path.substr(folder));
  if (stem.find('/') != std::string::npos ||
      !(stem.starts_with("index") || stem.starts_with("list")))
    return false;
  return name.empty() || without_number(name) == stem || name.starts_with("index.");
}

/// What labels are ahead of the numbers in their addresses, all alike: 1 where "?page=1" is the
/// second page.
int offset_of(std::span<const PageLink> links) {
  int ahead = 0, level = 0;
  for (const PageLink& link : links) {
    const int label = number_of(link.label);
    if (label < 2) continue;
    const int difference = label - number_in(link.url);
    ahead += difference == 1 ? 1 : 0;
    level += difference == 0 ? 1 : 0;
  }
  return ahead > 0 && level == 0 ? 1 : 0;
}

/// An address that differs from the page's by a word for "all": ?page=all, /all, ?singlepage=true.
bool is_single(const url::Url& page, const url::Url& other) {
  const auto says = [](std::string_view word) {
    return std::find(kSingleWords.begin(), kSingleWords.end(), word) != kSingleWords.end();
  };
  if (other.path() == page.path()) {
    const std::string query = to_lower(other.query());
    for (std::size_t begin = 0; begin < query.size();) {
      const std::size_t end = std::min(query.find('&', begin), query.size());
      const std::string_view pair = std::string_view(query).substr(begin, end - begin);
      const auto equals = pair.find('=');
      const std::string_view name = pair.substr(0, equals);
      const std::string_view value =
          equals == std::string_view::npos ? std::string_view{} : pair.substr(equals + 1);
      if (says(value) || (says(name) && value != "0" && value != "false")) return true;
      begin = end + 1;
    }
    return false;
  }
  std::string_view path = other.path();
  std::string_view own = page.path();
  while (path.ends_with('/')) path.remove_suffix(1);
  while (own.ends_with('/')) own.remove_suffix(1);
  if (!path.starts_with(own) || path.size() <= own.size() + 1 || path[own.size()] != '/')
    return false;
  return says(to_lower(path.substr(own.size() + 1)));
}

/// What the links of a page say of the other pages.
struct Found {
  std::map<int, std::string> numbered;
  std::string next, single;
  int own = 1;
};

void look_at(const PageLink& link, const url::Url& url, int offset, Found& found) {
  if (is_single(url, link.url)) {
    if (found.single.empty() && !is_of_comments(link)) found.single = link.url.without_fragment();
    return;
  }
  const int number = number_of(link.label);
  if (number == 0 && !link.says_next) return;
  if (number == 1 && is_later_page(link.url, url))
    found.own = std::max(found.own, number_in(url) + offset);
  if (!is_later_page(url, link.url) || is_of_comments(link)) return;
  if (number != 0 && number_in(link.url) == number - offset && found.numbered.size() < kMaxLater) {
    found.numbered.try_emplace(number, link.url.without_fragment());
    if (const int own = own_number(url, link.url); own > 0)
      found.own = std::max(found.own, own + offset);
  }
  if (number == 0 && found.next.empty() && is_next_of(url, link))
    found.next = link.url.without_fragment();
}

}  // namespace

Pager find_pager(const html::Document& page, const Facts& facts, const url::Url& url,
                 const url::Url& base) {
  Pager out;
  if (url.empty()) return out;
  Found found;
  for (const auto& link : facts.links) {
    if (link.rel != "next" || !found.next.empty()) continue;
    const auto target = url::Url::parse(trimmed(link.href), &base);
    if (target && is_later_page(url, *target)) found.next = target->without_fragment();
  }
  const std::vector<PageLink> links = links_of(page, url, base, false);
  const int offset = offset_of(links);
  for (const auto& link : links) look_at(link, url, offset, found);
  // A pager counts on from this page; numbers beside the text may be anything.
  int expected = found.own + 1;
  for (auto it = found.numbered.find(expected); it != found.numbered.end() && it->first == expected;
       ++it, ++expected)
    out.later.push_back(it->second);
  if (!found.next.empty() && out.later.empty()) out.later.push_back(found.next);
  if (!out.later.empty()) out.single = found.single;
  return out;
}

namespace {

/// Whether a cursor or a page in the same folder may be what such a link leads to; in the root all
/// sections stand, but a front page has cursors there.
bool is_beside(const url::Url& page, const url::Url& next) {
  const auto folder_of = [](std::string_view path) { return path.substr(0, path.rfind('/') + 1); };
  const std::string_view folder = folder_of(next.path());
  return folder == folder_of(page.path()) &&
         (folder.size() > 1 || (page.path() == "/" && next.has_query()));
}

/// The address of the page after this one, whatever the link is called: this one's with "page=2",
/// "/page/2/", "/2.html", "index_1.html" put behind it, or with its own number counted on.
bool counts_on(const url::Url& page, const PageLink& link, int offset) {
  const url::Url& next = link.url;
  const bool is_index = is_numbered_index(page, next);
  if (link.node.tag() != Tag::kA || (!is_later_page(page, next) && !is_index)) return false;
  const int own = own_number(page, next), number = number_in(next);
  if (const int label = number_of(link.label); label != 0 && label != number + offset) return false;
  if (own > 0 ? number != own + 1 : number != 2 - offset && !(is_index && number == 1))
    return false;
  if (next.path() == page.path() &&
      std::find(kPageNames.begin(), kPageNames.end(), last_name(next.query())) == kPageNames.end())
    return false;
  const std::string text = text::clean_line(html::visible_text(link.node, kLongestNextLabel + 1));
  return text.size() <= kLongestNextLabel && !is_of_comments(link);
}

}  // namespace

std::optional<url::Url> next_listing_page(const html::Document& page, const url::Url& page_url,
                                          const url::Url& base) {
  std::optional<url::Url> marked, called, counted;
  std::map<int, url::Url> numbered;
  std::vector<PageLink> links = links_of(page, page_url, base, true);
  const int offset = offset_of(links);
  for (auto& link : links) {
    if (has_word(link.node.attribute("rel").value_or(""), "next")) return link.url;
    if (link.says_next && !marked && hints_of(link.node).has(Hint::kRelated)) marked = link.url;
    // "Older posts": a cursor tells as little as a number of what it counts.
    if (link.says_next && !called && !page_url.empty() && link.label.empty() &&
        (link.url.path() == page_url.path() || is_later_page(page_url, link.url) ||
         is_beside(page_url, link.url)))
      called = link.url;
    const int number = number_of(link.label);
    if (!page_url.empty() && counts_on(page_url, link, offset) &&
        (!counted || number_in(link.url) < number_in(*counted)))
      counted = link.url;
    if (number > 0 && static_cast<std::size_t>(number) < kMaxLater)
      numbered.try_emplace(number, std::move(link.url));
  }
  if (marked) return marked;
  if (page_url.empty()) return std::nullopt;
  if (!called) called = std::move(counted);
  // The row of numbers leads to this very address with something more, or with another number.
  const int in_address = number_in(page_url) + offset;
  const bool is_first = offset > 0 && page_url.query().empty();
  const int own =
      !is_first && numbered.contains(1) && !numbered.contains(in_address) ? in_address : 1;
  const auto after = numbered.find(own + 1);
  if (after == numbered.end() || !(numbered.contains(own + 2) || own > 1)) return called;
  std::string_view stem = page_url.path();
  while (!stem.empty() && (is_digit(stem.back()) || stem.back() == '/')) stem.remove_suffix(1);
  if (!after->second.path().starts_with(own > 1 ? stem.substr(0, stem.rfind('/') + 1) : stem))
    return called;
  return after->second;
}

}  // namespace tearsheet::extract
