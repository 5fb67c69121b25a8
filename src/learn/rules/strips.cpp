#include "learn/rules/strips.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <unordered_map>

#include "base/ascii.h"
#include "learn/rules/selectors.h"

namespace tearsheet::learn {
namespace {

using html::Node;
using html::Tag;

constexpr std::size_t kMaxStrips = 14, kMaxLines = 8;
constexpr std::size_t kMaxSignatures = 300;
constexpr std::size_t kLeastGain = 6;      // letters, over all pages
constexpr std::size_t kLongestLine = 160;  // bytes of a line that is named by its text
constexpr double kDearestName = 2.6;    // below that of a name that only says how something looks
constexpr std::size_t kTolerated = 12;  // letters gained for each that is lost: labels err

/// Elements whose name alone says that they stand beside the text.
bool stands_beside(Tag tag) {
  constexpr std::array<Tag, 8> kBeside = {Tag::kAside,  Tag::kNav,        Tag::kForm,
                                          Tag::kFigure, Tag::kFigcaption, Tag::kFooter,
                                          Tag::kButton, Tag::kDetails};
  return std::ranges::find(kBeside, tag) != kBeside.end();
}

struct Signature {
  std::set<std::size_t> pages;
  double cost = 0;
};

class Finder {
 public:
  Finder(const Pages& pages, const std::vector<std::vector<Node>>& containers,
         const Avoided& avoided)
      : pages_(pages), containers_(containers), avoided_(avoided) {
    for (const auto& page : pages_) removed_.emplace_back(page->text.blocks().size(), false);
  }

  Strips run() {
    for (std::size_t p = 0; p < pages_.size(); ++p) {
      for (const Node container : containers_[p]) collect(p, container);
    }
    choose_elements();
    choose_lines();
    for (std::size_t p = 0; p < pages_.size(); ++p) out_.rest.push_back(rest(p));
    return std::move(out_);
  }

 private:
  /// The largest elements without body in a container.
  void collect(std::size_t p, Node container) {
    const Labelled& page = *pages_[p];
    for (std::uint32_t i = container.index() + 1; i < container.end();) {
      const Node node = page.page.node(i);
      if (!node.is_element()) {
        ++i;
        continue;
      }
      const Labelled::Share share = page.share(node);
      if (share.letters == 0 || share.body != 0) {
        ++i;
        continue;
      }
      // A link or a word at the head of a paragraph would take the paragraph with it.
      const bool is_in_line = !breaks_flow(node.tag()) &&
                              (node.parent().tag() == Tag::kP || node.parent().tag() == Tag::kLi);
      if (!is_in_line) sign(p, node, share.letters);
      i = node.end();
    }
  }

  void sign(std::size_t p, Node node, std::size_t letters) {
    const Labelled& page = *pages_[p];
    for (;;) {
      bool named = false;
      for (const Selector& unit : units_of(node, avoided_)) {
        const bool is_tag = unit.css == node.name();
        if (unit.css.find("[rel") != std::string::npos) continue;
        if (is_tag ? !stands_beside(node.tag()) : unit.cost > kDearestName) continue;
        if (signatures_.size() >= kMaxSignatures && !signatures_.contains(unit.css)) continue;
        Signature& signature = signatures_[unit.css];
        signature.pages.insert(p);
        signature.cost = unit.cost + (is_tag ? 0.5 : 0);
        named = true;
      }
      if (named) return;
      Node inner;
      for (Node child = node.first_child(); child; child = child.next_sibling()) {
        if (child.is_element() && page.share(child).letters == letters) inner = child;
      }
      if (inner.is_null()) return;
      node = inner;
    }
  }

  struct Effect {
    std::size_t gain = 0, loss = 0;
    std::vector<std::pair<std::size_t, std::uint32_t>> blocks;  // page, block
  };

  Effect effect_of(const std::string& css) {
    Effect out;
    const auto query = select::Query::css(css);
    if (!query) return {0, 1, {}};
    for (std::size_t p = 0; p < pages_.size(); ++p) {
      const Labelled& page = *pages_[p];
      for (const Node node : page.evaluator.nodes(*query, page.page.root())) {
        const bool inside = std::ranges::any_of(
            containers_[p], [node](Node around) { return around.contains(node); });
        if (!inside) continue;
        const std::uint32_t end = page.text.first_block(node.end());
        for (std::uint32_t b = page.text.first_block(node.index()); b < end; ++b) {
          if (removed_[p][b]) continue;
          const auto& block = page.text.blocks()[b];
          (page.is_body[b] ? out.loss : out.gain) += block.end - block.begin;
          out.blocks.emplace_back(p, b);
        }
      }
    }
    return out;
  }

  void choose_elements() {
    while (out_.elements.size() < kMaxStrips) {
      const std::string* best = nullptr;
      Effect most;
      double worth = 0;
      for (const auto& [css, signature] : signatures_) {
        if (signature.pages.size() < 2 && pages_.size() > 2 && signature.cost > 1.6) continue;
        Effect effect = effect_of(css);
        if (kTolerated * effect.loss > effect.gain || effect.gain < kLeastGain) continue;
        const double value = static_cast<double>(effect.gain) - 5 * signature.cost;
        if (best != nullptr && value <= worth) continue;
        best = &css;
        worth = value;
        most = std::move(effect);
      }
      if (best == nullptr) return;
      for (const auto& [p, b] : most.blocks) removed_[p][b] = true;
      out_.elements.push_back(*best);
      signatures_.erase(std::string(*best));
    }
  }

  /// Lines that are the same on several pages and have no name of their own.
  void choose_lines() {
    std::unordered_map<std::uint64_t, std::pair<std::size_t, std::string>> lines;
    for (std::size_t p = 0; p < pages_.size(); ++p) {
      const Labelled& page = *pages_[p];
      std::set<std::uint64_t> own;
      for_rest(p, [&](std::uint32_t b) {
        const auto& block = page.text.blocks()[b];
        if (!page.is_furniture[b] || !own.insert(block.hash).second) return;
        auto& [count, text] = lines[block.hash];
        ++count;
        if (text.empty()) text = line_of(page, block.node);
      });
    }
    const std::size_t least = std::max<std::size_t>(2, pages_.size() * 2 / 5);
    for (const auto& [hash, line] : lines) {
      if (line.first < least || line.second.empty() || out_.lines.size() == kMaxLines) continue;
      out_.lines.push_back("^" + escaped(line.second) + "$");
      const std::uint64_t same = hash;
      for (std::size_t p = 0; p < pages_.size(); ++p) {
        for_rest(p, [&](std::uint32_t b) {
          if (pages_[p]->text.blocks()[b].hash == same) removed_[p][b] = true;
        });
      }
    }
    std::ranges::sort(out_.lines);
  }

  /// The text of the innermost element that breaks the flow around `node`; empty where it is long.
  static std::string line_of(const Labelled& page, std::uint32_t node) {
    Node around = page.page.node(node).parent();
    while (around && around.is_element() && !breaks_flow(around.tag())) around = around.parent();
    if (around.is_null()) return {};
    std::string text(trimmed(html::visible_text(around, 2 * kLongestLine)));
    return text.size() > kLongestLine || text.find('\n') != std::string::npos ? std::string()
                                                                              : text;
  }

  static std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
      if (static_cast<unsigned char>(c) < 0x80 && !is_alnum(c) && c != ' ') out += '\\';
      out += c;
    }
    return out;
  }

  template <class Each>
  void for_rest(std::size_t p, const Each& each) const {
    const Labelled& page = *pages_[p];
    for (const Node container : containers_[p]) {
      const std::uint32_t end = page.text.first_block(container.end());
      for (std::uint32_t b = page.text.first_block(container.index()); b < end; ++b) {
        if (!removed_[p][b]) each(b);
      }
    }
  }

  Rest rest(std::size_t p) const {
    Rest out;
    for_rest(p, [&](std::uint32_t b) {
      const auto& block = pages_[p]->text.blocks()[b];
      out.letters += block.end - block.begin;
      if (pages_[p]->is_body[b]) out.body += block.end - block.begin;
    });
    return out;
  }

  const Pages& pages_;
  const std::vector<std::vector<Node>>& containers_;
  const Avoided& avoided_;
  std::map<std::string, Signature> signatures_;
  std::vector<std::vector<bool>> removed_;  // by page and block
  Strips out_;
};

}  // namespace

Strips find_strips(const Pages& pages, const std::vector<std::vector<Node>>& containers,
                   const Avoided& avoided) {
  return Finder(pages, containers, avoided).run();
}

}  // namespace tearsheet::learn
