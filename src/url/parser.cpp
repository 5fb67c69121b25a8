// The URL parser of the WHATWG URL Standard (4.4) for http and https.
//
// The standard describes a machine of one state per character. Written here as a walk from part to
// part, which gives the same results: for the two schemes wanted, every state is entered at one
// place and left at a known delimiter.
#include <algorithm>

#include "base/time_limit.h"
#include "url/host.h"
#include "url/percent.h"
#include "url/url.h"

namespace tearsheet::url {
namespace {

constexpr bool is_slash(char c) {
  return c == '/' || c == '\\';
}
constexpr bool is_c0_or_space(char c) {
  return static_cast<unsigned char>(c) <= 0x20;
}
constexpr bool is_tab_or_newline(char c) {
  return c == '\t' || c == '\n' || c == '\r';
}

std::string_view without_edges(std::string_view text) {
  while (!text.empty() && is_c0_or_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_c0_or_space(text.back())) text.remove_suffix(1);
  return text;
}

// Length of the scheme before its ':', 0 where there is none.
std::size_t scheme_length(std::string_view text) {
  if (text.empty() || !is_alpha(text.front())) return 0;
  for (std::size_t i = 1; i < text.size(); ++i) {
    const char c = text[i];
    if (c == ':') return i;
    if (!is_alpha(c) && !is_digit(c) && c != '+' && c != '-' && c != '.') return 0;
  }
  return 0;
}

std::string_view without_leading_slashes(std::string_view text) {
  while (!text.empty() && is_slash(text.front())) text.remove_prefix(1);
  return text;
}

std::size_t find_slash(std::string_view text) {
  std::size_t i = 0;
  while (i < text.size() && !is_slash(text[i])) ++i;
  return i;
}
std::size_t find_path_end(std::string_view text) {
  std::size_t i = 0;
  while (i < text.size() && text[i] != '?' && text[i] != '#') ++i;
  return i;
}
std::size_t find_authority_end(std::string_view text) {
  std::size_t i = 0;
  while (i < text.size() && !is_slash(text[i]) && text[i] != '?' && text[i] != '#') ++i;
  return i;
}

// Whether the path can be copied as it is: nothing to encode, no backslash, no dot (or escape,
// which may be one) that could be a segment of its own.
bool is_plain_path(std::string_view path) {
  char previous = '/';
  for (const char c : path) {
    if (!is_safe(c, EncodeSet::kPath) || c == '\\') return false;
    if (previous == '/' && (c == '.' || c == '%')) return false;
    previous = c;
  }
  return true;
}

// "." or an escaped one at the front of `segment`; its length, 0 where there is none.
std::size_t dot_length(std::string_view segment) {
  if (segment.empty()) return 0;
  if (segment.front() == '.') return 1;
  return escape_at(segment, 0) == '.' ? 3 : 0;
}
bool is_single_dot(std::string_view segment) {
  const std::size_t dot = dot_length(segment);
  return dot != 0 && dot == segment.size();
}
bool is_double_dot(std::string_view segment) {
  const std::size_t dot = dot_length(segment);
  return dot != 0 && is_single_dot(segment.substr(dot));
}

tl::unexpected<Error> refuse(std::string_view input, const char* why) {
  constexpr std::size_t kShown = 200;
  std::string message("'");
  message.append(input.substr(0, kShown)).append(input.size() > kShown ? "...': " : "': ");
  return fail(ErrorCode::kInvalid, message.append(why));
}

}  // namespace

/// Writes the parts of one Url in order.
class UrlBuilder {
 public:
  explicit UrlBuilder(std::size_t expected) { url_.href_.reserve(expected); }

  void set_scheme(bool https) {
    url_.href_ = https ? "https://" : "http://";
    url_.scheme_end_ = https ? 5 : 4;
    url_.port_ = https ? 443 : 80;
  }

  // Null where it went well, else what is wrong.
  const char* set_authority(std::string_view text) {
    std::string& href = url_.href_;
    const std::size_t at = text.rfind('@');
    url_.username_end_ = size();
    if (at != std::string_view::npos) {
      set_credentials(text.substr(0, at));
      text.remove_prefix(at + 1);
    }
    url_.host_begin_ = size();
    const std::size_t colon = port_colon(text);
    if (!append_host(href, text.substr(0, colon))) return "the host is not valid";
    url_.host_end_ = size();
    if (colon != std::string_view::npos && !set_port(text.substr(colon + 1))) {
      return "the port is not a number below 65536";
    }
    url_.path_begin_ = size();
    return nullptr;
  }

  // Everything of `base` up to `end`, an offset into its text.
  void copy_base(const Url& base, std::uint32_t end) {
    std::string buffer = std::move(url_.href_);
    buffer.assign(base.href_, 0, end);
    url_ = Url();
    url_.href_ = std::move(buffer);
    url_.scheme_end_ = base.scheme_end_;
    url_.username_end_ = base.username_end_;
    url_.host_begin_ = base.host_begin_;
    url_.host_end_ = base.host_end_;
    url_.path_begin_ = base.path_begin_;
    url_.port_ = base.port_;
  }
  static std::uint32_t authority_end(const Url& base) { return base.path_begin_; }
  static std::uint32_t directory_end(const Url& base) {
    return static_cast<std::uint32_t>(base.href_.rfind('/', base.query_begin_ - 1));
  }
  static std::uint32_t path_end(const Url& base) { return base.query_begin_; }
  static std::uint32_t query_end(const Url& base) { return base.fragment_begin_; }

  // Path, query and fragment of an absolute URL or of "/path"; `text` is after the authority.
  void append_rest(std::string_view text) {
    if (!text.empty() && is_slash(text.front())) text.remove_prefix(1);
    append_segments(text);
  }

  // Segments, each after a slash, on top of what the path holds; then query and fragment.
  void append_segments(std::string_view text) {
    const std::size_t end = find_path_end(text);
    std::string_view path = text.substr(0, end);
    if (is_plain_path(path)) {
      url_.href_ += '/';
      url_.href_ += path;
    } else {
      for (bool more = true; more;) {
        const std::size_t slash = find_slash(path);
        more = slash < path.size();
        append_segment(path.substr(0, slash), more);
        if (more) path.remove_prefix(slash + 1);
      }
    }
    append_query(text.substr(end));
  }

  // `text` is empty or begins with '?' or '#'.
  void append_query(std::string_view text) {
    url_.query_begin_ = size();
    const std::size_t hash = std::min(text.find('#'), text.size());
    if (hash > 0) {
      url_.href_ += '?';
      append_encoded(url_.href_, text.substr(1, hash - 1), EncodeSet::kQuery);
    }
    append_fragment(text.substr(hash));
  }

  void append_fragment(std::string_view text) {
    url_.fragment_begin_ = size();
    if (text.empty()) return;
    url_.href_ += '#';
    append_encoded(url_.href_, text.substr(1), EncodeSet::kFragment);
  }

  void keep_query_of(const Url& base) { url_.query_begin_ = base.query_begin_; }

  Url take() { return std::move(url_); }

 private:
  std::uint32_t size() const { return static_cast<std::uint32_t>(url_.href_.size()); }

  void set_credentials(std::string_view text) {
    std::string& href = url_.href_;
    const std::size_t colon = std::min(text.find(':'), text.size());
    const std::size_t begin = href.size();
    append_encoded(href, text.substr(0, colon), EncodeSet::kUserinfo);
    url_.username_end_ = size();
    if (colon + 1 < text.size()) {
      href += ':';
      append_encoded(href, text.substr(colon + 1), EncodeSet::kUserinfo);
    }
    if (href.size() > begin) href += '@';
  }

  // The colon before the port: the first one outside of brackets.
  static std::size_t port_colon(std::string_view text) {
    bool in_brackets = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] == '[') in_brackets = true;
      if (text[i] == ']') in_brackets = false;
      if (text[i] == ':' && !in_brackets) return i;
    }
    return std::string_view::npos;
  }

  bool set_port(std::string_view digits) {
    if (digits.empty()) return true;
    unsigned port = 0;
    for (const char c : digits) {
      if (!is_digit(c)) return false;
      port = port * 10 + static_cast<unsigned>(c - '0');
      if (port > 65535) return false;
    }
    if (port == url_.port_) return true;
    url_.port_ = static_cast<std::uint16_t>(port);
    url_.href_ += ':';
    url_.href_ += std::to_string(port);
    return true;
  }

  void append_segment(std::string_view segment, bool more) {
    std::string& href = url_.href_;
    if (dot_length(segment) != 0) {
      const bool up = is_double_dot(segment);
      if (up && href.size() > url_.path_begin_) href.resize(href.rfind('/'));
      if (up || is_single_dot(segment)) {
        if (!more) href += '/';
        return;
      }
    }
    href += '/';
    append_encoded(href, segment, EncodeSet::kPath);
  }

  Url url_;
};

namespace {

Result<Url> parse_authority_and_rest(UrlBuilder& builder, bool https, std::string_view text,
                                     std::string_view input) {
  text = without_leading_slashes(text);
  const std::size_t end = find_authority_end(text);
  builder.set_scheme(https);
  if (const char* trouble = builder.set_authority(text.substr(0, end)); trouble != nullptr) {
    return refuse(input, trouble);
  }
  builder.append_rest(text.substr(end));
  return builder.take();
}

Result<Url> parse_relative(UrlBuilder& builder, const Url& base, std::string_view text,
                           std::string_view input) {
  if (!text.empty() && is_slash(text.front())) {
    if (text.size() > 1 && is_slash(text[1])) {
      return parse_authority_and_rest(builder, base.is_https(), text, input);
    }
    builder.copy_base(base, UrlBuilder::authority_end(base));
    builder.append_rest(text);
  } else if (text.empty() || text.front() == '#') {
    builder.copy_base(base, UrlBuilder::query_end(base));
    builder.keep_query_of(base);
    builder.append_fragment(text);
  } else if (text.front() == '?') {
    builder.copy_base(base, UrlBuilder::path_end(base));
    builder.append_query(text);
  } else {
    builder.copy_base(base, UrlBuilder::directory_end(base));
    builder.append_segments(text);
  }
  return builder.take();
}

}  // namespace

Result<Url> Url::parse(std::string_view input, const Url* base) {
  TimeLimit::spend(input.size());
  if (input.size() > kMaxBytes) return fail(ErrorCode::kTooLarge, "URL longer than 1 MiB");
  std::string_view text = without_edges(input);
  std::string cleaned;
  if (std::ranges::any_of(text, is_tab_or_newline)) {
    for (const char c : text) {
      if (!is_tab_or_newline(c)) cleaned += c;
    }
    text = cleaned;
  }
  const bool has_base = base != nullptr && !base->empty();
  UrlBuilder builder(text.size() + 10 + (has_base ? base->href_.size() : 0));

  const std::size_t length = scheme_length(text);
  if (length == 0) {
    if (!has_base) return refuse(input, "relative, and there is no base");
    return parse_relative(builder, *base, text, input);
  }
  const bool https = equals_ignoring_case(text.substr(0, length), "https");
  if (!https && !equals_ignoring_case(text.substr(0, length), "http")) {
    return refuse(input, "neither http nor https");
  }
  text.remove_prefix(length + 1);
  // "http:page" is relative where the base has the same scheme; "http:/page" as well, but not
  // "http://page".
  const bool two_slashes = text.size() > 1 && is_slash(text[0]) && is_slash(text[1]);
  if (has_base && base->is_https() == https && !two_slashes) {
    return parse_relative(builder, *base, text, input);
  }
  return parse_authority_and_rest(builder, https, text, input);
}

Result<Url> Url::resolve(std::string_view input, std::string_view base) {
  const auto parsed = parse(base);
  if (parsed) return parse(input, &*parsed);
  const std::string_view text = without_edges(base);
  const std::size_t length = scheme_length(text);
  const std::string_view scheme = text.substr(0, length);
  if (length == 0 || equals_ignoring_case(scheme, "http") ||
      equals_ignoring_case(scheme, "https")) {
    return fail(parsed.error());
  }
  return parse(input);
}

}  // namespace tearsheet::url
