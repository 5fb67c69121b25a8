// XmlDocument, the half that reads fields: what an element's attributes and text put into the
// draft.
#include <algorithm>
#include <array>
#include <charconv>

#include "base/ascii.h"
#include "base/base64.h"
#include "feed/html_text.h"
#include "feed/text_construct.h"
#include "feed/xml_document.h"
#include "text/text.h"

namespace tearsheet::feed {
namespace {

std::optional<std::int64_t> to_number(std::string_view text) {
  text = trimmed_xml(text);
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && value >= 0 ? std::optional(value) : std::nullopt;
}

// A link's relation in lower case, IANA's long form as the short one.
std::string relation_of(const XmlElement& element) {
  auto rel = to_lower(trimmed_xml(element.attribute("rel")));
  if (const auto slash = rel.rfind('/'); slash != std::string::npos) rel.erase(0, slash + 1);
  return rel;
}

}  // namespace

void XmlDocument::begin_capture(const Rule& rule, const XmlElement& element, BaseId base) {
  Capture capture;
  capture.rule = &rule;
  capture.text.rank = rule.rank;
  capture.text.base = base;
  capture.text.kind = rule.kind;
  if (rule.kind == TextKind::kByType) {
    const auto otherwise =
        rule.vocabulary == Vocabulary::kAtom ? TextKind::kPlain : TextKind::kHtml;
    const auto type =
        construct_type(element.attribute("type"), element.attribute("mode"), otherwise);
    capture.text.kind = type.kind;
    capture.is_base64 = type.is_base64;
  }
  switch (rule.field) {
    case Field::kLink:
    case Field::kAtomLink:
      capture.has_href = !trimmed_xml(element.attribute("href")).empty();
      if (capture.has_href) {
        add_atom_link(element, base);
      } else if (const auto rel = relation_of(element); !rel.empty() && rel != "alternate") {
        capture.is_other_link = true;
        capture.is_enclosure = rel == "enclosure";
      }
      break;
    case Field::kId:
      capture.is_permalink = to_lower(trimmed_xml(element.attribute("ispermalink"))) != "false";
      break;
    case Field::kCategory:
      for (const std::string_view name : {"label", "term", "text"}) {
        if (capture.label.empty()) capture.label = std::string(element.attribute(name));
      }
      break;
    case Field::kAuthor:
      if (const auto role = to_lower(element.attribute("role"));
          !role.empty() && role != "author") {
        push(0, base);
        return;
      }
      break;
    default:
      break;
  }
  capture.frame = frames_.size();
  const Scope scope = current_scope();
  frames_.push_back({scope, base, true, false});
  capture_ = std::move(capture);
}

void XmlDocument::end_capture() {
  auto capture = std::move(*capture_);
  capture_.reset();
  auto& frame = frames_[capture.frame];
  frame.is_capture = false;
  auto& into = draft();
  auto& text = capture.text;
  if (capture.is_base64)
    text.value = text::decode(from_loose_base64(text.value).bytes, {.is_html = false}).utf8;
  if (text.kind == TextKind::kXhtml && !capture.has_markup) text.kind = TextKind::kHtml;
  // Fields that are one value may be wrapped in elements all the same.
  if (capture.has_markup && capture.rule->kind == TextKind::kPlain) {
    text.value = html_to_text(text.value);
    text.kind = TextKind::kPlain;
  }
  const auto room = [](const auto& list) { return list.size() < kMaxListItems; };
  switch (capture.rule->field) {
    case Field::kTitle:
      offer(into.title, std::move(text));
      break;
    case Field::kSummary:
      offer(into.summary, std::move(text));
      break;
    case Field::kContent:
      offer(into.content, std::move(text));
      break;
    case Field::kLink:
    case Field::kAtomLink:
      if (family_ == Family::kSitemap) {
        add_location(text);
      } else if (capture.is_enclosure && is_in_entry_) {
        add_enclosure_at(text.value, text.base);
      } else if (!capture.has_href && !capture.is_other_link) {
        add_link(capture.rule->rank == 0 ? kLinkElement : kLinkOther, text.value, text.base);
      }
      break;
    case Field::kId:
      if (capture.is_permalink) {
        // Only what is a URL by itself: "urn:x", "12" are names.
        const auto value = trimmed_xml(text.value);
        if (to_lower(value.substr(0, 4)) == "http") add_link(kLinkPermalink, value, text.base);
      }
      if (room(into.ids)) into.ids.push_back({text.rank, std::move(text.value), text.base});
      break;
    case Field::kPublished:
      if (room(into.published))
        into.published.push_back({text.rank, std::move(text.value), text.base});
      break;
    case Field::kUpdated:
      if (room(into.updated)) into.updated.push_back({text.rank, std::move(text.value), text.base});
      break;
    case Field::kAuthor:
      if (capture.name.empty()) {
        capture.name = std::move(text.value);
        add_person(capture);
      }
      break;
    case Field::kCategory:
      if (!capture.label.empty()) text.value = std::move(capture.label);
      if (room(into.categories)) into.categories.push_back(std::move(text));
      break;
    case Field::kKeywords:
      if (room(into.keywords)) into.keywords.push_back(std::move(text));
      break;
    case Field::kLanguage:
      if (into.language.empty()) into.language = std::move(text.value);
      break;
    case Field::kTtl:
      if (const auto minutes = to_number(text.value); minutes && *minutes <= 60 * 24 * 366) {
        head_.ttl = std::chrono::minutes(*minutes);
      }
      break;
    case Field::kUpdatePeriod:
      set_update_period(text.value);
      break;
    case Field::kUpdateFrequency:
      if (const auto times = to_number(text.value); times && *times > 0 && *times < 10'000) {
        update_frequency_ = static_cast<int>(*times);
      }
      break;
    case Field::kUpdateBase:
      if (const auto base = dates::parse_iso8601(trimmed_xml(text.value)))
        head_.update_base = base->to_sys();
      break;
    case Field::kSkipHour:
      // 0 to 23; RSS 0.91 counts 1 to 24.
      if (const auto hour = to_number(text.value); hour && *hour <= 24)
        head_.skip_hours |= 1U << static_cast<unsigned>(*hour % 24);
      break;
    case Field::kSkipDay:
      add_skip_day(text.value);
      break;
    default:
      break;
  }
}

void XmlDocument::add_skip_day(std::string_view name) {
  constexpr std::array<std::string_view, 7> kDays = {"sunday",   "monday", "tuesday", "wednesday",
                                                     "thursday", "friday", "saturday"};
  const auto found = std::ranges::find(kDays, to_lower(trimmed_xml(name)));
  if (found != kDays.end())
    head_.skip_days |=
        static_cast<std::uint8_t>(1U << static_cast<unsigned>(found - kDays.begin()));
}

void XmlDocument::add_person(const Capture& capture) {
  // Names were met with markup now and then; addresses in angle brackets are none.
  auto name = name_of_person(capture.name);
  if (name.empty()) return;
  if (frames_[capture.frame].scope == kInOtherFeed) {
    if (entry_.source_authors.size() < kMaxListItems)
      entry_.source_authors.push_back(std::move(name));
  } else if (draft().authors.size() < kMaxListItems) {
    draft().authors.push_back({capture.rule->rank, std::move(name), kNoBase});
  }
}

// <loc>: a second one in a <url> begins an entry of its own.
void XmlDocument::add_location(const DraftText& text) {
  if (!entry_.links.empty()) {
    end_entry();
    if (entries_ == max_entries_) return;
    is_in_entry_ = true;
    entry_ = {};
  }
  add_link(kLinkElement, text.value, text.base);
}

void XmlDocument::add_link(std::uint8_t rank, std::string_view value, BaseId base) {
  value = trimmed_xml(value);
  if (value.empty() || draft().links.size() >= kMaxListItems) return;
  // Where the document's own address is unknown, the site it names is the next best base.
  if (!is_in_entry_ && links_.document() == kNoBase) links_.set_fallback(value);
  draft().links.push_back({rank, std::string(value), base});
}

void XmlDocument::add_atom_link(const XmlElement& element, BaseId base) {
  const auto rel = relation_of(element);
  const auto href = element.attribute("href");
  if (rel == "enclosure") {
    if (is_in_entry_) add_enclosure(element, base);
  } else if (rel == "next") {
    if (!is_in_entry_) head_.next = links_.resolve(href, base);
  } else if (rel.empty() || rel == "alternate") {
    const auto type = to_lower(element.attribute("type"));
    const bool is_html = type.starts_with("text/html") || type.starts_with("application/xhtml");
    const bool is_rss = element.vocabulary == Vocabulary::kCore;
    const int by_type = is_html || (is_rss && type.empty()) ? 0 : type.empty() ? 1 : 2;
    const int origin = element.vocabulary == Vocabulary::kAtom && family_ == Family::kRss
                           ? kLinkAtomInRss
                           : kLinkAtom;
    add_link(static_cast<std::uint8_t>(origin + by_type), href, base);
  }
}

void XmlDocument::add_enclosure(const XmlElement& element, BaseId base) {
  auto address = element.attribute("url");
  if (address.empty()) address = element.attribute("href");
  if (trimmed_xml(address).empty() || entry_.enclosures.size() >= kMaxListItems) return;
  auto length = to_number(element.attribute("length"));
  if (!length) length = to_number(element.attribute("filesize"));
  entry_.enclosures.push_back(
      {{std::string(address), text::clean_line(element.attribute("type")), length}, base});
}

// One that stands as an element's text, where the address should be an attribute.
void XmlDocument::add_enclosure_at(std::string_view address, BaseId base) {
  address = trimmed_xml(address);
  if (address.empty() || entry_.enclosures.size() >= kMaxListItems) return;
  entry_.enclosures.push_back({{std::string(address), {}, std::nullopt}, base});
}

// http://web.resource.org/rss/1.0/modules/syndication/
void XmlDocument::set_update_period(std::string_view period) {
  using namespace std::chrono_literals;
  struct Row {
    std::string_view name;
    std::chrono::minutes time;
  };
  constexpr std::array<Row, 5> kPeriods = {{{"hourly", 1h},
                                            {"daily", 24h},
                                            {"weekly", 24h * 7},
                                            {"monthly", 24h * 30},
                                            {"yearly", 24h * 365}}};
  const auto name = to_lower(trimmed_xml(period));
  for (const auto& row : kPeriods) {
    if (row.name == name) update_period_ = row.time;
  }
}

}  // namespace tearsheet::feed
