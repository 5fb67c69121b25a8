// What was stored, as a feed: any site becomes one. RSS 2.0 (rssboard.org) and Atom (RFC 4287).
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "base/ascii.h"
#include "base/escape.h"
#include "dates/dates.h"
#include "output/output.h"

namespace tearsheet::output {
namespace {

using namespace store;  // the names of the columns

SysTime moment_of(const store::StoredArticle& a) {
  auto stamp = dates::parse_iso8601(a[kDateColumn]);
  if (!stamp) stamp = dates::parse_iso8601(a[kFirstSeenColumn]);
  return stamp ? stamp->to_sys() : SysTime{};
}

// When its text became what it is.
SysTime last_change_of(const store::StoredArticle& a) {
  const SysTime published = moment_of(a);
  const auto changed = dates::parse_iso8601(a.version > 1 ? a[kChangedColumn] : a[kUpdatedColumn]);
  return changed ? std::max(changed->to_sys(), published) : published;
}

std::vector<std::string> authors_of(const store::StoredArticle& a) {
  std::vector<std::string> names;
  const auto list = nlohmann::json::parse(a[kAuthorsColumn], nullptr, false);
  for (const auto& name : list.is_array() ? list : nlohmann::json::array()) {
    if (name.is_string()) names.push_back(name.get<std::string>());
  }
  return names;
}

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
        "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel>\n<title>{0}</title>\n"
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
        "<description>{}</description></item>\n",
        to_markup(a[kTitleColumn]), to_markup(a[kUrlColumn]), to_markup(a[kCanonicalColumn]),
        rfc822(moment_of(a)), authors,
        // The description is HTML, so its text is escaped twice.
        to_markup(to_markup(a[kSummaryColumn].empty()
                                ? a[kBodyColumn].substr(0, a[kBodyColumn].find("\n\n"))
                                : a[kSummaryColumn])));
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
        "<entry><title>{}</title><link "
        "href=\"{}\"/><id>{}</id><published>{}</published><updated>{}</updated>"
        "{}<summary>{}</summary><content "
        "type=\"text\">{}</content></entry>\n",
        to_markup(a[kTitleColumn]), to_markup(a[kUrlColumn]), to_markup(a[kCanonicalColumn]),
        to_iso8601(moment_of(a)), to_iso8601(last_change_of(a)), authors,
        to_markup(a[kSummaryColumn]), to_markup(a[kBodyColumn]));
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
