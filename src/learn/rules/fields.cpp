#include "learn/rules/fields.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/ascii.h"
#include "base/utf8.h"

namespace tearsheet::learn {
namespace {

using html::Node;
using html::Tag;

constexpr std::size_t kLongestDate = 90;     // letters of an element that is read as a date
constexpr std::size_t kLongestByline = 160;  // letters
constexpr std::size_t kLongestLead = 8;      // letters of "by" and its like before a name
constexpr std::size_t kMaxReads = 400;       // texts of a page that are read as dates
constexpr double kEnough = 0.8;
constexpr double kBeside = 0.05;  // cost of each letter in an element beside a short date

template <class Each>
void for_elements(const Labelled& page, const Each& each) {
  for (std::uint32_t i = 0; i < page.page.size(); ++i) {
    const Node node = page.page.node(i);
    if (node.is_element()) each(node);
  }
}

std::vector<Place> title_places(const Labelled& page) {
  std::vector<Place> out;
  const std::string wanted = letters_of(page.title);
  if (wanted.empty()) return out;
  for_elements(page, [&](Node node) {
    if (node.tag() == Tag::kMeta) {
      if (letters_of(node.attribute("content").value_or("")) == wanted)
        out.push_back({node, "content"});
    } else if (page.text.of(node) == wanted && node.tag() != Tag::kOption) {
      out.push_back({node});
    }
  });
  return out;
}

bool has_digits(std::string_view text, std::ptrdiff_t least) {
  return std::ranges::count_if(text, is_digit) >= least;
}

bool is_exact(const dates::Timestamp& time) {
  return time.precision >= dates::Precision::kMinute;
}

/// Whether a rule's moment is the label's, and no less exact where `strict`.
bool fits(const dates::Timestamp& got, const dates::Timestamp& label, bool strict) {
  return same_date(got, label) && (!strict || is_exact(got) || !is_exact(label));
}

std::vector<Place> date_places(const Labelled& page, bool strict) {
  std::vector<Place> out;
  if (!page.published) return out;
  const auto options = date_options(page);
  std::size_t reads = 0;
  const auto is_it = [&](std::string_view text) {
    if (text.size() > 200 || !has_digits(text, 3) || ++reads > kMaxReads) return false;
    const auto got = dates::parse_date(text, options);
    return got && fits(*got, *page.published, strict);
  };
  for_elements(page, [&](Node node) {
    for (const html::Attribute& attribute : node.attributes()) {
      const bool is_told = attribute.name == "datetime" || attribute.name == "content" ||
                           attribute.name == "title" || attribute.name.starts_with("data-");
      if (is_told && attribute.value.size() >= 8 && attribute.value.size() <= 60 &&
          is_it(attribute.value))
        out.push_back({node, std::string(attribute.name)});
    }
    const std::string_view letters = page.text.of(node);
    if (letters.size() >= 4 && letters.size() <= kLongestDate && has_digits(letters, 3) &&
        is_it(html::visible_text(node, 2 * kLongestDate)))
      out.push_back({node, {}, kBeside * static_cast<double>(letters.size() - 4)});
  });
  // The innermost element says it without what stands around; the outer ones are tried after it.
  std::ranges::stable_sort(
      out, {}, [](const Place& place) { return place.node.end() - place.node.index(); });
  return out;
}

Wish date_wish(bool strict) {
  Wish wish;
  wish.places = [strict](const Labelled& page) { return date_places(page, strict); };
  wish.judge = [strict](const Labelled& page, const std::vector<std::string>& values) {
    if (!page.published) return Verdict::kNoLabel;
    const auto options = date_options(page);
    for (const std::string& value : values) {
      if (const auto got = dates::parse_date(value, options))
        return fits(*got, *page.published, strict) ? Verdict::kRight : Verdict::kWrong;
    }
    return Verdict::kNothing;
  };
  ValueRule linked;
  linked.css = R"(script[type="application/ld+json"]::text)";
  linked.regex = R"x("datePublished"\s*:\s*"([^"]+)")x";
  linked.cost = 1.6;
  linked.is_metadata = true;
  wish.more.push_back(std::move(linked));
  return wish;
}

std::string joined_letters(const std::vector<std::string>& names) {
  std::vector<std::string> seen;
  std::string out;
  for (const std::string& name : names) {
    std::string letters = letters_of(name);
    if (std::ranges::find(seen, letters) != seen.end()) continue;
    out += letters;
    seen.push_back(std::move(letters));
  }
  return out;
}

/// Whether `letters` are `name`, or "by" and it.
bool says_name(std::string_view letters, std::string_view name) {
  return !name.empty() && letters.ends_with(name) &&
         count_code_points(letters.substr(0, letters.size() - name.size())) <= kLongestLead;
}

std::vector<Place> author_places(const Labelled& page) {
  std::vector<Place> out;
  if (page.authors.empty()) return out;
  std::vector<std::string> wanted = {joined_letters(page.authors)};
  for (const std::string& name : page.authors) wanted.push_back(letters_of(name));
  const auto says = [&](std::string_view letters) {
    return std::ranges::any_of(wanted,
                               [&](const std::string& name) { return says_name(letters, name); });
  };
  for_elements(page, [&](Node node) {
    if (node.tag() == Tag::kMeta) {
      if (says(letters_of(node.attribute("content").value_or(""))))
        out.push_back({node, "content"});
      return;
    }
    const std::string_view letters = page.text.of(node);
    if (!letters.empty() && letters.size() <= kLongestByline && says(letters))
      out.push_back({node});
  });
  std::ranges::stable_sort(
      out, {}, [](const Place& place) { return place.node.end() - place.node.index(); });
  return out;
}

/// What stands before the name on all pages, such as "기자명", in scripts whose words for "by" are not
/// all known to who reads the rule; empty where that differs, or nothing does.
std::string common_lead(const ValueRule& rule, const Pages& pages) {
  if (rule.is_metadata || !rule.attribute.empty() || !rule.regex.empty()) return {};
  const RuleRunner runner(rule);
  std::optional<std::string> common;
  for (const auto& page : pages) {
    if (page->authors.size() != 1) continue;
    for (const std::string& value : runner.values(page->evaluator, page->page.root())) {
      if (!value.ends_with(page->authors.front())) return {};
      std::string lead(
          trimmed(std::string_view(value).substr(0, value.size() - page->authors.front().size())));
      if (common && *common != lead) return {};
      common = std::move(lead);
    }
  }
  const bool is_ascii =
      !common || std::ranges::all_of(*common, [](char c) { return c > 0 && c <= '~'; });
  return is_ascii ? std::string() : *common;
}

std::string as_pattern(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c > 0 && !is_alnum(c) && c != ' ' && c != ':') out += '\\';
    out += c;
  }
  return out;
}

void keep_good(std::vector<ValueRule>& rules, std::size_t pages) {
  std::erase_if(rules, [pages](const ValueRule& rule) {
    const auto of = static_cast<double>(std::max<std::size_t>(rule.of, 1));
    return static_cast<double>(rule.right) / of < kEnough ||
           rule.right < std::min<std::size_t>(2, pages);
  });
}

void better_first(std::vector<ValueRule>& rules) {
  std::ranges::stable_sort(rules, [](const ValueRule& a, const ValueRule& b) {
    return a.right * std::max<std::size_t>(b.of, 1) > b.right * std::max<std::size_t>(a.of, 1);
  });
}

}  // namespace

bool same_title(std::string_view a, std::string_view b) {
  return letters_of(a) == letters_of(b);
}

bool same_date(const dates::Timestamp& a, const dates::Timestamp& b) {
  if (a.precision < dates::Precision::kDay || b.precision < dates::Precision::kDay) return false;
  if (is_exact(a) && is_exact(b) && a.offset_minutes && b.offset_minutes) {
    const auto apart = a.to_sys() - b.to_sys();
    return apart < std::chrono::minutes(1) && -apart < std::chrono::minutes(1);
  }
  if (a.year != b.year || a.month != b.month || a.day != b.day) return false;
  return !is_exact(a) || !is_exact(b) || (a.hour == b.hour && a.minute == b.minute);
}

bool same_names(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return joined_letters(a) == joined_letters(b);
}

dates::DateOptions date_options(const Labelled& page) {
  dates::DateOptions options;
  options.now = page.sample.at;
  options.language = page.automatic.language;
  return options;
}

std::vector<ValueRule> title_rules(const Pages& pages, const std::vector<EditedPage>& copies,
                                   const Avoided& avoided) {
  Wish wish;
  wish.places = title_places;
  wish.judge = [](const Labelled& page, const std::vector<std::string>& values) {
    if (page.title.empty()) return Verdict::kNoLabel;
    if (values.empty()) return Verdict::kNothing;
    return same_title(values.front(), page.title) ? Verdict::kRight : Verdict::kWrong;
  };
  auto rules = choose_rules(pages, copies, wish, avoided);
  keep_good(rules, pages.size());
  better_first(rules);
  return rules;
}

std::vector<ValueRule> date_rules(const Pages& pages, const std::vector<EditedPage>& copies,
                                  const Avoided& avoided) {
  for (const bool strict : {true, false}) {
    auto rules = choose_rules(pages, copies, date_wish(strict), avoided);
    keep_good(rules, pages.size());
    better_first(rules);
    if (!rules.empty()) return rules;
  }
  return {};
}

std::vector<ValueRule> author_rules(const Pages& pages, const std::vector<EditedPage>& copies,
                                    const Avoided& avoided) {
  Wish wish;
  wish.takes_several = true;
  wish.places = author_places;
  wish.judge = [](const Labelled& page, const std::vector<std::string>& values) {
    if (page.authors.empty()) return Verdict::kNoLabel;
    if (values.empty()) return Verdict::kNothing;
    const bool is_right = says_name(joined_letters(values), joined_letters(page.authors));
    return is_right ? Verdict::kRight : Verdict::kWrong;
  };
  ValueRule linked;
  linked.css = R"(script[type="application/ld+json"]::text)";
  linked.regex = R"x("author"\s*:\s*[\[{][^}]*?"name"\s*:\s*"([^"]+)")x";
  linked.cost = 2.2;
  linked.is_metadata = true;
  wish.more.push_back(std::move(linked));
  auto rules = choose_rules(pages, copies, wish, avoided);
  keep_good(rules, pages.size());
  better_first(rules);
  for (ValueRule& rule : rules) {
    const std::string lead = common_lead(rule, pages);
    if (!lead.empty()) rule.regex = "^" + as_pattern(lead) + R"(\s*(.+))";
  }
  return rules;
}

}  // namespace tearsheet::learn
