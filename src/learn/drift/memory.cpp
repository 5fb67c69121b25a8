#include <algorithm>
#include <functional>

#include "learn/drift/drift.h"

namespace tearsheet::learn {
namespace {

// 0 is nobody's.
std::size_t hash_of(std::string_view text) {
  return std::max<std::size_t>(std::hash<std::string_view>{}(text), 1);
}

template <class Each>
void each_paragraph(std::string_view body, Each each) {
  std::size_t taken = 0;
  while (!body.empty() && taken < SharedTexts::kParagraphs) {
    const std::size_t end = body.find("\n\n");
    const std::string_view paragraph = body.substr(0, end);
    body = end == std::string_view::npos ? std::string_view() : body.substr(end + 2);
    if (paragraph.size() < SharedTexts::kShortest) continue;
    each(taken++, paragraph);
  }
}

}  // namespace

void SharedTexts::note(std::uint64_t article, std::string_view title, std::string_view body) {
  const auto known = std::find_if(pages_.begin(), pages_.end(), [&](const Page& page) {
    return page.title != 0 && page.article == article;
  });
  Page& page = known != pages_.end() ? *known : pages_[next_];
  if (known == pages_.end()) next_ = (next_ + 1) % kPages;
  page = {article, hash_of(title), {}};
  each_paragraph(
      body, [&](std::size_t i, std::string_view text) { page.paragraphs.at(i) = hash_of(text); });
}

bool SharedTexts::is_title_of_another(std::uint64_t article, std::string_view title) const {
  const std::size_t hash = hash_of(title);
  return std::any_of(pages_.begin(), pages_.end(), [&](const Page& page) {
    return page.title == hash && page.article != article;
  });
}

double SharedTexts::repeated(std::uint64_t article, std::string_view body) const {
  std::size_t all = 0, shared = 0;
  each_paragraph(body, [&](std::size_t, std::string_view text) {
    all += text.size();
    const std::size_t hash = hash_of(text);
    const bool is_shared = std::any_of(pages_.begin(), pages_.end(), [&](const Page& page) {
      return page.title != 0 && page.article != article &&
             std::find(page.paragraphs.begin(), page.paragraphs.end(), hash) !=
                 page.paragraphs.end();
    });
    shared += is_shared ? text.size() : 0;
  });
  return all > 0 ? static_cast<double>(shared) / static_cast<double>(all) : 0;
}

}  // namespace tearsheet::learn
