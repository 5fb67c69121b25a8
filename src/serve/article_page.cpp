#include "serve/article_page.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "markdown/markdown.h"
#include "serve/sites_page.h"

namespace tearsheet::serve {
namespace {

using namespace store;  // the names of the columns

std::string byline(const StoredArticle& a) {
  const std::string_view site = a[kSiteNameColumn].empty() ? a[kSiteColumn] : a[kSiteNameColumn];
  std::string out = to_markup(site);
  if (!a[kDateColumn].empty()) out += " · " + time_element(a[kDateColumn]);
  if (const std::string authors = names_of(a[kAuthorsColumn]); !authors.empty())
    out += " · " + to_markup(authors);
  return "<p class=\"facts\">" + out + "</p>\n";
}

std::string notice(const std::string& html) {
  return "<p class=\"notice\">" + html + "</p>\n";
}

/// What a reader should know before the text.
std::string notices(const StoredArticle& a, const ArticleFacts& facts) {
  std::string out;
  if (!facts.gone.empty())
    out += notice("Its address holds it no longer, since " + time_element(facts.gone) + ".");
  if (!a[kIncompleteColumn].empty())
    out += notice("A part is missing: " + to_markup(a[kIncompleteColumn]) + ".");
  if (a[kKindColumn] != "article" && !a[kKindColumn].empty())
    out += notice("Kind: " + to_markup(a[kKindColumn]) + ".");
  return out;
}

std::string paragraphs(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find("\n\n", at), text.size());
    out += "<p>" + to_markup(text.substr(at, end - at)) + "</p>\n";
    at = end + 2;
  }
  return out;
}

/// The summary often is how the text begins.
bool says_more(std::string_view summary, std::string_view body) {
  return !summary.empty() && !body.starts_with(summary);
}

std::string text_of(const StoredArticle& a) {
  std::string out = fmt::format(
      "<article class=\"text\"{}>\n<h1>{}</h1>\n", language_attributes(a[kLanguageColumn]),
      a[kTitleColumn].empty() ? "(no title)" : to_markup(a[kTitleColumn]));
  out += byline(a);
  if (says_more(a[kSummaryColumn], a[kBodyColumn]))
    out += "<p class=\"lead\">" + to_markup(a[kSummaryColumn]) + "</p>\n";
  // Pictures are elsewhere, and nothing is loaded from there: their texts stand for them.
  out += a[kMarkdownColumn].empty() ? paragraphs(a[kBodyColumn])
                                    : markdown::to_html(a[kMarkdownColumn], {.images = false});
  return out + "</article>\n";
}

std::string fact(std::string_view name, const std::string& html) {
  return html.empty() ? std::string()
                      : fmt::format("<tr><th scope=\"row\">{}</th><td>{}</td></tr>\n", name, html);
}

std::string facts_table(const StoredArticle& a, const ArticleFacts& facts) {
  std::string out = "<div class=\"wide\"><table>\n";
  out += fact("Address", link_elsewhere(a[kUrlColumn], a[kUrlColumn]));
  if (a[kCanonicalColumn] != a[kUrlColumn])
    out += fact("Canonical address", link_elsewhere(a[kCanonicalColumn], a[kCanonicalColumn]));
  out +=
      fact("Site", fmt::format("<a href=\"{}\">{}</a>", to_markup(address_of_site(a[kSiteColumn])),
                               to_markup(a[kSiteColumn])));
  out += fact("First seen", time_element(a[kFirstSeenColumn]));
  out += fact("Updated", time_element(a[kUpdatedColumn]));
  const std::string version =
      fmt::format("{}, since {}", a.version, time_element(a[kChangedColumn]));
  out += fact("Version", a.version > 1
                             ? fmt::format("{}: <a href=\"/article/{}/versions\">what changed</a>",
                                           version, a.id)
                             : version);
  if (!facts.page_fetched.empty()) {
    out += fact("Page", fmt::format("<a href=\"/article/{}/page\">as it was fetched</a> {}", a.id,
                                    time_element(facts.page_fetched)));
  }
  out += fact("Section", to_markup(a[kSectionColumn]));
  out += fact("Tags", to_markup(names_of(a[kTagsColumn])));
  out += fact("Language", to_markup(a[kLanguageColumn]));
  out += fact("Picture", a[kImageColumn].empty()
                             ? std::string()
                             : link_elsewhere(a[kImageColumn], a[kImageCaptionColumn].empty()
                                                                   ? a[kImageColumn]
                                                                   : a[kImageCaptionColumn]));
  out += fact("Agency", to_markup(facts.agency));
  return out + "</table></div>\n";
}

std::string sources_table(const ArticleFacts& facts) {
  if (facts.sources.empty()) return {};
  std::string out =
      "<details><summary>Where each field came from</summary>\n<div class=\"wide\"><table>\n"
      "<thead><tr><th scope=\"col\">Field</th><th scope=\"col\">Source</th><th "
      "scope=\"col\">Where</th><th scope=\"col\">What it said</th><th scope=\"col\" "
      "class=\"number\">Confidence</th></tr></thead>\n<tbody>\n";
  for (const records::FieldSource& source : facts.sources) {
    out += fmt::format(
        "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{}</td>"
        "<td class=\"number\">{:.2f}</td></tr>\n",
        to_markup(source.field), to_markup(source.source), to_markup(source.locator),
        to_markup(source.raw), source.confidence);
  }
  out += "</tbody></table></div>\n";
  out += fmt::format(
      "<p class=\"soft\">Read by version {} of the extractor{}.</p></details>\n", facts.extractor,
      facts.page_fetched.empty() ? std::string()
                                 : " from the page fetched " + time_element(facts.page_fetched));
  return out;
}

std::string story(const std::vector<StoryPage>& pages, std::int64_t id) {
  if (pages.size() < 2) return {};
  std::string out = fmt::format(
      "<h2 id=\"story\">The same story, {}</h2>\n<div class=\"wide\"><table>\n<thead><tr><th "
      "scope=\"col\">Site</th><th scope=\"col\">Title</th><th scope=\"col\">Date</th><th "
      "scope=\"col\">Agency</th><th scope=\"col\">Words</th></tr></thead>\n<tbody>\n",
      counted(static_cast<std::int64_t>(pages.size()), "page", "pages"));
  for (const StoryPage& page : pages) {
    const std::string title = page.title.empty() ? "(no title)" : to_markup(page.title);
    out += fmt::format(
        "<tr><td>{}</td><td{}>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>\n",
        to_markup(page.site), language_attributes(page.language),
        page.id == id ? title + " <span class=\"soft\">(this one)</span>"
                      : fmt::format("<a href=\"/article/{}\">{}</a>", page.id, title),
        time_element(page.date), to_markup(page.agency),
        page.id == id
            ? std::string()
            : fmt::format("<a href=\"/article/{}/compare/{}\">side by side</a>", id, page.id));
  }
  return out + "</tbody></table></div>\n";
}

}  // namespace

Error no_article(std::int64_t id) {
  return {ErrorCode::kNotFound, fmt::format("there is no article {}", id)};
}

std::string names_of(std::string_view json_array) {
  std::string out;
  const auto list = nlohmann::json::parse(json_array, nullptr, false);
  if (!list.is_array()) return out;
  for (const auto& one : list) {
    if (one.is_string()) out += (out.empty() ? "" : ", ") + one.get<std::string>();
  }
  return out;
}

Result<Response> article_page(store::Store& store, std::int64_t id, const std::string& name) {
  const auto pages = store.story_of(id);
  if (!pages) return fail(pages.error());
  Page page;
  page.name = name;
  const auto found = store.article(id, [&](const StoredArticle& a, const ArticleFacts& facts) {
    page.title = a[kTitleColumn];
    page.content = notices(a, facts) + text_of(a) + "<h2>What is known of it</h2>\n" +
                   facts_table(a, facts) + sources_table(facts) + story(*pages, id);
  });
  if (!found) return fail(found.error());
  if (!*found) return fail(no_article(id));
  return to_response(page);
}

}  // namespace tearsheet::serve
