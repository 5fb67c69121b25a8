// From UTF-8 to a tree: pre-scan, Gumbo, and a flat copy of its tree in document order (WHATWG
// HTML 13.2).
//
// The tree is an array of nodes in pre-order: a node's descendants are the nodes right behind it,
// up to its `end`. That makes document order an integer, "is a descendant of" two comparisons, and
// the text of an element a linear scan. No walk recurses, no node owns anything, and Gumbo's own
// tree is dropped after the copy.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "html/tag.h"

namespace tearsheet::html {

struct ParseLimits {
  std::size_t max_bytes = 10'000'000;
  unsigned max_depth = 512;       ///< Deeper elements are closed early, as browsers do.
  unsigned max_attributes = 256;  ///< Per tag; further ones are dropped.
  std::chrono::milliseconds max_time{2000};
  std::size_t max_arena_bytes = 256'000'000;
};

enum class NodeType : std::uint8_t { kDocument, kElement, kText };
enum class Namespace : std::uint8_t { kHtml, kSvg, kMathMl };

struct Attribute {
  std::string_view name;   ///< Lower case in HTML.
  std::string_view value;  ///< Character references resolved.
};

/// A comment. Not in the tree, where nobody wants to step over it, but XPath may ask for it.
struct Comment {
  std::string_view text;     ///< Between "<!--" and "-->".
  std::uint32_t parent = 0;  ///< Index of the node that it is in.
  std::uint32_t before = 0;  ///< Index of the node that follows it in document order.
};

class Document;

/// A view of one node: two words, passed by value, dead with its Document. A default-made Node is
/// null.
class Node {
 public:
  Node() = default;
  Node(const Document& document, std::uint32_t index) : document_(&document), index_(index) {}

  [[nodiscard]] bool is_null() const { return document_ == nullptr; }
  explicit operator bool() const { return document_ != nullptr; }
  [[nodiscard]] std::uint32_t index() const { return index_; }  ///< Position in document order.
  [[nodiscard]] const Document& document() const { return *document_; }

  [[nodiscard]] inline NodeType type() const;
  [[nodiscard]] inline bool is_element() const;
  [[nodiscard]] inline bool is_text() const;
  [[nodiscard]] inline Tag tag() const;  ///< Tag::kUnknown for custom elements; see name().
  [[nodiscard]] inline Namespace name_space() const;
  [[nodiscard]] std::string_view name() const;         ///< Element name, lower case in HTML.
  [[nodiscard]] inline std::string_view text() const;  ///< Of a text node; empty for others.
  [[nodiscard]] inline std::span<const Attribute> attributes() const;
  [[nodiscard]] std::optional<std::string_view> attribute(std::string_view lower_case_name) const;
  [[nodiscard]] std::string_view id() const;  ///< The id attribute, or empty.
  [[nodiscard]] bool has_class(std::string_view name) const;

  [[nodiscard]] inline Node parent() const;  ///< Null for the document node.
  [[nodiscard]] inline Node first_child() const;
  [[nodiscard]] Node last_child() const;
  [[nodiscard]] inline Node next_sibling() const;
  [[nodiscard]] inline Node previous_sibling() const;
  [[nodiscard]] inline std::uint32_t end() const;  ///< Index behind the last descendant.
  [[nodiscard]] bool contains(Node other) const {
    return other.index_ >= index_ && other.index_ < end();
  }

  friend bool operator==(const Node&, const Node&) = default;

 private:
  const Document* document_ = nullptr;
  std::uint32_t index_ = 0;
};

/// A <script> with data in it (application/ld+json, application/json ...), or with 100 bytes of code
/// or more, kept out of the tree's text.
struct DataScript {
  std::string_view type;     ///< Lower case, without parameters; "text/javascript": code.
  std::string_view content;  ///< As written; not yet JSON.
  std::string_view id;
};

/// What to change of a page's tree. Nodes are indices; what names no node of the page is passed over.
struct Edits {
  struct AttributeEdit {
    std::uint32_t node = 0;
    std::string_view name;                  ///< Lower case.
    std::optional<std::string_view> value;  ///< Empty: the attribute goes.
  };
  struct Wrapping {
    std::uint32_t node = 0;
    Tag tag = Tag::kDiv;  ///< Of the element that the node is put in.
  };
  std::vector<std::uint32_t> removed;    ///< With all that is in them.
  std::vector<std::uint32_t> dissolved;  ///< The element goes, what is in it stays.
  std::vector<AttributeEdit> attributes;
  std::vector<Wrapping> wrapped;
  bool drops_linked_data = false;  ///< No JSON-LD among the data scripts.
  [[nodiscard]] bool empty() const {
    return removed.empty() && dissolved.empty() && attributes.empty() && wrapped.empty() &&
           !drops_linked_data;
  }
};

/// A parsed page. Owns its text, strings and nodes; const after parse(), so any thread may read it.
class Document {
 public:
  /// Any bytes give a tree; the only errors are kTooLarge and kTimeout, from `limits`.
  static Result<Document> parse(std::string utf8, const ParseLimits& limits = {});

  /// A tree of its own with the edits made; html, head and body stay. It views the strings of this
  /// document, which must outlive it. Linear in the page and the edits.
  [[nodiscard]] Document edited(const Edits& edits) const;

  Document(Document&&) noexcept;
  Document& operator=(Document&&) noexcept;
  ~Document();

  [[nodiscard]] Node root() const {
    return {*this, 0};
  }                                 ///< The document node; its element child is <html>.
  [[nodiscard]] Node html() const;  ///< <html>, <head>, <body>: always there.
  [[nodiscard]] Node head() const;
  [[nodiscard]] Node body() const;
  [[nodiscard]] Node node(std::uint32_t index) const { return {*this, index}; }
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(nodes_.size()); }
  [[nodiscard]] std::size_t element_count() const;
  [[nodiscard]] std::span<const DataScript> data_scripts() const { return scripts_; }
  /// In document order.
  [[nodiscard]] std::span<const Comment> comments() const { return comments_; }
  [[nodiscard]] bool is_quirks() const { return is_quirks_; }

 private:
  friend class Node;
  friend class TreeBuilder;
  friend class TreeEditor;
  struct NodeData {
    std::uint32_t parent, end,
        previous_sibling;  // previous_sibling: 0 where none (0 is the document)
    std::uint32_t attributes_begin;
    std::uint16_t attributes_count;
    NodeType type;
    Namespace name_space;
    Tag tag;
    std::string_view text;  // text node: its text; element: its name
  };
  struct Memory;  // the page's bytes and Gumbo's arena
  Document();

  std::unique_ptr<Memory> memory_;
  std::vector<NodeData> nodes_;
  std::vector<Attribute> attributes_;
  std::vector<DataScript> scripts_;
  std::vector<Comment> comments_;
  bool is_quirks_ = false;
};

/// textContent: all text below `node`, as it stands.
[[nodiscard]] std::string text_content(Node node);
/// What a reader sees: block elements and <br> break lines, white space collapses, nothing of
/// script, style, template.
[[nodiscard]] std::string visible_text(Node node);
/// Its beginning, of a little more than `max_bytes` where there is more: for whoever drops what is
/// too long, and asks many elements, which may stand in each other.
[[nodiscard]] std::string visible_text(Node node, std::size_t max_bytes);
/// "div#main > p.lead:nth-child(2)": where a node is, for people (provenance, --explain).
[[nodiscard]] std::string locator(Node node);

// Inline, because selectors and the extractor call these millions of times a second.
inline NodeType Node::type() const {
  return document_->nodes_[index_].type;
}
inline bool Node::is_element() const {
  return type() == NodeType::kElement;
}
inline bool Node::is_text() const {
  return type() == NodeType::kText;
}
inline Tag Node::tag() const {
  return document_->nodes_[index_].tag;
}
inline Namespace Node::name_space() const {
  return document_->nodes_[index_].name_space;
}
inline std::string_view Node::text() const {
  return is_text() ? document_->nodes_[index_].text : std::string_view{};
}
inline std::span<const Attribute> Node::attributes() const {
  const auto& data = document_->nodes_[index_];
  return {document_->attributes_.data() + data.attributes_begin, data.attributes_count};
}
inline std::uint32_t Node::end() const {
  return document_->nodes_[index_].end;
}
inline Node Node::parent() const {
  return index_ == 0 ? Node{} : Node{*document_, document_->nodes_[index_].parent};
}
inline Node Node::first_child() const {
  return index_ + 1 < end() ? Node{*document_, index_ + 1} : Node{};
}
inline Node Node::next_sibling() const {
  if (index_ == 0) return {};
  const auto& data = document_->nodes_[index_];
  return data.end < document_->nodes_[data.parent].end ? Node{*document_, data.end} : Node{};
}
inline Node Node::previous_sibling() const {
  const std::uint32_t previous = document_->nodes_[index_].previous_sibling;
  return previous == 0 ? Node{} : Node{*document_, previous};
}

}  // namespace tearsheet::html
