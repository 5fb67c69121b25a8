#include "extract/listing/listing_auto.h"

#include <algorithm>
#include <functional>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "base/ascii.h"
#include "base/time_limit.h"
#include "extract/fields.h"
#include "extract/listing/day_lines.h"
#include "extract/listing/listing_card.h"
#include "extract/page/bounds.h"
#include "text/text.h"

namespace tearsheet::extract {
namespace {

using html::Node;
using html::Tag;
using records::ListingItem;

constexpr std::size_t kMaxLinks = 5000;
constexpr int kMaxClimb = 8;  // a card is rarely deeper
constexpr std::uint32_t kMaxCardNodes = 400;
constexpr float kLongestEntry = 15;  // letters of a menu's entry among headlines

struct Link {
  Node node;
  url::Url url;
  std::string address;  // without fragment
  std::string text;
  float size = 0;  // of the text, wide characters weighed
  bool in_heading = false;
  bool in_navigation = false;
  std::uint64_t group = 0;
};

std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
  return (a ^ (b + 0x9E3779B97F4A7C15ULL + (a << 6U) + (a >> 2U))) * 0xFF51AFD7ED558CCDULL;
}

/// Links of one kind hang in elements of the same tags and classes, three levels up.
std::uint64_t group_of(Node link) {
  std::uint64_t group = 17;
  int levels = 0;
  for (Node node = link; !node.is_null() && levels < 4 && node.tag() != Tag::kBody;
       node = node.parent(), ++levels) {
    group = mix(group, static_cast<std::uint64_t>(node.tag()));
    group = mix(group, std::hash<std::string_view>{}(class_of(node)));
  }
  return group;
}

class Cards {
 public:
  Cards(const html::Document& page, const url::Url& page_url, const url::Url& base,
        const dates::DateOptions& options)
      : page_(page), page_url_(page_url), base_(base), options_(options) {}

  std::vector<ListingItem> run() {
    collect();
    choose();
    std::vector<ListingItem> items;
    std::vector<ItemLink> item_links;
    std::unordered_map<std::string, std::size_t> known;
    for (const auto& link : links_) {
      if (!is_chosen(link)) continue;
      ListingItem item = card(link);
      const auto [it, fresh] = known.try_emplace(link.address, items.size());
      item_links.push_back({link.node.index(), it->second});
      if (fresh) {
        items.push_back(std::move(item));
        continue;
      }
      // The picture's link and the headline's link are one card.
      auto& first = items[it->second];
      if (first.title.empty() || (link.in_heading && !item.title.empty())) first.title = item.title;
      if (first.summary.empty()) first.summary = item.summary;
      if (!first.published) first.published = item.published;
      if (first.image.empty()) first.image = item.image;
    }
    date_by_lines(page_, item_links, options_, items);
    for (auto& item : items) settle_teaser(item);
    std::erase_if(
        items, [](const ListingItem& item) { return item.title.empty() && item.summary.empty(); });
    return items;
  }

 private:
  void collect() {
    const std::string domain = url::registrable_domain(page_url_.host());
    const std::string own = page_url_.without_fragment();
    const Node body = page_.body();
    for (std::uint32_t i = body.index(); i < body.end() && links_.size() < kMaxLinks; ++i) {
      const Node node = page_.node(i);
      if (!node.is_element() || node.tag() != Tag::kA) continue;
      const auto href = node.attribute("href");
      if (!href || trimmed(*href).empty() || trimmed(*href).front() == '#') continue;
      auto url = url::Url::parse(trimmed(*href), base_.empty() ? nullptr : &base_);
      if (!url || url->path().size() < 2 || url->href().size() > kLongestAddress) continue;
      if (!page_url_.empty() && url::registrable_domain(url->host()) != domain) continue;
      if (!page_url_.empty() && url->without_fragment() == own) continue;
      Link link;
      link.node = node;
      link.text = text::clean_line(html::visible_text(node, kLongestLinkText));
      if (link.text.empty()) {
        for (std::uint32_t k = i + 1; k < node.end() && link.text.empty(); ++k) {
          const Node inner = page_.node(k);
          if (inner.is_element() && inner.tag() == Tag::kImg)
            link.text = text::clean_line(inner.attribute("alt").value_or(""));
        }
      }
      link.size = weighed_size(link.text);
      link.url = std::move(*url);
      link.address = link.url.without_fragment();
      link.group = group_of(node);
      int hops = 0;
      for (Node up = node.parent(); !up.is_null() && ++hops < 40; up = up.parent()) {
        const Tag tag = up.tag();
        if (hops < 4 && tag >= Tag::kH1 && tag <= Tag::kH6) link.in_heading = true;
        if (tag == Tag::kNav || tag == Tag::kFooter || tag == Tag::kMenu) link.in_navigation = true;
      }
      for (std::uint32_t k = i + 1; k < std::min(node.end(), i + 60); ++k) {
        const Tag tag = page_.node(k).is_element() ? page_.node(k).tag() : Tag::kUnknown;
        if (tag >= Tag::kH1 && tag <= Tag::kH6) link.in_heading = true;
      }
      links_.push_back(std::move(link));
    }
  }

  /// A group is a listing if most of its links read like headlines or lead to stories.
  void choose() {
    struct Sums {
      float count = 0, headlines = 0, stories = 0, navigation = 0, entries = 0;
    };
    std::unordered_map<std::uint64_t, Sums> groups;
    for (const auto& link : links_) {
      auto& sums = groups[link.group];
      ++sums.count;
      sums.entries += is_entry(link) ? 1.0F : 0.0F;
      // 25 letters: section names and buttons are shorter, headlines longer.
      sums.headlines += link.size >= 25 ? 1.0F : 0.0F;
      sums.stories += looks_like_story(link.url) ? 1.0F : 0.0F;
      sums.navigation += link.in_navigation ? 1.0F : 0.0F;
    }
    for (const auto& [group, sums] : groups) {
      const float headlines = sums.headlines / sums.count, stories = sums.stories / sums.count;
      if (sums.navigation > 0.5F * sums.count && !(headlines > 0.8F && stories > 0.8F)) continue;
      if (sums.count >= 2 && (headlines >= 0.5F || stories >= 0.7F) && headlines + stories >= 0.9F)
        chosen_.insert(group);
      if (sums.count >= 4 && headlines >= 0.8F) chosen_.insert(group);
      // A menu among them.
      const float rest = sums.count - sums.entries;
      if (rest >= 2 && sums.stories >= 0.9F * rest && sums.headlines >= 0.5F * rest)
        chosen_.insert(group);
    }
    leave_out_names();
    choose_read_ons();
    for (const auto& link : links_) {
      if (!link.in_navigation && (link.in_heading || link.size >= 25) && looks_like_story(link.url))
        singles_.insert(link.node.index());
    }
  }

  /// Where nothing has a class, the menu's entries are of one group with the headlines: short words
  /// that lead to no address like a story's, and are all that leads there.
  void leave_out_names() {
    std::unordered_set<std::string_view> headed;
    for (const auto& link : links_) {
      if (link.size >= kLongestEntry || link.in_heading) headed.insert(link.address);
    }
    for (const auto& link : links_) {
      if (is_entry(link) && !headed.contains(link.address) && chosen_.contains(link.group))
        entries_.insert(link.node.index());
    }
  }

  static bool is_entry(const Link& link) {
    return link.size > 0 && link.size < kLongestEntry && !link.in_heading &&
           !looks_like_story(link.url);
  }

  [[nodiscard]] bool is_chosen(const Link& link) const {
    const std::uint32_t index = link.node.index();
    return singles_.contains(index) || (chosen_.contains(link.group) && !entries_.contains(index));
  }

  /// "Read on" beside a headline that is no link: links of one group that say the same, each to
  /// another address, with a heading of its own beside it.
  void choose_read_ons() {
    struct Group {
      std::string_view text;
      std::vector<const Link*> links;
      bool is_alike = true;
    };
    std::unordered_map<std::uint64_t, Group> groups;
    for (const auto& link : links_) {
      if (link.in_navigation || link.in_heading || link.text.empty()) continue;
      Group& group = groups[link.group];
      if (group.links.empty()) group.text = link.text;
      group.is_alike = group.is_alike && group.text == link.text;
      group.links.push_back(&link);
    }
    for (const auto& [key, group] : groups) {
      if (!group.is_alike || group.links.size() < 3) continue;
      std::unordered_set<std::string_view> addresses;
      std::size_t headed = 0;
      for (std::size_t i = 0; i < group.links.size(); ++i) {
        addresses.insert(group.links[i]->address);
        const Node before = i == 0 ? Node() : group.links[i - 1]->node;
        const Node after = i + 1 == group.links.size() ? Node() : group.links[i + 1]->node;
        headed += has_heading_beside(group.links[i]->node, before, after) ? 1U : 0U;
      }
      if (addresses.size() == group.links.size() && headed == group.links.size())
        chosen_.insert(key);
    }
  }

  /// Whether the highest element around a link that holds neither of its neighbours has a heading.
  [[nodiscard]] bool has_heading_beside(Node link, Node before, Node after) const {
    Node around = link;
    for (int climb = 0; climb < kMaxClimb; ++climb) {
      const Node parent = around.parent();
      if (parent.is_null() || parent.tag() == Tag::kBody ||
          parent.end() - parent.index() > kMaxCardNodes ||
          (!before.is_null() && parent.contains(before)) ||
          (!after.is_null() && parent.contains(after)))
        break;
      around = parent;
    }
    for (std::uint32_t i = around.index(); i < around.end(); ++i) {
      const Node node = page_.node(i);
      if (node.is_element() && node.tag() >= Tag::kH1 && node.tag() <= Tag::kH6) return true;
    }
    return false;
  }

  /// What stands around a link: the highest element around it that holds no other chosen address.
  ListingItem card(const Link& link) {
    Node around = link.node;
    for (int climb = 0; climb < kMaxClimb; ++climb) {
      const Node parent = around.parent();
      if (parent.is_null() || parent.tag() == Tag::kBody ||
          parent.end() - parent.index() > kMaxCardNodes)
        break;
      if (holds_another(parent, link.address)) break;
      around = parent;
    }
    return read_card(around, {link.node, link.url}, base_, options_);
  }

  [[nodiscard]] bool holds_another(Node element, const std::string& address) const {
    auto it = std::lower_bound(
        links_.begin(), links_.end(), element.index(),
        [](const Link& link, std::uint32_t index) { return link.node.index() < index; });
    for (; it != links_.end() && it->node.index() < element.end(); ++it) {
      TimeLimit::spend();
      if (!is_chosen(*it)) continue;
      if (it->address != address) return true;
    }
    return false;
  }

  const html::Document& page_;
  const url::Url& page_url_;
  const url::Url& base_;
  const dates::DateOptions& options_;
  std::vector<Link> links_;  // document order
  std::unordered_set<std::uint64_t> chosen_;
  std::unordered_set<std::uint32_t> singles_;
  std::unordered_set<std::uint32_t> entries_;  // of a menu, in a chosen group
};

}  // namespace

bool looks_like_story(const url::Url& url) {
  const std::string_view path = url.path();
  std::size_t hyphens = 0, digits = 0, run = 0;
  std::size_t slug_begin = path.find_last_of('/', path.size() > 1 ? path.size() - 2 : 0);
  for (std::size_t i = 0; i < path.size(); ++i) {
    run = is_digit(path[i]) ? run + 1 : 0;
    digits = std::max(digits, run);
    if (i > slug_begin && (path[i] == '-' || path[i] == '_')) ++hyphens;
  }
  if (hyphens >= 3 || digits >= 4) return true;
  run = 0;
  for (const char c : url.query()) {
    run = is_digit(c) ? run + 1 : 0;
    if (run >= 3) return true;
  }
  return url.query().size() > 24;  // the whole key in the query (base64 and the like)
}

bool is_cut_of(std::string_view part, std::string_view whole) {
  std::string head = text::fold(part);
  bool cut = false;
  for (const std::string_view mark : {"…", "...", "[...]", "[…]"}) {
    while (head.size() >= mark.size() && std::string_view(head).ends_with(mark)) {
      head.erase(head.size() - mark.size());
      while (!head.empty() && head.back() == ' ') head.pop_back();
      cut = true;
    }
  }
  const std::string all = text::fold(whole);
  if (head.empty() || !all.starts_with(head)) return false;
  // Without an ellipsis, a long beginning that ends at a word: teasers are cut at some hundred
  // characters.
  return all.size() == head.size() || cut || (head.size() >= 60 && !is_alnum(all[head.size()]));
}

void settle_teaser(ListingItem& item) {
  if (item.title.empty() || item.summary.empty()) return;
  if (is_cut_of(item.title, item.summary)) {
    item.title.clear();
  } else if (is_cut_of(item.summary, item.title) && item.summary.size() >= 60) {
    item.summary = std::move(item.title);
    item.title.clear();
  }
}

std::vector<ListingItem> repeated_items(const html::Document& page, const url::Url& page_url,
                                        const url::Url& base, const dates::DateOptions& options) {
  return Cards(page, page_url, base, options).run();
}

}  // namespace tearsheet::extract
