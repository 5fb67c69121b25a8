// TEI P5 (tei-c.org/release/doc/tei-p5-doc/en/html): a teiCorpus with a TEI for each article, as tools
// for corpora read it.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>

#include "base/escape.h"
#include "output/feed_facts.h"
#include "output/output.h"

namespace tearsheet::output {
namespace {

using namespace store;  // the names of the columns

struct Element {
  std::string_view html, begin, end;
};
// What body_html() writes, and nothing else.
constexpr std::array kElements = {
    Element{"p", "<p>", "</p>"},
    Element{"h2", "<ab type=\"heading\">", "</ab>"},
    Element{"h3", "<ab type=\"heading\">", "</ab>"},
    Element{"h4", "<ab type=\"heading\">", "</ab>"},
    Element{"h5", "<ab type=\"heading\">", "</ab>"},
    Element{"h6", "<ab type=\"heading\">", "</ab>"},
    Element{"ul", "<list>", "</list>"},
    Element{"ol", "<list rend=\"numbered\">", "</list>"},
    Element{"li", "<item>", "</item>"},
    Element{"blockquote", "<quote>", "</quote>"},
    Element{"pre", "<ab type=\"code\" xml:space=\"preserve\">", "</ab>"},
    Element{"code", "<code>", "</code>"},
    Element{"table", "<table>", "</table>"},
    Element{"tr", "<row>", "</row>"},
    Element{"td", "<cell>", "</cell>"},
    Element{"th", "<cell role=\"label\">", "</cell>"},
    Element{"em", "<hi rend=\"italic\">", "</hi>"},
    Element{"strong", "<hi rend=\"bold\">", "</hi>"},
    Element{"br", "<lb/>", ""},
    Element{"hr", "<milestone unit=\"section\"/>", ""},
};

// The value of an attribute as it stands there, escaped.
std::string_view value_in(std::string_view tag, std::string_view name) {
  const std::size_t at = tag.find(name);
  if (at == std::string_view::npos) return {};
  const std::string_view value = tag.substr(at + name.size());
  return value.substr(0, value.find('"'));
}

/// `tag` without its angle brackets.
void append_tag(std::string& out, std::string_view tag) {
  const bool is_end = tag.starts_with('/');
  if (is_end) tag.remove_prefix(1);
  const std::string_view name = tag.substr(0, tag.find(' '));
  if (name == "a") {
    is_end ? out += "</ref>" : out += fmt::format("<ref target=\"{}\">", value_in(tag, " href=\""));
    return;
  }
  const auto found = std::ranges::find(kElements, name, &Element::html);
  if (found != kElements.end()) out += is_end ? found->end : found->begin;
}

std::string to_tei(std::string_view html) {
  std::string out;
  while (!html.empty()) {
    const std::size_t begin = std::min(html.find('<'), html.size());
    out += html.substr(0, begin);
    html.remove_prefix(begin);
    const std::size_t end = html.find('>');
    if (end == std::string_view::npos) break;
    append_tag(out, html.substr(1, end - 1));
    html.remove_prefix(end + 1);
  }
  return out;
}

// W3C's moments have seconds.
std::string with_seconds(std::string_view date) {
  std::string text(date);
  const std::size_t t = text.find('T');
  if (t != std::string::npos && std::count(text.begin(), text.end(), ':') == 1)
    text.insert(std::min(t + 6, text.size()), ":00");
  return text;
}

std::string element(std::string_view name, std::string_view text) {
  return text.empty() ? std::string() : fmt::format("<{0}>{1}</{0}>", name, to_markup(text));
}

std::string date_element(std::string_view date) {
  return date.empty() ? std::string()
                      : fmt::format("<date when=\"{}\">{}</date>", to_markup(with_seconds(date)),
                                    to_markup(date));
}

// What the publisher says of the use of the text.
std::string availability(const store::StoredArticle& a) {
  std::string said;
  std::string_view licenses = a[kLicenseColumn];
  while (!licenses.empty()) {
    const std::size_t end = std::min(licenses.find(' '), licenses.size());
    const std::string one = to_markup(licenses.substr(0, end));
    said += fmt::format("<licence target=\"{0}\">{0}</licence>", one);
    licenses.remove_prefix(std::min(end + 1, licenses.size()));
  }
  const auto add = [&](ArticleColumn column, const char* allowed, const char* refused) {
    if (a[column] == "y") said += fmt::format("<p>{}</p>", allowed);
    if (a[column] == "n") said += fmt::format("<p>{}</p>", refused);
  };
  add(kTdmColumn, "Text and data mining is not reserved.", "Text and data mining is reserved.");
  add(kUseTrainColumn, "Training of models is allowed.", "Training of models is not allowed.");
  return said.empty() ? said : "<availability>" + said + "</availability>";
}

std::string terms(std::string_view json_array) {
  // An array of strings as the store writes it; what is in them is made text by its reader.
  std::string list;
  StoredArticle holder;
  holder.columns[kAuthorsColumn] = json_array;
  for (const std::string& tag : authors_of(holder)) list += element("term", tag);
  return list.empty() ? list : "<textClass><keywords>" + list + "</keywords></textClass>";
}

class TeiWriter final : public Writer {
 public:
  TeiWriter(std::string title, SysTime now) : title_(std::move(title)), now_(now) {}

  std::string head() override {
    return fmt::format(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<teiCorpus xmlns=\"http://www.tei-c.org/ns/1.0\">\n<teiHeader><fileDesc><titleStmt>"
        "<title>{}</title></titleStmt><publicationStmt><p>Exported by tearsheet, <date "
        "when=\"{}\"/>.</p></publicationStmt><sourceDesc><p>Articles of the web; each says where it "
        "stood.</p></sourceDesc></fileDesc></teiHeader>\n",
        to_markup(title_), to_iso8601(now_));
  }

  std::string article(const store::StoredArticle& a) override {
    std::string authors;
    for (const std::string& name : authors_of(a)) authors += element("author", name);
    const std::string language = to_markup(a[kLanguageColumn]);
    const std::string_view publisher =
        a[kSiteNameColumn].empty() ? a[kSiteColumn] : a[kSiteNameColumn];
    std::string profile;
    if (!a[kSummaryColumn].empty())
      profile += "<abstract>" + element("p", a[kSummaryColumn]) + "</abstract>";
    if (!language.empty())
      profile +=
          fmt::format("<langUsage><language ident=\"{0}\">{0}</language></langUsage>", language);
    profile += terms(a[kTagsColumn]);
    std::string body = to_tei(body_html(a));
    if (body.empty()) body = "<p/>";
    return fmt::format(
        "<TEI xml:id=\"article-{}\"{}>\n<teiHeader><fileDesc><titleStmt>{}{}</titleStmt>"
        "<publicationStmt>{}{}{}</publicationStmt><sourceDesc><bibl>{}<title "
        "level=\"a\">{}</title><title level=\"j\">{}</title>{}<ptr target=\"{}\"/></bibl>"
        "</sourceDesc></fileDesc>{}</teiHeader>\n<text><body>\n{}</body></text>\n</TEI>\n",
        a.id, language.empty() ? "" : " xml:lang=\"" + language + "\"",
        element("title", a[kTitleColumn]), authors, element("publisher", publisher),
        date_element(a[kDateColumn]), availability(a), authors, to_markup(a[kTitleColumn]),
        to_markup(publisher), date_element(a[kDateColumn]), to_markup(a[kUrlColumn]),
        profile.empty() ? "" : "<profileDesc>" + profile + "</profileDesc>", body);
  }

  std::string tail() override { return "</teiCorpus>\n"; }

 private:
  const std::string title_;
  const SysTime now_;
};

}  // namespace

std::unique_ptr<Writer> make_tei_writer(const Heading& heading) {
  return std::make_unique<TeiWriter>(heading.title, heading.now);
}

}  // namespace tearsheet::output
