#include "reading/summary.h"

#include <algorithm>
#include <functional>
#include <string>
#include <utility>

#include "text/text.h"

namespace tearsheet::reading {
namespace {

constexpr std::size_t kShortest = 20;             // bytes, as in the extraction
constexpr std::size_t kLongestFeedSummary = 600;  // longer ones are the text, not a summary
constexpr std::size_t kFirstParagraph = 300;      // characters
constexpr std::size_t kShortestParagraph = 60;    // bytes; a dateline or a byline is shorter

std::uint64_t hash_of(std::string_view text) {
  return std::hash<std::string>{}(text::fold(text));
}
std::uint64_t key_of(std::int64_t site, std::string_view description) {
  return hash_of(description) ^ (static_cast<std::uint64_t>(site) * 0x9E3779B97F4A7C15ULL);
}

bool was_cut(std::string_view text) {
  return text.ends_with("…") || text.ends_with("...") || text.ends_with("…]") ||
         text.ends_with("...]");
}

void set(records::Article& article, std::string summary, const char* source, const char* locator,
         double confidence) {
  std::erase_if(article.sources, [](const auto& one) { return one.field == "summary"; });
  article.summary = std::move(summary);
  if (article.summary.empty()) return;
  article.sources.push_back(
      {"summary", source, locator, std::string(text::truncate(article.summary, 200)), confidence});
}

// By the page itself, not by its source or its text.
bool is_of_page(std::string_view source) {
  return source == "opengraph" || source == "meta" || source == "json-ld";
}

std::string source_of(const records::Article& article) {
  const auto own = std::find_if(article.sources.begin(), article.sources.end(),
                                [](const auto& source) { return source.field == "summary"; });
  return own == article.sources.end() ? std::string() : own->source;
}

std::string first_paragraph(const records::Article& article) {
  for (const auto& block : article.blocks) {
    if (block.kind == records::Block::Kind::kParagraph && block.text.size() >= kShortestParagraph)
      return std::string(text::truncate(block.text, kFirstParagraph));
  }
  return {};
}

}  // namespace

SummaryMemory::Known& SummaryMemory::known(std::int64_t site, std::string_view description) {
  if (known_.size() >= kMostDescriptions) {
    std::erase_if(known_, [](const auto& one) { return one.second.stories < kRepeats; });
    if (known_.size() >= kMostDescriptions) known_.clear();
  }
  return known_[key_of(site, description)];
}

void SummaryMemory::note(std::int64_t site, std::string_view title, std::string_view description) {
  if (description.empty()) return;
  const std::uint64_t story = hash_of(title);
  const std::lock_guard lock(mutex_);
  Known& one = known(site, description);
  if (one.stories > 0 && one.title == story) return;
  one.title = story;
  one.stories = std::min(one.stories + 1, kRepeats);
}

void SummaryMemory::note_site(std::int64_t site, std::string_view description) {
  if (description.empty()) return;
  const std::lock_guard lock(mutex_);
  known(site, description).stories = kRepeats;
}

bool SummaryMemory::is_of_site(std::int64_t site, std::string_view description) const {
  const std::uint64_t key = key_of(site, description);
  const std::lock_guard lock(mutex_);
  const auto found = known_.find(key);
  return found != known_.end() && found->second.stories >= kRepeats;
}

void recall_summary(std::int64_t site, std::string_view stored, SummaryMemory& memory,
                    const records::Article& article) {
  const bool took_away = stored == "listing teaser" || stored == "auto first paragraph";
  if (took_away && is_of_page(source_of(article))) memory.note_site(site, article.summary);
}

void settle_summary(std::int64_t site, const store::Hint& hint, SummaryMemory& memory,
                    records::Article& article) {
  const std::string source = source_of(article);
  if (source == "rule") return;
  const auto fits = [&](std::string_view text) {
    return text.size() >= kShortest && text::fold(text) != text::fold(article.title) &&
           !memory.is_of_site(site, text);
  };
  const std::string listed = text::clean_line(hint.summary);
  if (is_of_page(source)) memory.note(site, article.title, article.summary);
  if (hint.origin == "feed" && listed.size() <= kLongestFeedSummary && !was_cut(listed) &&
      fits(listed)) {
    return set(article, listed, "feed", "description", 0.9);
  }
  if (!is_of_page(source) || !memory.is_of_site(site, article.summary)) return;
  if (fits(listed)) return set(article, listed, "listing", "teaser", 0.8);
  set(article, first_paragraph(article), "auto", "first paragraph", 0.5);
}

}  // namespace tearsheet::reading
