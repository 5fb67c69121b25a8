// The slow plain way to match a selector, for tests: left to right, by the definitions, remembering
// nothing. It has its own small model of a selector, so that nothing but the tree is shared with
// the engine.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "html/html.h"

namespace tearsheet::select {

struct PlainComplex;
using PlainList = std::vector<PlainComplex>;

struct PlainTest {
  enum class Kind {
    kType,
    kId,
    kClass,
    kAttribute,
    kEmpty,
    kNthChild,
    kNthLastOfType,
    kNthOf,
    kIs,
    kNot,
    kHas
  };
  Kind kind = Kind::kType;
  std::string name;
  std::string value;
  int step = 0;
  int offset = 0;
  std::shared_ptr<PlainList> list;
};

struct PlainCompound {
  char combinator = ' ';  // to the left: ' ', '>', '+', '~'
  std::vector<PlainTest> tests;
};

struct PlainComplex {
  std::vector<PlainCompound> compounds;
};

/// How it is written in CSS.
std::string to_css(const PlainList& list);
/// Ascending indexes of the matching elements.
std::vector<std::uint32_t> plain_matches(const PlainList& list, const html::Document& document);

}  // namespace tearsheet::select
