#include "feed/opml.h"

#include <unordered_set>

#include "base/ascii.h"
#include "base/escape.h"
#include "feed/encoding.h"
#include "feed/source.h"
#include "feed/xml_reader.h"
#include "text/text.h"
#include "url/url.h"

namespace tearsheet::feed {
namespace {

constexpr std::size_t kMaxTitle = 200;
// Elements in elements that the reader gives out at all; outlines have a lower limit.
constexpr unsigned kMaxElements = 256;

// As browsers' buttons wrote them: "feed://host/" and "feed:https://host/".
std::string_view without_feed_scheme(std::string_view address, std::string& held) {
  constexpr std::string_view kScheme = "feed:";
  if (address.size() < kScheme.size() ||
      !equals_ignoring_case(address.substr(0, kScheme.size()), kScheme))
    return address;
  address.remove_prefix(kScheme.size());
  if (!address.starts_with("//")) return address;
  held = "http:" + std::string(address);
  return held;
}

std::string one_line(std::string_view text) {
  return std::string(text::truncate(text::clean_line(text), kMaxTitle));
}

class OpmlParser {
 public:
  OpmlParser(ByteSource& source, const OpmlLimits& limits)
      : limits_(limits), reader_(source, limits.max_bytes, kMaxElements) {}

  Result<Opml> read() {
    auto event = XmlReader::Event::kDone;
    while ((event = reader_.next()) != XmlReader::Event::kDone) {
      if (event == XmlReader::Event::kFailed) return fail(reader_.error());
      if (event == XmlReader::Event::kEnd) --depth_;
      if (event != XmlReader::Event::kStart) continue;
      const XmlElement& element = reader_.element();
      if (!is_begun_ && element.name != "opml")
        return fail(ErrorCode::kInvalid,
                    "no OPML: it begins with <" + one_line(element.name) + ">");
      is_begun_ = true;
      ++depth_;
      if (element.name == "outline") take(element);
    }
    if (!is_begun_) return fail(ErrorCode::kInvalid, "no OPML");
    return std::move(opml_);
  }

 private:
  void take(const XmlElement& element) {
    if (depth_ > commented_ && commented_ > 0) return;
    commented_ = 0;
    const std::string_view title = element.attribute("title");
    OpmlOutline outline;
    outline.title = one_line(title.empty() ? element.attribute("text") : title);
    // <opml><body><outline>
    if (depth_ > limits_.max_depth + 2) {
      if (!is_too_deep_)
        trouble(outline, {}, "nested too deep; further such outlines are left out");
      is_too_deep_ = true;
      return;
    }
    if (equals_ignoring_case(element.attribute("isComment"), "true")) {
      commented_ = depth_;
      return;
    }
    const std::string_view type = element.attribute("type");
    const std::string_view url = trimmed_xml(element.attribute("url"));
    const bool is_link = equals_ignoring_case(type, "link");
    const bool is_list = is_link && to_lower(url).ends_with(".opml");
    if (equals_ignoring_case(type, "include") || is_list)
      return trouble(outline, url, "another list: it is not fetched");
    const std::string_view feed = trimmed_xml(element.attribute("xmlUrl"));
    std::string_view page = trimmed_xml(element.attribute("htmlUrl"));
    if (page.empty() && (is_link || equals_ignoring_case(type, "rss"))) page = url;
    if (feed.empty() && page.empty()) return;  // a folder
    outline.feed = absolute(feed);
    outline.page = absolute(page);
    if (!feed.empty() && outline.feed.empty()) return trouble(outline, feed, why_);
    if (outline.address().empty()) return trouble(outline, page, why_);
    if (!seen_.insert(outline.address()).second) return;
    if (opml_.outlines.size() >= limits_.max_addresses) {
      ++opml_.left_out;
    } else {
      opml_.outlines.push_back(std::move(outline));
    }
  }

  // Empty, and why in `why_`, where it is none.
  std::string absolute(std::string_view address) {
    if (address.empty()) return {};
    std::string held;
    const auto url = url::Url::parse(without_feed_scheme(address, held));
    if (url && !url->host().empty()) return url->without_fragment();
    why_ = url ? "no host" : url.error().message;
    return {};
  }

  void trouble(const OpmlOutline& outline, std::string_view address, std::string why) {
    if (opml_.troubles.size() >= limits_.max_troubles) {
      ++opml_.more_troubles;
    } else {
      opml_.troubles.push_back(
          {outline.title.empty() ? one_line(address) : outline.title, std::move(why)});
    }
  }

  const OpmlLimits& limits_;
  XmlReader reader_;
  Opml opml_;
  std::unordered_set<std::string> seen_;
  std::string why_;
  std::size_t depth_ = 0;
  std::size_t commented_ = 0;  // the depth of the outline that is a comment; 0: none is
  bool is_begun_ = false;
  bool is_too_deep_ = false;
};

void append_attribute(std::string& out, std::string_view name, std::string_view value) {
  if (value.empty()) return;
  out.append(" ").append(name).append("=\"");
  append_markup(out, value);
  out += '"';
}

}  // namespace

Result<Opml> parse_opml(std::string_view bytes, const OpmlLimits& limits) {
  FeedOptions options;
  options.max_bytes = limits.max_bytes;
  const auto source = source_of(bytes);
  auto text = settle_encoding(*source, options);
  if (!text) return fail(text.error());
  return OpmlParser(*text->source, limits).read();
}

std::string write_opml(std::string_view title, const std::vector<OpmlOutline>& outlines) {
  std::string out =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n  <head>\n"
      "    <title>";
  append_markup(out, title);
  out += "</title>\n  </head>\n  <body>\n";
  for (const OpmlOutline& outline : outlines) {
    out += "    <outline";
    // An outline must have a text.
    append_attribute(out, "text", outline.title.empty() ? outline.address() : outline.title);
    if (!outline.feed.empty()) {
      append_attribute(out, "type", "rss");
      append_attribute(out, "xmlUrl", outline.feed);
    }
    append_attribute(out, "htmlUrl", outline.page);
    out += "/>\n";
  }
  out += "  </body>\n</opml>\n";
  return out;
}

}  // namespace tearsheet::feed
