#include "extract/body/blocks.h"

#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "base/escape.h"
#include "extract/page/bounds.h"
#include "text/text.h"

namespace tearsheet::extract {
namespace {

using html::Node;
using html::Tag;
using records::Block;

constexpr std::size_t kMaxImages = 200;
constexpr std::size_t kMaxMarkup = 20'000'000;  // bytes; blocks behind are plain text

const char* inline_name(Tag tag) {
  switch (tag) {
    case Tag::kEm:
    case Tag::kI:
    case Tag::kCite:
    case Tag::kDfn:
    case Tag::kVar:
      return "em";
    case Tag::kStrong:
    case Tag::kB:
      return "strong";
    case Tag::kCode:
    case Tag::kKbd:
    case Tag::kSamp:
    case Tag::kTt:
      return "code";
    case Tag::kSub:
      return "sub";
    case Tag::kSup:
      return "sup";
    default:
      return nullptr;
  }
}

/// Inline HTML of a block: links and emphasis, everything else only its text. Empty if it has none.
class InlineWriter {
 public:
  InlineWriter(const html::Document& page, const url::Url& base) : page_(page), base_(base) {}

  std::string write(const TextBlock& block) {
    if (!may_have_markup(block)) return {};
    out_.clear();
    open_.clear();
    plain_ = true;
    pending_space_ = false;
    // Inline elements that are open around the first text.
    std::vector<Node> path;
    for (Node node = page_.node(block.begin).parent();
         !node.is_null() && node.index() != block.holder; node = node.parent()) {
      path.push_back(node);
    }
    for (auto it = path.rbegin(); it != path.rend(); ++it) enter(*it);
    for (std::uint32_t i = block.begin; i < block.end;) {
      while (!open_.empty() && open_.back().end <= i) leave();
      const Node node = page_.node(i);
      if (node.is_text()) {
        text(node.text());
        ++i;
      } else if (is_unread(node.tag()) || node.name_space() != html::Namespace::kHtml) {
        i = node.end();
      } else {
        if (node.tag() == Tag::kBr) {
          out_ += "<br>";
          plain_ = false;
          pending_space_ = false;
        } else {
          enter(node);
        }
        ++i;
      }
    }
    while (!open_.empty()) leave();
    return plain_ ? std::string() : out_;
  }

 private:
  struct Open {
    std::uint32_t end;
    const char* name;  // null: nothing was written
  };

  static bool may_be_markup(Tag tag) {
    return tag == Tag::kA || tag == Tag::kBr || inline_name(tag) != nullptr;
  }
  /// Most blocks are a paragraph of text alone.
  [[nodiscard]] bool may_have_markup(const TextBlock& block) const {
    for (Node node = page_.node(block.begin).parent();
         !node.is_null() && node.index() != block.holder; node = node.parent()) {
      if (may_be_markup(node.tag())) return true;
    }
    for (std::uint32_t i = block.begin; i < block.end; ++i) {
      const Node node = page_.node(i);
      if (node.is_element() && may_be_markup(node.tag())) return true;
    }
    return false;
  }

  void enter(Node node) {
    const char* name = inline_name(node.tag());
    std::string address;
    if (node.tag() == Tag::kA) {
      // An address is written into each block that its link is around.
      if (const auto href = node.attribute("href"); href && href->size() <= kLongestAddress)
        address = absolute(*href, base_);
      if (!address.empty()) name = "a";
    }
    if (name != nullptr && open_.size() < 32) {
      put_space();
      out_ += '<';
      out_ += name;
      if (!address.empty()) out_ += " href=\"" + to_markup(address) + '"';
      out_ += '>';
      plain_ = false;
    } else {
      name = nullptr;
    }
    open_.push_back({node.end(), name});
  }

  void leave() {
    if (open_.back().name != nullptr) {
      out_ += "</";
      out_ += open_.back().name;
      out_ += '>';
    }
    open_.pop_back();
  }

  void put_space() {
    if (pending_space_ && !out_.empty()) out_ += ' ';
    pending_space_ = false;
  }

  void text(std::string_view raw) {
    if (raw.empty()) return;
    if (is_space(raw.front())) pending_space_ = true;
    const std::string line = text::clean_line(raw);
    if (line.empty()) {
      pending_space_ = true;
      return;
    }
    put_space();
    out_ += to_markup(line);
    pending_space_ = is_space(raw.back());
  }

  const html::Document& page_;
  const url::Url& base_;
  std::string out_;
  std::vector<Open> open_;
  bool plain_ = true, pending_space_ = false;
};

std::uint8_t heading_level(const html::Document& page, const TextBlock& block,
                           const Ancestors& ancestors) {
  Node node = page.node(block.holder);
  if (ancestors.in(AncestorKind::kHeading))
    node = page.node(ancestors.node(AncestorKind::kHeading));
  const int level = static_cast<int>(node.tag()) - static_cast<int>(Tag::kH1) + 1;
  return level >= 1 && level <= 6 ? static_cast<std::uint8_t>(level) : std::uint8_t{0};
}

void classify(Block& out, const html::Document& page, const TextBlock& block,
              const Ancestors& ancestors) {
  if (const auto level = heading_level(page, block, ancestors); level > 0) {
    out.kind = Block::Kind::kHeading;
    out.level = level;
  } else if (ancestors.in(AncestorKind::kFigcaption)) {
    out.kind = Block::Kind::kCaption;
  } else if (ancestors.in(AncestorKind::kListItem) && ancestors.in(AncestorKind::kList)) {
    out.kind = Block::Kind::kListItem;
    out.level = 1;
    int hops = 0;
    bool first = true;
    for (Node node = page.node(block.holder); !node.is_null() && ++hops < 40;
         node = node.parent()) {
      if (node.tag() == Tag::kOl || node.tag() == Tag::kUl) {
        if (first) {
          out.ordered = node.tag() == Tag::kOl;
        } else if (out.level < 6) {
          ++out.level;
        }
        first = false;
      }
    }
  } else if (ancestors.in(AncestorKind::kQuote)) {
    out.kind = Block::Kind::kQuote;
  } else if (ancestors.in(AncestorKind::kPre)) {
    out.kind = Block::Kind::kPreformatted;
  }
}

std::string lines_of(std::string_view text) {
  if (text.find('\n') == std::string_view::npos) return text::clean_line(text);
  std::string out;
  std::size_t begin = 0;
  while (begin <= text.size()) {
    auto end = text.find('\n', begin);
    if (end == std::string_view::npos) end = text.size();
    std::string line = text::clean_line(text.substr(begin, end - begin));
    if (!line.empty()) {
      if (!out.empty()) out += '\n';
      out += line;
    }
    begin = end + 1;
  }
  return out;
}

std::string image_address(Node image, const url::Url& base) {
  for (const char* name : {"src", "data-src", "data-original", "data-lazy-src"}) {
    const auto value = image.attribute(name);
    if (!value || value->starts_with("data:")) continue;
    if (std::string address = absolute(*value, base); !address.empty()) return address;
  }
  return {};
}

}  // namespace

std::string absolute(std::string_view href, const url::Url& base) {
  href = trimmed(href);
  if (href.empty() || href.front() == '#') return {};
  const auto url = url::Url::parse(href, base.empty() ? nullptr : &base);
  return url ? url->href() : std::string();
}

std::vector<Block> make_blocks(const html::Document& page, const Survey& survey,
                               std::span<const std::uint32_t> chosen, const url::Url& base) {
  std::vector<Block> out;
  InlineWriter writer(page, base);
  std::size_t images = 0, markup = 0;
  std::uint32_t last_end = 0, last_row = 0;
  for (std::size_t k = 0; k < chosen.size(); ++k) {
    const TextBlock& block = survey.blocks[chosen[k]];
    const auto& ancestors = survey.ancestors_of(block);
    // Images between two chosen neighbours: not where blocks were passed over, those are promos and
    // cards.
    if (k > 0 && chosen[k] == chosen[k - 1] + 1) {
      for (std::uint32_t i = last_end; i < block.begin && images < kMaxImages; ++i) {
        const Node node = page.node(i);
        if (!node.is_element() || node.tag() != Tag::kImg) continue;
        Block image;
        image.kind = Block::Kind::kImage;
        image.url = image_address(node, base);
        image.text = text::clean_line(node.attribute("alt").value_or(""));
        if (image.url.empty()) continue;
        out.push_back(std::move(image));
        ++images;
      }
    }
    last_end = block.end;
    Block made;
    made.text = lines_of(survey.text_of(block));
    if (made.text.empty()) continue;
    classify(made, page, block, ancestors);
    if (markup < kMaxMarkup) made.html = writer.write(block);
    markup += made.html.size();
    // Short cells of one table row stand in one line.
    if (ancestors.in(AncestorKind::kCell) && made.kind == Block::Kind::kParagraph) {
      Node row = page.node(ancestors.node(AncestorKind::kCell)).parent();
      if (!row.is_null() && row.tag() == Tag::kTr && block.size < 120) {
        if (row.index() == last_row && !out.empty() && out.back().kind == Block::Kind::kTableRow) {
          out.back().text += " | " + made.text;
          continue;
        }
        made.kind = Block::Kind::kTableRow;
        made.html.clear();
        last_row = row.index();
      }
    }
    out.push_back(std::move(made));
  }
  return out;
}

std::string plain_text(std::span<const Block> blocks) {
  std::string out;
  for (const auto& block : blocks) {
    if (block.kind == Block::Kind::kImage || block.text.empty()) continue;
    if (!out.empty()) out += "\n\n";
    out += block.text;
  }
  return out;
}

}  // namespace tearsheet::extract
