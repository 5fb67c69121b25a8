// What was stored, as a feed: any site becomes one. RSS 2.0 (rssboard.org) and Atom (RFC 4287).
#include <fmt/format.h>

#include <array>

#include "base/escape.h"
#include "dates/dates.h"
#include "output/output.h"

namespace tearsheet::output {
namespace {

SysTime moment_of(const store::StoredArticle& a) {
  auto stamp = dates::parse_iso8601(a.date);
  if (!stamp) stamp = dates::parse_iso8601(a.first_seen);
  return stamp ? stamp->to_sys() : SysTime{};
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
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss "
        "version=\"2.0\"><channel>\n<title>{0}</title>\n"
        "<link>{2}</link>\n<description>{0}</description>\n<lastBuildDate>{1}</lastBuildDate>\n",
        to_markup(title_), rfc822(now_), "urn:tearsheet:export");
  }
  std::string article(const store::StoredArticle& a) override {
    return fmt::format(
        "<item><title>{}</title><link>{}</link><guid "
        "isPermaLink=\"false\">{}</guid><pubDate>{}</pubDate>"
        "<description>{}</description></item>\n",
        to_markup(a.title), to_markup(a.url), to_markup(a.canonical_url), rfc822(moment_of(a)),
        // The description is HTML, so its text is escaped twice.
        to_markup(
            to_markup(a.summary.empty() ? a.body.substr(0, a.body.find("\n\n")) : a.summary)));
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
        "<id>urn:tearsheet:{0}</id>\n<updated>{1}</updated>\n",
        to_markup(title_), to_iso8601(now_));
  }
  std::string article(const store::StoredArticle& a) override {
    const std::string moment = to_iso8601(moment_of(a));
    return fmt::format(
        "<entry><title>{}</title><link "
        "href=\"{}\"/><id>{}</id><published>{}</published><updated>{}</updated>"
        "<author><name>{}</name></author><summary>{}</summary><content "
        "type=\"text\">{}</content></entry>\n",
        to_markup(a.title), to_markup(a.url), to_markup(a.canonical_url), moment, moment,
        to_markup(a.site_name.empty() ? a.site : a.site_name), to_markup(a.summary),
        to_markup(a.body));
  }
  std::string tail() override { return "</feed>\n"; }

 private:
  std::string title_;
  SysTime now_;
};

}  // namespace

std::unique_ptr<Writer> make_rss_writer(std::string title, SysTime now) {
  return std::make_unique<RssWriter>(std::move(title), now);
}
std::unique_ptr<Writer> make_atom_writer(std::string title, SysTime now) {
  return std::make_unique<AtomWriter>(std::move(title), now);
}

}  // namespace tearsheet::output
