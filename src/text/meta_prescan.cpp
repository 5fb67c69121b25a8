#include "text/meta_prescan.h"

#include <algorithm>
#include <string>

#include "base/ascii.h"

namespace tearsheet::text {
namespace {

struct ByteAttribute {
  std::string name;
  std::string value;
};

class Prescan {
 public:
  explicit Prescan(std::string_view bytes) : bytes_(bytes) {}

  std::optional<Encoding> run() {
    for (; at_ < bytes_.size(); ++at_) {
      at_ = std::min(bytes_.find('<', at_), bytes_.size());
      const std::string_view rest = bytes_.substr(at_);
      if (rest.starts_with("<!--")) {
        // The two dashes may be the same as those of "<!--" ("<!-->").
        const std::size_t end = bytes_.find("-->", at_ + 2);
        if (end == std::string_view::npos) return std::nullopt;
        at_ = end + 2;
      } else if (starts_with_ignoring_case(rest, "<meta") && rest.size() > 5 &&
                 (is_html_space(rest[5]) || rest[5] == '/')) {
        at_ += 6;
        if (const auto encoding = meta()) return encoding;
      } else if (rest.size() > 2 && rest[0] == '<' &&
                 (is_alpha(rest[1]) || (rest[1] == '/' && is_alpha(rest[2])))) {
        while (at_ < bytes_.size() && !is_html_space(bytes_[at_]) && bytes_[at_] != '>') ++at_;
        while (attribute()) {
        }
      } else if (rest.starts_with("<!") || rest.starts_with("</") || rest.starts_with("<?")) {
        at_ = std::min(bytes_.find('>', at_), bytes_.size());
      }
    }
    return std::nullopt;
  }

 private:
  // The <meta> behind whose name the position is.
  std::optional<Encoding> meta() {
    bool got_pragma = false;
    std::optional<bool> need_pragma;
    std::optional<Encoding> charset;
    bool has_charset = false;
    std::string seen;  // names, each between two spaces
    while (const auto found = attribute()) {
      const std::string key = " " + found->name + " ";
      if (seen.find(key) != std::string::npos) continue;
      seen += key;
      if (found->name == "http-equiv") {
        got_pragma = got_pragma || found->value == "content-type";
      } else if (found->name == "content" && !has_charset) {
        if (const auto encoding = charset_parameter(found->value)) {
          charset = encoding;
          has_charset = true;
          need_pragma = true;
        }
      } else if (found->name == "charset") {
        charset = find_encoding(found->value);
        has_charset = true;
        need_pragma = false;
      }
    }
    if (!need_pragma || (*need_pragma && !got_pragma) || !charset) return std::nullopt;
    if (*charset == Encoding::kUtf16be || *charset == Encoding::kUtf16le) return Encoding::kUtf8;
    if (*charset == Encoding::kXUserDefined) return Encoding::kWindows1252;
    return charset;
  }

  // "Get an attribute": nothing at the end of the tag, where the position stays on '>'.
  std::optional<ByteAttribute> attribute() {
    while (at_ < bytes_.size() && (is_html_space(bytes_[at_]) || bytes_[at_] == '/')) ++at_;
    if (at_ >= bytes_.size() || bytes_[at_] == '>') return std::nullopt;
    ByteAttribute result;
    for (; at_ < bytes_.size(); ++at_) {
      const char c = bytes_[at_];
      if ((c == '=' && !result.name.empty()) || is_html_space(c) || c == '/' || c == '>') break;
      result.name += to_lower(c);
    }
    while (at_ < bytes_.size() && is_html_space(bytes_[at_])) ++at_;
    if (at_ >= bytes_.size() || bytes_[at_] != '=') return result;
    ++at_;
    while (at_ < bytes_.size() && is_html_space(bytes_[at_])) ++at_;
    if (at_ >= bytes_.size()) return std::nullopt;
    const char quote = bytes_[at_];
    if (quote == '"' || quote == '\'') {
      const std::size_t end = bytes_.find(quote, at_ + 1);
      if (end == std::string_view::npos) {
        at_ = bytes_.size();
        return std::nullopt;
      }
      for (++at_; at_ < end; ++at_) result.value += to_lower(bytes_[at_]);
      ++at_;
      return result;
    }
    for (; at_ < bytes_.size() && !is_html_space(bytes_[at_]) && bytes_[at_] != '>'; ++at_) {
      result.value += to_lower(bytes_[at_]);
    }
    return result;
  }

  std::string_view bytes_;
  std::size_t at_ = 0;
};

}  // namespace

std::optional<Encoding> prescan_meta(std::string_view bytes) {
  return Prescan(bytes).run();
}

std::optional<Encoding> charset_parameter(std::string_view text) {
  std::size_t at = 0;
  for (;;) {
    while (at < text.size() && !starts_with_ignoring_case(text.substr(at), "charset")) ++at;
    if (at >= text.size()) return std::nullopt;
    at += 7;
    while (at < text.size() && is_html_space(text[at])) ++at;
    if (at < text.size() && text[at] == '=') break;
  }
  ++at;
  while (at < text.size() && is_html_space(text[at])) ++at;
  if (at >= text.size()) return std::nullopt;
  if (text[at] == '"' || text[at] == '\'') {
    const std::size_t end = text.find(text[at], at + 1);
    if (end == std::string_view::npos) return std::nullopt;
    return find_encoding(text.substr(at + 1, end - at - 1));
  }
  const std::size_t end = std::min(text.find_first_of("\t\n\f\r ;", at), text.size());
  return find_encoding(text.substr(at, end - at));
}

namespace {

/// Behind a quoted text that begins at `at`; the end, where it is never closed.
std::size_t behind_quoted(std::string_view text, std::size_t at) {
  const char quote = text[at];
  for (++at; at < text.size() && text[at] != quote; ++at) {
    if (text[at] == '\\' && at + 1 < text.size()) ++at;
  }
  return std::min(at + 1, text.size());
}

bool ends_parameter(char c) {
  return c == ';' || c == ',' || is_html_space(c);
}

}  // namespace

std::optional<Encoding> header_charset(std::string_view content_type) {
  constexpr std::string_view kName = "charset";
  std::size_t at = 0;
  while (at < content_type.size()) {
    if (content_type[at] == '"') {
      at = behind_quoted(content_type, at);
      continue;
    }
    const bool is_own = at == 0 || ends_parameter(content_type[at - 1]);
    if (!is_own || !starts_with_ignoring_case(content_type.substr(at), kName)) {
      ++at;
      continue;
    }
    at += kName.size();
    std::size_t value = at;
    while (value < content_type.size() && is_html_space(content_type[value])) ++value;
    if (value >= content_type.size() || content_type[value] != '=') continue;
    return charset_parameter(content_type.substr(at - kName.size()));
  }
  return std::nullopt;
}

std::optional<Encoding> xml_declaration_encoding(std::string_view bytes) {
  if (!bytes.starts_with("<?xml")) return std::nullopt;
  const std::size_t end = bytes.find('>');
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view declaration = bytes.substr(0, end);
  std::size_t at = declaration.find("encoding");
  if (at == std::string_view::npos) return std::nullopt;
  at += 8;
  while (at < declaration.size() && static_cast<unsigned char>(declaration[at]) <= 0x20) ++at;
  if (at >= declaration.size() || declaration[at] != '=') return std::nullopt;
  ++at;
  while (at < declaration.size() && static_cast<unsigned char>(declaration[at]) <= 0x20) ++at;
  if (at >= declaration.size() || (declaration[at] != '"' && declaration[at] != '\''))
    return std::nullopt;
  const std::size_t close = declaration.find(declaration[at], at + 1);
  if (close == std::string_view::npos) return std::nullopt;
  const auto encoding = find_encoding(declaration.substr(at + 1, close - at - 1));
  // The declaration could be read as ASCII: it is not UTF-16, whatever it says.
  if (encoding == Encoding::kUtf16be || encoding == Encoding::kUtf16le) return Encoding::kUtf8;
  return encoding;
}

}  // namespace tearsheet::text
