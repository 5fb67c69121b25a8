#include "preferences/dictionary.h"

#include <algorithm>

#include "base/ascii.h"

namespace tearsheet::preferences {
namespace {

bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}

bool is_key_char(char c) {
  return is_lower(c) || is_digit(c) || std::string_view("_-.*").find(c) != std::string_view::npos;
}

// RFC 9110 5.6.2, and what RFC 9651 3.3.4 adds.
bool is_token_char(char c) {
  return is_alnum(c) || std::string_view("!#$%&'*+-.^_`|~:/").find(c) != std::string_view::npos;
}

bool is_printable(char c) {
  return c >= 0x20 && c < 0x7F;
}

class DictionaryReader {
 public:
  explicit DictionaryReader(std::string_view field) : rest_(field) {}

  std::optional<std::vector<Member>> read() {
    std::vector<Member> members;
    skip(" ");
    while (!rest_.empty()) {
      std::string key, token;
      if (!read_key(key)) return std::nullopt;
      // "a" alone is a flag, and may have parameters.
      if (!(take('=') ? read_value(token) : read_parameters())) return std::nullopt;
      put(members, std::move(key), std::move(token));
      if (members.size() > kMaxMembers) return std::nullopt;
      skip(" \t");
      if (rest_.empty()) return members;
      if (!take(',')) return std::nullopt;
      skip(" \t");
      if (rest_.empty()) return std::nullopt;  // a comma that nothing follows
    }
    return members;
  }

 private:
  static void put(std::vector<Member>& members, std::string key, std::string token) {
    const auto known = std::ranges::find(members, key, &Member::first);
    if (known != members.end()) {
      known->second = std::move(token);
    } else {
      members.emplace_back(std::move(key), std::move(token));
    }
  }

  bool take(char c) {
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }
  void skip(std::string_view chars) {
    rest_.remove_prefix(std::min(rest_.find_first_not_of(chars), rest_.size()));
  }
  std::string_view take_while(const auto& is_part) {
    const auto end = std::ranges::find_if_not(rest_, is_part);
    const std::string_view taken = rest_.substr(0, static_cast<std::size_t>(end - rest_.begin()));
    rest_.remove_prefix(taken.size());
    return taken;
  }

  bool read_key(std::string& key) {
    if (rest_.empty() || (!is_lower(rest_.front()) && rest_.front() != '*')) return false;
    key = take_while(is_key_char);
    return true;
  }

  bool read_value(std::string& token) {
    if (!rest_.starts_with('(')) return read_item(token) && read_parameters();
    rest_.remove_prefix(1);
    std::string passed;
    while (true) {
      skip(" ");
      if (take(')')) return read_parameters();
      if (!read_item(passed) || !read_parameters()) return false;
      if (!rest_.starts_with(' ') && !rest_.starts_with(')')) return false;
    }
  }

  bool read_parameters() {
    std::string passed;
    while (take(';')) {
      skip(" ");
      if (!read_key(passed)) return false;
      if (take('=') && !read_item(passed)) return false;
    }
    return true;
  }

  // A bare item: `token` is its text if it is a token, else empty.
  bool read_item(std::string& token) {
    token.clear();
    if (rest_.empty()) return false;
    const char first = rest_.front();
    if (is_alpha(first) || first == '*') {
      token = take_while(is_token_char);
      return true;
    }
    if (first == '-' || is_digit(first)) return read_number();
    rest_.remove_prefix(1);
    switch (first) {
      case '"':
        return read_string();
      case '?':
        return take('0') || take('1');
      case ':':
        take_while([](char c) { return is_alnum(c) || c == '+' || c == '/' || c == '='; });
        return take(':');
      case '@':
        return read_number(true);
      case '%':
        return take('"') && read_string();
      default:
        return false;
    }
  }

  bool read_number(bool is_integer = false) {
    take('-');
    const std::size_t whole = take_while(is_digit).size();
    if (whole == 0 || whole > 15) return false;
    if (is_integer || !take('.')) return true;
    const std::size_t part = take_while(is_digit).size();
    return whole <= 12 && part >= 1 && part <= 3;
  }

  bool read_string() {
    while (!rest_.empty()) {
      const char c = rest_.front();
      rest_.remove_prefix(1);
      if (c == '"') return true;
      if (!is_printable(c)) return false;
      if (c == '\\' && !take('"') && !take('\\')) return false;
    }
    return false;
  }

  std::string_view rest_;
};

}  // namespace

std::optional<std::vector<Member>> parse_dictionary(std::string_view field) {
  return DictionaryReader(field).read();
}

}  // namespace tearsheet::preferences
