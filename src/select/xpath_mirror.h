// The libxml2 copy of a page. Every node's _private holds its html index plus one; names have no
// namespace, so "//p" and
// "//svg" mean what they say.
#pragma once

#include <libxml/tree.h>

#include <cstdint>
#include <optional>
#include <vector>

#include "base/handle.h"
#include "html/html.h"

namespace tearsheet::select {

class XPathMirror {
 public:
  explicit XPathMirror(const html::Document& document);

  [[nodiscard]] xmlDoc* document() const { return document_.get(); }
  [[nodiscard]] xmlNode* node(std::uint32_t index) const { return nodes_[index]; }
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(nodes_.size()); }
  /// The html index of a mirror node; nothing for attributes, comments and what functions made.
  [[nodiscard]] static std::optional<std::uint32_t> original(const xmlNode* node);
  /// Bytes of the string value of an element or of the document, by html index, without making it.
  [[nodiscard]] std::size_t text_bytes(std::uint32_t index) const {
    return offsets_[page_.node(index).end()] - offsets_[index];
  }
  [[nodiscard]] std::size_t text_bytes() const { return offsets_.back(); }

 private:
  void add_element(html::Node element);
  void add_comment(const html::Comment& comment);
  void add_data_scripts(const html::Document& document);
  void add_attributes(html::Node element, xmlNode* copy);

  const html::Document& page_;
  Handle<xmlDoc, xmlFreeDoc> document_;
  std::vector<xmlNode*> nodes_;
  std::vector<std::size_t> offsets_;  // of each node's text in the page's, and one for the end
};

}  // namespace tearsheet::select
