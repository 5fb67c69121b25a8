// Functions that XPath expressions may call beyond XPath 1.0, and an account of what all of them
// read.
#pragma once

#include <libxml/xpath.h>

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>

#include "base/handle.h"
#include "select/xpath_mirror.h"

namespace re2 {
class RE2;
}

namespace tearsheet::select {

/// State of one evaluation, the context's userData.
struct XPathCalls {
  explicit XPathCalls(const XPathMirror& on);
  ~XPathCalls();
  XPathCalls(const XPathCalls&) = delete;
  XPathCalls& operator=(const XPathCalls&) = delete;

  const XPathMirror& mirror;
  std::uint64_t
      bytes_left;     ///< Of strings made and read by functions: libxml2 counts steps, not bytes.
  std::string error;  ///< More than libxml2 can say: a pattern that RE2 refuses.
  std::unordered_map<std::string, std::unique_ptr<re2::RE2>> patterns;
  Handle<xmlDoc, xmlFreeDoc> made;  ///< Nodes that re:match() gives live here.
};

/// Adds re:test, re:match, re:replace (EXSLT, with RE2's syntax) and has-class, and puts the
/// account before the functions of XPath that read strings.
void register_functions(xmlXPathContext& context, XPathCalls& calls);

}  // namespace tearsheet::select
