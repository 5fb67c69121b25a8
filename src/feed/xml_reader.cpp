#include "feed/xml_reader.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"

namespace tearsheet::feed {
namespace {

// A document type declaration of honest feeds has some hundred bytes (the entity lists of RSS 0.91
// come by reference).
constexpr std::size_t kMaxDeclaration = 16 * 1024;
constexpr std::size_t kMaxLookAhead = 256 * 1024;
constexpr int kMaxBrokenInstructions = 16;
constexpr std::size_t kMaxOwnEntities = 64;
constexpr std::size_t kMaxOwnEntityBytes = 256;
constexpr std::size_t kMaxBindings =
    128;  // an element is looked up in them: keeps hostile ones linear

// Tags that HTML never closes, for markup that stands in a feed unescaped.
constexpr std::array<std::string_view, 5> kVoid = {"br", "hr", "img", "wbr", "input"};
// Tags that HTML closes when the next of their kind begins.
constexpr std::array<std::string_view, 6> kSiblings = {"p", "li", "tr", "td", "dt", "dd"};

std::pair<std::string_view, std::string_view> split_name(std::string_view qualified) {
  const auto colon = qualified.find(':');
  if (colon == std::string_view::npos) return {{}, qualified};
  return {qualified.substr(0, colon), qualified.substr(colon + 1)};
}

}  // namespace

std::string_view XmlElement::attribute(std::string_view wanted) const {
  return attribute(Vocabulary::kCore, wanted);
}

std::string_view XmlElement::attribute(Vocabulary of, std::string_view wanted) const {
  for (const auto& each : attributes) {
    if (each.vocabulary == of && equals_ignoring_case(each.name, wanted)) return each.value;
  }
  return {};
}

XmlReader::XmlReader(ByteSource& source, std::size_t max_bytes, unsigned max_depth)
    : source_(source), max_bytes_(max_bytes), max_depth_(max_depth) {}

XmlReader::Event XmlReader::next() {
  if (pending_ends_ > 0) {
    --pending_ends_;
    return pop();
  }
  while (!has_failed_) {
    std::optional<Event> event;
    if (inside_ == Inside::kCdata) {
      event = read_section("]]>", true);
    } else if (inside_ == Inside::kComment) {
      event = read_section("-->", false);
    } else {
      event = read_content();
    }
    if (event) return *event;
  }
  return Event::kFailed;
}

bool XmlReader::refill() {
  if (is_source_done_ || has_failed_) return false;
  const auto piece = source_.next();
  if (!piece) {
    error_ = piece.error();
    has_failed_ = true;
    return false;
  }
  if (piece->empty()) {
    is_source_done_ = true;
    return false;
  }
  total_bytes_ += piece->size();
  if (total_bytes_ > max_bytes_) {
    error_ = {ErrorCode::kTooLarge, "more than " + std::to_string(max_bytes_) + " bytes"};
    has_failed_ = true;
    return false;
  }
  buffer_.erase(0, at_);
  at_ = 0;
  buffer_.append(*piece);
  return true;
}

void XmlReader::ensure(std::size_t bytes) {
  while (buffer_.size() - at_ < bytes && refill()) {
  }
}

std::optional<XmlReader::Event> XmlReader::read_content() {
  if (at_ == buffer_.size() && !refill()) {
    if (has_failed_) return Event::kFailed;
    if (open_.empty()) return Event::kDone;
    is_cut_ = true;
    return pop();
  }
  const auto left = std::string_view(buffer_).substr(at_);
  if (left.front() == '<') return read_markup();
  auto size = left.find('<');
  if (size == std::string_view::npos) {
    size = left.size();
    if (!is_source_done_) {
      size = resolvable_prefix(left);
      if (size == 0) {
        if (refill()) return std::nullopt;
        size = left.size();
      }
    }
  }
  if (open_.empty()) {  // junk around the root
    at_ += size;
    return std::nullopt;
  }
  return text_event(size, true);
}

// The inside of a comment or a CDATA section, up to `end`.
std::optional<XmlReader::Event> XmlReader::read_section(std::string_view end, bool is_text) {
  ensure(end.size());
  const auto left = std::string_view(buffer_).substr(at_);
  const auto found = left.find(end);
  std::size_t size = found;
  if (found == std::string_view::npos) {
    if (has_failed_) return Event::kFailed;
    const std::size_t kept =
        is_source_done_ ? 0 : end.size() - 1;  // the end may begin in the last bytes
    size = left.size() > kept ? left.size() - kept : 0;
    if (size == 0 && !refill()) inside_ = Inside::kContent;
    if (size == 0) return std::nullopt;
  }
  const auto event = text_event(size, false);
  if (found != std::string_view::npos) {
    at_ += end.size();
    inside_ = Inside::kContent;
  }
  return is_text && size != 0 && !open_.empty() ? std::optional(event) : std::nullopt;
}

XmlReader::Event XmlReader::text_event(std::size_t size, bool resolve) {
  const auto raw = std::string_view(buffer_).substr(at_, size);
  at_ += size;
  text_ = raw;
  if (resolve && raw.find('&') != std::string_view::npos) {
    scratch_.clear();
    append_resolved(scratch_, raw, &own_entities_);
    text_ = scratch_;
  }
  return Event::kText;
}

std::optional<XmlReader::Event> XmlReader::read_markup() {
  constexpr std::string_view kCdataBegin = "<![cdata[";
  ensure(kCdataBegin.size());
  if (has_failed_) return Event::kFailed;
  const auto left = std::string_view(buffer_).substr(at_);
  if (left.starts_with("<?")) {
    skip_instruction();
    return std::nullopt;
  }
  if (left.starts_with("<!--")) {
    at_ += 4;
    if (has_end("-->", is_comment_end_missing_)) {
      inside_ = Inside::kComment;
    } else {
      skip_to_bracket();
    }
    return std::nullopt;
  }
  if (equals_ignoring_case(left.substr(0, kCdataBegin.size()), kCdataBegin)) {
    at_ += kCdataBegin.size();
    // A section that never ends is cut text, or goes to the end tag as plain text does.
    const bool is_open = !has_end("]]>", is_section_end_missing_);
    inside_ = is_open && has_end("</", is_end_tag_missing_) ? Inside::kContent : Inside::kCdata;
    return std::nullopt;
  }
  if (left.starts_with("<!")) return read_declaration();
  return read_tag();
}

// "<?...?>". Some end in a bare '>'; each of those costs a look ahead, hence the count.
void XmlReader::skip_instruction() {
  const bool is_patient = broken_instructions_ < kMaxBrokenInstructions;
  const auto end = find_ahead(is_patient ? "?>" : ">", kMaxDeclaration);
  if (end != std::string_view::npos) {
    at_ += end + (is_patient ? 2 : 1);
    return;
  }
  ++broken_instructions_;
  skip_to_bracket();
}

// Where `wanted` stands in the next `limit` bytes, counted from here.
std::size_t XmlReader::find_ahead(std::string_view wanted, std::size_t limit) {
  while (true) {
    const auto found = std::string_view(buffer_).substr(at_, limit).find(wanted);
    if (found != std::string_view::npos || buffer_.size() - at_ >= limit || !refill()) return found;
  }
}

// False if the text ends near without `wanted`; `is_missing` remembers it, for no later one will be
// there either.
bool XmlReader::has_end(std::string_view wanted, bool& is_missing) {
  if (is_missing) return false;
  const bool is_found = find_ahead(wanted, kMaxLookAhead) != std::string_view::npos;
  is_missing = !is_found && is_source_done_ && buffer_.size() - at_ < kMaxLookAhead;
  return !is_missing;
}

// Behind the next '>'; where there is none near, what was looked at goes, so that it is not looked
// at again.
void XmlReader::skip_to_bracket() {
  const auto end = std::string_view(buffer_).substr(at_, kMaxDeclaration).find('>');
  at_ += end != std::string_view::npos ? end + 1 : std::min(kMaxDeclaration, buffer_.size() - at_);
}

// "<!DOCTYPE ...>" in front of the root, once; anything else that begins so ends at its '>'.
std::optional<XmlReader::Event> XmlReader::read_declaration() {
  if (!open_.empty() || has_document_type_) {
    find_ahead(">", kMaxDeclaration);
    skip_to_bracket();
    return std::nullopt;
  }
  has_document_type_ = true;
  char quote = 0;
  int brackets = 0;
  for (std::size_t size = 2; size < kMaxDeclaration; ++size) {
    if (at_ + size >= buffer_.size() && !refill()) break;
    const char c = buffer_[at_ + size];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (brackets > 0 && (c == '"' || c == '\'')) {
      quote = c;
    } else if (c == '[') {
      ++brackets;
    } else if (c == ']') {
      --brackets;
    } else if (c == '>' && brackets <= 0) {
      declare_entities(std::string_view(buffer_).substr(at_, size));
      at_ += size + 1;
      return std::nullopt;
    }
  }
  if (brackets > 0 && buffer_.size() - at_ >= kMaxDeclaration && !has_failed_) {
    error_ = {ErrorCode::kInvalid,
              "document type declaration above " + std::to_string(kMaxDeclaration) + " bytes"};
    has_failed_ = true;
  }
  if (has_failed_) return Event::kFailed;
  skip_to_bracket();
  return std::nullopt;
}

// <!ENTITY name "text">, where the text holds nothing that could refer to or nest anything.
void XmlReader::declare_entities(std::string_view declaration) {
  constexpr std::string_view kEntity = "<!ENTITY";
  constexpr std::string_view kSpace = " \t\r\n";
  for (auto at = declaration.find(kEntity); at != std::string_view::npos;
       at = declaration.find(kEntity, at)) {
    at += kEntity.size();
    const auto name_begin = declaration.find_first_not_of(kSpace, at);
    const auto name_end = declaration.find_first_of(kSpace, name_begin);
    const auto open = declaration.find_first_not_of(kSpace, name_end);
    if (open == std::string_view::npos || own_entities_.size() == kMaxOwnEntities) return;
    const auto name = declaration.substr(name_begin, name_end - name_begin);
    const char quote = declaration[open];
    if (quote != '"' && quote != '\'') continue;  // "%", SYSTEM, PUBLIC
    const auto close = declaration.find(quote, open + 1);
    if (close == std::string_view::npos) return;
    const auto raw = declaration.substr(open + 1, close - open - 1);
    std::string value;
    append_resolved(value, raw);
    const bool refers =
        raw.find('%') != std::string_view::npos || value.find_first_of("&<") != std::string::npos;
    if (!refers && value.size() <= kMaxOwnEntityBytes)
      own_entities_.emplace_back(name, std::move(value));
  }
}

std::optional<XmlReader::Event> XmlReader::read_tag() {
  while (true) {
    switch (scan_tag(std::string_view(buffer_).substr(at_), tag_)) {
      case TagScan::kTag:
        return tag_.is_end ? end_element() : start_element();
      case TagScan::kText:
        if (open_.empty()) {
          ++at_;
          return std::nullopt;
        }
        return text_event(1, false);
      case TagScan::kTooLong:
        at_ += kMaxTagBytes;
        return std::nullopt;
      case TagScan::kIncomplete:
        if (refill()) continue;
        is_cut_in_end_tag_ = std::string_view(buffer_).substr(at_).starts_with("</");
        at_ = buffer_.size();  // cut in a tag: nobody knows what it was
        return has_failed_ ? std::optional(Event::kFailed) : std::nullopt;
    }
  }
}

XmlReader::Event XmlReader::pop() {
  bindings_.resize(open_.back().bindings);
  open_.pop_back();
  return Event::kEnd;
}

std::optional<XmlReader::Event> XmlReader::end_element() {
  qualified_.assign(tag_.name);
  for (char& c : qualified_) c = to_lower(c);
  const auto size = tag_.size;
  if (too_deep_ > 0) {
    --too_deep_;
    at_ += size;
    return std::nullopt;
  }
  const auto match = std::find_if(open_.rbegin(), open_.rend(),
                                  [this](const Open& o) { return o.name == qualified_; });
  at_ += size;
  if (match == open_.rend()) return std::nullopt;  // closes nothing
  pending_ends_ = static_cast<unsigned>(match - open_.rbegin());
  return pop();
}

std::optional<XmlReader::Event> XmlReader::start_element() {
  qualified_.assign(tag_.name);
  for (char& c : qualified_) c = to_lower(c);
  if (!open_.empty() && open_.back().name == qualified_ &&
      std::ranges::find(kSiblings, qualified_) != kSiblings.end()) {
    return pop();  // and read this tag again
  }
  at_ += tag_.size;
  const bool is_empty = tag_.is_empty || std::ranges::find(kVoid, qualified_) != kVoid.end();
  if (open_.size() >= max_depth_) {
    if (!is_empty) ++too_deep_;
    return std::nullopt;
  }
  open_.push_back({qualified_, bindings_.size()});
  bind_namespaces();
  const auto [prefix, name] = split_name(qualified_);
  const auto* bound = binding(prefix);
  element_.prefix = prefix;
  element_.name = name;
  element_.uri = bound != nullptr ? std::string_view(bound->uri) : std::string_view{};
  element_.vocabulary = vocabulary_of(prefix);
  resolve_attributes();
  element_.attributes = attributes_;
  if (is_empty) pending_ends_ = 1;
  return Event::kStart;
}

void XmlReader::bind_namespaces() {
  for (const auto& attribute : tag_.attributes) {
    if (!attribute.name.starts_with("xmlns") || bindings_.size() >= kMaxBindings) continue;
    const auto [prefix, name] = split_name(attribute.name);
    if (prefix.empty() ? attribute.name.size() != 5 : prefix != "xmlns") continue;
    std::string key(prefix.empty() ? std::string_view{} : name);
    for (char& c : key) c = to_lower(c);
    auto vocabulary = vocabulary_of_uri(attribute.value);
    if (vocabulary == Vocabulary::kOther && !key.empty()) vocabulary = vocabulary_of_prefix(key);
    bindings_.push_back({std::move(key), std::string(attribute.value.substr(0, 256)), vocabulary});
  }
}

const XmlReader::Binding* XmlReader::binding(std::string_view prefix) const {
  const auto found = std::find_if(bindings_.rbegin(), bindings_.rend(),
                                  [prefix](const Binding& b) { return b.prefix == prefix; });
  return found == bindings_.rend() ? nullptr : &*found;
}

Vocabulary XmlReader::vocabulary_of(std::string_view prefix) const {
  if (const auto* bound = binding(prefix)) return bound->vocabulary;
  return prefix.empty() ? Vocabulary::kCore : vocabulary_of_prefix(prefix);
}

std::string_view XmlReader::uri_of(std::string_view prefix) const {
  const auto* bound = binding(prefix);
  return bound != nullptr ? std::string_view(bound->uri) : std::string_view{};
}

void XmlReader::set_home(Vocabulary vocabulary) {
  // In front of everything, for elements under no declaration at all, and over the root's own.
  for (auto& bound : bindings_) {
    if (bound.prefix.empty()) bound.vocabulary = vocabulary;
  }
  bindings_.insert(bindings_.begin(), Binding{{}, {}, vocabulary});
  for (auto& open : open_) ++open.bindings;
}

void XmlReader::resolve_attributes() {
  attributes_.clear();
  std::size_t slot = 0;
  for (const auto& raw : tag_.attributes) {
    XmlAttribute attribute{Vocabulary::kCore, raw.name, raw.value};
    if (raw.name.find(':') != std::string_view::npos) {
      const auto [prefix, name] = split_name(raw.name);
      attribute.name = name;
      attribute.vocabulary = prefix == "xmlns" ? Vocabulary::kOther : vocabulary_of(prefix);
      // "rdf:about" and "a:href" on an element of the same vocabulary alike
      if (attribute.vocabulary == element_.vocabulary && attribute.vocabulary != Vocabulary::kRdf) {
        attribute.vocabulary = Vocabulary::kCore;
      }
    }
    if (raw.value.find('&') != std::string_view::npos) {
      if (slot == values_.size()) values_.emplace_back();
      auto& value = values_[slot++];
      value.clear();
      append_resolved(value, raw.value, &own_entities_);
      attribute.value = value;
    }
    attributes_.push_back(attribute);
  }
}

}  // namespace tearsheet::feed
