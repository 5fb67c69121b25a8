// What was stored, as a feed: any site becomes one. RSS 2.0 (rssboard.org) and Atom (RFC 4287).
#include <fmt/format.h>

#include <array>

#include "base/escape.h"
#include "output/feed_facts.h"
#include "output/output.h"

namespace tearsheet::output {
namespace {

using namespace store;  // the names of the columns

// RFC 822 date: "Sat, 15 Nov 2025 08:30:00 GMT".
std::string rfc822(SysTime time) {
  using namespace std::chrono;
  static constexpr std::array kDays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr std::array kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto day = floor<days>(time);
  const year_month_day date{day};
  const hh_mm_ss clock{floor<seconds>(time - day)};
  return fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} GMT", kDays.at(weekday{day}.c_encoding()),
                     unsigned{date.day()}, kMonths.at(unsigned{date.month()} - 1), int{date.year()},
                     clock.hours().count(), clock.minutes().count(), clock.seconds().count());
}

std::string element(std::string_view name, std::string_view text) {
  return text.empty() ? std::string() : fmt::format("<{0}>{1}</{0}>", name, to_markup(text));
}

class RssWriter final : public Writer {
 public:
  explicit RssWriter(const Heading& heading)
      : title_(heading.title), now_(heading.now), feed_(heading.feed) {}
  std::string head() override {
    std::string self;
    if (!feed_.self.empty()) {
      self = fmt::format("<atom:link rel=\"self\" type=\"application/rss+xml\" href=\"{}\"/>\n",
                         to_markup(feed_.self));
    }
    // A channel must have a link.
    const std::string& link = !feed_.page.empty() ? feed_.page : feed_.self;
    return fmt::format(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" "
        "xmlns:atom=\"http://www.w3.org/2005/Atom\" "
        "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
        "xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel>\n<title>{0}</title>\n"
        "<link>{2}</link>\n{3}<description>{0}</description>\n{4}<lastBuildDate>{1}"
        "</lastBuildDate>\n",
        to_markup(title_), rfc822(now_), to_markup(link.empty() ? feed_id(feed_) : link), self,
        element("language", feed_.origin.language));
  }
  std::string article(const store::StoredArticle& a) override {
    std::string authors;
    for (const std::string& name : authors_of(a))
      authors += "<dc:creator>" + to_markup(name) + "</dc:creator>";
    return fmt::format(
        "<item><title>{}</title><link>{}</link><guid "
        "isPermaLink=\"false\">{}</guid><pubDate>{}</pubDate>{}{}"
        "<description>{}</description><content:encoded>{}</content:encoded></item>\n",
        to_markup(a[kTitleColumn]), to_markup(a[kUrlColumn]), to_markup(entry_id(feed_, a)),
        rfc822(moment_of(a)), authors, element("dc:language", a[kLanguageColumn]),
        // The description is HTML, so its text is escaped twice.
        to_markup(to_markup(a[kSummaryColumn].empty()
                                ? a[kBodyColumn].substr(0, a[kBodyColumn].find("\n\n"))
                                : a[kSummaryColumn])),
        to_markup(body_html(a)));
  }
  std::string tail() override { return "</channel></rss>\n"; }

 private:
  const std::string title_;
  const SysTime now_;
  const FeedPlace feed_;
};

class AtomWriter final : public Writer {
 public:
  explicit AtomWriter(const Heading& heading)
      : title_(heading.title), now_(heading.now), feed_(heading.feed) {}
  std::string head() override {
    std::string links;
    if (!feed_.self.empty()) links += link("self", "application/atom+xml", feed_.self);
    if (!feed_.page.empty()) links += link("alternate", "text/html", feed_.page);
    return fmt::format(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed "
        "xmlns=\"http://www.w3.org/2005/Atom\"{3}>\n<title>{0}</title>\n"
        "<id>{2}</id>\n{4}<updated>{1}</updated>\n",
        to_markup(title_), to_iso8601(now_), feed_id(feed_), in_language(feed_.origin.language),
        links);
  }
  std::string article(const store::StoredArticle& a) override {
    std::vector<std::string> names = authors_of(a);
    if (names.empty())
      names.emplace_back(a[kSiteNameColumn].empty() ? a[kSiteColumn] : a[kSiteNameColumn]);
    std::string authors;
    for (const std::string& name : names)
      authors += "<author><name>" + to_markup(name) + "</name></author>";
    return fmt::format(
        "<entry{}><title>{}</title><link "
        "href=\"{}\"/><id>{}</id><published>{}</published><updated>{}</updated>"
        "{}<summary>{}</summary><content "
        "type=\"html\">{}</content></entry>\n",
        in_language(a[kLanguageColumn]), to_markup(a[kTitleColumn]), to_markup(a[kUrlColumn]),
        to_markup(entry_id(feed_, a)), to_iso8601(moment_of(a)), to_iso8601(last_change_of(a)),
        authors, to_markup(a[kSummaryColumn]), to_markup(body_html(a)));
  }
  std::string tail() override { return "</feed>\n"; }

 private:
  static std::string link(std::string_view relation, std::string_view type,
                          std::string_view address) {
    return fmt::format("<link rel=\"{}\" type=\"{}\" href=\"{}\"/>\n", relation, type,
                       to_markup(address));
  }
  static std::string in_language(std::string_view language) {
    return language.empty() ? std::string() : fmt::format(" xml:lang=\"{}\"", to_markup(language));
  }

  const std::string title_;
  const SysTime now_;
  const FeedPlace feed_;
};

}  // namespace

std::unique_ptr<Writer> make_rss_writer(const Heading& heading) {
  return std::make_unique<RssWriter>(heading);
}
std::unique_ptr<Writer> make_atom_writer(const Heading& heading) {
  return std::make_unique<AtomWriter>(heading);
}

}  // namespace tearsheet::output
