// `tearsheet select`: what a selector or an XPath expression finds in a page.
#include "select/select.h"
#include "base/utf8.h"

#include <algorithm>

#include "base/escape.h"
#include "base/files.h"
#include "cli/batch.h"
#include "cli/command.h"
#include "reading/reading.h"
#include "text/text.h"

namespace tearsheet::cli {
namespace {

constexpr std::size_t kMaxFile = 64'000'000;  // the parser has a lower limit and says so itself

Json id_of(const select::Match& match) {
  if (match.kind != select::Match::Kind::kElement || !match.node.is_element()) return nullptr;
  const auto id = match.node.attribute("id");
  return id ? Json(*id) : Json(nullptr);
}

Result<Json> answer(const Json& line) {
  const bool is_xpath = line.contains("xpath");
  if (!is_xpath && !line.contains("css")) {
    return fail(ErrorCode::kInvalid, "neither \"css\" nor \"xpath\"");
  }
  const auto query = is_xpath ? select::Query::xpath(text_at(line, "xpath"))
                              : select::Query::css(text_at(line, "css"));
  if (!query) return fail(query.error());
  const auto document = html::Document::parse(text_at(line, "html"));
  if (!document) return fail(document.error());
  const auto matches = select::Evaluator(*document).all(*query);
  if (!matches) return fail(matches.error());
  Json out = Json::object();
  out["matches"] = Json::array();
  for (const select::Match& match : *matches) {
    Json found = Json::object();
    found["id"] = id_of(match);
    found["text"] = match.text();
    out["matches"].push_back(std::move(found));
  }
  return out;
}

/// Columns before `column` on a terminal, where a byte of ASCII and a character of UTF-8 take one
/// each.
std::string indent_to(std::string_view source, int column) {
  std::string indent;
  const auto end = std::min(source.size(), static_cast<std::size_t>(column - 1));
  for (const char c : source.substr(0, end)) {
    if (!is_continuation(c)) indent += ' ';
  }
  return indent;
}

class SelectCommand final : public Command {
 public:
  [[nodiscard]] std::string_view name() const override { return "select"; }
  [[nodiscard]] std::string_view summary() const override {
    return "print what a CSS selector or an XPath expression finds in a page";
  }

  void declare(Arguments& arguments) override {
    arguments.positional("EXPR", expression_, "a CSS selector, perhaps with ::text or ::attr(name)",
                         false);
    arguments.positional("FILE", file_, "the page (- for standard input)", false);
    arguments.flag("--xpath", is_xpath_, "EXPR is XPath 1.0");
    arguments.option("--attr", attribute_, "NAME", "print this attribute of each element found");
    arguments.flag("--batch", batch_, "a JSON object a line on standard input");
    arguments.epilog(
        R"(Prints a line for each match: the text of an element, the value of ::text, ::attr(name)
or an XPath attribute, number or string. Exit code 0: something was found, 1: nothing was,
2: the expression is wrong (the place is shown).
Examples:
  tearsheet select 'article h1' page.html
  tearsheet select 'div.list > a::attr(href)' page.html
  curl -s https://example.org/ | tearsheet select --xpath '//a[has-class("next")]/@href' -
Batch lines: {"html": TEXT, "css": SELECTOR} or {"html": TEXT, "xpath": EXPRESSION} gives
{"matches": [{"id": TEXT or null, "text": TEXT}]}, or {"error"}.)");
  }

  int run(Console& console) override {
    if (batch_) return run_batch(console, answer);
    if (expression_.empty() || file_.empty()) {
      console.log().error("needs an expression and a file; see tearsheet select --help");
      return kUsage;
    }
    const auto query =
        is_xpath_ ? select::Query::xpath(expression_) : select::Query::css(expression_);
    if (!query) return show_error(console, query.error());
    auto bytes = read_file(file_, kMaxFile);
    if (!bytes) return console.fail(bytes.error());
    const auto page = reading::open_page(*bytes, {}, {}, nullptr);
    if (!page) return console.fail(page.error());
    const auto matches = select::Evaluator(page->tree).all(*query);
    if (!matches) return console.fail(matches.error());
    return print(console, *matches);
  }

 private:
  int print(Console& console, const std::vector<select::Match>& matches) const {
    bool is_any = false;
    for (const select::Match& match : matches) {
      std::string line;
      if (!attribute_.empty()) {
        const auto value = match.node ? match.node.attribute(attribute_) : std::nullopt;
        if (match.kind != select::Match::Kind::kElement || !value) continue;
        line = *value;
      } else {
        line = text::clean_line(match.text());
      }
      is_any = true;
      if (!console.print(line)) break;
    }
    return is_any ? kDone : kFailed;
  }

  int show_error(Console& console, const Error& error) const {
    console.log().error(error.message);
    if (error.column > 0) {
      // Lines would not stay under one another if a control character in the source were printed as
      // it is.
      if (to_printable(expression_) == expression_) {
        console.log().error("  " + expression_);
        console.log().error("  " + indent_to(expression_, error.column) + "^");
      }
    }
    return kUsage;
  }

  std::string expression_;
  std::string file_;
  std::string attribute_;
  bool is_xpath_ = false;
  bool batch_ = false;
};

}  // namespace

std::unique_ptr<Command> make_select_command() {
  return std::make_unique<SelectCommand>();
}

}  // namespace tearsheet::cli
