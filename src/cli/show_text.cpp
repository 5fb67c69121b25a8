#include "cli/show_text.h"

#include <fmt/format.h>

#include "base/ascii.h"
#include "base/escape.h"
#include "cli/batch.h"

namespace tearsheet::cli {
namespace {

using namespace store;  // the names of the columns
using markdown::Look;
using markdown::TerminalOptions;

std::string listed(std::string_view json) {
  std::string out;
  const Json list = Json::parse(json, nullptr, false);
  for (const Json& one : list.is_array() ? list : Json::array()) {
    if (one.is_string()) out += (out.empty() ? "" : ", ") + one.get<std::string>();
  }
  return out;
}

/// "Harbour Times · 2025-11-15T08:30:00Z · Ada Quay".
std::string byline(const StoredArticle& a) {
  std::string line;
  const std::string authors = listed(a[kAuthorsColumn]);
  const std::string_view site = a[kSiteNameColumn].empty() ? a[kSiteColumn] : a[kSiteNameColumn];
  for (const std::string_view part : {site, a[kDateColumn], std::string_view(authors)}) {
    if (!part.empty()) (line += line.empty() ? "" : " · ") += part;
  }
  return line;
}

/// What a reader should know before the text.
std::vector<std::string> notices(const StoredArticle& a, const ArticleFacts& facts) {
  std::vector<std::string> lines;
  const auto add = [&](const char* what, std::string_view value) {
    if (!value.empty()) lines.push_back(what + std::string(value));
  };
  add("Updated ", a[kUpdatedColumn]);
  if (a.version > 1) {
    lines.push_back(fmt::format("Version {} since {}: tearsheet history {}", a.version,
                                a[kChangedColumn], a.id));
  }
  if (a[kKindColumn] != "article") add("Kind: ", a[kKindColumn]);
  add("Not whole: ", a[kIncompleteColumn]);
  add("Gone from its address since ", facts.gone);
  add("Copy of ", a[kDuplicateOfColumn]);
  add("Credits ", facts.agency);
  return lines;
}

// Where the summary is only how the text begins, nobody wants to read it twice.
bool says_more(std::string_view summary, std::string_view body) {
  while (!summary.empty() && (summary.back() == '.' || is_space(summary.back())))
    summary.remove_suffix(1);
  if (summary.ends_with("…")) summary.remove_suffix(std::string_view("…").size());
  return !summary.empty() && !body.starts_with(summary);
}

/// The field's value as one short line.
std::string value_of(const StoredArticle& a, std::string_view field) {
  constexpr std::size_t kShown = 60;
  for (const ColumnSpec& spec : kArticleColumnTable) {
    if (field != spec.name) continue;
    const std::string value =
        spec.form == Form::kList ? listed(a[spec.column]) : std::string(a[spec.column]);
    return markdown::shortened(to_printable(value.substr(0, value.find('\n'))), kShown);
  }
  return {};
}

std::string made_by(const ArticleFacts& facts) {
  std::string line = facts.page_fetched.empty()
                         ? std::string("Its page is not kept")
                         : fmt::format("Read from the page of {}", facts.page_fetched);
  line += fmt::format(" by extractor {}", facts.extractor);
  if (!facts.rules.empty()) line += fmt::format(", site file {}", facts.rules);
  return line + fmt::format("; confidence of the body {:.2f}", facts.confidence);
}

}  // namespace

std::string to_text(const StoredArticle& a, const ArticleFacts& facts,
                    const TerminalOptions& options) {
  std::string out = markdown::wrapped(a[kTitleColumn], options, Look::kBold);
  out += markdown::wrapped(byline(a), options, Look::kDim);
  out += markdown::wrapped(a[kUrlColumn], {0, options.colour}, Look::kDim);
  for (const std::string& line : notices(a, facts))
    out += markdown::wrapped(line, options, Look::kDim);
  if (says_more(a[kSummaryColumn], a[kBodyColumn]))
    out += '\n' + markdown::wrapped(a[kSummaryColumn], options, Look::kItalic);
  return out + '\n' +
         (a[kMarkdownColumn].empty() ? markdown::wrapped(a[kBodyColumn], options)
                                     : markdown::to_terminal(a[kMarkdownColumn], options));
}

std::string sources_text(const StoredArticle& a, const ArticleFacts& facts,
                         const TerminalOptions& options) {
  std::string out = markdown::wrapped(a[kTitleColumn], options, Look::kBold);
  out += markdown::wrapped(a[kUrlColumn], {0, options.colour}, Look::kDim) + '\n';
  for (const records::FieldSource& source : facts.sources) {
    std::string line = fmt::format("{:14} {}", source.field, source.source);
    if (!source.locator.empty()) line += "  " + source.locator;
    if (source.confidence < 1) line += fmt::format("  ({:.2f})", source.confidence);
    out += to_printable(line) + '\n';
    if (const std::string value = value_of(a, source.field); !value.empty())
      out += fmt::format("{:14} {}\n", "", value);
    if (!source.raw.empty())
      out += fmt::format("{:14} found as: {}\n", "", to_printable(source.raw));
  }
  return out + '\n' + markdown::wrapped(made_by(facts), options, Look::kDim);
}

std::string sources_json(const StoredArticle& a, const ArticleFacts& facts) {
  Json object = {{"id", a.id}, {"url", std::string(a[kUrlColumn])}};
  Json& sources = object["sources"] = Json::object();
  for (const records::FieldSource& source : facts.sources) {
    Json one = {{"source", source.source}};
    if (!source.locator.empty()) one["locator"] = source.locator;
    if (!source.raw.empty()) one["raw"] = source.raw;
    one["confidence"] = source.confidence;
    sources[source.field] = std::move(one);
  }
  const auto or_null = [](const std::string& text) { return text.empty() ? Json() : Json(text); };
  object["page"] = facts.page_fetched.empty()
                       ? Json()
                       : Json{{"url", facts.page_url}, {"fetched", facts.page_fetched}};
  object["extractor"] = facts.extractor;
  object["rules"] = or_null(facts.rules);
  object["confidence"] = facts.confidence;
  return to_line(object);
}

std::string to_html(const StoredArticle& a, const ArticleFacts& facts) {
  std::string out = "<!DOCTYPE html>\n<html";
  if (!a[kLanguageColumn].empty()) out += " lang=\"" + to_markup(a[kLanguageColumn]) + '"';
  out +=
      ">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
      "content=\"width=device-width\">\n<title>" +
      to_markup(a[kTitleColumn]) + "</title>\n</head>\n<body>\n<article>\n<h1>" +
      to_markup(a[kTitleColumn]) + "</h1>\n<p>" + to_markup(byline(a)) + "</p>\n";
  const std::string_view url = a[kUrlColumn];
  if (url.starts_with("http://") || url.starts_with("https://"))
    out += "<p><a href=\"" + to_markup(url) + "\">" + to_markup(url) + "</a></p>\n";
  for (const std::string& line : notices(a, facts)) out += "<p>" + to_markup(line) + "</p>\n";
  if (says_more(a[kSummaryColumn], a[kBodyColumn]))
    out += "<p><em>" + to_markup(a[kSummaryColumn]) + "</em></p>\n";
  if (!a[kMarkdownColumn].empty()) {
    out += markdown::to_html(a[kMarkdownColumn]);
  } else {
    const std::string_view body = a[kBodyColumn];
    for (std::size_t at = 0; at < body.size();) {
      const std::size_t end = std::min(body.find("\n\n", at), body.size());
      out += "<p>" + to_markup(body.substr(at, end - at)) + "</p>\n";
      at = end + 2;
    }
  }
  return out + "</article>\n</body>\n</html>\n";
}

}  // namespace tearsheet::cli
