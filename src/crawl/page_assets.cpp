#include "crawl/page_assets.h"

#include <algorithm>
#include <string>
#include <unordered_set>

#include "base/ascii.h"

namespace tearsheet::crawl {
namespace {

using html::Node;
using html::Tag;

constexpr std::size_t kMaxAddress = 2083;  // the shortest limit of the browsers in use

/// Collects addresses, each once.
class Found {
 public:
  explicit Found(url::Url base) : base_(std::move(base)) {}

  void add(std::string_view address, bool is_style) {
    address = trimmed(address);
    if (address.empty() || address.size() > kMaxAddress) return;
    auto url = url::Url::parse(address, base_.empty() ? nullptr : &base_);
    if (!url || (!url->is_https() && url->scheme() != "http") || !url->username().empty()) return;
    if (!seen_.insert(url->without_fragment()).second) return;
    assets_.push_back({std::move(*url), is_style});
  }
  [[nodiscard]] std::size_t size() const { return assets_.size(); }
  std::vector<PageAsset> take() {
    std::stable_partition(assets_.begin(), assets_.end(),
                          [](const PageAsset& asset) { return asset.is_style; });
    return std::move(assets_);
  }

 private:
  const url::Url base_;
  std::vector<PageAsset> assets_;
  std::unordered_set<std::string> seen_;
};

/// "a b c" holds the word.
bool has_word(std::string_view list, std::string_view word) {
  while (!list.empty()) {
    const std::size_t end = std::min(list.find_first_of(" \t\n\r\f"), list.size());
    if (equals_ignoring_case(list.substr(0, end), word)) return true;
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return false;
}

/// The first address of "small.png 1x, large.png 2x".
std::string_view first_of_set(std::string_view set) {
  set = trimmed(set);
  return set.substr(0, set.find_first_of(" \t\n\r\f,"));
}

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

/// A scanner of what names addresses in a style; everything else is passed over.
class StyleScanner {
 public:
  StyleScanner(std::string_view css, Found& found) : css_(css), found_(found) {}

  void run() {
    while (at_ < css_.size() && found_.size() < kMaxStyleLinks) {
      if (skip("/*")) {
        const std::size_t end = css_.find("*/", at_);
        at_ = end == std::string_view::npos ? css_.size() : end + 2;
      } else if (skip("@import")) {
        import();
      } else if (skip("url(")) {
        found_.add(argument(), false);
      } else if (css_[at_] == '"' || css_[at_] == '\'') {
        string();
      } else {
        ++at_;
      }
    }
  }

 private:
  bool skip(std::string_view word) {
    if (!starts_with_ignoring_case(css_.substr(at_), word)) return false;
    at_ += word.size();
    return true;
  }
  void skip_spaces() {
    while (at_ < css_.size() && is_space(css_[at_])) ++at_;
  }
  void import() {
    skip_spaces();
    if (at_ >= css_.size()) return;
    if (css_[at_] == '"' || css_[at_] == '\'') {
      found_.add(string(), true);
    } else if (skip("url(")) {
      found_.add(argument(), true);
    }
  }
  /// From its quote to behind the other one; what is escaped in it is nobody's address.
  std::string_view string() {
    const char quote = css_[at_++];
    const std::size_t begin = at_;
    while (at_ < css_.size() && css_[at_] != quote && css_[at_] != '\n')
      at_ += css_[at_] == '\\' ? 2 : 1;
    at_ = std::min(at_, css_.size());
    const std::string_view text = css_.substr(begin, at_ - begin);
    at_ = std::min(at_ + 1, css_.size());
    return text.find('\\') == std::string_view::npos ? text : std::string_view();
  }
  /// Of url(: a string, or up to the bracket.
  std::string_view argument() {
    skip_spaces();
    if (at_ >= css_.size()) return {};
    if (css_[at_] == '"' || css_[at_] == '\'') return string();
    const std::size_t end = std::min(css_.find(')', at_), css_.size());
    const std::string_view text = css_.substr(at_, end - at_);
    at_ = end;
    return text.find('\\') == std::string_view::npos ? text : std::string_view();
  }

  const std::string_view css_;
  Found& found_;
  std::size_t at_ = 0;
};

url::Url base_of(const html::Document& page, const url::Url& address) {
  for (std::uint32_t i = 1; i < page.size(); ++i) {
    const Node node = page.node(i);
    if (!node.is_element() || node.tag() != Tag::kBase) continue;
    const auto href = node.attribute("href");
    if (!href) continue;
    const auto base = url::Url::parse(*href, address.empty() ? nullptr : &address);
    if (base) return *base;
    break;
  }
  return address;
}

void look_at(Node node, Found& found) {
  const auto value = [&](std::string_view name) { return node.attribute(name).value_or(""); };
  switch (node.tag()) {
    case Tag::kLink:
      if (has_word(value("rel"), "stylesheet") && !has_word(value("rel"), "alternate")) {
        found.add(value("href"), true);
      } else if (has_word(value("rel"), "icon")) {
        found.add(value("href"), false);
      }
      break;
    case Tag::kImg:
      found.add(value("src"), false);
      found.add(first_of_set(value("srcset")), false);
      break;
    case Tag::kSource:
      found.add(first_of_set(value("srcset")), false);
      break;
    case Tag::kVideo:
      found.add(value("poster"), false);
      break;
    case Tag::kInput:
      if (equals_ignoring_case(value("type"), "image")) found.add(value("src"), false);
      break;
    default:
      break;
  }
  if (const std::string_view style = value("style"); !style.empty())
    StyleScanner(style, found).run();
}

/// The texts of <style>. One in a comment counts too, at the price of a request.
void look_at_styles(std::string_view bytes, Found& found) {
  constexpr std::string_view kBegin = "<style", kEnd = "</style";
  for (std::size_t at = bytes.find('<'); at < bytes.size(); at = bytes.find('<', at + 1)) {
    if (!starts_with_ignoring_case(bytes.substr(at), kBegin)) continue;
    const std::size_t begin = bytes.find('>', at);
    if (begin == std::string_view::npos) return;
    std::size_t end = bytes.find('<', begin);
    while (end < bytes.size() && !starts_with_ignoring_case(bytes.substr(end), kEnd))
      end = bytes.find('<', end + 1);
    end = std::min(end, bytes.size());
    StyleScanner(bytes.substr(begin + 1, end - begin - 1), found).run();
    at = end - 1;
  }
}

}  // namespace

std::vector<PageAsset> assets_in_page(const html::Document& page, std::string_view bytes,
                                      const url::Url& address) {
  Found found(base_of(page, address));
  for (std::uint32_t i = 1; i < page.size(); ++i) {
    const Node node = page.node(i);
    if (node.is_element()) look_at(node, found);
  }
  look_at_styles(bytes, found);
  return found.take();
}

std::vector<PageAsset> assets_in_style(std::string_view css, const url::Url& address) {
  Found found(address);
  StyleScanner(css, found).run();
  return found.take();
}

}  // namespace tearsheet::crawl
