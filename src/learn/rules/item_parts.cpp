#include "learn/rules/item_parts.h"

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <utility>

#include "base/ascii.h"
#include "learn/rules/fields.h"

namespace tearsheet::learn {
namespace {

using html::Node;
using html::Tag;

constexpr std::size_t kTeachers = 10;  // items that rules are made of
constexpr std::size_t kMaxCandidates = 400;
constexpr std::size_t kLeastTeaser = 30;  // letters
constexpr std::size_t kLongestDate = 60;
constexpr double kNearlyAll = 0.95, kMost = 0.6;

using Judge = std::function<Verdict(const Item&, const std::vector<std::string>& values)>;
using Places = std::function<std::vector<Place>(const Item&)>;

/// The cheapest rule among those that are right most often; counts as ValueRule has them.
std::optional<ValueRule> choose(const std::vector<Item>& items, const Avoided& avoided,
                                const Places& places, const Judge& judge, double enough) {
  std::map<std::pair<std::string, std::string>, ValueRule> made;
  for (std::size_t i = 0; i < items.size() && i < kTeachers; ++i) {
    for (const Place& place : places(items[i])) {
      for (const Selector& selector : selectors_within(place.node, items[i].node, avoided)) {
        if (made.size() >= kMaxCandidates) break;
        ValueRule rule{selector.css, place.attribute};
        rule.cost = selector.cost + place.cost;
        made.try_emplace({rule.css, rule.attribute}, std::move(rule));
      }
    }
  }
  std::optional<ValueRule> best;
  double most = 0;
  for (auto& [key, rule] : made) {
    std::size_t wrong = 0;
    const RuleRunner runner(rule);
    for (const Item& item : items) {
      const Verdict verdict = judge(item, runner.values(item.page->evaluator, item.node));
      if (verdict == Verdict::kNoLabel) continue;
      ++rule.of;
      rule.right += verdict == Verdict::kRight ? 1U : 0U;
      wrong += verdict == Verdict::kWrong ? 1U : 0U;
      if (wrong > items.size() / 10 + 1) break;
    }
    if (wrong > items.size() / 10 + 1 || rule.right == 0) continue;
    const double share = static_cast<double>(rule.right) / static_cast<double>(rule.of);
    if (share < enough) continue;
    const double worth = share - 0.02 * rule.cost;
    if (best && worth <= most) continue;
    most = worth;
    best = rule;
  }
  return best;
}

template <class Each>
void for_elements(const Item& item, const Each& each) {
  for (std::uint32_t i = item.node.index() + 1; i < item.node.end(); ++i) {
    const Node node = item.node.document().node(i);
    if (node.is_element()) each(node);
  }
}

class Parts {
 public:
  Parts(const std::vector<Item>& items, const ListingQuestion& question)
      : items_(items), question_(question) {
    for (const auto& page : question.articles)
      articles_[url::dedup_key(page->sample.url).text] = page.get();
  }

  void run(ListingRules& out) {
    out.link = link();
    out.title = title();
    out.date = date();
    out.summary = summary();
  }

 private:
  [[nodiscard]] const PageLink* link_at(const Item& item, Node node) const {
    const auto found = std::ranges::lower_bound(
        item.page->links, node.index(), {}, [](const PageLink& one) { return one.node.index(); });
    return found != item.page->links.end() && found->node == node ? &*found : nullptr;
  }

  std::optional<ValueRule> link() const {
    const auto places = [&](const Item& item) {
      std::vector<Place> out;
      for_elements(item, [&](Node node) {
        const PageLink* const link = link_at(item, node);
        // A link around a headline is meant, not the one around a picture.
        if (link != nullptr && link->key == item.key)
          out.push_back({node, "href", item.page->text.of(node).size() < 12 ? 1.0 : 0.0});
      });
      return out;
    };
    const auto judge = [](const Item& item, const std::vector<std::string>& values) {
      if (values.empty()) return Verdict::kNothing;
      const url::Url base = base_of(*item.page->sample.page, item.page->sample.url);
      const auto url = url::Url::parse(values.front(), base.empty() ? nullptr : &base);
      return url && url::dedup_key(*url).text == item.key ? Verdict::kRight : Verdict::kWrong;
    };
    return choose(items_, question_.avoided, places, judge, kNearlyAll);
  }

  /// As the article's own page has it, else the longest text that links to it here.
  [[nodiscard]] std::string title_of(const Item& item) const {
    if (const auto found = articles_.find(item.key);
        found != articles_.end() && !found->second->title.empty())
      return letters_of(found->second->title);
    std::string_view longest;
    for (const PageLink& link : item.page->links) {
      const std::string_view letters = item.page->text.of(link.node);
      if (link.key == item.key && letters.size() > longest.size()) longest = letters;
    }
    return std::string(longest);
  }

  std::optional<ValueRule> title() const {
    const auto places = [&](const Item& item) {
      std::vector<Place> out;
      const std::string wanted = title_of(item);
      for_elements(item, [&](Node node) {
        if (!wanted.empty() && item.page->text.of(node) == wanted) out.push_back({node});
      });
      return out;
    };
    const auto judge = [&](const Item& item, const std::vector<std::string>& values) {
      const std::string wanted = title_of(item);
      if (wanted.empty()) return Verdict::kNoLabel;
      if (values.empty()) return Verdict::kNothing;
      return letters_of(values.front()) == wanted ? Verdict::kRight : Verdict::kWrong;
    };
    return choose(items_, question_.avoided, places, judge, kNearlyAll);
  }

  [[nodiscard]] dates::DateOptions options_of(const Item& item) const {
    dates::DateOptions options;
    options.now = item.page->sample.at;
    if (!question_.articles.empty())
      options.language = question_.articles.front()->automatic.language;
    return options;
  }

  std::optional<ValueRule> date() const {
    const auto places = [&](const Item& item) {
      std::vector<Place> out;
      const auto options = options_of(item);
      const auto is_date = [&](std::string_view text) {
        return std::ranges::count_if(text, is_digit) >= 3 && dates::parse_date(text, options);
      };
      for_elements(item, [&](Node node) {
        for (const html::Attribute& attribute : node.attributes()) {
          if ((attribute.name == "datetime" || attribute.name == "content") &&
              attribute.value.size() <= kLongestDate && is_date(attribute.value))
            out.push_back({node, std::string(attribute.name)});
        }
        const std::string_view letters = item.page->text.of(node);
        if (letters.size() >= 4 && letters.size() <= kLongestDate &&
            is_date(html::visible_text(node, 2 * kLongestDate)))
          out.push_back({node, {}, 0.05 * static_cast<double>(letters.size())});
      });
      return out;
    };
    const auto judge = [&](const Item& item, const std::vector<std::string>& values) {
      std::optional<dates::Timestamp> got;
      for (const std::string& value : values) {
        if ((got = dates::parse_date(value, options_of(item)))) break;
      }
      if (!got) return Verdict::kNothing;
      const auto found = articles_.find(item.key);
      if (found == articles_.end() || !found->second->published) return Verdict::kRight;
      const dates::Timestamp& known = *found->second->published;
      const bool same_day =
          got->year == known.year && got->month == known.month && got->day == known.day;
      return same_day || same_date(*got, known) ? Verdict::kRight : Verdict::kWrong;
    };
    return choose(items_, question_.avoided, places, judge, kNearlyAll);
  }

  std::optional<ValueRule> summary() const {
    const auto is_teaser = [&](const Item& item, std::string_view letters) {
      if (letters.size() < kLeastTeaser) return false;
      const std::string title = title_of(item);
      return letters.find(title) == std::string_view::npos || title.empty();
    };
    const auto places = [&](const Item& item) {
      std::vector<Place> out;
      for_elements(item, [&](Node node) {
        if (node.tag() != Tag::kA && is_teaser(item, item.page->text.of(node)))
          out.push_back({node});
      });
      return out;
    };
    const auto judge = [&](const Item& item, const std::vector<std::string>& values) {
      if (values.empty()) return Verdict::kNothing;
      return is_teaser(item, letters_of(values.front())) ? Verdict::kRight : Verdict::kWrong;
    };
    return choose(items_, question_.avoided, places, judge, kMost);
  }

  const std::vector<Item>& items_;
  const ListingQuestion& question_;
  std::map<std::string, const Labelled*> articles_;
};

}  // namespace

void find_item_parts(const std::vector<Item>& items, const ListingQuestion& question,
                     ListingRules& out) {
  Parts(items, question).run(out);
}

}  // namespace tearsheet::learn
