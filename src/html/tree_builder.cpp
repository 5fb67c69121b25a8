#include "html/tree_builder.h"

#include <fmt/format.h>
#include <gumbo.h>

#include <algorithm>
#include <cstring>
#include <limits>

#include "base/ascii.h"
#include "base/thread_time.h"
#include "html/arena.h"
#include "html/attribute_value.h"
#include "html/memory.h"
#include "html/tag_names.h"

namespace tearsheet::html {
namespace {

static_assert(static_cast<int>(Tag::kHtml) == static_cast<int>(GUMBO_TAG_HTML));
static_assert(static_cast<int>(Tag::kP) == static_cast<int>(GUMBO_TAG_P));
static_assert(static_cast<int>(Tag::kMath) == static_cast<int>(GUMBO_TAG_MATH));
static_assert(static_cast<int>(Tag::kTable) == static_cast<int>(GUMBO_TAG_TABLE));
static_assert(static_cast<int>(Tag::kRtc) == static_cast<int>(GUMBO_TAG_RTC));
static_assert(static_cast<int>(Tag::kUnknown) == static_cast<int>(GUMBO_TAG_UNKNOWN));

void* allocate(void* arena, std::size_t size) {
  return static_cast<Arena*>(arena)->allocate(size);
}
void deallocate(void* /*arena*/, void* /*pointer*/) {}

const GumboVector* children_of(const GumboNode& node) {
  switch (node.type) {
    case GUMBO_NODE_DOCUMENT:
      return &node.v.document.children;
    case GUMBO_NODE_ELEMENT:
    case GUMBO_NODE_TEMPLATE:
      return &node.v.element.children;
    default:
      return nullptr;
  }
}

bool is_text(const GumboNode& node) {
  return node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_WHITESPACE ||
         node.type == GUMBO_NODE_CDATA;
}

// Where a token begins: Gumbo counts a "</>" before it, which is nothing, as part of it.
std::string_view token_in_source(const GumboStringPiece& original) {
  std::string_view token(original.data, original.length);
  while (token.starts_with("</>")) token.remove_prefix(3);
  return token;
}

// "<My-Element attr>" -> "My-Element": what stands between '<' and the first of white space, '/'
// and '>'.
std::string_view name_in_source(const GumboElement& element) {
  std::string_view tag = token_in_source(element.original_tag);
  if (!tag.empty()) tag.remove_prefix(1);
  return tag.substr(0, tag.find_first_of("\t\n\f\r />"));
}

constexpr std::size_t kTextMarkSize = 4;

// Elements whose content the tree does not have.
bool is_left_out(const GumboNode& node) {
  const GumboElement& element = node.v.element;
  if (element.tag_namespace == GUMBO_NAMESPACE_SVG) return element.tag == GUMBO_TAG_SVG;
  return element.tag_namespace == GUMBO_NAMESPACE_HTML &&
         (element.tag == GUMBO_TAG_SCRIPT || element.tag == GUMBO_TAG_STYLE);
}

std::string_view lower_case_copy(std::string_view text, Arena& arena) {
  if (text.empty()) return {};
  auto* target = static_cast<char*>(arena.allocate(text.size()));
  std::transform(text.begin(), text.end(), target, [](char c) { return to_lower(c); });
  return {target, text.size()};
}

std::string_view name_of(const GumboElement& element, Arena& arena) {
  if (element.tag_namespace == GUMBO_NAMESPACE_SVG) {
    const std::string_view written = name_in_source(element);
    const GumboStringPiece piece{written.data(), written.size()};
    // Names such as linearGradient have capitals again (WHATWG HTML 13.2.6.5).
    if (const char* name = gumbo_normalize_svg_tagname(&piece)) return name;
  }
  if (element.tag != GUMBO_TAG_UNKNOWN) return tag_name(static_cast<Tag>(element.tag));
  return lower_case_copy(name_in_source(element), arena);
}

// The pre-scan leaves an empty value, or a hash, between quotes.
bool could_be_taken_out(const GumboAttribute& attribute) {
  const std::size_t length = attribute.original_value.length;
  return length == 2 || length == kHashSize + 2;
}

template <class Piece>
const Piece* find_kept(const std::vector<Piece>& kept, std::size_t offset) {
  const auto found =
      std::lower_bound(kept.begin(), kept.end(), offset,
                       [](const Piece& piece, std::size_t at) { return piece.offset < at; });
  return found != kept.end() && found->offset == offset ? &*found : nullptr;
}

// The same where pieces are asked for nearly in order; `next` is where the last one was found, and
// one.
template <class Piece>
const Piece* find_next_kept(const std::vector<Piece>& kept, std::size_t offset, std::size_t& next) {
  if (next < kept.size() && kept[next].offset == offset) return &kept[next++];
  const Piece* found = find_kept(kept, offset);
  if (found != nullptr) next = static_cast<std::size_t>(found - kept.data()) + 1;
  return found;
}

}  // namespace

// Where the copy stands in one element: which child comes next, and what the last copied one was.
struct TreeBuilder::Level {
  const GumboVector* children;
  unsigned next;
  std::uint32_t node;
  std::uint32_t last_child;  // 0 where none yet
};

TreeBuilder::TreeBuilder(Document& document, Document::Memory& memory, unsigned max_depth)
    : document_(document), arena_(memory.arena), max_depth_(max_depth), source_(memory.source) {}

Result<Document> TreeBuilder::parse(std::string utf8, const ParseLimits& limits, Prescan prescan) {
  if (utf8.size() > limits.max_bytes) {
    return fail(ErrorCode::kTooLarge,
                fmt::format("page of {} bytes: the limit is {}", utf8.size(), limits.max_bytes));
  }
  const auto deadline = thread_time() + limits.max_time;
  Document document;
  document.memory_ =
      std::make_unique<Document::Memory>(std::move(utf8), limits.max_arena_bytes, deadline);
  Document::Memory& memory = *document.memory_;
  try {
    Prescanned kept;
    if (prescan == Prescan::kYes) kept = html::prescan(memory.source, limits);
    memory.arena.charge(kept.bytes());
    TreeBuilder(document, memory, limits.max_depth)
        .build(prescan == Prescan::kYes ? kept.html : memory.source, kept);
  } catch (const ParseStopped& stopped) {
    if (stopped.why == ParseStopped::Why::kTime) {
      return fail(ErrorCode::kTimeout,
                  fmt::format("page takes longer to parse than {} ms", limits.max_time.count()));
    }
    return fail(ErrorCode::kTooLarge,
                fmt::format("page needs more than {} bytes to parse", limits.max_arena_bytes));
  }
  return document;
}

void TreeBuilder::build(std::string_view html, const Prescanned& kept) {
  html_ = html;
  kept_ = &kept;
  is_text_used_.resize(kept.texts.size());
  GumboOptions options = kGumboDefaultOptions;
  options.allocator = allocate;
  options.deallocator = deallocate;
  options.userdata = &arena_;
  options.max_errors = 0;
  // Never destroyed: the memory is the arena's, and gumbo_destroy_output recurses.
  const GumboOutput* output = gumbo_parse_with_options(&options, html.data(), html.size());

  // Real pages have an element, or text, every 20 bytes or so; the guess only saves growing.
  document_.nodes_.reserve(html.size() / 16 + 16);
  document_.attributes_.reserve(kept.attributes.size() + html.size() / 64 + 16);
  document_.is_quirks_ = output->document->v.document.doc_type_quirks_mode == GUMBO_DOCTYPE_QUIRKS;
  add_document(*output->document);
}

void TreeBuilder::add_document(const GumboNode& document) {
  auto& nodes = document_.nodes_;
  nodes.push_back({.parent = 0,
                   .end = 1,
                   .previous_sibling = 0,
                   .attributes_begin = 0,
                   .attributes_count = 0,
                   .type = NodeType::kDocument,
                   .name_space = Namespace::kHtml,
                   .tag = Tag::kUnknown,
                   .text = {}});
  std::vector<Level> open;
  open.push_back({children_of(document), 0, 0, 0});
  while (!open.empty()) {
    Level& level = open.back();
    if (level.next == level.children->length) {
      const Level done = level;
      open.pop_back();
      if (!open.empty() && open.back().node == done.node) {
        open.back().last_child = done.last_child;
      } else {
        nodes[done.node].end = static_cast<std::uint32_t>(nodes.size());
      }
      continue;
    }
    if (nodes.size() == nodes.capacity()) grow_nodes();
    const auto& child = *static_cast<const GumboNode*>(level.children->data[level.next++]);
    if (is_text(child)) {
      level.last_child = add_text(child, level.node, level.last_child);
    } else if (child.type == GUMBO_NODE_COMMENT) {
      add_comment(child, level.node);
    } else if (const GumboVector* children = children_of(child)) {
      level.last_child = add_element(child, level.node, level.last_child);
      if (is_left_out(child)) continue;
      // An element on the deepest level stays empty: what is in it follows it.
      const bool is_deepest = open.size() >= max_depth_;
      open.push_back(is_deepest ? Level{children, 0, level.node, level.last_child}
                                : Level{children, 0, level.last_child, 0});
    }
  }
}

std::uint32_t TreeBuilder::add_text(const GumboNode& node, std::uint32_t parent,
                                    std::uint32_t previous) {
  const auto index = static_cast<std::uint32_t>(document_.nodes_.size());
  document_.nodes_.push_back({.parent = parent,
                              .end = index + 1,
                              .previous_sibling = previous,
                              .attributes_begin = 0,
                              .attributes_count = 0,
                              .type = NodeType::kText,
                              .name_space = Namespace::kHtml,
                              .tag = Tag::kUnknown,
                              .text = with_taken_text(node.v.text.text)});
  return index;
}

// Puts runs of text back, each once.
std::string_view TreeBuilder::with_taken_text(std::string_view text) {
  std::size_t mark = kept_->texts.empty() ? std::string_view::npos : text.find(kTextMarkLead);
  if (mark == std::string_view::npos) return text;
  const std::string_view first = taken_text(text, mark);
  // Nearly always it is the end of the node, and what is before it stands before it in the page
  // too.
  if (first.data() != nullptr && mark + kTextMarkSize == text.size() &&
      static_cast<std::size_t>(first.data() - source_.data()) >= mark &&
      std::memcmp(first.data() - mark, text.data(), mark) == 0) {
    return {first.data() - mark, mark + first.size()};
  }
  std::string whole(text, 0, mark);
  std::string_view piece = first;
  for (;;) {
    whole.append(piece.data() == nullptr ? text.substr(mark, kTextMarkSize) : piece);
    const std::size_t behind = mark + kTextMarkSize;
    mark = text.find(kTextMarkLead, behind);
    whole.append(text, behind, mark == std::string_view::npos ? mark : mark - behind);
    if (mark == std::string_view::npos) return arena_.copy(whole);
    piece = taken_text(text, mark);
  }
}

// Of the mark at `at`; a null view where it is none of ours.
std::string_view TreeBuilder::taken_text(std::string_view text, std::size_t at) {
  std::uint32_t code_point = 0;
  for (std::size_t i = 0; i < kTextMarkSize; ++i) {
    code_point =
        code_point << 6 | (static_cast<unsigned char>(text[at + i]) & (i == 0 ? 0x07U : 0x3FU));
  }
  const std::size_t number = code_point - kFirstTextMark;
  if (code_point < kFirstTextMark || number >= kept_->texts.size() || is_text_used_[number])
    return {};
  is_text_used_[number] = true;
  return kept_->texts[number];
}

void TreeBuilder::add_comment(const GumboNode& node, std::uint32_t parent) {
  std::string_view text = node.v.text.text;
  const auto offset =
      static_cast<std::size_t>(token_in_source(node.v.text.original_text).data() - html_.data());
  if (const KeptText* kept = find_kept(kept_->comments, offset)) text = kept->text;
  document_.comments_.push_back({.text = text,
                                 .parent = parent,
                                 .before = static_cast<std::uint32_t>(document_.nodes_.size())});
}

std::uint32_t TreeBuilder::add_element(const GumboNode& node, std::uint32_t parent,
                                       std::uint32_t previous) {
  const GumboElement& element = node.v.element;
  const auto index = static_cast<std::uint32_t>(document_.nodes_.size());
  const auto attributes_begin = static_cast<std::uint32_t>(document_.attributes_.size());
  add_attributes(node);
  const auto name_space = element.tag_namespace == GUMBO_NAMESPACE_HTML  ? Namespace::kHtml
                          : element.tag_namespace == GUMBO_NAMESPACE_SVG ? Namespace::kSvg
                                                                         : Namespace::kMathMl;
  document_.nodes_.push_back({.parent = parent,
                              .end = index + 1,
                              .previous_sibling = previous,
                              .attributes_begin = attributes_begin,
                              .attributes_count = static_cast<std::uint16_t>(
                                  document_.attributes_.size() - attributes_begin),
                              .type = NodeType::kElement,
                              .name_space = name_space,
                              .tag = static_cast<Tag>(element.tag),
                              .text = name_of(element, arena_)});
  if (element.tag == GUMBO_TAG_SCRIPT && name_space == Namespace::kHtml)
    add_data_script(node, index);
  return index;
}

void TreeBuilder::add_attributes(const GumboNode& node) {
  const std::string_view tag = token_in_source(node.v.element.original_tag);
  const auto tag_offset = static_cast<std::size_t>(tag.data() - html_.data());
  if (const KeptTag* kept =
          tag.empty() ? nullptr : find_next_kept(kept_->tags, tag_offset, next_tag_)) {
    const auto begin = kept_->attributes.begin() + kept->begin;
    document_.attributes_.insert(document_.attributes_.end(), begin, begin + kept->count);
    return;
  }
  const GumboVector& attributes = node.v.element.attributes;
  const unsigned count =
      std::min<unsigned>(attributes.length, std::numeric_limits<std::uint16_t>::max());
  for (unsigned i = 0; i < count; ++i) {
    const auto& attribute = *static_cast<const GumboAttribute*>(attributes.data[i]);
    std::string_view name = attribute.name;
    // Gumbo cuts the prefix off "xlink:href"; selectors want the name as it was written.
    if (attribute.attr_namespace != GUMBO_ATTR_NAMESPACE_NONE) {
      name =
          lower_case_copy({attribute.original_name.data, attribute.original_name.length}, arena_);
    }
    std::string_view value = attribute.value;
    if (could_be_taken_out(attribute)) {
      const auto offset = static_cast<std::size_t>(attribute.original_value.data - html_.data());
      const KeptText* kept = find_next_kept(kept_->values, offset, next_value_);
      if (kept != nullptr) value = kept->text;
    }
    document_.attributes_.push_back({name, value});
  }
}

void TreeBuilder::add_data_script(const GumboNode& node, std::uint32_t index) {
  const Node script = document_.node(index);
  const std::string_view type = kept_type(script.attribute("type").value_or(""));
  if (type.empty()) return;
  const GumboElement& element = node.v.element;
  std::string_view content;
  const auto offset =
      static_cast<std::size_t>(token_in_source(element.original_tag).data() - html_.data());
  if (const KeptText* kept = find_kept(kept_->data_scripts, offset)) {
    content = kept->text;
  } else if (element.children.length != 0) {
    content = static_cast<const GumboNode*>(element.children.data[0])->v.text.text;
  }
  const bool is_code = type == kCodeType;
  if (is_code && content.size() < kShortestKeptCode) return;
  document_.scripts_.push_back({.type = is_code ? type : lower_case_copy(type, arena_),
                                .content = content,
                                .id = script.id()});
}

// The nodes count as the arena does: what a page may cost is the sum.
void TreeBuilder::grow_nodes() {
  auto& nodes = document_.nodes_;
  const std::size_t capacity = nodes.capacity() + nodes.capacity() / 2;
  arena_.charge((capacity - nodes.capacity()) * sizeof(nodes[0]));
  nodes.reserve(capacity);
}

}  // namespace tearsheet::html
