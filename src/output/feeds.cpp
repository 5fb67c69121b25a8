// What was stored, as a feed: any site becomes one. RSS 2.0 (rssboard.org) and Atom (RFC 4287).
#include <fmt/format.h>

#include <array>

#include "base/ascii.h"
#include "base/escape.h"
#include "output/feed_facts.h"
#include "output/output.h"

namespace tearsheet::output {
namespace {

using namespace store;  // the names of the columns

// RFC 8141: what is neither a letter nor a digit would need escapes.
std::string urn_of(std::string_view title) {
  std::string urn = "urn:tearsheet:";
  for (const char c : title) urn += is_alpha(c) || is_digit(c) || c == '.' || c == '-' ? c : '-';
  return urn;
}

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

class RssWriter final : public Writer {
 public:
  RssWriter(std::string title, SysTime now) : title_(std::move(title)), now_(now) {}
  std::string head() override {
    return fmt::format(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" "
        "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
        "xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel>\n<title>{0}</title>\n"
        "<link>{2}</link>\n<description>{0}</description>\n<lastBuildDate>{1}</lastBuildDate>\n",
        to_markup(title_), rfc822(now_), urn_of(title_));
  }
  std::string article(const store::StoredArticle& a) override {
    std::string authors;
    for (const std::string& name : authors_of(a))
      authors += "<dc:creator>" + to_markup(name) + "</dc:creator>";
    return fmt::format(
        "<item><title>{}</title><link>{}</link><guid "
        "isPermaLink=\"false\">{}</guid><pubDate>{}</pubDate>{}"
        "<description>{}</description><content:encoded>{}</content:encoded></item>\n",
        to_markup(a[kTitleColumn]), to_markup(a[kUrlColumn]), to_markup(a[kCanonicalColumn]),
        rfc822(moment_of(a)), authors,
        // The description is HTML, so its text is escaped twice.
        to_markup(to_markup(a[kSummaryColumn].empty()
                                ? a[kBodyColumn].substr(0, a[kBodyColumn].find("\n\n"))
                                : a[kSummaryColumn])),
        to_markup(body_html(a)));
  }
  std::string tail() override { return "</channel></rss>\n"; }

 private:
  std::string title_;
  SysTime now_;
};

class AtomWriter final : public Writer {
 public:
  AtomWriter(std::string title, SysTime now) : title_(std::move(title)), now_(now) {}
  std::string head() override {
    return fmt::format(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed "
        "xmlns=\"http://www.w3.org/2005/Atom\">\n<title>{0}</title>\n"
        "<id>{2}</id>\n<updated>{1}</updated>\n",
        to_markup(title_), to_iso8601(now_), urn_of(title_));
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
        a[kLanguageColumn].empty() ? "" : " xml:lang=\"" + to_markup(a[kLanguageColumn]) + "\"",
        to_markup(a[kTitleColumn]), to_markup(a[kUrlColumn]), to_markup(a[kCanonicalColumn]),
        to_iso8601(moment_of(a)), to_iso8601(last_change_of(a)), authors,
        to_markup(a[kSummaryColumn]), to_markup(body_html(a)));
  }
  std::string tail() override { return "</feed>\n"; }

 private:
  std::string title_;
  SysTime now_;
};

}  // namespace

std::unique_ptr<Writer> make_rss_writer(const Heading& heading) {
  return std::make_unique<RssWriter>(heading.title, heading.now);
}
std::unique_ptr<Writer> make_atom_writer(const Heading& heading) {
  return std::make_unique<AtomWriter>(heading.title, heading.now);
}

}  // namespace tearsheet::output
