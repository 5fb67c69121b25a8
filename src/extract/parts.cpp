#include "extract/parts.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "base/ascii.h"
#include "extract/render/markdown.h"
#include "extract/structure/blocks.h"
#include "text/text.h"

namespace tearsheet::extract {
namespace {

using records::Article;
using records::Block;

/// Makes the marks of footnotes in inline HTML those of the notes `by` further on.
std::string with_later_notes(const std::string& html, std::uint32_t by) {
  static constexpr std::string_view kMark = "<a href=\"#fn-";
  std::string out;
  std::size_t from = 0;
  for (auto at = html.find(kMark); at != std::string::npos; at = html.find(kMark, at)) {
    at += kMark.size();
    std::uint32_t number = 0;
    std::size_t end = at;
    for (; end < html.size() && is_digit(html[end]); ++end)
      number = number * 10 + static_cast<std::uint32_t>(html[end] - '0');
    const auto close = html.find('<', end);
    if (close == std::string::npos) break;
    const std::string label = std::to_string(number + by);
    out += html.substr(from, at - from) + label + "\">" + label;
    at = from = close;
  }
  return out + html.substr(from);
}

/// What tells lists, tables and footnotes of one page apart must do so among those of all.
void tell_apart(Block& block, std::uint32_t page, std::uint32_t notes) {
  const std::uint32_t salt = page << 24U;
  block.table += salt;
  for (auto& one : block.within) {
    one.id += salt;
    one.list += salt;
    if (one.kind == records::Enclosure::Kind::kFootnote) one.number += notes;
  }
  if (notes == 0) return;
  block.html = with_later_notes(block.html, notes);
  for (auto& cell : block.cells) cell.html = with_later_notes(cell.html, notes);
}

// A single page that has less than this share of the first page's text is none.
constexpr double kSingleShare = 0.9;

}  // namespace

ArticleParts::ArticleParts(Article first) : whole_(std::move(first)) {
  whole_.incomplete.clear();
  named_.insert(whole_.url);
  for (const auto& block : whole_.blocks) said_.insert(text::fold(block.text));
  said_.insert(text::fold(whole_.title));
  weight_ = static_cast<double>(whole_.body.size());
  waiting_ = std::exchange(whole_.next_pages, {});
  if (!whole_.single_page.empty() && named_.insert(whole_.single_page).second) {
    next_ = whole_.single_page;
    asks_single_ = true;
    return;
  }
  choose_next();
}

void ArticleParts::choose_next() {
  next_.clear();
  asks_single_ = false;
  while (!waiting_.empty()) {
    std::string address = std::move(waiting_.front());
    waiting_.erase(waiting_.begin());
    if (!named_.insert(address).second) continue;
    if (count_ >= kMaxArticlePages) {
      whole_.incomplete =
          "the article goes on after " + std::to_string(kMaxArticlePages) + " pages";
      return;
    }
    next_ = std::move(address);
    return;
  }
}

void ArticleParts::add(Article part) {
  const std::string asked = next_;
  if (asks_single_) {
    const bool is_whole = static_cast<double>(part.body.size()) >=
                          kSingleShare * static_cast<double>(whole_.body.size());
    const bool is_other = part.url == whole_.url;  // sent back to where we came from
    if (!is_whole || is_other) return choose_next();
    whole_.blocks = std::move(part.blocks);
    whole_.body = std::move(part.body);
    whole_.confidence = part.confidence;
    whole_.parts = {whole_.url, part.url};
    next_.clear();
    waiting_.clear();
    ++count_;
    return;
  }
  // Sent to a page that was read before: the pager promised more than there is.
  const bool is_known = part.url != asked && !named_.insert(part.url).second;
  const bool says_new =
      std::any_of(part.blocks.begin(), part.blocks.end(), [&](const Block& block) {
        return block.kind != Block::Kind::kImage && !said_.contains(text::fold(block.text));
      });
  if (is_known || !says_new) {
    next_.clear();
    waiting_.clear();
    return;
  }
  // What the newest page names comes first where it is new.
  for (auto& address : part.next_pages) {
    if (std::find(waiting_.begin(), waiting_.end(), address) == waiting_.end())
      waiting_.push_back(std::move(address));
  }
  join(std::move(part));
  choose_next();
}

void ArticleParts::join(Article part) {
  if (whole_.parts.empty()) whole_.parts.push_back(whole_.url);
  whole_.parts.push_back(part.url);
  ++count_;
  auto& blocks = part.blocks;
  std::size_t begin = 0;
  while (begin < blocks.size() && (said_.contains(text::fold(blocks[begin].text)) ||
                                   (blocks[begin].kind == Block::Kind::kImage && begin == 0)))
    ++begin;
  // "To be read on the next page" and the like: the end of both.
  std::size_t repeated = 0;
  while (repeated < whole_.blocks.size() && begin + repeated < blocks.size() &&
         whole_.blocks[whole_.blocks.size() - 1 - repeated].text ==
             blocks[blocks.size() - 1 - repeated].text)
    ++repeated;
  whole_.blocks.resize(whole_.blocks.size() - repeated);
  const auto weight = static_cast<double>(part.body.size());
  if (weight_ + weight > 0)
    whole_.confidence =
        (whole_.confidence * weight_ + part.confidence * weight) / (weight_ + weight);
  weight_ += weight;
  std::uint32_t notes = 0;
  for (const auto& block : whole_.blocks) {
    if (!block.within.empty() && block.within.front().kind == records::Enclosure::Kind::kFootnote)
      notes = std::max(notes, block.within.front().number);
  }
  for (std::size_t i = begin; i < blocks.size(); ++i) {
    said_.insert(text::fold(blocks[i].text));
    tell_apart(blocks[i], static_cast<std::uint32_t>(count_), notes);
    whole_.blocks.push_back(std::move(blocks[i]));
  }
  whole_.body = plain_text(whole_.blocks);
  if (part.updated && (!whole_.updated || whole_.updated->to_sys() < part.updated->to_sys()))
    whole_.updated = part.updated;
  whole_.noarchive |= part.noarchive;
}

void ArticleParts::fail(const std::string& why) {
  if (!asks_single_) {
    whole_.incomplete = "page " + std::to_string(count_ + 1) + " is missing: " + why;
    whole_.next_pages = {next_};
    whole_.next_pages.insert(whole_.next_pages.end(), waiting_.begin(), waiting_.end());
    next_.clear();
    waiting_.clear();
    return;
  }
  choose_next();
}

Article ArticleParts::take() {
  whole_.single_page.clear();
  if (!whole_.parts.empty()) whole_.markdown = to_markdown_body(whole_.blocks);
  return std::move(whole_);
}

}  // namespace tearsheet::extract
