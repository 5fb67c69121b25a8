#include "extract/listing/listing_card.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "base/ascii.h"
#include "base/utf8.h"
#include "extract/listing/day_lines.h"
#include "extract/page/hints.h"
#include "extract/page/survey.h"
#include "extract/structure/blocks.h"
#include "text/text.h"

namespace tearsheet::extract {
namespace {

using html::Node;
using html::Tag;
using records::ListingItem;

constexpr float kShortestTeaser = 40;
constexpr float kShortestHeadline = 12;  // "Read more", "12 comments" are shorter, or no first link
constexpr float kPlainHeadline = 25;     // as in listing_auto.cpp

bool is_heading(Tag tag) {
  return tag >= Tag::kH1 && tag <= Tag::kH6;
}

/// Text of one element on one line.
struct Piece {
  std::string raw, text;  ///< As it stands, and as a clean line.
  Node parent;
  Node link;  ///< The <a> around it that leads to the story.
  int line = 0;
  Node heading;           ///< The heading around it.
  bool is_title = false;  ///< A class says so, inside the card.
  bool is_time = false;
};

class Card {
 public:
  Card(Node around, const CardLink& link, const url::Url& base, const dates::DateOptions& options)
      : around_(around),
        link_(link),
        base_(base),
        options_(options),
        address_(link.url.without_fragment()) {}

  ListingItem run() {
    cut();
    ListingItem item;
    item.url = link_.url;
    item.image = image_;
    item.published = published_;
    if (!item.published) item.published = written_date();
    item.title = title();
    item.summary = teaser(item.title);
    if (said_twice(item.title)) item.summary = std::exchange(item.title, {});
    return item;
  }

 private:
  struct Open {
    std::uint32_t end;
    Node element;
  };

  void cut() {
    for (std::uint32_t i = around_.index(); i < around_.end();) {
      const Node node = around_.document().node(i);
      while (!open_.empty() && open_.back().end <= i) {
        if (is_block_level(open_.back().element.tag())) ++line_;
        open_.pop_back();
      }
      if (node.is_text()) {
        add_text(node);
      } else if (node.is_element()) {
        if (is_unread(node.tag()) || node.name_space() != html::Namespace::kHtml) {
          i = node.end();
          continue;
        }
        enter(node);
      }
      ++i;
    }
    for (auto& piece : pieces_) piece.text = text::clean_line(piece.raw);
    std::erase_if(pieces_, [](const Piece& piece) { return piece.text.empty(); });
    for (auto& piece : pieces_) {
      // In a link around the whole card a date has an element of its own.
      const bool may_be = !piece.link || piece.parent != piece.link;
      if (!piece.is_time) piece.is_time = may_be && date_of_line(piece.text, options_).has_value();
    }
  }

  void enter(Node node) {
    if (is_block_level(node.tag()) || node.tag() == Tag::kBr) ++line_;
    if (node.end() > node.index() + 1) open_.push_back({node.end(), node});
    if (node.tag() == Tag::kImg && image_.empty()) take_image(node);
    if (published_) return;
    // What is written for machines has a zone, the text beside it often none.
    const std::string_view property = node.attribute("itemprop").value_or("");
    if (node.tag() == Tag::kTime || equals_ignoring_case(property, "datePublished")) {
      for (const char* name : {"datetime", "content", "title"}) {
        if (published_) break;
        if (const auto when = node.attribute(name)) published_ = date_of_line(*when, options_);
      }
    }
  }

  void take_image(Node node) {
    for (const char* name : {"data-src", "data-original", "src"}) {
      const auto href = node.attribute(name);
      if (!href || !image_.empty()) continue;
      image_ = absolute(*href, base_);
    }
  }

  void add_text(Node node) {
    const std::string_view text = node.text();
    if (trimmed(text).empty()) {
      if (!pieces_.empty()) pieces_.back().raw += ' ';
      return;
    }
    const Node parent = node.parent();
    if (!pieces_.empty() && pieces_.back().parent == parent && pieces_.back().line == line_) {
      pieces_.back().raw += text;
      return;
    }
    Piece piece;
    piece.raw = std::string(text);
    piece.parent = parent;
    piece.line = line_;
    for (const auto& one : open_) {
      const Tag tag = one.element.tag();
      if (is_heading(tag)) piece.heading = one.element;
      if (tag == Tag::kTime) piece.is_time = true;
      if (tag == Tag::kA && leads_here(one.element)) piece.link = one.element;
      if (one.element != around_ && hints_of(one.element).has(Hint::kTitle)) piece.is_title = true;
    }
    // A link that surrounds the card may stand outside it.
    if (!piece.link && link_.node.contains(around_)) piece.link = link_.node;
    pieces_.push_back(std::move(piece));
  }

  [[nodiscard]] bool leads_here(Node anchor) const {
    if (anchor == link_.node) return true;
    const auto url = url::Url::parse(trimmed(anchor.attribute("href").value_or("")),
                                     base_.empty() ? nullptr : &base_);
    return url && url->without_fragment() == address_;
  }

  /// A piece that is a date, else a line that is one without its links ("by N., 3 May 2025").
  [[nodiscard]] std::optional<dates::Timestamp> written_date() const {
    for (const bool marked : {true, false}) {
      for (const auto& piece : pieces_) {
        if (piece.is_time != marked || piece.heading) continue;
        if (is_time_of_day(piece.text)) continue;  // of which day, no card says
        if (auto time = date_of_line(piece.text, options_)) return time;
      }
    }
    for (std::size_t i = 0; i < pieces_.size();) {
      const int line = pieces_[i].line;
      std::string text;
      for (; i < pieces_.size() && pieces_[i].line == line; ++i) {
        if (!pieces_[i].link) text += pieces_[i].raw;
      }
      text = text::clean_line(text);
      if (is_time_of_day(text)) continue;
      if (auto time = date_of_line(text, options_)) return time;
    }
    return std::nullopt;
  }

  template <class Wanted>
  [[nodiscard]] std::string joined(const Wanted& wanted) const {
    std::string out;
    int line = -1;
    for (const auto& piece : pieces_) {
      if (!wanted(piece)) continue;
      if (piece.line != line) out += ' ';
      out += piece.raw;
      line = piece.line;
    }
    return text::clean_line(out);
  }

  /// The links to the story, one each with the text that could be its headline.
  [[nodiscard]] std::string headline_of(Node anchor) const {
    std::vector<const Piece*> parts;
    for (const auto& piece : pieces_) {
      if (piece.link == anchor) parts.push_back(&piece);
    }
    if (parts.empty()) return {};
    const auto same_line = [&](const Piece* one) { return one->line == parts.front()->line; };
    // Several elements in one link, each with its own text: the whole card is the link.
    const bool apart = !std::all_of(parts.begin(), parts.end(), same_line) ||
                       (parts.size() > 1 &&
                        std::none_of(parts.begin(), parts.end(),
                                     [&](const Piece* one) { return one->parent == anchor; }) &&
                        std::any_of(parts.begin(), parts.end(), [&](const Piece* one) {
                          return one->is_time || one->is_title;
                        }));
    if (!apart) return joined([&](const Piece& piece) { return piece.link == anchor; });
    const Piece* best = nullptr;
    for (const Piece* part : parts) {
      if (part->is_time) continue;
      if (part->is_title) {
        best = part;
        break;
      }
      if (best == nullptr || (weighed_size(best->text) < kShortestHeadline &&
                              weighed_size(part->text) >= kShortestHeadline))
        best = part;
    }
    if (best == nullptr) return {};
    const Node part = part_of(anchor, best->parent);
    return joined([&](const Piece& piece) {
      return piece.link == anchor && piece.line == best->line && !piece.is_time &&
             (piece.parent == best->parent ||
              (!best->is_title && part_of(anchor, piece.parent) == part));
    });
  }

  /// The child of a link that an element stands in; the element where it is in none.
  [[nodiscard]] static Node part_of(Node anchor, Node element) {
    Node part = element;
    while (!part.is_null() && part != anchor && part.parent() != anchor &&
           anchor.contains(part.parent()))
      part = part.parent();
    return part;
  }

  /// The heading around or in a link to the story; else the card's first.
  [[nodiscard]] Node heading() const {
    Node first;
    for (const auto& piece : pieces_) {
      if (!piece.heading) continue;
      if (piece.link) return piece.heading;
      if (!first) first = piece.heading;
    }
    return first;
  }

  /// The first link to the story whose text reads like a headline; else the longest.
  [[nodiscard]] std::string linked_headline() const {
    std::string best;
    Node seen;
    for (const auto& piece : pieces_) {
      if (!piece.link || piece.link == seen) continue;
      seen = piece.link;
      std::string text = headline_of(seen);
      const bool marked = piece.is_title || hints_of(seen).has(Hint::kTitle);
      if (weighed_size(text) >= (marked ? kShortestHeadline : kPlainHeadline)) return text;
      if (weighed_size(text) > weighed_size(best)) best = std::move(text);
    }
    return best;
  }

  [[nodiscard]] std::string title() const {
    std::string headed;
    if (const Node element = heading()) {
      headed =
          joined([&](const Piece& piece) { return piece.heading == element && !piece.is_time; });
      const bool is_linked = std::any_of(pieces_.begin(), pieces_.end(), [&](const Piece& piece) {
        return piece.link && piece.heading == element;
      });
      if (is_linked) return uncut(headed);
    }
    std::string best = linked_headline();
    // A heading beside the link is the story's where the link says less ("Read on"); else it may
    // be the list's.
    if (!headed.empty() &&
        (weighed_size(best) < kPlainHeadline || weighed_size(headed) > weighed_size(best)))
      return headed;
    if (best.empty()) best = alternative_text();
    return uncut(best);
  }

  /// Of the picture that is the link.
  [[nodiscard]] std::string alternative_text() const {
    for (std::uint32_t i = link_.node.index() + 1; i < link_.node.end(); ++i) {
      const Node node = link_.node.document().node(i);
      if (!node.is_element() || node.tag() != Tag::kImg) continue;
      std::string text = text::clean_line(node.attribute("alt").value_or(""));
      if (!text.empty()) return text;
    }
    return {};
  }

  /// A headline that was cut for its place stands whole in the link's title attribute.
  [[nodiscard]] std::string uncut(std::string text) const {
    std::string whole = text::clean_line(link_.node.attribute("title").value_or(""));
    std::string_view head = text;
    if (head.ends_with("…")) {
      head.remove_suffix(std::string_view("…").size());
    } else if (head.ends_with("...")) {
      head.remove_suffix(3);
    } else {
      return text;
    }
    head = trimmed(head);
    return whole.size() > head.size() && whole.starts_with(head) ? whole : text;
  }

  /// The longest line that is neither headline nor date.
  [[nodiscard]] std::string teaser(std::string_view title) const {
    std::string best;
    float best_size = kShortestTeaser;
    for (std::size_t i = 0; i < pieces_.size();) {
      const int line = pieces_[i].line;
      std::size_t end = i;
      while (end < pieces_.size() && pieces_[end].line == line) ++end;
      std::string text = text_of_line(i, end, title);
      i = end;
      const float size = weighed_size(text);
      if (size < best_size || text == title) continue;
      best_size = size;
      best = std::move(text);
    }
    return best;
  }

  [[nodiscard]] std::string text_of_line(std::size_t begin, std::size_t end,
                                         std::string_view title) const {
    std::string text;
    for (std::size_t i = begin; i < end; ++i) {
      const Piece& piece = pieces_[i];
      if (piece.is_time || piece.heading || piece.text == title) continue;
      const bool short_link = piece.link && weighed_size(piece.text) < kPlainHeadline;
      if (short_link) continue;  // "Read on", "12 comments"
      text += piece.raw;
    }
    text = text::clean_line(text);
    // An inline headline of several pieces.
    if (!title.empty() && text.size() > title.size() && text.starts_with(title))
      text = std::string(trimmed(std::string_view(text).substr(title.size())));
    return text;
  }

  /// The link's text again as a line of its own: a teaser that serves as link.
  [[nodiscard]] bool said_twice(const std::string& title) const {
    if (weighed_size(title) < kShortestTeaser) return false;
    const auto says = [&](bool linked) {
      return std::any_of(pieces_.begin(), pieces_.end(), [&](const Piece& piece) {
        return piece.text == title && static_cast<bool>(piece.link) == linked;
      });
    };
    return says(true) && says(false);
  }

  const Node around_;
  const CardLink& link_;
  const url::Url& base_;
  const dates::DateOptions& options_;
  const std::string address_;
  std::vector<Open> open_;
  std::vector<Piece> pieces_;
  int line_ = 0;
  std::string image_;
  std::optional<dates::Timestamp> published_;
};

}  // namespace

float weighed_size(std::string_view text) {
  float size = 0;
  for (const char c : text) {
    if (is_continuation(c)) continue;
    const auto byte = static_cast<unsigned char>(c);
    size += byte >= 0xE3 && byte <= 0xED ? kWideWeight : 1.0F;
  }
  return size;
}

ListingItem read_card(Node around, const CardLink& link, const url::Url& base,
                      const dates::DateOptions& options) {
  return Card(around, link, base, options).run();
}

}  // namespace tearsheet::extract
