// A listing page to its items: by a source's rules, or the repeated blocks.
#include <algorithm>
#include <unordered_map>
#include <utility>

#include "base/ascii.h"
#include "base/time_limit.h"
#include "extract/extract.h"
#include "extract/listing/listing_auto.h"
#include "extract/listing/pager.h"
#include "extract/page/bounds.h"
#include "extract/page/facts.h"
#include "extract/rules.h"
#include "extract/structure/blocks.h"
#include "text/text.h"

namespace tearsheet::extract {
namespace {

using html::Node;
using html::Tag;
using records::Listing;
using records::ListingItem;

constexpr std::size_t kMaxItems = 5000;

class ByRules {
 public:
  ByRules(const html::Document& page, const site::Source& source, const url::Url& base,
          const dates::DateOptions& options)
      : page_(page),
        source_(source),
        base_(base),
        options_(options),
        evaluator_(page),
        rules_(page, evaluator_) {}

  Listing run() {
    if (source_.item) {
      for (const Node item : evaluator_.nodes(*source_.item, page_.root())) add(item);
    } else {
      bare_links();
    }
    if (!source_.next.empty()) {
      if (const auto value = rules_.first(source_.next, "next", page_.root()))
        out_.next = address(*value);
    }
    return std::move(out_);
  }

 private:
  std::optional<url::Url> address(const RuleValue& value) const {
    std::string_view href = value.text;
    // A rule that names the <a> itself means where it leads.
    if (value.rule != nullptr && value.rule->attribute.empty() && !value.node.is_null()) {
      if (const auto own = value.node.attribute("href"); own && value.node.tag() == Tag::kA)
        href = *own;
    }
    auto url = url::Url::parse(trimmed(href), base_.empty() ? nullptr : &base_);
    if (!url) return std::nullopt;
    return *url;
  }

  std::optional<url::Url> link_in(Node item, Node& element) {
    if (!source_.link.empty()) {
      auto value = rules_.first(source_.link, "link", item);
      if (!value) return std::nullopt;
      element = value->node;
      return address(*value);
    }
    for (std::uint32_t i = item.index(); i < item.end(); ++i) {
      const Node node = page_.node(i);
      if (!node.is_element() || node.tag() != Tag::kA) continue;
      const auto href = node.attribute("href");
      if (!href || trimmed(*href).empty() || trimmed(*href).front() == '#') continue;
      const auto url = url::Url::parse(trimmed(*href), base_.empty() ? nullptr : &base_);
      if (!url) continue;
      element = node;
      return *url;
    }
    return std::nullopt;
  }

  void add(Node item) {
    Node element;
    auto url = link_in(item, element);
    if (!url || out_.items.size() >= kMaxItems) return;
    ListingItem made;
    made.url = std::move(*url);
    if (auto title = rules_.first(source_.title, "title", item)) {
      made.title = std::move(title->text);
    } else if (source_.title.empty() && !element.is_null()) {
      made.title = text::clean_line(html::visible_text(element, kLongestLinkText));
    }
    if (auto summary = rules_.first(source_.summary, "summary", item))
      made.summary = std::move(summary->text);
    read_date(item, made);
    keep(std::move(made));
  }

  void read_date(Node item, ListingItem& made) {
    for (const auto& rule : source_.date) {
      std::vector<RuleValue> values;
      if (rules_.read({&rule, 1}, "date", item, values) != RuleOutcome::kFound) continue;
      for (const auto& value : values) {
        if ((made.published = RuleReader::date_of(value, options_))) return;
      }
    }
  }

  /// No item rule: every link that the link rule finds.
  void bare_links() {
    std::vector<RuleValue> values;
    if (rules_.read(source_.link, "link", page_.root(), values) != RuleOutcome::kFound) return;
    for (const auto& value : values) {
      auto url = address(value);
      if (!url || out_.items.size() >= kMaxItems) continue;
      ListingItem made;
      made.url = std::move(*url);
      if (!value.node.is_null())
        made.title = text::clean_line(html::visible_text(value.node, kLongestLinkText));
      keep(std::move(made));
    }
  }

  void keep(ListingItem item) {
    settle_teaser(item);
    const auto [it, fresh] = known_.try_emplace(item.url.without_fragment(), out_.items.size());
    if (fresh) {
      out_.items.push_back(std::move(item));
      return;
    }
    auto& first = out_.items[it->second];
    if (first.title.empty()) first.title = std::move(item.title);
    if (first.summary.empty()) first.summary = std::move(item.summary);
    if (!first.published) first.published = item.published;
    settle_teaser(first);
  }

  const html::Document& page_;
  const site::Source& source_;
  const url::Url& base_;
  const dates::DateOptions& options_;
  select::Evaluator evaluator_;
  RuleReader rules_;
  Listing out_;
  std::unordered_map<std::string, std::size_t> known_;
};

Result<Listing> read_listing(const html::Document& page, const PageContext& context,
                             const site::Source* source) {
  url::Url base = context.url;
  for (std::uint32_t i = 0; i < page.head().end(); ++i) {
    const Node node = page.node(i);
    if (!node.is_element() || node.tag() != Tag::kBase) continue;
    const auto url =
        url::Url::parse(node.attribute("href").value_or(""), base.empty() ? nullptr : &base);
    if (url && url->href().size() <= kLongestAddress) base = *url;
    break;
  }
  dates::DateOptions options;
  options.now = context.now;
  options.zone = context.zone;
  options.language = page.html().attribute("lang").value_or("");
  if (context.site != nullptr) {
    if (!context.site->timezone.empty()) options.zone = context.site->timezone;
    if (!context.site->language.empty()) options.language = context.site->language;
  }
  const bool by_rules = source != nullptr && source->kind != site::SourceKind::kAuto &&
                        (source->item || !source->link.empty());
  if (by_rules) {
    Listing listing = ByRules(page, *source, base, options).run();
    if (listing.items.empty()) {
      return fail(ErrorCode::kNotFound,
                  "no item of " + context.url.href() + " fits the source's rules");
    }
    return listing;
  }
  Listing listing;
  listing.items = repeated_items(page, context.url, base, options);
  listing.next = next_listing_page(page, context.url, base);
  return listing;
}

}  // namespace

Result<Listing> extract_listing(const html::Document& page, const PageContext& context,
                                const site::Source* source) {
  const TimeLimit limit(context.max_time);
  try {
    return read_listing(page, context, source);
  } catch (const TimeIsUp&) {
    return fail(ErrorCode::kTimeout, context.url.href() + ": reading it took more than " +
                                         std::to_string(context.max_time.count()) +
                                         " ms of computing time");
  }
}

}  // namespace tearsheet::extract
