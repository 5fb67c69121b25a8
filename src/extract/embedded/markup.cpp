#include "extract/embedded/markup.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "base/escape.h"
#include "base/time_limit.h"
#include "extract/embedded/roles.h"
#include "extract/page/bounds.h"

namespace tearsheet::extract {
namespace {

constexpr int kMaxWalk = 64;
constexpr std::size_t kMaxVisits = 300'000;
constexpr std::size_t kLongestAddressed = 4000;  // bytes of an address

constexpr std::array<std::string_view, 12> kBlockTags = {
    "<p",  "<h1",     "<h2",         "<h3",  "<h4",    "<ul",
    "<ol", "<figure", "<blockquote", "<div", "<table", "<section"};

bool has_markup(std::string_view text) {
  for (const std::string_view mark : {"</", "<br", "<p>", "<p ", "<img", "/>"}) {
    if (text.find(mark) != std::string_view::npos) return true;
  }
  return false;
}
bool begins_block(std::string_view text) {
  text = trimmed(text);
  return std::ranges::any_of(
      kBlockTags, [&](std::string_view tag) { return starts_with_ignoring_case(text, tag); });
}

bool has_block(std::string_view text) {
  return text.find("</p>") != std::string_view::npos ||
         text.find("</div>") != std::string_view::npos;
}

/// "&lt;p&gt;Text&lt;/p&gt;": markup that was escaped as if it were text.
std::string unescaped_once(std::string_view text) {
  struct Reference {
    std::string_view name;
    char character;
  };
  constexpr std::array<Reference, 6> kReferences = {{{"&lt;", '<'},
                                                     {"&gt;", '>'},
                                                     {"&quot;", '"'},
                                                     {"&#34;", '"'},
                                                     {"&#39;", '\''},
                                                     {"&amp;", '&'}}};
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const auto* const found = std::ranges::find_if(kReferences, [&](const Reference& one) {
      return text.substr(i, one.name.size()) == one.name;
    });
    if (text[i] == '&' && found != kReferences.end()) {
      out += found->character;
      i += found->name.size();
    } else {
      out += text[i++];
    }
  }
  return out;
}

/// Inline text: markup stays, the rest is escaped; references are resolved by the parser.
void append_inline(std::string_view text, std::string& out) {
  if (has_markup(text) || text.find('&') != std::string_view::npos) {
    out += text;
  } else {
    append_markup(out, text);
  }
}

std::string inline_of(std::string_view text) {
  std::string out;
  append_inline(text, out);
  return out;
}

/// One line of plain text, or of Markdown where a heading or an item begins it.
void append_line(std::string_view line, std::string& out) {
  line = trimmed(line);
  if (line.empty()) return;
  std::size_t marks = 0;
  while (marks < line.size() && line[marks] == '#') ++marks;
  if (marks >= 1 && marks <= 6 && marks < line.size() && line[marks] == ' ') {
    const std::string tag = "h" + std::to_string(std::max<std::size_t>(marks, 2));
    out += "<" + tag + ">" + inline_of(trimmed(line.substr(marks))) + "</" + tag + ">";
  } else if (line.size() > 2 && (line[0] == '-' || line[0] == '*') && line[1] == ' ') {
    out += "<ul><li>" + inline_of(trimmed(line.substr(2))) + "</li></ul>";
  } else {
    out += "<p>" + inline_of(line) + "</p>";
  }
  out += '\n';
}

class Writer {
 public:
  explicit Writer(const Values& values) : values_(values), seen_(values.all.size(), false) {}

  std::string run(std::uint32_t value) {
    block(value, 0, false);
    return std::move(out_);
  }

 private:
  // Nothing is written twice, and nothing behind the limits.
  bool enters(std::uint32_t value, int depth) {
    if (depth > kMaxWalk || ++visits_ > kMaxVisits || out_.size() > kMaxMadeMarkup) return false;
    if (values_.is_container(value)) {
      if (seen_[value]) return false;
      seen_[value] = true;
    }
    return true;
  }

  template <class Visit>
  void for_children(std::uint32_t container, const Visit& visit) {
    for (std::uint32_t i = container + 1; i < values_.all[container].end; i = values_.all[i].end)
      visit(i);
  }

  [[nodiscard]] bool is_string(std::uint32_t value) const {
    return values_.all[value].kind == ValueKind::kString;
  }

  /// ["$", "p", null, {"children": ...}]: an element; the tag, and its properties in `properties`.
  std::string_view element(std::uint32_t value, std::uint32_t& properties) const {
    const auto& all = values_.all;
    if (all[value].kind != ValueKind::kArray || all[value].end < value + 4) return {};
    if (all[value + 1].text != "$" || !is_string(value + 2)) return {};
    properties = Values::kMissing;
    for (std::uint32_t i = value + 3; i < all[value].end; i = all[i].end) {
      if (all[i].kind == ValueKind::kObject) properties = i;
    }
    return all[value + 2].text;
  }

  void tagged(std::string_view tag, std::uint32_t value, int depth) {
    const std::size_t before = out_.size();
    out_ += '<';
    out_ += tag;
    out_ += '>';
    const std::size_t begin = out_.size();
    inline_text(value, depth);
    if (out_.size() == begin) {
      out_.resize(before);
      return;
    }
    if (tag != "li" && begins_block(std::string_view(out_).substr(begin))) {
      out_.erase(before, begin - before);  // the text has its element
    } else {
      out_ += "</";
      out_ += tag;
      out_ += ">";
    }
    out_ += '\n';
  }

  void role(Role what, int level, std::uint32_t value, int depth) {
    switch (what) {
      case Role::kParagraph:
      case Role::kLink:
        return tagged("p", value, depth);
      case Role::kHeading:
        return tagged("h" + std::to_string(level), value, depth);
      case Role::kItem:
        return tagged("li", value, depth);
      case Role::kList:
        out_ += "<ul>";
        children(value, depth, true);
        out_ += "</ul>\n";
        return;
      case Role::kQuote:
        out_ += "<blockquote>";
        if (const auto text = own_text(values_, value); !text.empty())
          paragraphs(text);
        else
          children(value, depth, false);
        out_ += "</blockquote>\n";
        return;
      case Role::kImage:
        return image(value);
      case Role::kNone:
      case Role::kBreak:
      case Role::kBeside:
        return;
    }
  }

  void block(std::uint32_t at, int depth, bool in_list) {
    const std::uint32_t value = values_.resolved(at);
    if (!enters(value, depth)) return;
    const Value& there = values_.all[value];
    if (there.kind == ValueKind::kString) {
      if (in_list) {
        out_ += "<li>";
        append_inline(there.text, out_);
        out_ += "</li>";
      } else {
        paragraphs(there.text);
      }
      return;
    }
    std::uint32_t properties = Values::kMissing;
    int level = 0;
    if (const auto tag = element(value, properties); !tag.empty()) {
      if (properties == Values::kMissing) return;
      const Role what = role_of_tag(tag, level);
      if (what == Role::kNone) return children(properties, depth + 1, false);
      return role(what, level, properties, depth + 1);
    }
    if (there.kind == ValueKind::kArray) return children(value, depth, in_list);
    if (there.kind != ValueKind::kObject) return;
    const Role what = role_of(values_, value, level);
    const std::string_view text = own_text(values_, value);
    const bool is_piece = !text.empty() || is_row(value);
    if (in_list && (what == Role::kParagraph || (what == Role::kNone && is_piece)))
      return role(Role::kItem, level, value, depth);
    if (what != Role::kNone) return role(what, level, value, depth);
    if (text.empty()) return is_piece ? tagged("p", value, depth) : children(value, depth, in_list);
    if (const auto heading = heading_of(value); !heading.empty())
      out_ += "<h2>" + to_markup(heading) + "</h2>\n";
    paragraphs(text);
  }

  /// {"children": [{"text": ...}, {"type": "link", ...}]}: the pieces of one paragraph.
  [[nodiscard]] bool is_row(std::uint32_t object) const {
    const std::uint32_t row = values_.member(object, "children");
    if (row == Values::kMissing || values_.all[row].kind != ValueKind::kArray) return false;
    const std::uint32_t first = row + 1;
    if (first >= values_.all[row].end) return false;
    return values_.all[first].kind == ValueKind::kObject &&
           !values_.string_at(values_.resolved(first), "text").empty();
  }

  /// A section's own heading, beside its text.
  [[nodiscard]] std::string_view heading_of(std::uint32_t object) const {
    for (std::uint32_t i = object + 1; i < values_.all[object].end; i = values_.all[i].end) {
      const Value& value = values_.all[values_.resolved(i)];
      const bool is_heading = is_title_key(values_.all[i].key) || values_.all[i].key == "heading";
      if (is_heading && values_.all[i].key != "name" && value.kind == ValueKind::kString)
        return value.text.substr(0, 400);
    }
    return {};
  }

  void children(std::uint32_t container, int depth, bool in_list) {
    const bool is_object = values_.all[container].kind == ValueKind::kObject;
    for_children(container, [&](std::uint32_t i) {
      const std::string_view key = values_.all[i].key;
      if (is_object && (is_beside_key(key) || is_summary_key(key) || is_title_key(key))) return;
      const std::uint32_t child = values_.resolved(i);
      if (is_string(child)) {
        const std::string_view name = is_object ? key : values_.all[container].key;
        if (!name.empty() && !is_text_key(name) && !is_prose(values_.all[child].text)) return;
      }
      block(i, depth + 1, in_list);
    });
  }

  void inline_text(std::uint32_t at, int depth) {
    const std::uint32_t value = values_.resolved(at);
    if (!enters_again(depth)) return;
    const Value& there = values_.all[value];
    if (there.kind == ValueKind::kString) return append_inline(there.text, out_);
    std::uint32_t properties = Values::kMissing;
    int level = 0;
    if (const auto tag = element(value, properties); !tag.empty()) {
      const Role what = role_of_tag(tag, level);
      if (tag == "br") out_ += "<br>";
      if (properties == Values::kMissing || what == Role::kBeside) return;
      return inline_object(properties, what, depth + 1);
    }
    if (there.kind == ValueKind::kArray) {
      for_children(value, [&](std::uint32_t i) { inline_text(i, depth + 1); });
      return;
    }
    if (there.kind == ValueKind::kObject)
      inline_object(value, role_of(values_, value, level), depth);
  }
  // The object whose text is written inline was entered as a block.
  bool enters_again(int depth) {
    return depth <= kMaxWalk && ++visits_ <= kMaxVisits && out_.size() <= kMaxMadeMarkup;
  }

  void inline_object(std::uint32_t object, Role what, int depth) {
    if (what == Role::kBreak) out_ += "<br>";
    if (what == Role::kImage || what == Role::kBeside || what == Role::kBreak) return;
    const std::string address = what == Role::kLink ? address_of(object, 0) : std::string();
    if (!address.empty()) out_ += "<a href=\"" + to_markup(address) + "\">";
    if (const std::string_view text = own_text(values_, object); !text.empty()) {
      append_inline(text, out_);
    } else {
      for_children(object, [&](std::uint32_t i) {
        const std::string_view key = values_.all[i].key;
        if (is_beside_key(key) || is_title_key(key)) return;
        if (values_.is_container(values_.resolved(i))) inline_text(i, depth + 1);
      });
    }
    if (!address.empty()) out_ += "</a>";
  }

  /// The first address within an object, not deep.
  [[nodiscard]] std::string address_of(std::uint32_t object, int depth) const {
    if (depth > 3 || !values_.is_container(object)) return {};
    for (const std::string_view key : {"url", "src", "href", "uri", "contentUrl"}) {
      const std::string_view text = values_.string_at(object, key);
      if (!text.empty() && text.size() < kLongestAddressed) return std::string(text);
    }
    std::uint32_t looked_at = 0;
    for (std::uint32_t i = object + 1; i < values_.all[object].end && ++looked_at < 30;
         i = values_.all[i].end) {
      const std::uint32_t child = values_.resolved(i);
      if (!values_.is_container(child)) continue;
      if (std::string found = address_of(child, depth + 1); !found.empty()) return found;
    }
    return {};
  }

  /// The first of these members that is a text, in an object or those within it.
  [[nodiscard]] std::string_view said_in(std::uint32_t object,
                                         std::initializer_list<std::string_view> keys,
                                         int depth) const {
    if (depth > 2 || values_.all[object].kind != ValueKind::kObject) return {};
    for (const std::string_view key : keys) {
      const std::string_view text = values_.string_at(object, key);
      if (!text.empty() && text.size() < kLongestAddressed) return text;
    }
    std::uint32_t looked_at = 0;
    for (std::uint32_t i = object + 1; i < values_.all[object].end && ++looked_at < 30;
         i = values_.all[i].end) {
      const std::string_view found = said_in(values_.resolved(i), keys, depth + 1);
      if (!found.empty()) return found;
    }
    return {};
  }

  void image(std::uint32_t object) {
    const std::string address = address_of(object, 0);
    if (address.empty()) return;
    out_ += "<figure><img src=\"" + to_markup(address) + "\" alt=\"";
    append_markup(out_, said_in(object, {"alt", "altText", "alt_text", "alternativeText"}, 0));
    out_ += "\">";
    const std::string_view caption = said_in(object, {"caption", "legend"}, 0);
    if (!caption.empty()) {
      out_ += "<figcaption>";
      append_inline(caption, out_);
      out_ += "</figcaption>";
    }
    out_ += "</figure>\n";
  }

  void paragraphs(std::string_view text) {
    if (out_.size() + text.size() <= kMaxMadeMarkup) out_ += to_html(text);
  }

  const Values& values_;
  std::string out_;
  std::vector<bool> seen_;
  std::size_t visits_ = 0;
};

}  // namespace

std::string to_html(const Values& values, std::uint32_t value) {
  return Writer(values).run(value);
}

std::string to_html(std::string_view text) {
  TimeLimit::spend(text.size());
  text = beginning(text, kMaxMadeMarkup);
  std::string plain;
  if (text.find("&lt;/") != std::string_view::npos ||
      text.find("&lt;p") != std::string_view::npos) {
    plain = unescaped_once(text);
    text = plain;
  }
  if (begins_block(text) || has_block(text)) return std::string(text) + '\n';
  std::string out;
  if (has_markup(text)) {
    out = "<p>";
    out += text;
    return out + "</p>\n";
  }
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    append_line(text.substr(0, end), out);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

}  // namespace tearsheet::extract
