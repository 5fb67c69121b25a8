#include "preview/harmless_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "base/escape.h"
#include "text/text.h"

namespace tearsheet::preview {
namespace {

using html::Node;
using html::Tag;

constexpr std::size_t kMaxBytes = 20'000'000;  // of what is shown of a page
constexpr std::size_t kMaxAlternative = 200;

// What an element of the page is shown as. Names that are not here become <div> or <span>, so that
// nothing that a browser does something with is left.
constexpr std::array<std::string_view, 58> kShown = {
    "a",          "abbr",    "address", "article", "aside",   "b",          "bdi",    "bdo",
    "blockquote", "br",      "caption", "cite",    "code",    "dd",         "del",    "details",
    "dfn",        "div",     "dl",      "dt",      "em",      "figcaption", "figure", "footer",
    "h1",         "h2",      "h3",      "h4",      "h5",      "h6",         "header", "hr",
    "i",          "ins",     "kbd",     "li",      "main",    "mark",       "nav",    "ol",
    "p",          "pre",     "q",       "s",       "section", "small",      "span",   "strong",
    "sub",        "summary", "sup",     "table",   "tbody",   "td",         "th",     "thead",
    "time",       "tr"};
constexpr std::array<std::string_view, 3> kMoreShown = {"u", "ul", "var"};
constexpr std::array<std::string_view, 7> kAttributes = {"lang",     "dir",   "colspan", "rowspan",
                                                         "datetime", "start", "reversed"};
constexpr std::array<std::string_view, 2> kEmpty = {"br", "hr"};

// The frame's own policy beside that of the document around it: whichever a browser heeds.
constexpr std::string_view kHead =
    "<!doctype html><html><head><meta charset=\"utf-8\">"
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
    "style-src 'unsafe-inline'\"><style>"
    ":root{color-scheme:light dark}"
    "body{font:15px/1.5 system-ui,sans-serif;margin:16px;overflow-wrap:anywhere}"
    "a{color:inherit;text-decoration:underline dotted}"
    "table{border-collapse:collapse}td,th{border:1px solid #8886;padding:2px 6px}"
    ".ts-pic{display:inline-block;border:1px dashed #888;padding:4px 8px;font-size:13px}"
    ".ts{outline:2px solid var(--c);outline-offset:2px;position:relative;scroll-margin:40px}"
    ".ts::before{content:attr(data-ts);background:var(--c);color:#fff;font:11px/1.4 "
    "system-ui,sans-serif;padding:0 5px;margin-right:6px;border-radius:2px}"
    ".ts-title{--c:#b3261e}.ts-date{--c:#8a5a00}.ts-authors{--c:#6b3fa0}"
    ".ts-summary{--c:#00696e}.ts-image{--c:#56606b}.ts-body{--c:#1b6e3c}"
    ".ts-item{--c:#1d5fb8}.ts-stripped{--c:#777;opacity:.55;text-decoration:line-through}"
    "</style></head><body>";

bool is_one_of(std::string_view name, const auto& names) {
  return std::ranges::find(names, name) != names.end();
}

bool is_left_out(Node node) {
  switch (node.tag()) {
    case Tag::kHead:
    case Tag::kScript:
    case Tag::kStyle:
    case Tag::kTemplate:
    case Tag::kLink:
    case Tag::kMeta:
    case Tag::kBase:
    case Tag::kTitle:
    case Tag::kNoscript:
    case Tag::kNoframes:
      return true;
    default:
      return false;
  }
}

// What comes from elsewhere or takes input: a box that says what it is.
std::string_view placeholder_of(Node node) {
  constexpr std::array<std::string_view, 14> kBoxes = {
      "img",    "svg",   "video",  "audio",    "iframe", "object", "embed",
      "canvas", "input", "select", "textarea", "button", "frame",  "math"};
  const std::string_view name = node.name();
  return is_one_of(name, kBoxes) ? name : std::string_view();
}

std::string_view shown_name(Node node) {
  if (is_one_of(node.name(), kShown) || is_one_of(node.name(), kMoreShown)) return node.name();
  return html::breaks_line(node.tag()) ? "div" : "span";
}

class Writer {
 public:
  Writer(const html::Document& page, const std::vector<Mark>& marks) : page_(page), marks_(marks) {}

  std::string run() {
    out_ = kHead;
    const Node body = page_.body();
    if (!body.is_null()) write(body);
    out_ += "</body></html>";
    return std::move(out_);
  }

 private:
  struct Open {
    std::uint32_t end;
    std::string_view name;
  };

  void write(Node body) {
    for (std::uint32_t i = body.index() + 1; i < body.end() && out_.size() < kMaxBytes;) {
      close_until(i);
      const Node node = page_.node(i);
      if (node.is_text()) {
        append_markup(out_, node.text());
        ++i;
      } else if (is_left_out(node)) {
        i = node.end();
      } else if (const auto box = placeholder_of(node); !box.empty()) {
        write_box(node, box);
        i = node.end();
      } else {
        open(node);
        ++i;
      }
    }
    close_until(body.end());
  }

  void close_until(std::uint32_t at) {
    while (!open_.empty() && open_.back().end <= at) {
      out_ += fmt::format("</{}>", open_.back().name);
      open_.pop_back();
    }
  }

  void open(Node node) {
    const std::string_view name = shown_name(node);
    out_ += fmt::format("<{}", name);
    write_mark(node);
    for (const html::Attribute& attribute : node.attributes()) {
      if (is_one_of(attribute.name, kAttributes)) write_attribute(attribute.name, attribute.value);
      if (attribute.name == "href") write_attribute("title", attribute.value);
    }
    if (name == "details") out_ += " open";
    out_ += '>';
    if (!is_one_of(name, kEmpty)) open_.push_back({node.end(), name});
  }

  void write_box(Node node, std::string_view box) {
    const std::string_view alternative = node.attribute("alt").value_or("");
    out_ += "<span";
    const Mark mark = marks_[node.index()];
    if (mark == Mark::kNone) {
      out_ += " class=\"ts-pic\"";
    } else {
      write_mark(node);
    }
    if (const auto source = node.attribute("src"))
      write_attribute("title", text::truncate(*source, kMaxAlternative));
    out_ += fmt::format(">[{}] ", box == "img" ? "picture" : box);
    append_markup(out_, text::truncate(alternative, kMaxAlternative));
    out_ += "</span>";
  }

  void write_mark(Node node) {
    const Mark mark = marks_[node.index()];
    if (mark == Mark::kNone) return;
    out_ += fmt::format(" class=\"ts ts-{0}\" data-ts=\"{0}\"", to_string(mark));
  }

  void write_attribute(std::string_view name, std::string_view value) {
    out_ += fmt::format(" {}=\"", name);
    append_markup(out_, value);
    out_ += '"';
  }

  const html::Document& page_;
  const std::vector<Mark>& marks_;
  std::string out_;
  std::vector<Open> open_;
};

}  // namespace

std::string to_harmless_html(const html::Document& page, const std::vector<Mark>& marks) {
  return Writer(page, marks).run();
}

}  // namespace tearsheet::preview
