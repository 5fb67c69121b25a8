// The state of a database as one HTML file, to look at or to publish: what the sites' page of
// `serve` has, and in place of its pages of single sites the newest articles of each, where they
// were published.
#include <fmt/format.h>

#include <map>
#include <set>

#include "base/escape.h"
#include "output/output.h"

namespace tearsheet::output {
namespace {

constexpr std::string_view kStyle = R"(
:root{--ink:#1c2024;--soft:#5b6570;--line:#d9dee3;--page:#fff;--card:#f6f8fa;--link:#0b5cad;--new:#2f6fb3;--bad:#b3402f;--warn:#8a5a00;color-scheme:light dark}
@media(prefers-color-scheme:dark){:root{--ink:#e6e9ec;--soft:#9aa5b1;--line:#363d45;--page:#14171a;--card:#1d2126;--link:#7db8f0;--new:#6ba6e3;--bad:#e5806f;--warn:#d9a94a}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:72rem;padding:1.5rem 1rem 3rem;font:1rem/1.5 system-ui,sans-serif;color:var(--ink);background:var(--page)}
h1{font-size:1.5rem;margin:0 0 .25rem;overflow-wrap:anywhere}h2{font-size:1.1rem;margin:2rem 0 .5rem}
p{margin:.25rem 0}.soft,time{color:var(--soft)}
a{color:var(--link)}
:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.news{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,21rem),1fr));gap:0 2rem}
.news section{overflow-wrap:anywhere}
.news section:target h3{background:var(--card);outline:.3rem solid var(--card)}
h3{font-size:1rem;margin:1rem 0 .25rem}
.news ol{list-style:none;margin:0;padding:0}
.news li{padding:.25rem 0;border-top:1px solid var(--line);line-height:1.35}
.news time{display:block;font-size:.85rem}
)";

std::string place_of(std::string_view key) {
  return "site-" + std::string(key);
}

std::string item(const store::SiteNews::Article& article) {
  constexpr std::size_t kDay = 10, kMinute = 16;
  std::string shown = article.moment.substr(0, kMinute);
  if (shown.size() > kDay) shown[kDay] = ' ';
  const std::string title = to_markup(article.title.empty() ? article.url : article.title);
  const bool is_web = article.url.starts_with("https://") || article.url.starts_with("http://");
  const std::string language = article.language.empty()
                                   ? std::string()
                                   : fmt::format(" lang=\"{}\"", to_markup(article.language));
  return fmt::format("<li{} dir=\"auto\">{}<time datetime=\"{}\">{}</time></li>\n", language,
                     is_web
                         ? fmt::format("<a rel=\"noreferrer noopener external\" href=\"{}\">{}</a>",
                                       to_markup(article.url), title)
                         : title,
                     to_markup(article.moment), to_markup(shown));
}

std::string news_of_sites(const StatusView& view) {
  if (view.news.empty()) return {};
  std::map<std::string_view, std::string_view> titles;
  for (const store::SiteStatus& site : view.status.sites) titles[site.key] = site.title;
  std::string out = "<h2>Newest articles</h2>\n<div class=\"news\">\n";
  for (const store::SiteNews& site : view.news) {
    const std::string_view title = titles[site.key];
    out += fmt::format("<section id=\"{}\"><h3>{}</h3>\n<ol>\n", to_markup(place_of(site.key)),
                       to_markup(title.empty() ? site.key : title));
    for (const store::SiteNews::Article& article : site.articles) out += item(article);
    out += "</ol></section>\n";
  }
  return out + "</div>\n";
}

}  // namespace

std::string to_html(const StatusView& view) {
  std::set<std::string_view> with_news;
  for (const store::SiteNews& site : view.news) with_news.insert(site.key);
  const auto place = [&](std::string_view key) {
    return with_news.contains(key) ? "#" + place_of(key) : std::string();
  };
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
      "'unsafe-inline'\">"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta "
      "name=\"robots\" content=\"noindex\">"
      "<title>tearsheet: status of {0}</title><style>{1}{2}</style></head>\n<body>\n<main>\n<h1>{0}</h1>\n"
      "{3}{4}</main>\n</body></html>\n",
      to_markup(view.name), kStyle, status_style(), to_sections(view, place), news_of_sites(view));
}

}  // namespace tearsheet::output
