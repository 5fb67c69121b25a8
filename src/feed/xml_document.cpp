#include "feed/xml_document.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "base/escape.h"
#include "feed/entities.h"
#include "feed/sanitise_table.h"

namespace tearsheet::feed {
namespace {

// An element nobody knows, in a feed: of what stands below it only entries count.
constexpr Scope kInUnknown = 128;
constexpr std::uint32_t kAllHours = (1U << 24U) - 1;
constexpr std::uint8_t kAllDays = (1U << 7U) - 1;
// Entries that are held back for what the feed says of itself behind them.
constexpr std::size_t kPendingEntries = 64;
constexpr std::size_t kMaxLocationBytes = 8192;
constexpr std::size_t kMaxFieldBytes = 8 << 20;  // of one text; the rest is cut

constexpr std::string_view kForeignElement = "-";
constexpr std::array<std::string_view, 6> kPersonDetails = {"email",    "uri",    "url",
                                                            "homepage", "weblog", "id"};

std::string format_of_rss(std::string_view version) {
  version = trimmed_xml(version);
  for (const std::string_view known : {"0.90", "0.91", "0.92", "0.93", "0.94", "1.0"}) {
    if (version.starts_with(known)) return "rss" + std::string(known);
  }
  return version == "0.9" ? "rss0.90" : "rss2.0";
}

std::string format_of_rdf(std::string_view uri) {
  return uri.find("netscape.com") != std::string_view::npos ? "rss0.90" : "rss1.0";
}

std::string format_of_atom(std::string_view uri, std::string_view version) {
  const bool is_old = uri.find("purl.org/atom/ns") != std::string_view::npos ||
                      trimmed_xml(version).starts_with("0.");
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
    append_markup(html, is_link && base != field_base
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
  // Never is no answer.
  if (head_.skip_hours == kAllHours) head_.skip_hours = 0;
  if (head_.skip_days == kAllDays) head_.skip_days = 0;
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
      trimmed_xml(capture_->text.value).empty())
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
    append_markup(escaped, text.value);
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
    append_markup(value, text);
  } else {
    value.append(text);
  }
}

void XmlDocument::on_end() {
  if (frames_.empty()) return;
  const auto frame = frames_.back();
  if (capture_) {
    if (frame.is_capture && reader_.is_cut() && !reader_.is_cut_in_end_tag()) {
      drop_cut_capture();
    } else if (frame.is_capture) {
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
  if (frame.is_entry && is_in_entry_) {
    head_.cut = head_.cut || reader_.is_cut();
    end_entry();
  }
  frames_.pop_back();
}

// Half an address names a page that never was, and half a title is none.
void XmlDocument::drop_cut_capture() {
  frames_[capture_->frame].is_capture = false;
  capture_.reset();
  head_.cut = true;
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
    case Field::kSkip:
      push(kInSkip, base);
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
  if (is_sitemap && entry_.links.empty() && !reader_.is_cut())
    add_link(kLinkOther, entry_text_, frames_.back().base);
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

}  // namespace tearsheet::feed
