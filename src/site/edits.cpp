#include <algorithm>
#include <utility>

#include "site/site.h"

namespace tearsheet::site {
namespace {

// What replacements may make of a page; a page's own limit is the parser's.
constexpr std::size_t kMaxGrowth = 2;
constexpr std::size_t kMaxMore = 100'000;

/// `text` with every `find` replaced; empty where that would have more than `most` bytes.
std::optional<std::string> replace_all(std::string_view text, const PageEdits::Replacement& one,
                                       std::size_t most) {
  std::string out;
  std::size_t from = 0;
  for (std::size_t at = text.find(one.find); at != std::string_view::npos;
       at = text.find(one.find, from)) {
    out.append(text, from, at - from);
    out += one.with;
    from = at + one.find.size();
    if (out.size() > most) return std::nullopt;
  }
  out.append(text, from);
  if (out.size() > most) return std::nullopt;
  return out;
}

}  // namespace

bool PageEdits::edits_tree() const {
  return !(strip.empty() && strip_id_or_class.empty() && strip_image.empty() && dissolve.empty() &&
           wrap.empty() && lazy_images.empty() && linked_data);
}

std::string PageEdits::replaced(std::string html) const {
  const std::size_t most = kMaxGrowth * html.size() + kMaxMore;
  for (const Replacement& one : replace) {
    if (one.find.empty() || html.find(one.find) == std::string::npos) continue;
    if (auto changed = replace_all(html, one, most)) html = std::move(*changed);
  }
  return html;
}

bool ArticleRules::may_guess(std::string_view field) const {
  return std::ranges::find(only_rules, field) == only_rules.end();
}

}  // namespace tearsheet::site
