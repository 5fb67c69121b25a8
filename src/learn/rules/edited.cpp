#include "learn/rules/edited.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "base/ascii.h"
#include "learn/rules/names.h"

namespace tearsheet::learn {
namespace {

using html::Node;
using html::Tag;

constexpr std::size_t kPages = 3, kCopies = 8;
constexpr std::size_t kLargest = 4'000'000;  // bytes of a copy

// Chances in a thousand, for each element.
constexpr std::uint64_t kWraps = 20, kAdverts = 20, kDropsClass = 15, kDropsId = 10,
                        kAddsToken = 150, kOtherTag = 12;

/// splitmix64: small, and the same on every machine.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15ULL + 1) {}
  std::uint64_t next() {
    state_ += 0x9E3779B97F4A7C15ULL;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31U);
  }
  bool falls(std::uint64_t in_thousand) { return next() % 1000 < in_thousand; }

 private:
  std::uint64_t state_;
};

bool is_void(Tag tag) {
  constexpr std::array<Tag, 13> kVoid = {
      Tag::kArea,  Tag::kBase, Tag::kBr,   Tag::kCol,   Tag::kEmbed,  Tag::kHr,   Tag::kImg,
      Tag::kInput, Tag::kLink, Tag::kMeta, Tag::kParam, Tag::kSource, Tag::kTrack};
  return std::ranges::find(kVoid, tag) != kVoid.end();
}

/// What may be wrapped, or stand behind an advertisement: the parser would move others.
bool stands_free(Node node) {
  constexpr std::array<Tag, 11> kFree = {Tag::kDiv,    Tag::kArticle, Tag::kSection, Tag::kMain,
                                         Tag::kHeader, Tag::kH1,      Tag::kH2,      Tag::kUl,
                                         Tag::kAside,  Tag::kFooter,  Tag::kFigure};
  return std::ranges::find(kFree, node.tag()) != kFree.end() && node.parent().tag() != Tag::kP &&
         node.parent().tag() != Tag::kTr && node.parent().tag() != Tag::kTable;
}

void add_escaped(std::string_view text, std::string& out) {
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
}

class Editor {
 public:
  Editor(const html::Document& page, std::uint64_t seed) : page_(page), dice_(seed) {}

  std::string run() {
    out_ = page_.is_quirks() ? "" : "<!DOCTYPE html>";
    for (std::uint32_t i = 1; i < page_.size() && out_.size() < kLargest; ++i) {
      close_until(i);
      const Node node = page_.node(i);
      if (node.is_text()) {
        add_escaped(node.text(), out_);
      } else if (node.is_element()) {
        open(node);
      }
    }
    close_until(page_.size());
    return std::move(out_);
  }

 private:
  struct Open {
    std::uint32_t end;
    std::string closing;
  };

  void close_until(std::uint32_t node) {
    while (!open_.empty() && open_.back().end <= node) {
      out_ += open_.back().closing;
      open_.pop_back();
    }
  }

  void open(Node node) {
    Open opened{node.end(), {}};
    const bool in_body = node.index() > page_.body().index();
    if (in_body && stands_free(node)) {
      if (dice_.falls(kAdverts))
        out_ += "<div class=\"billboard\"><a href=\"/offer\">Advertisement</a></div>";
      if (dice_.falls(kWraps)) {
        out_ += "<div class=\"shell\"><div>";
        opened.closing = "</div></div>";
      }
    }
    std::string name(node.name());
    if (in_body && (node.tag() == Tag::kDiv || node.tag() == Tag::kSpan) && dice_.falls(kOtherTag))
      name = node.tag() == Tag::kDiv ? "section" : "b";
    out_ += '<' + name;
    for (const html::Attribute& attribute : node.attributes()) add_attribute(attribute, in_body);
    out_ += '>';
    if (node.tag() == Tag::kBody) {
      out_ += "<div class=\"shell\">";
      opened.closing = "</div>" + opened.closing;
    }
    if (!is_void(node.tag())) opened.closing = "</" + name + ">" + opened.closing;
    if (node.tag() == Tag::kBody) opened.closing = "</div></body>";
    open_.push_back(std::move(opened));
  }

  void add_attribute(const html::Attribute& attribute, bool in_body) {
    const bool is_class = attribute.name == "class";
    if (is_class && in_body && dice_.falls(kDropsClass)) return;
    if (attribute.name == "id" && in_body && dice_.falls(kDropsId)) return;
    out_ += ' ';
    out_ += attribute.name;
    out_ += "=\"";
    if (is_class || attribute.name == "id") {
      add_names(attribute.value);
      if (is_class && dice_.falls(kAddsToken)) out_ += " _x" + std::to_string(dice_.next() % 99999);
    } else {
      add_escaped(attribute.value, out_);
    }
    out_ += '"';
  }

  void add_names(std::string_view names) {
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= names.size(); ++i) {
      if (i < names.size() && !is_html_space(names[i])) continue;
      const std::string_view name = names.substr(begin, i - begin);
      begin = i + 1;
      add_escaped(name, out_);
      if (is_made_name(name)) out_ += "z9";
      if (i < names.size()) out_ += ' ';
    }
  }

  const html::Document& page_;
  Dice dice_;
  std::string out_;
  std::vector<Open> open_;
};

void add_copies(const html::Document& page, const Labelled* of, std::size_t first_seed,
                std::vector<EditedPage>& out) {
  for (std::size_t copy = 0; copy < kCopies; ++copy) {
    auto parsed = html::Document::parse(edited(page, first_seed + copy));
    if (!parsed) continue;
    EditedPage made;
    made.of = of;
    made.page = std::make_unique<html::Document>(std::move(*parsed));
    made.text = std::make_unique<PageText>(*made.page);
    made.evaluator = std::make_unique<select::Evaluator>(*made.page);
    out.push_back(std::move(made));
  }
}

}  // namespace

std::string edited(const html::Document& page, std::uint64_t seed) {
  return Editor(page, seed).run();
}

std::vector<EditedPage> edit(const Pages& pages) {
  std::vector<EditedPage> out;
  for (std::size_t i = 0; i < std::min(kPages, pages.size()); ++i)
    add_copies(pages[i]->page, pages[i].get(), 1000 * (i + 1), out);
  return out;
}

std::vector<EditedPage> edit(const html::Document& page) {
  std::vector<EditedPage> out;
  add_copies(page, nullptr, 77'000, out);
  return out;
}

}  // namespace tearsheet::learn
