#include "html/tag_scan.h"

#include <array>
#include <cstdint>
#include <cstring>

namespace tearsheet::html {
namespace {

enum Kind : std::uint8_t { kSpace = 1, kSlash = 2, kGreater = 4, kEqual = 8, kZero = 16 };

constexpr std::array<std::uint8_t, 256> make_kinds() {
  std::array<std::uint8_t, 256> kinds{};
  for (const unsigned c : {0x09U, 0x0AU, 0x0CU, 0x0DU, 0x20U}) kinds[c] = kSpace;
  kinds['/'] = kSlash;
  kinds['>'] = kGreater;
  kinds['='] = kEqual;
  kinds[0] = kZero;  // perhaps the end of the page
  return kinds;
}
constexpr std::array<std::uint8_t, 256> kKinds = make_kinds();

constexpr std::array<unsigned char, 256> make_lower() {
  std::array<unsigned char, 256> lower{};
  for (unsigned i = 0; i < 256; ++i) {
    lower[i] = static_cast<unsigned char>(i >= 'A' && i <= 'Z' ? i + ('a' - 'A') : i);
  }
  return lower;
}
constexpr std::array<unsigned char, 256> kLower = make_lower();

// What the scanner of attributes tells of each.
struct Span {
  const char* begin;
  const char* end;
};

class AttributeScanner {
 public:
  AttributeScanner(const char* at, const char* end) : at_(at), end_(end), behind_value_(at) {}

  /// False at the end of the tag or of the page.
  bool next() {
    if (!skip_to_attribute()) return false;
    name_.begin = at_;
    ++at_;  // whatever it is, '=' too, belongs to the name
    skip_until(kSpace | kSlash | kGreater | kEqual);
    name_.end = at_;
    value_ = {at_, at_};
    is_quoted_ = false;
    while (kind() == kSpace) ++at_;
    if (kind() == kEqual) scan_value();
    return true;
  }

  [[nodiscard]] Span name() const { return name_; }
  [[nodiscard]] Span value() const { return value_; }
  [[nodiscard]] bool is_quoted() const { return is_quoted_; }
  [[nodiscard]] bool is_self_closing() const { return is_self_closing_; }
  /// On '>', or at the end of the page.
  [[nodiscard]] const char* at() const { return at_; }

 private:
  [[nodiscard]] std::uint8_t kind() const { return kKinds[static_cast<unsigned char>(*at_)]; }

  void skip_until(std::uint8_t kinds) {
    for (;;) {
      while ((kind() & (kinds | kZero)) == 0) ++at_;
      if (kind() != kZero || at_ == end_) return;
      ++at_;
    }
  }

  bool skip_to_attribute() {
    while ((kind() & (kSpace | kSlash)) != 0) ++at_;
    if (kind() == kGreater) {
      // Only a '/' right before '>', and none that ends an unquoted value, makes it self-closing.
      is_self_closing_ = at_[-1] == '/' && at_ > behind_value_;
      return false;
    }
    return at_ != end_;
  }

  void scan_value() {
    ++at_;
    while (kind() == kSpace) ++at_;
    is_quoted_ = *at_ == '"' || *at_ == '\'';
    if (is_quoted_) {
      const char quote = *at_++;
      const void* close = std::memchr(at_, quote, static_cast<std::size_t>(end_ - at_));
      const char* value_end = close == nullptr ? end_ : static_cast<const char*>(close);
      value_ = {at_, value_end};
      at_ = close == nullptr ? end_ : value_end + 1;
    } else {
      value_.begin = at_;
      skip_until(kSpace | kGreater);
      value_.end = at_;
    }
    behind_value_ = at_;
  }

  const char* at_;
  const char* end_;
  Span name_{nullptr, nullptr};
  Span value_{nullptr, nullptr};
  const char* behind_value_;  // behind the last value; before any, where the scan began
  bool is_quoted_ = false;
  bool is_self_closing_ = false;
};

bool equals_ignoring_case(Span span, std::string_view lower_case) {
  if (static_cast<std::size_t>(span.end - span.begin) != lower_case.size()) return false;
  for (std::size_t i = 0; i < lower_case.size(); ++i) {
    if (kLower[static_cast<unsigned char>(span.begin[i])] !=
        static_cast<unsigned char>(lower_case[i]))
      return false;
  }
  return true;
}

}  // namespace

TagScan scan_tag(std::string_view html, std::size_t name_begin) {
  std::vector<AttributeSpan> none;
  return scan_tag(html, name_begin, 0, none);
}

TagScan scan_tag(std::string_view html, std::size_t name_begin, unsigned max_attributes,
                 std::vector<AttributeSpan>& spans) {
  const char* begin = html.data();
  const char* end = begin + html.size();
  TagScan tag;
  tag.name_begin = name_begin;
  const char* at = begin + name_begin;
  for (;; ++at) {
    const std::uint8_t kind = kKinds[static_cast<unsigned char>(*at)];
    if ((kind & (kSpace | kSlash | kGreater)) != 0 || (kind == kZero && at == end)) break;
    tag.key = add_to_key(tag.key, kLower[static_cast<unsigned char>(*at)]);
  }
  tag.name_end = static_cast<std::size_t>(at - begin);
  if (tag.name_end - name_begin > 8) tag.key |= kLongName;
  if (*at == '>') {
    tag.end = tag.name_end + 1;
    return tag;
  }
  AttributeScanner attributes(at, end);
  const auto offset = [begin](const char* position) {
    return static_cast<std::size_t>(position - begin);
  };
  for (unsigned count = 0; attributes.next(); ++count) {
    const Span name = attributes.name();
    const Span value = attributes.value();
    if (count < max_attributes) {
      spans.push_back({offset(name.begin), offset(name.end), offset(value.begin), offset(value.end),
                       attributes.is_quoted()});
    } else if (count == max_attributes) {
      tag.cut = offset(name.begin);
    }
  }
  const bool is_whole = attributes.at() != end;
  tag.end =
      is_whole ? static_cast<std::size_t>(attributes.at() - begin) + 1 : std::string_view::npos;
  tag.is_self_closing = attributes.is_self_closing();
  return tag;
}

std::string_view raw_attribute(std::string_view html, const TagScan& tag, std::string_view name) {
  AttributeScanner attributes(html.data() + tag.name_end, html.data() + html.size());
  while (attributes.next()) {
    if (!equals_ignoring_case(attributes.name(), name)) continue;
    const Span value = attributes.value();
    return {value.begin, static_cast<std::size_t>(value.end - value.begin)};
  }
  return {};
}

}  // namespace tearsheet::html
