#include "learn/rules/labelled.h"

#include <algorithm>
#include <functional>
#include <unordered_set>

#include "base/ascii.h"
#include "learn/rules/bylines.h"
#include "learn/rules/links.h"

namespace tearsheet::learn {
namespace {

constexpr std::size_t kWindow = 24;      // letters of the body that are looked for
constexpr std::size_t kLeastBody = 250;  // letters: less is no article to learn from
constexpr double kInside = 0.75;         // share of a block's windows that the body holds
constexpr double kTwin = 0.6;            // share of a body that makes a page another's twin
constexpr std::size_t kMostPages = 24;
constexpr std::size_t kLeastPointer = 12;  // letters of a line that may be a link
constexpr double kPointer = 0.6;           // share of it that is

using Hashes = std::unordered_set<std::uint64_t>;

std::uint64_t hash_of(std::string_view text) {
  return std::hash<std::string_view>{}(text);
}

/// The text of an article as blocks are compared with it.
struct Wanted {
  Hashes lines, windows;

  explicit Wanted(std::string_view body) {
    std::size_t begin = 0;
    std::string whole;
    for (std::size_t i = 0; i <= body.size(); ++i) {
      if (i < body.size() && body[i] != '\n') continue;
      const std::string letters = letters_of(body.substr(begin, i - begin));
      if (!letters.empty()) lines.insert(hash_of(letters));
      whole += letters;
      begin = i + 1;
    }
    for (std::size_t i = 0; i + kWindow <= whole.size(); ++i)
      windows.insert(hash_of(std::string_view(whole).substr(i, kWindow)));
  }

  [[nodiscard]] bool holds(std::string_view block) const {
    if (lines.contains(hash_of(block))) return true;
    if (block.size() < kWindow) return false;
    std::size_t all = 0, found = 0;
    for (std::size_t i = 0; i + kWindow <= block.size(); i += kWindow / 3) {
      ++all;
      found += windows.contains(hash_of(block.substr(i, kWindow))) ? 1U : 0U;
    }
    return static_cast<double>(found) >= kInside * static_cast<double>(all);
  }
};

void sum_up(Labelled& page) {
  const auto& blocks = page.text.blocks();
  page.letters_before.assign(1, 0);
  page.body_before.assign(1, 0);
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const std::size_t size = blocks[i].end - blocks[i].begin;
    page.letters_before.push_back(page.letters_before.back() + size);
    page.body_before.push_back(page.body_before.back() + (page.is_body[i] ? size : 0));
  }
}

void label_body(Labelled& page) {
  const std::string& known = page.sample.known.body;
  const Wanted wanted(known.empty() ? page.automatic.body : known);
  const auto& blocks = page.text.blocks();
  page.is_body.assign(blocks.size(), false);
  page.is_furniture.assign(blocks.size(), false);
  for (std::size_t i = 0; i < blocks.size(); ++i)
    page.is_body[i] = wanted.holds(page.text.of(blocks[i]));
  sum_up(page);
  if (known.empty()) page.automatic_letters = page.body_letters();
}

bool is_article(const Labelled& page) {
  if (page.sample.role == Role::kArticle) return page.body_letters() > 0;
  if (page.sample.role != Role::kUnknown) return false;
  using records::PageKind;
  switch (page.automatic.kind) {
    case PageKind::kListing:
    case PageKind::kLoginWall:
    case PageKind::kConsentWall:
    case PageKind::kErrorPage:
    case PageKind::kScriptShell:
    case PageKind::kEmpty:
      return false;
    default:
      return page.body_letters() >= kLeastBody;
  }
}

/// Whether more than half of the body's text is that of a page before.
bool is_twin(const Labelled& page, const Pages& before) {
  for (const auto& other : before) {
    Hashes theirs;
    for (std::size_t i = 0; i < other->is_body.size(); ++i) {
      if (other->is_body[i]) theirs.insert(other->text.blocks()[i].hash);
    }
    std::size_t same = 0;
    for (std::size_t i = 0; i < page.is_body.size(); ++i) {
      const auto& block = page.text.blocks()[i];
      if (page.is_body[i] && theirs.contains(block.hash)) same += block.end - block.begin;
    }
    if (static_cast<double>(same) > kTwin * static_cast<double>(page.body_letters())) return true;
  }
  return false;
}

/// The title is none of the body, nor is a line that is a link to another page of the site.
void drop_pointers(Labelled& page) {
  const auto& blocks = page.text.blocks();
  const std::string title = letters_of(page.automatic.title);
  std::vector<std::size_t> linked(blocks.size(), 0);
  for (const PageLink& link : links_of(page.page, page.sample.url)) {
    const std::string_view letters = page.text.of(link.node);
    const std::uint32_t block = page.text.first_block(link.node.index());
    // The text of a link begins a block, or stands in the one that began before it.
    const bool begins = block < blocks.size() && blocks[block].node < link.node.end();
    if (begins) {
      linked[block] += letters.size();
    } else if (block > 0) {
      linked[block - 1] += letters.size();
    }
  }
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const std::size_t size = blocks[i].end - blocks[i].begin;
    const bool is_link = size >= kLeastPointer &&
                         static_cast<double>(linked[i]) > kPointer * static_cast<double>(size);
    if (is_link || page.text.of(blocks[i]) == title) page.is_body[i] = false;
  }
  sum_up(page);
}

/// What a page calls its description, beside what it calls its text, is none of the text.
void drop_description(Labelled& page) {
  std::vector<html::Node> texts, descriptions;
  for (std::uint32_t i = page.page.body().index(); i < page.page.size(); ++i) {
    const html::Node node = page.page.node(i);
    if (!node.is_element()) continue;
    const std::string_view property = trimmed(node.attribute("itemprop").value_or(""));
    if (property == "articleBody") texts.push_back(node);
    if (property == "description") descriptions.push_back(node);
  }
  std::size_t body = 0;
  for (const html::Node text : texts) body += page.share(text).body;
  if (2 * body < page.body_letters()) return;
  for (const html::Node one : descriptions) {
    const bool is_apart = std::ranges::none_of(
        texts, [&](html::Node text) { return text.contains(one) || one.contains(text); });
    if (!is_apart) continue;
    const std::uint32_t end = page.text.first_block(one.end());
    for (std::uint32_t i = page.text.first_block(one.index()); i < end; ++i)
      page.is_body[i] = false;
  }
  sum_up(page);
}

/// Text that stands on two pages belongs to none of them.
void drop_furniture(Pages& pages) {
  std::unordered_map<std::uint64_t, std::size_t> seen;
  for (const auto& page : pages) {
    Hashes own;
    for (const auto& block : page->text.blocks()) own.insert(block.hash);
    for (const std::uint64_t hash : own) ++seen[hash];
  }
  for (auto& page : pages) {
    const auto& blocks = page->text.blocks();
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      page->is_furniture[i] = seen[blocks[i].hash] > 1;
      if (page->is_furniture[i]) page->is_body[i] = false;
    }
    sum_up(*page);
  }
}

/// The title that a source outside the page gives, where an element of the page says just that.
std::string said_elsewhere(const Labelled& page) {
  const std::string wanted = letters_of(page.sample.known.title);
  if (wanted.size() < 4) return {};
  for (std::uint32_t i = page.page.body().index(); i < page.page.size(); ++i) {
    const html::Node node = page.page.node(i);
    if (node.is_element() && page.text.of(node) == wanted) return page.sample.known.title;
  }
  return {};
}

void label_titles(Pages& pages) {
  // How often a candidate is what a page could be called: the site's name is so on all of them.
  std::unordered_map<std::string, std::size_t> seen;
  for (const auto& page : pages) {
    std::unordered_set<std::string> own;
    own.insert(letters_of(page->automatic.title));
    for (const auto& one : page->explained) {
      if (one.field == "title") own.insert(letters_of(one.value));
    }
    for (const std::string& value : own) ++seen[value];
  }
  for (auto& page : pages) {
    page->title = said_elsewhere(*page);
    if (!page->title.empty()) continue;
    if (seen[letters_of(page->automatic.title)] < 2) {
      page->title = page->automatic.title;
      continue;
    }
    double best = 0;
    for (const auto& one : page->explained) {
      if (one.field != "title" || one.score <= best || seen[letters_of(one.value)] > 1) continue;
      best = one.score;
      page->title = one.value;
    }
  }
}

bool same_moment(const dates::Timestamp& a, const dates::Timestamp& b) {
  return a.to_iso8601() == b.to_iso8601();
}

void label_dates(Pages& pages) {
  for (auto& page : pages) {
    page->published =
        page->sample.known.published ? page->sample.known.published : page->automatic.published;
  }
  // A moment to the minute that several pages share is a clock.
  for (auto& page : pages) {
    if (!page->published || page->sample.known.published) continue;
    std::size_t same = 0;
    for (const auto& other : pages) {
      same += other->automatic.published &&
                      same_moment(*other->automatic.published, *page->automatic.published)
                  ? 1U
                  : 0U;
    }
    const bool is_exact = page->published->precision >= dates::Precision::kMinute &&
                          (page->published->hour != 0 || page->published->minute != 0);
    if (same > 1 && is_exact && pages.size() > 2) page->published.reset();
  }
}

void label_authors(Pages& pages) {
  for (auto& page : pages)
    page->authors =
        page->sample.known.authors.empty() ? page->automatic.authors : page->sample.known.authors;
}

}  // namespace

Labelled::Labelled(const Sample& from)
    : sample(from), page(*from.page), text(*from.page), evaluator(*from.page) {}

Labelled::Share Labelled::share(html::Node element) const {
  const std::uint32_t begin = text.first_block(element.index());
  const std::uint32_t end = text.first_block(element.end());
  return {letters_before[end] - letters_before[begin], body_before[end] - body_before[begin]};
}

Avoided avoided_names(const Pages& pages) {
  Avoided out;
  const auto add_words = [&out](std::string_view text) {
    std::string word;
    for (std::size_t i = 0; i <= text.size(); ++i) {
      if (i < text.size() && is_word_byte(text[i])) {
        word += to_lower(text[i]);
        continue;
      }
      if (word.size() >= 4) out.insert(word);
      word.clear();
    }
  };
  for (const auto& page : pages) {
    const std::string_view path = page->sample.url.path();
    add_words(path.substr(0, path.rfind('/')));
    for (const std::string& author : page->authors) add_words(author);
    add_words(page->automatic.section);
  }
  // Words of addresses that are also what elements are called.
  for (const char* word : {"news", "article", "articles", "story", "stories", "post", "posts",
                           "content", "entry", "page", "main", "index"})
    out.erase(word);
  return out;
}

Pages label(std::vector<Sample>& samples) {
  Pages pages;
  for (Sample& sample : samples) {
    if (pages.size() == kMostPages) break;
    if (sample.page == nullptr || sample.role == Role::kListing || sample.role == Role::kOther)
      continue;
    auto page = std::make_unique<Labelled>(sample);
    extract::PageContext context;
    context.url = sample.url;
    context.content_language = sample.content_language;
    context.now = sample.at;
    page->automatic = extract::extract_article(*sample.page, context, &page->explained);
    label_body(*page);
    if (sample.role == Role::kUnknown && page->automatic.kind == records::PageKind::kListing) {
      sample.role = Role::kListing;
    } else if (is_article(*page) && !is_twin(*page, pages)) {
      pages.push_back(std::move(page));
    }
  }
  for (auto& page : pages) {
    drop_pointers(*page);
    drop_description(*page);
  }
  drop_furniture(pages);
  label_titles(pages);
  label_dates(pages);
  label_authors(pages);
  label_bylines(pages);
  return pages;
}

}  // namespace tearsheet::learn
