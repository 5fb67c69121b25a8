#include "feed/xml_document.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "feed/entities.h"
#include "feed/html_text.h"
#include "feed/sanitise_table.h"
#include "feed/text_construct.h"
#include "text/text.h"

namespace tearsheet::feed {
namespace {

// An element nobody knows, in a feed: of what stands below it only entries count.
constexpr Scope kInUnknown = 128;
// Entries that are held back for what the feed says of itself behind them.
constexpr std::size_t kPendingEntries = 64;
constexpr std::size_t kMaxLocationBytes = 8192;
constexpr std::size_t kMaxFieldBytes = 8 << 20;  // of one text; the rest is cut

constexpr std::string_view kForeignElement = "-";
constexpr std::array<std::string_view, 6> kPersonDetails = {"email",    "uri",    "url",
                                                            "homepage", "weblog", "id"};

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
  return result;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n";
  const auto begin = text.find_first_not_of(kSpace);
  return begin == std::string_view::npos
             ? std::string_view{}
             : text.substr(begin, text.find_last_not_of(kSpace) - begin + 1);
}

std::optional<std::int64_t> to_number(std::string_view text) {
  text = trimmed(text);
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && value >= 0 ? std::optional(value) : std::nullopt;
}

std::string format_of_rss(std::string_view version) {
  version = trimmed(version);
  for (const std::string_view known : {"0.90", "0.91", "0.92", "0.93", "0.94", "1.0"}) {
    if (version.starts_with(known)) return "rss" + std::string(known);
  }
  return version == "0.9" ? "rss0.90" : "rss2.0";
}

std::string format_of_rdf(std::string_view uri) {
  return uri.find("netscape.com") != std::string_view::npos ? "rss0.90" : "rss1.0";
}

std::string format_of_atom(std::string_view uri, std::string_view version) {
  const bool is_old =
      uri.find("purl.org/atom/ns") != std::string_view::npos || trimmed(version).starts_with("0.");
  return is_old ? "atom0.3" : "atom1.0";
}

void append_start_tag(std::string& html, const XmlElement& element, const Links& links, BaseId base,
                      BaseId field_base) {
  html.push_back('<');
  html.append(element.name);
  for (const auto& attribute : element.attributes) {
    if (attribute.vocabulary != Vocabulary::kCore || attribute.name.starts_with("xmlns")) continue;
    html.push_back(' ');
    html.append(attribute.name);
    html.append("=\"");
    const bool is_link = attribute.name == "href" || attribute.name == "src";
    append_escaped(html, is_link && base != field_base
                             ? links.resolve_in_content(attribute.value, base)
                             : std::string(attribute.value));
    html.push_back('"');
  }
  html.push_back('>');
}

}  // namespace

XmlDocument::XmlDocument(ByteSource& source, const FeedOptions& options, const EachEntry& each)
    : options_(options),
      each_(each),
      reader_(source, options.max_bytes, options.max_depth),
      links_(options.url),
      finisher_(options, links_) {}

Result<FeedHead> XmlDocument::read() {
  auto event = XmlReader::Event::kDone;
  while (!is_stopped_ && (event = reader_.next()) != XmlReader::Event::kDone) {
    switch (event) {
      case XmlReader::Event::kStart:
        on_start(reader_.element());
        break;
      case XmlReader::Event::kText:
        on_text(reader_.text());
        break;
      case XmlReader::Event::kEnd:
        on_end();
        break;
      default:
        return fail(reader_.error());
    }
    if (is_html_) return fail(ErrorCode::kInvalid, "an HTML page, not a feed");
  }
  if (!family_) return fail(ErrorCode::kInvalid, "neither a feed nor a sitemap");
  finisher_.finish_head(head_draft_, head_);
  if (update_period_ && !head_.ttl) head_.ttl = *update_period_ / update_frequency_;
  release();
  return std::move(head_);
}

void XmlDocument::on_root(const XmlElement& element, BaseId base) {
  const auto& name = element.name;
  const bool is_core = element.vocabulary == Vocabulary::kCore || element.prefix.empty();
  auto home = Vocabulary::kCore;
  if (name == "rss") {
    family_ = Family::kRss;
    head_.format = format_of_rss(element.attribute("version"));
  } else if (name == "rdf") {
    family_ = Family::kRss;
    head_.format = format_of_rdf(reader_.uri_of({}));
  } else if (name == "feed") {
    family_ = Family::kAtom;
    home = Vocabulary::kAtom;
    head_.format = format_of_atom(element.uri, element.attribute("version"));
  } else if (is_core && (name == "urlset" || name == "sitemapindex")) {
    family_ = Family::kSitemap;
    head_.format = name == "urlset" ? "sitemap" : "sitemapindex";
  } else if (is_core && (name == "channel" || name == "item")) {
    family_ = Family::kRss;  // the outer tags are missing
    head_.format = "rss2.0";
  } else {
    is_html_ = name == "html";
    push(0, base);
    return;
  }
  reader_.set_home(home);
  rules_.emplace(*family_);
  max_entries_ = family_ == Family::kSitemap ? options_.max_urls : options_.max_entries;
  if (name == "item") {
    begin_entry(element, base);
    return;
  }
  head_.language = std::string(element.attribute(Vocabulary::kXml, "lang"));
  push(kInFeed, base);
}

void XmlDocument::on_start(const XmlElement& element) {
  const BaseId outer = frames_.empty() ? links_.document() : frames_.back().base;
  const auto xml_base = element.attribute(Vocabulary::kXml, "base");
  const BaseId base = xml_base.empty() ? outer : links_.nested(outer, xml_base);
  if (!family_) {
    on_root(element, base);
    return;
  }
  if (capture_) {
    if (!begins_sibling(element)) {
      on_nested(element, base);
      return;
    }
    end_capture();
  }
  const Scope scope = current_scope();
  const Rule* rule = find_rule(element, scope);
  if (rule == nullptr) {
    push(scope == kInFeed || scope == kInUnknown ? kInUnknown : Scope{0}, base);
    return;
  }
  begin_field(*rule, element, base);
}

const Rule* XmlDocument::find_rule(const XmlElement& element, Scope scope) const {
  if (scope == 0) return nullptr;
  const Scope wanted = scope == kInUnknown ? kInFeed : scope;
  const Rule* rule = nullptr;
  if (family_ == Family::kAtom && element.vocabulary == Vocabulary::kCore) {
    rule = rules_->find(Vocabulary::kAtom, element.name, wanted);
  }
  if (rule == nullptr) rule = rules_->find(element.vocabulary, element.name, wanted);
  // <item> in Atom, <entry> in RSS
  if (rule == nullptr && element.prefix.empty()) {
    if (element.vocabulary == Vocabulary::kCore)
      rule = rules_->find(Vocabulary::kAtom, element.name, wanted);
    if (element.vocabulary == Vocabulary::kAtom)
      rule = rules_->find(Vocabulary::kCore, element.name, wanted);
  }
  if (rule != nullptr && scope == kInUnknown && rule->field != Field::kEntry &&
      rule->field != Field::kFeed)
    return nullptr;
  return rule;
}

// Whether `element`, met inside a field, is the next field, because the end tag of this one is
// missing.
bool XmlDocument::begins_sibling(const XmlElement& element) const {
  if (capture_->frame + 1 != frames_.size() || capture_->text.kind == TextKind::kXhtml)
    return false;
  const auto field = capture_->rule->field;
  const Rule* rule = find_rule(element, is_in_entry_ ? kInEntry : kInFeed);
  if (rule == nullptr || field == Field::kAuthor) return false;
  // "<loc><url>...": wrapped, not unclosed
  if (field == Field::kLink && rule->field == Field::kEntry &&
      trimmed(capture_->text.value).empty())
    return false;
  const bool is_long = field == Field::kSummary || field == Field::kContent;
  return !is_long || rule->field == Field::kEntry || rule->field == Field::kId ||
         rule->field == Field::kPublished;
}

// Below a field: markup of its text, or a detail of a person.
void XmlDocument::on_nested(const XmlElement& element, BaseId base) {
  push(0, base);
  if (capture_->rule->field == Field::kAuthor) {
    const Rule* rule = find_rule(element, kInAuthor);
    const bool is_detail = std::ranges::find(kPersonDetails, element.name) != kPersonDetails.end();
    if (rule != nullptr && capture_->name_frame == 0) capture_->name_frame = frames_.size();
    frames_.back().scope = is_detail ? Scope{0} : kInAuthor;
    return;
  }
  auto& text = capture_->text;
  if (!capture_->has_markup && text.kind != TextKind::kHtml) {
    std::string escaped;
    append_escaped(escaped, text.value);
    text.value = std::move(escaped);
    text.kind = TextKind::kXhtml;
  }
  capture_->has_markup = true;
  // Elements that HTML does not know go here: later they would look like words in angle brackets.
  const bool is_html = rule_for_element(element.name) != ElementRule::kForeign;
  if (is_html && text.value.size() < kMaxFieldBytes) {
    append_start_tag(text.value, element, links_, base, text.base);
  }
  capture_->name.append(is_html ? element.name : kForeignElement).push_back(' ');
}

void XmlDocument::on_text(std::string_view text) {
  if (!capture_) {
    const bool is_direct = is_in_entry_ && family_ == Family::kSitemap && frames_.back().is_entry;
    if (is_direct && entry_text_.size() + text.size() < kMaxLocationBytes) entry_text_.append(text);
    return;
  }
  auto& value = capture_->text.value;
  const bool is_direct = capture_->frame + 1 == frames_.size();
  if (capture_->rule->field == Field::kAuthor) {
    if (capture_->name_frame != 0) {
      capture_->name.append(
          text.substr(0, kMaxFieldBytes - std::min(kMaxFieldBytes, capture_->name.size())));
    } else if (is_direct || frames_.back().scope == kInAuthor) {
      value.append(text.substr(0, kMaxFieldBytes - std::min(kMaxFieldBytes, value.size())));
    }
    return;
  }
  if (value.size() >= kMaxFieldBytes) return;
  if (capture_->has_markup && (capture_->text.kind == TextKind::kXhtml || !is_direct)) {
    append_escaped(value, text);
  } else {
    value.append(text);
  }
}

void XmlDocument::on_end() {
  if (frames_.empty()) return;
  const auto frame = frames_.back();
  if (capture_) {
    if (frame.is_capture) {
      end_capture();
    } else if (capture_->rule->field == Field::kAuthor) {
      if (capture_->name_frame == frames_.size()) {
        add_person(*capture_);
        capture_->name_frame = 0;
      }
    } else if (!capture_->name.empty()) {
      // `name` holds the open elements of the markup, one behind the other.
      capture_->name.pop_back();
      const auto begin = capture_->name.rfind(' ') + 1;
      const auto name = std::string_view(capture_->name).substr(begin);
      if (name != kForeignElement) capture_->text.value.append("</").append(name).append(">");
      capture_->name.erase(begin);
    }
  }
  if (frame.is_entry && is_in_entry_) end_entry();
  frames_.pop_back();
}

void XmlDocument::begin_field(const Rule& rule, const XmlElement& element, BaseId base) {
  switch (rule.field) {
    case Field::kIgnore:
      push(0, base);
      return;
    case Field::kWrapper:
      push(current_scope(), base);
      return;
    case Field::kFeed:
      if (head_.format == "rss1.0") head_.format = format_of_rdf(element.uri);
      if (head_.language.empty())
        head_.language = std::string(element.attribute(Vocabulary::kXml, "lang"));
      add_link(kLinkAbout, element.attribute(Vocabulary::kRdf, "about"), base);
      push(kInFeed, base);
      return;
    case Field::kEntry:
      begin_entry(element, base);
      return;
    case Field::kOtherFeed:
      push(kInOtherFeed, base);
      return;
    case Field::kEnclosure:
    case Field::kMedia:
      add_enclosure(element, base);
      push(rule.field == Field::kMedia ? current_scope() : Scope{0}, base);
      return;
    default:
      begin_capture(rule, element, base);
  }
}

void XmlDocument::begin_entry(const XmlElement& element, BaseId base) {
  if (is_in_entry_) {  // the end of the one before is missing
    end_entry();
    for (auto& frame : frames_) {
      if (frame.scope != 0) frame.scope = kInFeed;
      frame.is_entry = false;
    }
  }
  if (entries_ == max_entries_) {
    head_.truncated = true;
    is_stopped_ = true;
    return;
  }
  is_in_entry_ = true;
  entry_ = {};
  frames_.push_back({kInEntry, base, false, true});
  if (const auto about = element.attribute(Vocabulary::kRdf, "about"); !about.empty()) {
    entry_.ids.push_back({1, std::string(about), base});
    add_link(kLinkAbout, about, base);
  }
}

void XmlDocument::end_entry() {
  const bool is_sitemap = family_ == Family::kSitemap;
  if (is_sitemap && entry_.links.empty()) add_link(kLinkOther, entry_text_, frames_.back().base);
  is_in_entry_ = false;
  entry_text_.clear();
  if (!is_sitemap || !entry_.links.empty()) {
    if (entries_ % kPendingEntries == 0) finisher_.finish_head(head_draft_, head_);
    auto entry = finisher_.finish_entry(std::move(entry_));
    if (!is_sitemap || !entry.link.empty()) {
      ++entries_;
      pending_.push_back(std::move(entry));
    }
  }
  if (is_sitemap || pending_.size() >= kPendingEntries) release();
}

// Hands over what was held back.
void XmlDocument::release() {
  if (pending_.empty()) return;
  if (family_ != Family::kSitemap) finisher_.finish_head(head_draft_, head_);
  for (auto& entry : pending_) {
    finisher_.inherit(entry);
    is_stopped_ = !each_(head_, std::move(entry)) || is_stopped_;
    if (is_stopped_ && !head_.truncated) break;
  }
  pending_.clear();
}

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
      capture.has_href = !trimmed(element.attribute("href")).empty();
      if (capture.has_href) add_atom_link(element, base);
      break;
    case Field::kId:
      capture.is_permalink = lower(trimmed(element.attribute("ispermalink"))) != "false";
      break;
    case Field::kCategory:
      for (const std::string_view name : {"label", "term", "text"}) {
        if (capture.label.empty()) capture.label = std::string(element.attribute(name));
      }
      break;
    case Field::kAuthor:
      if (const auto role = lower(element.attribute("role")); !role.empty() && role != "author") {
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
    text.value = text::decode(decode_base64(text.value), {.is_html = false}).utf8;
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
      } else if (!capture.has_href) {
        add_link(capture.rule->rank == 0 ? kLinkElement : kLinkOther, text.value, text.base);
      }
      break;
    case Field::kId:
      if (capture.is_permalink) {
        // Only what is a URL by itself: "urn:x", "12" are names.
        const auto value = trimmed(text.value);
        if (lower(value.substr(0, 4)) == "http") add_link(kLinkPermalink, value, text.base);
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
    default:
      break;
  }
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
  value = trimmed(value);
  if (value.empty() || draft().links.size() >= kMaxListItems) return;
  // Where the document's own address is unknown, the site it names is the next best base.
  if (!is_in_entry_ && links_.document() == kNoBase) links_.set_fallback(value);
  draft().links.push_back({rank, std::string(value), base});
}

void XmlDocument::add_atom_link(const XmlElement& element, BaseId base) {
  auto rel = lower(trimmed(element.attribute("rel")));
  if (const auto slash = rel.rfind('/'); slash != std::string::npos)
    rel.erase(0, slash + 1);  // IANA's long form
  const auto href = element.attribute("href");
  if (rel == "enclosure") {
    if (is_in_entry_) add_enclosure(element, base);
  } else if (rel == "next") {
    if (!is_in_entry_) head_.next = links_.resolve(href, base);
  } else if (rel.empty() || rel == "alternate") {
    const auto type = lower(element.attribute("type"));
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
  if (trimmed(address).empty() || entry_.enclosures.size() >= kMaxListItems) return;
  auto length = to_number(element.attribute("length"));
  if (!length) length = to_number(element.attribute("filesize"));
  entry_.enclosures.push_back(
      {{std::string(address), text::clean_line(element.attribute("type")), length}, base});
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
  const auto name = lower(trimmed(period));
  for (const auto& row : kPeriods) {
    if (row.name == name) update_period_ = row.time;
  }
}

}  // namespace tearsheet::feed
