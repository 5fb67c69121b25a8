#include "preview/marks.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <unordered_set>

#include "select/select.h"
#include "text/text.h"

namespace tearsheet::preview {
namespace {

using html::Node;

constexpr std::size_t kMaxLeafBytes = 100'000;  // of a block of text that is looked at

struct Named {
  std::string_view field;
  Mark mark;
};
constexpr std::array<Named, 5> kFields = {{{"title", Mark::kTitle},
                                           {"date", Mark::kDate},
                                           {"authors", Mark::kAuthors},
                                           {"summary", Mark::kSummary},
                                           {"image", Mark::kImage}}};

class Marker {
 public:
  Marker(const reading::Page& page, const records::Article& article,
         const site::SiteDefinition* site, const records::Listing* listing)
      : page_(page),
        article_(article),
        site_(site),
        listing_(listing),
        evaluator_(page.tree),
        marks_(page.tree.size(), Mark::kNone) {}

  std::vector<Mark> run() {
    if (site_ != nullptr) stripped();
    body();
    if (listing_ != nullptr) items();
    for (const Named& one : kFields) field(one);
    return std::move(marks_);
  }

 private:
  void set(Node node, Mark mark) {
    if (node.is_null() || !node.is_element()) return;
    marks_[node.index()] = mark;
  }
  void set_all(const select::Query& query, Mark mark) {
    for (const Node node : evaluator_.nodes(query, page_.tree.root())) set(node, mark);
  }

  // By the rule where one found it, by the place that the source names else.
  void field(const Named& one) {
    const auto source =
        std::ranges::find(article_.sources, one.field, &records::FieldSource::field);
    if (source == article_.sources.end()) return;
    // "title[2], line 31: h1.head": the rule behind the number.
    const auto colon = source->source == "rule" ? source->locator.find(": ") : std::string::npos;
    const std::string place =
        colon == std::string::npos ? source->locator : source->locator.substr(colon + 2);
    auto query = select::Query::css(place);
    if (!query) query = select::Query::xpath(place);
    if (!query) return;
    const auto matches = evaluator_.all(*query);
    if (!matches || matches->empty()) return;
    const Node node = matches->front().node;
    if (!node.is_null() && page_.tree.body().contains(node)) set(node, one.mark);
  }

  void stripped() {
    for (const auto& layout : site_->articles) {
      for (const auto& query : layout.strip) set_all(query, Mark::kStripped);
    }
    const site::PageEdits& edits = site_->edits;
    for (const auto& query : edits.strip) set_all(query, Mark::kStripped);
    const auto has = [](std::string_view value, const std::vector<std::string>& parts) {
      return std::ranges::any_of(
          parts, [&](const std::string& part) { return value.find(part) != value.npos; });
    };
    for (std::uint32_t i = 1; i < page_.tree.size(); ++i) {
      const Node node = page_.tree.node(i);
      if (!node.is_element() || node.attributes().empty()) continue;
      const auto value = [&](std::string_view name) { return node.attribute(name).value_or(""); };
      if (has(value("class"), edits.strip_id_or_class) || has(node.id(), edits.strip_id_or_class) ||
          (node.tag() == html::Tag::kImg && has(value("src"), edits.strip_image)))
        set(node, Mark::kStripped);
    }
  }

  // Blocks of text in which no other stands, if one of their paragraphs is the body's.
  void body() {
    std::unordered_set<std::string> paragraphs;
    for (const records::Block& block : article_.blocks) {
      paragraphs.insert(text::fold(block.text));
      for (const records::Cell& cell : block.cells) paragraphs.insert(text::fold(cell.text));
    }
    paragraphs.erase("");
    std::vector<bool> holds_block(page_.tree.size());
    for (std::uint32_t i = page_.tree.size(); i-- > 1;) {
      const Node node = page_.tree.node(i);
      const bool is_block = node.is_element() && html::breaks_line(node.tag());
      if (is_block || holds_block[i]) holds_block[node.parent().index()] = true;
      if (!is_block || holds_block[i]) continue;
      const std::string text = html::visible_text(node, kMaxLeafBytes);
      if (is_one_of(text, paragraphs)) set(node, Mark::kBody);
    }
  }

  static bool is_one_of(std::string_view text, const std::unordered_set<std::string>& paragraphs) {
    while (!text.empty()) {
      const auto end = text.find('\n');
      if (paragraphs.contains(text::fold(text.substr(0, end)))) return true;
      text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return false;
  }

  void items() {
    std::unordered_set<std::string> addresses;
    for (const records::ListingItem& item : listing_->items)
      addresses.insert(std::string(item.url.href()));
    for (std::uint32_t i = 1; i < page_.tree.size(); ++i) {
      const Node node = page_.tree.node(i);
      if (node.tag() != html::Tag::kA || !node.is_element()) continue;
      const auto href = node.attribute("href");
      const auto url = href ? url::Url::parse(*href, page_.url.empty() ? nullptr : &page_.url)
                            : url::Url::parse("");
      if (url && addresses.contains(std::string(url->href()))) set(node, Mark::kItem);
    }
  }

  const reading::Page& page_;
  const records::Article& article_;
  const site::SiteDefinition* site_;
  const records::Listing* listing_;
  select::Evaluator evaluator_;
  std::vector<Mark> marks_;
};

}  // namespace

const char* to_string(Mark mark) {
  constexpr std::array<const char*, 9> kNames = {"",      "title", "date",     "authors", "summary",
                                                 "image", "body",  "stripped", "item"};
  return kNames[static_cast<std::size_t>(mark)];
}

std::vector<Mark> marks_of(const reading::Page& page, const records::Article& article,
                           const site::SiteDefinition* site, const records::Listing* listing) {
  return Marker(page, article, site, listing).run();
}

}  // namespace tearsheet::preview
