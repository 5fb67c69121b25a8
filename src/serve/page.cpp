#include "serve/page.h"

#include <fmt/format.h>

#include "base/ascii.h"

namespace tearsheet::serve {
namespace {

// Nothing is loaded but the style sheet and stored pages in their frames, nothing runs, nothing is
// sent elsewhere, and nobody may put a page of ours into a frame of theirs.
constexpr std::string_view kPolicy =
    "default-src 'none'; style-src 'self'; img-src 'self'; frame-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'";

std::string part(std::string_view path, std::string_view name, std::string_view here) {
  return fmt::format("<a href=\"{}\"{}>{}</a>", path, path == here ? " aria-current=\"page\"" : "",
                     name);
}

std::string feed_links(const Page& page) {
  struct Form {
    std::string_view path, type, name;
  };
  constexpr Form kForms[] = {{"/feed.atom", "application/atom+xml", "Atom"},
                             {"/feed.rss", "application/rss+xml", "RSS"},
                             {"/feed.json", "application/feed+json", "JSON Feed"}};
  std::string links;
  for (const Form& form : kForms) {
    links += fmt::format("<link rel=\"alternate\" type=\"{}\" title=\"{}\" href=\"{}{}\">\n",
                         form.type, form.name, form.path, to_markup(page.feeds));
  }
  return links;
}

std::string feed_line(const Page& page) {
  return fmt::format(
      "<p class=\"feeds\">This list as a feed: <a href=\"/feed.atom{0}\">Atom</a>, "
      "<a href=\"/feed.rss{0}\">RSS</a>, <a href=\"/feed.json{0}\">JSON Feed</a>; as data: <a href=\"/api/articles{0}\">JSON</a></p>\n",
      to_markup(page.feeds));
}

}  // namespace

Response to_response(const Page& page) {
  Response response;
  response.body = fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"robots\" content=\"noindex\">\n<title>{}</title>\n"
      "<link rel=\"stylesheet\" href=\"/style.css\">\n{}</head>\n<body>\n"
      "<a class=\"skip\" href=\"#main\">To the content</a>\n"
      "<header><nav aria-label=\"Parts\"><b>{}</b> {}</nav></header>\n"
      "<main id=\"main\">\n{}{}</main>\n</body>\n</html>\n",
      to_markup(page.title), page.has_feeds ? feed_links(page) : "", to_markup(page.name),
      part("/", "Stories", page.here) + part("/sites", "Sites", page.here), page.content,
      page.has_feeds ? feed_line(page) : "");
  response.headers.emplace_back("Content-Security-Policy", kPolicy);
  return response;
}

Response message_page(int status, const std::string& name, std::string_view title,
                      std::string_view sentence) {
  Page page;
  page.title = title;
  page.name = name;
  page.content = fmt::format("<h1>{}</h1>\n<p>{}</p>\n", to_markup(title), to_markup(sentence));
  Response response = to_response(page);
  response.status = status;
  return response;
}

std::string time_element(std::string_view iso8601) {
  constexpr std::size_t kDay = 10, kMinute = 16;
  if (iso8601.empty()) return {};
  std::string shown(iso8601.substr(0, kMinute));
  if (shown.size() > kDay) shown[kDay] = ' ';
  return fmt::format("<time datetime=\"{}\">{}</time>", to_markup(iso8601), to_markup(shown));
}

std::string counted(std::int64_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", grouped(count), count == 1 ? one : many);
}

std::string grouped(std::int64_t number) {
  std::string digits = std::to_string(number);
  const std::size_t sign = number < 0 ? 1 : 0;
  for (std::size_t at = digits.size(); at > sign + 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

std::string language_attributes(std::string_view language) {
  return language.empty() ? std::string(" dir=\"auto\"")
                          : fmt::format(" lang=\"{}\" dir=\"auto\"", to_markup(language));
}

std::string link_elsewhere(std::string_view url, std::string_view text) {
  const bool is_web = url.starts_with("http://") || url.starts_with("https://");
  if (!is_web) return to_markup(text);
  return fmt::format("<a rel=\"noreferrer noopener external\" href=\"{}\">{}</a>", to_markup(url),
                     to_markup(text));
}

std::string query_value(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (is_alpha(c) || is_digit(c) || std::string_view("-._~:").find(c) != std::string_view::npos) {
      out += c;
    } else {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return out;
}

std::string address_of(std::string_view path,
                       const std::vector<std::pair<std::string_view, std::string>>& query) {
  std::string out(path);
  char before = '?';
  for (const auto& [name, value] : query) {
    if (value.empty()) continue;
    out += before;
    (out += name) += '=';
    out += query_value(value);
    before = '&';
  }
  return out;
}

}  // namespace tearsheet::serve
