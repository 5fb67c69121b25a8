#include "preview/panel.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

#include "base/escape.h"
#include "preview/blame.h"
#include "preview/harmless_page.h"
#include "preview/marks.h"
#include "preview/preview.h"
#include "text/text.h"

namespace tearsheet::preview {
namespace {

constexpr std::size_t kMaxRunnersUp = 8;  // of a field
constexpr std::size_t kMaxValue = 600;    // characters of a value
constexpr std::size_t kMaxItems = 200;    // of a listing

// Nothing is asked of anybody: what the policy does not allow is not there either.
constexpr std::string_view kHead =
    "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">"
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
    "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">"
    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
    "<meta name=\"referrer\" content=\"no-referrer\"><style>"
    ":root{color-scheme:light dark;--line:#8884;--soft:#8882}"
    "*{box-sizing:border-box}"
    "body{margin:0;font:15px/1.45 system-ui,sans-serif;display:grid;height:100vh;"
    "grid-template:100vh/minmax(320px,440px) 1fr}"
    "aside{overflow:auto;padding:16px;border-right:1px solid var(--line);overflow-wrap:anywhere}"
    "iframe{border:0;width:100%;height:100%;background:Canvas}"
    "h1{font-size:17px;margin:0 0 4px}h2{font-size:13px;margin:0;display:flex;gap:8px;"
    "align-items:baseline;flex-wrap:wrap}"
    "section{padding:10px 0;border-top:1px solid var(--line)}"
    "p{margin:4px 0}.where{font-size:12.5px;opacity:.8}.value{white-space:pre-line}"
    ".none{opacity:.65;font-style:italic}"
    ".stage{font-size:11px;font-weight:600;padding:1px 6px;border-radius:3px;background:var(--soft)}"
    ".failed{background:#b3261e;color:#fff}"
    "details{font-size:12.5px;margin-top:4px}summary{cursor:pointer}"
    "li{margin:3px 0}ul,ol{padding-left:18px;margin:4px 0}.body p{margin:8px 0}"
    "@media(max-width:800px){body{display:block;height:auto}aside{border-right:0}"
    "iframe{height:90vh;border-top:1px solid var(--line)}}"
    "</style>";

void element(std::string& out, std::string_view name, std::string_view attributes,
             std::string_view text) {
  out += fmt::format("<{}{}{}>", name, attributes.empty() ? "" : " ", attributes);
  append_markup(out, text);
  out += fmt::format("</{}>", name);
}

std::string shown(std::string_view value) {
  const auto cut = text::truncate(value, kMaxValue);
  return std::string(cut) + (cut.size() < value.size() ? " ..." : "");
}

std::string joined(const std::vector<std::string>& values) {
  return fmt::format("{}", fmt::join(values, ", "));
}

std::string date_of(const std::optional<dates::Timestamp>& date) {
  return date ? date->to_iso8601() : std::string();
}

class Panel {
 public:
  explicit Panel(const Previewed& what) : what_(what), blame_(what.site, what.page, what.article) {}

  std::string run() {
    const records::Article& article = what_.article;
    if (!what_.back.empty()) {
      out_ += "<p class=\"where\">";
      element(out_, "a", fmt::format("href=\"{}\"", to_markup(what_.back)), "Back");
      out_ += "</p>";
    }
    element(out_, "h1", "", what_.name);
    element(out_, "p", "class=\"where\"",
            what_.site == nullptr ? "no site file is for this page: all is found automatically"
                                  : fmt::format("site file: {} ({})", what_.site->id,
                                                what_.site->file.filename().string()));
    if (what_.site != nullptr && !what_.site->notice.empty())
      element(out_, "p", "class=\"where\"", what_.site->notice);
    element(out_, "p", "class=\"where\"",
            fmt::format("kind: {}: {}", records::to_string(article.kind), article.kind_reason));
    if (what_.listing != nullptr) items();
    if (what_.is_list) return std::move(out_);
    field("title", "title", article.title);
    field("date", "date", date_of(article.published));
    field("updated", "updated", date_of(article.updated));
    field("authors", "authors", joined(article.authors));
    field("summary", "summary", article.summary);
    field("section", "section", article.section);
    field("tags", "tags", joined(article.tags));
    field("language", "language", article.language);
    field("image", "image", article.image);
    field("canonical address", "canonical_url", article.canonical_url);
    body();
    return std::move(out_);
  }

 private:
  void begin(std::string_view title, const Stage& stage) {
    out_ += "<section><h2>";
    append_markup(out_, title);
    element(out_, "span", stage.failed ? "class=\"stage failed\"" : "class=\"stage\"",
            stage.failed ? "failed: " + stage.name : stage.name);
    out_ += "</h2>";
  }

  void field(std::string_view title, std::string_view name, const std::string& value) {
    const Stage stage = blame_.stage_of(name, value);
    begin(title, stage);
    if (value.empty()) {
      element(out_, "p", "class=\"none\"", "nothing");
    } else {
      element(out_, "p", "class=\"value\"", shown(value));
    }
    element(out_, "p", "class=\"where\"", stage.why);
    runners_up(name);
    out_ += "</section>";
  }

  void body() {
    const records::Article& article = what_.article;
    const Stage stage = blame_.stage_of("body", article.body);
    begin("body", stage);
    element(out_, "p", "class=\"where\"",
            fmt::format("{}; {} blocks, confidence {:.2f}", stage.why, article.blocks.size(),
                        article.confidence));
    runners_up("body");
    out_ += "<details class=\"body\" open><summary>text</summary>";
    std::string_view rest = article.body;
    while (!rest.empty()) {
      const auto end = rest.find("\n\n");
      element(out_, "p", "", rest.substr(0, end));
      rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 2);
    }
    out_ += "</details></section>";
  }

  void runners_up(std::string_view name) {
    std::string list;
    std::size_t count = 0;
    for (const extract::Explanation& one : what_.runners_up) {
      if (one.field != name || one.won) continue;
      if (++count > kMaxRunnersUp) continue;
      const std::string where =
          fmt::format("{}{}{}", one.source, one.locator.empty() ? "" : " at ", one.locator);
      element(list, "li", "",
              fmt::format("{} ({}{}; {:.2f})", shown(one.value), where,
                          one.why.empty() ? std::string() : ": " + one.why, one.score));
    }
    if (count == 0) return;
    out_ += fmt::format("<details><summary>{} other{}</summary><ul>{}</ul></details>", count,
                        count == 1 ? "" : "s", list);
  }

  void items() {
    begin("items of the listing",
          {what_.listing->items.empty() ? "rule" : "found", "", what_.listing->items.empty()});
    out_ += "<ol>";
    for (std::size_t i = 0; i < what_.listing->items.size() && i < kMaxItems; ++i) {
      const records::ListingItem& item = what_.listing->items[i];
      element(out_, "li", "",
              fmt::format("{}{}{}", item.title.empty() ? std::string(item.url.href()) : item.title,
                          item.published ? ", " : "", date_of(item.published)));
    }
    out_ += "</ol>";
    element(out_, "p", "class=\"where\"",
            what_.listing->next ? "next page: " + what_.listing->next->href()
                                : "no next page was found");
    out_ += "</section>";
  }

  const Previewed& what_;
  Blame blame_;
  std::string out_;
};

std::string titled(std::string_view name) {
  std::string out(kHead);
  element(out, "title", "", fmt::format("Preview of {}", name));
  return out + "</head><body>";
}

}  // namespace

std::string to_preview(const Previewed& what) {
  std::string out = titled(what.name);
  out += "<aside>" + Panel(what).run() + "</aside>";
  out += "<iframe sandbox title=\"the page, without scripts and pictures\" srcdoc=\"";
  // What a list says beside its items is no article's.
  const records::Article none;
  append_markup(
      out, to_harmless_html(what.page.tree, marks_of(what.page, what.is_list ? none : what.article,
                                                     what.site, what.listing)));
  return out + "\"></iframe></body></html>\n";
}

std::string preview_of_failure(const std::string& name, const std::string& stage,
                               const std::string& why) {
  std::string out = titled(name);
  out += "<aside>";
  element(out, "h1", "", name);
  out += "<section><h2>";
  element(out, "span", "class=\"stage failed\"", "failed: " + stage);
  out += "</h2>";
  element(out, "p", "", why);
  return out + "</section></aside></body></html>\n";
}

}  // namespace tearsheet::preview
