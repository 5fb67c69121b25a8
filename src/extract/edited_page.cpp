#include "extract/edited_page.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "select/select.h"

namespace tearsheet::extract {
namespace {

using html::Node;
using html::Tag;

class Editing {
 public:
  Editing(const html::Document& page, const site::PageEdits& wanted)
      : page_(page), wanted_(wanted), evaluator_(page) {}

  html::Edits run() {
    for (const auto& wrap : wanted_.wrap) add_wrap(wrap);
    for (const auto& query : wanted_.dissolve) {
      for (const Node node : evaluator_.nodes(query, page_.root()))
        edits_.dissolved.push_back(node.index());
    }
    for (const auto& query : wanted_.strip) strip(query);
    const bool looks_at_elements = !wanted_.strip_id_or_class.empty() ||
                                   !wanted_.strip_image.empty() || !wanted_.lazy_images.empty();
    for (std::uint32_t i = 1; looks_at_elements && i < page_.size(); ++i) {
      const Node node = page_.node(i);
      if (node.is_element() && !node.attributes().empty()) look_at(node);
    }
    return std::move(edits_);
  }

 private:
  void add_wrap(const site::PageEdits::Wrap& wrap) {
    const Tag tag = html::tag_from_name(wrap.element);
    for (const Node node : evaluator_.nodes(wrap.query, page_.root()))
      edits_.wrapped.push_back({node.index(), tag});
  }

  void strip(const select::Query& query) {
    const auto matches = evaluator_.all(query);
    if (!matches) return;
    for (const select::Match& match : *matches) {
      using Kind = select::Match::Kind;
      if (match.kind == Kind::kElement && match.node.is_element()) {
        edits_.removed.push_back(match.node.index());
      } else if (match.kind == Kind::kAttribute && !match.node.is_null()) {
        strip_attribute(match.node, query.source(), match.value);
      } else if (match.kind == Kind::kText && !match.node.is_null()) {
        strip_text(match.node, match.value);
      }
    }
  }

  // A match tells the attribute's value; its name is one that the expression says.
  void strip_attribute(Node node, std::string_view expression, std::string_view value) {
    for (const html::Attribute& attribute : node.attributes()) {
      const bool is_named = expression.find("*") != std::string_view::npos ||
                            expression.find(attribute.name) != std::string_view::npos;
      if (is_named && attribute.value == value)
        edits_.attributes.push_back({node.index(), attribute.name, std::nullopt});
    }
  }

  void strip_text(Node parent, std::string_view text) {
    for (Node child = parent.first_child(); child; child = child.next_sibling()) {
      if (child.is_text() && child.text() == text) edits_.removed.push_back(child.index());
    }
  }

  void look_at(Node node) {
    const auto has_part = [](std::string_view value, const std::vector<std::string>& parts) {
      return std::ranges::any_of(parts, [&](const std::string& part) {
        return value.find(part) != std::string_view::npos;
      });
    };
    const auto value_of = [&](std::string_view name) {
      return node.attribute(name).value_or(std::string_view());
    };
    if (!wanted_.strip_id_or_class.empty() &&
        (has_part(value_of("class"), wanted_.strip_id_or_class) ||
         has_part(value_of("id"), wanted_.strip_id_or_class))) {
      edits_.removed.push_back(node.index());
      return;
    }
    if (node.tag() != Tag::kImg) return;
    if (has_part(value_of("src"), wanted_.strip_image)) {
      edits_.removed.push_back(node.index());
      return;
    }
    for (const std::string& name : wanted_.lazy_images) {
      const auto address = node.attribute(name);
      if (!address || address->empty()) continue;
      edits_.attributes.push_back({node.index(), "src", *address});
      return;
    }
  }

  const html::Document& page_;
  const site::PageEdits& wanted_;
  select::Evaluator evaluator_;
  html::Edits edits_;
};

}  // namespace

std::optional<html::Document> edited_page(const html::Document& page,
                                          const site::PageEdits& edits) {
  const html::Edits found = Editing(page, edits).run();
  if (found.empty()) return std::nullopt;
  return page.edited(found);
}

std::optional<html::Document> without_linked_data(const html::Document& page,
                                                  const site::PageEdits& edits) {
  if (edits.linked_data) return std::nullopt;
  html::Edits without;
  without.drops_linked_data = true;
  return page.edited(without);
}

}  // namespace tearsheet::extract
