// The front page, and the answer to a search: the same list, with another order.
#include <fmt/format.h>

#include "serve/listing.h"

namespace tearsheet::serve {
namespace {

std::string marked(const store::MarkedText& text) {
  std::string out;
  std::size_t at = 0;
  for (const text::Range& mark : text.marks) {
    out += to_markup(std::string_view(text.text).substr(at, mark.begin - at));
    out += "<mark>" +
           to_markup(std::string_view(text.text).substr(mark.begin, mark.end - mark.begin)) +
           "</mark>";
    at = mark.end;
  }
  return out += to_markup(std::string_view(text.text).substr(at));
}

std::string row(const store::SearchHit& hit) {
  const std::string title = hit.title.text.empty() ? "(no title)" : marked(hit.title);
  std::string facts = to_markup(hit.site);
  facts += " · " + time_element(hit.date.empty() ? hit.first_seen : hit.date);
  if (hit.copies > 0) {
    facts += fmt::format(" · <a href=\"/article/{}#story\">{}</a>", hit.id,
                         counted(hit.copies, "copy", "copies"));
  }
  const std::string language = language_attributes(hit.language);
  return fmt::format(
      "<li><h2{0}><a href=\"/article/{1}\">{2}</a></h2>\n<p class=\"facts\">{3}</p>\n"
      "<p{0}>{4}</p></li>\n",
      language, hit.id, title, facts, marked(hit.snippet));
}

std::string field(std::string_view name, std::string_view label, std::string_view value,
                  std::string_view more) {
  return fmt::format(
      "<div><label for=\"{0}\">{1}</label><input id=\"{0}\" name=\"{0}\" value=\"{2}\" {3}></div>\n",
      name, label, to_markup(value), more);
}

std::string day_field(std::string_view name, std::string_view label, const std::string& value) {
  const bool is_wrong = !value.empty() && !is_day(value);
  return field(name, label, value,
               fmt::format("placeholder=\"2025-11-14\" size=\"10\"{}",
                           is_wrong ? " aria-invalid=\"true\" aria-describedby=\"wrong\"" : ""));
}

std::string form(const ListQuery& query, const std::vector<store::SiteName>& sites) {
  std::string out =
      "<form class=\"search\" role=\"search\" action=\"/\" method=\"get\">\n"
      "<div class=\"words\"><label for=\"q\">Words: all of them; \"side by side\", one OR other, "
      "-without, begin*, title:word</label><input id=\"q\" name=\"q\" type=\"search\" value=\"" +
      to_markup(query.words) + "\"></div>\n";
  out += field("site", "Site", query.site, "list=\"sites\" autocomplete=\"off\"");
  out += day_field("since", "From day", query.since);
  out += day_field("until", "To day", query.until);
  out += field("language", "Language", query.language, "placeholder=\"en\" size=\"5\"");
  out += fmt::format(
      "<div><label for=\"sort\">Order</label><select id=\"sort\" name=\"sort\">"
      "<option value=\"\">newest first</option><option value=\"best\"{}>best first</option>"
      "</select></div>\n<div><button>Search</button></div>\n",
      query.by_relevance ? " selected" : "");
  out += "<datalist id=\"sites\">";
  for (const store::SiteName& site : sites) {
    out +=
        fmt::format("<option value=\"{}\">{}</option>", to_markup(site.key), to_markup(site.title));
  }
  return out + "</datalist>\n</form>\n";
}

std::string leaf(std::string_view text, const ListQuery& query, std::int64_t skip) {
  std::string address = address_of("/", query);
  if (skip > 0) {
    address += address.find('?') == std::string::npos ? '?' : '&';
    address += fmt::format("skip={}", skip);
  }
  return fmt::format("<a href=\"{}\">{}</a>\n", to_markup(address), text);
}

std::string leaves(const ListQuery& query, const store::SearchAnswer& answer) {
  std::string out;
  if (query.skip > 0) out += leaf("Newer", query, std::max<std::int64_t>(0, query.skip - kRows));
  if (answer.left_out > 0 && query.skip + kRows <= kDeepest)
    out += leaf(query.by_relevance ? "More" : "Older", query, query.skip + kRows);
  if (out.empty()) return {};
  return "<nav class=\"leaf\" aria-label=\"Pages of the list\">" + out + "</nav>\n";
}

std::string heading(const ListQuery& query) {
  std::string out = query.words.empty() ? "Newest stories" : "Stories with " + query.words;
  if (!query.site.empty()) out += " of " + query.site;
  return out;
}

}  // namespace

Result<Response> front_page(store::Store& store, const ListQuery& query, const std::string& name) {
  const auto sites = store.site_names();
  if (!sites) return fail(sites.error());
  // What was typed wrongly is told where it was typed.
  const auto sound = check(query);
  const auto answer = sound ? list(store, query) : Result<store::SearchAnswer>(fail(sound.error()));
  if (!answer && answer.error().code != ErrorCode::kInvalid) return fail(answer.error());
  Page page;
  page.title = heading(query);
  page.name = name;
  page.here = "/";
  page.content = "<h1>" + to_markup(page.title) + "</h1>\n" + form(query, *sites);
  if (!answer) {
    page.content +=
        "<p class=\"notice\" id=\"wrong\">" + to_markup(answer.error().message) + "</p>\n";
    Response response = to_response(page);
    response.status = 400;
    return response;
  }
  if (answer->hits.empty()) page.content += "<p class=\"notice\">No story matches.</p>\n";
  if (answer->weighed > 0) {
    page.content += fmt::format(
        "<p class=\"soft\">The best of the {} matching articles that were stored last; older ones "
        "hold these words, too.</p>\n",
        grouped(answer->weighed));
  }
  page.content += "<ol class=\"stories\">\n";
  for (const store::SearchHit& hit : answer->hits) page.content += row(hit);
  page.content += "</ol>\n" + leaves(query, *answer);
  page.has_feeds = true;
  ListQuery newest = query;  // a feed has no other order
  newest.by_relevance = false;
  page.feeds = address_of("", newest);
  return to_response(page);
}

}  // namespace tearsheet::serve
