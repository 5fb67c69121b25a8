#include <fmt/format.h>

#include <algorithm>

#include "html/html.h"
#include "html/memory.h"
#include "html/tree_builder.h"

namespace tearsheet::html {

Document::Document() = default;
Document::Document(Document&&) noexcept = default;
Document& Document::operator=(Document&&) noexcept = default;
Document::~Document() = default;

Result<Document> Document::parse(std::string utf8, const ParseLimits& limits) {
  if (utf8.size() > limits.max_bytes) {
    return fail(ErrorCode::kTooLarge,
                fmt::format("page of {} bytes: the limit is {}", utf8.size(), limits.max_bytes));
  }
  const auto deadline = std::chrono::steady_clock::now() + limits.max_time;
  Document document;
  document.memory_ = std::make_unique<Memory>(std::move(utf8), limits.max_arena_bytes, deadline);
  try {
    TreeBuilder(document, document.memory_->arena, limits.max_depth)
        .build(document.memory_->source);
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

Node Document::html() const {
  for (Node child = root().first_child(); child; child = child.next_sibling()) {
    if (child.is_element()) return child;
  }
  return {};
}

Node Document::head() const {
  for (Node child = html().first_child(); child; child = child.next_sibling()) {
    if (child.tag() == Tag::kHead && child.is_element()) return child;
  }
  return {};
}

Node Document::body() const {
  for (Node child = html().first_child(); child; child = child.next_sibling()) {
    if (child.is_element() && (child.tag() == Tag::kBody || child.tag() == Tag::kFrameset))
      return child;
  }
  return {};
}

std::size_t Document::element_count() const {
  return static_cast<std::size_t>(
      std::count_if(nodes_.begin(), nodes_.end(),
                    [](const NodeData& node) { return node.type == NodeType::kElement; }));
}

}  // namespace tearsheet::html
