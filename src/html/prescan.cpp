#include "html/prescan.h"

#include <algorithm>

#include "base/ascii.h"
#include "base/utf8.h"
#include "html/attribute_value.h"
#include "html/depth_guard.h"
#include "html/foreign.h"
#include "html/raw_text.h"
#include "html/tag_scan.h"

namespace tearsheet::html {
namespace {

constexpr auto kNone = std::string_view::npos;
// What a comment becomes: still a comment, because it parts two texts, and "<" and "b>" around it
// must not meet.
constexpr std::string_view kShortestComment = "<!>";

// Shorter values are not worth the look-up that puts them back; nor, where a hash stays, are those
// up to its size and as much again. No value that the parser compares with ("hidden") is so long.
constexpr std::size_t kMinValue = 8;
constexpr std::size_t kMinHashedValue = 24;
// A mark costs the parser what four of these bytes cost, and the look-up some more.
constexpr std::size_t kMinText = 5;
// Comparing each name with those before it is quadratic; real tags have fewer.
constexpr std::size_t kMaxPlainAttributes = 24;

// Part of a character reference, if it stands behind '&'.
bool is_reference(char c) {
  return is_alnum(c) || c == '#' || c == ';';
}

// A reference by number ("&#xF0000;") to a character that could be taken for a mark.
bool spells_mark(std::string_view html) {
  for (std::size_t at = html.find("&#"); at != kNone; at = html.find("&#", at)) {
    at += 2;
    const bool is_hexadecimal = at < html.size() && (html[at] | 0x20) == 'x';
    if (is_hexadecimal) ++at;
    std::size_t value = 0;
    for (; at < html.size() && value <= 0x10FFFF; ++at) {
      const char c = html[at];
      const bool is_digit = c >= '0' && c <= '9';
      const char letter = static_cast<char>(c | 0x20);
      if (!is_digit && !(is_hexadecimal && letter >= 'a' && letter <= 'f')) break;
      value = value * (is_hexadecimal ? 16 : 10) +
              static_cast<std::size_t>(is_digit ? c - '0' : letter - 'a' + 10);
    }
    if (value >= kFirstTextMark && value <= kFirstTextMark + 0xFFFF) return true;
  }
  return false;
}

// What is said in "<!-- ... -->", "<! ... >", "<? ... >" or "</3 ... >" (13.2.5.41 to 13.2.5.51).
std::string_view comment_text(std::string_view comment) {
  if (!comment.starts_with("<!--")) {
    comment.remove_prefix(comment[1] == '?' ? 1 : 2);
    if (comment.ends_with('>')) comment.remove_suffix(1);
    return comment;
  }
  if (comment == "<!-->" || comment == "<!--->") return {};
  comment.remove_prefix(4);
  // The last three: it ends with the page.
  for (const std::string_view end : {"-->", "--!>", "--!", "--", "-"}) {
    if (comment.ends_with(end)) return comment.substr(0, comment.size() - end.size());
  }
  return comment;
}

class Prescan {
 public:
  Prescan(const std::string& html, const ParseLimits& limits)
      : html_(html),
        max_attributes_(limits.max_attributes),
        // The document, <html> and <body> are above whatever the guard counts.
        guard_(std::max(limits.max_depth, 4U) - 3) {
    kept_.html.reserve(html.size());
  }

  Prescanned run() {
    const std::string_view html = html_;
    may_mark_ = html.find(kTextMarkLead) == kNone && !spells_mark(html);
    std::size_t at = 0;
    while (at != kNone) {
      const std::size_t text_begin = at;
      at = html.find('<', at);
      take_text_out(text_begin, std::min(at, html.size()));
      if (at != kNone) at = markup(at);
    }
    drop(html_.size(), html_.size());
    return std::move(kept_);
  }

 private:
  // Behind what the '<' at `at` begins.
  std::size_t markup(std::size_t at) {
    const std::string_view html = html_;
    const char next = html_[at + 1];  // the string's own 0 at its end
    if (is_alpha(next)) return start_tag(at);
    if (next == '/') return end_tag(at);
    if (next == '!') {
      return html.compare(at + 2, 2, "--") == 0 ? comment(at, find_comment_end(html, at + 4))
                                                : declaration(at);
    }
    if (next == '?') return comment(at, behind_next_greater(at));
    return at + 1;
  }

  // All of a run of text goes where its first character goes that is not white space (13.2.6.4:
  // white space has rules of its own in a head or a table). So that one stays, and white space
  // before it, and all of character references.
  void take_text_out(std::size_t at, std::size_t end) {
    if (end - at < kMinText || !may_mark_ || is_unsure_ || is_in_select_) return;
    while (at < end && is_html_space(html_[at])) ++at;
    while (at < end) {
      if (html_[at] == '&') {
        ++at;
        while (at < end && is_reference(html_[at])) ++at;
        if (at < end && html_[at] == '&') continue;
      }
      if (at < end) ++at;
      if (at < end && html_[at] == '\n') ++at;              // "\r\n" is one character to the parser
      while (at < end && is_continuation(html_[at])) ++at;  // the rest of a character
      const std::size_t reference = piece(at, end).find('&');  // never beyond this run
      const std::size_t piece_end = reference == kNone ? end : at + reference;
      if (piece_end - at >= kMinText) take_piece_out(at, piece_end);
      at = piece_end;
    }
  }

  void take_piece_out(std::size_t begin, std::size_t end) {
    if (kept_.texts.size() == kMaxTextMarks || !is_plain_value(piece(begin, end))) return;
    const std::size_t mark = kFirstTextMark + kept_.texts.size();
    const char bytes[] = {
        static_cast<char>(0xF0 | mark >> 18), static_cast<char>(0x80 | (mark >> 12 & 0x3F)),
        static_cast<char>(0x80 | (mark >> 6 & 0x3F)), static_cast<char>(0x80 | (mark & 0x3F))};
    replace(begin, end, {bytes, sizeof bytes});
    kept_.texts.push_back(piece(begin, end));
  }

  // Puts out what stands before `begin` and was not yet, and goes on at `end`.
  void drop(std::size_t begin, std::size_t end) {
    kept_.html.append(html_, kept_from_, begin - kept_from_);
    kept_from_ = end;
  }
  // The same, with `text` in between.
  void replace(std::size_t begin, std::size_t end, std::string_view text) {
    drop(begin, end);
    kept_.html.append(text);
  }
  // Where what stands at `at` will be put out, if nothing before it is dropped any more.
  [[nodiscard]] std::size_t offset_of(std::size_t at) const {
    return kept_.html.size() + (at - kept_from_);
  }
  [[nodiscard]] std::string_view piece(std::size_t begin, std::size_t end) const {
    return std::string_view(html_).substr(begin, end - begin);
  }

  [[nodiscard]] std::size_t behind_next_greater(std::size_t at) const {
    const std::size_t found = html_.find('>', at + 2);
    return found == kNone ? kNone : found + 1;
  }

  std::size_t comment(std::size_t at, std::size_t end) {
    if (is_unsure_) return end;
    if (end == kNone) {
      // The rest of the page: a comment of its own, or what Gumbo makes of a lone "<!".
      if (html_.size() - at >= kShortestComment.size()) shorten_comment(at, html_.size());
      return kNone;
    }
    if (end - at > kShortestComment.size()) shorten_comment(at, end);
    return end;
  }
  void shorten_comment(std::size_t at, std::size_t end) {
    kept_.comments.push_back({offset_of(at), comment_text(piece(at, end))});
    replace(at, end, kShortestComment);
  }

  // "<!doctype ...>" stays; what is neither that nor a comment is a comment to the next '>'
  // (13.2.5.42).
  std::size_t declaration(std::size_t at) {
    const std::size_t end = behind_next_greater(at);
    constexpr std::string_view kDoctype = "doctype";
    const std::string_view name = std::string_view(html_).substr(at + 2, kDoctype.size());
    const bool is_doctype = std::equal(name.begin(), name.end(), kDoctype.begin(), kDoctype.end(),
                                       [](char have, char want) { return (have | 0x20) == want; });
    return is_doctype ? end : comment(at, end);
  }

  std::size_t end_tag(std::size_t at) {
    const char next = html_[std::min(at + 2, html_.size())];
    if (next == '>') return at + 3;  // "</>" is nothing at all
    if (!is_alpha(next)) return comment(at, behind_next_greater(at));
    spans_.clear();
    const TagScan tag = scan_tag(html_, at + 2, max_attributes_, spans_);
    if (tag.end == kNone) return kNone;
    if (tag.key == name_key("select")) is_in_select_ = false;
    doubt_select(traits_of(tag.key));
    if (tag.cut != 0) cut_attributes(tag);
    const NameTraits& traits = traits_of(tag.key);
    if ((traits.traits & kUncounted) != 0 || traits.content != Content::kNormal) return tag.end;
    if (!guard_.end(tag.key)) drop(at, tag.end);
    return tag.end;
  }

  // Parts of a table end a <select> that is in a table, and are nothing in another; a template has
  // modes of its own.
  void doubt_select(const NameTraits& traits) {
    if (!is_in_select_) return;
    if (traits.sibling >= Sibling::kTable || traits.key == name_key("template")) is_unsure_ = true;
  }

  void cut_attributes(const TagScan& tag) {
    if (is_unsure_) return;
    replace(tag.cut, tag.end, tag.is_self_closing ? "/>" : ">");
  }

  std::size_t start_tag(std::size_t at) {
    spans_.clear();
    const TagScan tag = scan_tag(html_, at + 1, max_attributes_, spans_);
    if (tag.end == kNone) return kNone;
    const NameTraits& traits = traits_of(tag.key);
    if (traits.content == Content::kNormal) {
      if ((traits.traits & kUncounted) == 0 && !guard_.start(traits, tag.key)) {
        drop(at, tag.end);
        return tag.end;
      }
      if (tag.key == name_key("select")) is_in_select_ = !is_in_select_;
      if (tag.key == name_key("frameset")) is_unsure_ = true;
    } else if (is_in_select_ && (tag.key == name_key("input") || tag.key == name_key("textarea"))) {
      is_in_select_ = false;
    }
    doubt_select(traits);
    const std::size_t offset = offset_of(at);
    if (!spans_.empty()) take_attributes_out(tag, traits, offset);
    if (tag.cut != 0) cut_attributes(tag);
    if (is_unsure_ || traits.content <= Content::kNone) return tag.end;
    return content(tag, traits.content, offset);
  }

  // What attributes an element has matters to the parser for few elements (13.2.6.4): it joins
  // those of <html> and <body>, looks at the type of <input>, makes text of those of <isindex>,
  // changes names in SVG and MathML. And it drops a fourth formatting element that is the same in
  // all attributes (13.2.4.3): theirs leave a hash behind. But for <a>, of which there is never
  // more than one (13.2.6.4.7: the next one ends it), and which is what most of them are.
  void take_attributes_out(const TagScan& tag, const NameTraits& traits, std::size_t offset) {
    const bool has_meaning = (traits.traits & kUncounted) != 0 || traits.content == Content::kSvg ||
                             traits.content == Content::kMath || tag.key == name_key("input");
    if (is_unsure_ || tag.key == name_key("isindex")) return;
    const bool is_counted = (traits.traits & kFormatting) != 0 && tag.key != name_key("a");
    if (has_meaning || tag.cut != 0 || !remember_attributes(offset))
      return take_values_out(is_counted);
    drop(tag.name_end, tag.end - 1);
    if (!is_counted) return;
    std::uint64_t hash = 0;
    for (const AttributeSpan& span : spans_) hash += attribute_hash(name_of(span), value_of(span));
    kept_.html += " h=";
    append_hash(kept_.html, hash);
  }

  // False, and nothing done, if any of them is not as plain as it looks.
  bool remember_attributes(std::size_t offset) {
    if (spans_.size() > kMaxPlainAttributes) return false;
    for (std::size_t i = 0; i < spans_.size(); ++i) {
      const std::string_view name = name_of(spans_[i]);
      if (!is_plain_name(name) || !is_plain_value(value_of(spans_[i]))) return false;
      // Of two with one name only the first counts.
      for (std::size_t j = 0; j < i; ++j) {
        if (name_of(spans_[j]) == name) return false;
      }
    }
    kept_.tags.push_back({offset, static_cast<std::uint32_t>(kept_.attributes.size()),
                          static_cast<std::uint32_t>(spans_.size())});
    for (const AttributeSpan& span : spans_)
      kept_.attributes.push_back({name_of(span), value_of(span)});
    return true;
  }

  void take_values_out(bool is_counted) {
    for (const AttributeSpan& span : spans_) {
      const std::string_view value = value_of(span);
      if (value.size() < (is_counted ? kMinHashedValue : kMinValue) || !is_plain_value(value))
        continue;
      replace(span.value_begin, span.value_end, span.is_quoted ? "" : "\"");
      kept_.values.push_back({kept_.html.size() - 1, value});
      if (is_counted) append_hash(kept_.html, attribute_hash({}, value));
      if (!span.is_quoted) kept_.html += '"';
    }
  }

  [[nodiscard]] std::string_view name_of(const AttributeSpan& span) const {
    return piece(span.name_begin, span.name_end);
  }
  [[nodiscard]] std::string_view value_of(const AttributeSpan& span) const {
    return piece(span.value_begin, span.value_end);
  }

  // Behind the content of an element whose content is not HTML, or its end tag's start.
  std::size_t content(const TagScan& tag, Content kind, std::size_t offset) {
    const std::string_view html = html_;
    switch (kind) {
      case Content::kScript:
        return script(tag, offset);
      case Content::kStyle:
        return is_in_select_ ? tag.end
                             : drop_to(tag.end, find_raw_text_end(html, tag.end, "style"));
      case Content::kRawText:
        // <select> knows none of these; but for <textarea>, which ends it, the parser passes them
        // over.
        return is_in_select_ ? tag.end : find_raw_text_end(html, tag.end, lower_name(tag));
      case Content::kSvg:
      case Content::kMath:
        return foreign(tag, kind);
      default:
        return is_in_select_ ? tag.end : kNone;  // <plaintext>: nothing behind it is markup
    }
  }

  std::size_t drop_to(std::size_t begin, std::size_t end) {
    drop(begin, end == kNone ? html_.size() : end);
    return end;
  }

  // `offset`: of the start tag.
  std::size_t script(const TagScan& tag, std::size_t offset) {
    const std::size_t end = find_script_end(html_, tag.end);
    const std::string_view type = raw_attribute(html_, tag, "type");
    // Where the parser may read the type otherwise ("&#97;pplication/json"), TreeBuilder decides.
    if (!kept_type(type).empty() || !is_plain_value(type)) {
      const std::string_view content = piece(tag.end, std::min(end, html_.size()));
      if (is_data_type(type) || !is_plain_value(type) || content.size() >= kShortestKeptCode)
        kept_.data_scripts.push_back({offset, content});
    }
    return drop_to(tag.end, end);
  }

  [[nodiscard]] std::string lower_name(const TagScan& tag) const {
    std::string name(piece(tag.name_begin, tag.name_end));
    for (char& c : name) c = static_cast<char>(c | 0x20);
    return name;
  }

  std::size_t foreign(const TagScan& tag, Content kind) {
    if (tag.is_self_closing) return tag.end;
    const std::size_t end =
        is_in_select_ ? kNone
                      : find_foreign_end(html_, tag.end, kind == Content::kSvg ? "svg" : "math");
    if (end == kNone) {
      // HTML in a drawing, or a drawing without end: which rules hold from here on only the parser
      // knows.
      is_unsure_ = true;
      return tag.end;
    }
    if (kind == Content::kSvg) drop(tag.end, end);
    return end;
  }

  const std::string& html_;
  unsigned max_attributes_;
  DepthGuard guard_;
  Prescanned kept_;
  std::vector<AttributeSpan> spans_;  // of the tag that the scan is at
  std::size_t kept_from_ = 0;         // what is to be put out, but was not yet, begins here
  bool may_mark_ = false;             // text may leave marks behind
  bool is_in_select_ = false;
  // Text may be markup or not from here on: nothing is cut out any more, only the depth is still
  // watched.
  bool is_unsure_ = false;
};

}  // namespace

Prescanned prescan(const std::string& html, const ParseLimits& limits) {
  return Prescan(html, limits).run();
}

std::size_t Prescanned::bytes() const {
  return html.capacity() + tags.capacity() * sizeof(KeptTag) +
         attributes.capacity() * sizeof(Attribute) + texts.capacity() * sizeof(std::string_view) +
         (data_scripts.capacity() + comments.capacity() + values.capacity()) * sizeof(KeptText);
}

std::string_view media_type(std::string_view type) {
  type = type.substr(0, type.find(';'));
  while (!type.empty() && static_cast<unsigned char>(type.back()) <= ' ') type.remove_suffix(1);
  while (!type.empty() && static_cast<unsigned char>(type.front()) <= ' ') type.remove_prefix(1);
  return type;
}

bool is_data_type(std::string_view type) {
  type = media_type(type);
  if (type.size() > 64) return false;
  const std::string lower = to_lower(type);
  return lower == "application/json" || lower == "text/json" ||
         (lower.ends_with("+json") && lower.find('/') != std::string::npos);
}

std::string_view kept_type(std::string_view type) {
  type = media_type(type);
  if (is_data_type(type)) return type;
  // Servers that put scripts off write a number in front: "1f2e-text/javascript".
  const bool is_code =
      type.empty() || (type.size() <= 64 && (contains_ignoring_case(type, "javascript") ||
                                             equals_ignoring_case(type, "module")));
  return is_code ? kCodeType : std::string_view();
}

}  // namespace tearsheet::html
