#include "select/xpath_mirror.h"

#include <libxml/dict.h>
#include <libxml/valid.h>
#include <libxml/xpath.h>

#include <string>

#include "select/data_scripts.h"

namespace tearsheet::select {
namespace {

const xmlChar* bytes(std::string_view text) {
  return reinterpret_cast<const xmlChar*>(text.data());
}
int length(std::string_view text) {
  return static_cast<int>(text.size());
}

void append(xmlNode* parent, xmlNode* child) {
  // xmlAddChild() would merge neighbouring texts; the copy keeps a node for a node.
  child->parent = parent;
  child->prev = parent->last;
  if (parent->last == nullptr) {
    parent->children = child;
  } else {
    parent->last->next = child;
  }
  parent->last = child;
}

}  // namespace

XPathMirror::XPathMirror(const html::Document& document)
    : page_(document), document_(xmlNewDoc(bytes("1.0"))), nodes_(document.size()) {
  document_->dict = xmlDictCreate();
  document_->_private = reinterpret_cast<void*>(std::uintptr_t{1});
  nodes_[0] = reinterpret_cast<xmlNode*>(document_.get());
  offsets_.reserve(document.size() + 1);
  offsets_.push_back(0);
  std::size_t text_bytes = 0;
  auto comment = document.comments().begin();
  const auto add_comments_before = [&](std::uint32_t i) {
    for (; comment != document.comments().end() && comment->before <= i; ++comment)
      add_comment(*comment);
  };
  for (std::uint32_t i = 1; i < document.size(); ++i) {
    const html::Node node = document.node(i);
    add_comments_before(i);
    offsets_.push_back(text_bytes);
    if (node.is_element()) {
      add_element(node);
      continue;
    }
    text_bytes += node.text().size();
    nodes_[i] = xmlNewDocTextLen(document_.get(), bytes(node.text()), length(node.text()));
    nodes_[i]->_private = reinterpret_cast<void*>(std::uintptr_t{i} + 1);
    append(nodes_[node.parent().index()], nodes_[i]);
  }
  add_comments_before(document.size());
  offsets_.push_back(text_bytes);
  add_data_scripts(document);
  xmlXPathOrderDocElems(document_.get());  // so that sorting needs no walks
}

void XPathMirror::add_element(html::Node element) {
  const xmlChar* name =
      xmlDictLookup(document_->dict, bytes(element.name()), length(element.name()));
  // The name belongs to the dictionary, and libxml2 sees that when it frees the node.
  xmlNode* copy =
      xmlNewDocNodeEatName(document_.get(), nullptr, const_cast<xmlChar*>(name), nullptr);
  copy->_private = reinterpret_cast<void*>(std::uintptr_t{element.index()} + 1);
  append(nodes_[element.parent().index()], copy);
  nodes_[element.index()] = copy;
  add_attributes(element, copy);
}

void XPathMirror::add_comment(const html::Comment& comment) {
  xmlNode* copy = xmlNewDocComment(document_.get(), bytes(std::string(comment.text)));
  append(nodes_[comment.parent], copy);
}

void XPathMirror::add_data_scripts(const html::Document& document) {
  const DataScripts scripts(document);
  for (const DataScripts::Content& script : scripts.contents()) {
    append(nodes_[script.element],
           xmlNewDocTextLen(document_.get(), bytes(script.text), length(script.text)));
  }
}

void XPathMirror::add_attributes(html::Node element, xmlNode* copy) {
  std::string value;
  for (const html::Attribute& attribute : element.attributes()) {
    const xmlChar* name =
        xmlDictLookup(document_->dict, bytes(attribute.name), length(attribute.name));
    value.assign(attribute.value);
    xmlAttr* added = xmlNewNsPropEatName(copy, nullptr, const_cast<xmlChar*>(name), bytes(value));
    const bool is_id = attribute.name == "id" && !value.empty();
    if (is_id)
      xmlAddID(nullptr, document_.get(), bytes(value), added);  // the first of a name stays (id())
  }
}

std::optional<std::uint32_t> XPathMirror::original(const xmlNode* node) {
  const auto number = reinterpret_cast<std::uintptr_t>(node->_private);
  if (number == 0) return std::nullopt;
  return static_cast<std::uint32_t>(number - 1);
}

}  // namespace tearsheet::select
