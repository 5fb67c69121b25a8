// Words, "phrases", beginnings*, -exclusions, columns, alternatives and parentheses to a tree.
#include "store/sql/query.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "base/ascii.h"

namespace tearsheet::store::sql {
namespace {

constexpr std::size_t kMaxWords = 64;  // FTS5 refuses expressions of depth 256
constexpr int kMaxDepth = 16;          // deeper parentheses are passed over
constexpr std::array kColumns = {"title", "summary", "body"};

using Node = QueryNode;

// Signs that keyboards and word processors put in the place of plain ones.
std::string with_plain_signs(std::string_view text) {
  static constexpr std::pair<const char*, char> kSigns[] = {{"\u201c", '"'}, {"\u201d", '"'},
                                                            {"\u201e", '"'}, {"\uff02", '"'},
                                                            {"\u3000", ' '}, {"\u00a0", ' '}};
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto sign = std::find_if(std::begin(kSigns), std::end(kSigns), [&](const auto& one) {
      return text.substr(at).starts_with(one.first);
    });
    if (sign == std::end(kSigns)) {
      out += text[at++];
    } else {
      out += sign->second;
      at += std::string_view(sign->first).size();
    }
  }
  return out;
}

class Parser {
 public:
  explicit Parser(std::string text) : own_(std::move(text)), text_(own_) {}

  Node parse() {
    Node whole;
    whole.kind = Node::Kind::kAll;
    // A closing parenthesis too many ends nothing.
    for (; at_ < text_.size(); ++at_) {
      Node part = any(0);
      if (!part.parts.empty()) whole.parts.push_back(std::move(part));
    }
    return whole;
  }

 private:
  void skip_spaces() {
    while (at_ < text_.size() && is_space(text_[at_])) ++at_;
  }
  bool take(char c) {
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  // An operator of its own: capitals, and a space or a parenthesis behind it.
  bool take_operator(std::string_view name) {
    if (!text_.substr(at_).starts_with(name)) return false;
    const std::size_t end = at_ + name.size();
    if (end < text_.size() && !is_space(text_[end]) && text_[end] != '(' && text_[end] != ')')
      return false;
    at_ = end;
    return true;
  }

  Node any(int depth) {
    Node node;
    node.kind = Node::Kind::kAny;
    node.parts.push_back(all(depth));
    while (take_operator("OR")) node.parts.push_back(all(depth));
    std::erase_if(node.parts, [](const Node& part) { return part.parts.empty(); });
    return node;
  }

  Node all(int depth) {
    Node node;
    node.kind = Node::Kind::kAll;
    for (skip_spaces(); at_ < text_.size() && text_[at_] != ')'; skip_spaces()) {
      const std::size_t here = at_;
      if (take_operator("OR")) {
        at_ = here;
        break;
      }
      if (take_operator("AND")) continue;
      if (auto one = item(depth)) node.parts.push_back(std::move(*one));
    }
    return node;
  }

  std::optional<Node> item(int depth) {
    bool excluded = take_operator("NOT");
    skip_spaces();
    while (at_ < text_.size() && (text_[at_] == '-' || text_[at_] == '+'))
      excluded = text_[at_++] == '-' || excluded;
    const std::string column = take_column();
    std::optional<Node> node;
    if (take('(')) {
      if (depth >= kMaxDepth) return std::nullopt;
      node = any(depth + 1);
      take(')');
      if (node->parts.empty()) return std::nullopt;
    } else {
      node = phrase();
    }
    if (node) {
      node->excluded = excluded;
      node->column = column;
    }
    return node;
  }

  // "title:" with something behind it.
  std::string take_column() {
    for (const std::string_view column : kColumns) {
      const std::size_t colon = at_ + column.size();
      if (colon + 1 >= text_.size() || text_[colon] != ':' || is_space(text_[colon + 1])) continue;
      if (!equals_ignoring_case(text_.substr(at_, column.size()), column)) continue;
      at_ = colon + 1;
      return std::string(column);
    }
    return {};
  }

  std::optional<Node> phrase() {
    Node node;
    if (take('"')) {
      const std::size_t end = std::min(text_.find('"', at_), text_.size());
      node.text = text_.substr(at_, end - at_);
      at_ = std::min(end + 1, text_.size());
      node.is_prefix = take('*');
    } else {
      const std::size_t begin = at_;
      while (at_ < text_.size() && !is_space(text_[at_]) &&
             std::string_view("\"()").find(text_[at_]) == std::string_view::npos) {
        ++at_;
      }
      node.text = text_.substr(begin, at_ - begin);
      node.is_prefix = node.text.ends_with('*');
    }
    if (text::count_words(node.text) == 0) return std::nullopt;
    return node;
  }

  const std::string own_;
  const std::string_view text_;
  std::size_t at_ = 0;
};

std::size_t phrases_of(const Node& node) {
  std::size_t count = node.kind == Node::Kind::kPhrase ? 1 : 0;
  for (const Node& part : node.parts) count += phrases_of(part);
  return count;
}

// No index can say "all without".
bool has_words(const Node& node) {
  if (node.kind == Node::Kind::kPhrase) return true;
  const auto is_wanted = [](const Node& part) { return !part.excluded; };
  return std::any_of(node.parts.begin(), node.parts.end(), is_wanted) &&
         std::all_of(node.parts.begin(), node.parts.end(), has_words);
}

void collect_needles(const Node& node, std::vector<text::Needle>& needles) {
  if (node.excluded) return;
  if (node.kind == Node::Kind::kPhrase) needles.push_back({node.text, node.is_prefix});
  for (const Node& part : node.parts) collect_needles(part, needles);
}

}  // namespace

Result<QueryNode> read_query(std::string_view text) {
  Node root = Parser(with_plain_signs(text)).parse();
  const std::size_t count = phrases_of(root);
  if (count == 0)
    return fail(ErrorCode::kInvalid, "\"" + std::string(text) + "\" holds no word to look for");
  if (count > kMaxWords) {
    return fail(ErrorCode::kInvalid, "the query has " + std::to_string(count) + " words, at most " +
                                         std::to_string(kMaxWords) + " are looked for");
  }
  if (!has_words(root)) {
    return fail(ErrorCode::kInvalid,
                "\"" + std::string(text) +
                    "\" only says what to leave out: each alternative needs a word to look for");
  }
  return root;
}

std::vector<text::Needle> needles_of(const QueryNode& query) {
  std::vector<text::Needle> needles;
  collect_needles(query, needles);
  return needles;
}

std::vector<text::Needle> needles_in(std::string_view text) {
  const Node root = Parser(std::string(text)).parse();
  return phrases_of(root) <= kMaxWords ? needles_of(root) : std::vector<text::Needle>();
}

}  // namespace tearsheet::store::sql
